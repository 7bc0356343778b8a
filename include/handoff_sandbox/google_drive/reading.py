"""Reading one file: files.get with its content, files.export, and files.generateIds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from handoff_sandbox.google_drive import access, capabilities, content, errors

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.model import File
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json


def get_file(store: Store, call: Call) -> Json | Response:
    """files.get, also with alt=media."""
    file, role = access.readable(store, call.file_id, call.caller, all_drives=call.all_drives)
    if call.parameters.get("alt") != "media":
        return call.file(store, file)
    if file.is_native:
        message = "Only files with binary content can be directly downloaded. Use Export with Docs Editors files."
        raise errors.forbidden(message, reason="fileNotDownloadable", location="alt")
    _check_download(call, file, role)
    return _ranged(file, call.range or "")


def _check_download(call: Call, file: File, role: Any) -> None:  # noqa: ANN401
    if not call.caller.scopes & {"drive", "drive.readonly"}:
        raise errors.insufficient_scopes()
    if not capabilities.may_download(file, role):
        raise errors.forbidden("This file cannot be downloaded by the user.", reason="cannotDownloadFile")


def _ranged(file: File, header: str) -> Response:
    match = re.fullmatch(r"bytes=(\d+)-(\d*)", header)
    size = len(file.content)
    if not match:
        return Response(file.content, media_type=file.mime_type)
    start, end = int(match[1]), min(int(match[2] or size), size - 1)
    if start >= size:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {"Content-Range": f"bytes {start}-{end}/{size}"}
    return Response(file.content[start : end + 1], 206, headers, file.mime_type)


def export_file(store: Store, call: Call) -> Response:
    """files.export."""
    file, role = access.readable(store, call.file_id, call.caller, all_drives=True)
    _check_download(call, file, role)
    mime_type = str(call.parameters["mimeType"])
    return Response(content.export(file, mime_type), media_type=mime_type)


def generate_ids(store: Store, call: Call) -> Json:
    """files.generateIds."""
    if call.text("space") != "drive":
        raise errors.invalid("space")
    kind = call.text("type") or ""
    if kind not in ("files", "shortcuts"):
        raise errors.invalid("type")
    ids = [store.new_id() for _ in range(call.number("count", 10))]
    store.generated.update(dict.fromkeys(ids, kind))
    return {"kind": "drive#generatedIds", "space": "drive", "ids": ids}
