"""Files, permissions and people as Drive's JSON.

A field that Drive leaves out (an owner in a shared drive, a size of a folder, permissions for one who cannot share)
is left out here. Only what the mask selects is computed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handoff_sandbox.google_drive.access import access, capabilities, restrictions
from handoff_sandbox.google_drive.access.directory import grantee_id
from handoff_sandbox.google_drive.model import ROLE_NAMES, SHORTCUT, File, Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from handoff_sandbox.google_drive.access.access import Caller, Row
    from handoff_sandbox.google_drive.model import FileId, SharedDrive
    from handoff_sandbox.google_drive.store import Store

Json = dict[str, Any]


def show_time(moment: datetime) -> str:
    """Write an instant as Drive does: UTC, milliseconds, 'Z'."""
    return moment.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


@dataclass(frozen=True)
class Wire:
    """Writes a store's objects for one caller at one address."""

    store: Store
    caller: Caller
    base_url: str
    _roles: dict[FileId, Role | None] = field(default_factory=dict)

    def user(self, email: str) -> Json:
        """Return a User."""
        return {
            "kind": "drive#user",
            "displayName": self.store.directory.name_of(email),
            "me": email == self.caller.email,
            "permissionId": grantee_id(email),
            "emailAddress": email,
        }

    def permission(self, row: Row) -> Json:
        """Return a Permission with where each of its roles comes from; the same for everybody, so kept with the row."""
        if row.shown is None:
            row.shown = self._permission(row)
        return row.shown

    def _permission(self, row: Row) -> Json:
        grant = row.grant
        details: list[Json] = []
        for share in row.shares:
            origin = {"inheritedFrom": share.inherited_from} if share.inherited_from and share.in_shared_drive else {}
            kind = "member" if share.member else "file"
            detail = {
                "permissionType": kind,
                "role": ROLE_NAMES[share.role],
                "inherited": share.inherited_from is not None,
            }
            if detail | origin not in details:  # folders above that give the same are one line in My Drive
                details.append(detail | origin)
        found: Json = {
            "kind": "drive#permission",
            "id": grant.id,
            "type": grant.type,
            "role": ROLE_NAMES[row.role],
            "permissionDetails": details,
        }
        if grant.email:
            found |= {"emailAddress": grant.email, "displayName": self.store.directory.name_of(grant.email)}
            found |= {"deleted": False, "pendingOwner": grant.pending_owner}
        if grant.domain:
            found |= {"domain": grant.domain, "displayName": grant.domain}
        if grant.type in ("domain", "anyone"):
            found["allowFileDiscovery"] = grant.discoverable
        if grant.expires:
            found["expirationTime"] = show_time(grant.expires)
        return found

    def link(self, file: File) -> str:
        """Return the address at which a file opens in a browser."""
        return f"{self.base_url}/drive/view/{file.id}"

    def file(self, file: File, wanted: frozenset[str] | None = None) -> Json:
        """Return a File; `wanted` are the fields to compute, None for all."""
        found = {}
        for name, write in _FILE.items():
            if wanted is None or name in wanted:
                value = write(self, file)
                if value is not None:
                    found[name] = value
        return found

    def role(self, file: File) -> Role:
        """Return the caller's role on a file that they can read."""
        return self._role(file) or Role.reader

    def _role(self, file: File) -> Role | None:
        if file.id not in self._roles:
            self._roles[file.id] = access.role_of(self.store, file, self.caller)
        return self._roles[file.id]

    def permissions(self, file: File) -> list[Json] | None:
        """Return `permissions`: only in My Drive, only for one who can share."""
        if file.drive_id or not access.can_share(self.store, file, self.role(file)):
            return None
        return [self.permission(row) for row in access.rows(self.store, file).values()]

    def parents(self, file: File) -> list[str] | None:
        """Return `parents`: the folder, where the caller can see it."""
        parent = self.store.files.get(file.parent) if file.parent else None
        seen = parent is not None and self._role(parent) is not None
        return [parent.id] if parent and seen else None

    def drive(self, drive: SharedDrive) -> Json:
        """Return a Drive."""
        role = access.role_of(self.store, self.store.files[drive.id], self.caller) or Role.organizer
        readers, writers = drive.download_limits
        limits = {"restrictedForReaders": readers, "restrictedForWriters": writers}
        return {
            "kind": "drive#drive",
            "id": drive.id,
            "name": drive.name,
            "createdTime": show_time(drive.created),
            "hidden": (self.caller.email or "") in drive.hidden_by,
            "colorRgb": drive.color,
            "capabilities": capabilities.of_drive(role),
            "restrictions": dict.fromkeys(restrictions.FLAGS, False)
            | drive.restrictions
            | {"downloadRestriction": limits},
        }

    def download_restrictions(self, file: File) -> Json:
        """Return `downloadRestrictions`: what is set on the file, and what holds with its shared drive's."""
        readers, writers = restrictions.download_limits(self.store, file)
        own = file.copy_requires_writer or file.writers_may_not_download
        return {
            "itemDownloadRestriction": {
                "restrictedForReaders": own,
                "restrictedForWriters": file.writers_may_not_download,
            },
            "effectiveDownloadRestrictionWithContext": {
                "restrictedForReaders": readers,
                "restrictedForWriters": writers,
            },
        }

    def content_restrictions(self, file: File) -> list[Json] | None:
        """Return `contentRestrictions`, where there is one."""
        held = file.restriction
        if held is None:
            return None
        found = {"readOnly": True, "ownerRestricted": held.owner_restricted, "type": "globalContentRestriction"}
        found["systemRestricted"] = False
        return [
            found
            | {"restrictingUser": self.user(held.by), "restrictionTime": show_time(held.at)}
            | ({"reason": held.reason} if held.reason else {})
        ]

    def shared(self, file: File) -> bool | None:
        """Return `shared`: whether anybody but the owner has access; not said in shared drives."""
        rows = access.rows(self.store, file)
        return None if file.drive_id else any(row.grant.email != file.owner for row in rows.values())

    def shortcut(self, file: File) -> Json | None:
        """Return `shortcutDetails` of a shortcut."""
        if file.mime_type != SHORTCUT or not file.shortcut_target:
            return None
        target = self.store.files.get(file.shortcut_target)
        return {"targetId": file.shortcut_target} | ({"targetMimeType": target.mime_type} if target else {})


def _blob(value: Callable[[File], str | None]) -> Callable[[Wire, File], str | None]:
    return lambda _, file: None if file.is_native else value(file)


def _always(value: object) -> Callable[[Wire, File], object]:
    return lambda _wire, _file: value


def _extension(file: File) -> str | None:
    return file.name.rpartition(".")[2] if "." in file.name else None


def _by_caller(wire: Wire, held: dict[str, datetime]) -> str | None:
    moment = held.get(wire.caller.email or "")
    return show_time(moment) if moment else None


def _shared_with(wire: Wire, file: File) -> tuple[datetime, str] | None:
    return file.shared_with.get(wire.caller.email or "")


_FILE: dict[str, Callable[[Wire, File], Any]] = {
    "kind": _always("drive#file"),
    "id": lambda _, file: file.id,
    "name": lambda _, file: file.name,
    "mimeType": lambda _, file: file.mime_type,
    "description": lambda _, file: file.description,
    "starred": lambda wire, file: wire.caller.email in file.starred_by,
    "trashed": lambda wire, file: wire.store.is_trashed(file),
    "explicitlyTrashed": lambda _, file: file.explicitly_trashed,
    "trashedTime": lambda _, file: show_time(file.trashed_at) if file.drive_id and file.trashed_at else None,
    "trashingUser": lambda wire, file: wire.user(file.trashed_by) if file.drive_id and file.trashed_by else None,
    "parents": lambda wire, file: wire.parents(file),
    "properties": lambda _, file: file.properties or None,
    "appProperties": lambda _, file: file.app_properties or None,
    "spaces": _always(["drive"]),
    "version": lambda _, file: str(file.version),
    "webViewLink": lambda wire, file: wire.link(file),
    "webContentLink": lambda wire, file: None if file.is_native else wire.link(file) + "?download=1",
    "iconLink": lambda wire, file: f"{wire.base_url}/drive/icon/{file.mime_type}",
    "hasThumbnail": _always(value=False),
    "viewedByMe": lambda wire, file: (wire.caller.email or "") in file.viewed_by,
    "viewedByMeTime": lambda wire, file: _by_caller(wire, file.viewed_by),
    "createdTime": lambda _, file: show_time(file.created),
    "modifiedTime": lambda _, file: show_time(file.modified),
    "modifiedByMe": lambda wire, file: (wire.caller.email or "") in file.modified_by_at,
    "modifiedByMeTime": lambda wire, file: _by_caller(wire, file.modified_by_at),
    "sharedWithMeTime": lambda wire, file: show_time(held[0]) if (held := _shared_with(wire, file)) else None,
    "sharingUser": lambda wire, file: wire.user(held[1]) if (held := _shared_with(wire, file)) else None,
    "owners": lambda wire, file: [wire.user(file.owner)] if file.owner else None,
    "driveId": lambda _, file: file.drive_id,
    "teamDriveId": lambda _, file: file.drive_id,
    "lastModifyingUser": lambda wire, file: wire.user(file.modified_by) if file.modified_by else None,
    "shared": lambda wire, file: wire.shared(file),
    "ownedByMe": lambda wire, file: None if file.drive_id else file.owner == wire.caller.email,
    "capabilities": lambda wire, file: capabilities.of_file(wire.store, file, wire.role(file), wire.caller),
    "viewersCanCopyContent": lambda _, file: not file.copy_requires_writer,
    "copyRequiresWriterPermission": lambda _, file: file.copy_requires_writer,
    "writersCanShare": lambda _, file: None if file.drive_id else file.writers_can_share,
    "permissions": lambda wire, file: wire.permissions(file),
    "permissionIds": lambda wire, file: list(access.rows(wire.store, file)),
    "hasAugmentedPermissions": lambda wire, file: (
        bool(file.grants) and file.id not in wire.store.drives if file.drive_id else None
    ),
    "inheritedPermissionsDisabled": lambda _, file: file.inherited_disabled,
    "folderColorRgb": lambda _, file: file.folder_color if file.is_folder else None,
    "originalFilename": _blob(lambda file: file.original_filename or file.name),
    "fullFileExtension": _blob(_extension),
    "fileExtension": _blob(_extension),
    "md5Checksum": _blob(lambda file: hashlib.md5(file.content, usedforsecurity=False).hexdigest()),
    "sha1Checksum": _blob(lambda file: hashlib.sha1(file.content, usedforsecurity=False).hexdigest()),
    "sha256Checksum": _blob(lambda file: hashlib.sha256(file.content).hexdigest()),
    "size": lambda _, file: None if file.is_folder or file.mime_type == SHORTCUT else str(len(file.content)),
    "quotaBytesUsed": lambda _, file: "0" if file.is_folder else str(len(file.content)),
    "headRevisionId": _blob(lambda file: file.head_revision),
    "isAppAuthorized": _always(value=True),
    "exportLinks": lambda wire, file: capabilities.export_links(file, wire.base_url) or None,
    "shortcutDetails": lambda wire, file: wire.shortcut(file),
    "contentRestrictions": lambda wire, file: wire.content_restrictions(file),
    "downloadRestrictions": lambda wire, file: None if file.is_folder else wire.download_restrictions(file),
    "linkShareMetadata": _always({"securityUpdateEligible": False, "securityUpdateEnabled": True}),
}
