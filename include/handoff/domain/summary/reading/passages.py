"""Passages: a document's pieces as the rules read them, redacted, each with all the headings above it.

Three things are put right here, since people write them in many ways. A short line that ends in a colon is a heading
for what follows. Lines of `Key: value` below one another are a row with those cells, and so are sections that are
headed like such keys ('What happened', 'Effect', 'What remains'). Paragraphs below a heading that is itself below
one that names a topic ('Challenges' > 'The outage') tell one story. Only one such group is held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from handoff.domain.ports.tools import Block, BlockKind
from handoff.domain.summary.reading.chats import begins_message
from handoff.domain.summary.reading.generality import Generality
from handoff.domain.summary.reading.keys import Cell, bare, begins_anew, is_lead, keyed, lines, tells
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.topics import Topic, find_topic
from handoff.domain.summary.reading.words import LONGEST, content_words, tidy

Redact = Callable[[str], str]


class Passages:
    """Reads the blocks of one document. `title` is its own, "" where it has none but its first words.

    `like` is a passage without a text that tells what is known of all of them by the record in which they stand: its
    day, its people, whether it is a letter.
    """

    def __init__(self, title: str, redact: Redact, like: Passage) -> None:
        self._like = like
        self._title = title
        self._redact = redact
        self._lead = ""
        self._lead_used = False
        self._row: Passage | None = None
        self._story: Passage | None = None
        self._told: list[Passage] = []
        self._general = Generality(title, like)

    def read(self, blocks: Iterable[Block]) -> Iterator[Passage]:
        """Yield the passages in order."""
        for block in blocks:
            yield from map(self._of_record, self._take(block))
        yield from map(self._of_record, self._flush())

    def _of_record(self, one: Passage) -> Passage:
        general = self._general.take(one)
        return replace(
            self._like,
            text=one.text,
            path=one.path,
            cells=one.cells,
            unsaid=one.unsaid,
            checked=one.checked,
            item=one.item,
            general=general,
        )

    def _take(self, block: Block) -> Iterator[Passage]:
        path = self._path(block)
        if block.kind is BlockKind.HEADING:
            self._lead = ""
            if not (tells(block.text) and self._told and self._told[0].path[:-1] == path):
                yield from self._flush()
        elif block.kind is BlockKind.ROW:
            yield from self._flush()
            cells = tuple((tidy(head.replace("_", " ")), self._cell(head, value)) for head, value in block.cells)
            unsaid = tuple(head for head, value in cells if not value)
            yield Passage("", path, tuple(cell for cell in cells if cell[1]), unsaid=unsaid)
        else:
            for line in [block.text] if block.kind is BlockKind.ITEM else self._lines(block.text):
                yield from self._line(replace(block, text=self._under(block.path, line)), path)

    def _lines(self, text: str) -> list[str]:
        """Part a paragraph, unless a secret goes over the end of a line and shows as one only in the whole."""
        parted = lines(text)
        whole = " ".join(parted)
        return parted if self._redact(whole) == " ".join(map(self._redact, parted)) else [whole]

    def _path(self, block: Block) -> tuple[str, ...]:
        """Return the headings above a block, title first; a first heading that repeats the title is left out."""
        headings = [tidy(self._redact(heading)) for heading in block.path]
        if headings and content_words(headings[0]) <= content_words(self._title):
            del headings[0]
        parted = [part for heading in headings for part in (keyed(heading) or (heading,))]
        return (self._title, *parted)

    def _line(self, block: Block, path: tuple[str, ...]) -> Iterator[Passage]:
        text, item = bare(tidy(block.text)), block.kind is BlockKind.ITEM
        if not text:
            return
        if not item and is_lead(text) and not begins_message(block.text):
            yield from self._flush()
            self._lead, self._lead_used = text.rstrip(": "), False
            return
        if not item and self._lead_used:
            self._lead = ""
        self._lead_used = self._lead_used or bool(self._lead)
        passage = Passage(text, (*path, self._lead) if self._lead else path, checked=block.checked, item=item)
        if len(passage.path) > 1 and tells(passage.path[-1]):
            if self._row or self._story:
                yield from self._flush()
            self._told.append(passage)
        elif block.checked is None and (cell := keyed(text)):
            yield from self._add_cell(passage, cell)
        elif not item and _tells_a_story(passage):
            yield from self._add_story(passage)
        else:
            yield from self._flush()
            yield passage

    def _add_cell(self, passage: Passage, cell: Cell) -> Iterator[Passage]:
        row = self._row
        if row is None or self._told or row.path != passage.path or begins_anew(row.cells, cell):
            yield from self._flush()
            self._row = replace(passage, cells=(cell,), item=True)
        else:
            self._row = replace(row, text=f"{row.text}; {passage.text}", cells=(*row.cells, cell))

    def _add_story(self, passage: Passage) -> Iterator[Passage]:
        story = self._story
        if story is None or story.path != passage.path or len(story.text) + len(passage.text) > LONGEST:
            yield from self._flush()
            self._story = passage
        else:
            self._story = replace(story, text=f"{story.text} {passage.text}")

    def _flush(self) -> Iterator[Passage]:
        told, held = self._told, [self._story, self._row]
        self._story = self._row = None
        self._told = []
        yield from (one for one in held if one is not None)
        heads = list(dict.fromkeys(one.path[-1] for one in told))
        if len(heads) < 2:
            yield from told
            return
        yield _row_of(heads, told)

    def _cell(self, head: str, value: str) -> str:
        """Redact a cell with its head before it, since `hunter2` is a secret only below 'Password'."""
        return _in_context(self._redact, head, tidy(value))

    def _under(self, path: tuple[str, ...], line: str) -> str:
        """Redact a line, and one that stands below a heading or a lead with that before it."""
        above = self._lead or (path[-1] if path else "")
        return _in_context(self._redact, above, self._redact(line)) if above else self._redact(line)


def _tells_a_story(passage: Passage) -> bool:
    """Whether a paragraph stands below a heading that is itself below a heading, not only a title, of a topic."""
    named = len(passage.path) - len(passage.below)
    return bool(passage.below) and named > 1 and passage.topic is not Topic.NEUTRAL


def _row_of(heads: list[str], told: list[Passage]) -> Passage:
    """Make sections that are headed like keys one row; a heading above them that names no topic leads the first."""
    path = told[0].path[:-1]
    values = [" ".join(one.text for one in told if one.path[-1] == head) for head in heads]
    if len(path) > 1 and find_topic(path)[0] is None:
        values[0] = f"{path[-1]}: {values[0]}"
    cells = tuple(zip(heads, values, strict=True))
    return Passage("; ".join(f"{head}: {value}" for head, value in cells), path, cells, item=True)


def _in_context(redact: Redact, head: str, value: str) -> str:
    head = tidy(head).rstrip(": ")
    bare = redact(value)
    whole = redact(f"{head}: {bare}")
    return whole[len(head) + 2 :] if whole.startswith(f"{head}: ") else bare
