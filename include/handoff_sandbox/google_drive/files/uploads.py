"""Uploads: /upload/drive/v3/files in its three forms, simple, multipart and resumable.

Each ends in the same handler as a call without content. A resumable session keeps what has arrived; its address is its
only credential, as at Google. https://developers.google.com/workspace/drive/api/guides/manage-uploads
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from starlette.responses import Response

from handoff_sandbox.core.ids import secret
from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.call import Media
from handoff_sandbox.google_drive.files import multipart

if TYPE_CHECKING:
    from starlette.requests import Request

    from handoff_sandbox.google_drive.call import Call

_OCTETS = "application/octet-stream"


@dataclass
class Session:
    """A resumable upload under way."""

    call: Call
    mime_type: str
    received: bytearray = field(default_factory=bytearray)


@dataclass
class Sessions:
    """The resumable uploads, by their `upload_id`: those under way, and what the finished ones were answered.

    A finished one answers the same again, so that a client whose answer was lost need not upload twice.
    """

    open: dict[str, Session] = field(default_factory=dict)
    done: dict[str, Response] = field(default_factory=dict)

    def start(self, call: Call, request: Request) -> Response:
        """Open a session and answer with its address."""
        upload_id = secret(40)
        self.open[upload_id] = Session(call, request.headers.get("x-upload-content-type") or _OCTETS)
        location = str(request.url.include_query_params(upload_id=upload_id))
        return Response(headers={"Location": location, "X-GUploader-UploadID": upload_id})

    def cancel(self, upload_id: str) -> Response:
        """Give up an upload; 499 is Google's answer to that."""
        if self.open.pop(upload_id, None) is None:
            raise errors.DriveError(404, "notFound", "The upload session was not found.")
        return Response(status_code=499)

    def receive(self, upload_id: str, content_range: str | None, data: bytes) -> Call | Response:
        """Take a chunk; return the finished call, or the 308 that says how much is here."""
        if upload_id in self.done:
            return self.done[upload_id]
        session = self.open.get(upload_id)
        if session is None:
            raise errors.DriveError(404, "notFound", "The upload session was not found; start the upload over.")
        match = re.fullmatch(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)", content_range or f"bytes */{len(data)}")
        if match is None:
            raise errors.DriveError(400, "badRequest", "Failed to parse the Content-Range header.")
        if match[1] is not None and int(match[1]) > len(session.received):
            raise errors.DriveError(400, "badRequest", "The chunk does not follow what has been received.")
        if match[1] is not None or content_range is None:
            start = int(match[1] or 0)
            session.received[start:] = data
        if match[3] != "*" and len(session.received) >= int(match[3]):
            del self.open[upload_id]
            return replace(session.call, media=Media(bytes(session.received), session.mime_type))
        headers = {"Range": f"bytes=0-{len(session.received) - 1}"} if session.received else {}
        return Response(status_code=308, headers=headers)


def split_multipart(content_type: str, raw: bytes) -> tuple[bytes, Media]:
    """Return the metadata and the media of a multipart/related body."""
    parts = multipart.split(content_type, raw, "multipart/")
    if len(parts) != 2:
        raise errors.DriveError(400, "badContent", "Malformed multipart body.")
    metadata, media = parts
    data = media.content
    if media.headers.get("content-transfer-encoding", "").lower() == "base64":
        data = base64.b64decode(data)
    kind = media.headers.get("content-type") or _OCTETS
    return metadata.content, Media(data, kind.partition(";")[0].strip().lower())
