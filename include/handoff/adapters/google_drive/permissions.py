"""Reads who has access to files, a hundred files in a request.

Drive puts the permissions into a file's own JSON only in My Drive and only for those who may share it; everything else
is asked for file by file, as the subject and, where the subject may not, as the file's owner.
https://developers.google.com/workspace/drive/api/reference/rest/v3/permissions/list
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.batching import LARGEST, Call, send_all
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


def read_permissions(
    session: Session, files: Sequence[File], run: Workers | None = None
) -> dict[str, Sequence[Permission] | HandoffError]:
    """Return the permissions of files by id; the files need `id` and, for the owner to be asked, `owners`.

    The owner is asked where the subject may not see them: at once where the subject only reads, else once Drive has
    refused. With `run` the batches go out side by side.
    """
    owners = {str(file["id"]): next(iter(wire.owners(file)), None) for file in files}
    closed = {str(file["id"]) for file in files if file.get("capabilities", {}).get("canEdit") is False}
    found = _as_owners(session, {key: owner for key, owner in owners.items() if key in closed}, run)
    open_ = [key for key in owners if isinstance(found.get(key, _NOT_ASKED), PermanentError)]
    as_subject = _list_all(session, [(None, open_)], run)
    refused = {key: owners[key] for key in open_ if key not in closed and isinstance(as_subject[key], PermanentError)}
    as_owner = _as_owners(session, refused, run)
    told = {key: value for key, value in as_owner.items() if not isinstance(value, PermanentError)}
    return found | as_subject | told


def _as_owners(
    session: Session, owners: Mapping[str, str | None], run: Workers | None
) -> dict[str, Sequence[Permission] | HandoffError]:
    by_owner: dict[str, list[str]] = defaultdict(list)
    for file_id, owner in owners.items():
        if owner:
            by_owner[owner].append(file_id)
    return _list_all(session, list(by_owner.items()), run)


def _list_all(
    session: Session, asked: Sequence[tuple[str | None, Sequence[str]]], run: Workers | None
) -> dict[str, Sequence[Permission] | HandoffError]:
    """Return permissions by file, a batch for each hundred files of a user."""
    batches = [
        (file_ids[start : start + LARGEST], user)
        for user, file_ids in asked
        for start in range(0, len(file_ids), LARGEST)
    ]

    def ask(batch: tuple[Sequence[str], str | None]) -> dict[str, Sequence[Permission] | HandoffError]:
        return _list(session, *batch)

    found: dict[str, Sequence[Permission] | HandoffError] = {}
    for answer in map(ask, batches) if run is None else run(ask, batches):
        found |= answer
    return found


def _access(file: File | HandoffError, listed: dict[str, Sequence[Permission] | HandoffError]) -> Access | HandoffError:
    if isinstance(file, HandoffError):
        return file
    held = file["permissions"] if "permissions" in file else listed[file["id"]]
    return held if isinstance(held, HandoffError) else Access(file, held)


def _list(
    session: Session, file_ids: Sequence[str], user: str | None
) -> dict[str, Sequence[Permission] | HandoffError]:
    found: dict[str, list[Permission]] = {file_id: [] for file_id in file_ids}
    failed: dict[str, HandoffError] = {}
    pages: list[tuple[str, str | None]] = [(file_id, None) for file_id in file_ids]
    ask = session.service.permissions().list
    fields = f"nextPageToken,permissions({wire.PERMISSION})"
    while pages:
        calls = [
            Call(
                ask(fileId=file_id, pageToken=token, pageSize=100, supportsAllDrives=True, fields=fields),
                wire.name_of(file_id),
            )
            for file_id, token in pages
        ]
        following = []
        for (file_id, _), answer in zip(pages, send_all(session, calls, wrote=False, user=user), strict=True):
            if isinstance(answer, HandoffError):
                failed[file_id] = answer
                continue
            found[file_id].extend(answer.get("permissions", ()))
            if answer.get("nextPageToken"):
                following.append((file_id, answer["nextPageToken"]))
        pages = following
    return {**found, **failed}
