"""A small Drive for the adapter's tests: one client's folder with everything that makes sharing difficult."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx

from handoff.adapters.google_drive import DriveConnection, GoogleDrive
from handoff.domain.change import Change, ChangeKind, Fields, Phase
from handoff.domain.ids import ArtifactRef, PersonId
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import NotFoundError
from handoff_sandbox.core.server import Server

ADMIN, OWNER, SUCCESSOR = "admin@fieldnote.example", "olga@fieldnote.example", "sam@fieldnote.example"
CLIENT, STRANGER = "cleo@client.example", "lee@gmail.com"
FOLDER = "clientfolder"


def user(email: str, **more: Any) -> dict[str, Any]:
    """Return a user of the world."""
    return {"email": email, "name": email.partition("@")[0].title(), **more}


def world(**section: Any) -> dict[str, Any]:
    """Return a world whose Drive holds the client's folder; the section's keys may be overridden."""
    return {
        "google_drive": {
            "organisation": {"domains": ["fieldnote.example"], "name": "Fieldnote Studio"},
            "users": [
                user(ADMIN, admin=True),
                user(OWNER),
                user(SUCCESSOR),
                user(CLIENT),
                user(STRANGER),
            ],
            "groups": [{"email": "team@client.example", "name": "Client team", "members": [CLIENT]}],
            "files": [client_folder()],
        }
        | section
    }


def client_folder() -> dict[str, Any]:
    """Return the client's folder: grants of every type, nested folders, documents of every readable type."""
    return {
        "id": FOLDER,
        "name": "Client Ltd",
        "type": "folder",
        "owner": OWNER,
        "permissions": [
            {"type": "user", "role": "writer", "email": ADMIN},
            {"type": "user", "role": "writer", "email": CLIENT},
        ],
        "children": [
            {
                "id": "goals-doc",
                "name": "Goals",
                "type": "doc",
                "content": "# Goals\n\nTwice the visitors.\n",
                "by": OWNER,
                "permissions": [{"type": "anyone", "role": "reader"}],
            },
            {"id": "budget-sheet", "name": "Budget", "type": "sheet", "content": "item,cost\nlogo,100\n"},
            {
                "id": "reports-folder",
                "name": "Reports",
                "type": "folder",
                "permissions": [{"type": "group", "role": "commenter", "email": "team@client.example"}],
                "children": [
                    {"id": "notes-text", "name": "notes.txt", "type": "text", "content": "plain words"},
                    {"id": "logo-image", "name": "logo.png", "type": "png", "content": "not really"},
                    {
                        "id": "june-doc",
                        "name": "June",
                        "type": "doc",
                        "content": "June.\n",
                        "permissions": [{"type": "domain", "role": "reader", "domain": "client.example"}],
                    },
                    {"id": "goals-shortcut", "name": "Goals again", "type": "shortcut", "target": "goals-doc"},
                    {"id": "old-doc", "name": "Old", "type": "doc", "content": "Old.\n", "trashed": True},
                ],
            },
            {"id": "client-doc", "name": "Their own", "type": "doc", "owner": CLIENT, "content": "Ours.\n"},
        ],
    }


@dataclass
class People:
    """A directory of people in memory, as the registry's table answers."""

    by_email: dict[str, PersonId] = field(default_factory=dict)

    def email(self, person: PersonId) -> str:
        """Return a person's address."""
        for email, known in self.by_email.items():
            if known == person:
                return email
        raise NotFoundError("There is no such person.", record=f"person {person}")

    def identify(self, email: str, name: str = "") -> PersonId:  # noqa: ARG002 - the port's signature
        """Return the id of an address."""
        return self.by_email.setdefault(email.lower(), PersonId(f"p-{len(self.by_email)}"))


@dataclass
class Desk:
    """A server, the adapter that talks to it, and what a test asks of both."""

    server: Server
    drive: GoogleDrive
    people: People
    keep: Callable[[bytes], ArtifactRef]

    def fault(self, **rule: Any) -> None:
        """Set a fault of the vendor."""
        rule = {"vendor": "google_drive", **rule}
        httpx.post(f"{self.server.base_url}/_sandbox/faults", json=rule).raise_for_status()

    def calls(self, method: str = "", path: str = "") -> list[str]:
        """Return the requests that Drive got, but for tokens, as `METHOD path`.

        Asked for over HTTP, since the server's loop logs a request just after its answer has left.
        """
        given = {"vendor": "google_drive", "method": method, "path": path}
        query = {name: value for name, value in given.items() if value}
        found = httpx.get(f"{self.server.base_url}/_sandbox/requests", params=query).json()
        return [f"{request['method']} {request['path']}" for request in found if request["path"] != "/token"]

    def spent(self) -> int:
        """Return the units of quota that were used so far."""
        return int(httpx.get(f"{self.server.base_url}/_sandbox/quotas").json()["google_drive"])

    def permission(self, file: str, kind: str, to: str, before: str | None, after: str | None) -> Change:
        """Return the change of a grantee's role on a file; `to` is an address, a domain or `anyone`."""
        grantee = self.people.identify(to) if kind == "user" else to
        record = RecordRef(Vendor.GOOGLE_DRIVE, Kind.PERMISSION, f"{file}/{kind}/{grantee}")
        wanted = ChangeKind.REVOKE_ACCESS if after is None else ChangeKind.GRANT_ACCESS
        return Change(wanted, record, {"role": before}, {"role": after}, Phase.ARCHIVE)

    def on_file(self, kind: ChangeKind, file: str, before: Fields, after: Fields) -> Change:
        """Return a change of a file itself."""
        return Change(kind, RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, file), before, after, Phase.REASSIGN)

    def creation(self, key: str = "h-1-dossier", folder: str = "root", html: str = "<h1>Dossier</h1>") -> Change:
        """Return the creation of a document."""
        after: Fields = {
            "exists": True,
            "name": "Dossier",
            "folder": folder,
            "content": self.keep(html.encode()),
            "media_type": "text/html",
        }
        return self.on_file(ChangeKind.CREATE_FILE, f"new:{key}", {"exists": False}, after)


class Open(Protocol):
    """Serves a world and opens the adapter on it."""

    def __call__(self, section: dict[str, Any] | None = None, **options: Any) -> Desk:
        """Give keys of the world's Drive section, and options of the connection."""
        ...


def connection(server: Server, **more: Any) -> DriveConnection:
    """Return a connection to a server that waits so little that tests are fast."""
    drive = server.credentials["google_drive"]
    given = {
        "id": "google_drive_default",
        "service_account": drive["service_account"],
        "subject": ADMIN,
        "root_url": drive["root_url"],
        "attempts": 6,
        "wait": 0.01,
        "longest_wait": 0.05,
    }
    return DriveConnection(**given | more)
