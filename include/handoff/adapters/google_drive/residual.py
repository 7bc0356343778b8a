"""The independent walk for residual access.

It shares no more with the other walk than the way in which permissions are read off JSON: folders are listed one by
one, and every file's permissions are asked for at their source, a hundred files in a request. Nothing is inferred from
a folder, and what can't be read is an error, since it would prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.batching import LARGEST, Call, send_all
from handoff.adapters.google_drive.permissions import read_permissions
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.tree import PAGE, find_folder
from handoff.adapters.google_drive.wire import FOLDER, File
from handoff.domain.access import Grant
from handoff.errors import HandoffError, TransientError, VendorRefusedError

_FIELDS = "nextPageToken,files(id,mimeType,owners(emailAddress),capabilities(canListChildren))"


def grants(session: Session, folder_id: str) -> Iterator[Grant]:
    """Yield every grant on a folder and everything below it, in the trash too.

    VendorRefusedError at the end where some can't be read: a file's permissions, or what lies in a folder.
    """
    folder = find_folder(session, folder_id)
    unread: list[str] = []
    files = chain([folder], _below(session, folder))
    while group := list(islice(files, LARGEST)):
        found = read_permissions(session, group)
        for file in group:
            held = found[file["id"]]
            if isinstance(held, TransientError):
                raise held
            if isinstance(held, HandoffError) or not wire.may_list(file):
                unread.append(str(file["id"]))
            else:
                yield from wire.grants(wire.ref(file), held)
    if unread:
        raise VendorRefusedError(
            f"Who has access can't be read of {len(unread)} files: {', '.join(unread[:20])}.",
            record=f"google_drive folder {folder_id}",
            mend="Give the account that Handoff acts as the right to edit the client's folder.",
        )


def _below(session: Session, folder: File) -> Iterator[File]:
    """Yield all below a folder, a folder before its children."""
    pages: list[tuple[str, str | None]] = [(str(folder["id"]), None)]
    while pages:
        now, pages = pages[:LARGEST], pages[LARGEST:]
        calls = [_children(session, folder_id, token) for folder_id, token in now]
        for (folder_id, _), answer in zip(now, send_all(session, calls, wrote=False), strict=True):
            if isinstance(answer, HandoffError):
                raise answer
            for file in answer.get("files", ()):
                yield file
                if file["mimeType"] == FOLDER:
                    pages.append((file["id"], None))
            if answer.get("nextPageToken"):
                pages.append((folder_id, answer["nextPageToken"]))


def _children(session: Session, folder_id: str, token: str | None) -> Call:
    request = session.service.files().list(
        q=f"'{folder_id}' in parents",
        pageSize=PAGE,
        pageToken=token,
        supportsAllDrives=True,
        includeItemsFromAllDrives=True,
        fields=_FIELDS,
    )
    return Call(request, wire.name_of(folder_id))
