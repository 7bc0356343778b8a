"""Return records: make the package of what belongs to the client, keep it in the artifact store, and write it out.

Making it asks Drive for every file in its native format, and the CRM for the attached ones; writing it out needs the
artifact store alone. The journal names the package by its hash.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from handoff.domain.canonical import Json
from handoff.domain.cuts import RecordClass
from handoff.domain.handoff import Handoff
from handoff.domain.ids import ArtifactRef, HandoffId
from handoff.domain.journal import EntryKind
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Artifacts, Clock, Renderer, SnapshotPages
from handoff.domain.ports.vendors import Crm, Drive
from handoff.domain.record import Kind
from handoff.domain.returning import RETURNED_CLASSES, Fate, Item, Package, Retention, path_of
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.classes import Classifier
from handoff.domain.summary.rules.records.deliverables import folders_of
from handoff.errors import InvalidRecordError, NotFoundError, PermanentError
from handoff.services.prepared import prepared

LARGEST = 512 * 1024 * 1024
"""Bytes of one file that is returned."""

_ENDINGS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "text/markdown": ".md",
}
_UNSAID = Retention("not said by the policy")


@dataclass(frozen=True)
class ReturnRecords:
    """Makes the package. Where no vendor may be asked, `crms` is empty and `drive` None; what was gathered is in it."""

    policy: Policy
    registry: Registry
    artifacts: Artifacts
    pages: SnapshotPages
    renderer: Renderer
    crms: Mapping[str, Crm]
    drive: Drive | None
    clock: Clock

    def __call__(self, handoff_id: HandoffId) -> Package:
        """Make the package of what was gathered last, and keep it."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            refs = prepared(tx, handoff)
        if not refs:
            raise InvalidRecordError(
                "Nothing has been gathered yet.", record=f"handoff {handoff_id}", mend="Run prepare_handoff first."
            )
        client, _ = handoff.known()
        classifier = Classifier(client, self.policy.dossier.cuts)
        taken: set[str] = set()
        items = [
            self._item(handoff, snapshot, classifier.of(snapshot), taken)
            for snapshot in self.pages.read(refs)
            if snapshot.record.kind is not Kind.FOLDER and not snapshot.flag("trashed")
        ]
        package = Package(handoff_id, client.name, self.policy.firm.name, self.clock(), items)
        ref = self.artifacts.put(json.dumps(package.as_json(), ensure_ascii=False, indent=1).encode())
        with self.registry.begin() as tx:
            detail: dict[str, Json] = {
                "package": ref,
                **{fate.value: len(package.of(fate)) for fate in Fate},
                "deleted": 0,
            }
            tx.journal.append(handoff_id, self.clock(), EntryKind.RETURN, None, detail)
        return package

    def _item(self, handoff: Handoff, snapshot: Snapshot, kind: RecordClass, taken: set[str]) -> Item:
        title = snapshot.text("name") or snapshot.title
        if kind not in RETURNED_CLASSES:
            rule = self.policy.dossier.retention.get(kind, _UNSAID)
            until = handoff.cutoff_at + rule.keep if handoff.cutoff_at and rule.keep else None
            # What stays is named by its record alone: the client gets this account, and a title may say too much.
            return Item(snapshot.record, "", kind, Fate.RETAINED, why=rule.basis, until=until)
        try:
            content = self._content(handoff, snapshot)
        except PermanentError as error:
            return Item(snapshot.record, title, kind, Fate.NOT_EXPORTED, why=error.what)
        if content is None:
            return Item(snapshot.record, title, kind, Fate.NOT_EXPORTED, why="Its content can't be exported.")
        data, media_type = content
        ending = _ENDINGS.get(media_type) or PurePosixPath(title).suffix or mimetypes.guess_extension(media_type) or ""
        folders = folders_of(snapshot) if snapshot.record.kind is Kind.FILE else (snapshot.record.kind.value,)
        name = title if snapshot.record.kind is Kind.FILE else f"{snapshot.record.id} {title}"
        ref = self.artifacts.put(data)
        path = path_of(folders, name, ending, taken)
        return Item(snapshot.record, title, kind, Fate.RETURNED, path, media_type, len(data), ref, str(ref))

    def _content(self, handoff: Handoff, snapshot: Snapshot) -> tuple[bytes, str] | None:
        if snapshot.record.kind not in (Kind.FILE, Kind.ATTACHMENT):
            fields = {"record": snapshot.record.key, "title": snapshot.title, "fields": dict(snapshot.fields)}
            return json.dumps(fields, ensure_ascii=False, indent=1).encode(), "application/json"
        if self.drive is not None and snapshot.record.kind is Kind.FILE:
            return self.drive.export(snapshot, LARGEST)
        if self.crms and snapshot.record.kind is Kind.ATTACHMENT:
            return self.crms[handoff.mark.connection].export(snapshot, LARGEST)
        return None if snapshot.content is None else (self.artifacts.get(snapshot.content), snapshot.media_type)


@dataclass(frozen=True)
class WritePackage:
    """Writes the newest package into a folder."""

    registry: Registry
    artifacts: Artifacts
    renderer: Renderer

    def __call__(self, handoff_id: HandoffId, place: Path) -> Mapping[str, int]:
        """Write the files, `index.csv`, `index.json` and `certificate.md`; return how many records had which fate.

        The folder has to be new or empty: InvalidRecordError. NotFoundError where no package was made.
        """
        with self.registry.begin() as tx:
            made = [entry for entry in tx.journal.read(handoff_id) if entry.kind is EntryKind.RETURN]
        if not made:
            raise NotFoundError(
                "No return package has been made.",
                record=f"handoff {handoff_id}",
                mend="Run the DAG return_records for it, or say --gathered for what is in the artifact store.",
            )
        place.mkdir(parents=True, exist_ok=True)
        if any(place.iterdir()):
            raise InvalidRecordError(f"{place} is not empty.", mend="Name a new folder.")
        data = self.artifacts.get(ArtifactRef(str(made[-1].detail["package"])))
        package = json.loads(data)
        for item in package["items"]:
            if item["path"]:
                target = place / item["path"]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(self.artifacts.get(ArtifactRef(item["content"])))
        (place / "index.json").write_bytes(data)
        (place / "index.csv").write_text(self.renderer.table_csv(list(_index(package))), encoding="utf-8")
        (place / "certificate.md").write_text(self.renderer.certificate(package), encoding="utf-8")
        return {fate.value: sum(item["fate"] == fate.value for item in package["items"]) for fate in Fate}


def _index(package: Mapping[str, object]) -> Iterator[list[str]]:
    yield ["path", "record", "title", "class", "fate", "type", "bytes", "sha256", "why", "until"]
    items = package["items"]
    for item in items if isinstance(items, list) else ():
        names = ("path", "record", "title", "class", "fate", "media_type", "bytes", "sha256", "why", "until")
        yield ["" if item[name] is None else str(item[name]) for name in names]
