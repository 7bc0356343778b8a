"""Markdown, as Drive exports Docs: CommonMark with tables, strikethrough and task lists.

Links keep their words, images their alternative text; raw HTML is read as HTML. What is struck through was taken
back by its author and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from handoff.adapters.documents.html import html_blocks
from handoff.adapters.documents.outline import Outline
from handoff.adapters.documents.tables import row_block
from handoff.domain.ports.tools import Block, BlockKind

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_BOX = re.compile(r"^\[([ xX])\]\s+")
_WORDS = frozenset(("text", "code_inline", "text_special", "image"))


def markdown_blocks(text: str) -> Iterator[Block]:
    """Yield the pieces of a Markdown text in order."""
    walk = _Walk()
    opened = Token("", "", 0)
    for token in _PARSER.parse(text):
        if token.type == "inline":
            yield from walk.inline(token, opened)
        elif token.type == "html_block":
            yield from html_blocks(token.content, walk.outline)
        elif token.type in ("fence", "code_block"):
            if content := token.content.strip():
                yield Block(BlockKind.PARAGRAPH, content, walk.outline.path)
        else:
            yield from walk.structure(token)
        opened = token


class _Walk:
    def __init__(self) -> None:
        self.outline = Outline()
        self._heads: list[str] = []
        self._cells: list[str] = []
        self._items = 0

    def structure(self, token: Token) -> Iterator[Block]:
        """Keep count of lists, and yield each row of a table as it ends."""
        if token.type in ("list_item_open", "list_item_close"):
            self._items += token.nesting
        elif token.type == "thead_open":
            self._heads = []
        elif token.type == "tr_open":
            self._cells = []
        elif token.type == "tr_close" and self._heads:
            yield from row_block(self._heads, self._cells, self.outline.path)
        elif token.type == "tr_close":
            self._heads = self._cells

    def inline(self, token: Token, opened: Token) -> Iterator[Block]:
        """Yield a heading, a paragraph or an item; keep a cell until its row ends."""
        words = _text(token.children or ()).strip()
        if opened.type in ("th_open", "td_open"):
            self._cells.append(" ".join(words.split()))
        elif words and opened.type == "heading_open":
            level, words = int(opened.tag[1:]), " ".join(words.split())
            self.outline.leave(level)
            yield Block(BlockKind.HEADING, words, self.outline.path)
            self.outline.enter(level, words)
        elif words:
            box = _BOX.match(words) if self._items else None
            checked = None if box is None else box.group(1) != " "
            kind = BlockKind.ITEM if self._items else BlockKind.PARAGRAPH
            yield Block(kind, words[box.end() :] if box else words, self.outline.path, checked=checked)


def _text(children: Sequence[Token]) -> str:
    """Return the words of an inline piece; line ends stay, since people write `Key: value` lines without blank ones."""
    out: list[str] = []
    struck = 0
    for child in children:
        if child.type in ("s_open", "s_close"):
            struck += child.nesting
        elif struck:
            continue
        elif child.type in _WORDS:
            out.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or child.content.lower().startswith("<br"):
            out.append("\n")
    return "".join(out)
