"""The runs of a batch: one after the other, each by its number, and the next only once the last has ended."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handoff.domain.ids import BatchId
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Runs
from handoff.services.legacy.steps import Steps

DAG = "hand_off_legacy_clients"
_AT_WORK = frozenset({"queued", "running"})


@dataclass(frozen=True)
class BatchRuns:
    """Starts the runs of batches."""

    registry: Registry
    steps: Steps
    runs: Runs

    def start(self, batch_id: BatchId, *, ending: str = "") -> str | None:
        """Start the next run of a batch that has something to do, and return its id; None where none is needed.

        Nothing is started while a run is at work, but for the one that is `ending` and asks what comes after it.
        """
        if not self.steps.has_work(batch_id):
            return None
        with self.registry.begin() as tx:
            batch = tx.batches.get(batch_id)
        if batch.run and batch.run_id(batch.run) != ending and self._is_at_work(batch.run_id(batch.run)):
            return None
        number = batch.run + 1
        while not self.runs.start(DAG, batch.run_id(number), {"batch": batch_id}, f"Legacy clients ({batch_id})"):
            if batch.run_id(number) != ending and self._is_at_work(batch.run_id(number)):
                break  # somebody else has started it
            number += 1
        with self.registry.begin() as tx:
            current = tx.batches.get(batch_id, lock=True)
            tx.batches.save(replace(current, run=max(current.run, number)))
        return batch.run_id(number)

    def _is_at_work(self, run_id: str) -> bool:
        return self.runs.state(DAG, run_id) in _AT_WORK

    def start_all(self) -> list[str]:
        """Start the next run of each batch that has something to do now."""
        with self.registry.begin() as tx:
            batches = tx.batches.unfinished()
        return [run for batch in batches if (run := self.start(batch)) is not None]
