"""The registry's port for legacy clients: batches, their rows, and the questions about many plans at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from handoff.domain.ask import Answer
from handoff.domain.ids import AskId, BatchId, HandoffId
from handoff.domain.legacy.ask import BatchAsk
from handoff.domain.legacy.batch import Batch, Line, Row
from handoff.domain.legacy.turns import Spent


class Batches(Protocol):
    """Batches and their rows."""

    def add(self, batch: Batch) -> bool:
        """Record a batch; False where it is there already."""
        ...

    def get(self, batch: BatchId, *, lock: bool = False) -> Batch:
        """Return one; NotFoundError. `lock` keeps other transactions from changing it until this one ends."""
        ...

    def list(self) -> Sequence[Batch]:
        """Return all, newest first."""
        ...

    def unfinished(self) -> Sequence[BatchId]:
        """Return the batches that are not stopped and have a client whose handoff has not ended, oldest first."""
        ...

    def save(self, batch: Batch) -> None:
        """Write all of its values back."""
        ...

    def stopped(self, batch: BatchId) -> bool:
        """Whether a batch's stop button is pressed."""
        ...

    def put(self, row: Row) -> None:
        """Write a row, new or not."""
        ...

    def rows(self, batch: BatchId) -> Sequence[Row]:
        """Return the rows of a batch, by number."""
        ...

    def row_of(self, batch: BatchId, handoff: HandoffId, *, lock: bool = False) -> Row | None:
        """Return the row of a handoff, None where the batch has none. `lock` as for a batch: who writes the row back
        locks it first, since others write to it too.
        """
        ...

    def lines(self, batch: BatchId) -> Sequence[Line]:
        """Return the rows as they stand, by number; NotFoundError."""
        ...

    def sizes(self, handoffs: Collection[HandoffId]) -> Mapping[HandoffId, Mapping[str, int]]:
        """Return how many changes the present plan of each handoff has at each vendor."""
        ...

    def take_turns(self) -> None:
        """Let no other transaction choose whose turn it is, in any batch, until this one ends."""
        ...

    def begin(self, batch: BatchId, handoffs: Collection[HandoffId], now: datetime) -> None:
        """Record that the turn of some rows has come; one whose turn had come before keeps its instant."""
        ...

    def spent(self, since: datetime) -> Spent:
        """Return what was begun since an instant, of all batches."""
        ...

    def add_ask(self, ask: BatchAsk) -> None:
        """Keep a question; the same id again is no change."""
        ...

    def ask(self, ask: AskId) -> BatchAsk:
        """Return one; NotFoundError."""
        ...

    def put_again(self, ask: AskId, because: str) -> BatchAsk:
        """Count one more attempt, with the reason why the last answer did not count; return the ask as it is now."""
        ...

    def answer(self, ask: AskId, answer: Answer) -> Answer:
        """Record the one answer, and return it; where there is one already, that one."""
        ...

    def asks(self, batch: BatchId) -> Sequence[tuple[BatchAsk, Answer | None]]:
        """Return all questions of a batch with their answers, oldest first."""
        ...
