"""Reading one file: files.get with its content, files.export, files.download, and Make ids for files to come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import Response

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access import access, capabilities
from handoff_sandbox.google_drive.files import content

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.model import File, Role
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json


def get_file(store: Store, call: Call) -> Json | Response:
    """Return a file, or with alt=media its content, also in parts."""
    file, role = access.readable(store, call.file_id, call.caller, all_drives=call.all_drives)
    if call.parameters.get("alt") != "media":
        return call.file(store, file)
    return download(store, call, file, role, file.content)


def download(store: Store, call: Call, file: File, role: Role, data: bytes) -> Response:
    """Return a blob's content, or the part that the Range header names; raises DriveError where it may not leave."""
    if file.is_native:
        message = "Only files with binary content can be directly downloaded. Use Export with Docs Editors files."
        raise errors.forbidden(message, reason="fileNotDownloadable", location="alt")
    _check_download(store, call, file, role)
    return _ranged(file.mime_type, data, call.range or "")


def _check_download(store: Store, call: Call, file: File, role: Role) -> None:
    if not call.caller.scopes & {"drive", "drive.readonly"}:
        raise errors.insufficient_scopes()
    if not capabilities.may_download(store, file, role):
        raise errors.forbidden("This file cannot be downloaded by the user.", reason="cannotDownloadFile")


def _ranged(mime_type: str, data: bytes, header: str) -> Response:
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", header)
    size, accept = len(data), {"Accept-Ranges": "bytes"}
    if not match or not any(match.groups()):
        return Response(data, 200, accept, mime_type)
    if match[1]:
        start, end = int(match[1]), min(int(match[2] or size), size - 1)
    else:
        start, end = max(0, size - int(match[2])), size - 1
    if start >= size or start > end:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    return Response(data[start : end + 1], 206, accept | {"Content-Range": f"bytes {start}-{end}/{size}"}, mime_type)


def export_file(store: Store, call: Call) -> Response:
    """Return a Docs Editors file in another format, of up to 10 MB."""
    file, role = access.readable(store, call.file_id, call.caller, all_drives=True)
    _check_download(store, call, file, role)
    mime_type = str(call.parameters["mimeType"])
    return Response(content.export(file, mime_type), media_type=mime_type)


def generate_ids(store: Store, call: Call) -> Json:
    """Make ids for files to come."""
    if call.text("space") != "drive":
        raise errors.invalid("space")
    kind = call.text("type") or ""
    if kind not in ("files", "shortcuts"):
        raise errors.invalid("type")
    ids = [store.new_id() for _ in range(call.number("count", 10))]
    store.generated.update(dict.fromkeys(ids, kind))
    return {"kind": "drive#generatedIds", "space": "drive", "ids": ids}


def download_file(store: Store, call: Call) -> Json:
    """Start a download of a file, in a format if it is a Docs Editors file; it is done at once."""
    file, role = access.readable(store, call.file_id, call.caller, all_drives=True)
    _check_download(store, call, file, role)
    mime_type, address = call.text("mimeType"), f"{call.base_url}/drive/v3/files/{file.id}"
    if file.is_native:
        content.export(file, mime_type or "")
        address += f"/export?mimeType={quote(mime_type or '', safe='')}"
    else:
        address += "?alt=media"
    kind = "type.googleapis.com/google.apps.drive.v3."
    operation: Json = {
        "name": store.new_key(),
        "done": True,
        "metadata": {"@type": kind + "DownloadFileMetadata"},
        "response": {"@type": kind + "DownloadFileResponse", "downloadUri": address},
    }
    store.operations[operation["name"]] = (call.caller.email, operation)
    return operation


def get_operation(store: Store, call: Call) -> Json:
    """Return an operation that the caller has started."""
    name = str(call.parameters["name"])
    email, operation = store.operations.get(name, (None, {}))
    if not operation or email != call.caller.email:
        raise errors.not_found(name, "Operation", "name")
    return operation
