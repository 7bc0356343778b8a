"""A client's files as one tree: what lies where, and what stands above it. It holds no vendor's raw answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot

FILES = (Kind.FILE, Kind.FOLDER)
SHORTCUT = "application/vnd.google-apps.shortcut"


@dataclass(frozen=True)
class Tree:
    """The files and folders of a client, by id; `root` is the id of the client's folder."""

    root: str
    files: Mapping[str, Snapshot]

    @classmethod
    def of(cls, root: str, snapshots: Iterable[Snapshot]) -> Tree:
        """Take the files among some snapshots, folders before what lies in them."""
        found = [replace(item, raw={}) if item.raw else item for item in snapshots if item.record.kind in FILES]
        found.sort(key=lambda item: (_depth(item), item.record))
        return cls(root, {item.record.id: item for item in found})

    def __iter__(self) -> Iterator[Snapshot]:
        return iter(self.files.values())

    def above(self, file_id: str) -> Iterator[str]:
        """Yield the ids of the folders that a file lies in, the nearest first, up to the client's own."""
        seen = {file_id}
        while (file := self.files.get(file_id)) is not None and file_id != self.root:
            file_id = file.text("folder")
            if not file_id or file_id in seen:
                return
            seen.add(file_id)
            yield file_id


def _depth(file: Snapshot) -> int:
    path = file.fields.get("path")
    return len(path) if isinstance(path, list | tuple) else 0
