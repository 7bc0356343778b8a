"""Reads a file's content: Google's own types by export, files with bytes as they are.

Google exports 10 MB at most and only the first sheet of a spreadsheet. What is neither text nor one of the documents
that the product can take apart has no content here.
https://developers.google.com/workspace/drive/api/guides/ref-export-formats
"""

from __future__ import annotations

from handoff.adapters.google_drive.session import Session
from handoff.domain.snapshot import Snapshot
from handoff.errors import VendorRefusedError

_EXPORTS = {
    "application/vnd.google-apps.document": "text/markdown",
    "application/vnd.google-apps.spreadsheet": "text/csv",
    "application/vnd.google-apps.presentation": "text/plain",
}
_OFFICE = "application/vnd.openxmlformats-officedocument."
_NATIVE = {
    "application/vnd.google-apps.document": f"{_OFFICE}wordprocessingml.document",
    "application/vnd.google-apps.spreadsheet": f"{_OFFICE}spreadsheetml.sheet",
    "application/vnd.google-apps.presentation": f"{_OFFICE}presentationml.presentation",
}
_DOCUMENTS = {
    "application/json",
    "application/pdf",
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/xhtml+xml",
}


def read(session: Session, file: Snapshot, limit: int) -> tuple[bytes, str] | None:
    """Return a file's bytes and media type, None where it has none that can be read or lies in the trash.

    VendorRefusedError above `limit` bytes, and where Google or the file's owner does not let its content out.
    """
    mime, record = file.text("mime"), str(file.record)
    media_type = _EXPORTS.get(mime)
    files = session.service.files()
    if file.flag("trashed"):
        return None
    if media_type:
        request = files.export(fileId=file.record.id, mimeType=media_type)
    elif mime.startswith("text/") or mime in _DOCUMENTS:
        _check(int(file.text("size") or 0), limit, record)
        media_type = mime
        request = files.get_media(fileId=file.record.id, supportsAllDrives=True)
    else:
        return None
    data: bytes = session.read(request, record=record)
    _check(len(data), limit, record)
    return data, media_type


def native(session: Session, file: Snapshot, limit: int) -> tuple[bytes, str] | None:
    """Return a file as its owner would download it: Google's own types as office files, all else as it is.

    None for what has no such format (forms, sites, shortcuts); VendorRefusedError above `limit` bytes, and where Google
    does not let it out.
    """
    mime, record, files = file.text("mime"), str(file.record), session.service.files()
    if media_type := _NATIVE.get(mime):
        request = files.export(fileId=file.record.id, mimeType=media_type)
    elif mime.startswith("application/vnd.google-apps."):
        return None
    else:
        _check(int(file.text("size") or 0), limit, record)
        media_type = mime
        request = files.get_media(fileId=file.record.id, supportsAllDrives=True)
    data: bytes = session.read(request, record=record)
    _check(len(data), limit, record)
    return data, media_type


def _check(size: int, limit: int, record: str) -> None:
    if size > limit:
        raise VendorRefusedError(
            f"Its content is larger than the {limit} bytes that are read.", record=record, mend="Read it by hand."
        )
