"""Puts a world's `google_drive` section into a store.

What the models cannot see alone is checked here: that owners and editors have accounts, that ids are not used twice,
that a shortcut's target exists. All problems are reported, each with its YAML path.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handoff_sandbox.core.errors import Problem, WorldError
from handoff_sandbox.core.times import parse_time
from handoff_sandbox.google_drive import extras
from handoff_sandbox.google_drive.access.directory import ANYONE, ANYONE_WITH_LINK, Directory, Group, User, grantee_id
from handoff_sandbox.google_drive.model import FOLDER, File, FileId, Grant, Restriction, Role, SharedDrive
from handoff_sandbox.google_drive.store import Store, owner_grant

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.google_drive.seed import DriveSection, FileModel, PermissionModel, SharedDriveModel

_Path = tuple[str | int, ...]


def load(section: DriveSection, clock: Clock) -> Store:
    """Return a store with all that the section names; raises WorldError with every problem in it."""
    users = [User(u.email, u.name, u.active, u.admin, u.refresh_token) for u in section.users]
    groups = [Group(g.email, g.name, frozenset(g.members)) for g in section.groups]
    loader = _Loader(Store(clock, Directory(section.organisation.domains, users, groups)))
    if (email := section.service_account.impersonate) and email not in loader.store.directory.users:
        loader.report(f"{email} has no account under `users`", "service_account", "impersonate")
    for at, drive in enumerate(section.shared_drives):
        loader.drive(drive, ("shared_drives", at))
    for at, file in enumerate(section.files):
        loader.file(file, None, None, ("files", at))
    loader.check_targets()
    loader.store.invitations.limit = section.quota.invitations_per_day_per_user
    if loader.problems:
        raise WorldError(loader.problems)
    return loader.store


class _Loader:
    """Walks the section; an item inherits the owner of the folder that it is in."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.problems: list[Problem] = []
        self._targets: list[tuple[FileId, _Path]] = []

    def report(self, message: str, *path: str | int) -> None:
        self.problems.append(Problem(("google_drive", *path), message))

    def drive(self, model: SharedDriveModel, path: _Path) -> None:
        drive_id = self._id(model.id, path) if model.id else self.store.new_drive_id()
        created = self._time(model.created)
        drive = SharedDrive(
            drive_id,
            model.name,
            created,
            {str(key): on for key, on in model.restrictions.items()},
            hidden_by=set(model.hidden_by),
        )
        self.store.drives[drive_id] = drive
        top = File(drive_id, model.name, FOLDER, created, created, None, None, drive_id)
        self._grant(top, model.members, (*path, "members"))
        if not any(grant.role is Role.organizer for grant in top.grants.values()):
            self.report("a shared drive needs a member with the role organizer", *path, "members")
        self.store.add(top)
        for at, file in enumerate(model.files):
            self.file(file, top, None, (*path, "files", at))

    def file(self, model: FileModel, parent: File | None, owner: str | None, path: _Path) -> None:
        if model.parent:
            parent = self._parent(model.parent, parent, path)
            owner = parent.owner if parent else None
        owner = None if parent and parent.drive_id else model.owner or owner
        if parent is None and owner is None:
            self.report("needs an `owner`", *path)
            return
        if parent and parent.drive_id and model.owner:
            self.report("a file in a shared drive has no `owner`", *path, "owner")
        for key, email in (("owner", owner), ("by", model.by)):
            if email and email not in self.store.directory.users:
                self.report(f"{email} has no account under `users`", *path, key)
        folder = parent or self.store.root_of(owner or "")
        modified = self._time(model.modified)
        created = parse_time(model.created, self.store.clock) if model.created else modified
        file_id = self._id(model.id, path)
        file = File(file_id, model.name, model.mime, created, modified, owner, folder.id, folder.drive_id)
        self._describe(file, model)
        extras.fill(self.store, file, model, self._content(model, path))
        if owner:
            file.grants[grantee_id(owner)] = owner_grant(owner)
        self._grant(file, model.permissions, (*path, "permissions"))
        if model.target:
            file.shortcut_target = FileId(model.target)
            self._targets.append((file.shortcut_target, (*path, "target")))
        self.store.add(file)
        for at, child in enumerate(model.children):
            self.file(child, file, owner, (*path, "children", at))

    def _parent(self, wanted: str, parent: File | None, path: _Path) -> File | None:
        found = self.store.files.get(FileId(wanted))
        if parent is not None:
            self.report("is for entries at the top of `files`; this one lies in a folder already", *path, "parent")
        elif found is None or not found.is_folder:
            self.report(f"no folder with the id {wanted} stands before this entry", *path, "parent")
        return parent or found

    def check_targets(self) -> None:
        for target, path in self._targets:
            if target not in self.store.files:
                self.report(f"there is no file with the id {target}", *path)

    def _describe(self, file: File, model: FileModel) -> None:
        by = model.by or file.owner
        file.modified_by = by
        if by:
            file.modified_by_at[by] = file.modified
        file.description, file.original_filename = model.description, model.name
        file.properties, file.app_properties = dict(model.properties), dict(model.app_properties)
        file.starred_by = set(model.starred_by)
        file.explicitly_trashed, file.writers_can_share = model.trashed, model.writers_can_share
        file.copy_requires_writer, file.inherited_disabled = model.copy_requires_writer, model.limited
        if model.restricted is not None:
            reason, by_owner = model.restricted or None, model.restricted_by_owner
            file.restriction = Restriction(file.modified, by or "", reason, by_owner)
        file.writers_may_not_download = model.no_download

    def _grant(self, file: File, models: Iterable[PermissionModel], path: _Path) -> None:
        for at, model in enumerate(models):
            anyone = ANYONE if model.discoverable else ANYONE_WITH_LINK
            key = anyone if model.type == "anyone" else grantee_id(model.email or model.domain or "")
            role = Role[model.role]
            if role in (Role.organizer, Role.fileOrganizer) and not file.drive_id:
                self.report(f"the role {role.name} is for shared drives only", *path, at, "role")
            grant = Grant(key, model.type, role, model.email, model.domain, model.discoverable)
            grant.pending_owner = model.pending_owner
            grant.expires = parse_time(model.expires, self.store.clock) if model.expires else None
            if key in file.grants:
                self.report("the grantee has a permission on this file already", *path, at)
            file.grants[key] = grant
            if model.email and model.type == "user":
                file.shared_with[model.email] = (file.created, file.owner or model.email)

    def _id(self, wanted: str | None, path: _Path) -> FileId:
        if wanted is None:
            return self.store.new_id()
        if FileId(wanted) in self.store.files:
            self.report(f"the id {wanted} is used twice", *path, "id")
        return FileId(wanted)

    def _content(self, model: FileModel, path: _Path) -> bytes:
        if model.content_file is None:
            return (model.content or "").encode()
        try:
            return Path(model.content_file).read_bytes()
        except OSError as error:
            self.report(f"{model.content_file} cannot be read: {error.strerror}", *path, "content_file")
            return b""

    def _time(self, text: str | None) -> datetime:
        return parse_time(text, self.store.clock) if text else self.store.clock.started
