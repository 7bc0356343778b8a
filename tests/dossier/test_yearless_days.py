"""Days without a year: read by the day of their text, and only where they are days."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from material import document, record, said, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.summary.reading.dates import find_day, last_day, show_day

_NEAR = datetime(2026, 5, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The hut is closed on 12 June.", "2026-06-12"),
        ("The hut is closed from June 12.", "2026-06-12"),
        ("The hut is closed from 12 May at 10:30.", "2026-05-12"),
        ("The hut is closed until 12 May 10:30.", "2026-05-12"),
        ("closed until 12 may", "2026-05-12"),
        ("Die Hütte ist am 12. Mai zu.", "2026-05-12"),
        ("La cabaña cierra el 12 de mayo.", "2026-05-12"),
    ],
)
def test_day_without_a_year_is_the_nearest(text: str, day: str) -> None:
    """It is of the year in which it is nearest to the day of its text."""
    found = last_day(text, _NEAR)
    assert found is not None
    assert show_day(found) == day


@pytest.mark.parametrize(
    "text",
    [
        "The hut's lease ends on 12 May 27.",
        "The hut's lease ends on May 12, 27.",
        "Der Pachtvertrag endet am 12. Mai 27.",
        "El arriendo acaba el 12 de mayo de 27.",
        "The permit expires soon, and phase 2 may need another one.",
        "Of the five keys may 2 be lent out.",
    ],
)
def test_what_is_no_day_without_a_year_is_none(text: str) -> None:
    """Two digits behind a month may be its year, and 'may' is a verb as well."""
    assert last_day(text, _NEAR) is None


@pytest.mark.parametrize("text", ["12 May '27", "12th of May \u201927", "May 12, '27", "am 12. Mai '27"])
def test_year_of_two_digits_with_an_apostrophe_is_read(text: str) -> None:
    """It is of this century."""
    found = find_day(text)
    assert found is not None
    assert show_day(found) == "2027-05-12"


def test_what_expires_in_a_year_of_two_digits_is_a_deadline() -> None:
    """It is not past, as the same day of this year is."""
    note = record(Kind.NOTE, body="The licence for the hut expires on 12 May 27.")
    assert texts(sum_up(note), Section.DEADLINES) == ["The licence for the hut expires on 12 May 27."]


@pytest.mark.parametrize(
    "head",
    [
        "If missed",
        "If late",
        "Consequence",
        "Wenn versäumt",
        "Falls verpasst",
        "Folge bei Versäumnis",
        "Si no se cumple",
    ],
)
def test_past_row_of_a_calendar_is_over_whatever_would_have_followed(head: str) -> None:
    """The column that says what follows if a day is missed does not say that it was missed."""
    sheet = f"Date,Event,{head}\n2026-05-20,Board,we wait a month\n2026-12-01,Fair,we wait a year\n"
    (text,) = said("Key dates", sheet, Section.DEADLINES, "text/csv")
    assert "Fair" in text


def test_past_row_whose_cell_says_that_it_is_open_stays_a_deadline() -> None:
    """What is still to be done although its day is past is due."""
    sheet = "Date,Event,If missed\n2026-05-20,Board,still outstanding\n"
    (text,) = said("Key dates", sheet, Section.DEADLINES, "text/csv")
    assert "Board" in text


@pytest.mark.parametrize(
    ("sheet", "due"),
    [
        ("What,Amount,Due or renews\nWebsite until 2027-03-02,EUR 85,2027-03-02\n", ": Website until 2027-03-02 —"),
        ("Rechnung,Betrag,Fällig am\nTorbau,EUR 85,2027-03-02\n", ": Torbau —"),
        ("Factura,Importe,Fecha límite\nVerja,85 EUR,2027-03-02\n", ": Verja —"),
        ("Records,What happens,Legal basis,Until\nDoor lists,kept,law,2027-03-02\n", ": Door lists (kept until)"),
        ("Product,Cost,Renews\nMail filter,EUR 85,2027-03-02\n", ": Mail filter (Renews) —"),
    ],
)
def test_end_is_told_once_and_without_a_head_that_tells_nothing(sheet: str, due: str) -> None:
    """A head that only says 'due' adds nothing to a day, and neither does what the row's name says already."""
    (text,) = said("List", sheet, Section.DEADLINES, "text/csv")
    assert text.startswith(f"2027-03-02{due}")
    assert text.count("2027") <= 2


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("What,Who,By\nOrder filters,Ola,3 June\n", "2026-06-03: Order filters (By: 3 June)"),
        ("Was,Wer,Bis\nFilter bestellen,Ola,03.06.\n", "2026-06-03: Filter bestellen (Bis: 03.06)"),
        ("Qué,Quién,Plazo\nPedir filtros,Ola,3 de junio\n", "2026-06-03: Pedir filtros (Plazo: 3 de junio)"),
    ],
)
def test_day_of_a_cell_has_the_year_of_its_sheet_and_is_told_as_it_stands(sheet: str, told: str) -> None:
    """Sheets seldom write the year; who looks for the day in the source finds it as it is written there."""
    dossier = sum_up(document("Open items", sheet, "text/csv"))
    assert texts(dossier, Section.DEADLINES) == [told]


def test_all_days_of_a_contract_are_told_with_each() -> None:
    """Until when notice can be given says little without the end itself."""
    sheet = "Contract,Price a year,Ends,Notice by\nHosting,900 EUR,31/12/2026,30/09/2026\n"
    notice, end = texts(sum_up(document("Contracts", sheet, "text/csv")), Section.DEADLINES)
    assert "Notice by: 30/09/2026" in notice
    assert "Ends: 31/12/2026" in notice
    assert "Notice by: 30/09/2026" in end
    assert "Ends: 31/12/2026" in end


def test_day_of_a_contract_that_is_past_is_told_beside_the_next_alone() -> None:
    """The day for notice is over; that the contract itself still runs does not make it due again."""
    sheet = "Contract,Price a year,Ends,Notice by\nHosting,900 EUR,31/12/2026,30/09/2026\n"
    later = datetime(2026, 10, 15, tzinfo=UTC)
    (end,) = texts(sum_up(document("Contracts", sheet, "text/csv"), now=later), Section.DEADLINES)
    assert end.startswith("2026-12-31: Hosting")


def test_clauses_in_any_script_tell_their_days() -> None:
    """Full-width marks part clauses or not; they break nothing."""
    sheet = "Licence,Price,Note\nPortal,900 EUR,Pro plan\uff08renews 3 July\uff09\n"
    assert texts(sum_up(document("Licences", sheet, "text/csv")), Section.MONEY) != []


def test_month_with_its_year_in_a_cell_is_no_day() -> None:
    """'Sept 26' is a month of 2026, and not the 26th."""
    sheet = "Contract,Price,Ends\nHosting,900 EUR,Sept 26\n"
    told = texts(sum_up(document("Contracts", sheet, "text/csv")), Section.DEADLINES)
    assert all("2026-09-26" not in text for text in told)
