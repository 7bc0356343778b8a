"""Writes the dossier of one client by the whole product, over a registry and an artifact store of its own."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tools.measuring import Watch

from handoff.bootstrap import App
from handoff.domain.ids import ArtifactRef, Gathering, HandoffId
from handoff.domain.ports.tools import SnapshotPages
from handoff.domain.snapshot import Snapshot
from handoff.errors import SettingsError
from handoff.settings import Settings
from handoff_sandbox.generate.firm import STAFF

_POLICY = """
firm:
  name: Bench
  domains: [{domain}]
  sender: {{name: Bench, email: {sender}}}
  reply_to: {sender}
marks:
  hubspot:
    connection: handoff_hubspot
    record: deal
    property: dealstage
    value: in_transition
    successor: handoff_successor
    company_folder: drive_folder_id
approvers: [{{user: operator, email: {sender}}}]
approval_within: P7D
cutoff_after: P14D
caps: {{changes: 20000, letters: 1000}}
quota_share: 1.0
"""


@dataclass
class _Connection:
    """A connection as Airflow would give it."""

    conn_id: str
    host: str
    password: str | None = None
    login: str | None = None
    port: int | None = None
    extra_dejson: dict[str, object] = field(default_factory=dict)


def _app(arguments: dict[str, Any]) -> App:
    told, folder = arguments["credentials"], Path(arguments["folder"])
    hubspot, drive = told["hubspot"], told["google_drive"]
    extra = {"service_account": drive["service_account"], "subject": drive["impersonate"]}
    connections = {
        "handoff_hubspot": _Connection("handoff_hubspot", hubspot["base_url"], hubspot["access_token"]),
        "handoff_google_drive": _Connection("handoff_google_drive", drive["root_url"], extra_dejson=extra),
    }

    def find(name: str) -> Any:  # noqa: ANN401 - whatever has a connection's fields
        if name not in connections:
            raise SettingsError(f"There is no connection '{name}'.")
        return connections[name]

    policy = folder / "policy.yaml"
    sender = STAFF[0].email
    policy.write_text(_POLICY.format(sender=sender, domain=sender.rpartition("@")[2]), encoding="utf-8")
    settings = Settings(database_url=arguments["database"], policy=policy, artifacts=str(folder / "artifacts"))
    return App(find, settings)


def gather(arguments: dict[str, Any], watch: Watch) -> dict[str, Any]:
    """Open the handoff of the one mark and gather all of its records."""
    with _app(arguments) as app, watch.running():
        [found] = app.detect()
        app.open(found.id)
        records = app.gather.crm(found.id, "prepare")
        files = app.gather.files(found.id, "prepare")
        with app.registry.begin() as tx:
            pages = tx.snapshots.pages(found.id, Gathering("prepare.1"))
        documents = sum(item.content is not None for item in app.pages.read(pages))
    return {"handoff": found.id, "records": records, "files": files, "documents": documents}


class _Fewer:
    """Pages whose snapshots have content up to so many readable documents, which is what the reference client has."""

    def __init__(self, pages: SnapshotPages, most: int) -> None:
        self._pages, self._most = pages, most
        self.documents = 0

    def read(self, refs: Iterable[ArtifactRef]) -> Iterator[Snapshot]:
        """Yield snapshots; the generated PDFs hold no PDF, and are no documents of text."""
        for item in self._pages.read(refs):
            if item.content is None:
                yield item
            elif item.media_type.startswith("text/") and self.documents < self._most:
                self.documents += 1
                yield item
            else:
                yield replace(item, content=None, fields={**item.fields, "mime": "image/png"})


def write(arguments: dict[str, Any], watch: Watch) -> dict[str, Any]:
    """Write the dossier."""
    with _app(arguments) as app:
        fewer = _Fewer(app.pages, arguments["documents"])
        app.__dict__["pages"] = fewer
        with watch.running():
            row = app.write_dossier(HandoffId(arguments["handoff"]))
        model = json.loads(app.artifacts.get(row.model))
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"claims": row.claims, "unread": len(model["unread"]), "reader": reader, "documents": fewer.documents}
