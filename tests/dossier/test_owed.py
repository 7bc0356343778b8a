"""What somebody has to do by a day, who leaves, and what only sounds like either."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from material import NOW, document, record, said, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.record import Kind

OLA = record(Kind.CONTACT, name="Ola Berg")
_CSV = "text/csv"


def noted(sentence: str, section: Section, now: datetime = NOW) -> list[str]:
    """Return what the minutes of a meeting say in a section, but for the contact herself."""
    note = record(Kind.MEETING, "Round", body=f"Lunch at the canteen. {sentence} The soup was thin.")
    return [text for text in texts(sum_up(OLA, note, now=now), section) if text != "Ola Berg"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sunniva will send the box text by 16 November 2026.",
        "Pavel hat zugesagt, den Plan bis zum 16. November 2026 zu schicken.",
        "Lucía enviará los planos antes del 16 de noviembre de 2026.",
    ],
)
def test_what_somebody_does_by_a_day_is_open_until_then(sentence: str) -> None:
    """It is a loose end beside its deadline; once the day is past nobody knows, and neither is told."""
    told = noted(sentence, Section.LOOSE_ENDS)
    assert any(sentence in text for text in told)
    assert noted(sentence, Section.DEADLINES)


def test_what_was_to_be_done_by_a_day_that_is_past_is_not_told_as_open() -> None:
    """Nothing says that it was not done, and a list of all that once was to be done helps nobody."""
    sentence = "Sunniva will send the box text by 16 November 2026."
    after = datetime(2026, 12, 2, tzinfo=UTC)
    assert noted(sentence, Section.LOOSE_ENDS)
    assert noted(sentence, Section.DEADLINES)
    assert noted(sentence, Section.LOOSE_ENDS, now=after) == []
    assert noted(sentence, Section.DEADLINES, now=after) == []


def test_what_somebody_owes_for_good_stays_open_beside_what_had_a_day() -> None:
    """A day that is past ends what was due by it, and not what was told in the same breath."""
    sentence = "Sunniva will send the box text by 16 November 2026. They still owe us the drawing as well."
    after = datetime(2026, 12, 2, tzinfo=UTC)
    assert any("drawing" in text for text in noted(sentence, Section.LOOSE_ENDS, now=after))


@pytest.mark.parametrize(
    "sentence",
    [
        "The winter campaign starts on 15 December 2026.",
        "Die Kampagne startet am 15. Dezember 2026.",
    ],
)
def test_what_begins_by_itself_is_owed_by_nobody(sentence: str) -> None:
    """It is a deadline, and no loose end."""
    assert noted(sentence, Section.LOOSE_ENDS) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola leaves at the end of January.",
        "Ola retires in spring.",
        "Ola goes on maternity leave in May.",
        "Ola geht im Mai in Mutterschutz.",
        "Ola hört Ende des Jahres auf.",
        "Ola se va de la empresa en octubre.",
        "My last day is 11 December.",
    ],
)
def test_who_leaves_is_told_among_the_people(sentence: str) -> None:
    """Whoever counts on somebody has to know when they will be gone."""
    assert any(sentence in text for text in noted(sentence, Section.PEOPLE))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola leaves the yard at four.",
        "Ola leaves the firm's van in the yard.",
        "Ola leaves early, which may annoy some.",
        "Ola finishes the job by Friday.",
        "Ola hört um vier auf.",
        "Ich verlasse mich darauf.",
        "The pump will be replaced by a larger one.",
        "I'm leaving this with you.",
    ],
)
def test_who_only_goes_home_does_not_leave(sentence: str) -> None:
    """What somebody does every day, and what goes by timetable, is no news of people."""
    assert not any(sentence in text for text in noted(sentence, Section.PEOPLE))


@pytest.mark.parametrize(
    "sentence",
    [
        "The pump failed in May, the cellar was flooded, and the supplier still owes us the drawing of the new one.",
        "Die Pumpe fiel im Mai aus, und der Lieferant schuldet uns noch die Zeichnung der neuen.",
        "La bomba se rompió en mayo y el proveedor todavía nos debe el plano de la nueva.",
    ],
)
def test_what_a_trouble_left_to_be_done_is_open_too(sentence: str) -> None:
    """Whoever looks for what is open does not look among the troubles."""
    assert noted(sentence, Section.CHALLENGES)
    assert noted(sentence, Section.LOOSE_ENDS)


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("Our emergency rooms are open.", Section.LOOSE_ENDS),
        ("The shop stayed open until eight.", Section.LOOSE_ENDS),
        ("Das Buffet bleibt bis zehn Uhr offen.", Section.LOOSE_ENDS),
        ("Sie stehen früh auf und gehen dann aus.", Section.LOOSE_ENDS),
        ("It is hard to say whether the moss is old.", Section.LOOSE_ENDS),
        ("If you ask me, call it a day.", Section.DEADLINES),
        ("Si te cuadra, llámame luego.", Section.DEADLINES),
    ],
)
def test_turn_of_speech_announces_nothing(sentence: str, section: Section) -> None:
    """A phrase that has other uses tells nothing where all else in its sentence speaks against it."""
    assert noted(sentence, section) == []


def test_way_in_is_told_beside_what_only_insiders_know() -> None:
    """Who looks for a password looks among the ways in, whatever trick its sentence tells too."""
    sentence = (
        "Password is in the firm's vault under HARBOUR, the second factor goes to the drawer's phone, not one's own."
    )
    assert noted(sentence, Section.ACCESS)


@pytest.mark.parametrize(
    ("title", "section"),
    [("Brief zur Jahresbetreuung", Section.GOALS), ("Accounts meeting at the works", Section.ACCESS)],
)
def test_word_of_a_title_that_means_something_else_heads_nothing(title: str, section: Section) -> None:
    """A German letter is no brief, and whoever does the accounts needs no login for them."""
    text = "Wir danken für das Gespräch am Kamin und den guten Likör.\n\nDividend of 60,000 voted.\n"
    assert said(title, text, section) == []


def test_people_of_a_list_keep_their_offices() -> None:
    """A column of tasks in a list of people says what they are, and nothing that is to be done."""
    sheet = (
        "Name,Aufgabe,Haus\nSvenja Bruns,Leiterin Disposition,Spedition Kühl\nHeiko Tammen,Buchhalter,Kanzlei Tammen\n"
    )
    dossier = sum_up(document("Wen man anruft", sheet, _CSV))
    assert len(texts(dossier, Section.PEOPLE)) == 2
    assert texts(dossier, Section.LOOSE_ENDS) == []


def test_row_keeps_its_code() -> None:
    """By its code a row is found in its list; a running number tells nothing."""
    sheet = "No,What,Who,By when\nTB-14,Filter pages,Owen,2026-11-12\n"
    (told,) = texts(sum_up(document("Open items", sheet, _CSV)), Section.LOOSE_ENDS)
    assert "TB-14" in told
    (told,) = texts(sum_up(document("Open items", sheet.replace("TB-14", "14"), _CSV)), Section.LOOSE_ENDS)
    assert "No" not in told


def test_day_within_a_next_step_falls_due() -> None:
    """Where no column has the day, the step may say it."""
    sheet = "Product,Next step,Who\nTosalix,file in Portugal on 5 April 2027,Lucía\n"
    dossier = sum_up(document("Open items", sheet, _CSV))
    assert [text.partition(":")[0] for text in texts(dossier, Section.DEADLINES)] == ["2027-04-05"]


def test_row_that_waits_for_somebody_is_not_done() -> None:
    """'Nothing from the insurer yet' is what is pending, and 'nothing left to do' closes it."""
    sheet = "Thing,Pending\nRoof claim,nothing more until the insurer pays\nGutter,nothing more to do\n"
    (told,) = texts(sum_up(document("Open items", sheet, _CSV)), Section.LOOSE_ENDS)
    assert "Roof claim" in told


def test_numbers_of_keys_are_ways_in() -> None:
    """A list of keys may hold figures alone."""
    sheet = "Door,Key number\nMain gate,14\nAlarm panel,4711\n"
    assert len(said("Keys", sheet, Section.ACCESS, _CSV)) == 2


def test_prices_that_were_agreed_are_money() -> None:
    """Only what people eat is nobody's business."""
    sheet = "Item,Rate\nDay rate,EUR 640\n"
    assert len(texts(sum_up(document("Prices agreed", sheet, _CSV)), Section.MONEY)) == 1


def test_prices_of_lunch_are_no_money() -> None:
    """What a dish costs whoever buys it was neither agreed nor billed; what a list bills is told."""
    sheet = "Gericht,Preis\nLinseneintopf,4.80\nMatjes,6.10\n"
    assert texts(sum_up(document("Speiseplan", sheet, _CSV)), Section.MONEY) == []
    assert len(texts(sum_up(document("Kosten", sheet, _CSV)), Section.MONEY)) == 2


def test_call_about_a_newsletter_is_heard() -> None:
    """A newsletter says nothing of a client; whoever talks of one does."""
    call = record(Kind.CALL, "Herr Thiem wegen Kundenbrief", subject="Herr Thiem wegen Kundenbrief")
    body = "We decided to send the newsletter in autumn only, because nobody reads it in summer."
    heard = sum_up(record(Kind.CALL, "About the newsletter", subject="About the newsletter", body=body), call)
    assert texts(heard, Section.DECISIONS)
    sent = sum_up(record(Kind.EMAIL, "The Fairlead", subject="The Fairlead", body=f"In this issue: {body}"))
    assert texts(sent, Section.DECISIONS) == []


def test_letter_whose_subject_says_that_all_is_done_is_heard() -> None:
    """Who writes that the heating is ready tells what went wrong too; a heading of a file means all below it."""
    body = "The supplier still owes us the drawing of the new pump."
    letter = record(Kind.EMAIL, "Rampenheizung fertig", subject="Rampenheizung fertig", body=f"Hoi Claudio\n\n{body}")
    assert texts(sum_up(letter), Section.LOOSE_ENDS) == [body]
    assert said("Points", f"# Points\n\n## Done\n\n- {body}\n", Section.LOOSE_ENDS) == []


def test_row_that_answers_no_is_open() -> None:
    """Where the heading asks whether a thing is done, no is an answer."""
    sheet = "Thing to be done,Whose,Done?\nGargoyle back on its corbel,Kit,no\nGutters hosed through,Kit,yes\n"
    (told,) = texts(sum_up(document("Before the scaffold comes down", sheet, _CSV)), Section.LOOSE_ENDS)
    assert "Gargoyle" in told


def test_tools_of_a_store_open_nothing() -> None:
    """How many there are of each says nobody's way in."""
    sheet = "Tool,Number\nclaw chisel,14\ndummy mallet,6\n"
    assert said("Tool store", sheet, Section.ACCESS, _CSV) == []


def test_thoughts_of_a_note_that_were_typed_as_lines_stay_apart() -> None:
    """Whoever ends each line early wrapped none, however long some are."""
    body = (
        "rang hugo about the backs, he took it between two lorries\n"
        "the supplier still owes us the drawing of the new pump\n"
        "back to the hotel by bus, soaked to the bone and hungry, never again without an umbrella"
    )
    dossier = sum_up(record(Kind.NOTE, "Round", body=body))
    assert texts(dossier, Section.LOOSE_ENDS) == ["the supplier still owes us the drawing of the new pump"]


def test_deadlines_stand_by_their_days_whatever_told_of_them() -> None:
    """What a letter says falls due in December comes before what a task has for 2032."""
    task = record(Kind.TASK, subject="Destroy the invoices", due="2032-11-25T00:00:00Z")
    letter = record(Kind.EMAIL, "Licence", body="The licence of the search plugin runs out on 9 December 2026.")
    first, second = texts(sum_up(task, letter), Section.DEADLINES)
    assert "licence" in first
    assert "invoices" in second
