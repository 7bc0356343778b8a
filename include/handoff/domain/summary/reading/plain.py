"""The structure of plain text: headings, items with their ticks, and paragraphs; for notes, mails and text files.

Lines are joined where they were wrapped, that is after a long line; a short line stands for itself. Quoted mail
is left out, since another record says it, and so is what stands below a mail's closing or a signature's mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handoff.domain.ports.tools import Block, BlockKind
from handoff.domain.summary.reading.chats import begins_message
from handoff.domain.summary.reading.courtesy import without_courtesies
from handoff.domain.summary.reading.dates import begins_with_day
from handoff.domain.summary.reading.wrapping import ended

_HEADING_WORDS = 6
_BARE = 7
"""The level of a heading that has no mark: below every marked one."""

_ITEM = re.compile(r"^\s*(?:[-*\u2022\u2013\u2023\u25e6\u25aa]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_TICK = re.compile(r"^\[([ xX✓✔])\]\s+|^([☐☑☒✓✔])\s+")
_UNDERLINE = re.compile(r"^\s*[=\-~_*]{3,}\s*$")
_MARKED_HEADING = re.compile(r"^\s*(#{1,6})\s+(.*?)\s*#*\s*$")
_QUOTE = re.compile(r"^\s*>")
_SIGNATURE = re.compile(r"^-- ?$")
_WROTE = re.compile(r"^(?:on|am|el)\b.{6,120}\b(?:wrote|schrieb|escribi[oó])\b.{0,60}:\s*$", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^\s*-{2,}\s*(?:original|forwarded|urspr|weitergeleitet|mensaje|begin)|^_{10,}\s*$", re.IGNORECASE
)
_HEADER = re.compile(r"^\s*\*?(?:from|von|de)\*?:.*@|^\s*\*?(?:sent|gesendet|enviado)\*?:", re.IGNORECASE)
_CLOSING = re.compile(
    r"^(?:(?:kind|best|warm|many|with kind|with best)\s)?"
    r"(?:regards|wishes|best|cheers|thanks|thank you|sincerely|yours\b.*|ta)"
    r"(?:,\s*\w+){0,2}[,.!]*$"
    r"|^(?:mit )?(?:freundlich\w+|viele\w?|beste\w?|liebe\w?|herzlich\w+|schöne\w?)\sgr(?:ü|ue)(?:ß|ss)\w*\b.{0,30}$"
    r"|^(?:mfg|lg|vg|gru(?:ß|ss))\b.{0,20}$"
    r"|^(?:un |muchos |cordiales )?(?:saludos?|abrazos?|atentamente|cordialmente)\b.{0,20}$",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"^p\.?\s?s\b", re.IGNORECASE)
_SIGNED = 12
"""At most so many lines follow the closing of a mail: a name, a role, an address."""

_KEY = re.compile(r"^[^\W\d_][^:\n]{0,40}:(?:\s|$)")


def plain_blocks(text: str, path: tuple[str, ...] = ()) -> Iterator[Block]:
    """Yield the pieces of a plain text; `path` are headings that stand above all of it."""
    headings: list[tuple[int, str]] = []
    held = ""
    lines = [*without_courtesies(list(_own_lines(text))), ""]
    ends = set(_ends(lines))

    def here() -> tuple[str, ...]:
        return (*path, *(heading for _, heading in headings))

    for index, line in enumerate(lines):
        stripped = line.strip()
        marked = _MARKED_HEADING.match(line)
        below = lines[index + 1] if index + 1 < len(lines) else ""
        underlined = bool(stripped) and _is_underline(below, stripped)
        heads = not held and (index == 0 or not lines[index - 1].strip()) and _heads(line, below)
        starts = not held or index - 1 in ends or _starts(stripped, held)
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


def _ends(lines: Sequence[str]) -> Iterator[int]:
    """Yield the places of the lines that end by themselves, and were not wrapped."""
    begins = 0
    for index, line in enumerate(lines):
        if not line.strip() or (index > begins and _starts(line.strip(), lines[begins])):
            own = [one.strip() for one in lines[begins:index]]
            yield from (begins + place for place, ends in enumerate(ended(own)) if ends)
            begins = index if line.strip() else index + 1


def _starts(line: str, held: str) -> bool:
    """Whether a line is no wrapped end of what is held: an item, a key, a message, or a day below another."""
    own = _ITEM.match(line) or _KEY.match(line) or begins_message(line)
    return bool(own) or (begins_with_day(line) and begins_with_day(held))


def _own_lines(text: str) -> Iterator[str]:
    """Yield the lines that are the author's own: no quoted mail, and nothing below the closing but a postscript."""
    lines = text.splitlines()
    closed = False
    for index, line in enumerate(lines):
        if _SIGNATURE.match(line) or _FORWARDED.match(line) or (index > 0 and _HEADER.match(line)):
            return
        if _WROTE.match(line.strip()):
            below = next((other for other in lines[index + 1 :] if other.strip()), "")
            if not _QUOTE.match(below):
                return
            continue
        closed = closed or (index > 0 and len(lines) - index <= _SIGNED and bool(_CLOSING.match(line.strip())))
        closed = closed and not _POSTSCRIPT.match(line.strip())
        if not closed and not _QUOTE.match(line):
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
