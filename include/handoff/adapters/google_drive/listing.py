"""Lists what hangs on each of many files, a hundred files in a request, and page by page where one has more.

https://developers.google.com/workspace/drive/api/guides/performance#batch-requests
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.batching import LARGEST, Call, send_all
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.wire import File
from handoff.adapters.side_by_side import Workers
from handoff.errors import HandoffError

Request = Callable[[str, str | None], Any]
"""Makes the request for a page of what hangs on a file, from the file's id and the page's token."""

Listed = dict[str, Sequence[Any] | HandoffError]
"""What hangs on files, by their ids; an error where it can't be listed."""


def list_all(
    session: Session,
    request: Request,
    key: str,
    asked: Iterable[tuple[str | None, Sequence[str]]],
    run: Workers | None,
) -> Listed:
    """Return what stands under a key in the answers about files, of which each is asked for as a user (None: the
    subject). With `run` the batches go out side by side.
    """
    batches = [
        (file_ids[start : start + LARGEST], user)
        for user, file_ids in asked
        for start in range(0, len(file_ids), LARGEST)
    ]

    def ask(batch: tuple[Sequence[str], str | None]) -> Listed:
        return _list(session, request, key, *batch)

    found: Listed = {}
    for answer in map(ask, batches) if run is None else run(ask, batches):
        found |= answer
    return found


def by_owner(owners: Mapping[str, str | None]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each owner with the files, of which those are left out that have none."""
    found: dict[str, list[str]] = {}
    for file_id, owner in owners.items():
        if owner:
            found.setdefault(owner, []).append(file_id)
    yield from found.items()


def owner_of(file: File) -> str | None:
    """Return the address of a file's owner, None in a shared drive."""
    return next(iter(wire.owners(file)), None)


def _list(session: Session, request: Request, key: str, file_ids: Sequence[str], user: str | None) -> Listed:
    found: dict[str, list[Any]] = {file_id: [] for file_id in file_ids}
    failed: dict[str, HandoffError] = {}
    pages: list[tuple[str, str | None]] = [(file_id, None) for file_id in file_ids]
    while pages:
        calls = [Call(request(file_id, token), wire.name_of(file_id)) for file_id, token in pages]
        following = []
        for (file_id, _), answer in zip(pages, send_all(session, calls, wrote=False, user=user), strict=True):
            if isinstance(answer, HandoffError):
                failed[file_id] = answer
                continue
            found[file_id].extend(answer.get(key, ()))
            if answer.get("nextPageToken"):
                following.append((file_id, answer["nextPageToken"]))
        pages = following
    return {**found, **failed}
