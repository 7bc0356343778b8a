"""What the contract is tried on: each adapter over its emulator and each fake, and what people and fate do to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import client_world
import httpx
from client_world import FOLDER, MAYA, TOM
from fakes import FakeCrm, FakeDrive, Memory

from handoff.adapters.artifacts import ArtifactStore
from handoff.adapters.google_drive import DriveConnection, GoogleDrive
from handoff.adapters.hubspot import HubSpotConnection, HubSpotCrm
from handoff.adapters.salesforce import SalesforceConnection, SalesforceCrm
from handoff.domain.change import Change, ChangeKind, Fields, Phase
from handoff.domain.dossier import Unread
from handoff.domain.ids import PersonId
from handoff.domain.mark import Mark
from handoff.domain.people import Client
from handoff.domain.policy import MarkRule
from handoff.domain.ports.vendors import Crm, Drive
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff_sandbox.core.server import Server

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def at_once(_: float) -> None:
    """Wait for nothing."""


class Subject(ABC):
    """An adapter or a fake, its records, and what befalls it. `nowhere` is the id of no record."""

    changer: Crm | Drive
    nowhere = "999999"

    @abstractmethod
    def read(self, kept: Iterable[Snapshot] = ()) -> Iterable[Snapshot | Unread]:
        """Gather or walk."""

    @abstractmethod
    def edits(self) -> list[Change]:
        """Return some edits of one kind that can be applied as things are."""

    @abstractmethod
    def creation(self) -> Change:
        """Return a creation."""

    @abstractmethod
    def befall(self, trouble: str, times: int = 1) -> None:
        """Let the next calls end so: unavailable, limited; or let the next write be `refused` or `lost`."""

    @abstractmethod
    def hide(self) -> RecordRef:
        """Let one record no longer be read, and return it."""

    def missing(self) -> Change:
        """Return an edit of a record that is not there."""
        edit = self.edits()[0]
        return replace(edit, record=replace(edit.record, id=self.nowhere))


class CrmSubject(Subject):
    """A CRM."""

    changer: Crm
    rule: MarkRule
    maya, tom, dan = "71", "72", "73"
    deal, company = "801", "501"

    @abstractmethod
    def set(self, **values: str) -> None:
        """Write fields of the deal (value, successor) or of the company (folder), as a person does."""

    @property
    def vendor(self) -> Vendor:
        """Return whose records they are."""
        return self.changer.vendor

    def ref(self, kind: Kind, identifier: str) -> RecordRef:
        """Return the name of a record."""
        return RecordRef(self.vendor, kind, identifier)

    def mark(self) -> Mark:
        """Mark the deal and return the mark that is found."""
        self.set(value=self.rule.value, successor=TOM)
        (found,) = self.changer.marks(self.rule, LONG_AGO).marks
        return found

    def client(self) -> Client:
        """Return the client."""
        return Client(self.ref(Kind.COMPANY, self.company), "Marlow", ("marlow.example",), FOLDER)

    def read(self, kept: Iterable[Snapshot] = ()) -> Iterable[Snapshot | Unread]:
        """Gather the client."""
        mark = Mark("crm", self.ref(Kind.DEAL, self.deal), LONG_AGO, self.rule.value)
        return self.changer.gather(mark, self.client(), kept)

    def edits(self) -> list[Change]:
        """Return owner changes of three contacts."""
        return [
            Change(
                ChangeKind.SET_OWNER,
                self.ref(Kind.CONTACT, identifier),
                {"owner": self.maya},
                {"owner": self.tom},
                Phase.REASSIGN,
            )
            for identifier in self.contacts
        ]

    @property
    def contacts(self) -> list[str]:
        """Return the contacts' ids."""
        return ["601", "602", "603"]

    def creation(self) -> Change:
        """Return a note on deal and company."""
        on = [self.ref(Kind.DEAL, self.deal).key, self.ref(Kind.COMPANY, self.company).key]
        note = RecordRef(self.vendor, Kind.NOTE, "new:h-1-note")
        after: Fields = {"exists": True, "body": "The dossier: https://example.com/d?a=1&b=2", "on": on}
        return Change(ChangeKind.CREATE_NOTE, note, {"exists": False}, after, Phase.DELIVER)


class Served:
    """What both kinds of subject do over a server."""

    server: Server
    vendor_name: ClassVar[str]
    names: ClassVar[dict[str, dict[str, Any]]]

    def befall(self, trouble: str, times: int = 1) -> None:
        """Set a fault rule."""
        self.fault(**self.names[trouble], times=times)

    def fault(self, **rule: Any) -> None:
        """Set one fault rule."""
        answer = httpx.post(f"{self.server.base_url}/_sandbox/faults", json={"vendor": self.vendor_name, **rule})
        assert answer.status_code == 200, answer.text


class HubSpotSubject(Served, CrmSubject):
    """HubSpot's adapter over its emulator."""

    vendor_name = "hubspot"
    names: ClassVar[dict[str, dict[str, Any]]] = {
        "unavailable": {"fault": "unavailable"},
        "limited": {"fault": "rate_limit", "retry_after": 0},
        "refused": {"fault": "forbidden", "path": ".*(update|/notes)"},
        "lost": {"fault": "drop_after_success", "path": ".*(update|/notes)"},
    }
    rule = MarkRule("crm", "deal", "dealstage", "leaving", "successor", "reason", company_folder="folder")

    def __init__(self, server: Server) -> None:
        self.server = server
        self.changer = HubSpotCrm(HubSpotConnection("crm", server.base_url, "pat-contract"), sleep=at_once)

    def set(self, **values: str) -> None:
        """Write over HTTP."""
        deal = {"dealstage" if name == "value" else name: value for name, value in values.items() if name != "folder"}
        for path, properties in (
            (f"deals/{self.deal}", deal),
            (f"companies/{self.company}", {name: value for name, value in values.items() if name == "folder"}),
        ):
            if properties:
                answer = httpx.patch(
                    f"{self.server.base_url}/crm/v3/objects/{path}",
                    json={"properties": properties},
                    headers={"Authorization": "Bearer pat-contract"},
                )
                assert answer.status_code == 200, answer.text

    def hide(self) -> RecordRef:
        """Let a batch read leave out a contact."""
        self.fault(fault="not_found", record="603", path=".*/contacts/batch/read", times=None)
        return self.ref(Kind.CONTACT, "603")


class SalesforceSubject(Served, CrmSubject):
    """Salesforce's adapter over its emulator."""

    vendor_name = "salesforce"
    names: ClassVar[dict[str, dict[str, Any]]] = {
        "unavailable": {"fault": "unavailable"},
        "limited": {"fault": "concurrent_limit"},
        "refused": {"fault": "forbidden", "path": ".*/composite(/sobjects)?", "body": 'OwnerId":|ContentNote'},
        "lost": {"fault": "drop_after_success", "path": ".*/composite(/sobjects)?", "body": 'OwnerId":|ContentNote'},
    }
    rule = MarkRule(
        "crm", "opportunity", "StageName", "Leaving", "Successor__c", "Reason__c", company_folder="Folder__c"
    )
    maya, tom, dan = (f"00500000000000{number}AAA" for number in (1, 2, 3))
    deal, company, nowhere = "006000000000801AAA", "001000000000501AAA", "003000000000999AAA"

    def __init__(self, server: Server) -> None:
        self.server = server
        login = server.credentials["salesforce"]
        given = {name: login[name] for name in ("consumer_key", "consumer_secret")}
        self.changer = SalesforceCrm(SalesforceConnection("crm", server.base_url, **given), sleep=at_once)
        self.changer.owners()  # it has logged in, so that troubles befall its calls

    @property
    def contacts(self) -> list[str]:
        """Return the contacts' ids."""
        return [f"003000000000{number}AAA" for number in (601, 602, 603)]

    def set(self, **values: str) -> None:
        """Write over HTTP."""
        named = {"value": "StageName", "successor": "Successor__c", "folder": "Folder__c"}
        for path, names in (
            (f"Opportunity/{self.deal}", ("value", "successor")),
            (f"Account/{self.company}", ("folder",)),
        ):
            fields = {named[name]: value for name, value in values.items() if name in names}
            if fields:
                answer = httpx.patch(
                    f"{self.server.base_url}/services/data/v67.0/sobjects/{path}",
                    json=fields,
                    headers={"Authorization": "Bearer session-maya"},
                )
                assert answer.status_code == 204, answer.text

    def hide(self) -> RecordRef:
        """Let the query for cases be refused."""
        self.fault(fault="forbidden", record=".*FROM.Case.*", path=".*/composite", times=None)
        return self.ref(Kind.TICKET, "*")


class FakeCrmSubject(CrmSubject):
    """The CRM in memory."""

    rule = MarkRule("crm", "deal", "status", "leaving", "successor", "reason", company_folder="folder")

    def __init__(self) -> None:
        self.changer = self.fake = FakeCrm()

    def set(self, **values: str) -> None:
        """Write in memory."""
        if "value" in values:
            after = max(datetime.now(UTC), self.fake.history[-1][0] + timedelta(seconds=1))
            self.fake.history.append((after, values.pop("value")))
        self.fake.properties |= values

    def befall(self, trouble: str, times: int = 1) -> None:
        """Tell the fake."""
        self.fake.troubles += [trouble] * times

    def hide(self) -> RecordRef:
        """Hide a contact."""
        return hidden(self.fake, Kind.CONTACT)


def hidden(fake: Memory, kind: Kind) -> RecordRef:
    """Hide the last record of a kind and return it."""
    record = max(record for record in fake.records if record.kind is kind)
    fake.hidden.add(record)
    return record


class DriveSubject(Subject):
    """A Drive."""

    changer: Drive
    content = "0" * 64
    folder = FOLDER

    def read(self, kept: Iterable[Snapshot] = ()) -> Iterable[Snapshot | Unread]:
        """Walk the client's folder."""
        return self.changer.walk(self.folder, kept)

    def edits(self) -> list[Change]:
        """Return changes of who may share three files."""
        return [
            Change(
                ChangeKind.SET_SHARING,
                RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, identifier),
                {"writers_can_share": True},
                {"writers_can_share": False},
                Phase.ARCHIVE,
            )
            for identifier in ("goals", "plan", "june")
        ]

    def creation(self) -> Change:
        """Return a document to be made."""
        record = RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, "new:h-1-dossier")
        after: Fields = {
            "exists": True,
            "name": "Dossier",
            "folder": "root",
            "content": self.content,
            "media_type": "text/html",
        }
        return Change(ChangeKind.CREATE_FILE, record, {"exists": False}, after, Phase.DELIVER)


class GoogleDriveSubject(Served, DriveSubject):
    """Google Drive's adapter over its emulator."""

    vendor_name = "google_drive"
    names: ClassVar[dict[str, dict[str, Any]]] = {
        "unavailable": {"fault": "unavailable", "path": "/(drive|batch|upload)/.*"},
        "limited": {"fault": "rate_limit", "path": "/(drive|batch|upload)/.*"},
        "refused": {"fault": "forbidden", "path": "/batch/.*", "body": "PATCH "},
        "lost": {"fault": "drop_after_success", "path": "/(batch|upload)/.*", "body": "PATCH |Dossier"},
    }

    def __init__(self, server: Server, artifacts: ArtifactStore) -> None:
        self.server = server
        login = server.credentials["google_drive"]
        connection = DriveConnection(
            id="drive", service_account=login["service_account"], subject=MAYA, root_url=login["root_url"],
            attempts=6, wait=0.001, longest_wait=0.005,
        )  # fmt: skip
        self.changer = GoogleDrive(connection, Nobody(), artifacts)
        self.content = artifacts.put(b"<h1>Dossier</h1>")

    def hide(self) -> RecordRef:
        """Walk a folder of the client's own, of which we may not see who has access."""
        self.folder = "theirs"
        return RecordRef(Vendor.GOOGLE_DRIVE, Kind.FOLDER, self.folder)


class Nobody:
    """A directory of people that nobody asks."""

    def email(self, person: PersonId) -> str:
        """Return an address."""
        return str(person)

    def identify(self, email: str, name: str = "") -> PersonId:  # noqa: ARG002 - the port's signature
        """Return an id."""
        return PersonId(email)


class FakeDriveSubject(DriveSubject):
    """The Drive in memory."""

    def __init__(self) -> None:
        self.changer = self.fake = FakeDrive()

    def befall(self, trouble: str, times: int = 1) -> None:
        """Tell the fake."""
        self.fake.troubles += [trouble] * times

    def hide(self) -> RecordRef:
        """Hide a file."""
        return hidden(self.fake, Kind.FILE)


WORLDS = {
    "hubspot": client_world.hubspot,
    "salesforce": client_world.salesforce,
    "google_drive": client_world.google_drive,
}
