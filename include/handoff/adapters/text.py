"""What CRMs have in common in texts and values: markup taken off and put on, instants and Drive folders read."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime, time, timedelta
from html.parser import HTMLParser

_PARAGRAPHS = frozenset(("blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"))
_LINES = frozenset(("div", "li", "tr"))
_CELLS = frozenset(("td", "th"))
_HOLDS = frozenset(("li", *_CELLS))
_HELD = frozenset(("li", "ol", "ul", "table", "tr", *_CELLS))
_ITEM = "- "
_LINE, _BREAK, _PARAGRAPH = "\v", "\n", "\n\n"
"""What parts texts: where a line begins or ends, a break within one, and where a paragraph does."""

_PARTED = re.compile(r" *[\v\n][\v\n ]*")
_EMPTY_LINE = re.compile(r"\n *\n|\v *\n")
"""Two breaks, or one that is a line's only content ('<div><br></div>')."""

_TAG = re.compile(r"<[a-zA-Z/!]")
_SILENT = frozenset({"del", "head", "s", "script", "strike", "style", "template", "title"})
"""Struck-through text too: its author took it back."""

_QUOTE = "> "
_URL = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
_FOLDER = re.compile(r"https?://[\w.-]*google\.com/\S*?(?:folders/|[?&]id=)([\w-]+)\S*")


class _Text(HTMLParser):
    """Collects the text of markup, parted as its blocks are: a dash before each item of a list, `>` before a quote."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._quotes = 0
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base's
        self._silent += tag in _SILENT
        self._quotes += tag == "blockquote"
        if tag in _HOLDS:
            self._within = tag
        if self._parts(tag) and tag == "li":
            self.parts.append(_ITEM)
        elif tag in _CELLS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        self._quotes -= tag == "blockquote" and self._quotes > 0
        if tag in _HELD:  # whether or not an item was closed, as HTML allows
            self._within = ""
        if tag != "br":
            self._parts(tag)

    def _parts(self, tag: str) -> bool:
        """Part the text where a tag does; return whether it does."""
        parting = self._parting(tag)
        if parting:
            self.parts.append(f"{_BREAK}{_QUOTE}" if self._quotes and parting != " " else parting)
        return bool(parting)

    def _parting(self, tag: str) -> str:
        """Return how a tag parts the text: editors wrap what stands in an item or a cell in a paragraph too."""
        if tag == "p" and (self._within in _CELLS or self.parts[-1:] == [_ITEM]):
            return " "
        if tag in _LINES or (tag == "p" and self._within):
            return _LINE
        return _PARAGRAPH if tag in _PARAGRAPHS else _BREAK if tag == "br" else ""

    def parse_html_declaration(self, i: int) -> int:
        """Take a declaration that is none ('<![0') for a comment, as browsers do; Python's parser gives up on it."""
        try:
            return super().parse_html_declaration(i)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def plain(markup: str) -> str:
    """Return the text of HTML as lines, with an empty one between paragraphs; so does text without markup come back."""
    if not _TAG.search(markup):
        text = html.unescape(markup)
    else:
        parser = _Text()
        parser.feed(markup)
        parser.close()
        text = _PARTED.sub(lambda found: "\n\n" if _EMPTY_LINE.search(found[0]) else "\n", "".join(parser.parts))
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def markup(text: str) -> str:
    """Return text as HTML that shows it as it is, lines kept and addresses made links."""

    def linked(line: str) -> str:
        pieces, last = [], 0
        for match in _URL.finditer(line):
            address = html.escape(match.group())
            pieces += [html.escape(line[last : match.start()]), f'<a href="{address}">{address}</a>']
            last = match.end()
        return "".join([*pieces, html.escape(line[last:])])

    return "".join(f"<p>{linked(line)}</p>" for line in text.splitlines() if line.strip())


def same_text(one: str, other: str) -> bool:
    """Whether two texts differ in white space alone."""
    return one.split() == other.split()


def moment(value: object) -> datetime | None:
    """Read an instant as CRMs tell it: ISO 8601, or milliseconds since 1970; None for no value.

    ValueError for anything else. Without a time zone it is UTC.
    """
    text = str(value or "").strip()
    if not text:
        return None
    if re.fullmatch(r"-?\d{9,}", text):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    read = datetime.fromisoformat(text)
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def end_of(value: object) -> datetime | None:
    """Read an instant; a date without a time means the end of that day in UTC, which is the next midnight."""
    text = str(value or "").strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return datetime.combine(date.fromisoformat(text) + timedelta(days=1), time(), UTC)
    return moment(text)


def folder_id(value: object) -> str:
    """Return the Drive folder's id that a text names by itself or as an address, "" where it names none."""
    text = str(value or "").strip()
    if re.fullmatch(r"[\w-]+", text):
        return text
    match = _FOLDER.fullmatch(text)
    return match.group(1) if match else ""
