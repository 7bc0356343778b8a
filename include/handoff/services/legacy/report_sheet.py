"""The report of a preflight as a sheet: every row of the manifest, ready or with each of its faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handoff.domain.legacy.manifest import Column, ManifestRow
from handoff.domain.legacy.preflight import Report

HEADS = ("Row", "Client", "Record", "Ready", "Column", "What", "Mend")


def sheet(report: Report, rows: Sequence[ManifestRow]) -> Iterator[Sequence[str]]:
    """Yield the sheet's lines, the heads first, in the order of the rows; a row has a line for each fault."""
    yield HEADS
    ready = {one.row: one for one in report.ready}
    for row in rows:
        if found := ready.get(row.number):
            yield str(row.number), found.client.name, found.client.record.id, "yes", "", "", ""
        for fault in report.faults:
            if fault.row == row.number:
                named = row[Column.CLIENT], row[Column.RECORD]
                yield str(row.number), *named, "no", fault.column.value, fault.what, fault.mend
