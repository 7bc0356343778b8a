"""The sorter: it says which lines tell what, and what is told are the lines themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material import HANDOFF, NOW, OWNERS, SCANNER, document, finding, read, record, sum_up, texts

from handoff.domain.cuts import Cut
from handoff.domain.dossier import Dossier, Finding, Section
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary import listening
from handoff.domain.summary.classes import Classifier
from handoff.domain.summary.listening import Listener
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import LONGEST
from handoff.domain.summary.setting import Setting
from handoff.domain.summary.sorting import TOPICS, Line, Sorter, Transcript, Verdict
from handoff.domain.summary.summarise import summarise
from handoff.render import TemplateRenderer

SETTING = Setting(HANDOFF, OWNERS, "Studio", NOW)
NOTE = "The kiln tripped twice. We put it on a phase of its own. Lovely scones. Marta signs for it."


@dataclass
class Scripted:
    """A sorter that says what a test wants of each transcript, and keeps what was laid before it."""

    says: Callable[[Transcript], Sequence[Verdict] | None]
    calls: list[Sequence[Transcript]] = field(default_factory=list)

    def sort(self, transcripts: Sequence[Transcript], now: datetime) -> Sequence[Sequence[Verdict] | None]:
        """Answer."""
        assert now == NOW
        self.calls.append(transcripts)
        return [self.says(transcript) for transcript in transcripts]


def sorted_by(sorter: Sorter, *snapshots: Snapshot) -> Dossier:
    """Sum records up as a sorter says."""
    return summarise(snapshots, read, SETTING, redact=SCANNER.redact, version=1, sorter=sorter)[Cut.INTERNAL]


def test_lines_are_told_word_by_word_with_their_record() -> None:
    """Lines that follow one another are one claim, whose source is the record; what nobody named is not told."""
    note = record(Kind.NOTE, "Visit", body=NOTE)
    sorter = Scripted(
        lambda _: [Verdict((0, 1), Topic.CHALLENGE), Verdict((3,), Topic.PERSON), Verdict((3,), Topic.OPEN)]
    )
    dossier = sorted_by(sorter, note)
    assert texts(dossier, Section.CHALLENGES) == ["The kiln tripped twice. We put it on a phase of its own."]
    assert texts(dossier, Section.PEOPLE) == ["Marta signs for it."]
    assert texts(dossier, Section.LOOSE_ENDS) == ["Marta signs for it."]
    assert {source.record for claim in dossier.claims for source in claim.sources} >= {note.record}
    assert "scones" not in str(dossier.as_json())
    assert dossier.sorted_records == 1
    ((transcript,),) = sorter.calls
    assert transcript == Transcript(
        "note", "Visit", "Priya Raman", note.as_of, tuple(map(Line, NOTE.replace(". ", ".|").split("|")))
    )


@pytest.mark.parametrize(
    "told",
    [
        Verdict((), Topic.GOAL),
        Verdict((0, 2), Topic.GOAL),
        Verdict((1, 0), Topic.GOAL),
        Verdict((3, 4), Topic.GOAL),
        Verdict((-1,), Topic.GOAL),
        Verdict((0,), Topic.DONE),
        Verdict((0,), Topic.FORWARD),
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
def test_what_is_said_of_no_lines_is_dropped(told: Verdict) -> None:
    """Lines that are not there or do not follow one another, and topics that are not a sorter's, tell nothing."""
    dossier = sorted_by(Scripted(lambda _: [told]), record(Kind.NOTE, "Visit", body=NOTE))
    assert not any("kiln" in claim.text or "Marta" in claim.text for claim in dossier.claims)


PAPER = (
    "# Challenges\n\n## Kiln A\n\nIt cracked in May.\n\n## Kiln B\n\nIt never failed.\n\n- [x] Sold\n\nIt is blue.\n"
)
VERDICTS = st.builds(Verdict, st.lists(st.integers(-3, 9), max_size=4).map(tuple), st.sampled_from(Topic))


@given(st.lists(VERDICTS, max_size=6))
def test_no_sorter_puts_a_word_into_the_dossier(told: list[Verdict]) -> None:
    """Whatever a sorter says, each claim's text stands in the record, below its own headings, and none stands twice."""
    papers = (record(Kind.NOTE, "Visit", body=NOTE), document("Kilns", PAPER))
    dossier = sorted_by(Scripted(lambda _: told), *papers)
    own = {claim.text for claim in sorted_by(Scripted(lambda _: []), *papers).claims}
    paper = ("Kiln A: It cracked in May.", "Kiln B: It never failed.", "Kiln B: It is blue.")
    headed = (*paper, *(f"Challenges / {text}" for text in paper))
    for claim in dossier.claims:
        assert claim.text in own or claim.text in NOTE or claim.text in headed or claim.section is Section.CONDITION
    told_of = [(claim.section, claim.text) for claim in dossier.claims]
    assert len(told_of) == len(set(told_of))


def test_lines_between_which_something_else_stands_are_told_apart() -> None:
    """Lines below other headings, or with a box between them, are no one sentence after another."""
    dossier = sorted_by(Scripted(lambda _: [Verdict((0, 1, 2), Topic.CHALLENGE)]), document("Kilns", PAPER))
    assert texts(dossier, Section.CHALLENGES) == [
        "Kiln A: It cracked in May.",
        "Kiln B: It never failed.",
        "Kiln B: It is blue.",
    ]


def test_lines_are_laid_out_with_what_takes_them_back() -> None:
    """A sentence that says little by itself stays between those that it is about, and so in what is told of them."""
    note = record(Kind.NOTE, "Mill", body="We sell the mill to Jan for 900. To be confirmed. The kiln goes to Marta.")
    sorter = Scripted(lambda _: [Verdict((0, 1, 2), Topic.DECISION)])
    assert texts(sorted_by(sorter, note), Section.DECISIONS) == [note.text("body")]


def test_title_leads_lines_below_their_headings() -> None:
    """Of a closed ticket the title comes first, then the heading of the line, then the line."""
    ticket = record(Kind.TICKET, "Kiln work", subject="Kiln work", closed=True, body="North kiln:\n- It cracked in May")
    dossier = sorted_by(Scripted(lambda _: [Verdict((0, 1), Topic.CHALLENGE)]), ticket)
    assert texts(dossier, Section.CHALLENGES) == ["Kiln work: North kiln: It cracked in May"]


def test_line_of_two_matters_of_a_section_is_told_once() -> None:
    """Where verdicts overlap, the longer one has the line, and the other what is left of its own."""
    body = "One cracked. Two split. Three bent. Four fell."
    told = [Verdict((0, 1), Topic.CHALLENGE), Verdict((1, 2, 3), Topic.CHALLENGE), Verdict((1,), Topic.TACIT)]
    dossier = sorted_by(Scripted(lambda _: told), record(Kind.NOTE, "Kilns", body=body))
    assert texts(dossier, Section.CHALLENGES) == ["One cracked.", "Two split. Three bent. Four fell."]
    assert texts(dossier, Section.TACIT) == ["Two split."]


def test_long_run_of_keys_is_laid_out_in_parts() -> None:
    """No line is longer than a claim may be, so that each prompt keeps its bound."""
    sorter = Scripted(lambda _: [])
    sorted_by(sorter, record(Kind.NOTE, "Log", body="Date: 3 May 2020\nStatus: " + "The kiln was looked at. " * 400))
    lengths = [len(line.text) for (transcript,) in sorter.calls for line in transcript.lines]
    assert lengths
    assert max(lengths) <= LONGEST


def test_line_stands_with_headings_that_name_no_topic() -> None:
    """What a heading alone says of a line is told with it."""
    paper = document("House", "# North store, back door\n\nThe code is with Jan.\n")
    dossier = sorted_by(Scripted(lambda _: [Verdict((0,), Topic.ACCESS)]), paper)
    assert "North store, back door: The code is with Jan." in texts(dossier, Section.ACCESS)


def test_matter_that_is_part_of_another_is_told_once() -> None:
    """A model that names a matter and its parts, or more lines than any matter has, does not fill the dossier."""
    body = " ".join(f"Kiln {n} cracked." for n in range(60))
    parts = [Verdict(tuple(range(n, 20)), Topic.CHALLENGE) for n in range(20)]
    dossier = sorted_by(
        Scripted(lambda _: [*parts, Verdict(tuple(range(60)), Topic.CHALLENGE)]), record(Kind.NOTE, "Visit", body=body)
    )
    (text,) = texts(dossier, Section.CHALLENGES)
    assert text.endswith("Kiln 19 cracked.")


def test_record_that_was_not_sorted_is_read_by_the_rules() -> None:
    """Where the sorter fails for a record, nothing of it is lost, and the dossier does not say that it was sorted."""
    goals = document("Plan", "# Goals\n\n- Sell more tea\n")
    note = record(Kind.NOTE, "Visit", body="We decided to leave the outside without a glaze.")
    sorter = Scripted(lambda transcript: None if transcript.kind == "file" else [])
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
    assert [line.text for transcripts in sorter.calls for transcript in transcripts for line in transcript.lines] == [
        "The mill is damp."
    ]


@pytest.mark.parametrize("text", ["# Open items\n\nNone.\n", "# Done\n\n- Return the moulds\n"], ids=["none", "done"])
def test_what_the_rules_find_empty_or_done_stays_so(text: str) -> None:
    """A list that says 'none' and one of what is done count as without a sorter, who is not asked about the latter."""
    paper = document("Status", f"{text}\n# Talk\n\nThe mill is damp.\n")
    sorter = Scripted(lambda _: [])
    assert finding(sorted_by(sorter, paper), Section.LOOSE_ENDS) is Finding.NONE
    assert not [line for (transcript,) in sorter.calls for line in transcript.lines if "moulds" in line.text]


def test_keys_that_the_rules_know_stay_with_them() -> None:
    """Lines of keys are a row, with its day and its state; other lines with a colon are the sorter's."""
    bill = "Invoice: 17\nAmount: 900 EUR\nDue: 3 July 2026\nStatus: open\n\nThe mill is damp."
    sorter = Scripted(lambda _: [])
    dossier = sorted_by(sorter, record(Kind.NOTE, "Bills", body=bill))
    assert any("900" in text for text in texts(dossier, Section.MONEY))
    assert [line.text for (transcript,) in sorter.calls for line in transcript.lines] == ["The mill is damp."]


def test_lead_of_a_list_is_laid_out_with_it() -> None:
    """A paragraph that ends in a colon says what the items below it are."""
    lead = "Marta left in March. After a long talk with her son we agreed that none of these will ever be done by us:"
    sorter = Scripted(lambda _: [])
    sorted_by(sorter, document("Hall", f"{lead}\n\n- Repaint the hall\n- Replace the boiler\n"))
    shown = [line.text for (transcript,) in sorter.calls for line in transcript.lines]
    assert " ".join(shown) == f"{lead} Repaint the hall Replace the boiler"


def test_what_must_not_leave_the_firm_is_laid_before_no_sorter() -> None:
    """Internal records, papers for every client and Handoff's letters are the rules'; each cut counts its own."""
    named = document("Internal margins", "We decided to earn less here.\n")
    says = document("Plan B", "INTERNAL ONLY\n\nWe decided to earn more there.\n")
    ours = record(Kind.EMAIL, "Goodbye", body=f"Dear all. It was a pleasure. Handoff {HANDOFF.id}")
    general = document("How to write a button", "Notes of June.\n\nNever use a capital in a button.\n")
    note = record(Kind.NOTE, "Visit", body=NOTE)
    sorter = Scripted(lambda _: [])
    papers = (named, says, ours, general, note)
    cuts = summarise(papers, read, SETTING, redact=SCANNER.redact, version=1, sorter=sorter)
    assert [transcript.title for transcripts in sorter.calls for transcript in transcripts] == ["Visit"]
    assert "earn less" in str(cuts[Cut.INTERNAL].as_json())
    assert {cut: dossier.sorted_records for cut, dossier in cuts.items()} == {
        Cut.CLIENT: 0,
        Cut.SUCCESSOR: 1,
        Cut.INTERNAL: 1,
    }


def test_what_hangs_on_an_internal_record_is_laid_before_no_sorter() -> None:
    """A file that is attached to a note is judged with it, also where the note says only in its text what it is."""
    body = f"{'It was a long day at the mill. ' * 12}\n\nInternal only: not for the client."
    note = record(Kind.NOTE, "Mill", id="7", body=body)
    plan = replace(document("Plan.md", "We decided to earn more.\n"), links=(note.record,))
    attached = replace(plan, record=RecordRef(Vendor.HUBSPOT, Kind.ATTACHMENT, "8"))
    sorter = Scripted(lambda _: [])
    sorted_by(sorter, note, attached, record(Kind.NOTE, "Visit", body=NOTE))
    assert [transcript.title for transcripts in sorter.calls for transcript in transcripts] == ["Visit"]


def test_no_secret_is_laid_before_a_sorter() -> None:
    """What a model outside is shown has passed the redaction, titles too."""
    sorter = Scripted(lambda _: [])
    sorted_by(
        sorter, record(Kind.NOTE, "Password: hunter2!x", body="The admin login is boss / s3cr3t-Pa55 there. It works.")
    )
    shown = str(sorter.calls)
    assert shown.count("[secret removed]") > 1
    assert "hunter2" not in shown
    assert "s3cr3t" not in shown


def test_what_cannot_be_read_is_named_and_what_is_ours_is_no_source() -> None:
    """With a sorter as without: a broken document is unread, and what Handoff delivered says nothing."""
    broken = document("Plan", "not a PDF", media_type="application/pdf")
    ours = document("Dossier", f"# Goals\n\n- Sell less tea (Handoff {HANDOFF.id})\n")
    dossier = sorted_by(Scripted(lambda _: [Verdict((0,), Topic.GOAL)]), broken, ours)
    assert [item.record for item in dossier.unread] == [broken.record]
    assert texts(dossier, Section.GOALS) == []


def test_records_are_laid_out_some_hundred_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """So memory does not grow with the client; each record with lines is laid out once, in its order."""
    monkeypatch.setattr(listening, "_MOST_RECORDS", 3)
    notes = [record(Kind.NOTE, f"Visit {n}", body="" if n == 4 else f"We met. Kiln {n} cracked.") for n in range(8)]
    sorter = Scripted(lambda _: [Verdict((1,), Topic.CHALLENGE)])
    dossier = sorted_by(sorter, *notes)
    assert [len(transcripts) for transcripts in sorter.calls] == [3, 2, 2]
    assert texts(dossier, Section.CHALLENGES) == [f"Kiln {n} cracked." for n in range(8) if n != 4]


@pytest.mark.parametrize(
    "text",
    ["The mill is damp. " * 20, "| Batch | Colour |\n|---|---|\n" + "| 1 | blue |\n" * 60],
    ids=["prose", "a table"],
)
def test_long_records_are_not_held_together(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """How much is held is bounded by characters too, those of tables' cells among them."""
    monkeypatch.setattr(listening, "_MOST_CHARACTERS", 300)
    held: list[Snapshot] = []

    def papers() -> Iterator[Snapshot]:
        for n in range(5):
            held.append(document(f"Paper {n}", text))
            yield held[-1]

    classifier = Classifier(HANDOFF.client)
    heard = Listener(SCANNER.redact, SETTING, read, classifier, Scripted(lambda _: [])).listen(papers())
    assert next(heard)
    assert len(held) == 1


def test_text_of_open_work_tells_ways_in_days_and_money_alone() -> None:
    """An open ticket is a loose end by its status; what else its text tells is too early, whoever says so."""
    ticket = record(Kind.TICKET, "Kiln", status="open", body="It trips at nine. The spare key hangs in the office.")
    sorter = Scripted(lambda _: [Verdict((0,), Topic.CHALLENGE), Verdict((1,), Topic.ACCESS)])
    dossier = sorted_by(sorter, ticket)
    assert texts(dossier, Section.CHALLENGES) == []
    assert "The spare key hangs in the office." in texts(dossier, Section.ACCESS)
    assert sorter.calls[0][0].kind == "open ticket"


def test_closed_work_is_laid_out_with_its_title() -> None:
    """What a closed task was about is often said by its title alone, which leads what its text tells."""
    task = record(Kind.TASK, "Fire the last batch.", subject="Fire the last batch.", closed=True, body="All whole.")
    sorter = Scripted(lambda _: [Verdict((0, 1), Topic.DELIVERABLE)])
    dossier = sorted_by(sorter, task)
    assert texts(dossier, Section.WORK)[-1] == "Fire the last batch: All whole."
    ((transcript,),) = sorter.calls
    assert (transcript.kind, transcript.lines) == ("closed task", (Line("Fire the last batch."), Line("All whole.")))


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
