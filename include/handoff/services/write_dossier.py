"""Write dossier: sum up what was gathered, and keep it as model, page and Markdown in the artifact store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from handoff.domain.dossier import Dossier, Finding, Unread
from handoff.domain.handoff import Handoff
from handoff.domain.ids import Gathering, HandoffId
from handoff.domain.journal import Entry, EntryKind
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import DossierRow, Registry
from handoff.domain.ports.tools import Artifacts, Block, Clock, Documents, Renderer, Secrets, SnapshotPages
from handoff.domain.ports.vendors import Crm
from handoff.domain.record import Kind, RecordRef
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary import summarise
from handoff.errors import PermanentError
from handoff.services.gather import gathering


@dataclass(frozen=True)
class WriteDossier:
    """Writes a version of the dossier."""

    policy: Policy
    registry: Registry
    artifacts: Artifacts
    pages: SnapshotPages
    documents: Documents
    secrets: Secrets
    renderer: Renderer
    crms: Mapping[str, Crm]
    clock: Clock

    def __call__(self, handoff_id: HandoffId) -> DossierRow:
        """Write the dossier of this attempt's gathering; the attempt's number is its version."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            name = gathering("prepare", handoff)
            pages = tx.snapshots.pages(handoff_id, name)
            unread = list(_unread(tx.journal.read(handoff_id), name))
        now = self.clock()
        found = self.pages.read(pages)
        dossier = self._sum_up(handoff, [*unread], found, now)
        row = DossierRow(
            handoff=handoff_id,
            version=handoff.attempt,
            made_at=now,
            model=self.artifacts.put(json.dumps(dossier.as_json(), ensure_ascii=False, indent=1).encode()),
            html=self.artifacts.put(self.renderer.dossier_html(dossier).encode()),
            markdown=self.artifacts.put(self.renderer.dossier_markdown(dossier).encode()),
            claims=len(dossier.claims),
            unknown=sum(page.finding is Finding.UNKNOWN for page in dossier.pages),
        )
        with self.registry.begin() as tx:
            tx.dossiers.add(row)
        return row

    def _sum_up(self, handoff: Handoff, unread: list[Unread], found: Iterable[Snapshot], now: datetime) -> Dossier:
        owners = {owner.id: owner for owner in self.crms[handoff.mark.record.vendor.value].owners()}
        broken: list[Unread] = []

        def read(snapshot: Snapshot) -> Iterable[Block]:
            if snapshot.content is None:
                return ()
            try:
                return list(self.documents.blocks(self.artifacts.get(snapshot.content), snapshot.media_type))
            except PermanentError as error:
                broken.append(Unread(snapshot.record, snapshot.title, error.what))
                return ()

        def everything() -> Iterator[Snapshot | Unread]:
            named = {item.record for item in unread}
            for snapshot in found:
                if _is_closed_document(snapshot) and snapshot.record not in named:
                    broken.append(Unread(snapshot.record, snapshot.title, _closed(snapshot)))
                yield snapshot
            yield from unread
            yield from broken

        return summarise(
            everything(),
            read,
            redact=self.secrets.redact,
            handoff=handoff,
            owners=owners,
            firm=self.policy.firm.name,
            version=handoff.attempt,
            made_at=now,
        )


_NO_DOCUMENTS = ("image/", "video/", "audio/", "font/", "application/vnd.google-apps.shortcut")
"""What holds no text to be read: it is listed among the files, and no reader misses it."""


def _is_closed_document(snapshot: Snapshot) -> bool:
    """Whether a file should say something and nothing of it was read: it is of a type that we do not read."""
    return (
        snapshot.record.kind is Kind.FILE
        and snapshot.content is None
        and not snapshot.flag("trashed")
        and bool(snapshot.text("mime"))
        and not snapshot.text("mime").startswith(_NO_DOCUMENTS)
    )


def _closed(snapshot: Snapshot) -> str:
    kind = "".join(letter for letter in snapshot.text("mime")[:80] if letter.isalnum() or letter in "/.+-")
    return f"A document of type {kind} cannot be read yet."


def _unread(entries: Iterable[Entry], name: Gathering) -> Iterator[Unread]:
    """Yield what this gathering could not read; of a vendor that was gathered again, the last time counts."""
    found: dict[str, dict[RecordRef, Unread]] = {}
    for entry in entries:
        if entry.detail.get("gathering") != name:
            continue
        vendor = str(entry.detail["vendor"])
        if entry.kind is EntryKind.GATHERING:
            found[vendor] = {}
        elif entry.kind is EntryKind.UNREAD:
            record = RecordRef.parse(str(entry.detail["record"]))
            found.setdefault(vendor, {})[record] = Unread(record, str(record), str(entry.detail["reason"]))
    for unread in found.values():
        yield from unread.values()
