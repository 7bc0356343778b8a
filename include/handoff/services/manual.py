"""Manual: what is to be done by hand in systems without an adapter, and what a person says of it.

It counts as residual access until somebody has shown that it is done: the evidence is kept in the artifact store, and
the journal says who gave it and when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handoff.domain.canonical import Json, parse_instant
from handoff.domain.change import Change, ChangeKind
from handoff.domain.handoff import State
from handoff.domain.ids import ArtifactRef, HandoffId, PersonId
from handoff.domain.journal import EntryKind, Result
from handoff.domain.ports.planned import Part
from handoff.domain.ports.registry import Registry, Transaction
from handoff.domain.ports.tools import Artifacts, Clock
from handoff.errors import AnswerRefusedError, NotFoundError
from handoff.services.progress import in_force, progress_of

GIVEN = ("evidence", "file")
"""Under which words the journal names what was given to show that something was done."""

LARGEST = 20 * 2**20
"""Bytes of a file that shows that something was done."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """One thing that a person does: what, who, until when, the evidence asked for, and whether it is settled."""

    handoff: HandoffId
    change: Change
    settled: bool

    @property
    def what(self) -> str:
        """What is to be done; to be taken back where an undo asks for that."""
        what = str(self.change.after.get("what", ""))
        return what if self.change.after.get("done") else f"Take back: {what}"

    @property
    def owner(self) -> PersonId:
        """Who does it."""
        return PersonId(str(self.change.after.get("owner", "")))

    @property
    def due(self) -> datetime | None:
        """Until when."""
        due = self.change.after.get("due")
        return parse_instant(due) if isinstance(due, str) else None

    @property
    def evidence(self) -> str:
        """What shows that it is done."""
        return str(self.change.after.get("evidence", ""))


@dataclass(frozen=True)
class Manual:
    """Lists what is to be done by hand, and takes the evidence."""

    registry: Registry
    artifacts: Artifacts
    clock: Clock

    def list(self, handoff_id: HandoffId | None = None) -> Sequence[ByHand]:
        """Return what was approved to be done by hand, for one handoff or for all; what is due first comes first."""
        with self.registry.begin() as tx:
            handoffs = [tx.handoffs.get(handoff_id)] if handoff_id else tx.handoffs.list()
            found = [item for handoff in handoffs for item in by_hand(tx, handoff.id)]
        return sorted(found, key=lambda item: (item.settled, str(item.change.after.get("due"))))

    def planned(self, handoff_id: HandoffId) -> Sequence[ByHand]:
        """Return what is to be done by hand once the current plan is approved; nothing where it is, or was refused."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            if handoff.digest is None or handoff.state is not State.AWAITING_APPROVAL:
                return []
            told = {item.change.id for item in by_hand(tx, handoff_id)}
            changes = list(tx.plans.changes(handoff_id, handoff.digest, Part(kind=ChangeKind.MANUAL)))
        return [ByHand(handoff_id, change, settled=False) for change in changes if change.id not in told]

    def done(self, handoff_id: HandoffId, change_id: str, *, by: str, evidence: str, file: bytes = b"") -> ByHand:
        """Record that something was done, and what shows it; NotFoundError for what is not to be done by hand.

        AnswerRefusedError without a name or evidence, or where it is settled already. Once nothing is left, the
        handoff's archive is taken up again.
        """
        if not by.strip() or not (evidence.strip() or file):
            raise AnswerRefusedError(
                "Who did it, and what shows it, has to be written down.",
                record=f"handoff {handoff_id}",
                mend="Give --by, and --evidence or --file.",
            )
        detail: dict[str, Json] = {"result": Result.APPLIED.value, "said_by": by.strip()}
        if evidence.strip():
            detail["evidence"] = self.artifacts.put(evidence.strip().encode())
        if file:
            detail["file"] = self.artifacts.put(file)
        with self.registry.exclusive(handoff_id), self.registry.begin() as tx:
            items = list(by_hand(tx, handoff_id))
            item = next((item for item in items if item.change.id == change_id), None)
            if item is None:
                raise NotFoundError(
                    f"Nothing that is approved and done by hand has the id {change_id}.",
                    record=f"handoff {handoff_id}",
                    mend=f"See: handoff manual list {handoff_id}",
                )
            if item.settled:
                raise AnswerRefusedError(
                    "It is done already.", record=str(item.change.record), mend=f"See: handoff journal {handoff_id}"
                )
            tx.journal.append(handoff_id, self.clock(), EntryKind.OUTCOME, item.change.id, detail)
            if not any(not other.settled for other in items if other is not item):
                self._wake(tx, handoff_id)
        return replace(item, settled=True)

    def shown(self, handoff_id: HandoffId, change_id: str) -> str:
        """Return the evidence that was given in words, "" where there is none."""
        with self.registry.begin() as tx:
            entries = [entry for entry in tx.journal.read(handoff_id) if entry.change == change_id]
        refs = [entry.detail["evidence"] for entry in entries if "evidence" in entry.detail]
        return self.artifacts.get(ArtifactRef(str(refs[-1]))).decode() if refs else ""

    def _wake(self, tx: Transaction, handoff_id: HandoffId) -> None:
        handoff = tx.handoffs.get(handoff_id, lock=True)
        if handoff.state is State.AWAITING_MANUAL:
            tx.handoffs.save(replace(handoff, wakes_at=self.clock()))


def by_hand(tx: Transaction, handoff_id: HandoffId) -> Iterator[ByHand]:
    """Yield what was approved to be done by hand."""
    progress = progress_of(tx.journal.read(handoff_id))
    changes = {c.id: c for plan in in_force(tx.plans.approved(handoff_id)) for c in plan.changes if c.by_hand}
    for change in changes.values():
        yield ByHand(handoff_id, change, progress.is_settled(change))
