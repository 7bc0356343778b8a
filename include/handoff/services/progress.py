"""Progress: what the journal says has become of each change, and what its creations are called at the vendor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from handoff.domain.canonical import Json
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.handoff import Handoff, Problem
from handoff.domain.ids import ChangeId, HandoffId
from handoff.domain.journal import SETTLED, Entry, EntryKind, Result
from handoff.domain.plan import Plan
from handoff.domain.ports.registry import Transaction
from handoff.domain.record import RecordRef
from handoff.errors import ConflictError

NEW, LINK = "new:", "{link:"
"""How a change names what is still to be created: by our own key, and by a place in a text for its address."""


@dataclass
class Progress:
    """What has become of each change: `results` the last outcome, `open` intents without one, `created` the vendor's
    record and address for each of our own keys (`new:…`), `removed` the keys whose record was taken away again,
    `given` the ids that a vendor gave in advance for what a change makes.
    """

    results: dict[ChangeId, Result] = field(default_factory=dict)
    open: set[ChangeId] = field(default_factory=set)
    created: dict[str, tuple[RecordRef, str]] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    given: dict[ChangeId, str] = field(default_factory=dict)

    def is_settled(self, change: Change) -> bool:
        """Whether nothing is left to be done."""
        return bool(self.results) and self.results.get(change.id) in SETTLED

    def is_meant(self, change: Change) -> bool:
        """Whether we have begun to make it, whatever came of that."""
        return change.id in self.open or change.id in self.results

    def note(self, entry: Entry) -> None:
        """Take one more entry into account."""
        if entry.change is None:
            return
        if entry.kind is EntryKind.INTENT:
            self.open.add(entry.change)
            if given := entry.detail.get("given"):
                self.given[entry.change] = str(given)
        elif entry.kind is EntryKind.OUTCOME:
            self.open.discard(entry.change)
            self.results[entry.change] = Result(str(entry.detail["result"]))
            if created := entry.detail.get("created"):
                key = str(entry.detail["key"])
                self.created[key] = (RecordRef.parse(str(created)), str(entry.detail.get("url", "")))
                self.removed.discard(key)
            if removed := entry.detail.get("removed"):
                self.created.pop(str(removed), None)
                self.removed.add(str(removed))

    def waits(self, change: Change) -> bool:
        """Whether a change rests on a record that an earlier change has yet to create."""
        real = self.materialise(change)
        if NEW in real.record.id.partition("/")[0] and "/" in real.record.id:
            return True
        texts = [value for value in real.after.values() if isinstance(value, str)]
        return any(LINK in text or text.startswith(NEW) for text in texts)

    def materialise(self, change: Change) -> Change:
        """Return a change with our keys replaced by the vendor's ids and addresses, as far as they exist by now."""
        record, after, before = change.record, change.after, change.before
        for key, (created, url) in list(self.created.items()):
            ours = RecordRef.parse(key)
            if record != ours and record.vendor is ours.vendor:
                record = replace(record, id=_swap(record.id, ours.id, created.id))
            after = _fill(after, ours, created, url)
            before = _fill(before, ours, created, url)
        if change.id in self.given:
            after = {**after, "id": self.given[change.id]}
        return replace(change, record=record, after=after, before=before)


def progress_of(entries: Iterable[Entry]) -> Progress:
    """Read a journal."""
    progress = Progress()
    for entry in entries:
        progress.note(entry)
    return progress


def settled_changes(tx: Transaction, handoff: HandoffId) -> Iterator[Change]:
    """Yield the approved changes that the journal says are done, and that no undo has taken back."""
    progress = progress_of(tx.journal.read(handoff))
    for plan in tx.plans.approved(handoff):
        for change in plan.changes:
            undo = change.phase is Phase.UNDO or change.record.key in progress.removed
            if progress.is_settled(change) and not undo:
                yield change


def ours_on_mark(tx: Transaction, handoff: Handoff) -> list[Change]:
    """Return the approved changes of the marked record itself that we have begun to make."""
    progress = progress_of(tx.journal.read(handoff.id))
    changes = (change for plan in in_force(tx.plans.approved(handoff.id)) for change in plan.changes)
    return [change for change in changes if change.record == handoff.mark.record and progress.is_meant(change)]


def places_of(tx: Transaction, handoff: Handoff) -> list[str]:
    """Return the ids of the folders in which a client's files lie: its own, and the topmost that the archive made."""
    client, _ = handoff.known()
    created = progress_of(tx.journal.read(handoff.id)).created
    anew = [
        change
        for plan in tx.plans.approved(handoff.id)
        for change in plan.changes
        if change.kind is ChangeKind.CREATE_FOLDER and not str(change.after["folder"]).startswith(NEW)
    ]
    made = [created[change.record.key][0].id for change in anew if change.record.key in created]
    return list(dict.fromkeys([client.folder_id, *made]))


def conflict_of(tx: Transaction, handoff: Handoff, now: datetime) -> Problem | None:
    """Return what has to be said of a handoff where records that somebody else changed were left; else None."""
    progress = progress_of(tx.journal.read(handoff.id))
    changes = (change for plan in in_force(tx.plans.approved(handoff.id)) for change in plan.changes)
    left = [change for change in changes if progress.results.get(change.id) is Result.CONFLICT]
    if not left:
        return None
    error = ConflictError(
        f"{len(left)} changes were left, since somebody else has changed their records since the approval.",
        record=str(left[0].record),
        mend=f"See: handoff plan {handoff.id}. Set each right by hand, or aside with handoff settle.",
    )
    return Problem.of(error, now, retried=False)


def renewed(plan: Plan, tx: Transaction, handoff: Handoff) -> Plan:
    """Return a plan whose changes were done before, and are needed again, in a round of their own."""
    progress = progress_of(tx.journal.read(handoff.id))
    changes = (replace(c, round=handoff.attempt) if progress.is_settled(c) else c for c in plan.changes)
    return replace(plan, changes=tuple(changes))


def in_force(plans: Iterable[Plan]) -> list[Plan]:
    """Return the approved plans that still bind, in order: an undo sets aside all that was approved before it, what is
    approved after it sets the undo aside, and a whole plan sets an earlier one aside.
    """
    kept: list[Plan] = []
    for plan in plans:
        if kept and (is_undo(kept[0]) is not is_undo(plan) or plan.of(Phase.DELIVER, Phase.REASSIGN, Phase.FAREWELL)):
            kept = []
        kept.append(plan)
    return kept


def is_undo(plan: Plan) -> bool:
    """Whether a plan takes back what others did."""
    return any(change.phase is Phase.UNDO for change in plan.changes)


def _swap(identifier: str, ours: str, theirs: str) -> str:
    head, slash, rest = identifier.partition("/")
    return f"{theirs}{slash}{rest}" if head == ours and slash else identifier


def _fill(fields: Mapping[str, Json], ours: RecordRef, created: RecordRef, url: str) -> Mapping[str, Json]:
    """Replace the key of what was created where it stands for an id, and the place of its address in a text."""
    return {
        name: created.id
        if value == ours.id
        else value.replace(f"{LINK}{ours.key}}}", url)
        if isinstance(value, str)
        else value
        for name, value in fields.items()
    }
