"""What a dossier is made of, for the tests: a handoff, its people, records with fields, and a way to sum them up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

from handoff.adapters.documents.reader import DocumentReader
from handoff.adapters.secrets import SecretScanner
from handoff.domain.cuts import Cut, CutRules
from handoff.domain.dossier import Claim, Dossier, Finding, Section, Unread
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import ArtifactRef
from handoff.domain.mark import Determination, Mark
from handoff.domain.people import Client, Owner
from handoff.domain.ports.tools import Block
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.setting import Setting
from handoff.domain.summary.summarise import summarise

NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)
DEAL = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "1")
MARK = Mark("handoff_hubspot", DEAL, NOW, "in_transition", by="9")
HANDOFF = Handoff(
    id=MARK.handoff_id,
    mark=MARK,
    state=State.OPENED,
    opened_at=NOW,
    client=Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "2"), "Acme", ("acme.example",), "folder"),
    determination=Determination("20", "They need a bigger team.", "10", datetime(2026, 7, 1, tzinfo=UTC)),
)
OWNERS = {
    "10": Owner("10", "maya@studio.example", "Maya Okafor", active=True),
    "20": Owner("20", "jonas@studio.example", "Jonas Weber", active=True),
    "30": Owner("30", "daniel@studio.example", "Daniel Reyes", active=False, user="9003"),
}
READER = DocumentReader()
SCANNER = SecretScanner()
_NUMBERS = count(100)


def record(kind: Kind, title: str = "", /, id: str = "", **fields: Any) -> Snapshot:  # noqa: A002 - a record's own word
    """Make a record as a vendor's adapter would, with an address of its own."""
    vendor = Vendor.GOOGLE_DRIVE if kind in (Kind.FILE, Kind.FOLDER) else Vendor.HUBSPOT
    ref = RecordRef(vendor, kind, id or str(next(_NUMBERS)))
    return Snapshot(
        record=ref,
        title=title or str(fields.get("name") or fields.get("subject") or ref),
        url=f"https://vendor.example/{kind.value}/{ref.id}",
        revision="1",
        as_of=datetime(2026, 5, 1, tzinfo=UTC),
        author="Priya Raman",
        fields=fields,
    )


def document(title: str, text: str, media_type: str = "text/markdown", **fields: Any) -> Snapshot:
    """Make a file whose content is a text; `texts` gives it back to the reader."""
    made = record(Kind.FILE, title, name=title, **fields)
    return replace(made, content=ArtifactRef(text), media_type=media_type)


def read(snapshot: Snapshot) -> list[Block]:
    """Read a document that `document` made: its reference is its text."""
    return list(READER.blocks(str(snapshot.content).encode(), snapshot.media_type))


def sum_up(
    *snapshots: Snapshot | Unread,
    handoff: Handoff = HANDOFF,
    redact: Callable[[str], str] = SCANNER.redact,
    owners: Mapping[str, Owner] = OWNERS,
    now: datetime = NOW,
) -> Dossier:
    """Sum records up with the real reader and the real scanner."""
    return cuts_of(*snapshots, handoff=handoff, redact=redact, owners=owners, now=now)[Cut.INTERNAL]


def cuts_of(
    *snapshots: Snapshot | Unread,
    handoff: Handoff = HANDOFF,
    redact: Callable[[str], str] = SCANNER.redact,
    owners: Mapping[str, Owner] = OWNERS,
    rules: CutRules | None = None,
    outside: bool = False,
    now: datetime = NOW,
) -> Mapping[Cut, Dossier]:
    """Sum records up in all three cuts."""
    return summarise(
        snapshots,
        read,
        Setting(handoff, owners, "Studio", now),
        redact=redact,
        version=3,
        rules=rules,
        outside=outside,
    )


def claims(dossier: Dossier, section: Section) -> list[Claim]:
    """Return a section's claims."""
    return list(dossier.pages[section.number - 1].claims)


def texts(dossier: Dossier, section: Section) -> list[str]:
    """Return the texts of a section's claims."""
    return [claim.text for claim in claims(dossier, section)]


def finding(dossier: Dossier, section: Section) -> Finding:
    """Return what is said of a section."""
    return dossier.pages[section.number - 1].finding


def said(title: str, text: str, section: Section, media_type: str = "text/markdown") -> list[str]:
    """Return what one document says in a section, without what the ledgers say of it as a file."""
    return [
        claim.text
        for claim in claims(sum_up(document(title, text, media_type)), section)
        if claim.label not in ("Files", "Google Drive")
    ]
