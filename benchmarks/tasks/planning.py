"""Makes and shows the plan of a client that is gathered already, as the product does, on a real registry."""

from __future__ import annotations

import json
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn, cast

from tools.measuring import Watch

from handoff.adapters.artifacts import ArtifactStore, JsonLinePages
from handoff.adapters.policy import load_policy
from handoff.domain.canonical import Json
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import Gathering
from handoff.domain.mark import Determination, Mark
from handoff.domain.people import Client, Owner
from handoff.domain.policy import Caps, Policy
from handoff.domain.ports.planned import Part
from handoff.domain.ports.registry import DossierRow
from handoff.domain.ports.vendors import Crm, Drive
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.entrypoints.local.postgres import embedded_postgres
from handoff.registry.database import PostgresRegistry
from handoff.registry.migrate import upgrade
from handoff.render import TemplateRenderer
from handoff.services.ask import AskPerson
from handoff.services.names import names_of
from handoff.services.plan import MakePlan
from handoff.services.plan_rows import rows
from handoff.services.plan_sheet import sheet
from handoff.services.show_plan import ShowPlan
from handoff.services.still_meant import StillMeant

NOW = datetime(2026, 11, 25, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
DEAL = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "9")
CLIENT = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "1"), "Acme", ("acme.example",), "folder-0")
OWNERS = tuple(
    Owner(number, f"{name}@hale.example", name.title(), active=True) for number, name in (("1", "mia"), ("7", "jo"))
)
FOLDERS = 400
PAGES = "http://127.0.0.1:8080/handoff"


@dataclass
class Acting:
    """What planning asks of the vendors: the CRM's owners, the archive, the address we act as."""

    archive: str
    account: str = "mia@hale.example"

    def owners(self) -> tuple[Owner, ...]:
        """Return the owners."""
        return OWNERS

    def walk(self, folder: str) -> Iterator[Snapshot]:
        """Yield the top of the archive's shared drive, of which the successor is a contributor."""
        member: dict[str, Json] = {"type": "user", "grantee": "jo@hale.example", "role": "writer", "inherited": False}
        fields: dict[str, Json] = {"drive_id": self.archive, "grants": [member]}
        yield Snapshot(RecordRef(Vendor.GOOGLE_DRIVE, Kind.FOLDER, folder), "Archive", "", "1", NOW, "", fields)


def make(arguments: dict[str, Any], watch: Watch) -> dict[str, Any]:
    """Make a plan, and show it."""
    with tempfile.TemporaryDirectory() as home, embedded_postgres(Path(home) / "pg") as server:
        server.create_database("bench")
        upgrade(server.url("bench"))
        registry = PostgresRegistry(server.url("bench"))
        artifacts = ArtifactStore(str(Path(home) / "artifacts"))
        pages = JsonLinePages(artifacts)
        handoff = _laid_down(registry, artifacts, pages, arguments["files"])
        policy = _policy()
        acting = Acting(policy.archive.drive)
        crms = cast("Mapping[str, Crm]", {"handoff_hubspot": acting})
        making = MakePlan(
            policy, registry, artifacts, pages, TemplateRenderer(), crms, cast("Drive", acting), lambda: NOW
        )
        with watch.running():
            ask = making(handoff.id)
        asking = AskPerson(
            policy, registry, TemplateRenderer(), crms, _still_meant(policy, registry), lambda: NOW, PAGES
        )
        question = asking.question(ask.id)
        shown = _shown(registry, ShowPlan(registry, pages), handoff)
        registry.close()
        return shown | {"ask_bytes": len(question.body.encode()) if question else 0}


def _still_meant(policy: Policy, registry: PostgresRegistry) -> StillMeant:
    """Return what looks at marks when an answer is taken: none is here, so that nothing is looked at."""

    def never(*_given: object) -> NoReturn:
        raise AssertionError

    return StillMeant(policy, registry, {}, never, never, lambda: NOW)


def _shown(registry: PostgresRegistry, show: ShowPlan, handoff: Handoff) -> dict[str, Any]:
    head = show.head(handoff.id)
    total = sum(head.counts.values())
    began = time.perf_counter()
    show.part(head, Part(start=total - 200, limit=200))
    show.reasons(head, 20)
    paged = time.perf_counter() - began
    began = time.perf_counter()
    ids: set[str] = set()
    with registry.begin() as tx:
        names = names_of(tx, tx.handoffs.get(handoff.id))
        for _line in sheet(row for row in rows(show.every(head), names) if not ids.add(row.change.id)):  # type: ignore[func-returns-value]  # a set's add, which returns nothing
            pass
    return {
        "changes": total,
        "left_out": head.left_out,
        "page_seconds": paged,
        "csv_seconds": time.perf_counter() - began,
        "in_csv": len(ids),
        "peak_shown": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _policy() -> Policy:
    policy = load_policy(str(ROOT / "docs/policies/regulated-firm.yaml"))
    return replace(policy, caps=Caps(1_000_000, 20))


def _laid_down(registry: PostgresRegistry, artifacts: ArtifactStore, pages: JsonLinePages, files: int) -> Handoff:
    """Lay down a handoff that is opened and gathered, and its dossier."""
    with registry.begin() as tx:
        opened, _ = tx.handoffs.open(Mark("handoff_hubspot", DEAL, NOW, "disengaged"), NOW)
        opened = replace(opened, client=CLIENT, determination=Determination("7"), cutoff_at=NOW + timedelta(days=60))
        opened = opened.to(State.OPENED)
        tx.handoffs.save(opened)
    for vendor, records in ((Vendor.HUBSPOT, _records()), (Vendor.GOOGLE_DRIVE, _files(files))):
        with registry.begin() as tx:
            tx.snapshots.begin(opened.id, Gathering("prepare.1"), vendor, NOW)
            tx.snapshots.add(opened.id, Gathering("prepare.1"), pages.write(records))
            tx.snapshots.end(opened.id, Gathering("prepare.1"), vendor, NOW)
    model = {"sections": [{"number": 10, "claims": []}]}
    ref = artifacts.put(json.dumps(model).encode())
    with registry.begin() as tx:
        tx.dossiers.add(DossierRow(opened.id, 1, NOW, ref, ref, ref, 0, 0))
    return opened


def _records() -> Iterator[Snapshot]:
    fields: dict[str, Any] = {"owner": "1", "companies": [CLIENT.record.key]}
    yield Snapshot(DEAL, "Deal", "", "1", NOW, "Mia", fields)
    yield Snapshot(CLIENT.record, "Acme", "", "1", NOW, "Mia", {"owner": "1"})


def _files(count: int) -> Iterator[Snapshot]:
    for number in range(FOLDERS):
        yield _file(Kind.FOLDER, f"folder-{number}", number, "application/vnd.google-apps.folder")
    for number in range(count):
        yield _file(Kind.FILE, f"file-{number:06}", number, "application/pdf")


def _file(kind: Kind, identifier: str, number: int, mime: str) -> Snapshot:
    parent = "above" if identifier == CLIENT.folder_id else f"folder-{number % FOLDERS if kind is Kind.FILE else 0}"
    grants = [
        {"type": "user", "grantee": "mia@hale.example", "role": "owner", "inherited": False, "expires": None},
        {"type": "user", "grantee": "ana@acme.example", "role": "writer", "inherited": True, "expires": None},
    ]
    if number % 10 == 0:
        grants.append({**grants[1], "grantee": f"p{number % 300}@acme.example", "inherited": False})
    path = ["Clients", "Acme", *([] if parent == "above" else [parent])]
    fields: dict[str, Any] = {
        "name": f"Report {number} of the engagement.pdf",
        "mime": mime,
        "folder": parent,
        "path": path,
        "owners": ["mia@hale.example"],
        "grants": grants,
        "writers_can_share": True,
        "copy_requires_writer": False,
        "locked": False,
        "published": False,
        "inherited_disabled": False,
        "size": 1000,
        "drive_id": None,
        "trashed": False,
        "can": ["canEdit", "canShare", "canMoveItemOutOfDrive", "canModifyContentRestriction"],
    }
    raw = {"id": identifier, **fields, "capabilities": {f"can{word}": True for word in range(40)}}
    record = RecordRef(Vendor.GOOGLE_DRIVE, kind, identifier)
    return Snapshot(
        record, str(fields["name"]), f"https://drive.google.com/{identifier}", "7", NOW, "Mia", fields, raw=raw
    )
