"""Look: where a batch stands, and each of its rows. It reads only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handoff.domain.ask import Answer
from handoff.domain.ids import BatchId
from handoff.domain.legacy.ask import BatchAsk
from handoff.domain.legacy.batch import ENDED, Batch, Line, RowState, counts
from handoff.domain.ports.registry import Registry


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch with its rows as they stand, and the questions about it."""

    batch: Batch
    lines: Sequence[Line]
    asks: Sequence[tuple[BatchAsk, Answer | None]]

    @property
    def counts(self) -> Mapping[RowState, int]:
        """How many rows are in each state; they add up to the rows."""
        return counts(self.lines)

    @property
    def ended(self) -> int:
        """How many rows have nothing left to be done by the batch."""
        return sum(line.state in ENDED for line in self.lines)

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to be done for any row, so that nothing can be stopped."""
        return self.ended == len(self.lines)


def sheet(view: BatchView) -> Iterator[Sequence[str]]:
    """Yield every row as a line of a sheet, the heading first."""
    yield "Row", "Group", "State", "Client", "Handoff", "Why"
    for line in view.lines:
        handoff = line.handoff.id if line.handoff else ""
        yield str(line.row.number), line.row.group, line.state.replace("_", " "), line.name, handoff, line.why


@dataclass(frozen=True)
class LookAtBatches:
    """Answers what people ask about batches."""

    registry: Registry

    def all(self) -> Sequence[Batch]:
        """Return all batches, newest first."""
        with self.registry.begin() as tx:
            return tx.batches.list()

    def one(self, batch: BatchId) -> BatchView:
        """Return one as it stands; NotFoundError."""
        with self.registry.begin() as tx:
            return BatchView(tx.batches.get(batch), tx.batches.lines(batch), tx.batches.asks(batch))
