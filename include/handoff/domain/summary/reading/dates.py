"""Days as people write them in documents, in English, German and Spanish.

Two-digit years are of this century; `3/4/2025` is read as nothing, since nobody can say which of the two is the month,
unless one of them is above twelve; with hyphens (`3-4-2025`) it is the second. Behind a month two digits are a year
where they have an apostrophe ('12 May '27') or hyphens, and else may be one, so that the day is not taken for one
without a year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from handoff.domain.canonical import parse_instant
from handoff.domain.summary.lexicon.days import MONTHS, WEEKDAYS
from handoff.domain.summary.reading.words import fold

MONTH_NAMES = frozenset(MONTHS.replace("|", " ").split())
_MONTHS = {name: number for number, names in enumerate(MONTHS.split("|"), start=1) for name in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"\d{4}|['\u2018\u2019]\d{2}"
_NO_YEAR = r"(?!\.?,?\s+(?:de\s+|del\s+)?(?:\d{4}|['\u2018\u2019]?\d{2})\b(?![.:]\d))"
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+|de\s+)?({_MONTH})\.?,?\s+(?:de\s+|del\s+)?({_YEAR})\b"
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+({_YEAR})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})\b")
_MONTH_ALONE = re.compile(
    rf"\b(?:({_MONTH})\.?,?\s+(?:de\s+|del\s+)?(\d{{4}})|(0?[1-9]|1[0-2])[/.](\d{{4}})|(\d{{4}})-(0[1-9]|1[0-2]))\b"
)
_YEARLESS = re.compile(rf"\b(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+|de\s+)?(?P<month>{_MONTH})\b{_NO_YEAR}")
_YEARLESS_MONTH_FIRST = re.compile(
    rf"(?<!\d )(?<!\d\. )(?<!\d(?:st|nd|rd|th) )\b(?P<month>{_MONTH})\.?\s+"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{_NO_YEAR}(?![.:]\d)"
)
_MONTH_END = re.compile(
    rf"\b(?:end of|ende|finales de|fin de|final de) (?P<month>{_MONTH})\b(?:,? (?:de |del )?(?P<year>\d{{4}})\b)?"
)
_MAY = re.compile(r"\bM(?:ay|AY)\b")
_BEFORE = 8
"""Characters before a day in which a word leads to it."""

_BEFORE_DAY = re.compile(r"\b(?:on|by|before|until|till|from|since|after|the) $")
_AHEAD = timedelta(days=60)
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b(?!/)")
_YEAR_FIRST = re.compile(r"\b((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})\b")
_DASHED = re.compile(r"\b(0?[1-9]|[12]\d|3[01])-(0?[1-9]|1[0-2])-((?:19|20)\d\d)\b")
_DASHED_NAME = re.compile(rf"\b(\d{{1,2}})-({_MONTH})\.?-(\d{{4}}|\d{{2}})\b")
_SHORT_MONTH = re.compile(rf"^({_MONTH})\.?[-/' ](\d{{2}})$")
"""A cell that is a month and no more, as sheets write it ('jun-26')."""

_WEEKDAYS = sorted(WEEKDAYS.replace("|", " ").split())
_WEEKDAY = re.compile(
    rf"^(?:{'|'.join(name for name in _WEEKDAYS if len(name) > 2)})(?:[.,]\s?|\s)(?=\d)"
    rf"|^(?:{'|'.join(name for name in _WEEKDAYS if len(name) == 2)})(?:[.,]\s?|\s)(?=\d{{1,2}}\.\d{{1,2}}\.(?!\d))"
)
"""What a day of a diary begins with: 'Mo 18.5.', 'Tue 3 March'; 'So 1/2 of it' begins with a word."""

_SHORT_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])\b\.?(?![\d/.:,])")
"""A day without its year, in figures, with which a line begins ('28/04 Ola')."""

_SHORT_DAY_ALONE = re.compile(r"^\s*(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s*$")
"""A cell that is a day and no more, as German sheets write it ('11.07.')."""

_ORDERS = (
    (_ISO, "ymd"),
    (_YEAR_FIRST, "ymd"),
    (_DOTTED, "dmy"),
    (_DASHED, "dmy"),
    (_DASHED_NAME, "dmy"),
    (_DAY_FIRST, "dmy"),
    (_MONTH_FIRST, "mdy"),
    (_SLASHED, "?"),
)
"""The forms of a day with its year, and in which order each names year, month and day."""


@lru_cache(maxsize=4096)
def find_day(text: str) -> datetime | None:
    """Return the first day named in a text, as its last second in UTC; None where there is none."""
    folded = fold(text)
    found = [
        (match.start(), day)
        for pattern, order in _ORDERS
        if (match := pattern.search(folded)) and (day := _day(match.groups(), order))
    ]
    return min(found)[1] if found else None


def find_month(text: str) -> datetime | None:
    """Return the last day of the first month that a text names with its year ('April 2027'); None for none."""
    match = _MONTH_ALONE.search(_SHORT_MONTH.sub(r"\1 20\2", fold(text).strip()))
    if match is None:
        return None
    name, year, number, of, iso, digits = match.groups()
    first = int(year or of or iso), _MONTHS[name] if name else int(number or digits)
    return datetime.combine(datetime(*first, monthrange(*first)[1], tzinfo=UTC).date(), time(23, 59, 59), UTC)


def last_day(text: str, near: datetime | None = None) -> datetime | None:
    """Return the latest day named in a text, as its last second in UTC; None where there is none.

    A day without a year ('on 12 May', 'by the end of May') counts where the text's own day, `near`, is given.
    """
    folded = fold(text)
    found = [_day(match.groups(), order) for pattern, order in _ORDERS for match in pattern.finditer(folded)]
    if near is not None:
        for pattern in (_YEARLESS, _YEARLESS_MONTH_FIRST):
            yearless = (match for match in pattern.finditer(folded) if _is_month(match, text))
            found += [_nearest(match["day"], _MONTHS[match["month"]], near) for match in yearless]
        found += [_last_of(match, near) for match in _MONTH_END.finditer(folded)]
    return max((day for day in found if day is not None), default=None)


def is_to_come(day: datetime | None, as_of: datetime | None) -> bool:
    """Whether a day is known, and was still to come when the record was written."""
    return day is not None and as_of is not None and day > as_of


def with_years(text: str, near: datetime | None) -> str:
    """Return a text, folded, in which days without a year have the one that is meant; as it is where each has it."""
    folded = fold(text)
    if near is None or _SHORT_MONTH.match(folded.strip()):
        return text
    dated = _SHORT_DAY_ALONE.sub(lambda found: _with_year(found[0], found["day"], int(found["month"]), near), folded)
    for pattern in (_YEARLESS, _YEARLESS_MONTH_FIRST):
        dated = pattern.sub(lambda found: _meant(found, text, near), dated)
    return text if dated == folded else dated


def _meant(found: re.Match[str], text: str, near: datetime) -> str:
    is_day = _is_month(found, text)
    return _with_year(found[0], found["day"], _MONTHS[found["month"]], near) if is_day else found[0]


def _with_year(written: str, day: str, month: int, near: datetime) -> str:
    meant = _nearest(day, month, near)
    return f"{written.rstrip()}{'' if written.rstrip().endswith('.') else ' '}{meant.year}" if meant else written


def begins_with_day(text: str) -> bool:
    """Whether a text begins with a day, with or without its year, as the lines of calendars and diaries do."""
    folded = _WEEKDAY.sub("", fold(text).lstrip(), count=1)
    return any(pattern.match(folded) for pattern in (*(pattern for pattern, _ in _ORDERS), _YEARLESS, _SHORT_DAY))


def without_days(text: str) -> str:
    """Return a text, folded, without the days that it names."""
    folded = fold(text)
    for pattern, _ in _ORDERS:
        folded = pattern.sub(" ", folded)
    return folded


def read_instant(text: str) -> datetime | None:
    """Return an ISO 8601 instant, or the first day named in a text; None where there is neither."""
    try:
        return parse_instant(text)
    except ValueError:
        return find_day(text)


def show_day(value: datetime) -> str:
    """Return an instant's day in UTC, as `2025-06-30`."""
    return value.astimezone(UTC).date().isoformat()


def _day(groups: tuple[str, ...], order: str) -> datetime | None:
    if order == "?":
        first, second = int(groups[0]), int(groups[1])
        if first <= 12 and second <= 12 and first != second:
            return None
        order = "dmy" if first > 12 else "mdy"
    values = dict(zip(order, groups, strict=True))
    digits = values["y"].lstrip("'\u2018\u2019")
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    month = _MONTHS.get(values["m"]) or int(values["m"])
    try:
        return datetime.combine(datetime(year, month, int(values["d"]), tzinfo=UTC).date(), time(23, 59, 59), UTC)
    except ValueError:
        return None


def _last_of(found: re.Match[str], near: datetime) -> datetime | None:
    """Return the last day of a month that a text names by its end; without a year only one that is to come."""
    ends = str(monthrange(int(found["year"] or near.year), _MONTHS[found["month"]])[1])
    if found["year"]:
        return _day((found["year"], str(_MONTHS[found["month"]]), ends), "ymd")
    day = _nearest(ends, _MONTHS[found["month"]], near)
    return day if is_to_come(day, near) else None


def _is_month(found: re.Match[str], text: str) -> bool:
    """Whether a day without a year has a month, and no verb: 'may' has a capital, or a word that leads to a day."""
    return found["month"] != "may" or bool(
        _MAY.search(text) or _BEFORE_DAY.search(found.string[max(0, found.start() - _BEFORE) : found.start()])
    )


def _nearest(day: str, month: int, near: datetime) -> datetime | None:
    """Return a day without a year, up to four months before an instant or eight after; None where no year has it.

    Who writes a day without its year speaks more often, and further, of what is to come.
    """
    years = (_day((str(year), str(month), day), "ymd") for year in range(near.year - 1, near.year + 2))
    return min((found for found in years if found), key=lambda found: abs(found - near - _AHEAD), default=None)
