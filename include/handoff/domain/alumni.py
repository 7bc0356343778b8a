"""The alumnus: a person to stay in touch with, recorded once, found years later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handoff.domain.ids import HandoffId, PersonId
from handoff.domain.record import RecordRef


@dataclass(frozen=True, slots=True)
class Alumnus:
    """One person of a former client; `record` is the contact in the CRM, `successor` who looks after them."""

    person: PersonId
    handoff: HandoffId
    client: str
    record: RecordRef
    role: str
    successor: PersonId
    recorded_at: datetime
