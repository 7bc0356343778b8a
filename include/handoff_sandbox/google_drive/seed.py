"""The `google_drive` section of a world: its pydantic models. `load` puts it into a store.

Described for those who write worlds in docs/worlds-google-drive.md.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from handoff_sandbox.core.world import Section, WorldTime
from handoff_sandbox.google_drive.model import DOCUMENT, FOLDER, NATIVE, PRESENTATION, SHORTCUT, SPREADSHEET

TYPES = {
    "folder": FOLDER,
    "doc": DOCUMENT,
    "sheet": SPREADSHEET,
    "slides": PRESENTATION,
    "form": NATIVE + "form",
    "site": NATIVE + "site",
    "script": NATIVE + "script",
    "drawing": NATIVE + "drawing",
    "shortcut": SHORTCUT,
    "text": "text/plain",
    "markdown": "text/markdown",
    "csv": "text/csv",
    "html": "text/html",
    "pdf": "application/pdf",
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "excel": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "zip": "application/zip",
}
"""The short names of `type`; any other type is written out as `mimeType`."""

_PUBLISHABLE = frozenset(TYPES[name] for name in ("doc", "sheet", "slides", "drawing", "form", "site"))

Email = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$"), AfterValidator(str.lower)]
FileKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{3,}$")]
RestrictionName = Literal[
    "adminManagedRestrictions",
    "copyRequiresWriterPermission",
    "domainUsersOnly",
    "driveMembersOnly",
    "sharingFoldersRequiresOrganizerPermission",
]
RoleName = Literal["reader", "commenter", "writer", "fileOrganizer", "organizer"]
ScopeName = Literal["drive", "drive.readonly", "drive.metadata", "drive.metadata.readonly"]


class Organisation(Section):
    """The Google Workspace that the firm has; the first domain is the primary one."""

    domains: list[str] = Field(min_length=1)
    name: str = ""


class UserModel(Section):
    """A Google account, of the organisation or of anybody else who appears in this Drive."""

    email: Email
    name: str
    active: bool = True
    admin: bool = False
    refresh_token: str | None = None


class GroupModel(Section):
    """A Google group; a member may be a group."""

    email: Email
    name: str
    members: tuple[Email, ...] = ()


class ServiceAccount(Section):
    """The service account; with `domain_wide` it acts for everybody in the organisation, within `scopes`."""

    email: Email = "handoff@sandbox.iam.gserviceaccount.com"
    domain_wide: bool = True
    impersonate: Email | None = None
    scopes: tuple[ScopeName, ...] = ("drive", "drive.readonly", "drive.metadata", "drive.metadata.readonly")


class QuotaModel(Section):
    """Units a minute; by default Google's own since May 2026. Of invitations Google publishes no number."""

    units_per_minute: int = Field(default=1_000_000, gt=0)
    units_per_minute_per_user: int = Field(default=325_000, gt=0)
    invitations_per_day_per_user: int | None = Field(default=None, ge=0)


class PermissionModel(Section):
    """A grant beside the owner's."""

    type: Literal["user", "group", "domain", "anyone"]
    role: RoleName
    email: Email | None = None
    domain: str | None = None
    discoverable: bool = False
    expires: WorldTime | None = None
    pending_owner: bool = False

    @model_validator(mode="after")
    def _names_its_grantee(self) -> PermissionModel:
        if (self.type in ("user", "group")) != (self.email is not None) or (self.type == "domain") != bool(self.domain):
            raise ValueError("a user or group needs `email`, a domain needs `domain`, anyone needs neither")
        return self


class RevisionModel(Section):
    """An earlier version of a file's content."""

    content: str
    modified: WorldTime
    by: Email | None = None
    keep_forever: bool = False


class ReplyModel(Section):
    """A reply to a comment."""

    by: Email
    content: str = ""
    created: WorldTime | None = None
    action: Literal["resolve", "reopen"] | None = None


class CommentModel(Section):
    """A comment on a file."""

    by: Email
    content: str
    created: WorldTime | None = None
    quoted: str | None = None
    replies: tuple[ReplyModel, ...] = ()


class ProposalModel(Section):
    """A request for access that waits for an answer; it is for the requester where no `recipient` is named."""

    requester: Email
    recipient: Email | None = None
    role: Literal["reader", "commenter", "writer"] = "reader"
    message: str | None = None
    created: WorldTime | None = None


class FileModel(Section):
    """A file or a folder with its children."""

    name: str = Field(min_length=1)
    id: FileKey | None = None
    type: str | None = None
    mimeType: str | None = None  # noqa: N815 - the vendor's own term
    owner: Email | None = None
    permissions: tuple[PermissionModel, ...] = ()
    content: str | None = None
    content_file: str | None = None
    created: WorldTime | None = None
    modified: WorldTime | None = None
    by: Email | None = None
    description: str | None = None
    properties: dict[str, str] = Field(default_factory=dict)
    app_properties: dict[str, str] = Field(default_factory=dict)
    starred_by: tuple[Email, ...] = ()
    trashed: bool = False
    writers_can_share: bool = True
    copy_requires_writer: bool = False
    limited: bool = False
    restricted: str | None = None
    restricted_by_owner: bool = False
    no_download: bool = False
    published: Literal["anyone", "domain"] | None = None
    revisions: tuple[RevisionModel, ...] = ()
    comments: tuple[CommentModel, ...] = ()
    proposals: tuple[ProposalModel, ...] = ()
    target: FileKey | None = None
    parent: FileKey | None = None
    children: tuple[FileModel, ...] = ()

    @model_validator(mode="after")
    def _is_one_thing(self) -> FileModel:
        if (self.type is None) == (self.mimeType is None):
            raise ValueError(f"needs either `type` (one of {', '.join(TYPES)}) or `mimeType`")
        if self.type is not None and self.type not in TYPES:
            raise ValueError(f"`type` {self.type!r} is not one of {', '.join(TYPES)}; others are written as `mimeType`")
        if self.children and self.mime != FOLDER:
            raise ValueError("only a folder has `children`")
        if self.content is not None and self.content_file is not None:
            raise ValueError("takes `content` or `content_file`, not both")
        if self.published and self.mime not in _PUBLISHABLE:
            raise ValueError("only a doc, a sheet, slides, a drawing, a form or a site can be `published`")
        if (self.revisions or self.comments) and self.mime in (FOLDER, SHORTCUT):
            raise ValueError("a folder or a shortcut has neither `revisions` nor `comments`")
        if (self.target is not None) != (self.mime == SHORTCUT):
            raise ValueError("a shortcut, and nothing else, has a `target`: the id of a file")
        return self

    @property
    def mime(self) -> str:
        """The type as the wire has it."""
        return self.mimeType or TYPES[self.type or ""]


class SharedDriveModel(Section):
    """A shared drive with its members and what is in it."""

    name: str = Field(min_length=1)
    id: FileKey | None = None
    members: list[PermissionModel] = Field(min_length=1)
    created: WorldTime | None = None
    restrictions: dict[RestrictionName, bool] = Field(default_factory=dict)
    hidden_by: tuple[Email, ...] = ()
    files: tuple[FileModel, ...] = ()


class DriveSection(Section):
    """The whole section."""

    organisation: Organisation
    users: list[UserModel] = Field(min_length=1)
    groups: tuple[GroupModel, ...] = ()
    service_account: ServiceAccount = ServiceAccount()
    api_key: str = "sandbox-api-key"
    quota: QuotaModel = QuotaModel()
    shared_drives: tuple[SharedDriveModel, ...] = ()
    files: tuple[FileModel, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _not_empty(cls, value: Any) -> Any:
        return {} if value is None else value
