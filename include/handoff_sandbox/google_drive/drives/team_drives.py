"""Shared drives under their older name: teamdrives.list, get, create, update and delete.

Google keeps these for old clients. They do what `drives` does, in other words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handoff_sandbox.google_drive.access.restrictions import MEMBERS_ONLY
from handoff_sandbox.google_drive.drives import drives

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json

_CAPABILITIES = {
    "canChangeDriveBackground": "canChangeTeamDriveBackground",
    "canChangeDriveMembersOnlyRestriction": "canChangeTeamMembersOnlyRestriction",
    "canDeleteDrive": "canDeleteTeamDrive",
    "canRenameDrive": "canRenameTeamDrive",
    "canResetDriveRestrictions": "canResetTeamDriveRestrictions",
}
_OLD_MEMBERS_ONLY = "teamMembersOnly"


def list_team_drives(store: Store, call: Call) -> Json:
    """List shared drives, by their older name."""
    found = drives.list_drives(store, call)
    shown = [_old(drive) for drive in found.pop("drives")]
    return found | {"kind": "drive#teamDriveList", "teamDrives": shown}


def get_team_drive(store: Store, call: Call) -> Json:
    """Return a shared drive, by its older name."""
    return _old(drives.get_drive(store, _new(call)))


def create_team_drive(store: Store, call: Call) -> Json:
    """Make a shared drive, by its older name."""
    return _old(drives.create_drive(store, _new(call)))


def update_team_drive(store: Store, call: Call) -> Json:
    """Change a shared drive, by its older name."""
    return _old(drives.update_drive(store, _new(call)))


def delete_team_drive(store: Store, call: Call) -> None:
    """Delete an empty shared drive, by its older name."""
    drives.delete_drive(store, _new(call))


def _new(call: Call) -> Call:
    """Return the same call in the words of `drives`."""
    body = dict(call.body)
    if restrictions := body.get("restrictions"):
        named = {MEMBERS_ONLY if name == _OLD_MEMBERS_ONLY else name: on for name, on in restrictions.items()}
        body["restrictions"] = named
    return replace(call, parameters={**call.parameters, "driveId": call.parameters.get("teamDriveId")}, body=body)


def _old(drive: Json) -> Json:
    """Return a Drive as a TeamDrive."""
    found = {name: value for name, value in drive.items() if name != "hidden"} | {"kind": "drive#teamDrive"}
    found["capabilities"] = {_CAPABILITIES.get(name, name): can for name, can in drive["capabilities"].items()}
    limits = drive["restrictions"].items()
    found["restrictions"] = {_OLD_MEMBERS_ONLY if name == MEMBERS_ONLY else name: on for name, on in limits}
    return found
