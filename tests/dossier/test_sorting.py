"""The sorter: it says which lines tell what, and what is told are the lines themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material import HANDOFF, NOW, OWNERS, SCANNER, document, read, record, sum_up, texts

from handoff.domain.cuts import Cut
from handoff.domain.dossier import Dossier, Section
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary import listening
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.setting import Setting
from handoff.domain.summary.sorting import TOPICS, Line, Sheet, Sorter, Told
from handoff.domain.summary.summarise import summarise
from handoff.render import TemplateRenderer

NOTE = "The kiln tripped twice. We put it on a phase of its own. Lovely scones. Marta signs for it."


@dataclass
class Scripted:
    """A sorter that says what a test wants of each sheet, and keeps what was laid before it."""

    says: Callable[[Sheet], Sequence[Told] | None]
    calls: list[Sequence[Sheet]] = field(default_factory=list)

    def sort(self, sheets: Sequence[Sheet], now: datetime) -> Sequence[Sequence[Told] | None]:
        """Answer."""
        assert now == NOW
        self.calls.append(sheets)
        return [self.says(sheet) for sheet in sheets]


def sorted_by(sorter: Sorter, *snapshots: Snapshot) -> Dossier:
    """Sum records up as a sorter says."""
    setting = Setting(HANDOFF, OWNERS, "Studio", NOW)
    return summarise(snapshots, read, setting, redact=SCANNER.redact, version=1, sorter=sorter)[Cut.INTERNAL]


def test_lines_are_told_word_by_word_with_their_record() -> None:
    """Lines that follow one another are one claim, whose source is the record; what nobody named is not told."""
    note = record(Kind.NOTE, "Visit", body=NOTE)
    sorter = Scripted(lambda _: [Told((0, 1), Topic.CHALLENGE), Told((3,), Topic.PERSON), Told((3,), Topic.OPEN)])
    dossier = sorted_by(sorter, note)
    assert texts(dossier, Section.CHALLENGES) == ["The kiln tripped twice. We put it on a phase of its own."]
    assert texts(dossier, Section.PEOPLE) == ["Marta signs for it."]
    assert texts(dossier, Section.LOOSE_ENDS) == ["Marta signs for it."]
    assert {source.record for claim in dossier.claims for source in claim.sources} >= {note.record}
    assert "scones" not in str(dossier.as_json())
    assert dossier.sorted_records == 1
    ((sheet,),) = sorter.calls
    assert sheet == Sheet(
        "note", "Visit", "Priya Raman", note.as_of, tuple(map(Line, NOTE.replace(". ", ".|").split("|")))
    )


@pytest.mark.parametrize(
    "told",
    [
        Told((), Topic.GOAL),
        Told((0, 2), Topic.GOAL),
        Told((1, 0), Topic.GOAL),
        Told((3, 4), Topic.GOAL),
        Told((-1,), Topic.GOAL),
        Told((0,), Topic.DONE),
        Told((0,), Topic.FORWARD),
    ],
    ids=[
        "no line",
        "with a gap",
        "backwards",
        "beyond the end",
        "before the beginning",
        "no section",
        "not to be said",
    ],
)
def test_what_is_said_of_no_lines_is_dropped(told: Told) -> None:
    """Lines that are not there or do not follow one another, and topics that are not a sorter's, tell nothing."""
    dossier = sorted_by(Scripted(lambda _: [told]), record(Kind.NOTE, "Visit", body=NOTE))
    assert not any("kiln" in claim.text or "Marta" in claim.text for claim in dossier.claims)


@given(
    st.lists(st.builds(Told, st.lists(st.integers(-3, 9), max_size=4).map(tuple), st.sampled_from(Topic)), max_size=6)
)
def test_no_sorter_puts_a_word_into_the_dossier(told: list[Told]) -> None:
    """Whatever a sorter says, each claim's text stands in the record."""
    dossier = sorted_by(Scripted(lambda _: told), record(Kind.NOTE, "Visit", body=NOTE))
    plain = sum_up(record(Kind.NOTE, "Visit", body=""))
    own = {claim.text for claim in plain.claims}
    assert all(
        claim.text in NOTE or claim.text in own for claim in dossier.claims if claim.section is not Section.CONDITION
    )


def test_record_that_was_not_sorted_is_read_by_the_rules() -> None:
    """Where the sorter fails for a record, nothing of it is lost, and the dossier does not say that it was sorted."""
    goals = document("Plan", "# Goals\n\n- Sell more tea\n")
    note = record(Kind.NOTE, "Visit", body="Decision: no glaze on the outside.")
    sorter = Scripted(lambda sheet: None if sheet.kind == "file" else [])
    dossier = sorted_by(sorter, goals, note)
    assert texts(dossier, Section.GOALS) == ["Sell more tea"]
    assert texts(dossier, Section.DECISIONS) == []
    assert dossier.sorted_records == 1


def test_tables_boxes_and_fields_are_read_by_the_rules() -> None:
    """A table's rows, what is ticked and what a record's fields say are never laid before a sorter."""
    table = "| Invoice | Amount | Status |\n|---|---|---|\n| 17 | 900 EUR | open |\n"
    lines = "\n- [ ] Return the moulds\n\nThe mill is damp.\n"
    sorter = Scripted(lambda _: [])
    dossier = sorted_by(
        sorter, document("Accounts", table + lines), record(Kind.TASK, "Fire the last batch", status="open")
    )
    assert any("900" in text for text in texts(dossier, Section.MONEY))
    assert {"Return the moulds", "Fire the last batch"} <= {
        text.partition(" — ")[0] for text in texts(dossier, Section.LOOSE_ENDS)
    }
    assert [line.text for sheets in sorter.calls for sheet in sheets for line in sheet.lines] == ["The mill is damp."]


def test_no_secret_is_laid_before_a_sorter() -> None:
    """What a model outside is shown has passed the redaction, titles too."""
    sorter = Scripted(lambda _: [])
    sorted_by(
        sorter, record(Kind.NOTE, "Password: hunter2!x", body="The admin login is boss / s3cr3t-Pa55 there. It works.")
    )
    shown = str(sorter.calls)
    assert "hunter2" not in shown
    assert "s3cr3t" not in shown


def test_what_cannot_be_read_is_named_and_what_is_ours_is_no_source() -> None:
    """With a sorter as without: a broken document is unread, and what Handoff delivered says nothing."""
    broken = document("Plan", "not a PDF", media_type="application/pdf")
    ours = document("Dossier", f"# Goals\n\n- Sell less tea (Handoff {HANDOFF.id})\n")
    dossier = sorted_by(Scripted(lambda _: [Told((0,), Topic.GOAL)]), broken, ours)
    assert [item.record for item in dossier.unread] == [broken.record]
    assert texts(dossier, Section.GOALS) == []


def test_records_are_laid_out_some_hundred_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """So memory does not grow with the client; each record with lines is laid out once, in its order."""
    monkeypatch.setattr(listening, "_MOST_RECORDS", 3)
    notes = [record(Kind.NOTE, f"Visit {n}", body="" if n == 4 else f"We met. Kiln {n} cracked.") for n in range(8)]
    sorter = Scripted(lambda _: [Told((1,), Topic.CHALLENGE)])
    dossier = sorted_by(sorter, *notes)
    assert [len(sheets) for sheets in sorter.calls] == [3, 2, 2]
    assert texts(dossier, Section.CHALLENGES) == [f"Kiln {n} cracked." for n in range(8) if n != 4]


def test_text_of_open_work_tells_ways_in_days_and_money_alone() -> None:
    """An open ticket is a loose end by its status; what else its text tells is too early, whoever says so."""
    ticket = record(Kind.TICKET, "Kiln", status="open", body="It trips at nine. The spare key hangs in the office.")
    sorter = Scripted(lambda _: [Told((0,), Topic.CHALLENGE), Told((1,), Topic.ACCESS)])
    dossier = sorted_by(sorter, ticket)
    assert texts(dossier, Section.CHALLENGES) == []
    assert "The spare key hangs in the office." in texts(dossier, Section.ACCESS)
    assert sorter.calls[0][0].kind == "open ticket"


def test_closed_work_is_laid_out_with_its_title() -> None:
    """What a closed task was about is often said by its title alone, which leads what its text tells."""
    task = record(Kind.TASK, "Fire the last batch.", subject="Fire the last batch.", closed=True, body="All whole.")
    sorter = Scripted(lambda _: [Told((0, 1), Topic.DELIVERABLE)])
    dossier = sorted_by(sorter, task)
    assert texts(dossier, Section.WORK)[-1] == "Fire the last batch: All whole."
    ((sheet,),) = sorter.calls
    assert (sheet.kind, sheet.lines) == ("closed task", (Line("Fire the last batch."), Line("All whole.")))


def test_reader_learns_that_a_model_sorted() -> None:
    """Every form says of how many records a model said which lines tell what; of none, nothing is said."""
    plain = sum_up(record(Kind.NOTE, "Visit", body=NOTE))
    told = replace(plain, sorted_records=2)
    renderer = TemplateRenderer()
    for render in (renderer.dossier_html, renderer.dossier_markdown):
        assert "A language model said which lines of 2 records tell what" in render(told)
        assert "language model" not in render(plain)
    assert renderer.dossier_pdf(told) != renderer.dossier_pdf(plain)


def test_topics_of_a_sorter_have_sections() -> None:
    """What a sorter may say has a place in the dossier."""
    assert all(topic.section is not None for topic in TOPICS)
