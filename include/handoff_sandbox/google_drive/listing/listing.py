"""files.list: which files, in which order, a page at a time.

A list holds what is the caller's own or was shared with them; what is open only by a link is found under its folder
alone.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from handoff_sandbox.google_drive import errors, query
from handoff_sandbox.google_drive.access import access
from handoff_sandbox.google_drive.listing.matching import Matcher
from handoff_sandbox.google_drive.model import FOLDER, File, FileId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json

_CORPORA = frozenset({"user", "domain", "drive", "allDrives"})


def list_files(store: Store, call: Call) -> Json:
    """List and search files."""
    parsed = query.parse(text) if (text := call.text("q")) else None
    if call.text("spaces") != "drive":
        raise errors.invalid("spaces")
    keys = _order(call, full_text=any(term.field == "fullText" for term in query.terms(parsed)))
    corpus = _corpus(store, call)
    page, following = store.walks.page(
        call, call.number("pageSize", 100), lambda: _sorted(call, keys, _found(store, call, parsed, corpus))
    )
    names = call.mask.below("files").names()
    wire = call.wire(store)
    found: Json = {
        "kind": "drive#fileList",
        "incompleteSearch": _incomplete(store, call),
        "files": [wire.file(file, names) for file in page if _still_there(store, call, file)],
    }
    return found | ({"nextPageToken": following} if following else {})


def _still_there(store: Store, call: Call, file: File) -> bool:
    """Whether a file of a walk that began before is still to be seen."""
    return file.id in store.files and access.role_of(store, file, call.caller) is not None


def _corpus(store: Store, call: Call) -> FileId | None:
    """Check where the call searches; return the one shared drive, or None for all that the caller has."""
    corpora = call.text("corpora") or call.text("corpus") or "user"
    drive_id = call.text("driveId") or call.text("teamDriveId")
    if corpora not in _CORPORA:
        raise errors.invalid("corpora")
    if (corpora == "drive") != bool(drive_id):
        raise errors.invalid("driveId", "The driveId parameter must be specified if and only if corpora is 'drive'.")
    if (_everywhere(call) or corpora in ("drive", "allDrives")) and not (_everywhere(call) and call.all_drives):
        message = "The includeItemsFromAllDrives and supportsAllDrives parameters must both be set for shared drives."
        raise errors.forbidden(message, reason="teamDrivesNotSupported", location="supportsAllDrives")
    if corpora != "drive":
        return None
    drive = store.drives.get(FileId(drive_id or ""))
    if drive is None or access.role_of(store, store.files[drive.id], call.caller) is None:
        raise errors.not_found(drive_id or "", "Shared drive", "driveId")
    return drive.id


def _incomplete(store: Store, call: Call) -> bool:
    return store.switches.incomplete_search and call.text("corpora") == "allDrives"


def _everywhere(call: Call) -> bool:
    return call.flag("includeItemsFromAllDrives") or call.flag("includeTeamDriveItems")


def _found(store: Store, call: Call, parsed: query.Query | None, drive_id: FileId | None) -> list[File]:
    matcher = Matcher(store, call.caller)
    if store.switches.empty_or and len(query.parents_of(parsed) or ()) > 1:
        return []
    shared_too = _everywhere(call) and not _incomplete(store, call)
    named = {matcher.folder_id(str(term.value)) for term in query.terms(parsed) if term.field == "parents"}
    return [
        file
        for file in _candidates(store, matcher, parsed, drive_id)
        if (file.drive_id == drive_id if drive_id else not file.drive_id or shared_too)
        and (parsed is None or matcher.matches(parsed, file))
        and _listed(store, call, file, named)
    ]


def _candidates(store: Store, matcher: Matcher, parsed: query.Query | None, drive_id: FileId | None) -> Iterable[File]:
    """Return as few files as can be told from the query's folders and the drive."""
    bound = query.parents_of(parsed)
    if bound is not None:
        folders = dict.fromkeys(FileId(matcher.folder_id(folder)) for folder in bound)
        return (file for folder in folders for file in store.children(folder))
    return store.in_drive(drive_id) if drive_id else list(store.files.values())


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


def _order(call: Call, *, full_text: bool) -> list[list[str]]:
    """Return the keys to sort by, each with 'desc' or without; raises DriveError for one that Drive does not have."""
    order = call.text("orderBy")
    if order and full_text:
        message = (
            "Sorting is not supported for queries with fullText terms. "
            "Results are always in descending relevance order."
        )
        raise errors.DriveError(400, "badRequest", message, location="orderBy")
    keys = [part.split() for part in order.split(",")] if order else [["recency", "desc"]]
    for key in keys:
        if not key or key[0] not in _SORT or key[1:] not in ([], ["desc"]):
            raise errors.invalid("orderBy")
    return keys


def _sort_value(key: str, me: str, file: File) -> Any:
    return _SORT[key](file, me)


def _sorted(call: Call, keys: list[list[str]], files: list[File]) -> list[File]:
    me = call.caller.email or ""
    files.sort(key=lambda file: file.id)
    for key in reversed(keys):
        files.sort(key=partial(_sort_value, key[0], me), reverse=key[1:] == ["desc"])
    return files
