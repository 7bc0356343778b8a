"""What Drive holds: files, the grants on them, and the people they name.

Plain state without rules. Times are aware and in UTC; emails are lower case. A folder, a shared drive's top folder
and a user's My Drive root are files too, as on the wire.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Literal, NewType

if TYPE_CHECKING:
    from datetime import datetime

FileId = NewType("FileId", str)
GranteeId = NewType("GranteeId", str)
"""A permission's id: one for a grantee, the same on every file, as Drive has it."""

GranteeType = Literal["user", "group", "domain", "anyone"]

NATIVE = "application/vnd.google-apps."
FOLDER = NATIVE + "folder"
DOCUMENT = NATIVE + "document"
SPREADSHEET = NATIVE + "spreadsheet"
PRESENTATION = NATIVE + "presentation"
SHORTCUT = NATIVE + "shortcut"


class Role(IntEnum):
    """A role, ordered by what it allows; the names are the wire's."""

    reader = 1
    commenter = 2
    writer = 3
    fileOrganizer = 4  # noqa: N815 - the wire's spelling
    organizer = 5
    owner = 6


ROLE_NAMES = ("", *(role.name for role in Role))
"""The wire's names, by the roles: an enumeration's own `name` takes long where a page has thousands."""


@dataclass(slots=True)
class Grant:
    """One direct permission on one file."""

    id: GranteeId
    type: GranteeType
    role: Role
    email: str | None = None
    domain: str | None = None
    discoverable: bool = False
    expires: datetime | None = None
    pending_owner: bool = False


@dataclass
class Restriction:
    """A content restriction: the content, the title and the comments cannot be changed while it stands."""

    at: datetime
    by: str
    reason: str | None = None
    owner_restricted: bool = False


@dataclass(slots=True)
class Revision:
    """A version of a file's content; the last of a file's is what the file holds now."""

    id: str
    content: bytes
    modified: datetime
    by: str | None
    name: str
    keep_forever: bool = False
    published: bool = False
    publish_auto: bool = False
    published_outside: bool = False


@dataclass(slots=True)
class Reply:
    """An answer to a comment; `action` is 'resolve' or 'reopen' where it does that."""

    id: str
    by: str
    content: str
    created: datetime
    modified: datetime
    action: str | None = None
    deleted: bool = False


@dataclass(slots=True)
class Comment:
    """A comment on a file, with its replies in their order."""

    id: str
    by: str
    content: str
    created: datetime
    modified: datetime
    anchor: str | None = None
    quoted: dict[str, str] | None = None
    replies: list[Reply] = field(default_factory=list)
    deleted: bool = False

    @property
    def resolved(self) -> bool:
        """Whether the last reply that did something resolved it."""
        actions = [reply.action for reply in self.replies if reply.action and not reply.deleted]
        return bool(actions) and actions[-1] == "resolve"


@dataclass(slots=True)
class Proposal:
    """Somebody's request for access to a file, not answered yet."""

    id: str
    requester: str
    recipient: str
    roles: tuple[Role, ...]
    created: datetime
    message: str | None = None


@dataclass(slots=True)
class File:
    """A file or a folder; `owner` is None in a shared drive, `parent` is None for a root and an orphan.

    `content` holds a blob's bytes; a Google Doc's is Markdown, a Sheet's is CSV. `parent_hidden` is no state of its
    own: who cannot read the parent does not see it.
    """

    id: FileId
    name: str
    mime_type: str
    created: datetime
    modified: datetime
    owner: str | None
    parent: FileId | None
    drive_id: FileId | None = None
    content: bytes = b""
    description: str | None = None
    grants: dict[GranteeId, Grant] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    app_properties: dict[str, str] = field(default_factory=dict)
    starred_by: set[str] = field(default_factory=set)
    viewed_by: dict[str, datetime] = field(default_factory=dict)
    shared_with: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    modified_by: str | None = None
    modified_by_at: dict[str, datetime] = field(default_factory=dict)
    original_filename: str | None = None
    revisions: list[Revision] = field(default_factory=list)
    """The versions of the content, the oldest first; empty for folders and shortcuts."""
    comments: list[Comment] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    writers_may_not_download: bool = False
    version: int = 1
    explicitly_trashed: bool = False
    trashed_at: datetime | None = None
    trashed_by: str | None = None
    writers_can_share: bool = True
    copy_requires_writer: bool = False
    inherited_disabled: bool = False
    restriction: Restriction | None = None
    shortcut_target: FileId | None = None
    folder_color: str | None = None
    is_root: bool = False
    """A user's My Drive root: what lies in it inherits nothing from it."""

    @property
    def head_revision(self) -> str | None:
        """The id of the version that it holds, for blobs alone, as Drive has it."""
        return self.revisions[-1].id if self.revisions and not self.is_native else None

    @property
    def is_folder(self) -> bool:
        """Whether it can have children."""
        return self.mime_type == FOLDER

    @property
    def is_native(self) -> bool:
        """Whether it is one of Google's own types, without bytes to download."""
        return self.mime_type.startswith(NATIVE)


@dataclass
class SharedDrive:
    """A shared drive; its members are the grants on the top folder, which has the drive's id."""

    id: FileId
    name: str
    created: datetime
    restrictions: dict[str, bool] = field(default_factory=dict)
    download_limits: tuple[bool, bool] = (False, False)
    """Whether readers and whether writers are kept from downloading."""
    color: str = "#0f9d58"
    hidden_by: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the change log; `lost` are the grantees who could read the file before and no longer can.

    One with `of_drive` is of the shared drive itself, whose id is `file_id` then.
    """

    number: int
    file_id: FileId
    drive_id: FileId | None
    at: datetime
    lost: frozenset[GranteeId] = frozenset()
    deleted: bool = False
    of_drive: bool = False
