"""How a value that a client sends becomes the one that is kept, and how a kept value is told.

Kept are text, true and false, numbers, dates, instants of whole seconds in UTC, and bytes; the empty text is no value.
https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_valid_date_formats.htm
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from handoff_sandbox.salesforce.definitions.schema import NUMBERS, Field, SObject
from handoff_sandbox.salesforce.errors import SalesforceError, bad_request, malformed_id, unreadable_json
from handoff_sandbox.salesforce.records import record_ids

Value = str | bool | int | float | date | datetime | bytes | None

_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST_TOLD = 100
_FORMS = {"date": "date", "datetime": "dateTime", "boolean": "boolean"}


def show_instant(moment: datetime) -> str:
    """Write an instant as Salesforce does: 2026-11-23T09:12:00.000+0000."""
    return f"{moment.astimezone(UTC).isoformat()[:19]}.000+0000"


def read_instant(text: str) -> datetime:
    """Read an instant with its offset, cut to the second; raises ValueError."""
    match = _INSTANT.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not an instant with an offset")
    return datetime.fromisoformat(match[1] + match[2].upper().replace("Z", "+00:00")).astimezone(UTC)


def whole_second(moment: datetime) -> datetime:
    """Return an instant as Salesforce keeps it: cut to the second, in UTC."""
    return moment.astimezone(UTC).replace(microsecond=0)


def show(value: Value) -> Any:
    """Return a kept value as JSON; bytes are told by an address instead."""
    if isinstance(value, datetime):
        return show_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def read(sobject: SObject, field: Field, raw: object) -> Value:
    """Return the value to keep for what a client sent; raises Salesforce's 400."""
    if raw is None or raw == "":
        return False if field.type == "boolean" else None
    if isinstance(raw, dict | list) or (isinstance(raw, bool) and field.type != "boolean"):
        raise _unreadable(field, raw)
    reader = _READERS.get(field.type) or (_number if field.type in NUMBERS else None)
    return reader(field, raw) if reader else _text(sobject, field, str(raw))


def _boolean(_: Field, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if str(raw).lower() in ("true", "false"):
        return str(raw).lower() == "true"
    raise unreadable_json(f"Cannot deserialize instance of boolean from value {raw}")


def _number(field: Field, raw: object) -> int | float:
    try:
        number = float(str(raw))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise _unreadable(field, raw)
    if field.type == "int":
        if number != int(number):
            raise _unreadable(field, raw)
        return int(number)
    return number


def _moment(field: Field, raw: object) -> date:
    text = str(raw)
    try:
        if field.type == "datetime":
            return read_instant(text if "T" in text else f"{text}T00:00:00Z")
        return date.fromisoformat(text[:10]) if "T" in text else date.fromisoformat(text)
    except ValueError:
        raise _unreadable(field, raw) from None


def _id(field: Field, raw: object) -> str:
    found = record_ids.read(str(raw))
    if found is None:
        raise malformed_id(field.label, raw, field.name)
    return found


def _bytes(field: Field, raw: object) -> bytes:
    try:
        return base64.b64decode(str(raw), validate=True)
    except (binascii.Error, ValueError):
        message = f"{field.name}: value not of required type: it is not base64"
        raise bad_request("INVALID_BASE64", message, (field.name,)) from None


_READERS: dict[str, Callable[[Field, object], Value]] = {
    "boolean": _boolean,
    "date": _moment,
    "datetime": _moment,
    "reference": _id,
    "id": _id,
    "base64": _bytes,
}


def _text(sobject: SObject, field: Field, text: str) -> str | None:
    text = text.rstrip() if field.type != "textarea" else text
    if not text:
        return None
    if field.length and len(text) > field.length and field.type not in ("picklist", "multipicklist"):
        told = text if len(text) <= _LONGEST_TOLD else text[:_LONGEST_TOLD] + "..."
        message = f"{sobject.label} {field.label}: data value too large: {told} (max length={field.length})"
        raise bad_request("STRING_TOO_LONG", message, (field.name,))
    if field.type == "email" and field.length <= 128 and not _EMAIL.fullmatch(text):
        message = f"{field.label}: invalid email address: {text}"
        raise bad_request("INVALID_EMAIL_ADDRESS", message, (field.name,))
    if field.restricted:
        _check_options(field, text)
    return text


def _check_options(field: Field, text: str) -> None:
    known = {option.value for option in field.options}
    chosen = text.split(";") if field.type == "multipicklist" else [text]
    for one in chosen:
        if one not in known:
            message = f"{field.label}: bad value for restricted picklist field: {one}"
            raise bad_request("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", message, (field.name,))


def _unreadable(field: Field, raw: object) -> SalesforceError:
    kind = _FORMS.get(field.type, field.type)
    shape = {dict: "START_OBJECT", list: "START_ARRAY", bool: "VALUE_TRUE"}.get(type(raw), "VALUE_STRING")
    return unreadable_json(
        f"Cannot deserialize instance of {kind} from {shape} value {raw} or request may be missing a required field"
    )
