"""Words, sentences and days as people write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.summary.reading.dates import find_day, last_day, read_instant, show_day
from handoff.domain.summary.reading.words import content_words, fold, parts, sentences


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by 2026-07-02", "2026-07-02"),
        ("bis 2.7.2026", "2026-07-02"),
        ("bis zum 02.07.26", "2026-07-02"),
        ("am 2. Juli 2026", "2026-07-02"),
        ("on 2nd July 2026", "2026-07-02"),
        ("July 2, 2026", "2026-07-02"),
        ("el 2 de julio de 2026", "2026-07-02"),
        ("3. März 2026", "2026-03-03"),
        ("13/7/2026", "2026-07-13"),
        ("7/13/2026", "2026-07-13"),
        ("first 2026-01-01, then 2026-02-02", "2026-01-01"),
    ],
)
def test_day_is_found(text: str, day: str) -> None:
    """Days are read in the ways of three languages; the first in the text counts."""
    found = find_day(text)
    assert found is not None
    assert show_day(found) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("the inspector comes on 9 February", "2027-02-09"),
        ("am 1. September", "2026-09-01"),
        ("el 24 de noviembre", "2026-11-24"),
        ("from May 8th on", "2027-05-08"),
        ("on 9 February 2024", "2024-02-09"),
    ],
)
def test_day_without_a_year_is_that_of_its_text(text: str, day: str) -> None:
    """A day without a year is read as of the day of the text; without that it is none."""
    found = last_day(text, datetime(2026, 10, 5, tzinfo=UTC))
    assert found is not None
    assert show_day(found) == day
    assert "20" in text or last_day(text) is None


@pytest.mark.parametrize("text", ["29 February", "31 June", "May I ask", "Mar de Plata"])
def test_day_without_a_year_that_no_year_near_has_is_none(text: str) -> None:
    """A day that the years around the text do not have, and words that only look like months, are no days."""
    assert last_day(text, datetime(2026, 10, 5, tzinfo=UTC)) is None


@pytest.mark.parametrize("text", ["3/4/2026", "31.2.2026", "2026", "version 1.2.3", "call 2 people", "", "99.99.2026"])
def test_what_is_no_day_or_nobody_can_tell_is_none(text: str) -> None:
    """An ambiguous or impossible day is not guessed."""
    assert find_day(text) is None


def test_instant_is_read_as_it_is_and_a_day_as_its_end() -> None:
    """A vendor's instant keeps its time; a day that somebody wrote lasts until its end."""
    assert read_instant("2026-07-02T10:00:00Z") == datetime(2026, 7, 2, 10, tzinfo=UTC)
    assert read_instant("2026-07-02") == datetime(2026, 7, 2, 23, 59, 59, tzinfo=UTC)
    assert read_instant("soon") is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4),
        ("We met Dr. Vogt, e.g. on Mondays. She agreed.", 2),
        ("Am 3. Mai z. B. ging es. Danach nicht.", 2),
        ("Version 2.1 works. ¿Verdad? Sí.", 3),
        ('He said "no." Then he left.', 2),
        ('Helena: "I do not need it to be clever. I need it to work."', 1),
        ('He said "Stop it. Now." Then he left.', 2),
        ("Helena said: \u201cIt works. It does.\u201d We agreed.", 2),
        ("Helena: \u2018I don\u2019t know. It\u2019s late.\u2019 We agreed.", 2),
        ("Helena: 'I don't know. It's late.' We agreed.", 2),
        ("Helena sagte: \u201eEs läuft. Wir bleiben dabei.\u201c Danach war Ruhe.", 2),
        ("Helena: \u00bbEs läuft. Wir bleiben dabei.\u00ab Gut.", 2),
        ("Helena dijo: \u00abFunciona. No lo toquéis.\u00bb Bien.", 2),
        ("Helena dijo: \u201cFunciona. ¿Verdad?\u201d Bien.", 2),
        ('She began: "It works. It does. We left.', 3),
        ('The 5" pipe leaks. We cut it. The 3" pipe is dry.', 3),
        ("The members' room leaks. The guests' room is dry.", 2),
        ('"One. Two. Three. Four. Five."', 5),
        (f'"It works. {"It does so again and " * 20}again. Good."', 3),
        ("Invoice no. 5 is paid. Art. 28 applies.", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    """Abbreviations, ordinals, versions and what stands in a short quotation end no sentence."""
    assert len(list(sentences(text))) == count


def test_content_words_leave_out_what_carries_no_meaning() -> None:
    """Case, accents, articles and punctuation do not count; numbers and dates do."""
    assert content_words("Die Übergabe an ANA, bis 2026-07-02!") == {"ubergabe", "ana", "2026-07-02"}


@given(st.text(max_size=300))
def test_folding_is_stable(text: str) -> None:
    """A folded text folds to itself."""
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text('abc.!? é"\u201d', min_size=1, max_size=40), max_size=20).map(" ".join), st.integers(5, 60))
def test_parts_are_short_and_lose_nothing(text: str, longest: int) -> None:
    """Every part keeps its bound, and together they have every character but white space."""
    found = list(parts(text, longest))
    assert all(0 < len(part) <= longest for part in found)
    assert "".join("".join(found).split()) == "".join(text.split())
