"""Meetings and calls of the CRM: those to come are deadlines, those that were held are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from material import NOW, claims, record, sum_up

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot


def meeting(days: int, subject: str = "Tasting at the mill", kind: Kind = Kind.MEETING, **fields: str) -> Snapshot:
    """Make a meeting so many days from the instant of the dossier."""
    return replace(record(kind, subject=subject, **fields), as_of=NOW + timedelta(days=days))


def due(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return label and text of what a record says falls due."""
    return [(claim.label, claim.text) for claim in claims(sum_up(snapshot), Section.DEADLINES)]


def test_meeting_to_come_is_a_deadline_with_its_day_and_its_plan() -> None:
    """Whoever takes over has to be there, and to know what for."""
    to_come = meeting(10, body="On the upper floor. Bring the samples.")
    assert due(to_come) == [("Meeting", "2026-06-25: Tasting at the mill: On the upper floor. Bring the samples.")]
    assert due(meeting(10, kind=Kind.CALL)) == [("Call", "2026-06-25: Tasting at the mill")]


def test_plan_of_a_meeting_to_come_is_not_read_as_what_was_said() -> None:
    """What is planned was neither decided nor did it happen."""
    said = "It was decided to close the mill because the roof leaks."
    held, planned = sum_up(meeting(-10, body=said)), sum_up(meeting(10, body=said))
    assert claims(held, Section.DECISIONS)
    assert not claims(planned, Section.DECISIONS)


def test_meeting_that_was_held_is_no_deadline() -> None:
    """It is past, even where it was this morning."""
    assert due(meeting(-10)) == due(meeting(0)) == []


@pytest.mark.parametrize(
    ("subject", "status"),
    [
        ("Tasting at the mill", "CANCELED"),
        ("Cancelled: tasting at the mill", "SCHEDULED"),
        ("Abgesagt: Verkostung in der Mühle", ""),
        ("Cancelada: cata en el molino", ""),
    ],
)
def test_meeting_that_was_called_off_is_no_deadline(subject: str, status: str) -> None:
    """Its outcome or its title says that it is not held."""
    assert due(meeting(10, subject, status=status)) == []


def test_meeting_that_a_note_names_too_is_one_deadline() -> None:
    """One matter on one day is one line with both records."""
    task = record(Kind.TASK, subject="Tasting at the mill", due="2026-06-25T00:00:00Z")
    (claim,) = claims(sum_up(meeting(10), task), Section.DEADLINES)
    assert len(claim.sources) == 2


@pytest.mark.parametrize(
    "subject",
    [
        "Discuss the cancelled subscription",
        "Cancelled orders of the mill",
        "Abgesagte Termine",
        "Pedido cancelado de mayo",
    ],
)
def test_meeting_about_what_was_called_off_is_held(subject: str) -> None:
    """Only what a subject begins with, before a mark, or ends with is said of the meeting itself."""
    assert due(meeting(10, subject)) == [("Meeting", f"2026-06-25: {subject}")]


@pytest.mark.parametrize(
    ("subject", "status"),
    [
        ("Tasting at the mill", "RESCHEDULED"),
        ("Postponed: tasting at the mill", ""),
        ("[Rescheduled] Tasting at the mill", ""),
        ("Tasting at the mill (cancelled)", ""),
        ("Tasting at the mill is postponed", ""),
        ("Verschoben: Verkostung in der Mühle", ""),
        ("Verkostung in der Mühle entfällt", ""),
        ("Aplazada: cata en el molino", ""),
        ("Cata en el molino - pospuesta", ""),
    ],
)
def test_meeting_that_was_put_off_is_not_due_on_its_old_day(subject: str, status: str) -> None:
    """What is held on another day has another record, or has no day yet."""
    assert due(meeting(10, subject, status=status)) == []
