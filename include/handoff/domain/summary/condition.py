"""Condition now: red, amber or green, from what is open, and the most urgent item by name.

Red: something of high priority is overdue. Amber: something is overdue, or of high priority. Green: neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from handoff.domain.dossier import Section, Source
from handoff.domain.summary.contradictions import LABEL as DISPUTED
from handoff.domain.summary.drafts import Draft
from handoff.domain.summary.reading.dates import show_day

RED, AMBER, GREEN = "Red", "Amber", "Green"
_LATEST = datetime.max.replace(tzinfo=UTC)


def condition(loose_ends: Sequence[Draft], now: datetime, *, looked: bool, marked: Source) -> Draft | None:
    """Return the one paragraph, None where nothing is open but nobody can have looked.

    `looked` says whether there was anything to look in; `marked` is the source where nothing is open.
    """
    if not loose_ends:
        text = "Nothing is open in the tasks, tickets and lists that were read."
        return Draft(Section.CONDITION, text, GREEN, rank=10, sources=(marked,)) if looked else None
    overdue = [end for end in loose_ends if end.due and end.due < now]
    urgent = [end for end in loose_ends if end.urgent]
    both = [end for end in overdue if end.urgent]
    colour = RED if both else AMBER if overdue or urgent else GREEN
    count = len(loose_ends)
    are = "item is" if count == 1 else "items are"
    text = f"{count} {are} open; {len(overdue)} overdue, {len(urgent)} of high priority."
    first = min(both or overdue or urgent or list(loose_ends), key=lambda end: (end.due or _LATEST, end.text))
    how = []
    if first.due:
        how.append(f"due {show_day(first.due)}{', overdue' if first.due < now else ''}")
    if first.label == DISPUTED:
        how.append("the records disagree")
    said = f" ({'; '.join(how)})" if how else ""
    most = f" Most urgent: {short(first.text)}{said}."
    return Draft(Section.CONDITION, text + most, colour, rank=10, sources=first.sources)


def short(text: str) -> str:
    """Return what an open item is, without its details."""
    return text.split(" — ", 1)[0].split("; Due: ", 1)[0].rstrip(".")
