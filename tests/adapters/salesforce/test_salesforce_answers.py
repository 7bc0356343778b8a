"""Pages are read from their bytes in pieces of any length, and hold their records as text until these are taken."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.adapters.salesforce.pages import Page, read_answers, read_page
from handoff.errors import VendorUnavailableError

ROWS: list[dict[str, Any]] = [
    {"Id": "006A", "Name": 'Say "}, {" \\ \u2019\U0001f600', "Amount": 12.50, "Notes": None},
    {"Id": "006B", "Roles": {"totalSize": 1, "done": True, "records": [{"Id": "00K", "Role": "]"}]}, "n": -7},
]
PAGE = {"totalSize": 3, "done": False, "nextRecordsUrl": "/services/data/v67.0/query/01g-2", "records": ROWS}


def pieces(text: str, size: int) -> Iterator[bytes]:
    """Yield the bytes of a text in pieces."""
    data = text.encode()
    return (data[at : at + size] for at in range(0, len(data), size))


@given(st.integers(1, 400), st.sampled_from([None, 2]), st.booleans(), st.booleans())
def test_page_is_the_same_in_pieces_of_any_length(size: int, indent: int | None, ascii_: bool, last: bool) -> None:  # noqa: FBT001 - drawn
    """However the bytes come, spaced or not, with records first or last, the page has its records, ids and way on."""
    told = PAGE if last else dict(reversed(PAGE.items()))
    page = read_page(pieces(json.dumps(told, indent=indent, ensure_ascii=ascii_), size))
    assert (page.ids, page.more) == (["006A", "006B"], PAGE["nextRecordsUrl"])
    assert list(page.take()) == json.loads(json.dumps(ROWS), parse_float=str)
    assert list(page.take()) == []


@given(st.integers(1, 400))
def test_answers_of_a_composite_request_are_told_apart(size: int) -> None:
    """Each part has its status, and is a page where it has records and its JSON where it is an error."""
    error = [{"errorCode": "INVALID_FIELD", "message": "No such column"}]
    empty = {"totalSize": 0, "done": True, "records": []}
    parts = [
        {"body": body, "httpHeaders": {}, "httpStatusCode": status, "referenceId": f"part{status}"}
        for body, status in ((PAGE, 200), (error, 400), (empty, 200), (None, 204))
    ]
    first, refused, none, nothing = read_answers(pieces(json.dumps({"compositeResponse": parts}), size))
    assert isinstance(first.body, Page)
    assert (refused.status, refused.body) == (400, error)
    assert isinstance(none.body, Page)
    assert (none.body.ids, none.body.more, list(none.body.take())) == ([], "", [])
    assert (nothing.status, nothing.body) == (204, None)


@pytest.mark.parametrize("told", ["[]", "{}", '{"records": null, "done": true}', '"records"', "<html>{Down}</html>"])
def test_answer_without_records_says_nothing(told: str) -> None:
    """It is no page without records, but an error against which a retry helps; of a composite one, no answers."""
    with pytest.raises(VendorUnavailableError):
        read_page(pieces(told, 3))
    assert read_answers(pieces(told, 3)) == []


@given(st.integers(0, len(json.dumps(PAGE)) - 1), st.integers(1, 400))
def test_answer_that_ends_in_the_middle_is_an_error(end: int, size: int) -> None:
    """Wherever an answer breaks off, it is not taken for a whole one."""
    with pytest.raises(ValueError, match="ends in the middle"):
        read_page(pieces(json.dumps(PAGE)[:end], size))


def test_page_that_was_read_ahead_takes_hardly_more_than_its_text() -> None:
    """Of 2,000 records neither the objects are held, which take three times as much, nor the whole of what came."""
    rows = [{"Id": f"{n:018}", **{f"Field{m}": f"{n} {m} \u2019 text" for m in range(20)}} for n in range(2000)]
    text = json.dumps({"done": True, "records": rows}, ensure_ascii=False)
    data = [*pieces(text, 64 * 1024)]
    size = sum(map(len, data))
    tracemalloc.start()
    page = read_page(data)
    held, most = tracemalloc.get_traced_memory()
    assert sum(1 for _ in page.take()) == 2000
    left, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    objects = json.loads(text)
    whole = tracemalloc.get_traced_memory()[1] - left
    tracemalloc.stop()
    assert len(objects["records"]) == 2000
    assert held < most < 1.8 * size
    assert 2 * most < whole
    assert left < size / 4
