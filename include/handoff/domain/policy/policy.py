"""The whole policy, and the smaller rules in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from handoff.domain.access import Keeping, Side
from handoff.domain.ask import Approver
from handoff.domain.change import ChangeKind
from handoff.domain.handoff import Handoff
from handoff.domain.mark import Mark
from handoff.domain.policy.approving import Approving
from handoff.domain.policy.archiving import ArchiveRule
from handoff.domain.policy.dossiers import DossierRules
from handoff.domain.policy.firm import Firm, MarkRule, kind_marked
from handoff.domain.policy.holds import Holds
from handoff.domain.policy.legacy import LegacyRules
from handoff.domain.policy.succession import Successors
from handoff.domain.policy.systems import Systems
from handoff.domain.record import Kind
from handoff.errors import PolicyError

Ends = Mapping[str, Mapping[str, str | None]]
"""Fields to be set at the end: by kind of record, or `marked` for the marked one alone; property → value, null to empty
it.
"""


@dataclass(frozen=True, slots=True)
class Caps:
    """How much one plan may change, in all, in letters, and by kind; a plan beyond is refused."""

    changes: int
    letters: int
    kinds: Mapping[ChangeKind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who gets a letter: the contacts of the marked record, or all of the client's; with one of some roles, where any
    is named; never one of some addresses. All in lower case.
    """

    company: bool = False
    roles: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Policy:
    """The firm's rules.

    `marks` are the rules by CRM: one for each status that is a mark, in each account that is connected. `kept` are
    addresses and groups whose access to the client's files stays; `delivery_folder` is the Drive folder for dossiers
    ("root": the acting account's own); `quota_share` is the part of each vendor's quota that Handoff may use;
    `ends` by CRM.
    """

    firm: Firm
    marks: Mapping[str, tuple[MarkRule, ...]]
    approving: Approving
    cutoff_after: timedelta
    caps: Caps
    kept: frozenset[str] = frozenset()
    delivery_folder: str = "root"
    quota_share: float = 0.5
    successors: Successors = field(default_factory=Successors)
    keeping: Keeping = field(default_factory=Keeping)
    archive: ArchiveRule = field(default_factory=ArchiveRule)
    holds: Holds = field(default_factory=Holds)
    ends: Mapping[str, Ends] = field(default_factory=dict)
    recipients: Recipients = field(default_factory=Recipients)
    systems: Systems = field(default_factory=Systems)
    dossier: DossierRules = field(default_factory=DossierRules)
    legacy: LegacyRules = field(default_factory=LegacyRules)

    @property
    def approvers(self) -> tuple[Approver, ...]:
        """Who may approve."""
        return self.approving.approvers

    @property
    def connections(self) -> Mapping[str, str]:
        """Return the CRM of each connection."""
        return {rule.connection: crm for crm, rules in self.marks.items() for rule in rules}

    def rules(self, connection: str) -> tuple[MarkRule, ...]:
        """Return the rules of a connection, none where the policy does not name it."""
        return tuple(rule for rules in self.marks.values() for rule in rules if rule.connection == connection)

    def folders(self, connection: str) -> tuple[str, ...]:
        """Return the properties of a connection's companies that name a client's folder."""
        return tuple(dict.fromkeys(rule.company_folder for rule in self.rules(connection) if rule.company_folder))

    def rule(self, mark: Mark) -> MarkRule:
        """Return the rule of a mark; PolicyError where the policy has it no more."""
        for rule in self.rules(mark.connection):
            if kind_marked(rule) is mark.record.kind and rule.value == mark.value:
                return rule
        raise PolicyError(
            f"The policy no longer has the mark '{mark.value}' of the connection '{mark.connection}'.",
            record=str(mark.record),
            mend="Put it back under marks until this handoff has ended.",
        )

    def side(self, handoff: Handoff, *ours: str) -> Side:
        """Return how to tell the side of a handoff's client from the firm; `ours`, by address, stay wherever they are.

        A legacy client keeps nothing whose time was over when the handoff was opened.
        """
        client, _ = handoff.known()
        cutoff, keeping = handoff.cutoff_at, self.keeping
        if handoff.legacy is not None:
            keeping = keeping.still(cutoff, handoff.opened_at)
        kept = self.kept | {address.lower() for address in ours if address}
        return Side(client, self.firm.domains, kept, keeping, cutoff)

    def named_properties(self, crm: str) -> Mapping[Kind, tuple[str, ...]]:
        """Return the properties that the ends of a CRM name, by kind of record, for the adapter to gather."""
        named: dict[Kind, dict[str, None]] = {}
        for kind, fields in self.ends.get(crm, {}).items():
            marked = {kind_marked(rule) for rule in self.marks[crm]}
            for of in marked if kind == MARKED else {Kind(kind)}:
                named.setdefault(of, {}).update(dict.fromkeys(fields))
        return {kind: tuple(names) for kind, names in named.items()}


MARKED = "marked"
"""Stands in the ends for the marked record alone."""
