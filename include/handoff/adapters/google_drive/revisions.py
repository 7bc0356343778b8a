"""Reads whether documents are published to the web: their newest revisions, a hundred in a request.

Only Google's own types can be published, and what is published is open to all the web whatever the permissions say.
https://developers.google.com/workspace/drive/api/guides/manage-revisions#publish_a_revision
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.batching import LARGEST, Call, send_all
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.wire import File
from handoff.adapters.side_by_side import Workers
from handoff.errors import HandoffError

_FIELDS = "id,modifiedTime,published,publishAuto,publishedOutsideDomain,publishedLink"
_PUBLISHABLE = tuple(
    f"application/vnd.google-apps.{kind}" for kind in ("document", "drawing", "presentation", "spreadsheet")
)


def newest(session: Session, files: Sequence[File], run: Workers) -> Mapping[str, File]:
    """Return the newest revisions by file, of those that can be published and whose revisions we may see."""
    asked = [str(file["id"]) for file in files if file["mimeType"] in _PUBLISHABLE and not file.get("trashed")]
    batches = [asked[start : start + LARGEST] for start in range(0, len(asked), LARGEST)]
    found: dict[str, File] = {}
    for batch, answers in zip(batches, run(lambda batch: _ask(session, batch), batches), strict=True):
        found |= {
            file_id: answer
            for file_id, answer in zip(batch, answers, strict=True)
            if not isinstance(answer, HandoffError)
        }
    return found


def _ask(session: Session, file_ids: Sequence[str]) -> Sequence[File | HandoffError]:
    get = session.service.revisions().get
    calls = [
        Call(get(fileId=file_id, revisionId="head", fields=_FIELDS), wire.name_of(file_id)) for file_id in file_ids
    ]
    return send_all(session, calls, wrote=False)
