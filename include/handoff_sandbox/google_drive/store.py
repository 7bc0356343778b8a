"""The state of one Drive: files, shared drives, generated ids and the change log.

Holds and finds; who may do what is decided in `access` and in the modules of the methods. Every edit goes through
`touch`, so that versions and the change log never miss one; one of access, place or trash goes through `forget` too.
Not safe for threads: the server runs on one event loop and no handler waits between reading and writing.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from handoff_sandbox.core.ids import Ids
from handoff_sandbox.google_drive.access.directory import grantee_id
from handoff_sandbox.google_drive.access.invitations import Invitations
from handoff_sandbox.google_drive.changes.pushing import Pusher
from handoff_sandbox.google_drive.changes.watching import Channels
from handoff_sandbox.google_drive.listing.paging import Walks
from handoff_sandbox.google_drive.model import (
    FOLDER,
    Change,
    File,
    FileId,
    Grant,
    GranteeId,
    Revision,
    Role,
    SharedDrive,
)
from handoff_sandbox.google_drive.switches import DriveSwitches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.google_drive.access.access import KnownRows, Share
    from handoff_sandbox.google_drive.access.directory import Directory


class Store:
    """All files of a world."""

    def __init__(self, clock: Clock, directory: Directory) -> None:
        self.clock = clock
        self.switches = DriveSwitches()
        self.directory = directory
        self.files: dict[FileId, File] = {}
        self.drives: dict[FileId, SharedDrive] = {}
        self.changes: list[Change] = []
        self.generated: dict[FileId, str] = {}
        self.used: set[FileId] = set()
        self.invitations = Invitations()
        self.channels = Channels(Pusher())
        self.operations: dict[str, tuple[str | None, dict[str, Any]]] = {}
        self.requests: set[tuple[str, str]] = set()
        """Who made a shared drive with which request id."""
        self.known_rows: dict[FileId, KnownRows] = {}
        self.inherited_rows: dict[FileId, KnownRows] = {}
        self.handed_down: dict[FileId, tuple[tuple[Grant, Share], ...]] = {}
        """What `access` computed of a file, and of a folder for what lies in it; `forget` clears it."""
        self.walks: Walks[File] = Walks()
        self._in_drive: dict[FileId, dict[FileId, None]] = {}
        self._trashed: dict[FileId, bool] = {}
        self._children: dict[FileId, dict[FileId, None]] = {}
        self._roots: dict[str, FileId] = {}
        self._ids = Ids("google_drive")

    def new_id(self) -> FileId:
        """Return an unused file id of Google's shape."""
        return FileId("1" + self._ids.url_safe(32))

    def new_drive_id(self) -> FileId:
        """Return an unused id of a shared drive."""
        return FileId("0A" + self._ids.url_safe(14) + "PVA")

    def add_revision(self, file: File, data: bytes, by: str | None, at: datetime) -> Revision:
        """Set a file's content as its newest version; a blob's id is opaque, a Docs Editors file's a number."""
        number = int(file.revisions[-1].id) + 1 if file.is_native and file.revisions else 1
        revision_id = str(number) if file.is_native else _blob_revision(file.id, len(file.revisions), at)
        revision = Revision(revision_id, data, at, by, file.original_filename or file.name)
        last = file.revisions[-1] if file.revisions else None
        if last and last.publish_auto:
            revision.published = revision.publish_auto = True
            revision.published_outside, last.published = last.published_outside, False
        file.revisions.append(revision)
        file.content = data
        return revision

    def new_key(self, length: int = 11) -> str:
        """Return an id of a comment, a request for access or an operation."""
        return "AAAA" + self._ids.url_safe(length)

    def root_of(self, email: str) -> File:
        """Return a user's My Drive root, made when first asked for."""
        if email not in self._roots:
            now = self.clock.started
            root = File(FileId("0A" + self._ids.url_safe(15) + "PVA"), "My Drive", FOLDER, now, now, email, None)
            root.is_root = True
            root.grants = {grantee_id(email): owner_grant(email)}
            self.add(root)
            self._roots[email] = root.id
        return self.files[self._roots[email]]

    def add(self, file: File) -> None:
        """Put a new file in."""
        self.files[file.id] = file
        self.used.add(file.id)
        if file.parent:
            self._children.setdefault(file.parent, {})[file.id] = None
        if file.drive_id:
            self._in_drive.setdefault(file.drive_id, {})[file.id] = None

    def remove(self, file: File) -> None:
        """Take a file out for good; its children are the caller's to deal with."""
        self.forget(file)
        self.files.pop(file.id, None)
        if file.parent:
            self._children.get(file.parent, {}).pop(file.id, None)
        if file.drive_id:
            self._in_drive.get(file.drive_id, {}).pop(file.id, None)

    def move(self, file: File, parent: File) -> None:
        """Put a file, which is no folder where it changes the drive, under another parent."""
        if file.parent:
            self._children.get(file.parent, {}).pop(file.id, None)
        if file.drive_id:
            self._in_drive.get(file.drive_id, {}).pop(file.id, None)
        file.parent, file.drive_id = parent.id, parent.drive_id
        self._children.setdefault(parent.id, {})[file.id] = None
        if file.drive_id:
            self._in_drive.setdefault(file.drive_id, {})[file.id] = None
        self.forget(file)

    def forget(self, file: File) -> None:
        """Forget what was computed of a file and of all below it, since it was edited."""
        for each in (file, *self.descendants(file.id)):
            self.known_rows.pop(each.id, None)
            if each.is_folder:
                self.handed_down.pop(each.id, None)
                self.inherited_rows.pop(each.id, None)
            self._trashed.pop(each.id, None)

    def children(self, folder: FileId) -> list[File]:
        """Return what lies directly in a folder."""
        return [self.files[child] for child in self._children.get(folder, {})]

    def in_drive(self, drive_id: FileId) -> list[File]:
        """Return all that a shared drive holds, with its top folder."""
        return [self.files[file_id] for file_id in self._in_drive.get(drive_id, {})]

    def descendants(self, folder: FileId) -> Iterator[File]:
        """Yield all that lies below a folder, parents before children."""
        pending = self.children(folder)[::-1]
        while pending:
            child = pending.pop()
            yield child
            if child.is_folder:
                pending.extend(self.children(child.id)[::-1])

    def ancestors(self, file: File) -> Iterator[File]:
        """Yield the folders above a file, the nearest first."""
        while file.parent and file.parent in self.files:
            file = self.files[file.parent]
            yield file

    def is_trashed(self, file: File) -> bool:
        """Whether a file or a folder above it is in the trash."""
        if file.explicitly_trashed:
            return True
        if file.id not in self._trashed:
            parent = self.files.get(file.parent) if file.parent else None
            self._trashed[file.id] = parent is not None and self.is_trashed(parent)
        return self._trashed[file.id]

    def touch(self, file: File, lost: Iterable[GranteeId] = (), *, deleted: bool = False) -> None:
        """Count a new version of a file and log the change."""
        file.version += 1
        number = len(self.changes) + 1
        self._log(Change(number, file.id, file.drive_id, self.clock.now(), frozenset(lost), deleted))

    def touch_drive(self, drive: SharedDrive, lost: Iterable[GranteeId] = (), *, deleted: bool = False) -> None:
        """Log a change of a shared drive itself."""
        number, at = len(self.changes) + 1, self.clock.now()
        self._log(Change(number, drive.id, drive.id, at, frozenset(lost), deleted, of_drive=True))

    def _log(self, change: Change) -> None:
        self.changes.append(change)
        self.channels.announce(self, change)


def owner_grant(email: str) -> Grant:
    """Return the owner's row of a file in My Drive."""
    return Grant(grantee_id(email), "user", Role.owner, email=email)


def _blob_revision(file_id: FileId, number: int, at: datetime) -> str:
    """Return an id of Google's shape for a version of a blob."""
    digest = hashlib.sha384(f"{file_id} {number} {at.timestamp()}".encode()).digest()
    return "0B" + base64.urlsafe_b64encode(digest).decode()[:50]
