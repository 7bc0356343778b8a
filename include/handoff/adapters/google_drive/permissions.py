"""Reads who has access to files, a hundred files in a request.

Drive puts the permissions into a file's own JSON only in My Drive and only for those who may share it; everything else
is asked for file by file, as the subject and, where the subject may not, as the file's owner.
https://developers.google.com/workspace/drive/api/reference/rest/v3/permissions/list
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.batching import Call, send_all
from handoff.adapters.google_drive.listing import Listed, by_owner, list_all, owner_of
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.wire import File, Permission
from handoff.adapters.side_by_side import Workers
from handoff.errors import HandoffError, PermanentError

_FILE = (
    "id,parents,driveId,mimeType,owners(emailAddress),writersCanShare,copyRequiresWriterPermission,"
    "inheritedPermissionsDisabled,contentRestrictions(readOnly,reason),capabilities(canShare),"
    f"permissions({wire.PERMISSION})"
)

_NOT_ASKED = PermanentError("nobody was asked")


@dataclass(frozen=True, slots=True)
class Access:
    """A file's JSON as far as sharing is concerned, and its permissions."""

    file: File
    permissions: Sequence[Permission]

    @property
    def sharer(self) -> str | None:
        """The address of the user who may share it: None for the subject, else the owner."""
        may_share = self.file.get("capabilities", {}).get("canShare", False)
        return None if may_share else next(iter(wire.owners(self.file)), None)


def read_access(session: Session, file_ids: Iterable[str]) -> dict[str, Access | HandoffError]:
    """Return what stands on files now, by id."""
    wanted = list(dict.fromkeys(file_ids))
    get = session.service.files().get
    calls = [
        Call(get(fileId=file_id, fields=_FILE, supportsAllDrives=True), wire.name_of(file_id)) for file_id in wanted
    ]
    files = dict(zip(wanted, send_all(session, calls, wrote=False), strict=True))
    listed = read_permissions(
        session, [file for file in files.values() if not isinstance(file, HandoffError) and "permissions" not in file]
    )
    return {file_id: _access(file, listed) for file_id, file in files.items()}


def read_permissions(session: Session, files: Sequence[File], run: Workers | None = None) -> Listed:
    """Return the permissions of files by id; the files need `id` and, for the owner to be asked, `owners`.

    The owner is asked where the subject may not see them: at once where the subject only reads, else once Drive has
    refused. With `run` the batches go out side by side.
    """
    owners = {str(file["id"]): owner_of(file) for file in files}
    closed = {str(file["id"]) for file in files if file.get("capabilities", {}).get("canEdit") is False}
    ask = session.service.permissions().list
    fields = f"nextPageToken,permissions({wire.PERMISSION})"

    def request(file_id: str, token: str | None) -> Any:
        return ask(fileId=file_id, pageToken=token, pageSize=100, supportsAllDrives=True, fields=fields)

    def list_as(asked: Iterable[tuple[str | None, Sequence[str]]]) -> Listed:
        return list_all(session, request, "permissions", asked, run)

    found = list_as(by_owner({key: owner for key, owner in owners.items() if key in closed}))
    open_ = [key for key in owners if isinstance(found.get(key, _NOT_ASKED), PermanentError)]
    as_subject = list_as([(None, open_)])
    refused = {key: owners[key] for key in open_ if key not in closed and isinstance(as_subject[key], PermanentError)}
    as_owner = list_as(by_owner(refused))
    told = {key: value for key, value in as_owner.items() if not isinstance(value, PermanentError)}
    return found | as_subject | told


def _access(file: File | HandoffError, listed: Listed) -> Access | HandoffError:
    if isinstance(file, HandoffError):
        return file
    held = file["permissions"] if "permissions" in file else listed[file["id"]]
    return held if isinstance(held, HandoffError) else Access(file, held)
