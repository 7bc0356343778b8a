"""Doubles: one matter that several records tell is one claim with all of them; days that differ stay visible."""

from __future__ import annotations

from material import claims, document, record, sum_up, texts

from handoff.domain.dossier import Claim, Section
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot

TABLE = "| Item | Owner | Due | Status |\n|---|---|---|---|\n"


def task(subject: str, due: str = "", body: str = "") -> Snapshot:
    """Make an open task."""
    return record(
        Kind.TASK, subject, subject=subject, body=body, due=f"{due}T00:00:00Z" if due else "", priority="high"
    )


def items(*rows: str) -> Snapshot:
    """Make a list of open items."""
    return document("Open items", TABLE + "\n".join(f"| {row} |" for row in rows))


def ends(*snapshots: Snapshot, section: Section = Section.LOOSE_ENDS) -> list[Claim]:
    """Return the claims of a section."""
    return claims(sum_up(*snapshots), section)


def test_a_task_and_a_row_of_one_matter_are_one_claim() -> None:
    """It cites both records and says what each of them says, once among the loose ends and once among the deadlines."""
    told = (
        task("Hand over the alarm contracts to the landlord", "2026-09-01", "The contract is ours."),
        items("Alarm contract | Omar | 2026-09-01 | with the landlord's lawyer"),
    )
    [end] = ends(*told)
    assert "The contract is ours." in end.text
    assert "with the landlord's lawyer" in end.text
    assert {source.record.kind for source in end.sources} == {Kind.TASK, Kind.FILE}
    [due] = ends(*told, section=Section.DEADLINES)
    assert due.text.startswith("2026-09-01: ")
    assert len(due.sources) == 2


def test_days_that_differ_stay_visible() -> None:
    """One matter with two days is a contradiction that names both days and both records."""
    told = (
        task("Explain how the cold store export runs", "2026-05-05"),
        items("How the cold store export runs | Omar | 2026-12-26 | open"),
    )
    for section in (Section.LOOSE_ENDS, Section.DEADLINES):
        [claim] = ends(*told, section=section)
        assert claim.label == "Contradiction"
        assert "2026-05-05" in claim.text
        assert "2026-12-26" in claim.text
        assert len(claim.sources) == 2


def test_what_is_open_is_counted_once() -> None:
    """The condition counts matters, not records."""
    told = (task("Renew the alarm contract", "2026-09-01"), items("Alarm contract | Omar | 2026-09-01 | open"))
    assert texts(sum_up(*told), Section.CONDITION)[0].startswith("1 item is open")


def test_two_tasks_and_two_rows_stay_two() -> None:
    """What one list tells apart, and two tasks of a CRM, are two matters however alike their names are."""
    assert len(ends(task("Return the keys", "2026-09-01"), task("Return the keys of the annexe", "2026-09-01"))) == 2
    assert len(ends(items("Fire door | Omar | 2026-09-01 | open", "Fire door paint | Omar | 2026-09-01 | open"))) == 2


def test_other_figures_are_other_matters() -> None:
    """Chamber 3 is not chamber 4, though all other words are the same."""
    told = (task("Door seals of chamber 3", "2026-09-01"), items("Door seals of chamber 4 | Omar | 2026-09-01 | open"))
    assert len(ends(*told)) == 2


def test_a_short_name_that_fits_two_matters_is_merged_into_neither() -> None:
    """Nobody can say which of two alarms is meant where neither name holds the other and the days differ."""
    told = (
        task("Renew the alarm contract", "2026-09-01"),
        task("Alarm contract of the annexe", "2026-10-01"),
        items("Alarm contract | Omar |  | open"),
    )
    assert len(ends(*told)) == 3
