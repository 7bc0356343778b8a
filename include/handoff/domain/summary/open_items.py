"""Open items, wherever they were found: each is a loose end, and a deadline too where it has a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handoff.domain.dossier import Section
from handoff.domain.summary.drafts import Draft
from handoff.domain.summary.reading.dates import find_day, show_day


def with_deadline(draft: Draft, what: str, written: str = "", beside: str = "") -> Iterator[Draft]:
    """Yield a loose end, its day added where its text does not say it, and its deadline; `what` is its short name.

    `written` is how its record writes the day, where it writes it otherwise than we do ('By: 3 June'), and `beside` is
    what else is to be known by that day.
    """
    draft = replace(draft, about=what)
    if draft.due is None:
        yield draft
        return
    day = show_day(draft.due)
    told = day in draft.text or find_day(draft.text) == draft.due
    yield draft if told else replace(draft, text=f"{draft.text}; Due: {day}")
    when = f" ({written})" if written else ""
    more = f" \u2014 {beside}" if beside else ""
    yield Draft(Section.DEADLINES, f"{day}: {what}{when}{more}", "Due", rank=20, due=draft.due, about=what)
