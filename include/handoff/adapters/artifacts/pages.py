"""Snapshots in the artifact store: pages of gzipped JSON lines.

What always holds: the same snapshots give the same pages, byte for byte, so that a repeated gathering keeps nothing
twice; reading and writing hold one page in memory, however many records a client has.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice

from handoff.domain.canonical import canonical_json, sha256_hex
from handoff.domain.ids import ArtifactRef
from handoff.domain.ports.registry import SnapshotRow
from handoff.domain.ports.tools import Artifacts, SnapshotPages
from handoff.domain.record import RecordRef
from handoff.domain.snapshot import Snapshot

_RECORD = b',"record":"'


class JsonLinePages(SnapshotPages):
    """Pages of snapshots in a store."""

    def __init__(self, artifacts: Artifacts) -> None:
        self._artifacts = artifacts

    def write(self, snapshots: Iterable[Snapshot], page_size: int = 500) -> Iterator[SnapshotRow]:
        """Keep snapshots in pages of `page_size`; yield where each one stands once its page is kept."""
        snapshots = iter(snapshots)
        while page := list(islice(snapshots, page_size)):
            yield from self._put(page)

    def amend(self, page: ArtifactRef, newer: Mapping[RecordRef, Snapshot | None]) -> Sequence[SnapshotRow]:
        """Keep a page anew with newer snapshots of some records in the places of the old ones, without those of which
        there is none any more; NotFoundError.
        """
        now = (newer.get(snapshot.record, snapshot) for snapshot in self.read([page]))
        kept = [snapshot for snapshot in now if snapshot is not None]
        return self._put(kept) if kept else []

    def _put(self, page: Sequence[Snapshot]) -> Sequence[SnapshotRow]:
        lines = [canonical_json(snapshot.as_json()) for snapshot in page]
        # Without the time of writing, which gzip would put in its header.
        ref = self._artifacts.put(gzip.compress(b"\n".join(lines), compresslevel=6, mtime=0))
        return [
            SnapshotRow(snapshot.record, snapshot.revision, sha256_hex(line), ref)
            for snapshot, line in zip(page, lines, strict=True)
        ]

    def read(self, pages: Iterable[ArtifactRef]) -> Iterator[Snapshot]:
        """Yield the snapshots of some pages in order; NotFoundError."""
        for ref in pages:
            with gzip.open(BytesIO(self._artifacts.get(ref))) as lines:
                for line in lines:
                    yield Snapshot.from_json(json.loads(line))

    def titles(self, pages: Iterable[ArtifactRef]) -> Iterator[tuple[str, str]]:
        """Yield the keys and titles of the records on some pages; NotFoundError.

        The keys of a line are sorted, so that its end has both, and the vendor's raw answer needs no reading: inside a
        text its quotes are escaped, so that the last key of this name is the snapshot's own.
        """
        for ref in pages:
            with gzip.open(BytesIO(self._artifacts.get(ref))) as lines:
                for line in lines:
                    end = json.loads(b"{" + line[line.rindex(_RECORD) + 1 :])
                    yield end["record"], end["title"]
