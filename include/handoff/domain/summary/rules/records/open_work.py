"""Tasks and tickets: what is open, who owns it, when it is due; closed ones show that it was looked for."""

from __future__ import annotations

from collections.abc import Iterator

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Draft, Nothing, Said
from handoff.domain.summary.lexicon.states import URGENT
from handoff.domain.summary.open_items import with_deadline
from handoff.domain.summary.reading.dates import read_instant
from handoff.domain.summary.reading.terms import Terms
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import LONGEST, sentences, tidy
from handoff.domain.summary.setting import Setting
from handoff.domain.summary.weighing import weigh

_URGENT = Terms(URGENT)
_BODY = 240
_AS_DELIVERED = -2.0
"""What a closed task weighs at least that tells of delivered work: that it is done is known already."""


def tasks_and_tickets(snapshot: Snapshot, setting: Setting) -> Iterator[Said]:
    """Yield a loose end, and its deadline where it has one."""
    if snapshot.record.kind not in (Kind.TASK, Kind.TICKET):
        return
    if not is_open_work(snapshot):
        yield Nothing(Section.LOOSE_ENDS, tidy(snapshot.text("subject")) or snapshot.title)
        yield from _overcome(snapshot)
        yield from _delivered(snapshot)
        return
    subject, body = tidy(snapshot.text("subject")) or snapshot.title, tidy(snapshot.text("body"))
    details = [
        f"Owner: {setting.owner_name(snapshot.text('owner'))}" if snapshot.text("owner") else "Owner: none",
        f"Priority: {snapshot.text('priority').lower()}" if snapshot.text("priority") else "",
        f"Stage: {snapshot.text('stage_label')}" if snapshot.text("stage_label") else "",
    ]
    text = f"{subject}: {beginning(body)}" if body and body != subject else subject
    draft = Draft(
        Section.LOOSE_ENDS,
        f"{text} — {'; '.join(detail for detail in details if detail)}",
        "Ticket" if snapshot.record.kind is Kind.TICKET else "Task",
        due=read_instant(snapshot.text("due")),
        urgent=is_urgent(snapshot.text("priority")),
    )
    yield from with_deadline(draft, subject)


def is_open_work(snapshot: Snapshot) -> bool:
    """Whether a record is a task or a ticket that is not closed."""
    return snapshot.record.kind in (Kind.TASK, Kind.TICKET) and not snapshot.flag("closed")


def is_closed_work(snapshot: Snapshot) -> bool:
    """Whether a record is a task or a ticket that is closed."""
    return snapshot.record.kind in (Kind.TASK, Kind.TICKET) and snapshot.flag("closed")


def _overcome(snapshot: Snapshot) -> Iterator[Said]:
    """A closed ticket of high priority is a challenge that was overcome."""
    if snapshot.record.kind is Kind.TICKET and is_urgent(snapshot.text("priority")):
        subject, body = tidy(snapshot.text("subject")) or snapshot.title, tidy(snapshot.text("body"))
        stage = snapshot.text("stage_label") or "closed"
        yield Draft(Section.CHALLENGES, f"{subject}: {body} ({stage})" if body else f"{subject} ({stage})", "Ticket")


def _delivered(snapshot: Snapshot) -> Iterator[Said]:
    """Yield a closed task as delivered work where its words tell of that; most only say what somebody had to do."""
    subject, body = tidy(snapshot.text("subject")), tidy(snapshot.text("body"))
    if snapshot.record.kind is not Kind.TASK or not subject:
        return
    text = f"{subject}: {beginning(body)}" if body else subject
    (weights,) = weigh((f"{subject}. {body}",))
    if weights[Topic.DELIVERABLE] >= _AS_DELIVERED:
        yield Draft(Section.WORK, text, "Task", rank=40)


def is_urgent(priority: str) -> bool:
    """Whether a priority, in a vendor's or a person's word, is a high one."""
    return _URGENT.is_all_of(priority)


def beginning(body: str) -> str:
    """Return the first sentences of a body, as many as are short enough to be read in a list, or their beginning."""
    held = ""
    for sentence in sentences(body):
        if held and len(held) + len(sentence) > _BODY:
            return f"{held} …"
        held = f"{held} {sentence}".strip()
    return held if len(held) <= LONGEST else f"{held[:LONGEST].rsplit(' ', 1)[0]} …"
