"""Rows of JSON in a world's YAML: read fast, and meaning what they mean to any YAML reader."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff_sandbox.core.errors import WorldError
from handoff_sandbox.core.rows import Rows, cut
from handoff_sandbox.core.yaml_text import Document

PRINTABLE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff")
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | PRINTABLE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PRINTABLE, inner, max_size=3),
    max_leaves=8,
)
ROWS = st.lists(st.dictionaries(PRINTABLE, VALUES, min_size=1, max_size=4), min_size=1, max_size=6)


class _Slow(Document):
    """Reads a text without looking for rows."""

    def __init__(self, text: str) -> None:
        assert self._read(Rows(text, []))


@given(before=ROWS, rows=ROWS, indent=st.sampled_from(["", "  ", "      "]))
def test_rows_mean_the_same_read_fast_or_slowly(before: list[Any], rows: list[Any], indent: str) -> None:
    """Data and lines are those of the plain reading, also where other items stand between the rows."""
    text = "head:\n" + "".join(f"{indent}- {json.dumps(row, ensure_ascii=False)}\n" for row in before)
    text += f"{indent}- plain\n{indent}- {{a: 1}}\n" + "".join(
        f"{indent}- {json.dumps(row, ensure_ascii=False)}\n" for row in rows
    )
    fast, slow = Document(text), _Slow(text)
    assert fast.data == slow.data == {"head": [*before, "plain", {"a": 1}, *rows]}
    for place in range(len(before) + 2 + len(rows)):
        assert fast.line_of(("head", place, "anything")) == slow.line_of(("head", place)) == place + 2


def test_rows_are_taken_out_of_the_text() -> None:
    """What is left for the YAML reader does not grow with the rows."""
    rows = cut("files:\n" + '- {"id": "1"}\n' * 1000)
    assert len(rows.runs) == 1
    assert rows.text.count("-") == 1


@pytest.mark.parametrize("style", ["|", ">-"])
def test_rows_within_a_text_stay_text(style: str) -> None:
    """Lines of a document that look like rows are that document's lines."""
    text = f'files:\n- name: a\n  content: {style}\n    - {{"id": 1}}\n    - {{"id": 2}}\n- {{"name": "b"}}\n'
    assert Document(text).data == _Slow(text).data


def test_row_with_a_key_twice_is_told_with_its_line() -> None:
    """As everywhere in a world."""
    with pytest.raises(WorldError, match=r"id \(line 3\): stands twice"):
        Document('files:\n- {"id": 1}\n- {"id": 1, "id": 2}\n')


def test_text_that_looks_like_the_mark_of_a_run_stays_as_it_is() -> None:
    """The marks are no secret language of worlds."""
    text = 'a: "|rows 0|"\nfiles:\n- {"id": 1}\n- "|rows 0|"\n'
    assert Document(text).data == {"a": "|rows 0|", "files": [{"id": 1}, "|rows 0|"]}
