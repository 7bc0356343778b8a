"""Small filters: dates for people, links that are safe, and text that stays text in Markdown."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$])")
_LIST_OR_HEADING = re.compile(r"^(\s*)([-+=#:]|\d+[.)])")
_LINE_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def moment(value: datetime | str | None) -> str:
    """Write an instant for people: `24 November 2026, 10:15 UTC`; "" for None."""
    if not value:
        return ""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    at = at.astimezone(UTC)
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def day(value: datetime | None) -> str:
    """Write a day for people: `24 November 2026`; "" for None."""
    return "" if value is None else f"{value.day} {value:%B %Y}"


def safe_url(value: str) -> str:
    """Return an address that may be followed, "" for one that may not (only http and https may)."""
    plain = value.strip()
    return plain if re.match(r"https?://[^\s/]", plain, re.IGNORECASE) and not re.search(r"[\s<>\"]", plain) else ""


def as_markdown(value: str) -> str:
    """Return text that Markdown shows as it is: no link, heading, list, table, image or HTML can come of it."""
    one_line = _LINE_BREAKS.sub(" ", value).strip()
    escaped = _SPECIAL.sub(r"\\\1", one_line.replace("&", "&amp;"))
    escaped = _LIST_OR_HEADING.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", escaped)
    # A bare address would be made a link by many renderers.
    return re.sub(r"(?i)\b(https?|ftp|mailto|www)(?=[:.])", r"\1&#8203;", escaped)


def markdown_url(value: str) -> str:
    """Return an address for a Markdown link's angle brackets, "" for one that may not be followed."""
    url = safe_url(value)
    return url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")


def words(name: str) -> str:
    """Turn a name of the domain into words: `revoke_access` is `revoke access`."""
    return name.replace("_", " ")
