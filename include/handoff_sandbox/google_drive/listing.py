"""Reading files: files.list, files.get, files.export and files.generateIds.

A list holds what is the caller's own or was shared with them; what is open only by a link is found under its folder
alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.responses import Response

from handoff_sandbox.google_drive import access, capabilities, content, errors, query
from handoff_sandbox.google_drive.matching import Matcher
from handoff_sandbox.google_drive.model import FOLDER, File, FileId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json

T = TypeVar("T")

_CORPORA = frozenset({"user", "domain", "drive", "allDrives"})


def list_files(store: Store, call: Call) -> Json:
    """files.list."""
    parsed = query.parse(text) if (text := call.text("q")) else None
    if call.text("spaces") != "drive":
        raise errors.invalid("spaces")
    files = _corpus(store, call)
    if parsed:
        matcher = Matcher(store, call.caller)
        files = (file for file in files if matcher.matches(parsed, file))
    named = {str(term.value) for term in query.terms(parsed) if term.field == "parents"}
    seen = [file for file in files if _listed(store, call, file, named)]
    full_text = any(term.field == "fullText" for term in query.terms(parsed))
    page, following = paginate(_sorted(call, seen, full_text=full_text), call, call.number("pageSize", 100))
    names = call.mask.below("files").names()
    found = {
        "kind": "drive#fileList",
        "incompleteSearch": False,
        "files": [call.wire(store).file(file, names) for file in page],
    }
    return found | ({"nextPageToken": following} if following else {})


def _corpus(store: Store, call: Call) -> Iterable[File]:
    corpora = call.text("corpora") or call.text("corpus") or "user"
    drive_id = call.text("driveId") or call.text("teamDriveId")
    everywhere = call.flag("includeItemsFromAllDrives") or call.flag("includeTeamDriveItems")
    if corpora not in _CORPORA:
        raise errors.invalid("corpora")
    if (corpora == "drive") != bool(drive_id):
        raise errors.invalid("driveId", "The driveId parameter must be specified if and only if corpora is 'drive'.")
    if (everywhere or corpora in ("drive", "allDrives")) and not (everywhere and call.all_drives):
        message = "The includeItemsFromAllDrives and supportsAllDrives parameters must both be set for shared drives."
        raise errors.forbidden(message, reason="teamDrivesNotSupported", location="supportsAllDrives")
    if corpora == "drive":
        drive = store.drives.get(FileId(drive_id or ""))
        if drive is None or access.role_of(store, store.files[drive.id], call.caller) is None:
            raise errors.not_found(drive_id or "", "Shared drive", "driveId")
        return [file for file in store.files.values() if file.drive_id == drive.id]
    return [file for file in store.files.values() if everywhere or not file.drive_id]


def _listed(store: Store, call: Call, file: File, named_parents: set[str]) -> bool:
    if file.is_root or file.id in store.drives:
        return False
    if file.parent in named_parents:
        return access.role_of(store, file, call.caller) is not None
    return access.can_discover(store, file, call.caller)


def _natural(text: str) -> list[tuple[bool, int, str]]:
    parts = re.findall(r"\d+|\D+", text.casefold())
    return [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


_SORT: dict[str, Callable[[File, str], Any]] = {
    "createdTime": lambda file, _: file.created,
    "folder": lambda file, _: file.mime_type != FOLDER,
    "modifiedByMeTime": lambda file, me: file.modified_by_at.get(me, file.created),
    "modifiedTime": lambda file, _: file.modified,
    "name": lambda file, _: file.name.casefold(),
    "name_natural": lambda file, _: _natural(file.name),
    "quotaBytesUsed": lambda file, _: len(file.content),
    "recency": lambda file, _: file.modified,
    "sharedWithMeTime": lambda file, me: file.shared_with[me][0] if me in file.shared_with else file.created,
    "starred": lambda file, me: me in file.starred_by,
    "viewedByMeTime": lambda file, me: file.viewed_by.get(me, file.created),
}


def _sort_value(key: str, me: str, file: File) -> Any:  # noqa: ANN401 - whatever the key compares
    return _SORT[key](file, me)


def _sorted(call: Call, files: list[File], *, full_text: bool) -> list[File]:
    order = call.text("orderBy")
    if order and full_text:
        message = (
            "Sorting is not supported for queries with fullText terms. "
            "Results are always in descending relevance order."
        )
        raise errors.DriveError(400, "badRequest", message, location="orderBy")
    keys = [part.split() for part in order.split(",")] if order else [["recency", "desc"]]
    me = call.caller.email or ""
    files = sorted(files, key=lambda file: file.id)
    for key in reversed(keys):
        if not key or key[0] not in _SORT or key[1:] not in ([], ["desc"]):
            raise errors.invalid("orderBy")
        files.sort(key=partial(_sort_value, key[0], me), reverse=key[1:] == ["desc"])
    return files


def paginate(items: list[T], call: Call, size: int) -> tuple[list[T], str | None]:
    """Return one page and the token of the next; a token fits only the parameters that it was made for."""
    same = {key: str(value) for key, value in call.parameters.items() if key not in ("pageToken", "pageSize", "fields")}
    stamp = hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()[:16]
    start = 0
    if token := call.text("pageToken"):
        try:
            made_for, _, offset = base64.urlsafe_b64decode(token).decode().partition(":")
            start = int(offset)
        except ValueError:
            raise errors.invalid("pageToken") from None
        if made_for != stamp:
            raise errors.invalid("pageToken")
    end = start + size
    following = base64.urlsafe_b64encode(f"{stamp}:{end}".encode()).decode() if end < len(items) else None
    return items[start:end], following


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
