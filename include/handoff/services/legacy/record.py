"""Record: make a batch of what a preflight has found. The same manifest and way again is the same batch, which goes on:
what was mended meanwhile is ready now, what was begun stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from handoff.domain.handoff import TAKEN_UP, Handoff
from handoff.domain.ids import BatchId, HandoffId
from handoff.domain.legacy.batch import Approve, Batch, Row, batch_id
from handoff.domain.legacy.manifest import Column
from handoff.domain.legacy.origin import Origin, mark_of
from handoff.domain.legacy.preflight import Fault, Ready, Report
from handoff.domain.ports.registry import Registry, Transaction
from handoff.domain.ports.tools import Clock
from handoff.errors import ManifestError
from handoff.services.legacy.known import Known


@dataclass(frozen=True)
class RecordBatch:
    """Records batches."""

    registry: Registry
    clock: Clock

    def __call__(self, report: Report, manifest: str, approve: Approve, by: str) -> Batch:
        """Return the batch of a report; `manifest` is its SHA-256. All is recorded or nothing.

        What the report says may be old: who was marked in a CRM since it was made is not ready any more. ManifestError
        where no row of a new batch is ready.
        """
        batch = Batch(batch_id(manifest, approve), manifest, approve, by, self.clock())
        with self.registry.begin() as tx:
            new = tx.batches.add(batch)
            batch = tx.batches.get(batch.id, lock=True)
            known = {row.number: row for row in tx.batches.rows(batch.id)}
            named: dict[HandoffId | None, int] = {row.handoff: row.number for row in known.values() if row.handoff}
            begun = {row.number for row in known.values() if row.handoff is not None}
            marked = Known.of(one for one in tx.handoffs.list() if one.legacy is None)
            rows = list(self._rows(tx, batch.id, still_ready(report, marked), named, begun))
            if new and not any(row.handoff for row in rows):
                raise ManifestError(
                    f"No batch was begun: none of its {len(rows)} rows is ready.",
                    mend="Mend what the preflight names, in the file or in the CRM, and run it again.",
                )
            for row in rows:
                tx.batches.put(row)
        return batch

    def _rows(
        self,
        tx: Transaction,
        batch: BatchId,
        report: Report,
        named: dict[HandoffId | None, int],
        begun: Collection[int],
    ) -> Iterable[Row]:
        """Yield the rows that are new, or were faulty; one that was `begun` stays as it is, however it has ended."""
        for number, faults in groupby(sorted(report.faults, key=lambda fault: fault.row), key=lambda fault: fault.row):
            if number not in begun:
                yield Row(batch, number, faults=tuple(faults))
        for ready in report.ready:
            if ready.row in begun:
                continue
            handoff = mark_of(ready.client, ready.connection).handoff_id
            first = named.setdefault(handoff, ready.row)
            if first == ready.row:
                yield Row(batch, ready.row, ready.group, ready, handoff=self._open(tx, batch, ready).id)
            else:
                what = f"It names the same client as row {first}."
                fault = Fault(ready.row, Column.CLIENT, what, "Leave one of the two out.")
                yield Row(batch, ready.row, ready.group, faults=(fault,))

    def _open(self, tx: Transaction, batch: BatchId, ready: Ready) -> Handoff:
        origin = Origin(batch, ready.left_at)
        handoff, new = tx.handoffs.open(mark_of(ready.client, ready.connection), self.clock(), origin)
        if not new and handoff.state in TAKEN_UP:
            handoff = tx.handoffs.get(handoff.id, lock=True)
            if handoff.state in TAKEN_UP:
                handoff = handoff.taken_up(origin)
                tx.handoffs.save(handoff)
        return handoff


def still_ready(report: Report, marked: Known) -> Report:
    """Return a report as it is now that other handoffs are known; each that stands in the way is a fault."""
    found = {ready.row: marked.standing_in_the_way(ready.connection, ready.client) for ready in report.ready}
    faults = [Fault(row, Column.CLIENT, *Known.said(handoff)) for row, handoff in found.items() if handoff is not None]
    return Report(tuple(ready for ready in report.ready if found[ready.row] is None), (*report.faults, *faults))
