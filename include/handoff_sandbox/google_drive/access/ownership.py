"""Ownership of a file in My Drive: who can hand it to whom.

Within one organisation the owner hands it over at once and stays a writer. Between consumer accounts the new owner
has to consent: they are made pending owner and accept with their own credentials. Across organisations there is no
way. What lies in a folder keeps its owners. https://developers.google.com/workspace/drive/api/guides/transfer-file
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access import access
from handoff_sandbox.google_drive.access.directory import grantee_id
from handoff_sandbox.google_drive.changes.tracking import tracked
from handoff_sandbox.google_drive.model import File, Grant, Role
from handoff_sandbox.google_drive.store import owner_grant

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json


def transfer(store: Store, call: Call, file: File, role: Role, grant: Grant) -> Json:
    """Make the grant's user the owner; raises DriveError where that cannot be."""
    if file.drive_id:
        message = "The owner role is not supported on items in shared drives."
        raise errors.forbidden(message, reason="ownerOnTeamDriveItemNotSupported")
    if not call.flag("transferOwnership"):
        message = "The transferOwnership parameter must be enabled when the permission role is 'owner'."
        raise errors.forbidden(message, location="transferOwnership")
    if call.parameters.get("sendNotificationEmail") is False:
        message = (
            "The sendNotificationEmail parameter is only applicable for permissions of type 'user' or 'group', "
            "and must not be disabled for ownership transfers."
        )
        raise errors.forbidden(message, location="sendNotificationEmail")
    if grant.type != "user" or grant.email is None or file.is_root:
        message = "The specified user cannot own this file."
        raise errors.forbidden(message, reason="invalidOwnershipTransfer")
    if not _accepts(call, file, grant):
        if role is not Role.owner:
            raise errors.insufficient_permissions()
        _check_organisations(store, file, grant.email)
    with tracked(store, file):
        _hand_over(store, file, grant.email)
        if call.flag("moveToNewOwnersRoot"):
            store.move(file, store.root_of(grant.email))
    return call.wire(store).permission(access.rows(store, file)[grant.id])


def check_pending(store: Store, file: File, role: Role, grant: Grant) -> None:
    """Refuse a pending owner whom the file cannot go to; raises DriveError."""
    if file.drive_id or grant.type != "user" or grant.role is not Role.writer:
        message = "A pending owner is a user with the role writer on a file that is not in a shared drive."
        raise errors.forbidden(message, reason="invalidOwnershipTransfer")
    if role is not Role.owner:
        raise errors.insufficient_permissions()
    if store.directory.organisation(file.owner or "") != store.directory.organisation(grant.email or ""):
        raise _across_organisations()


def _accepts(call: Call, file: File, grant: Grant) -> bool:
    held = file.grants.get(grant.id)
    return held is not None and held.pending_owner and grant.email == call.caller.email


def _check_organisations(store: Store, file: File, new_owner: str) -> None:
    ours, theirs = (store.directory.organisation(email) for email in (file.owner or "", new_owner))
    if ours != theirs:
        raise _across_organisations()
    if ours is None:
        message = "Consent is required to transfer ownership of a file to another user."
        raise errors.forbidden(message, reason="consentRequiredForOwnershipTransfer")
    user = store.directory.users.get(new_owner)
    if user is None or not user.active:
        message = f'Bad Request. User message: "{new_owner} cannot own files: there is no active account."'
        raise errors.DriveError(400, "invalidSharingRequest", message)


def _across_organisations() -> errors.DriveError:
    message = "Ownership can only be transferred to another user in the same organization as the current owner."
    return errors.DriveError(400, "ownershipChangeAcrossDomainNotPermitted", message)


def _hand_over(store: Store, file: File, new_owner: str) -> None:
    if file.owner and file.owner != new_owner:
        old = grantee_id(file.owner)
        file.grants[old] = Grant(old, "user", Role.writer, email=file.owner)
        file.shared_with[file.owner] = (store.clock.now(), new_owner)
    file.grants[grantee_id(new_owner)] = owner_grant(new_owner)
    file.shared_with.pop(new_owner, None)
    file.owner = new_owner
