"""The texts of a record: its document's blocks, or the plain text that stands in its fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from handoff.domain.ports.tools import Block
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.lexicon.names import CIRCULAR_NAMES, CIRCULAR_WORDS, TEMPLATE_NAMES
from handoff.domain.summary.reading.plain import plain_blocks
from handoff.domain.summary.reading.terms import Terms
from handoff.domain.summary.reading.words import fold

Reader = Callable[[Snapshot], Iterable[Block]]

_TEMPLATE = Terms(TEMPLATE_NAMES)
_CIRCULAR = Terms(CIRCULAR_NAMES)
_ABOUT_ONE = frozenset((Kind.NOTE, Kind.CALL, Kind.MEETING, Kind.MESSAGE, Kind.TASK, Kind.TICKET, Kind.DEAL))
_ANSWER = re.compile(r"(?:re|aw|antw|rv)\s*:", re.IGNORECASE)
_SENT_TO_MANY = Terms(CIRCULAR_WORDS)
_FIELDS = {
    Kind.TASK: ("body",),
    Kind.TICKET: ("body",),
    Kind.DEAL: ("description",),
    Kind.COMPANY: ("description",),
    Kind.NOTE: ("body",),
    Kind.CALL: ("body",),
    Kind.MEETING: ("body",),
    Kind.EMAIL: ("body",),
    Kind.MESSAGE: ("body",),
}


def title_of(snapshot: Snapshot) -> str:
    """Return a record's title where it is one, "" where it is only the beginning of its text."""
    title = snapshot.title.rstrip("\u2026. ")
    return "" if any(fold(snapshot.text(name)).startswith(fold(title)) for name in ("body", "description")) else title


def is_circular(snapshot: Snapshot) -> bool:
    """Whether a record was written to everybody, or by nobody: a newsletter, an automatic reply.

    A note, a call or an answer that has one in its title is about it.
    """
    if snapshot.record.kind in _ABOUT_ONE or _ANSWER.match(snapshot.title):
        return False
    if _CIRCULAR.within(snapshot.title.replace("_", " ")) or _CIRCULAR.within(snapshot.text("subject")):
        return True
    return snapshot.record.kind is Kind.EMAIL and _SENT_TO_MANY.within(snapshot.text("body"))


def about_a_person(snapshot: Snapshot) -> bool:
    """Whether a note or a call is about a contact, and about nothing else."""
    kinds = {link.kind for link in snapshot.links}
    return snapshot.record.kind in (Kind.NOTE, Kind.CALL, Kind.MESSAGE) and kinds == {Kind.CONTACT}


def blocks_of(snapshot: Snapshot, read: Reader) -> Iterator[Block]:
    """Yield the pieces of everything that a record says in words.

    Templates and what was written to everybody say nothing about a client.
    """
    if is_circular(snapshot):
        return
    if snapshot.flag("trashed") or _TEMPLATE.within(snapshot.title.replace("_", " ")):
        return
    names = _FIELDS.get(snapshot.record.kind, ())
    for name in names:
        if text := snapshot.text(name):
            yield from plain_blocks(text)
    if snapshot.content is not None:
        yield from read(snapshot)
