"""A CRM and a Drive in memory: what the ports promise, and nothing of any vendor.

They hold the client of client_world, fail as they are told (`troubles`), and are what services may be tried with.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from client_world import ANN, BEA, CLEO, DAN, FOLDER, MAYA, TOM

from handoff.domain.access import Grant, GranteeType
from handoff.domain.canonical import Json
from handoff.domain.change import Change, ChangeKind, holds
from handoff.domain.dossier import Unread
from handoff.domain.guards import Other
from handoff.domain.legacy.matching import Wanted, has_domain, has_id, has_name
from handoff.domain.mark import Determination, Mark, terms_of
from handoff.domain.people import Client, Owner
from handoff.domain.policy import MarkRule
from handoff.domain.ports.vendors import Crm, Done, Drive, Found, Seen
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import (
    HandoffError,
    InvalidRecordError,
    ManifestError,
    NotAuthorisedError,
    OutcomeUnknownError,
    PermanentError,
    RateLimitedError,
    RecordNotFoundError,
    VendorRefusedError,
    VendorUnavailableError,
)

ATTEMPTS = 6
"""How often a read is tried."""


@dataclass
class Memory:
    """Records by name, each with its fields; `troubles` befall the next calls, one each; `log` is what was changed."""

    vendor: Vendor
    kinds: frozenset[ChangeKind]
    records: dict[RecordRef, dict[str, Json]] = field(default_factory=dict)
    made: dict[str, RecordRef] = field(default_factory=dict)
    hidden: set[RecordRef] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)
    log: list[RecordRef] = field(default_factory=list)
    workers: int = 1

    def observe(self, changes: Sequence[Change]) -> Sequence[Seen | HandoffError]:
        """Return what stands here for each change."""
        try:
            self._reading()
        except HandoffError as error:
            return [error] * len(changes)
        return [self._seen(change) for change in changes]

    def apply(self, changes: Sequence[Change]) -> Sequence[Done | HandoffError]:
        """Apply each change once."""
        trouble = self._trouble()
        while trouble in ("unavailable", "limited"):  # neither was processed, so that it may be sent again
            trouble = self._trouble()
        if trouble == "refused":
            return [NotAuthorisedError("The token may not do this.", record=str(change.record)) for change in changes]
        done = [self._applied(change) for change in changes]
        return [OutcomeUnknownError("The answer was lost.")] * len(changes) if trouble == "lost" else done

    def snapshots(self, kept: Iterable[Snapshot]) -> Iterator[Snapshot | Unread]:
        """Yield all records in order, but for what was kept."""
        known = {snapshot.record for snapshot in kept}
        self._reading()
        for record, fields in sorted(self.records.items()):
            if record in self.hidden:
                yield Unread(record, str(record), "It is not to be seen.")
            elif record not in known:
                yield Snapshot(record, str(fields.get("name")), "memory:", "1", None, "", dict(fields))

    def _seen(self, change: Change) -> Seen | HandoffError:
        if change.kind not in self.kinds:
            return VendorRefusedError(f"There is no '{change.kind}' here.", record=str(change.record))
        found = self.made.get(change.record.id)
        if change.record.id.startswith("new:"):
            return Seen({"exists": False}) if found is None else Seen({"exists": True, **self.records[found]}, found)
        fields = self.records.get(change.record)
        return Seen(None) if fields is None else Seen({name: fields.get(name) for name in change.after})

    def _applied(self, change: Change) -> Done | HandoffError:
        if change.kind not in self.kinds:
            return VendorRefusedError(f"There is no '{change.kind}' here.", record=str(change.record))
        if change.record.id.startswith("new:"):
            return self._created(change)
        if change.record not in self.records:
            return RecordNotFoundError("There is no such record.", record=str(change.record))
        self.records[change.record] |= change.after
        self.log.append(change.record)
        return Done()

    def _created(self, change: Change) -> Done:
        if change.after.get("exists") is not True:
            gone = self.made.pop(change.record.id)
            self.records.pop(gone, None)
            self.log.append(gone)
            return Done()
        created = replace(change.record, id=f"made-{len(self.made) + 1}")
        self.made[change.record.id] = created
        self.records[created] = {name: value for name, value in change.after.items() if name != "exists"}
        self.log.append(created)
        return Done(created, "memory:")

    def _reading(self) -> None:
        for _ in range(ATTEMPTS):
            if (trouble := self._trouble()) is None:
                return
        if trouble == "limited":
            raise RateLimitedError("Too many calls.", retry_after=1)
        raise VendorUnavailableError("It does not answer.")

    def _trouble(self) -> str | None:
        return self.troubles.pop(0) if self.troubles else None


class FakeCrm(Memory, Crm):
    """A CRM with the client's records; `value` is the status of its one deal, `history` when it became what."""

    def __init__(self) -> None:
        super().__init__(
            Vendor.HUBSPOT, frozenset({ChangeKind.SET_OWNER, ChangeKind.SET_FIELDS, ChangeKind.CREATE_NOTE})
        )
        company: Json = "hubspot/company/501"
        for kind, identifier, name in (
            (Kind.COMPANY, "501", "Marlow"), (Kind.CONTACT, "601", ANN), (Kind.CONTACT, "602", BEA),
            (Kind.CONTACT, "603", CLEO), (Kind.DEAL, "801", "Marlow: shop"), (Kind.TICKET, "901", "Broken form"),
            (Kind.TASK, "911", "Call Ann"),
        ):  # fmt: skip
            fields: dict[str, Json] = {"name": name, "owner": "71", "companies": [company]}
            self.records[RecordRef(Vendor.HUBSPOT, kind, identifier)] = fields
        self.history: list[tuple[datetime, str]] = [(datetime(2026, 1, 1, tzinfo=UTC), "active")]
        self.properties = {"successor": TOM, "reason": "Growth.", "folder": FOLDER}

    def marks(self, rule: MarkRule, since: datetime) -> Found:
        """Find the deal, if it stands at the mark."""
        self._reading()
        at, value = self.history[-1]
        deal = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "801")
        marked = value == rule.value and at >= since
        return Found((Mark(rule.connection, deal, at, value, "9001", "Marlow"),) if marked else ())

    def marks_of(self, rule: MarkRule, ids: Sequence[str]) -> Sequence[Mark]:
        """Return the marks at which some records stand."""
        return tuple(mark for mark in self.marks(rule, datetime.min.replace(tzinfo=UTC)).marks if mark.record.id in ids)

    def past_marks(self, rule: MarkRule, start: datetime, end: datetime) -> Iterator[Mark]:
        """Yield each mark that was set in a span."""
        self._reading()
        deal, before = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "801"), ""
        for at, value in self.history:
            if value == rule.value != before and start <= at < end:
                yield Mark(rule.connection, deal, at, value, "9001", "Marlow")
            before = value

    def terms(self, mark: Mark, rule: MarkRule) -> str | None:
        """Return how the deal names its successor, None where it does not stand at this very mark."""
        self._reading()
        return terms_of(self.properties["successor"], "") if self.history[-1] == (mark.at, rule.value) else None

    def open(self, mark: Mark, rule: MarkRule) -> tuple[Client, Determination]:  # noqa: ARG002 - it knows one client
        """Return the client and the determination."""
        self._reading()
        owner = next((one for one in self.owners() if one.email == self.properties["successor"]), None)
        if self.properties["successor"] and (owner is None or not owner.active):
            raise InvalidRecordError("Its successor is no active owner.", record=str(mark.record), mend="Name one.")
        if not self.properties["folder"]:
            raise InvalidRecordError("It has no folder.", record="hubspot company 501", mend="Put it in.")
        client = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "501"), "Marlow", ("marlow.example",), FOLDER)
        return client, Determination(
            owner.id if owner else "", self.properties["reason"], terms=terms_of(self.properties["successor"], "")
        )

    def owners(self) -> Sequence[Owner]:
        """Return all owners."""
        return [
            Owner("71", MAYA, "Maya Okafor", active=True),
            Owner("72", TOM, "Tom Lind", active=True),
            Owner("73", DAN, "Dan Reyes", active=False),
        ]

    def gather(self, mark: Mark, client: Client, kept: Iterable[Snapshot] = ()) -> Iterator[Snapshot | Unread]:  # noqa: ARG002 - so too
        """Yield the client's records."""
        return self.snapshots(kept)

    def read_all(self, files: Sequence[Snapshot], limit: int) -> Iterator[tuple[bytes, str] | PermanentError | None]:  # noqa: ARG002 - nothing is attached
        """Yield that none is a document."""
        return (None for _ in files)

    def export(self, file: Snapshot, limit: int) -> tuple[bytes, str]:  # noqa: ARG002 - so too
        """Refuse, since nothing is attached."""
        raise RecordNotFoundError("There is no such file.", record=str(file.record))

    def addresses(self, client: Client) -> Sequence[str]:  # noqa: ARG002 - it knows one client
        """Return the contacts' addresses."""
        return [str(fields["name"]) for record, fields in self.records.items() if record.kind is Kind.CONTACT]

    def others_with(
        self,
        client: Client,  # noqa: ARG002 - it knows one client
        domains: Sequence[str],
        folders: Sequence[str] = (),  # noqa: ARG002 - so too
    ) -> Sequence[str]:
        """Return the neighbour where its domain is asked for."""
        return ["Harbour"] if "harbour.example" in domains else []

    def others(self, client: Client) -> Iterator[Other]:
        """Yield the neighbour."""
        return (Other(one.name, one.domains, one.folder_id) for one in self._clients() if one.record != client.record)

    def companies(self, wanted: Sequence[Wanted], folders: Sequence[str]) -> Sequence[Sequence[Client]]:  # noqa: ARG002 - so too
        """Return the company, or its neighbour, by id, name or domain."""
        self._reading()
        found = [[one for one in self._clients() if has_id(one, row.record)] for row in wanted]
        named = [[one for one in self._clients() if not row.record and has_name(one, row.name)] for row in wanted]
        at = [[one for one in self._clients() if not row.record and has_domain(one, row.domain)] for row in wanted]
        return [one or two or three for one, two, three in zip(found, named, at, strict=True)]

    def companies_where(self, name: str, value: str, folders: Sequence[str]) -> Iterator[Client]:  # noqa: ARG002 - so too
        """Yield the companies whose folder it is."""
        self._reading()
        if name != "folder":
            raise ManifestError(f"There is no property '{name}'.", mend="Name one.")
        yield from (one for one in self._clients() if one.folder_id == value)

    def with_folders(self, folders: Sequence[str]) -> Iterator[Client]:  # noqa: ARG002 - it knows one
        """Yield the companies that have a folder."""
        self._reading()
        yield from (one for one in self._clients() if one.folder_id)

    def others_with_each(
        self,
        asked: Sequence[tuple[Client, Sequence[str]]],
        folders: Sequence[str],  # noqa: ARG002 - it knows one
    ) -> Sequence[Sequence[str]]:
        """Return the neighbour where its domain or folder is asked for."""
        return [
            [
                one.name
                for one in self._clients()
                if one.record != client.record and (one.folder_id == client.folder_id or set(one.domains) & set(some))
            ]
            for client, some in asked
        ]

    def _clients(self) -> list[Client]:
        return [
            Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, identifier), name, (f"{name.lower()}.example",), folder)
            for identifier, name, folder in (("501", "Marlow", self.properties["folder"]), ("502", "Harbour", "h"))
        ]


class FakeDrive(Memory, Drive):
    """A Drive with the client's folder and what is in it."""

    account = MAYA

    def __init__(self) -> None:
        super().__init__(
            Vendor.GOOGLE_DRIVE, frozenset({ChangeKind.SET_SHARING, ChangeKind.CREATE_FILE, ChangeKind.SET_FIELDS})
        )
        for kind, identifier in (
            (Kind.FOLDER, FOLDER), (Kind.FILE, "goals"), (Kind.FILE, "plan"), (Kind.FOLDER, "reports"),
            (Kind.FILE, "june"),
        ):  # fmt: skip
            grants: Json = [{"type": "user", "grantee": ANN, "role": "writer", "inherited": identifier != FOLDER}]
            fields: dict[str, Json] = {"name": identifier, "writers_can_share": True, "grants": grants}
            self.records[RecordRef(Vendor.GOOGLE_DRIVE, kind, identifier)] = fields

    def walk(
        self,
        folder_id: str,
        kept: Iterable[Snapshot] = (),
        *,
        in_full: bool = False,  # noqa: ARG002 - nothing is published
    ) -> Iterator[Snapshot | Unread]:
        """Yield the folder and everything below."""
        if folder_id != FOLDER:
            raise RecordNotFoundError("There is no such folder.", record=f"google_drive folder {folder_id}")
        return self.snapshots(kept)

    def bookmark(self, folder_id: str) -> str:
        """Return how much was changed so far."""
        next(self.walk(folder_id))
        return str(len(self.log))

    def since(
        self,
        bookmark: str,
        folders: Mapping[str, tuple[str, ...]],  # noqa: ARG002 - all lies in the client's
        *,
        in_full: bool = False,  # noqa: ARG002 - so too
    ) -> Iterator[Snapshot | Unread]:
        """Yield what was changed."""
        changed = self.log[int(bookmark) :]
        return (item for item in self.snapshots(()) if item.record in changed)

    def left(self, bookmark: str, folders: Container[str]) -> Iterator[str]:  # noqa: ARG002 - all lies in the client's
        """Yield what is gone."""
        return (record.id for record in self.log[int(bookmark) :] if record not in self.records)

    def elsewhere(self, name: str, addresses: Sequence[str], folders: Container[str]) -> Iterator[Unread]:  # noqa: ARG002 - so too
        """Yield nothing."""
        return iter(())

    def probe(self, files: Sequence[str]) -> Mapping[str, Sequence[str] | None]:  # noqa: ARG002 - nobody can be tried
        """Return that nobody could be tried."""
        return {"stranger": None, "client": None}

    def folders(self, named: Sequence[str]) -> Sequence[Snapshot | HandoffError]:
        """Return each folder, or why it is none."""
        self._reading()
        tops = {item.record.id: item for item in self.snapshots(()) if isinstance(item, Snapshot)}
        ids = [text.rpartition("/")[2] for text in named]
        return [self._folder(tops.get(one), one) for one in ids]

    def parents(self, folders: Sequence[str]) -> Mapping[str, str]:
        """Return where each lies: the reports in the client's folder."""
        self._reading()
        return {one: FOLDER for one in folders if one == "reports"}

    def _folder(self, found: Snapshot | None, identifier: str) -> Snapshot | HandoffError:
        if found is None:
            return RecordNotFoundError("There is no such folder.", record=f"google_drive folder {identifier}")
        if found.record.kind is not Kind.FOLDER:
            return InvalidRecordError("It is no folder.", record=f"google_drive folder {identifier}", mend="Name one.")
        return found

    def read(self, file: Snapshot, limit: int) -> tuple[bytes, str] | None:  # noqa: ARG002 - nothing is that long
        """Return a file's text."""
        return (f"# {file.record.id}".encode(), "text/markdown") if file.record.kind is Kind.FILE else None

    def read_all(self, files: Sequence[Snapshot], limit: int) -> Iterator[tuple[bytes, str] | PermanentError | None]:
        """Yield each file's text."""
        return (self.read(file, limit) for file in files)

    def export(self, file: Snapshot, limit: int) -> tuple[bytes, str] | None:
        """Return a file's text, which is all that it has."""
        return self.read(file, limit)

    def grants(self, folder_id: str) -> Iterator[Grant]:
        """Yield every grant."""
        for item in self.walk(folder_id):
            if isinstance(item, Snapshot):
                inherited = item.record.id != FOLDER
                yield Grant(item.record, GranteeType.USER, ANN, "writer", inherited)


def told(change: Change, seen: Seen | HandoffError) -> bool:
    """Whether what is seen is what a change makes."""
    return isinstance(seen, Seen) and holds(change.after, seen.fields)
