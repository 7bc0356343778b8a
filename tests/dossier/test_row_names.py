"""What a row of a table is called, and what its columns tell together, also those in which it says nothing."""

from __future__ import annotations

import pytest
from material import claims, document, said, sum_up, texts

from handoff.domain.dossier import Section

_CSV = "text/csv"


@pytest.mark.parametrize(
    ("sheet", "name"),
    [
        ("Piece,Stage,Next step,Who,When\nBell,build,test again,Ola,2026-09-01\nRope,done,,,\n", "Bell: test again"),
        ("Part,State,Next action,Who,Until\nCase,in work,glue the edge,Ola,2026-09-01\n", "Case: glue the edge"),
        ("Item,Next step,Owner,Due\nCase,glue the edge,Ola,2026-09-01\n", "Case: glue the edge"),
        (
            "Teil,Stand,Nächster Schritt,Wer,Bis\nGehäuse,im Bau,Leisten leimen,Ola,2026-09-01\n",
            "Gehäuse: Leisten leimen",
        ),
        (
            "Pieza,Fase,Próximo paso,Quién,Para cuándo\nCaja,obra,encolar listón,Ola,2026-09-01\n",
            "Caja: encolar listón",
        ),
    ],
)
def test_next_step_is_named_with_its_thing(sheet: str, name: str) -> None:
    """A step says nothing without the thing to which it belongs, neither as a loose end nor as a deadline."""
    dossier = sum_up(document("Plan of work", sheet, _CSV))
    (text,) = texts(dossier, Section.LOOSE_ENDS)
    assert text.startswith(f"{name} — ")
    assert texts(dossier, Section.DEADLINES) == [f"2026-09-01: {name}"]


@pytest.mark.parametrize(
    "sheet",
    [
        "Label,Version,Remark\nRed,2,printed\nBlue,1,barcode not drawn yet\n",
        "Label,Version,Remark\nRed,2,printed\nBlue,1,waits for the press\n",
        "Label,Version,Remark\nRed,2,not needed here\nBlue,1,back panel open\n",
        "Etikett,Fassung,Bemerkung\nRot,2,gedruckt\nBlau,1,Strichcode fehlt noch\n",
        "Etikett,Fassung,Bemerkung\nRot,2,nicht gewünscht\nBlau,1,noch nicht gezeichnet\n",
        "Etiqueta,Versión,Observaciones\nRoja,2,impresa\nAzul,1,dibujo sin empezar\n",
        "Etiqueta,Versión,Observaciones\nRoja,2,impresa\nAzul,1,falta el código\n",
    ],
)
def test_remark_that_something_is_not_done_is_a_loose_end(sheet: str) -> None:
    """In a table of things the row whose remark says what is not done is open, and is neither access nor work."""
    dossier = sum_up(document("Labels", sheet, _CSV))
    (text,) = texts(dossier, Section.LOOSE_ENDS)
    assert text.startswith(("Blue", "Blau", "Azul"))
    assert not any(claim.label == "System" for claim in claims(dossier, Section.ACCESS))


@pytest.mark.parametrize(
    "sheet",
    [
        "What,Who has it,Where kept,At the change\nAlarm,Ola,-,stays\n",
        "Was,Bei wem,Aufbewahrt,Bei Wechsel\nAlarm,Ola,-,bleibt\n",
        "Qué,Quién lo tiene,Dónde está,Al cambio\nAlarm,Ola,-,se queda\n",
    ],
)
def test_key_without_a_place_is_access_still(sheet: str) -> None:
    """A list of keys is one where a row says nothing of its place, and what becomes of a key is nothing to be done."""
    dossier = sum_up(document("House", sheet, _CSV))
    assert [c.text.split(" — ")[0] for c in claims(dossier, Section.ACCESS) if c.label == "System"] == ["Alarm"]
    assert texts(dossier, Section.LOOSE_ENDS) == []


@pytest.mark.parametrize(
    "sheet",
    [
        "Fund,Applied for,Result,Amount\nLottery,96000,pending,-\n",
        "Fund,Applied for,Decision,Amount\nLottery,96000,pending,-\n",
        "Stelle,Beantragt,Entscheid,Betrag\nLottery,96000,offen,-\n",
    ],
)
def test_sum_that_was_asked_for_is_money_before_it_is_granted(sheet: str) -> None:
    """A row without an amount holds a sum all the same, and a verdict that is pending is no decision."""
    dossier = sum_up(document("Bids", sheet, _CSV))
    (text,) = texts(dossier, Section.MONEY)
    assert text.startswith("Lottery — ")
    assert "96000" in text
    assert texts(dossier, Section.DECISIONS) == []


def test_thing_to_be_done_stays_open_whatever_it_costs() -> None:
    """Who has to do something, and what it costs, is a loose end; what it costs and by when alone is money."""
    sheet = "Item,Who,Cost,By,State\nReplace the rope,Ola,300,2026-09-01,open\n"
    assert len(said("Plan", sheet, Section.LOOSE_ENDS, _CSV)) == 1
    assert said("Plan", sheet, Section.MONEY, _CSV) == []


def test_weight_is_no_price() -> None:
    """A total in kilos or hours costs nothing."""
    assert said("Stock", "Site,Plant,Total\nNorth,two racks,86 kg\n", Section.MONEY, _CSV) == []


def test_list_of_faults_that_are_ticked_off_tells_no_challenge() -> None:
    """Below 'Issues' a thing that somebody has done is closed, and no trouble that was overcome."""
    sheet = "Item,Who,By,Status\nBanner torn,Ola,2026-03-01,done\n"
    assert said("Issues", sheet, Section.CHALLENGES, _CSV) == []
