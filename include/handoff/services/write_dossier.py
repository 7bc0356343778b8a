"""Write dossier: sum up what was gathered, and keep it as model, page and Markdown in the artifact store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handoff.domain.access import within
from handoff.domain.cuts import Cut
from handoff.domain.dossier import Dossier, Finding, News, Unread
from handoff.domain.guards import strangers
from handoff.domain.handoff import Handoff
from handoff.domain.ids import Gathering, HandoffId
from handoff.domain.journal import Entry, EntryKind
from handoff.domain.narrative import Narrator, kept
from handoff.domain.people import Owner
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import DossierRow, Registry
from handoff.domain.ports.tools import Artifacts, Block, Clock, Documents, Renderer, Secrets, SnapshotPages
from handoff.domain.ports.vendors import Crm
from handoff.domain.record import Kind, RecordRef
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.setting import Setting
from handoff.domain.summary.sorting import Sorter
from handoff.domain.summary.summarise import summarise
from handoff.domain.written import Forms, Stop, Written
from handoff.errors import PermanentError
from handoff.services.gather import gathering
from handoff.services.names import owned_by
from handoff.services.release import written_of


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
    narrator: Narrator | None = None
    sorter: Sorter | None = None

    def __call__(self, handoff_id: HandoffId) -> DossierRow:
        """Write the dossier of this attempt's gathering; the attempt's number is its version."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            name = gathering("prepare", handoff)
            pages = tx.snapshots.pages(handoff_id, name)
            unread = list(_unread(tx.journal.read(handoff_id), name))
            before = [row for row in tx.dossiers.list(handoff_id) if row.version < handoff.attempt]
        now = self.clock()
        found = self.pages.read(pages)
        owners = {owner.id: owner for owner in self.crms[handoff.mark.connection].owners()}
        people: list[tuple[str, str]] = []
        held_by: set[str] = set()
        found = _noting(found, handoff, people, held_by)
        dossiers = self._news(self._sum_up(handoff, owners, [*unread], found, now), before[-1] if before else None)
        dossiers = {cut: self._told(dossier) for cut, dossier in dossiers.items()}
        written = Written(
            {cut: self._forms(dossier) for cut, dossier in dossiers.items()},
            self._stops(handoff, owners, dossiers, people),
        )
        delivered, forms = dossiers[Cut.SUCCESSOR], written.cuts[Cut.SUCCESSOR]
        row = DossierRow(
            handoff=handoff_id,
            version=handoff.attempt,
            made_at=now,
            model=forms.model,
            html=forms.html,
            markdown=forms.markdown,
            claims=len(delivered.claims),
            unknown=sum(page.finding is Finding.UNKNOWN for page in delivered.pages),
            cuts=self.artifacts.put(json.dumps(written.as_json(), indent=1).encode()),
        )
        with self.registry.begin() as tx:
            tx.dossiers.add(row)
            tx.people.note_owners(handoff.mark.connection, [owners[one] for one in held_by if one in owners])
        return row

    def _forms(self, dossier: Dossier) -> Forms:
        return Forms(
            model=self.artifacts.put(json.dumps(dossier.as_json(), ensure_ascii=False, indent=1).encode()),
            html=self.artifacts.put(self.renderer.dossier_html(dossier).encode()),
            markdown=self.artifacts.put(self.renderer.dossier_markdown(dossier).encode()),
            pdf=self.artifacts.put(self.renderer.dossier_pdf(dossier)),
        )

    def _told(self, dossier: Dossier) -> Dossier:
        """Let each cut be retold from its own claims, where the policy wants it."""
        if self.narrator is None:
            return dossier
        claims = [f"{claim.label}: {claim.text}" if claim.label else claim.text for claim in dossier.claims]
        return replace(dossier, narrative=kept(self.narrator.tell(claims), claims))

    def _news(self, dossiers: Mapping[Cut, Dossier], before: DossierRow | None) -> Mapping[Cut, Dossier]:
        """Say in each cut what changed since the version before, compared with the same cut of it."""
        written = None if before is None else written_of(before, self.artifacts)
        if written is None:
            return dossiers
        return {
            cut: replace(dossier, news=News.between(json.loads(self.artifacts.get(written.cuts[cut].model)), dossier))
            for cut, dossier in dossiers.items()
        }

    def _stops(
        self,
        handoff: Handoff,
        owners: Mapping[str, Owner],
        dossiers: Mapping[Cut, Dossier],
        people: Sequence[tuple[str, str]],
    ) -> Sequence[Stop]:
        """Return where a cut that leaves the firm speaks of another company; `people` are the client's."""
        client, _ = handoff.known()
        firm = self.policy.firm
        ours = [firm.name, firm.sender_name, *firm.domains, *(owner.name for owner in owners.values())]
        leaving = [dossiers[Cut.SUCCESSOR], dossiers[Cut.CLIENT]]
        others = self.crms[handoff.mark.connection].others(client)
        return strangers(leaving, others, client, ours, self.policy.dossier.may_name, people)

    def _sum_up(
        self,
        handoff: Handoff,
        owners: Mapping[str, Owner],
        unread: list[Unread],
        found: Iterable[Snapshot],
        now: datetime,
    ) -> Mapping[Cut, Dossier]:
        _, determination = handoff.known()
        successor = owners.get(determination.successor)
        domains = self.policy.firm.domains
        outside = successor is not None and not within(successor.email.rpartition("@")[2].lower(), domains)
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
            Setting(handoff, owners, self.policy.firm.name, now),
            redact=self.secrets.redact,
            version=handoff.attempt,
            rules=self.policy.dossier.cuts,
            outside=outside,
            sorter=self.sorter,
        )


def _noting(
    found: Iterable[Snapshot], handoff: Handoff, people: list[tuple[str, str]], held_by: set[str]
) -> Iterator[Snapshot]:
    """Yield the snapshots, and put into `people` the name and address of each contact who belongs to the client, and
    into `held_by` the ids of the records' owners.
    """
    client, _ = handoff.known()
    for snapshot in found:
        held_by.update(owned_by(snapshot))
        companies = snapshot.fields.get("companies")
        if snapshot.record.kind is Kind.CONTACT and isinstance(companies, list) and client.record.key in companies:
            people.append((snapshot.text("name"), snapshot.text("email")))
        yield snapshot


_NO_DOCUMENTS = ("image/", "video/", "audio/", "font/", "application/vnd.google-apps.shortcut")
"""What holds no text to be read: it is listed among the files, and no reader misses it."""


def _is_closed_document(snapshot: Snapshot) -> bool:
    """Whether a file of Drive or the CRM should say something and nothing of it was read: we do not read its type."""
    return (
        snapshot.record.kind in (Kind.FILE, Kind.ATTACHMENT)
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
