"""Who has access to what: permissions as Drive computes them from a file and the folders above it.

A grantee has one row on a file, whose role is the highest of what was granted on the file and what is inherited. A
folder's owner is inherited as a writer; a My Drive root hands nothing down; a folder with limited access
(`inheritedPermissionsDisabled`) lets only owners and organizers through from above. Grants that have expired count no
more. Pure reading: nothing here changes the store.
https://developers.google.com/workspace/drive/api/guides/limited-expansive-access
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.directory import ANYONE_WITH_LINK
from handoff_sandbox.google_drive.model import File, FileId, Grant, GranteeId, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handoff_sandbox.google_drive.store import Store


@dataclass(frozen=True)
class Caller:
    """Who asks; `email` is None for an anonymous caller with an API key. `scopes` are the short names ('drive')."""

    email: str | None
    principals: frozenset[GranteeId]
    scopes: frozenset[str]
    admin: bool = False


@dataclass(frozen=True)
class Share:
    """One source of a row: the role, and the folder it comes from (None when it stands on the file itself).

    `member` says that it is a membership of a shared drive.
    """

    role: Role
    inherited_from: FileId | None
    member: bool = False
    in_shared_drive: bool = False


@dataclass(frozen=True)
class Row:
    """A grantee's permission on a file: the grant that names the grantee, and where its roles come from."""

    grant: Grant
    shares: tuple[Share, ...]

    @property
    def role(self) -> Role:
        """The role that counts."""
        return max(share.role for share in self.shares)

    @property
    def inherited_role(self) -> Role | None:
        """The highest role that comes from above."""
        return max((share.role for share in self.shares if share.inherited_from), default=None)


def rows(store: Store, file: File) -> dict[GranteeId, Row]:
    """Return the permissions on a file, own and inherited, by grantee."""
    found: dict[GranteeId, Row] = {}
    now = store.clock.now()
    for grant, share in _shares(store, file):
        if grant.expires and grant.expires <= now:
            continue
        known = found.get(grant.id)
        found[grant.id] = Row(known.grant, (*known.shares, share)) if known else Row(grant, (share,))
    return found


def _shares(store: Store, file: File) -> Iterator[tuple[Grant, Share]]:
    limited = file.inherited_disabled
    for grant in file.grants.values():
        yield grant, Share(grant.role, None, file.id in store.drives, file.drive_id is not None)
    for folder in store.ancestors(file):
        if folder.is_root:
            return
        for grant in folder.grants.values():
            if limited and grant.role < Role.organizer:
                continue
            role = Role.writer if grant.role is Role.owner else grant.role
            yield grant, Share(role, folder.id, folder.id in store.drives, folder.drive_id is not None)
        limited = limited or folder.inherited_disabled


def role_of(store: Store, file: File, caller: Caller) -> Role | None:
    """Return the caller's role on a file; None when there is no access."""
    return max((row.role for row in rows(store, file).values() if row.grant.id in caller.principals), default=None)


def can_discover(store: Store, file: File, caller: Caller) -> bool:
    """Whether a file is in the caller's own lists: it was shared with them, not only by a link."""
    return any(
        row.grant.id in caller.principals and row.grant.id != ANYONE_WITH_LINK and _findable(row.grant)
        for row in rows(store, file).values()
    )


def _findable(grant: Grant) -> bool:
    return grant.type in ("user", "group") or grant.discoverable


def readable(
    store: Store, file_id: str, caller: Caller, *, all_drives: bool, location: str = "fileId"
) -> tuple[File, Role]:
    """Return a file that the caller may read, and their role; a 404 for any other, as Drive answers.

    Items of shared drives are not found by a caller that does not say `supportsAllDrives`.
    """
    if file_id == "root" and caller.email:
        file_id = store.root_of(caller.email).id
    file = store.files.get(FileId(file_id))
    role = role_of(store, file, caller) if file else None
    if file is None or role is None or (file.drive_id and not all_drives):
        raise errors.not_found(file_id, location=location)
    return file, role


def writable(store: Store, file_id: str, caller: Caller, *, all_drives: bool) -> tuple[File, Role]:
    """Return a file that the caller may edit; 404 without access, 403 for readers and commenters."""
    file, role = readable(store, file_id, caller, all_drives=all_drives)
    if role < Role.writer:
        raise errors.insufficient_permissions()
    return file, role


def can_share(file: File, role: Role, *, is_drive: bool = False) -> bool:
    """Whether a role lets its holder change a file's permissions."""
    if is_drive:
        return role is Role.organizer
    if file.drive_id:
        return role >= (Role.fileOrganizer if file.is_folder else Role.writer)
    return role is Role.owner or (role is Role.writer and file.writers_can_share)


def may_limit(file: File, role: Role, *, is_drive: bool = False) -> bool:
    """Whether a role lets its holder turn a folder's inherited permissions off and on."""
    return not is_drive and role >= Role.fileOrganizer and can_share(file, role)
