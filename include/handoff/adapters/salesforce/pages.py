"""The pages that answer queries, read from an answer's bytes as they come.

What always holds: a page keeps each of its records as the text that came, and makes an object of it when the record is
taken, which lets the text go; so that memory holds, of all pages that were read ahead, hardly more than what came over
the wire, and the objects of one record. No answer is held as a whole. What is no JSON, or ends in the middle, is a
ValueError.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from json import JSONDecoder
from typing import Any

from handoff.adapters.salesforce.transport import Row
from handoff.errors import VendorUnavailableError

_JSON = JSONDecoder(parse_float=str)
"""Numbers with a fraction stay text, as everywhere in this adapter."""
_SPACE = re.compile(r"\s*")


@dataclass(slots=True)
class Page:
    """A page of a query's records; `ids` are those of all of them, `more` is the address of the next page or ''."""

    ids: list[str] = field(default_factory=list)
    more: str = ""
    _texts: deque[bytes] = field(default_factory=deque)

    def add(self, row: Row, text: bytes) -> None:
        """Add a record, of which the text is kept."""
        self.ids.append(str(row.get("Id", "")))
        self._texts.append(text)

    def take(self) -> Iterator[Row]:
        """Yield the records that were not taken yet, and let each go."""
        while self._texts:
            yield _JSON.decode(self._texts.popleft().decode())


@dataclass(slots=True)
class Answer:
    """One answer of a composite request; `body` is a page where it has records, else its JSON."""

    status: int = 0
    body: Any = None


def read_page(pieces: Iterable[bytes]) -> Page:
    """Read the answer to one query; VendorUnavailableError where it has no records."""
    text = _Text(pieces)
    return whole(_page(text) if text.peek() == "{" else None)


def read_answers(pieces: Iterable[bytes]) -> list[Answer]:
    """Read the answer to a composite request: one answer for each of its parts, none where it is something else."""
    text, answers = _Text(pieces), []
    if text.peek() != "{":
        return []
    for name in text.members():
        if name == "compositeResponse" and text.peek() == "[":
            answers += [_answer(text) for _ in text.elements()]
        else:
            text.value()
    return answers


def whole(page: object) -> Page:
    """Return a page: an answer without records says nothing, rather than that there are none."""
    if not isinstance(page, Page):
        raise VendorUnavailableError("Salesforce's answer has no records.", mend="See what answers at its address.")
    return page


def _answer(text: _Text) -> Answer:
    answer = Answer()
    for name in text.members():
        match name:
            case "body":
                answer.body = _page(text)
            case "httpStatusCode":
                answer.status = int(text.value())
            case _:
                text.value()
    return answer


def _page(text: _Text) -> Any:  # noqa: ANN401 - JSON where it is no page
    """Read a page, or what stands in its place."""
    if text.peek() != "{":
        return text.value()
    page, told = None, {}
    for name in text.members():
        if name == "records" and text.peek() == "[":
            page = Page()
            for _ in text.elements():
                page.add(*text.spelled())
        else:
            told[name] = text.value()
    if page is None:
        return told
    page.more = "" if told.get("done", True) else str(told["nextRecordsUrl"])
    return page


class _Text:
    """JSON that comes in pieces, and a place in it; what was passed is let go."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._decode = getincrementaldecoder("utf-8")().decode
        self._text, self._at = "", 0

    def peek(self) -> str:
        """Return the next character that is no space."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]  # it matches anything
            if self._at < len(self._text):
                return self._text[self._at]
            self._go_on()

    def value(self) -> Any:  # noqa: ANN401 - JSON
        """Return the value that stands here."""
        return self._value()[0]

    def spelled(self) -> tuple[Row, bytes]:
        """Return the object that stands here, and its text."""
        self._expect("{", passed=False)
        value, text = self._value()
        return value, text.encode()

    def members(self) -> Iterator[str]:
        """Yield the names in the object that stands here, each with the place at its value, which is to be read."""
        self._expect("{")
        if self._ends("}"):
            return
        while True:
            name = str(self.value())
            self._expect(":")
            yield name
            if self._ends("}"):
                return
            self._expect(",")

    def elements(self) -> Iterator[None]:
        """Stand at each of the values in the array that stands here, which is to be read."""
        self._expect("[")
        if self._ends("]"):
            return
        while True:
            yield
            if self._ends("]"):
                return
            self._expect(",")

    def _value(self) -> tuple[Any, str]:
        self.peek()
        while True:
            try:
                value, end = _JSON.raw_decode(self._text, self._at)
            except ValueError:
                end = len(self._text)
            if end < len(self._text):  # what ends with the piece may go on in the next: no value stands last
                text, self._at = self._text[self._at : end], end
                return value, text
            self._go_on()

    def _ends(self, with_: str) -> bool:
        there = self.peek() == with_
        self._at += there
        return there

    def _expect(self, character: str, *, passed: bool = True) -> None:
        if self.peek() != character:
            raise ValueError(f"no '{character}' where one was expected")
        self._at += passed

    def _go_on(self) -> None:
        """Read on, at least as much as was not passed, so that a long value is not begun too often."""
        parts = [self._text[self._at :]]
        more, wanted = 0, max(1, len(parts[0]))
        for piece in self._pieces:
            parts.append(self._decode(piece))
            more += len(parts[-1])
            if more >= wanted:
                break
        if not more:
            raise ValueError("it ends in the middle")
        self._text, self._at = "".join(parts), 0
