"""A whole firm for a test: the sandbox over HTTP, the registry on PostgreSQL, and the app wired over both."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import yaml

import handoff_sandbox
from handoff.bootstrap import App
from handoff.domain.ask import APPROVE, Answer
from handoff.domain.change import Phase
from handoff.domain.dossier import Unread
from handoff.domain.handoff import Handoff
from handoff.domain.ids import BatchId, HandoffId
from handoff.domain.snapshot import Snapshot
from handoff.errors import SettingsError
from handoff.services.ask import Outcome
from handoff.settings import Settings
from handoff_sandbox.core.server import Server

WORLDS = Path(handoff_sandbox.__file__).parent / "worlds"
POLICY = Path(__file__).parents[2] / "include/handoff/entrypoints/local/policy.yaml"
APPROVER = "operator"

HTTP = httpx.Client(timeout=30)
"""One for all: each new one reads the world's certificates, which takes longer than the call."""


def read_world(name: str) -> dict[str, Any]:
    """Return a world that the sandbox ships, to be changed as a test likes."""
    return copy.deepcopy(_parsed(name))


@cache
def _parsed(name: str) -> dict[str, Any]:
    world: dict[str, Any] = yaml.load((WORLDS / f"{name}.yaml").read_text(), yaml.CSafeLoader)
    return world


def read_whole(found: Iterable[Snapshot | Unread]) -> list[Snapshot]:
    """Return what was read; nothing may have been left unread."""
    read: list[Snapshot] = []
    for item in found:
        assert isinstance(item, Snapshot), item
        read.append(item)
    return read


def listed(item: Snapshot, name: str) -> list[str]:
    """Return a field that is a list, as texts."""
    value = item.fields[name]
    assert isinstance(value, list)
    return [str(one) for one in value]


@dataclass
class GivenConnection:
    """A connection as Airflow would give it."""

    conn_id: str
    host: str | None = None
    port: int | None = None
    login: str | None = None
    password: str | None = None
    extra_dejson: dict[str, object] = field(default_factory=dict)


@dataclass
class Firm:
    """The sandbox with its app, and the acts of people: marking, approving, looking."""

    server: Any
    settings: Settings
    connections: dict[str, GivenConnection]
    ahead: timedelta = timedelta()

    def app(self, clock: Callable[[], datetime] | None = None) -> App:
        """Return a freshly wired app, as every task has its own; `clock` is read before every entry of the journal."""

        def find(name: str) -> GivenConnection:
            if name not in self.connections:
                raise SettingsError(f"There is no Airflow connection '{name}'.")
            return self.connections[name]

        return App(find, self.settings, clock or (lambda: datetime.now(UTC) + self.ahead))

    def hubspot(self, method: str, path: str, **body: Any) -> Any:
        """Call HubSpot as a person's browser would."""
        token = self.server.credentials["hubspot"]["access_token"]
        answer = HTTP.request(method, self.server.base_url + path, headers={"Authorization": f"Bearer {token}"}, **body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def mark(self, deal: str = "8002", **properties: str) -> HandoffId:
        """Mark a deal over HTTP, let it be found, and return its handoff."""
        given = {"dealstage": "in_transition", "handoff_successor": "jonas@fieldnote.example"} | properties
        given |= {"handoff_reason": "They have outgrown us.", "handoff_decided_by": "70101"} if not properties else {}
        self.hubspot("PATCH", f"/crm/v3/objects/deals/{deal}", json={"properties": given})
        with self.app() as app:
            found = app.detect()
        return found[-1].id

    def prepare(self, handoff: HandoffId) -> Any:
        """Do what prepare_handoff does; return the ask."""
        with self.app() as app:
            app.open(handoff)
            app.gather.crm(handoff, "prepare")
            app.gather.files(handoff, "prepare")
            app.write_dossier(handoff)
            return app.make_plan(handoff)

    def approve(self, ask: Any) -> Handoff:
        """Approve an ask."""
        with self.app() as app:
            answer = Answer(APPROVE, ask.digest, APPROVER, app.clock())
            outcome, _, handoff = app.ask_person.record(ask.id, answer)
        assert outcome is Outcome.APPROVED
        return handoff

    def carry_out(self, handoff: HandoffId) -> None:
        """Do what carry_out_handoff does."""
        with self.app() as app:
            app.carry_out.begin(handoff)
            app.apply(handoff, Phase.DELIVER)
            app.apply(handoff, Phase.REASSIGN)
            app.verify(handoff, Phase.DELIVER, Phase.REASSIGN)
            app.apply(handoff, Phase.FAREWELL)
            app.verify(handoff, Phase.FAREWELL)
            app.record_alumni(handoff)
            app.carry_out.set_cutoff(handoff)

    def archive(self, handoff: HandoffId) -> Any:
        """Do what archive_access does up to the question for what is new; return the ask, None where it is closed."""
        with self.app() as app:
            app.archive.begin(handoff)
            app.gather.files(handoff, "archive", content=False)
            app.apply(handoff, Phase.ARCHIVE)
            ask = app.archive.ask_for_new(handoff)
            if ask is None:
                app.verify(handoff, Phase.ARCHIVE)
                assert app.archive.residual(handoff) == []
                app.archive.close(handoff)
            return ask

    def prepare_legacy(self, handoff: HandoffId) -> None:
        """Do what the task prepare_client of a batch does."""
        with self.app() as app:
            app.batches.client.prepare(handoff)

    def carry_out_legacy(self, handoff: HandoffId) -> None:
        """Do what the task carry_out_client of a batch does."""
        with self.app() as app:
            app.batches.client.carry_out(handoff)

    def answer_legacy(self, batch: str) -> None:
        """Record a yes to the question about a batch, as ask_person does."""
        with self.app() as app:
            (ask, _), *_ = app.batches.look.one(BatchId(batch)).asks
            app.batches.ask.record(ask.id, Answer(APPROVE, ask.digest, APPROVER, ask.asked_at))

    def ask_to_undo(self, handoff: HandoffId) -> Any:
        """Do what undo_handoff does first; return the ask, None where there is nothing to undo."""
        with self.app() as app:
            return app.undo.ask(handoff)

    def undo(self, handoff: HandoffId) -> Handoff:
        """Do what undo_handoff does after the yes."""
        with self.app() as app:
            app.apply(handoff, Phase.UNDO)
            app.verify(handoff, Phase.UNDO)
            return app.undo.finish(handoff)

    def records(self, handoff: HandoffId) -> dict[str, Any]:
        """Return every field that a handoff may change of the client's records and files, by record."""
        with self.app() as app, app.registry.begin() as tx:
            found = tx.handoffs.get(handoff)
            client, _ = found.known()
        kept = ("owner", "grants", "owners", "writers_can_share", "folder", "trashed", "lifecycle", "stage", "status")
        items = read_whole([*app.crms["handoff_hubspot"].gather(found.mark, client), *app.drive.walk(client.folder_id)])
        return {
            item.record.key: {
                name: sorted(map(str, value)) if isinstance(value, list) else value
                for name, value in item.fields.items()
                if name in kept or name.startswith("owner:")
            }
            for item in items
        }

    def fault(self, vendor: str, fault: str, path: str, **more: Any) -> None:
        """Let a vendor fail."""
        rule = {"vendor": vendor, "fault": fault, "path": path, **more}
        HTTP.post(self.server.base_url + "/_sandbox/faults", json=rule).raise_for_status()

    def mend(self) -> None:
        """Let no vendor fail any more."""
        HTTP.delete(self.server.base_url + "/_sandbox/faults").raise_for_status()

    def writes(self) -> list[tuple[str, str]]:
        """Return the writes that the vendors were sent: method and path.

        Drive's batches are left out, since the log doesn't say whether they read or write; `end_state` shows those.
        """
        answer = HTTP.get(self.server.base_url + "/_sandbox/requests").json()
        return [
            (item["method"], item["path"])
            for item in answer
            if item["method"] in ("POST", "PATCH", "PUT", "DELETE")
            and not item["path"].endswith(("/search", "/batch/read", "/token", "/batch/drive/v3"))
            and not item["path"].startswith("/_sandbox")
        ]

    def end_state(self, handoff: HandoffId) -> dict[str, Any]:
        """Return all that a handoff may have changed, without the ids and instants that differ from run to run."""
        with self.app() as app, app.registry.begin() as tx:
            found = tx.handoffs.get(handoff)
            client, _ = found.known()
            records = read_whole(
                [*app.crms["handoff_hubspot"].gather(found.mark, client), *app.drive.walk(client.folder_id)]
            )
            found_by_key = [item for item in app.drive.walk("root") if handoff in str(item)]
            dossiers = [item for item in found_by_key if isinstance(item, Snapshot) and not item.flag("trashed")]
            return {
                "state": found.state,
                "owners": {item.record.key: item.fields.get("owner") for item in records if "owner" in item.fields},
                "grants": {
                    item.record.key: sorted(listed(item, "grants")) for item in records if "grants" in item.fields
                },
                "notes": sum(handoff in item.text("body") for item in records if item.record.kind == "note"),
                "dossiers": len(dossiers),
                "letters": sorted(recipient for letter in self.letters() for recipient in letter["recipients"]),
                "alumni": sorted(app.people.email(alumnus.person) for alumnus in tx.alumni.of(handoff)),
                "results": dict(app.show.one(handoff).results),
            }

    def letters(self) -> list[dict[str, Any]]:
        """Return the letters that were sent."""
        found: list[dict[str, Any]] = HTTP.get(self.server.base_url + "/_sandbox/mail").json()
        return found


def wire(server: Server, settings: Settings) -> Firm:
    """Return a firm over a running sandbox."""
    return wire_from(server.credentials, settings, server)


def wire_from(given: dict[str, Any], settings: Settings, server: Server | None = None) -> Firm:
    """Return a firm over what a sandbox says of itself."""
    hubspot, drive, mail = given["hubspot"], given["google_drive"], given["mail"]
    smtp = mail["smtp"]
    connections = {
        "handoff_hubspot": GivenConnection(
            "handoff_hubspot", host=hubspot["base_url"], password=hubspot["access_token"]
        ),
        "handoff_google_drive": GivenConnection(
            "handoff_google_drive",
            host=drive["root_url"],
            extra_dejson={"service_account": drive["service_account"], "subject": drive["impersonate"]},
        ),
        "handoff_mail": GivenConnection(
            "handoff_mail",
            host=smtp["host"],
            port=smtp["port"],
            login=smtp.get("user"),
            password=smtp.get("password"),
            extra_dejson={"security": "none", "imap": {**mail["imap"], "security": "none"}},
        ),
    }
    return Firm(server, settings, connections)
