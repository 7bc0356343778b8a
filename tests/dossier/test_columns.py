"""What a column holds by its head: the lists of what people type, and the forms in which sheets write days."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.summary.reading.columns import role_of_column
from handoff.domain.summary.reading.dates import find_day, find_month, show_day
from handoff.domain.summary.reading.roles import Role, role_of
from handoff.domain.summary.reading.words import fold

HEADS = files("handoff.domain.summary.lexicon") / "heads"


def listed(language: str) -> list[tuple[str, str]]:
    """Return the heads of a language with the names of their roles."""
    blocks = (HEADS / f"{language}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    pairs = [block.partition("\n")[::2] for block in blocks]
    return [
        (name, head.strip()) for name, heads in pairs for head in heads.replace("\n", " ").split("|") if head.strip()
    ]


@pytest.mark.parametrize("language", ["de", "en", "es"])
def test_listed_heads_have_one_role_and_stand_nowhere_else(language: str) -> None:
    """Each head is folded, names a role that there is, once, and is no term of the lexicon as a whole."""
    heads = listed(language)
    assert len(heads) > 3000
    assert {name for name, _ in heads} <= set(Role.__members__)
    assert [head for _, head in heads if fold(head) != head] == []
    assert len({head for _, head in heads}) == len(heads)
    assert [head for _, head in heads if role_of(head) is not None] == []


def test_head_that_two_languages_understand_differently_is_nobodys() -> None:
    """Of the listed heads it is told what they hold where all languages that have it agree."""
    roles: dict[str, set[str]] = {}
    for language in ("de", "en", "es"):
        for name, head in listed(language):
            roles.setdefault(head, set()).add(name)
    agreed = {head: names for head, names in roles.items() if len(names) == 1}
    assert all(role_of_column(head) is Role[next(iter(names))] for head, names in agreed.items())


@given(st.sampled_from(listed("en")), st.sampled_from(["{}", "{}:", " {} ", "{}?", "{}."]))
def test_marks_about_a_head_change_nothing(listed_head: tuple[str, str], form: str) -> None:
    """A colon, a full stop or a question mark behind a head belongs to no role."""
    _, head = listed_head
    assert role_of_column(form.format(head.capitalize())) is role_of_column(head)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("30-09-2026", "2026-09-30"),
        ("3-4-2026", "2026-04-03"),
        ("14-Apr-2026", "2026-04-14"),
        ("31-may-26", "2026-05-31"),
        ("2026/05/31", "2026-05-31"),
        ("13/05/26", "2026-05-13"),
        ("10/03/26", None),
        ("call 030-12-3456", None),
        ("45-13-2026", None),
    ],
)
def test_days_as_sheets_write_them(written: str, day: str | None) -> None:
    """With hyphens, with the year in front or in two digits; what may be two days is none."""
    found = find_day(written)
    assert (found and show_day(found)) == day


def test_month_and_two_digits_alone_are_a_month_of_a_year() -> None:
    """'jun-26' is a cell of its own; in a sentence '26' may be a day."""
    assert (month := find_month("jun-26")) is not None
    assert show_day(month) == "2026-06-30"
    assert find_month("by Jun 26 at noon") is None
