"""The policy: what a handoff shall end in. It states ends, never steps, and can't make access depend on payment.

These are plain values; the YAML file is read and checked in adapters/policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from handoff.domain.access import Side
from handoff.domain.ask import Approver
from handoff.domain.people import Client


@dataclass(frozen=True, slots=True)
class Firm:
    """The firm that runs Handoff: its name, its mail domains, and who signs the letter."""

    name: str
    domains: tuple[str, ...]
    sender_name: str
    sender_email: str
    reply_to: str


@dataclass(frozen=True, slots=True)
class MarkRule:
    """Which status of which CRM is the mark, and where its fields stand, by the vendor's property names.

    `connection` is the Airflow connection's id; a property that is "" is not used.
    """

    connection: str
    record: str
    property: str
    value: str
    successor: str
    reason: str = ""
    decided_by: str = ""
    cutoff: str = ""
    company_folder: str = ""


@dataclass(frozen=True, slots=True)
class Caps:
    """How much one plan may change; a plan beyond is refused."""

    changes: int
    letters: int


@dataclass(frozen=True, slots=True)
class Policy:
    """The firm's rules.

    `kept` are addresses and groups whose access to the client's files stays; `delivery_folder` is the Drive folder for
    dossiers ("root": the acting account's own);
    `quota_share` is the part of each vendor's quota that Handoff may use.
    """

    firm: Firm
    marks: Mapping[str, MarkRule]
    approvers: tuple[Approver, ...]
    approval_within: timedelta
    cutoff_after: timedelta
    caps: Caps
    kept: frozenset[str] = frozenset()
    delivery_folder: str = "root"
    quota_share: float = 0.5

    def side(self, client: Client, successor: str) -> Side:
        """Return how to tell this client's side from the firm; the successor, by address, stays wherever they are."""
        return Side(client, self.firm.domains, self.kept | {successor.lower()})
