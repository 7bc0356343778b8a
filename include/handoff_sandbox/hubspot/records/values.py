"""How a value that a client sends becomes the text that HubSpot keeps, or is refused.

HubSpot keeps every value as text: instants as ISO 8601 in UTC with milliseconds, dates as YYYY-MM-DD; the empty text is
'no value'. Instants and dates may come as ISO 8601 or as milliseconds since 1970.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Container

    from handoff_sandbox.hubspot.definitions.definitions import Definition

TEXT_LIMIT = 65_536
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class InvalidValueError(ValueError):
    """A value that HubSpot refuses, with the reason in its terms."""

    def __init__(self, definition: Definition, code: str, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(definition.name, code, message)


def show_instant(moment: datetime) -> str:
    """Write an instant as HubSpot does: 2026-11-23T09:12:00.000Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[: -len("+00:00")] + "Z"


def read_instant(text: str) -> datetime:
    """Read ISO 8601 or milliseconds since 1970; raises ValueError for anything else."""
    if re.fullmatch(r"-?\d+", text) and not re.fullmatch(r"\d{8}", text):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def as_text(value: object) -> str:
    """Return a JSON value as text: null is the empty text, true is 'true'."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def normalise(definition: Definition, value: object, owners: Container[str]) -> str:
    """Return the text to keep; raises InvalidValueError. `owners` are the ids of those who can own something now."""
    text = as_text(value)
    if text == "":
        return ""
    if definition.owner:
        if text not in owners:
            raise InvalidValueError(definition, "INVALID_OWNER_ID", f"{text} is not a valid owner id")
        return text
    if definition.type == "number":
        return _number(definition, text)
    if definition.type in ("date", "datetime"):
        return _moment(definition, text)
    if definition.type in ("enumeration", "bool") and not definition.external:
        return _option(definition, text)
    return _text(definition, text)


def _text(definition: Definition, text: str) -> str:
    if len(text) > TEXT_LIMIT:
        raise InvalidValueError(
            definition, "INVALID_LENGTH", f"{definition.name} has {len(text)} characters, the limit is {TEXT_LIMIT}"
        )
    if definition.name == "email" and definition.unique:
        if not _EMAIL.fullmatch(text):
            raise InvalidValueError(definition, "INVALID_EMAIL", f"Email address {text} is invalid")
        return text.lower()
    return text


def _number(definition: Definition, text: str) -> str:
    try:
        finite = math.isfinite(float(text))
    except ValueError:
        finite = False
    if not finite:
        raise InvalidValueError(definition, "INVALID_DOUBLE", f"{text} was not a valid number.")
    return text


def _moment(definition: Definition, text: str) -> str:
    try:
        moment = read_instant(text)
    except (ValueError, OverflowError, OSError):
        raise InvalidValueError(definition, "INVALID_LONG", f"{text} was not a valid long.") from None
    if definition.type == "datetime":
        return show_instant(moment)
    if moment.time() != time():
        raise InvalidValueError(definition, "INVALID_DATE", f"{text} is at {moment:%H:%M} UTC, not midnight!")
    return f"{moment:%Y-%m-%d}"


def _option(definition: Definition, text: str) -> str:
    # A checkbox value that starts with ';' adds to what is there; the record's own value is joined by the store.
    chosen = [part for part in text.split(";") if part] if definition.several else [text]
    for value in chosen:
        if definition.position(value) < 0:
            allowed = ", ".join(f'label: "{option.label}" value: "{option.value}"' for option in definition.options)
            message = f"{value} was not one of the allowed options: [{allowed}]"
            raise InvalidValueError(definition, "INVALID_OPTION", message)
    return ";".join(chosen)
