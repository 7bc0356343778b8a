"""Which files are read as documents, told by what their names end in, since CRMs do not say it in one way; and how many
are read, side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from handoff.adapters.side_by_side import workers
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, PermanentError, VendorRefusedError

_OFFICE = "application/vnd.openxmlformats-officedocument."
_DOCUMENTS = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroenabled.12",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "md": "text/markdown",
    "markdown": "text/markdown",
    "html": "text/html",
    "htm": "text/html",
    "txt": "text/plain",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "eml": "message/rfc822",
}
_OTHERS = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "heic": "image/heic",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "doc": "application/msword",
    "ppt": "application/vnd.ms-powerpoint",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
    "zip": "application/zip",
    "msg": "application/vnd.ms-outlook",
}
UNKNOWN = "application/octet-stream"


Content = tuple[bytes, str] | None


def read_each(read: Callable[[Snapshot], Content], files: Sequence[Snapshot]) -> Iterator[Content | PermanentError]:
    """Yield what is read of each file, in their order, or the error where no retry helps."""

    def settled(file: Snapshot) -> Content | PermanentError:
        try:
            return read(file)
        except PermanentError as error:
            return error

    with workers() as run:
        yield from run(settled, files)


def take_bounded(file: Snapshot, limit: int, download: Callable[[], bytes | None]) -> tuple[bytes, str]:
    """Return the bytes and the media type of a file.

    `download` gives the bytes, None once they are more than `limit`. VendorRefusedError above the limit; other errors
    of the vendor's name the file.
    """
    record, size = str(file.record), file.fields.get("size")
    try:
        data = None if isinstance(size, int) and size > limit else download()
    except HandoffError as error:
        error.record = error.record or record
        raise
    if data is None:
        what = f"Its content is larger than the {limit} bytes that are read."
        raise VendorRefusedError(what, record=record, mend="Read it by hand.")
    return data, file.text("mime")


def read_bounded(file: Snapshot, limit: int, download: Callable[[], bytes | None]) -> Content:
    """Return the bytes and the media type of a file, None for what is not read as a document; see `take_bounded`."""
    return take_bounded(file, limit, download) if is_document(file.text("mime")) else None


def media_type_of(name: str, told: str = "") -> str:
    """Return a file's media type by the end of its name, else what the vendor told, else that it is not known."""
    ending = PurePath(name).suffix.removeprefix(".").lower()
    return _DOCUMENTS.get(ending) or _OTHERS.get(ending) or (told if "/" in told else UNKNOWN)


def is_document(media_type: str) -> bool:
    """Whether files of a type are read as documents."""
    return media_type in _DOCUMENTS.values()
