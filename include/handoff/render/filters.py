"""What the templates do to values: dates and counts for people, safe links, text without what deceives the eye."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from urllib.parse import urlsplit

from handoff.domain.record import RecordRef
from handoff.domain.words import KINDS, VENDORS, doing

_DECEPTIVE = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Characters that turn the direction of text around, so that it reads as something else than it is."""
_MAIL_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


def clean(value: object) -> object:
    """Return text without control characters, half characters and turns of direction; any other value as it is."""
    if type(value) is not str or (value.isascii() and value.isprintable()):
        return value
    return "".join(letter for letter in value if letter in "\n\t" or not _harmful(letter))


def one_line(value: object) -> str:
    """Return text in one line, cleaned, with single spaces."""
    spaced = "".join(" " if letter in "\v\f\r\x1c\x1d\x1e\x85\u2028\u2029" else letter for letter in str(value))
    return " ".join(str(clean(spaced)).split())


def plain_line(value: object) -> str:
    """Return one line of text that holds no placeholder (`{link:…}`), for texts in which those are filled in later."""
    return one_line(value).replace("{", "(").replace("}", ")")


def moment(value: datetime | str | None) -> str:
    """Write an instant for people: `24 November 2026, 10:15 UTC`; "" for None."""
    if not value:
        return ""
    at = (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(UTC)
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def day(value: datetime | None) -> str:
    """Write a day, as it is in UTC, for people: `24 November 2026`; "" for None."""
    return "" if value is None else moment(value).partition(",")[0]


def day_of(value: str | None) -> str:
    """Write the day of an instant that stands as text; "" for None."""
    return moment(value).partition(",")[0] if value else ""


def count(number: int, one: str, more: str = "") -> str:
    """Write a number of things: `1 record`, `1,200 records`."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def kind_words(kind: str, *, undo: bool = False) -> str:
    """Say what a kind of change does; one that has no words of ours is named by its own."""
    return doing(kind, undo=undo) if kind in KINDS else kind.replace("_", " ").capitalize()


def record_name(record: RecordRef) -> str:
    """Name a record: `Google Drive file 1a2b`."""
    return f"{VENDORS[record.vendor]} {record.kind} {record.id}"


def safe_url(value: str) -> str:
    """Return an address that may be followed, else "".

    Only http and https may, with a host, without a user's name (it would pass for the host) and without what browsers
    read otherwise than it looks: white space, control characters, backslashes.
    """
    url = value.strip()
    if re.search(r'[\s<>"`\\]', url) or clean(url) != url:
        return ""
    try:
        parts = urlsplit(url)
        followed = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
    except ValueError:
        return ""
    return url if followed else ""


def mail_url(value: str) -> str:
    """Return a `mailto:` address, "" for what is not one plain e-mail address (it could carry recipients or text)."""
    return f"mailto:{value}" if _MAIL_ADDRESS.fullmatch(value) else ""


def _harmful(letter: str) -> bool:
    return letter in _DECEPTIVE or unicodedata.category(letter) in ("Cc", "Cs")
