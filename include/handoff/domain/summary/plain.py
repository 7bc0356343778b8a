"""The structure of plain text: headings, items with their ticks, and paragraphs; for notes, mails and text files.

Lines are joined where they were wrapped, that is after a long line; a short line stands for itself. Quoted mail
(lines that begin with `>`) and what follows a signature's mark is left out: another record says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.domain.ports.tools import Block, BlockKind

_WRAPPED = 58
"""From this many characters on a line is taken for one that goes on in the next."""

_HEADING_WORDS = 6
_BARE = 7
"""The level of a heading that has no mark: below every marked one."""

_ITEM = re.compile(r"^\s*(?:[-*\u2022\u2013\u2023\u25e6\u25aa]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_TICK = re.compile(r"^\[([ xX✓✔])\]\s+|^([☐☑☒✓✔])\s+")
_UNDERLINE = re.compile(r"^\s*[=\-~_*]{3,}\s*$")
_MARKED_HEADING = re.compile(r"^\s*(#{1,6})\s+(.*?)\s*#*\s*$")
_QUOTE = re.compile(r"^\s*>")
_SIGNATURE = re.compile(r"^-- ?$")
_KEY = re.compile(r"^[^\W\d_][^:\n]{0,40}:(?:\s|$)")


def plain_blocks(text: str, path: tuple[str, ...] = ()) -> Iterator[Block]:
    """Yield the pieces of a plain text; `path` are headings that stand above all of it."""
    headings: list[tuple[int, str]] = []
    held = ""
    lines = [*_own_lines(text), ""]

    def here() -> tuple[str, ...]:
        return (*path, *(heading for _, heading in headings))

    for index, line in enumerate(lines):
        stripped = line.strip()
        marked = _MARKED_HEADING.match(line)
        below = lines[index + 1] if index + 1 < len(lines) else ""
        underlined = bool(stripped) and _is_underline(below, stripped)
        heads = not held and (index == 0 or not lines[index - 1].strip()) and _heads(line, below)
        starts = not held or len(held.rsplit("\n", 1)[-1]) < _WRAPPED or bool(_ITEM.match(line) or _KEY.match(stripped))
        if held and (not stripped or marked or underlined or starts):
            yield _piece(held, here())
            held = ""
        if marked or underlined or heads:
            level = len(marked.group(1)) if marked else 1 if underlined else _BARE
            title = marked.group(2) if marked else stripped
            while headings and headings[-1][0] >= level:
                headings.pop()
            yield Block(BlockKind.HEADING, title, here())
            headings.append((level, title))
        elif stripped and not _UNDERLINE.match(line):
            held = f"{held}\n{stripped}" if held else line.rstrip()


def _own_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if _SIGNATURE.match(line):
            return
        if not _QUOTE.match(line):
            yield line


def _heads(line: str, below: str) -> bool:
    """Whether a line that stands after a blank one heads what follows: short, without an end, and less than it."""
    words, next_ = line.split(), below.strip()
    bare = bool(words) and len(words) <= _HEADING_WORDS and words[0][:1].isupper() and words[-1][-1:].isalnum()
    goes_on = bool(_ITEM.match(below)) or len(next_) > len(line) + 8 or next_[-1:] in (".", "!", ";")
    return bare and bool(next_) and goes_on and not _ITEM.match(line) and ":" not in line


def _is_underline(line: str, above: str) -> bool:
    return bool(_UNDERLINE.match(line)) and len(above) <= 80 and not _ITEM.match(above)


def _piece(held: str, path: tuple[str, ...]) -> Block:
    text = " ".join(held.split())
    item = _ITEM.match(held)
    body = " ".join(held[item.end() :].split()) if item else text
    if tick := _TICK.match(body):
        ticked = (tick.group(1) or tick.group(2)) not in (" ", "☐")
        return Block(BlockKind.ITEM, body[tick.end() :].strip(), path, checked=ticked)
    return Block(BlockKind.ITEM if item else BlockKind.PARAGRAPH, body, path)
