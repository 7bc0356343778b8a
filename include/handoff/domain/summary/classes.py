"""The records ledger: to which class each record belongs.

A record that is marked internal, by its name, its folder or its first words, is internal whatever else it is. A file
that is attached to a record is judged by its own name first, as one of Drive is; else it goes with what passes between
both sides, as an e-mail to the client, a ticket or a quote does, and stays with all else, since people attach to an
account or a note whatever they want to keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from handoff.domain.cuts import CutRules, RecordClass
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.lexicon.names import (
    CLIENT_PROVIDED_NAMES,
    INTERNAL_MATTERS,
    INTERNAL_NAMES,
    UNFINISHED_NAMES,
)
from handoff.domain.summary.lexicon.phrases import INTERNAL_PHRASES
from handoff.domain.summary.reading.terms import Terms, phrases
from handoff.domain.summary.reading.words import fold
from handoff.domain.summary.rules.records.deliverables import folders_of, is_delivered
from handoff.domain.summary.rules.records.files import grants_of, listed

_SAYS_INTERNAL = phrases(INTERNAL_PHRASES)
_INTERNAL = Terms(INTERNAL_NAMES)
_UNFINISHED = Terms(UNFINISHED_NAMES)
_PROVIDED = Terms(CLIENT_PROVIDED_NAMES)
_MATTERS = Terms(INTERNAL_MATTERS)
_FILES = frozenset({Kind.FILE, Kind.FOLDER, Kind.ATTACHMENT})
_PEOPLE = frozenset({Kind.CONTACT, Kind.COMPANY})
"""Whoever is called so ('Head of internal sales') is not hidden for it."""

_BEGINNING = 200
_SHARED_KINDS = frozenset({Kind.COMPANY, Kind.CONTACT, Kind.TICKET, Kind.QUOTE, Kind.LINE_ITEM})
_PASSED_KINDS = frozenset({Kind.EMAIL, Kind.MESSAGE, Kind.TICKET, Kind.QUOTE})
"""What passes between both sides, with all that is attached to it."""


@dataclass(frozen=True)
class Classifier:
    """Tells the class of each record of one client. Attached files come after the records that they hang on, as they
    are gathered; what they need of those is kept.
    """

    client: Client | None
    rules: CutRules = field(default_factory=CutRules)
    _told: dict[RecordRef, RecordClass] = field(default_factory=dict, init=False, repr=False, compare=False)

    def of(self, snapshot: Snapshot, beginning: Iterable[str] = ()) -> RecordClass:
        """Return a record's class; `beginning` are the first pieces of what it says, where that was read."""
        kind = RecordClass.INTERNAL if any(map(says_internal, beginning)) else self._of(snapshot)
        passed = kind is RecordClass.PREPARED and snapshot.record.kind in _PASSED_KINDS
        if passed or (kind is RecordClass.INTERNAL and snapshot.record.kind not in _FILES):
            self._told[snapshot.record] = kind
        return kind

    def _of(self, snapshot: Snapshot) -> RecordClass:
        if self._is_internal(snapshot):
            return RecordClass.INTERNAL
        if snapshot.record.kind in _FILES:
            return self._of_file(snapshot)
        if snapshot.record.kind in (Kind.EMAIL, Kind.MESSAGE):
            written_to = any(link.kind is Kind.CONTACT for link in snapshot.links)
            return RecordClass.PREPARED if written_to else RecordClass.WORKING_PAPER
        return RecordClass.PREPARED if snapshot.record.kind in _SHARED_KINDS else RecordClass.WORKING_PAPER

    def _of_file(self, snapshot: Snapshot) -> RecordClass:
        names = _spoken((*folders_of(snapshot), snapshot.text("name") or snapshot.title))
        owners = [str(owner) for owner in listed(snapshot, "owners")]
        if self.client is not None and any(self.client.owns_address(owner) for owner in owners):
            return RecordClass.CLIENT_PROVIDED
        if any(_PROVIDED.within(name) for name in names):
            return RecordClass.CLIENT_PROVIDED
        if any(_UNFINISHED.within(name) for name in names):
            return RecordClass.WORKING_PAPER
        if is_delivered(snapshot):
            return RecordClass.WORK_PRODUCT
        if snapshot.record.kind is Kind.ATTACHMENT:
            return self._of_attached(snapshot)
        return RecordClass.PREPARED if self._is_shared(snapshot) else RecordClass.WORKING_PAPER

    def _of_attached(self, snapshot: Snapshot) -> RecordClass:
        """Return the class that a file has of the records on which it hangs: what was passed on once is not held."""
        told = {self._told.get(link) for link in snapshot.links}
        if RecordClass.PREPARED in told:
            return RecordClass.PREPARED
        return RecordClass.INTERNAL if RecordClass.INTERNAL in told else RecordClass.WORKING_PAPER

    def _is_shared(self, snapshot: Snapshot) -> bool:
        """Whether the client can open it already."""
        grants = [(str(grant.get("type")), str(grant.get("grantee") or "")) for grant in grants_of(snapshot)]
        known = self.client is not None
        return any(kind == "anyone" or (known and self._is_clients(grantee)) for kind, grantee in grants)

    def _is_clients(self, grantee: str) -> bool:
        return self.client is not None and self.client.owns_address(grantee if "@" in grantee else f"@{grantee}")

    def _is_internal(self, snapshot: Snapshot) -> bool:
        names = _spoken((*folders_of(snapshot), snapshot.text("name"), snapshot.text("subject"), snapshot.title))
        own = tuple(fold(name) for name in self.rules.internal)
        named = snapshot.record.kind not in _PEOPLE and any(_INTERNAL.within(_MATTERS.without(name)) for name in names)
        if named or any(word in fold(name) for name in names for word in own):
            return True
        return says_internal(snapshot.text("body")) or says_internal(snapshot.text("description"))


def says_internal(text: str) -> bool:
    """Whether a text says in its first words that it is for the firm's eyes only."""
    return any(_SAYS_INTERNAL.search(fold(line)) for line in text[:_BEGINNING].splitlines())


def _spoken(names: Sequence[str]) -> list[str]:
    return [name.replace("_", " ").replace("-", " ").replace(".", " ") for name in names if name]
