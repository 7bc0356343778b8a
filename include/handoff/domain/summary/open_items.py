"""Open items, wherever they were found: each is a loose end, and a deadline too where it has a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handoff.domain.dossier import Section
from handoff.domain.summary.dates import show_day
from handoff.domain.summary.drafts import Draft


def with_deadline(draft: Draft, what: str) -> Iterator[Draft]:
    """Yield a loose end with its day in its text, and its deadline, headed by the day; `what` is its short name."""
    if draft.due is None:
        yield draft
        return
    day = show_day(draft.due)
    yield draft if day in draft.text else replace(draft, text=f"{draft.text}; Due: {day}")
    yield Draft(Section.DEADLINES, f"{day}: {what}", "Due", rank=20, due=draft.due)
