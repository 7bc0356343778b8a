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


def markdown_blocks(text: str) -> Iterator[Block]:
    """Yield the pieces of a Markdown text in order."""
    outline = Outline()
    tokens = _PARSER.parse(text)
    heads: list[str] = []
    cells: list[str] = []
    items = 0
    for index, token in enumerate(tokens):
        match token.type:
            case "list_item_open":
                items += 1
            case "list_item_close":
                items -= 1
            case "inline":
                yield from _inline(token, tokens[index - 1], outline, cells, in_item=items > 0)
            case "thead_open":
                heads = []
            case "tr_open":
                cells.clear()
            case "tr_close":
                if heads:
                    yield from row_block(heads, cells, outline.path)
                else:
                    heads = list(cells) or [""]
            case "html_block":
                yield from html_blocks(token.content, outline)
            case "fence" | "code_block":
                if content := token.content.strip():
                    yield Block(BlockKind.PARAGRAPH, content, outline.path)


def _inline(token: Token, opened: Token, outline: Outline, cells: list[str], *, in_item: bool) -> Iterator[Block]:
    words = _text(token.children or ())
    if opened.type in ("th_open", "td_open"):
        cells.append(" ".join(words.split()))
    elif opened.type == "heading_open":
        level = int(opened.tag[1:])
        outline.leave(level)
        yield Block(BlockKind.HEADING, words.strip(), outline.path)
        outline.enter(level, words.strip())
    elif words.strip():
        box = _BOX.match(words) if in_item else None
        checked = None if box is None else box.group(1) != " "
        body = words[box.end() :] if box else words
        if body.strip():
            kind = BlockKind.ITEM if in_item else BlockKind.PARAGRAPH
            yield Block(kind, body.strip(), outline.path, checked=checked)


def _text(children: Sequence[Token]) -> str:
    """Return the words of an inline piece; line ends stay, since people write `Key: value` lines without blank ones."""
    out: list[str] = []
    struck = 0
    for child in children:
        if child.type == "s_open":
            struck += 1
        elif child.type == "s_close":
            struck -= 1
        elif struck:
            continue
        elif child.type in ("text", "code_inline", "text_special"):
            out.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            out.append("\n")
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            out.append("\n")
        elif child.type == "image":
            out.append(child.content)
    return "".join(out)
