"""The vendors' ports: CRM, Drive and mail.

What always holds: a read is retried by the adapter within its bounds; an unsafe write is sent once, and one whose
answer was lost raises OutcomeUnknownError, after which `observe` tells what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from handoff.domain.access import Grant
from handoff.domain.change import Change, ChangeKind, Fields
from handoff.domain.dossier import Unread
from handoff.domain.guards import Other
from handoff.domain.ids import PersonId
from handoff.domain.mark import Determination, Mark
from handoff.domain.people import Client, Owner
from handoff.domain.policy import MarkRule
from handoff.domain.ports.companies import Companies
from handoff.domain.record import RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, PermanentError


@dataclass(frozen=True, slots=True)
class Done:
    """A change that the vendor acknowledged. `created` is the new record, `url` its address, None for an edit."""

    created: RecordRef | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """The fields of a change's `after` as they are at the vendor now; `fields` None: the record is gone.

    For a creation that is found by its key, `created` and `url` name what was found. `halfway` says that it may be what
    an interrupted change of ours leaves behind: where we meant the change, it is finished and no conflict.
    """

    fields: Fields | None
    created: RecordRef | None = None
    url: str = ""
    halfway: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The marks that a look at a CRM found; `until` is the instant up to which none was missed, where that is not now:
    the next look begins there.
    """

    marks: tuple[Mark, ...]
    until: datetime | None = None


class PeopleDirectory(Protocol):
    """Resolves person ids, by which changes name people, to addresses and back."""

    def email(self, person: PersonId) -> str:
        """Return a person's address; NotFoundError."""
        ...

    def identify(self, email: str, name: str = "") -> PersonId:
        """Return the id of an address (case does not matter), recording it if new."""
        ...


class Changer(Protocol):
    """Applies changes of some kinds at one vendor, and sees what is there.

    Both take any number of changes and answer one for one in the same order, filling the vendor's batches. One
    change's failure is its own answer (the error), never an exception that hides the others'. People are named by
    person id in changes and in what is seen. `workers` is how many calls of `apply` for different records may be under
    way at once; 1 where their order matters.
    """

    vendor: Vendor
    kinds: frozenset[ChangeKind]
    workers: int

    def observe(self, changes: Sequence[Change]) -> Sequence[Seen | HandoffError]:
        """Return what stands at the vendor for each change now."""
        ...

    def apply(self, changes: Sequence[Change]) -> Sequence[Done | HandoffError]:
        """Apply each change once."""
        ...


Changers = Callable[[str], Sequence[Changer]]
"""Returns all that can apply changes to the handoffs of a CRM's connection."""


@runtime_checkable
class Preparer(Protocol):
    """A changer that has ids in advance, so that making something again is refused and not done twice."""

    def prepare(self, changes: Sequence[Change]) -> Sequence[str | None]:
        """Return the id for each record that a change is to create; None where there is none.

        The journal keeps it with the intent, and the change then has it as `id` in its `after`.
        """
        ...


class Crm(Changer, Companies, Protocol):
    """A CRM: where marks are made and the client's records live."""

    def marks(self, rule: MarkRule, since: datetime) -> Found:
        """Find the records that stand at the mark and changed since an instant, each with the mark's own instant."""
        ...

    def marks_of(self, rule: MarkRule, ids: Sequence[str]) -> Sequence[Mark]:
        """Return the marks at which some records of the rule's kind stand now; one that is gone stands at none."""
        ...

    def past_marks(self, rule: MarkRule, start: datetime, end: datetime) -> Iterator[Mark]:
        """Yield each mark that was set from `start` on and before `end` by history, whatever the record says today."""
        ...

    def open(self, mark: Mark, rule: MarkRule) -> tuple[Client, Determination]:
        """Return the client and the determination behind a mark.

        InvalidRecordError where the record has no company, the company no folder, or the successor that it names is no
        active owner; one that names nobody gives "", and the policy decides. The client's folder id is the company's
        property `rule.company_folder` (an id or a Drive address).
        """
        ...

    def terms(self, mark: Mark, rule: MarkRule) -> str | None:
        """Return how a record that still stands at this mark names successor and cut-off, as `terms_of` makes it; None
        where it stands there no more. One call.
        """
        ...

    def owners(self) -> Sequence[Owner]:
        """Return all owners, inactive ones too."""
        ...

    def gather(self, mark: Mark, client: Client, kept: Iterable[Snapshot] = ()) -> Iterator[Snapshot | Unread]:
        """Yield the client's records: the marked one, the company, contacts, other deals, tickets, tasks, notes and
        further activities, each once; one that could not be read as Unread.

        `kept` is what a gathering that was broken off had yielded, in its order: it is not yielded again.
        """
        ...

    def read_all(self, files: Sequence[Snapshot], limit: int) -> Iterator[tuple[bytes, str] | PermanentError | None]:
        """Yield the content and the media type of each attached file, in their order: None for what is no document, or
        the error where no retry helps, as for what has more than `limit` bytes.
        """
        ...

    def export(self, file: Snapshot, limit: int) -> tuple[bytes, str]:
        """Return an attached file as it is, of whatever type, and its media type; VendorRefusedError above `limit`
        bytes, RecordNotFoundError where it is gone.
        """
        ...

    def addresses(self, client: Client) -> Sequence[str]:
        """Return the addresses of the contacts that belong to the client alone, to look for what they can open."""
        ...

    def others_with(self, client: Client, domains: Sequence[str], folders: Sequence[str] = ()) -> Sequence[str]:
        """Return the names of other companies that have the client's folder, or one of some mail domains.

        `folders` are the properties to look for the folder in where none of the client's own company names it (a
        manifest did); InvalidRecordError without any.
        """
        ...

    def others(self, client: Client) -> Iterator[Other]:
        """Yield the other companies with their people, as far as a bounded look goes, for the scan of a dossier."""
        ...


class Drive(Changer, Protocol):
    """Google Drive: where the client's files live. `account` is the address as which it acts: our own access."""

    account: str

    def walk(
        self, folder_id: str, kept: Iterable[Snapshot] = (), *, in_full: bool = False
    ) -> Iterator[Snapshot | Unread]:
        """Yield the folder itself and everything below it, without content; what could not be read as Unread, before
        the snapshot that it is about.

        `kept` is what a walk that was broken off had yielded, in its order: it is not yielded again. `in_full` says to
        look for what is published, too, and in folders and what is shared by itself for who asks for access, at the
        cost of calls for each.
        RecordNotFoundError where the folder is missing or is none.
        """
        ...

    def bookmark(self, folder_id: str) -> str:
        """Return where the vendor's log of changes stands now; errors of `walk`."""
        ...

    def since(
        self, bookmark: str, folders: Mapping[str, tuple[str, ...]], *, in_full: bool = False
    ) -> Iterator[Snapshot | Unread]:
        """Yield what lies in some folders and changed since a bookmark, and all that lies in a folder that came in.

        `folders` are by id, each with the names of the folders above it and its own.
        """
        ...

    def left(self, bookmark: str, folders: Container[str]) -> Iterator[str]:
        """Yield the ids of what changed since a bookmark and lies in none of some folders now, wherever it lay before;
        of what is gone or not to be seen any more too.
        """
        ...

    def folders(self, named: Sequence[str]) -> Sequence[Snapshot | HandoffError]:
        """Return for each id or address of a folder, in order, the folder as it stands, with who has access to it, and
        without what lies in it; or why it can't be worked on: RecordNotFoundError where there is none that we see,
        InvalidRecordError where it is no folder or lies in the trash. Calls grow with batches.
        """
        ...

    def parents(self, folders: Sequence[str]) -> Mapping[str, str]:
        """Return the folder in which each of some lies, by their ids; of one that lies nowhere, or that we don't see,
        nothing. Calls grow with batches; TransientError where one can't be told now.
        """
        ...

    def elsewhere(self, name: str, addresses: Sequence[str], folders: Container[str]) -> Iterator[Unread]:
        """Yield the files outside some folders that addresses can reach, or that bear a name and are open to anyone
        who has the link, each with the reason to look at it.
        """
        ...

    def read(self, file: Snapshot, limit: int) -> tuple[bytes, str] | None:
        """Return a file's text-like content and media type (Docs as text/markdown, Sheets as text/csv), None where it
        has none that can be read. VendorRefusedError above `limit` bytes.
        """
        ...

    def read_all(self, files: Sequence[Snapshot], limit: int) -> Iterator[tuple[bytes, str] | PermanentError | None]:
        """Yield what `read` returns of each file, in their order, or the error that it raises where no retry helps."""
        ...

    def probe(self, files: Sequence[str]) -> Mapping[str, Sequence[str] | None]:
        """Return which files could be opened by a `stranger` and by the `client`; None for who can't be tried."""
        ...

    def export(self, file: Snapshot, limit: int) -> tuple[bytes, str] | None:
        """Return a file in its native format and its media type (Google's own types as office files), None where it
        has none. VendorRefusedError above `limit` bytes.
        """
        ...

    def grants(self, folder_id: str) -> Iterator[Grant]:
        """Yield every grant on the folder and everything below: the independent walk for residual access."""
        ...


class Mail(Changer, Protocol):
    """The firm's mail: sends letters, and reads back by Message-ID whether one was sent."""
