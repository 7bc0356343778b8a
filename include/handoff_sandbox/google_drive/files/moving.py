"""Where a file lies: moves between folders, into shared drives and out of them.

A file has one parent. What it inherits follows from where it lies, so a move changes who has access, and nobody needs
to be told. Folders are not moved into a shared drive by the API.
https://developers.google.com/workspace/drive/api/guides/folder
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access import access
from handoff_sandbox.google_drive.model import File, Role
from handoff_sandbox.google_drive.store import owner_grant

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.store import Store


_DEEPEST = 100
"""So many levels of folders there can be."""


@dataclass(frozen=True)
class Move:
    """A checked move: the new parent, and who owns the file in My Drive afterwards (None in a shared drive)."""

    parent: File
    owner: str | None


def target_folder(store: Store, call: Call, folder_id: str) -> File:
    """Return a folder into which the caller may put something; raises DriveError for any other."""
    folder, role = access.readable(store, folder_id, call.caller, all_drives=call.all_drives, location="parents")
    if not folder.is_folder:
        raise errors.forbidden("The specified parent is not a folder.", reason="parentNotAFolder", location="parents")
    if role < Role.writer:
        raise errors.insufficient_parent()
    if sum(1 for _ in store.ancestors(folder)) >= _DEEPEST:
        reason = "teamDriveHierarchyTooDeep" if folder.drive_id else "myDriveHierarchyDepthLimitExceeded"
        raise errors.forbidden(
            "Your file can't be created or moved here: the folders are nested too deep.", reason=reason
        )
    return folder


def plan_move(store: Store, call: Call, file: File, role: Role) -> Move | None:
    """Check the call's addParents and removeParents; None where the file stays where it is."""
    added, removed = _ids(store, call, "addParents"), _ids(store, call, "removeParents")
    if not added and not removed:
        return None
    if file.is_root or file.id in store.drives:
        raise errors.insufficient_permissions()
    stray = [parent for parent in removed if parent != file.parent]
    if stray:
        raise errors.not_found(stray[0], location="removeParents")
    if len(added) > 1 or (added and not removed and file.parent and added[0] != file.parent):
        reason = "teamDrivesParentLimit" if file.drive_id else "cannotAddParent"
        message = (
            "A shared drive item must have exactly one parent."
            if file.drive_id
            else "Increasing the number of parents is not allowed"
        )
        raise errors.forbidden(message, reason=reason)
    if not added and file.drive_id:
        raise errors.forbidden("A shared drive item must have exactly one parent.", reason="teamDrivesParentLimit")
    parent = target_folder(store, call, added[0]) if added else store.root_of(file.owner or "")
    if parent.id == file.id or file.id in {folder.id for folder in store.ancestors(parent)}:
        raise errors.forbidden("A folder cannot be moved into itself.", reason="cyclicalParent")
    return Move(parent, _owner_after(call, file, role, parent))


def _ids(store: Store, call: Call, name: str) -> list[str]:
    found = [part.strip() for part in (call.text(name) or "").split(",") if part.strip()]
    return [store.root_of(call.caller.email).id if part == "root" and call.caller.email else part for part in found]


def _owner_after(call: Call, file: File, role: Role, parent: File) -> str | None:
    if parent.drive_id == file.drive_id:
        if file.drive_id and role < Role.fileOrganizer:
            raise errors.insufficient_permissions()
        return file.owner
    if file.is_folder:
        if parent.drive_id:
            message = "Moving folders into shared drives is not supported."
            raise errors.forbidden(message, reason="teamDrivesFolderMoveInNotSupported")
        raise errors.forbidden(
            "Moving folders out of shared drives is not supported.", reason="teamDrivesFolderMoveOutNotSupported"
        )
    if file.drive_id and role < Role.fileOrganizer:
        raise errors.insufficient_permissions()
    if not file.drive_id and role is not Role.owner:
        message = "The domain administrator has not allowed writers to move items into a shared drive."
        raise errors.forbidden(message, reason="fileWriterTeamDriveMoveInDisabled")
    if parent.drive_id:
        return None
    if parent.owner is None:
        raise errors.insufficient_parent()
    return call.caller.email


def carry_out(store: Store, file: File, move: Move) -> None:
    """Put the file under its new parent; direct grants go with it, inherited ones do not."""
    if move.owner != file.owner:
        file.grants = {key: grant for key, grant in file.grants.items() if grant.role is not Role.owner}
        if move.owner:
            grant = owner_grant(move.owner)
            file.grants[grant.id] = grant
    file.owner = move.owner
    store.move(file, move.parent)
