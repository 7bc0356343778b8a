"""The independent walk for residual access.

It shares no more with the other walk than the way in which a file's permissions are read: folders are listed each by
itself, a hundred in a request, and of every file that does not bring its permissions along they are asked for at their
source. Nothing is inferred from a folder, and what can't be read is an error, since it would prove nothing. Requests go
out side by side: while who has access to some files is asked for, what lies in the next folders is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.batching import LARGEST, Answer, Call, send_all
from handoff.adapters.google_drive.listing import Listed
from handoff.adapters.google_drive.permissions import read_permissions
from handoff.adapters.google_drive.proposals import read_proposals
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.tree import PAGE, find_folder
from handoff.adapters.google_drive.wire import FOLDER, File
from handoff.adapters.side_by_side import Workers, workers
from handoff.domain.access import Grant
from handoff.errors import HandoffError, TransientError, VendorRefusedError

_FIELDS = (
    "nextPageToken,files(id,mimeType,driveId,owners(emailAddress),capabilities(canListChildren,canEdit,canShare),"
    f"permissions({wire.PERMISSION}))"
)

Page = tuple[str, str | None]
"""A folder's id and the token of a page of what lies in it."""


def grants(session: Session, folder_id: str) -> Iterator[Grant]:
    """Yield every grant on a folder and everything below it, in the trash too, and what is asked for there.

    VendorRefusedError at the end where some can't be read: a file's permissions, or what lies in a folder.
    """
    folder = find_folder(session, folder_id)
    unread: list[str] = []
    with workers() as run:
        files = chain([folder], _below(session, folder, run))
        for group, permissions, proposals in run(partial(_read, session), _groups(files)):
            for file in group:
                file_id = str(file["id"])
                held, proposed = permissions[file_id], proposals.get(file_id, ())
                for error in (held, proposed):
                    if isinstance(error, TransientError):
                        raise error
                if isinstance(held, HandoffError) or not wire.may_list(file):
                    unread.append(file_id)
                else:
                    yield from wire.grants(wire.ref(file), held)
                if not isinstance(proposed, HandoffError):  # what nobody of the firm's is told, nobody of it can grant
                    yield from wire.proposed(wire.ref(file), proposed)
    if unread:
        raise VendorRefusedError(
            f"Who has access can't be read of {len(unread)} files: {', '.join(unread[:20])}.",
            record=f"google_drive folder {folder_id}",
            mend="Give the account that Handoff acts as the right to edit the client's folder.",
        )


def _groups(files: Iterable[File]) -> Iterator[Sequence[File]]:
    source = iter(files)
    while group := list(islice(source, LARGEST)):
        yield group


def _read(session: Session, group: Sequence[File]) -> tuple[Sequence[File], Listed, Listed]:
    """Return some files with their permissions and the requests for access, each by file."""
    found: Listed = {str(file["id"]): file["permissions"] for file in group if "permissions" in file}
    found |= read_permissions(session, [file for file in group if "permissions" not in file])
    return group, found, read_proposals(session, group)


def _below(session: Session, folder: File, run: Workers) -> Iterator[File]:
    """Yield all below a folder, a folder before its children."""
    pages: list[Page] = [(str(folder["id"]), None)]
    while pages:
        rounds = [pages[start : start + LARGEST] for start in range(0, len(pages), LARGEST)]
        pages = []
        for asked, answers in zip(rounds, run(partial(_children, session), rounds), strict=True):
            for (folder_id, _), answer in zip(asked, answers, strict=True):
                if isinstance(answer, HandoffError):
                    raise answer
                for file in answer.get("files", ()):
                    yield file
                    if file["mimeType"] == FOLDER:
                        pages.append((file["id"], None))
                if answer.get("nextPageToken"):
                    pages.append((folder_id, answer["nextPageToken"]))


def _children(session: Session, asked: Sequence[Page]) -> Sequence[Answer]:
    return send_all(session, [_listing(session, *page) for page in asked], wrote=False)


def _listing(session: Session, folder_id: str, token: str | None) -> Call:
    request = session.service.files().list(
        q=f"'{folder_id}' in parents",
        pageSize=PAGE,
        pageToken=token,
        supportsAllDrives=True,
        includeItemsFromAllDrives=True,
        fields=_FIELDS,
    )
    return Call(request, wire.name_of(folder_id))
