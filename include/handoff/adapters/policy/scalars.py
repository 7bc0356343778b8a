"""What a single value of a policy file may be: text, addresses, durations, counts; each error says what is allowed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from handoff.domain.record import Kind, RecordRef

_DOMAIN = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+")
_DURATION = re.compile(r"P(?=.)(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")
_PAYMENT = re.compile(
    r"(?<![a-z])(un|pre|over|re)?(pay|paid|payments?|payers?|invoices?d?|billing|debts?|overdue|arrears)(?![a-z])"
)


def _domain(value: str) -> str:
    if not _DOMAIN.fullmatch(value):
        raise ValueError(f"'{value}' is not a mail domain; allowed: one such as firm.example")
    return value


def _address(value: str) -> str:
    local, _, domain = value.rpartition("@")
    if not local or re.search(r"[\s@]", local) or not _DOMAIN.fullmatch(domain):
        raise ValueError(f"'{value}' is not a mail address; allowed: one such as anna@firm.example")
    return value


def _duration(value: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(value, str) or not _DURATION.fullmatch(value):
        raise ValueError(f"'{value}' is not a duration; allowed: ISO 8601 in weeks to seconds, such as P14D or PT20S")
    return value


def _positive(value: timedelta) -> timedelta:
    if not value:
        raise ValueError("a duration of nothing; allowed: a second or more")
    return value


def _at_most_a_year(value: timedelta) -> timedelta:
    if value > timedelta(days=365):
        raise ValueError("Drive lets access expire within a year; allowed: at most P365D")
    return value


def _not_about_payment(value: str) -> str:
    if _PAYMENT.search(re.sub(r"[^a-z]+", " ", value.lower())):
        raise ValueError(f"'{value}' is about payment, and access never depends on it; allowed: any other status")
    return value


def _record_key(value: str) -> str:
    try:
        return RecordRef.parse(value).key
    except ValueError:
        kinds = ", ".join(Kind)
        raise ValueError(
            f"'{value}' names no record; allowed: vendor/kind/id, such as google_drive/file/1a2b; kinds: {kinds}"
        ) from None


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Status = Annotated[Text, AfterValidator(_not_about_payment)]
Lower = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1)]
Domain = Annotated[Lower, AfterValidator(_domain)]
Address = Annotated[Lower, AfterValidator(_address), Field(json_schema_extra={"format": "email"})]
AnyDuration = Annotated[timedelta, BeforeValidator(_duration)]
Duration = Annotated[AnyDuration, AfterValidator(_positive)]
Grace = Annotated[Duration, AfterValidator(_at_most_a_year)]
Count = Annotated[int, Field(strict=True, ge=1)]
Number = Annotated[int, Field(strict=True, ge=0)]
RecordKey = Annotated[str, AfterValidator(_record_key)]


class Part(BaseModel):
    """A mapping in the file: a key that is not its own is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)
