"""Boxes: an unticked one is a loose end; a ticked one shows that somebody looked."""

from __future__ import annotations

from collections.abc import Iterator

from handoff.domain.dossier import Section
from handoff.domain.summary.drafts import Draft, Nothing, Said
from handoff.domain.summary.open_items import with_deadline
from handoff.domain.summary.reading.dates import find_day
from handoff.domain.summary.reading.passage import Passage


def boxes(passage: Passage) -> Iterator[Said]:
    """Yield the loose end of an unticked box."""
    if passage.checked is True:
        yield Nothing(Section.LOOSE_ENDS, passage.text)
    elif passage.checked is False:
        draft = Draft(Section.LOOSE_ENDS, passage.text, "Unticked", due=find_day(passage.text))
        yield from with_deadline(draft, passage.text)
