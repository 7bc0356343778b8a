"""The mark that starts a handoff, and the determination behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handoff.domain.canonical import digest_of, instant
from handoff.domain.ids import HandoffId
from handoff.domain.record import RecordRef


@dataclass(frozen=True, slots=True)
class Mark:
    """A CRM status change that starts a handoff.

    `at` is the instant of the change by the vendor's own history, so that the same mark is the same mark however
    and how often it is found; `by` is the vendor's id of the user who made it, "" where unknown. `client` is the
    company's name for lists and notes, "" where it was not looked up; it is no part of the mark's identity.
    """

    connection: str
    record: RecordRef
    at: datetime
    value: str
    by: str = ""
    client: str = ""

    @property
    def handoff_id(self) -> HandoffId:
        """The one handoff of this mark: made from vendor, record and instant alone."""
        return HandoffId("h-" + digest_of([self.record.key, instant(self.at)])[:12])


@dataclass(frozen=True, slots=True)
class Determination:
    """Who decided, why, and from when, as the mark's own fields say; "" stands for what nobody wrote down.

    `successor` and `decided_by` are CRM owner ids; `roles` are the owner ids of those who take over one role only, by
    the CRM's property that names its owner; `cutoff_at` is None where the policy decides. `chosen` is the owner id of
    whom an approver named instead, "" for nobody; `terms` tells by `terms_of` how the mark's fields named both.
    """

    successor: str
    reason: str = ""
    decided_by: str = ""
    cutoff_at: datetime | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    chosen: str = ""
    terms: str = ""


def terms_of(successor: str, cutoff: str) -> str:
    """Return what tells one wording of a mark's successor and cut-off from another, without saying either."""
    return digest_of([successor, cutoff])[:16]
