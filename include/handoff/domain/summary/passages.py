"""Passages: a document's pieces as the rules read them, redacted, each with all the headings above it.

Three things are put right here, since people write them in many ways: a short line that ends in a colon is a heading
for what follows; lines of `Key: value` below one another are a row with those cells; paragraphs below a heading that
is itself below one that names a topic ('Challenges' > 'The outage') tell one story. Only one such group is held at a
time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from handoff.domain.ports.tools import Block, BlockKind
from handoff.domain.summary.roles import Role, role_of
from handoff.domain.summary.topics import Topic, find_topic, topic_of
from handoff.domain.summary.words import LONGEST, tidy, words

Cell = tuple[str, str]
_KEY = re.compile(r"^([^\W\d_][^:=\n]{0,48}?)\s*:\s+(\S.*)$", re.DOTALL)
_LONGEST_LEAD = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a document.

    `path` starts with the document's title; `cells` are a row's, by their heads. A table's row has no text, a run of
    `Key: value` lines has both.
    """

    text: str
    path: tuple[str, ...]
    cells: tuple[Cell, ...] = ()
    checked: bool | None = None
    item: bool = False

    @property
    def topic(self) -> Topic | None:
        """What the headings say that it is about."""
        return find_topic(self.path)[0]

    @property
    def below(self) -> tuple[str, ...]:
        """The headings below the one that names the topic."""
        return find_topic(self.path)[1]


class Passages:
    """Reads the blocks of one document."""

    def __init__(self, title: str, redact: Callable[[str], str]) -> None:
        self._title = title
        self._redact = redact
        self._lead = ""
        self._lead_used = False
        self._row: Passage | None = None
        self._story: Passage | None = None

    def read(self, blocks: Iterable[Block]) -> Iterator[Passage]:
        """Yield the passages in order."""
        for block in blocks:
            yield from self._take(block)
        yield from self._flush()

    def _take(self, block: Block) -> Iterator[Passage]:
        path = (self._title, *(tidy(self._redact(heading)) for heading in block.path))
        if block.kind is BlockKind.HEADING:
            self._lead = ""
            yield from self._flush()
        elif block.kind is BlockKind.ROW:
            yield from self._flush()
            cells = tuple((tidy(head), self._cell(head, value)) for head, value in block.cells)
            yield Passage("", path, tuple(cell for cell in cells if cell[1]))
        else:
            for line in _lines(block.text):
                yield from self._line(replace(block, text=self._under(block.path, line)), path)

    def _line(self, block: Block, path: tuple[str, ...]) -> Iterator[Passage]:
        text, item = tidy(block.text), block.kind is BlockKind.ITEM
        if not text:
            return
        if not item and _is_lead(text):
            yield from self._flush()
            self._lead, self._lead_used = text.rstrip(": "), False
            return
        if not item and self._lead_used:
            self._lead = ""
        self._lead_used = self._lead_used or bool(self._lead)
        full = (*path, self._lead) if self._lead else path
        passage = Passage(text, full, checked=block.checked, item=item)
        if block.checked is None and (cell := keyed(text)):
            yield from self._add_cell(passage, cell)
        elif not item and passage.below and passage.topic is not Topic.NEUTRAL:
            yield from self._add_story(passage)
        else:
            yield from self._flush()
            yield passage

    def _add_cell(self, passage: Passage, cell: Cell) -> Iterator[Passage]:
        if self._row is None or self._row.path != passage.path or _begins_anew(self._row, cell):
            yield from self._flush()
            self._row = replace(passage, cells=(cell,), item=True)
        else:
            self._row = replace(self._row, text=f"{self._row.text}; {passage.text}", cells=(*self._row.cells, cell))

    def _add_story(self, passage: Passage) -> Iterator[Passage]:
        story = self._story
        if story is None or story.path != passage.path or len(story.text) + len(passage.text) > LONGEST:
            yield from self._flush()
            self._story = passage
        else:
            self._story = replace(story, text=f"{story.text} {passage.text}")

    def _flush(self) -> Iterator[Passage]:
        for held in (self._story, self._row):
            if held is not None:
                yield held
        self._story = self._row = None

    def _cell(self, head: str, value: str) -> str:
        """Redact a cell with its head before it, since `hunter2` is a secret only below 'Password'."""
        return _in_context(self._redact, head, tidy(value))

    def _under(self, path: tuple[str, ...], line: str) -> str:
        """Redact a line, and one that stands below a heading or a lead with that before it."""
        above = self._lead or (path[-1] if path else "")
        return _in_context(self._redact, above, self._redact(line)) if above else self._redact(line)


def keyed(text: str) -> Cell | None:
    """Return key and value of a `Key: value` line whose key the lexicon knows; None for any other text."""
    match = _KEY.match(text)
    if match is None or (role_of(match[1]) is None and not _names_topic(match[1])):
        return None
    return match[1].strip(), match[2].strip()


def _names_topic(key: str) -> bool:
    topic = topic_of(key) if len(words(key)) <= 3 else None
    return topic is not None and topic is not Topic.NEUTRAL


def _begins_anew(row: Passage, cell: Cell) -> bool:
    heads = [head.casefold() for head, _ in row.cells]
    role = role_of(cell[0])
    return cell[0].casefold() in heads or (role is None) or (role.main and role is not Role.IF)


def _is_lead(text: str) -> bool:
    """Whether a line heads what follows: it ends in a colon, or is a topic's name and nothing else."""
    few = len(words(text)) <= _LONGEST_LEAD
    return few and (text.endswith(":") or (len(words(text)) <= 3 and text[-1:].isalpha() and _names_topic(text)))


def _lines(text: str) -> list[str]:
    """Part a paragraph at its lines where they are `Key: value` lines; else it is one text."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines if sum(keyed(line) is not None for line in lines) > 1 else [" ".join(lines)]


def _in_context(redact: Callable[[str], str], head: str, value: str) -> str:
    head = tidy(head).rstrip(": ")
    bare = redact(value)
    whole = redact(f"{head}: {bare}")
    return whole[len(head) + 2 :] if whole.startswith(f"{head}: ") else bare
