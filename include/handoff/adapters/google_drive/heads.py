"""Reads many clients' folders themselves, without what lies in them: a hundred in a request, some requests at once.

https://developers.google.com/workspace/drive/api/guides/performance#batch-requests
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.batching import LARGEST, Answer, Call, send_all
from handoff.adapters.google_drive.permissions import read_permissions
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.tree import as_folder, folder_name, no_folder
from handoff.adapters.google_drive.wire import File
from handoff.adapters.side_by_side import workers
from handoff.adapters.text import folder_id
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, InvalidRecordError, RecordNotFoundError, TransientError

Told = Snapshot | HandoffError


def folders(session: Session, named: Sequence[str]) -> list[Told]:
    """Return for each id or address the folder with who has access to it, or why it can't be worked on.

    Of one whose permissions can't be read the owners alone are told, as the walk does.
    """
    ids = [folder_id(text) for text in named]
    wanted = list(dict.fromkeys(filter(None, ids)))
    parts = [wanted[start : start + LARGEST] for start in range(0, len(wanted), LARGEST)]
    found: dict[str, File | HandoffError] = {}
    with workers() as run:
        for part, answers in zip(parts, run(partial(_read, session), parts), strict=True):
            found |= {one: _checked(one, answer) for one, answer in zip(part, answers, strict=True)}
        held = read_permissions(
            session,
            [file for file in found.values() if not isinstance(file, HandoffError) and "permissions" not in file],
            run,
        )
    told = {one: file if isinstance(file, HandoffError) else _snapshot(file, held) for one, file in found.items()}
    return [told[one] if one else _not_named() for one in ids]


def parents(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """Return the folder in which each lies, of those that we see; TransientError where one can't be told now."""
    wanted = list(dict.fromkeys(ids))
    parts = [wanted[start : start + LARGEST] for start in range(0, len(wanted), LARGEST)]
    found: dict[str, str] = {}
    with workers() as run:
        for part, answers in zip(parts, run(partial(_read, session, fields="parents"), parts), strict=True):
            for one, answer in zip(part, answers, strict=True):
                if isinstance(answer, TransientError):
                    raise answer
                if not isinstance(answer, HandoffError) and answer.get("parents"):
                    found[one] = str(answer["parents"][0])
    return found


def _read(session: Session, ids: Sequence[str], fields: str = wire.FILE) -> list[Answer]:
    get = session.service.files().get
    calls = [Call(get(fileId=one, fields=fields, supportsAllDrives=True), folder_name(one)) for one in ids]
    return send_all(session, calls, wrote=False)


def _checked(identifier: str, answer: Answer) -> File | HandoffError:
    if isinstance(answer, RecordNotFoundError):
        return no_folder(identifier)
    if isinstance(answer, HandoffError):
        return answer
    try:
        return as_folder(answer)
    except InvalidRecordError as error:
        return error


def _snapshot(file: File, held: dict[str, Sequence[wire.Permission] | HandoffError]) -> Told:
    own = file["permissions"] if "permissions" in file else held[str(file["id"])]
    if isinstance(own, HandoffError):
        own = [{"type": "user", "emailAddress": owner, "role": "owner"} for owner in wire.owners(file)]
    return wire.snapshot(file, (), own)


def _not_named() -> InvalidRecordError:
    return InvalidRecordError(
        "This is neither the id nor the address of a folder in Google Drive.",
        mend="Copy the folder's address from the browser.",
    )
