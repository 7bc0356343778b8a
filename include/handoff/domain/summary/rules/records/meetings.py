"""Meetings and calls that are still to come: what is arranged with the client, and for which day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Draft, Said
from handoff.domain.summary.lexicon.states import CALLED_OFF
from handoff.domain.summary.reading.dates import show_day
from handoff.domain.summary.reading.terms import Terms
from handoff.domain.summary.reading.words import tidy
from handoff.domain.summary.rules.records.open_work import beginning
from handoff.domain.summary.setting import Setting

_CALLED_OFF = Terms(CALLED_OFF)
_MARK = re.compile(r"^\W*([^:()\[\]\u2013\u2014]+?)\s*(?:[:)\]\u2013\u2014]|\s-\s)")
"""What a subject begins with, up to a mark: 'Cancelled: …', '[Postponed] …'."""

_LABELS = {Kind.MEETING: "Meeting", Kind.CALL: "Call"}


def meetings(snapshot: Snapshot, setting: Setting) -> Iterator[Said]:
    """Yield a meeting that is to come, by its day, unless it was called off; one that was held is read as prose."""
    if snapshot.as_of is None or not is_held_later(snapshot, setting.now):
        return
    subject, body = tidy(snapshot.text("subject")) or snapshot.title, tidy(snapshot.text("body"))
    if _CALLED_OFF.is_all_of(snapshot.text("status")) or _is_called_off(subject):
        return
    text = f"{subject}: {beginning(body)}" if body and not body.startswith(subject) else subject
    day, label = show_day(snapshot.as_of), _LABELS[snapshot.record.kind]
    yield Draft(Section.DEADLINES, f"{day}: {text}", label, rank=20, due=snapshot.as_of, about=subject)


def _is_called_off(subject: str) -> bool:
    """Whether a subject begins or ends by saying that a meeting is not held: one may be about what was cancelled."""
    mark = _MARK.match(subject)
    return (mark is not None and _CALLED_OFF.is_all_of(mark[1])) or _CALLED_OFF.ends(subject)


def is_held_later(snapshot: Snapshot, now: datetime) -> bool:
    """Whether a record is a meeting or a call that begins after an instant."""
    return snapshot.record.kind in _LABELS and snapshot.as_of is not None and snapshot.as_of > now
