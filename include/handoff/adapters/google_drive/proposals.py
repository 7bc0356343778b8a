"""Reads the requests for access that wait for an answer: a later yes gives access again, whatever was revoked.

Drive has no search for them, and tells them only to who may share the file: it is asked file by file, as the subject
or else as the owner, and each of these lists costs as much as a list of a thousand files. Shortcuts have none.
https://developers.google.com/workspace/drive/api/guides/pending-access
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handoff.adapters.google_drive.listing import Listed, by_owner, list_all, owner_of
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.wire import SHORTCUT, File
from handoff.adapters.side_by_side import Workers

_FIELDS = "nextPageToken,accessProposals(recipientEmailAddress,rolesAndViews(role))"


def read_proposals(session: Session, files: Sequence[File], run: Workers | None = None) -> Listed:
    """Return the requests that wait, by file; an error where nobody of the firm's is told."""
    ask = session.service.accessproposals().list

    def request(file_id: str, token: str | None) -> Any:
        return ask(fileId=file_id, pageToken=token, pageSize=100, fields=_FIELDS)

    ours = [str(file["id"]) for file in files if file["mimeType"] != SHORTCUT and _may_share(file)]
    owners = {
        str(file["id"]): owner_of(file) for file in files if file["mimeType"] != SHORTCUT and not _may_share(file)
    }
    asked = [(None, ours), *by_owner(owners)]
    return list_all(session, request, "accessProposals", asked, run)


def _may_share(file: File) -> bool:
    return bool(file.get("capabilities", {}).get("canShare"))
