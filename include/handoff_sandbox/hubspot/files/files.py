"""The files of a portal: what the file manager shows, and the hidden ones that hang on CRM records.

A hidden file is not there for a token without the scope for hidden files.
https://developers.hubspot.com/docs/api-reference/files-files-v3/guide
"""

from __future__ import annotations

import hashlib
import hmac
import mimetypes
import secrets
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.errors import HubSpotError, invalid

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

ACCESS = (
    "PUBLIC_INDEXABLE", "PUBLIC_NOT_INDEXABLE", "PRIVATE", "SENSITIVE",
    "HIDDEN_INDEXABLE", "HIDDEN_NOT_INDEXABLE", "HIDDEN_PRIVATE", "HIDDEN_SENSITIVE",
)  # fmt: skip


@dataclass(frozen=True)
class Folder:
    """A folder; `path` begins with a slash."""

    id: str
    name: str
    parent: str | None
    path: str
    created: datetime
    updated: datetime


@dataclass(frozen=True)
class File:
    """A file with its content; `name` has no extension, as HubSpot keeps it."""

    id: str
    name: str
    extension: str
    folder: str | None
    access: str
    content: bytes
    created: datetime
    updated: datetime
    expires: datetime | None = None
    usable: bool = True

    @property
    def hidden(self) -> bool:
        """Whether the file manager does not show it."""
        return self.access.startswith("HIDDEN_")

    @property
    def public(self) -> bool:
        """Whether anybody can read it who knows its address."""
        return "INDEXABLE" in self.access

    @property
    def media_type(self) -> str:
        """The media type that its extension stands for."""
        return mimetypes.guess_type(f"x.{self.extension}")[0] or "application/octet-stream"

    @property
    def type(self) -> str:
        """The kind of file, as HubSpot groups them."""
        known = {"image": "IMG", "audio": "AUDIO", "video": "MOVIE", "text": "DOCUMENT"}
        office = self.extension in ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods")
        return "DOCUMENT" if office else known.get(self.media_type.partition("/")[0], "OTHER")

    @property
    def md5(self) -> str:
        """The MD5 of its content."""
        return hashlib.md5(self.content, usedforsecurity=False).hexdigest()


@dataclass
class Files:
    """All files and folders of a portal, in the order of their ids."""

    files: dict[str, File] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)
    _last_id: int = 100_000_000
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def next_id(self) -> str:
        """Return an id that no file and no folder has."""
        self._last_id += 1
        return str(self._last_id)

    def add(self, file: File) -> File:
        """Keep a file, in the place of the one with its id."""
        self._last_id = max(self._last_id, int(file.id))
        self.files[file.id] = file
        return file

    def path(self, file: File) -> str:
        """Return a file's path in the file manager."""
        folder = self.folders[file.folder].path if file.folder else ""
        return f"{folder}/{file.name}" + (f".{file.extension}" if file.extension else "")

    def folder_at(self, path: str, now: datetime) -> Folder | None:
        """Return the folder of a path, which is made where it is not there; None for the root."""
        parent: Folder | None = None
        for name in PurePosixPath(path).parts:
            if name == "/":
                continue
            parent = self.child(parent, name) or self.new_folder(parent, name, now)
        return parent

    def child(self, parent: Folder | None, name: str) -> Folder | None:
        """Return a folder's folder of that name."""
        wanted = parent.id if parent else None
        return next((one for one in self.folders.values() if one.parent == wanted and one.name == name), None)

    def new_folder(self, parent: Folder | None, name: str, now: datetime) -> Folder:
        """Make a folder; raises HubSpot's 400 for a name with a slash and 409 for one that is taken."""
        if not name or "/" in name:
            raise invalid(f"{name!r} is not the name of a folder")
        if self.child(parent, name):
            raise HubSpotError(409, f"A folder named {name} is there already", "CONFLICT")
        path = f"{parent.path if parent else ''}/{name}"
        folder = Folder(self.next_id(), name, parent.id if parent else None, path, now, now)
        self.folders[folder.id] = folder
        return folder

    def move_folder(self, folder: Folder, name: str, parent: Folder | None, now: datetime) -> Folder:
        """Rename or move a folder with all that is in it."""
        path = f"{parent.path if parent else ''}/{name}"
        moved = replace(folder, name=name, parent=parent.id if parent else None, path=path, updated=now)
        self.folders[folder.id] = moved
        for child in [one for one in self.folders.values() if one.parent == folder.id]:
            self.move_folder(child, child.name, moved, now)
        return moved

    def named(self, folder: str | None, name: str, extension: str) -> File | None:
        """Return the file of that name in a folder."""
        key = (folder, name, extension)
        return next((one for one in self.files.values() if (one.folder, one.name, one.extension) == key), None)

    def at(self, path: str) -> File | Folder | None:
        """Return what is at a path."""
        wanted = "/" + path.strip("/")
        found: Iterable[File | Folder] = (one for one in self.files.values() if self.path(one) == wanted)
        return next(iter(found), None) or next((one for one in self.folders.values() if one.path == wanted), None)

    def signature(self, file_id: str, expires: int) -> str:
        """Sign the right to read a file until an instant, in seconds since 1970."""
        return hmac.new(self._secret, f"{file_id} {expires}".encode(), "sha256").hexdigest()
