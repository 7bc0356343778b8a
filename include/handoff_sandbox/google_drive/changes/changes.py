"""The change log: changes.getStartPageToken and changes.list.

A token is the number of the next change. A file that changed more than once is listed once, as it is now; one that the
caller could read before and cannot any more is listed as removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access import access
from handoff_sandbox.google_drive.wire import show_time

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.model import Change, FileId
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json


def get_start_page_token(store: Store, call: Call) -> Json:
    """Return the token from which the next change will be listed."""
    _check_drive(store, call)
    return {"kind": "drive#startPageToken", "startPageToken": str(len(store.changes) + 1)}


def list_changes(store: Store, call: Call) -> Json:
    """List what has changed since a token: files, and shared drives themselves."""
    _check_drive(store, call)
    token = str(call.parameters["pageToken"])
    if not token.isdigit() or not 1 <= int(token) <= len(store.changes) + 1:
        raise errors.invalid("pageToken")
    start, size = int(token) - 1, call.number("pageSize", 100)
    window = store.changes[start : start + size]
    latest: dict[tuple[FileId, bool], list[Change]] = {}
    for change in window:
        latest.setdefault((change.file_id, change.of_drive), []).append(change)
    write = {True: _drive_entry, False: _entry}
    shown = [entry for (_, of_drive), group in latest.items() if (entry := write[of_drive](store, call, group))]
    end = start + len(window)
    following = "nextPageToken" if end < len(store.changes) else "newStartPageToken"
    return {"kind": "drive#changeList", "changes": shown, following: str(end + 1)}


def _check_drive(store: Store, call: Call) -> None:
    drive_id = call.text("driveId")
    if drive_id:
        access.readable(store, drive_id, call.caller, all_drives=call.all_drives, location="driveId")


def _entry(store: Store, call: Call, group: list[Change]) -> Json | None:
    last = group[-1]
    everywhere = call.flag("includeItemsFromAllDrives") and call.all_drives
    drive_id = call.text("driveId")
    if (drive_id and last.drive_id != drive_id) or (last.drive_id and not everywhere):
        return None
    found: Json = {"kind": "drive#change", "changeType": "file", "type": "file", "fileId": last.file_id}
    found["time"] = show_time(last.at)
    file = store.files.get(last.file_id)
    if file and access.role_of(store, file, call.caller):
        if file.is_root or (call.flag("restrictToMyDrive") and file.drive_id):
            return None
        names = call.mask.below("changes").below("file").names()
        return found | {"removed": False, "file": call.wire(store).file(file, names)}
    lost = any(change.lost & call.caller.principals for change in group)
    return found | {"removed": True} if lost and call.flag("includeRemoved") else None


def _drive_entry(store: Store, call: Call, group: list[Change]) -> Json | None:
    last = group[-1]
    if not (call.flag("includeItemsFromAllDrives") and call.all_drives) or call.text("driveId"):
        return None
    found: Json = {"kind": "drive#change", "changeType": "drive", "type": "drive", "driveId": last.file_id}
    found["time"] = show_time(last.at)
    drive = store.drives.get(last.file_id)
    if drive and access.role_of(store, store.files[drive.id], call.caller):
        return found | {"removed": False, "drive": call.wire(store).drive(drive)}
    lost = any(change.lost & call.caller.principals for change in group)
    return found | {"removed": True} if lost and call.flag("includeRemoved") else None
