"""What rows say beside their thing: that it is not done, how much of it there is, where it goes."""

from __future__ import annotations

import pytest
from material import document, said, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.summary.cues.features import names_money
from handoff.domain.summary.drafts import Draft
from handoff.domain.summary.reading.keys import Cell
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.roles import Role
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.rules.prose import sentences
from handoff.domain.summary.rules.rows.neighbours import of_one_another
from handoff.domain.summary.rules.rows.states import says_not_done

_REMARK = (Role.ITEM, Role.REMARK)


@pytest.mark.parametrize(
    "remark",
    [
        "not ordered",
        "not yet painted",
        "not painted yet",
        "still not quite levelled",
        "nicht geliefert",
        "noch nicht gestrichen",
        "nicht ganz fertig",
        "aún no pintada",
        "sin entregar",
    ],
)
def test_remark_that_work_is_not_done_is_heard(remark: str) -> None:
    """It names a work, or says 'yet' of whatever it is."""
    assert says_not_done([("Thing", "Gate"), ("Remark", remark)], _REMARK)


@pytest.mark.parametrize(
    "remark",
    [
        "not damaged",
        "not locked on Sundays",
        "not painted, by choice",
        "nicht gewollt",
        "nicht gesperrt",
        "nicht beschädigt",
        "no dañada",
        "no pintada a propósito",
    ],
)
def test_remark_on_how_a_thing_is_leaves_nothing_to_do(remark: str) -> None:
    """What a thing is not is no work."""
    assert not says_not_done([("Thing", "Gate"), ("Remark", remark)], _REMARK)


@pytest.mark.parametrize("value", ["86 kg", "86 pcs", "86 Stück", "86 Paare", "86 piezas", "86 unidades", "3 m²"])
def test_figure_with_a_unit_is_no_price(value: str) -> None:
    """So many of a thing are no money, in whatever language they are counted."""
    cells: list[Cell] = [("What", "Tiles"), ("Amount", value)]
    assert of_one_another([Role.ITEM, Role.AMOUNT], cells) == [Role.ITEM, None]
    assert of_one_another([Role.ITEM, Role.AMOUNT], [cells[0], ("Amount", "86")]) == [Role.ITEM, Role.AMOUNT]


@pytest.mark.parametrize("head", ["Destination", "Bestimmungsort", "Destino"])
def test_destination_of_goods_is_a_place_and_of_records_their_fate(head: str) -> None:
    """Where something goes is what becomes of it only where a row says how long it is kept."""
    assert of_one_another([Role.ITEM, Role.FATE], [("What", "Tiles"), (head, "Yard")]) == [Role.ITEM, Role.WHERE]
    kept = [("Records", "Door lists"), (head, "archive")]
    assert of_one_another([Role.RECORD, Role.FATE], kept) == [Role.RECORD, Role.FATE]


def test_row_of_no_heading_is_named_by_its_first_cell_that_is_no_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day names nothing."""
    monkeypatch.setattr(sentences, "weigh_one", lambda *_: {Topic.OPEN: 9.0})
    cells = (("Week of", "2026-11-30"), ("Essay", "Five lamps for a dark hall"), ("Ola agrees", "no"))
    told = list(sentences.rows_of_no_heading(Passage("", (), cells=cells)))
    assert {one.text for one in told if isinstance(one, Draft)} >= {
        "Five lamps for a dark hall — Week of: 2026-11-30; Ola agrees: no"
    }


@pytest.mark.parametrize("text", ["ca.500 eur", "12.500,00 €", "€ 5", "..5 pounds", "no.5,50 francs or 9 pesos"])
def test_amount_is_found_wherever_its_figure_begins(text: str) -> None:
    """Also right behind a full stop."""
    assert names_money(text)


@pytest.mark.parametrize("text", ["500", "12.500,00", "5 pears", "1" * 50_000, "1." * 25_000])
def test_figure_alone_is_no_amount(text: str) -> None:
    """However long it is."""
    assert not names_money(text)


def test_register_of_goods_has_no_money() -> None:
    """A quantity is told as what it is."""
    dossier = sum_up(document("Store", "Article,Amount\nTiles,86 Stück\nLamps,86 pcs\n", "text/csv"))
    assert texts(dossier, Section.MONEY) == []
    assert said("Store", "Article,Amount\nTiles,EUR 86\n", Section.MONEY, "text/csv")
