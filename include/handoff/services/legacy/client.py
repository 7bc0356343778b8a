"""One legacy client's two steps: prepared, in a dry run up to its plan, and carried out, up to the close.

Each is what a handoff's own runs do, in one piece, and may be killed and begun again at any point: what was done is
seen and not done twice. Such a client's time is over, so that the archive follows at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from handoff.domain.change import Phase
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import HandoffId
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.errors import InvalidRecordError, StoppedError, VerificationError
from handoff.services.apply import Apply
from handoff.services.archive import Archive
from handoff.services.carry_out import CarryOut
from handoff.services.gather import Gather
from handoff.services.keep_in_touch import RecordAlumni
from handoff.services.open import Open
from handoff.services.plan import MakePlan
from handoff.services.verify import Verify

if TYPE_CHECKING:
    from handoff.services.write_dossier import WriteDossier  # its patterns take half a second, and few tasks need them

MOST_TRIES = 20
"""How often a step is begun without an end before a person has to look: its process may be killed each time."""


class Uses(Protocol):
    """The use cases that the steps are made of."""

    @property
    def open(self) -> Open: ...  # noqa: D102 - named like the use case
    @property
    def gather(self) -> Gather: ...  # noqa: D102 - so too
    @property
    def write_dossier(self) -> WriteDossier: ...  # noqa: D102 - so too
    @property
    def make_plan(self) -> MakePlan: ...  # noqa: D102 - so too
    @property
    def carry_out(self) -> CarryOut: ...  # noqa: D102 - so too
    @property
    def apply(self) -> Apply: ...  # noqa: D102 - so too
    @property
    def verify(self) -> Verify: ...  # noqa: D102 - so too
    @property
    def record_alumni(self) -> RecordAlumni: ...  # noqa: D102 - so too
    @property
    def archive(self) -> Archive: ...  # noqa: D102 - so too


@dataclass(frozen=True)
class LegacyClient:
    """Does a client's steps. `uses` are the use cases of every handoff."""

    uses: Uses
    registry: Registry
    clock: Clock

    def prepare(self, handoff_id: HandoffId) -> Handoff:
        """Do what prepare_handoff does; return the handoff, which waits for its approval then."""
        handoff = self._begin(handoff_id, None)
        if handoff.state in (State.MARKED, State.OPENED):
            uses = self.uses
            uses.open(handoff_id)
            uses.gather.crm(handoff_id, "prepare")
            uses.gather.files(handoff_id, "prepare")
            uses.write_dossier(handoff_id)
            uses.make_plan(handoff_id)
        return self._end(handoff_id)

    def carry_out(self, handoff_id: HandoffId) -> Handoff:
        """Do what carry_out_handoff and archive_access do; return the handoff, closed or waiting for what it says."""
        handoff = self._begin(handoff_id, self.clock())
        if handoff.state is State.APPROVED:
            handoff = self._hand_over(handoff_id)
        if self._is_due(handoff):
            self._archive(handoff_id)
        return self._end(handoff_id)

    def _hand_over(self, handoff_id: HandoffId) -> Handoff:
        uses = self.uses
        uses.carry_out.begin(handoff_id)
        uses.apply(handoff_id, Phase.DELIVER)
        uses.apply(handoff_id, Phase.REASSIGN)
        uses.verify(handoff_id, Phase.DELIVER, Phase.REASSIGN)
        uses.apply(handoff_id, Phase.FAREWELL)
        uses.verify(handoff_id, Phase.FAREWELL)
        uses.record_alumni(handoff_id)
        return uses.carry_out.set_cutoff(handoff_id)

    def _is_due(self, handoff: Handoff) -> bool:
        if handoff.state is State.AWAITING_CUTOFF:
            return handoff.cutoff_at is not None and handoff.cutoff_at <= self.clock()
        return handoff.state in (State.ARCHIVING, State.AWAITING_GRACE, State.AWAITING_MANUAL)

    def _archive(self, handoff_id: HandoffId) -> None:
        uses = self.uses
        uses.archive.begin(handoff_id)
        uses.gather.files(handoff_id, "archive", content=False)
        uses.apply(handoff_id, Phase.ARCHIVE)
        if uses.archive.ask_for_new(handoff_id) is not None:
            return
        uses.verify(handoff_id, Phase.ARCHIVE)
        left = uses.archive.residual(handoff_id)
        if left:
            raise VerificationError(
                f"{len(left)} grants are still there after the cut-off.",
                record=str(left[0].file),
                mend=f"See `handoff plan {handoff_id}` for what was left out, mend it, and resume the batch.",
            )
        uses.archive.close(handoff_id)

    def _begin(self, handoff_id: HandoffId, carried_out_at: datetime | None) -> Handoff:
        """Count the try; StoppedError where the batch is stopped, InvalidRecordError after too many tries."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id, lock=True)
            if (
                handoff.legacy is None
                or (row := tx.batches.row_of(handoff.legacy.batch, handoff_id, lock=True)) is None
            ):
                raise InvalidRecordError(
                    "No batch hands it off.", record=f"handoff {handoff_id}", mend="Run prepare_handoff for it."
                )
            if handoff.stopped or tx.batches.stopped(handoff.legacy.batch) or tx.stops.all_stopped():
                raise StoppedError("It was stopped; nothing further is done.", record=f"handoff {handoff_id}")
            tx.batches.put(replace(row, tries=row.tries + 1, begun_at=row.begun_at or carried_out_at))
            if row.tries < MOST_TRIES and handoff.problem is not None:
                handoff = replace(handoff, problem=None)
                tx.handoffs.save(handoff)
        if row.tries >= MOST_TRIES:
            raise InvalidRecordError(
                f"It was begun {row.tries} times, and never came to an end.",
                record=f"handoff {handoff_id}",
                mend="See the logs of its tasks in Airflow, then resume the batch.",
            )
        return handoff

    def _end(self, handoff_id: HandoffId) -> Handoff:
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            batch = handoff.legacy.batch if handoff.legacy is not None else None
            if batch and (row := tx.batches.row_of(batch, handoff_id, lock=True)) is not None:
                tx.batches.put(replace(row, tries=0))
        return handoff
