"""Permissions: list, get, create, update and delete, on files, folders and shared drives.

A permission on a child cannot go below what the child inherits (403 cannotModifyInheritedPermission): change the
folder. Every change is logged for all that lies below, with who lost access. Ownership has a module of its own.
https://developers.google.com/workspace/drive/api/guides/manage-sharing
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access import access, grants, ownership, restrictions
from handoff_sandbox.google_drive.changes.tracking import tracked
from handoff_sandbox.google_drive.files.editing import signed_in
from handoff_sandbox.google_drive.listing.paging import paginate
from handoff_sandbox.google_drive.model import File, FileId, GranteeId, Role

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.access.access import Row
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json


def list_permissions(store: Store, call: Call) -> Json:
    """List the permissions on a file, for those who can edit it and for all members of a shared drive."""
    file, role = _open(store, call)
    if role < Role.writer and not file.drive_id:
        raise errors.insufficient_permissions()
    rows = list(access.rows(store, file).values())
    page, following = paginate(rows, call, call.number("pageSize", 100 if file.drive_id else max(1, len(rows))))
    found = {"kind": "drive#permissionList", "permissions": [call.wire(store).permission(row) for row in page]}
    return found | ({"nextPageToken": following} if following else {})


def get_permission(store: Store, call: Call) -> Json:
    """Return a permission on a file."""
    file, role = _open(store, call)
    if role < Role.writer and not file.drive_id:
        raise errors.insufficient_permissions()
    return call.wire(store).permission(_row(store, call, file))


def create_permission(store: Store, call: Call) -> Json:
    """Grant a role, or ownership; a role that the grantee has already is raised, never lowered."""
    email = signed_in(call)
    file, role = _open(store, call)
    grant = grants.from_body(store, call, file)
    if grant.role is Role.owner:
        return ownership.transfer(store, call, file, role, grant)
    if grant.pending_owner:
        ownership.check_pending(store, file, role, grant)
    _check_share(store, file, role)
    if reason := restrictions.keeps_out(store, file, grant):
        raise errors.forbidden("The shared drive's restrictions do not allow this permission.", reason=reason)
    grants.check_email(store, call, grant)
    if grant.email:
        store.invitations.count(email, store.clock.now())
    known = file.grants.get(grant.id)
    with tracked(store, file):
        if known is None:
            file.grants[grant.id] = grant
            if grant.email and grant.type == "user":
                file.shared_with.setdefault(grant.email, (store.clock.now(), email))
        elif known.role < Role.owner:
            known.role, known.expires = max(known.role, grant.role), grant.expires or known.expires
            known.pending_owner = known.pending_owner or grant.pending_owner
    return call.wire(store).permission(access.rows(store, file)[grant.id])


def update_permission(store: Store, call: Call) -> Json:
    """Change a grantee's role, when it ends, or whether they are to be the owner."""
    signed_in(call)
    file, role = _open(store, call)
    row = _row(store, call, file)
    if set(call.body) - {"role", "expirationTime", "pendingOwner", "allowFileDiscovery", "kind", "id"}:
        raise errors.not_writable()
    wanted = grants.role_in(call.body, row.role)
    if wanted is Role.owner and row.role is not Role.owner:
        return ownership.transfer(store, call, file, role, replace(row.grant, role=Role.owner))
    _check_share(store, file, role)
    if row.role is Role.owner:
        raise errors.forbidden("The owner's permission cannot be changed.", reason="cannotRemoveOwner")
    grant = grants.updated(store, call, file, row, wanted)
    if call.body.get("pendingOwner"):
        ownership.check_pending(store, file, role, grant)
    if row.inherited_role and wanted < row.inherited_role:
        raise inherited_error()
    if file.id in store.drives:
        _check_organizer_left(file, row, wanted)
    with tracked(store, file):
        file.grants[grant.id] = grant
    return call.wire(store).permission(access.rows(store, file)[grant.id])


def delete_permission(store: Store, call: Call) -> None:
    """Take a grantee's own permission away; by one who can share, or by the grantee."""
    signed_in(call)
    file, role = _open(store, call)
    row = _row(store, call, file)
    if row.grant.email != call.caller.email or file.drive_id:
        _check_share(store, file, role)
    if row.role is Role.owner:
        raise errors.forbidden("The owner of a file cannot be removed.", reason="cannotRemoveOwner")
    if row.grant.id not in file.grants:
        raise inherited_error()
    if file.id in store.drives:
        _check_organizer_left(file, row, None)
    with tracked(store, file):
        del file.grants[row.grant.id]


def inherited_error() -> errors.DriveError:
    """Make the 403 for a permission that a folder above gives."""
    message = (
        "Cannot modify a permission on an item to be less than the inherited access from a direct or indirect parent. "
        "Leverage limited access (https://developers.google.com/workspace/drive/api/guides/limited-expansive-access)."
    )
    return errors.forbidden(message, reason="cannotModifyInheritedPermission")


def _open(store: Store, call: Call) -> tuple[File, Role]:
    """Return the file and the caller's role; an admin with useDomainAdminAccess counts as a drive's organizer."""
    drive_id = FileId(call.file_id)
    if drive_id in store.drives and call.flag("useDomainAdminAccess") and call.caller.admin:
        return store.files[drive_id], Role.organizer
    return access.readable(store, call.file_id, call.caller, all_drives=call.all_drives)


def _row(store: Store, call: Call, file: File) -> Row:
    permission_id = str(call.parameters["permissionId"])
    row = access.rows(store, file).get(GranteeId(permission_id))
    if row is None:
        raise errors.not_found(permission_id, "Permission", "permissionId")
    return row


def _check_share(store: Store, file: File, role: Role) -> None:
    if file.is_root or not access.can_share(store, file, role):
        raise errors.insufficient_permissions()


def _check_organizer_left(drive: File, row: Row, role: Role | None) -> None:
    """Refuse a change that would leave a shared drive without an organizer."""
    after = [role, *(grant.role for grant in drive.grants.values() if grant.id != row.grant.id)]
    if Role.organizer not in after:
        raise errors.forbidden("A shared drive must have at least one organizer.", reason="cannotChangeOrganizer")
