"""Who has access to what: permissions as Drive computes them from a file and the folders above it.

A grantee has one row on a file, whose role is the highest of what was granted on the file and what is inherited. A
folder's owner is inherited as a writer; a My Drive root hands nothing down; a folder with limited access
(`inheritedPermissionsDisabled`) lets only owners and organizers through from above. Grants that have expired count no
more, nor those that a shared drive's restrictions keep out. What was computed is kept in the store until an edit of the
file or of a folder above it; nothing else here changes the store.
https://developers.google.com/workspace/drive/api/guides/limited-expansive-access
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access import restrictions
from handoff_sandbox.google_drive.access.directory import ANYONE_WITH_LINK
from handoff_sandbox.google_drive.model import File, FileId, Grant, GranteeId, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from handoff_sandbox.google_drive.store import Store


@dataclass(frozen=True)
class Caller:
    """Who asks; `email` is None for an anonymous caller with an API key. `scopes` are the short names ('drive')."""

    email: str | None
    principals: frozenset[GranteeId]
    scopes: frozenset[str]
    admin: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """One source of a row: the role, and the folder it comes from (None when it stands on the file itself).

    `member` says that it is a membership of a shared drive.
    """

    role: Role
    inherited_from: FileId | None
    member: bool = False
    in_shared_drive: bool = False


@dataclass(slots=True)
class Row:
    """A grantee's permission on a file: the grant that names the grantee, and where its roles come from.

    `role` is the one that counts; `inherited_role` the highest that comes from above, None where none does. `shown` is
    for who writes it as JSON, to be kept with it: a row is made anew by every edit.
    """

    grant: Grant
    shares: tuple[Share, ...]
    role: Role
    inherited_role: Role | None
    shown: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class KnownRows:
    """Permissions as computed once; they hold until an edit, or until a grant in them expires."""

    rows: dict[GranteeId, Row]
    until: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether no grant has expired since."""
        return self.until is None or now < self.until


def rows(store: Store, file: File) -> dict[GranteeId, Row]:
    """Return the permissions on a file, own and inherited, by grantee; not to be changed."""
    known = store.known_rows.get(file.id)
    if known is None or (known.until and not known.holds(store.clock.now())):
        known = store.known_rows[file.id] = _compute(store, file)
    return known.rows


def _compute(store: Store, file: File) -> KnownRows:
    """Put a file's own grants over what it inherits; rows that are inherited alone are shared with its siblings."""
    above = _inherited_rows(store, file)
    top, in_drive = file.id in store.drives, file.drive_id is not None
    own = [(grant, Share(grant.role, None, top, in_drive)) for grant in file.grants.values()]
    found = _rows_of(store, file, own)
    for key, row in found.rows.items():
        if inherited := above.rows.get(key):
            role = max(row.role, inherited.role)
            found.rows[key] = Row(row.grant, (*row.shares, *inherited.shares), role, inherited.role)
    until = min((each for each in (found.until, above.until) if each), default=None)
    return KnownRows(found.rows | {key: row for key, row in above.rows.items() if key not in found.rows}, until)


def _inherited_rows(store: Store, file: File) -> KnownRows:
    parent = store.files.get(file.parent) if file.parent else None
    if parent is None:
        return KnownRows({}, None)
    if file.inherited_disabled:
        return _rows_of(store, file, _from_above(store, file))
    known = store.inherited_rows.get(parent.id)
    if known is None or (known.until and not known.holds(store.clock.now())):
        known = store.inherited_rows[parent.id] = _rows_of(store, file, _handed_down(store, parent))
    return known


def _rows_of(store: Store, file: File, given: Iterable[tuple[Grant, Share]]) -> KnownRows:
    """Group what counts at present by grantee."""
    shares: dict[GranteeId, tuple[Grant, list[Share]]] = {}
    now, until = store.clock.now(), None
    admits = restrictions.admits(store, file)
    for grant, share in given:
        if grant.expires:
            if grant.expires <= now:
                continue
            until = min(until or grant.expires, grant.expires)
        if admits is None or admits(grant):
            shares.setdefault(grant.id, (grant, []))[1].append(share)
    return KnownRows({key: _row(grant, found) for key, (grant, found) in shares.items()}, until)


def _row(grant: Grant, shares: list[Share]) -> Row:
    inherited = max((share.role for share in shares if share.inherited_from), default=None)
    return Row(grant, tuple(shares), max(share.role for share in shares), inherited)


def _from_above(store: Store, file: File) -> Iterable[tuple[Grant, Share]]:
    parent = store.files.get(file.parent) if file.parent else None
    handed = _handed_down(store, parent) if parent else ()
    return [each for each in handed if each[0].role >= Role.organizer] if file.inherited_disabled else handed


def _handed_down(store: Store, folder: File) -> tuple[tuple[Grant, Share], ...]:
    """Return what lies in a folder inherits from it and from above it; kept until an edit.

    In My Drive the same grant on several folders is told once, by the nearest, as Drive does.
    """
    known = store.handed_down.get(folder.id)
    if known is None:
        own = [] if folder.is_root else [(grant, _inherited(store, folder, grant)) for grant in folder.grants.values()]
        above = () if folder.is_root else _from_above(store, folder)
        if not folder.drive_id:
            told = {(grant.id, grant.role, grant.expires) for grant, _ in own}
            above = [each for each in above if (each[0].id, each[0].role, each[0].expires) not in told]
        known = store.handed_down[folder.id] = (*own, *above)
    return known


def _inherited(store: Store, folder: File, grant: Grant) -> Share:
    role = Role.writer if grant.role is Role.owner else grant.role
    return Share(role, folder.id, folder.id in store.drives, folder.drive_id is not None)


def role_of(store: Store, file: File, caller: Caller) -> Role | None:
    """Return the caller's role on a file; None when there is no access."""
    found = rows(store, file)
    return max((found[key].role for key in caller.principals if key in found), default=None)


def can_discover(store: Store, file: File, caller: Caller) -> bool:
    """Whether a file is in the caller's own lists: it was shared with them, not only by a link."""
    found = rows(store, file)
    return any(key in found and key != ANYONE_WITH_LINK and _findable(found[key].grant) for key in caller.principals)


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


def can_share(store: Store, file: File, role: Role) -> bool:
    """Whether a role lets its holder change a file's permissions."""
    if file.id in store.drives:
        return role is Role.organizer
    if file.drive_id:
        for_folders = (
            Role.organizer if restrictions.on(store, file, restrictions.FOLDERS_BY_ORGANIZERS) else Role.fileOrganizer
        )
        return role >= (for_folders if file.is_folder else Role.writer)
    return role is Role.owner or (role is Role.writer and file.writers_can_share)


def may_limit(store: Store, file: File, role: Role) -> bool:
    """Whether a role lets its holder turn a folder's inherited permissions off and on."""
    return file.id not in store.drives and role >= Role.fileOrganizer and can_share(store, file, role)
