"""What rows of tables say of days: those of calendars, of what is paid for or held, and those that ask for nothing."""

from __future__ import annotations

import pytest
from material import claims, document, finding, said, sum_up, texts

from handoff.domain.dossier import Finding, Section

_CSV = "text/csv"


@pytest.mark.parametrize(
    ("title", "sheet", "thing", "follows"),
    [
        (
            "Plan to the opening",
            (
                "Date,Event,Site,If it slips\n2026-09-01,Crane lifts the bell,North,next crane in March\n"
                "2026-03-01,Scaffold,North,paid later\n"
            ),
            "Crane lifts the bell",
            "next crane in March",
        ),
        (
            "Bids",
            (
                "Date,What,Fund,If missed\n2026-09-01,Second claim,Lottery,paid one quarter later\n"
                "2026-03-01,First claim,Lottery,-\n"
            ),
            "Second claim",
            "paid one quarter later",
        ),
        (
            "Jahreskalender",
            (
                "Datum,Ereignis,Zuständig,Falls versäumt\n01.09.2026,Meldung ans Amt,Ola,Mahngebühr\n"
                "01.03.2026,Steuererklärung,Ola,Zins\n"
            ),
            "Meldung ans Amt",
            "Mahngebühr",
        ),
        (
            "Lo que toca",
            (
                "Fecha,Trámite,Quién,Si no se presenta\n2026-09-01,Censo anual,Ola,recargo del 10 %\n"
                "2026-03-01,Tasa de aguas,Ola,recargo\n"
            ),
            "Censo anual",
            "recargo del 10 %",
        ),
    ],
)
def test_calendars_days_to_come_are_deadlines(title: str, sheet: str, thing: str, follows: str) -> None:
    """A row that begins with a day to come falls due, with what follows if it is missed; past ones do not."""
    dossier = sum_up(document(title, sheet, _CSV))
    (text,) = texts(dossier, Section.DEADLINES)
    assert text.startswith(thing)
    assert follows in text
    for section in (Section.MONEY, Section.TACIT, Section.LOOSE_ENDS):
        assert texts(dossier, section) == []


@pytest.mark.parametrize(
    ("title", "sheet"),
    [
        ("Evening", "Part,Begins,Ends\nDinner,18:00,22:00\n"),
        ("Crew calendar", "Date,Shift,Name\n2026-09-01,Late,Ola\n"),
        ("Programme of matches", "Date,Team,Pitch\n2026-09-01,First,1\n"),
        ("Deliveries", "Date,Goods,From\n2026-09-01,Gravel,Poe\n"),
    ],
)
def test_list_of_days_that_says_nothing_of_an_event_is_no_calendar(title: str, sheet: str) -> None:
    """Whose turn it is, who plays and what is delivered on a day is no deadline."""
    assert said(title, sheet, Section.DEADLINES, _CSV) == []


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        (
            "Item,Amount,State,Date\nMap licence,640 a year,renews on our card,2027-01-31\n",
            "2027-01-31: Map licence — Amount: 640 a year; State: renews on our card",
        ),
        (
            "Item,Amount,State,Date\nMusic,35 a month,paid by us until the end of June,2027-06-30\n",
            "2027-06-30: Music — Amount: 35 a month; State: paid by us until the end of June",
        ),
        (
            "No,What,Amount,Due,State\n-,Retention second half,873,2026-10-31,held by the council\n",
            "2026-10-31: Retention second half — Amount: 873; State: held by the council",
        ),
        (
            "Posten,Betrag,Datum,Stand\nSchlussrate,9000,30.09.2026,noch nicht gestellt\n",
            "2026-09-30: Schlussrate (Datum: 30.09.2026) — Betrag: 9000; Stand: noch nicht gestellt",
        ),
        (
            "Concepto,Importe,Fecha,Estado\nAval,3120 al año,2026-12-31,lo paga el cliente\n",
            "2026-12-31: Aval — Importe: 3120 al año; Estado: lo paga el cliente",
        ),
        (
            "Policy,Premium,Renewal,Paid by\nFleet,4200,2026-11-01,client\n",
            "2026-11-01: Fleet (Renewal) — Premium: 4200; Paid by: client",
        ),
    ],
)
def test_row_of_a_sum_with_a_day_to_come_is_money_and_falls_due(sheet: str, told: str) -> None:
    """A renewal, an instalment or a sum held back is money, and a deadline that says how it stands."""
    dossier = sum_up(document("Sums", sheet, _CSV))
    assert texts(dossier, Section.DEADLINES) == [told]
    assert len(texts(dossier, Section.MONEY)) == 1
    assert texts(dossier, Section.LOOSE_ENDS) == []


@pytest.mark.parametrize(
    "sheet",
    [
        "Item,Amount,State,Date\nFirst part,900,paid,2026-09-30\n",
        "Item,Amount,State,Date\nMap licence,640 a year,cancelled,2027-01-31\n",
        "Posten,Betrag,Datum,Stand\nWartung,900 im Jahr,30.09.2026,gekündigt\n",
        "Concepto,Importe,Fecha,Estado\nAnticipo,900,2026-09-30,cobrado\n",
    ],
)
def test_day_of_a_sum_that_is_settled_is_no_deadline(sheet: str) -> None:
    """What is paid once, and what was given up, is not due any more."""
    assert said("Sums", sheet, Section.DEADLINES, _CSV) == []


def test_bill_is_named_with_what_it_is_for() -> None:
    """The number of a bill says nothing by itself, so what it is for leads, also where it falls due."""
    dossier = sum_up(document("Fees", "Invoice,What,Amount,Due,State\nW-10,Second claim,1250,2026-09-30,sent\n", _CSV))
    assert texts(dossier, Section.MONEY) == [
        "Second claim (Invoice: W-10) — Amount: 1250; Due: 2026-09-30; State: sent"
    ]
    assert texts(dossier, Section.DEADLINES) == ["2026-09-30: Second claim (Invoice: W-10) — Amount: 1250; State: sent"]


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("System,Holder,Kept in\nSigning,Ola,safe; expires on 2026-12-18\n", "(expires on 2026-12-18)"),
        ("System,Inhaber,Ablage\nKasse,Ola,Tresor; läuft am 18.12.2026 ab\n", "(läuft am 18.12.2026 ab)"),
        ("Sistema,Quién,Dónde\nFirma,Ola,caja fuerte; caduca el 2026-12-18\n", "(caduca el 2026-12-18)"),
    ],
)
def test_cell_of_access_that_says_when_it_runs_out_is_a_deadline(sheet: str, told: str) -> None:
    """A row of a system stays access, and the day on which something in it expires is a deadline beside that."""
    dossier = sum_up(document("Logins", sheet, _CSV))
    (text,) = texts(dossier, Section.DEADLINES)
    assert text.startswith("2026-12-18: ")
    assert told in text
    assert any(claim.label == "System" for claim in claims(dossier, Section.ACCESS))


@pytest.mark.parametrize(
    ("title", "sheet"),
    [
        ("Labels", "Label,Text closed,Remark\nRed,2026-03-25,waits for the printer\n"),
        ("Open items", "Date,Item,Owner,Status\n2026-03-01,Send the plan,Ola,open\n"),
    ],
)
def test_past_day_of_something_else_is_no_deadline(title: str, sheet: str) -> None:
    """A day that is past, in a column that says of no day that it is due, is when something was."""
    dossier = sum_up(document(title, sheet, _CSV))
    assert len(texts(dossier, Section.LOOSE_ENDS)) == 1
    assert texts(dossier, Section.DEADLINES) == []


def test_past_rows_of_a_calendar_show_that_it_was_looked_for() -> None:
    """A calendar whose days are all past has no deadline, and says that it has none."""
    dossier = sum_up(document("Key dates", "Date,Event,If missed\n2026-03-01,Board,-\n", _CSV))
    assert finding(dossier, Section.DEADLINES) is Finding.NONE
