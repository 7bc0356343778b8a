"""Finds files outside a client's folder that its people can reach: nobody sees them by walking the folder.

Drive is searched for what some addresses may read or write, and for what bears the client's name and is open to anyone
with the link. Only files that the subject sees are found.
https://developers.google.com/workspace/drive/api/guides/search-files
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import partial

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.tree import checked
from handoff.adapters.google_drive.wire import File
from handoff.adapters.side_by_side import Workers
from handoff.domain.dossier import Unread

TOGETHER = 20
"""Addresses searched for at once: each is asked for twice, and Drive bounds how long a question may be."""

_SHARED = (
    "It lies outside the client's folder, and one of the client's people, or of those who can open that, can open it."
)
_OPEN = "It lies outside the client's folder, bears the client's name and is open to anyone with the link."
_FIELDS = "nextPageToken,incompleteSearch,files(id,name,mimeType,parents)"


def reachable(
    session: Session, name: str, addresses: Sequence[str], folders: Container[str], run: Workers
) -> Iterator[Unread]:
    """Yield the files outside some folders that addresses can reach, or anyone can who has a link, each once."""
    asked = [
        (" or ".join(f"'{_quoted(one)}' in {role}" for one in some for role in ("readers", "writers")), _SHARED)
        for some in (addresses[start : start + TOGETHER] for start in range(0, len(addresses), TOGETHER))
    ]
    asked.append((f"name contains '{_quoted(name)}' and visibility = 'anyoneWithLink'", _OPEN))
    seen: set[str] = set()
    for (_, reason), found in zip(asked, run(partial(_search, session), [q for q, _ in asked]), strict=True):
        for file in found:
            inside = file["id"] in folders or any(parent in folders for parent in file.get("parents", ()))
            if not inside and file["id"] not in seen:
                seen.add(file["id"])
                yield Unread(wire.ref(file), str(file["name"]), reason)


def _search(session: Session, q: str) -> list[File]:
    found: list[File] = []
    token = None
    while True:
        request = session.service.files().list(
            q=f"({q}) and trashed = false",
            pageSize=1000,
            pageToken=token,
            supportsAllDrives=True,
            includeItemsFromAllDrives=True,
            fields=_FIELDS,
        )
        answer = checked(session.read(request, record=None))
        found += answer.get("files", ())
        token = answer.get("nextPageToken")
        if not token:
            return found


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
