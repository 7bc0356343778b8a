"""Guard: what is asked before every further change, so that none is made that may not be made any more.

In this order: the stop buttons (that for all, the handoff's own, its batch's); whether the handoff is still where the
work began; legal holds; the mark. The mark is no longer asked about once a change of ours has moved it, or a person has
said that the work goes on without it; where it was taken back, or names another successor or cut-off by now, that
question is put (still_meant.py). A legacy client has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

from handoff.domain.ask import AskKind
from handoff.domain.change import Change
from handoff.domain.handoff import CARRIED_OUT_IN, Handoff
from handoff.domain.ids import Gathering, HandoffId
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry, Transaction
from handoff.domain.ports.tools import SnapshotPages
from handoff.domain.record import RecordRef, Vendor
from handoff.errors import InvalidRecordError, NotAuthorisedError, StoppedError
from handoff.services.still_meant import StillMeant


@dataclass(frozen=True)
class Guard:
    """Says whether a handoff's changes may still be made. `observed` are connections that are only to be read."""

    policy: Policy
    registry: Registry
    pages: SnapshotPages
    still_meant: StillMeant
    observed: Sequence[str]

    def begin(self, handoff: Handoff) -> Work:
        """Return what guards one piece of work; NotAuthorisedError where a connection is only to be read."""
        if self.observed:
            raise NotAuthorisedError(
                f"Nothing is applied in observe mode: {', '.join(self.observed)} is connected to be read only.",
                record=f"handoff {handoff.id}",
                mend="Give the connection rights to write, and take read_only out of its extra.",
            )
        return Work(self, handoff)


@dataclass(frozen=True)
class Work:
    """One piece of work on a handoff, as it stood when that began."""

    guard: Guard
    handoff: Handoff
    _asking: Lock = field(default_factory=Lock)

    def check(self, ours: Iterable[Change] = ()) -> None:
        """StoppedError, MarkWithdrawnError, MarkChangedError or InvalidRecordError: nothing further may be changed.

        `ours` are the changes that we have meant so far.
        """
        begun, guard = self.handoff, self.guard
        with guard.registry.begin() as tx:
            now = tx.handoffs.get(begun.id)
            if tx.stops.all_stopped() or now.stopped:
                raise StoppedError(
                    "The stop button was pressed; nothing further was changed.",
                    record=f"handoff {begun.id}",
                    mend=f"Release it with: handoff resume {begun.id}, then clear the failed task.",
                )
            if now.state is not begun.state:
                raise StoppedError(
                    f"It became {now.state} while this ran; nothing further was changed.",
                    record=f"handoff {begun.id}",
                    mend=f"See: handoff show {begun.id}",
                )
            if now.legacy is not None and tx.batches.stopped(now.legacy.batch):
                raise StoppedError(
                    "Its batch was stopped; nothing further was changed.",
                    record=f"handoff {begun.id}",
                    mend=f"Let it go on with: handoff legacy resume {now.legacy.batch}",
                )
            marked = begun.legacy is None and begun.state in CARRIED_OUT_IN
            asked_about_mark = marked and not _goes_on_without(tx, begun.id)
        why = guard.policy.holds.on_client(begun.client) if begun.client else ""
        if why:
            raise InvalidRecordError(
                f"The policy holds this client: {why}",
                record=f"handoff {begun.id}",
                mend="Lift the hold in the policy, then clear the failed task.",
            )
        if asked_about_mark:
            self._check_mark(ours)

    def held(self, change: Change) -> InvalidRecordError | None:
        """Return the error of a change whose record may not be touched, by the policy as it is now."""
        above = self._above(change.record) if change.record.vendor is Vendor.GOOGLE_DRIVE else ()
        why = self.guard.policy.holds.on_record(change.record, above)
        if not why:
            return None
        return InvalidRecordError(
            f"The policy holds this record: {why}",
            record=str(change.record),
            mend="Lift the hold, or set the change aside with: handoff settle",
        )

    def _check_mark(self, ours: Iterable[Change]) -> None:
        amiss = self.guard.still_meant.amiss(self.handoff, ours)
        if amiss is not None:
            with self._asking:  # batches side by side find it at the same time, and one note is enough
                raise self.guard.still_meant.put(self.handoff, amiss)

    def _above(self, record: RecordRef) -> Sequence[str]:
        """Return the ids of the folders that a file lies in, as it was when it was gathered."""
        above: list[str] = []
        file_id: str | None = record.id.partition("/")[0]
        while (file_id := self._parents.get(file_id or "")) and file_id not in above:
            above.append(file_id)
        return above

    @cached_property
    def _parents(self) -> Mapping[str, str]:
        """The folder of each file; read only where the policy holds folders."""
        guard, handoff = self.guard, self.handoff
        parents: dict[str, str] = {}
        if any(hold.folders for hold in guard.policy.holds.holds):
            for attempt in range(1, handoff.attempt + 1):
                for name in ("prepare", "archive"):
                    with guard.registry.begin() as tx:
                        found = tx.snapshots.pages(handoff.id, Gathering(f"{name}.{attempt}"), Vendor.GOOGLE_DRIVE)
                    parents |= {file.record.id: file.text("folder") for file in guard.pages.read(found)}
        return parents


def _goes_on_without(tx: Transaction, handoff: HandoffId) -> bool:
    """Whether a person has said that the work goes on although the mark was taken back."""
    return any(
        ask.kind is AskKind.WITHDRAWAL and answer is not None and answer.approved for ask, answer in tx.asks.of(handoff)
    )
