"""Shared drives: drives.list and drives.get. Making and deleting them is not emulated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import access, errors
from handoff_sandbox.google_drive.model import FileId, SharedDrive
from handoff_sandbox.google_drive.paging import paginate

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json


def list_drives(store: Store, call: Call) -> Json:
    """drives.list: those that the caller is a member of, or all for an admin with useDomainAdminAccess."""
    if call.text("q"):
        raise errors.invalid("q", "The sandbox does not search shared drives.")
    seen = [drive for drive in store.drives.values() if _sees(store, call, drive)]
    page, following = paginate(seen, call, call.number("pageSize", 10))
    found = {"kind": "drive#driveList", "drives": [call.wire(store).drive(drive) for drive in page]}
    return found | ({"nextPageToken": following} if following else {})


def get_drive(store: Store, call: Call) -> Json:
    """drives.get."""
    drive_id = str(call.parameters["driveId"])
    drive = store.drives.get(FileId(drive_id))
    if drive is None or not _sees(store, call, drive):
        raise errors.not_found(drive_id, "Shared drive", "driveId")
    return call.wire(store).drive(drive)


def _sees(store: Store, call: Call, drive: SharedDrive) -> bool:
    if call.flag("useDomainAdminAccess"):
        if not call.caller.admin:
            message = "The requesting user is not an administrator of the domain."
            raise errors.forbidden(message, reason="insufficientAdministratorPrivileges")
        return True
    return access.role_of(store, store.files[drive.id], call.caller) is not None
