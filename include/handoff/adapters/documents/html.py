"""HTML: headings, paragraphs, list items with their boxes, and tables. Scripts, styles and hidden parts say nothing.

It is walked without recursion, so that a deeply nested page costs no more than a long one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from bs4.exceptions import ParserRejectedMarkup

from handoff.adapters.documents.outline import Outline
from handoff.adapters.documents.tables import row_block
from handoff.domain.ports.tools import Block, BlockKind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SILENT = frozenset(
    ("script", "style", "template", "noscript", "head", "svg", "iframe", "object", "del", "s", "strike", "select")
)
_BREAKING = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "footer"),
        *("figcaption", "figure", "form", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
        *_HEADINGS,
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOX = re.compile(r"^\s*(?:\[([ xX])\]|([☐☑☒]))\s*")


def html_blocks(text: str, outline: Outline | None = None) -> Iterator[Block]:
    """Yield the pieces of an HTML text in order; `outline` is that of the document in which it stands."""
    yield from _Walk(outline or Outline()).walk(_parsed(text))


def _parsed(text: str) -> BeautifulSoup:
    """Parse a text; what Python's own parser refuses ('<![0') libxml2 reads all the same."""
    try:
        return BeautifulSoup(text, "html.parser")
    except ParserRejectedMarkup:
        return BeautifulSoup(text, "lxml")


class _Walk:
    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._held: list[str] = []
        self._items = 0
        self._ticked: bool | None = None
        self._term = ""

    def walk(self, root: Tag) -> Iterator[Block]:
        skipped: Tag | None = None
        for opens, node in _events(root):
            if skipped is not None:
                if node is skipped and not opens:
                    skipped = None
            elif isinstance(node, NavigableString):
                self._held.append(" ".join(f"_{node}_".split())[1:-1])
            elif opens:
                yield from self._open(node)
                if node.name == "table" and (rows := _rows(node)):
                    skipped = node
                    for cells in rows[1:]:
                        yield from row_block(rows[0], cells, self._outline.path)
            else:
                yield from self._close(node)
        yield from self._flush()

    def _open(self, tag: Tag) -> Iterator[Block]:
        if tag.name in _BREAKING:
            yield from self._flush()
        if tag.name == "li":
            self._items += 1
        elif tag.name == "br":
            self._held.append("\n")
        elif tag.name == "input" and tag.get("type") == "checkbox":
            self._ticked = tag.has_attr("checked")

    def _close(self, tag: Tag) -> Iterator[Block]:
        if tag.name in _HEADINGS:
            yield from self._head(_HEADINGS[tag.name])
        elif tag.name == "dt":
            self._term = self._words()
            self._held.clear()
        elif tag.name in _BREAKING:
            yield from self._flush()
        if tag.name == "li":
            self._items = max(0, self._items - 1)

    def _head(self, level: int) -> Iterator[Block]:
        words = " ".join(self._words().split())
        self._held.clear()
        if words:
            self._outline.leave(level)
            yield Block(BlockKind.HEADING, words, self._outline.path)
            self._outline.enter(level, words)

    def _flush(self) -> Iterator[Block]:
        words = self._words()
        self._held.clear()
        if not words:
            return
        ticked, self._ticked = self._ticked, None
        if (box := _BOX.match(words)) and ticked is None:
            ticked, words = (box.group(1) or box.group(2)) not in (" ", "☐"), words[box.end() :]
        if self._term:
            words, self._term = f"{self._term}: {words}", ""
        if words:
            kind = BlockKind.ITEM if self._items or ticked is not None else BlockKind.PARAGRAPH
            yield Block(kind, words, self._outline.path, checked=ticked)

    def _words(self) -> str:
        lines = "".join(self._held).split("\n")
        return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _events(root: Tag) -> Iterator[tuple[bool, Tag | NavigableString]]:
    """Yield each visible tag as it opens (True) and closes (False), and the texts between."""
    open_tags = [(root, iter(root.contents))]
    while open_tags:
        tag, children = open_tags[-1]
        child = next(children, None)
        if child is None:
            open_tags.pop()
            yield False, tag
        elif isinstance(child, Tag):
            if not _is_silent(child):
                yield True, child
                open_tags.append((child, iter(child.contents)))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield True, child


def _is_silent(tag: Tag) -> bool:
    return tag.name in _SILENT or tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))


def _rows(table: Tag) -> list[list[str]]:
    """Return a table's rows, its heads first; none where it only serves the layout."""
    if table.find("table") is not None:
        return []
    rows = [
        [_cell(cell) for cell in row.find_all(["td", "th"], recursive=False)]
        for row in table.find_all("tr")
        if not _is_silent(row)
    ]
    rows = [row for row in rows if any(row)]
    return rows if len(rows) > 1 and len(rows[0]) > 1 else []


def _cell(cell: Tag) -> str:
    words = [str(node) for _, node in _events(cell) if isinstance(node, NavigableString)]
    return " ".join(" ".join(words).split())
