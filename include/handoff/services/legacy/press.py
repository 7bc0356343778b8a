"""Stop and resume a batch. Resuming tries again what has failed: a person has mended it, or says that it goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handoff.domain.ids import BatchId
from handoff.domain.legacy.batch import Batch, RowState
from handoff.domain.legacy.turns import canary_failed
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry


@dataclass(frozen=True)
class PressBatch:
    """The stop button of a batch; it is read before every batch of changes."""

    policy: Policy
    registry: Registry

    def stop(self, batch_id: BatchId) -> Batch:
        """Press it; NotFoundError."""
        with self.registry.begin() as tx:
            batch = replace(tx.batches.get(batch_id, lock=True), stopped=True)
            tx.batches.save(batch)
        return batch

    def resume(self, batch_id: BatchId) -> Batch:
        """Release it, and let what failed be tried again; NotFoundError."""
        with self.registry.begin() as tx:
            batch = tx.batches.get(batch_id, lock=True)
            lines = tx.batches.lines(batch_id)
            passed = batch.past_canary or bool(canary_failed(lines, self.policy.legacy))
            batch = replace(batch, stopped=False, stopped_because="", past_canary=passed)
            tx.batches.save(batch)
            for line in lines:
                if line.handoff is not None and line.ours and line.state in (RowState.FAILED, RowState.STOPPED):
                    handoff = tx.handoffs.get(line.handoff.id, lock=True)
                    if handoff.problem is not None:
                        tx.handoffs.save(replace(handoff, problem=None))
                    row = tx.batches.row_of(batch_id, handoff.id, lock=True) or line.row
                    tx.batches.put(replace(row, tries=0))
        return batch
