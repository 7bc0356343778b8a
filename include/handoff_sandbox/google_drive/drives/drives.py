"""Shared drives: drives.list, get, create, update, delete, hide and unhide.

A drive's members are the permissions of its top folder (`sharing`). Its restrictions take effect at once: who is kept
out by one has no access while it stands.
https://developers.google.com/workspace/drive/api/guides/manage-shareddrives
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

from handoff_sandbox.google_drive import errors, query
from handoff_sandbox.google_drive.access import access, restrictions
from handoff_sandbox.google_drive.access.directory import grantee_id
from handoff_sandbox.google_drive.changes.tracking import tracked
from handoff_sandbox.google_drive.files.editing import signed_in
from handoff_sandbox.google_drive.listing import matching
from handoff_sandbox.google_drive.listing.paging import paginate
from handoff_sandbox.google_drive.model import FOLDER, File, FileId, Grant, Role, SharedDrive

if TYPE_CHECKING:
    from collections.abc import Callable

    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json

THEMES = {"abacus": "#ea8600", "blueprints": "#4285f4", "meadow": "#0f9d58"}
"""The themes that a shared drive can have, each with its colour."""

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_ADMIN_TERMS = frozenset({"memberCount", "organizerCount"})


def list_drives(store: Store, call: Call) -> Json:
    """List the shared drives that the caller is a member of; an admin with useDomainAdminAccess sees all."""
    parsed = query.parse(text, query.DRIVES) if (text := call.text("q")) else None
    if not call.flag("useDomainAdminAccess") and _ADMIN_TERMS & {term.field for term in query.terms(parsed)}:
        raise errors.invalid("q", "This query requires useDomainAdminAccess.")
    seen = [
        drive
        for drive in store.drives.values()
        if _role(store, call, drive) is not None and (parsed is None or _matches(store, call, parsed, drive))
    ]
    page, following = paginate(seen, call, call.number("pageSize", 10))
    found = {"kind": "drive#driveList", "drives": [call.wire(store).drive(drive) for drive in page]}
    return found | ({"nextPageToken": following} if following else {})


def get_drive(store: Store, call: Call) -> Json:
    """Return a shared drive."""
    return call.wire(store).drive(_open(store, call)[0])


def create_drive(store: Store, call: Call) -> Json:
    """Make a shared drive whose organizer is the caller; the same requestId does not make a second one."""
    email, name = signed_in(call), str(call.body.get("name") or "").strip()
    if store.directory.organisation(email) != store.directory.domains[0]:
        raise errors.forbidden("The user cannot create shared drives.", reason="userCannotCreateTeamDrives")
    if not name:
        raise errors.DriveError(400, "required", "The shared drive name is required.", location="name")
    request = (email, str(call.parameters["requestId"]))
    if request in store.requests:
        message = "A shared drive with the provided request ID already exists."
        raise errors.DriveError(409, "teamDriveAlreadyExists", message, location="requestId")
    now = store.clock.now()
    drive = SharedDrive(store.new_drive_id(), name, now)
    _edit(call, drive)
    store.requests.add(request)
    store.drives[drive.id] = drive
    top = File(drive.id, name, FOLDER, now, now, None, None, drive.id)
    top.grants[grantee_id(email)] = Grant(grantee_id(email), "user", Role.organizer, email=email)
    store.add(top)
    store.touch_drive(drive)
    return call.wire(store).drive(drive)


def update_drive(store: Store, call: Call) -> Json:
    """Rename a shared drive, set its colour or theme, or its restrictions."""
    drive, role = _open(store, call)
    if role is not Role.organizer:
        raise errors.insufficient_permissions()
    top = store.files[drive.id]
    with tracked(store, top, below="restrictions" in call.body):
        _edit(call, drive)
        top.name = drive.name
    store.touch_drive(drive)
    return call.wire(store).drive(drive)


def delete_drive(store: Store, call: Call) -> None:
    """Delete a shared drive for good; one that is not empty only by an admin, who says so."""
    drive, role = _open(store, call)
    if role is not Role.organizer:
        raise errors.insufficient_permissions()
    top, items = store.files[drive.id], list(store.descendants(drive.id))
    if call.flag("allowItemDeletion") and not call.flag("useDomainAdminAccess"):
        raise errors.invalid("allowItemDeletion", "allowItemDeletion requires useDomainAdminAccess.")
    if not call.flag("allowItemDeletion") and any(not store.is_trashed(item) for item in items):
        raise errors.forbidden("A shared drive with items in it cannot be deleted.", reason="teamDriveNotEmpty")
    members = access.rows(store, top)
    for item in reversed(items):
        lost = access.rows(store, item)
        store.remove(item)
        store.touch(item, lost, deleted=True)
    store.remove(top)
    del store.drives[drive.id]
    store.touch_drive(drive, members, deleted=True)


def hide_drive(store: Store, call: Call) -> Json:
    """Hide a shared drive from the caller's default view."""
    return _set_hidden(store, call, hidden=True)


def unhide_drive(store: Store, call: Call) -> Json:
    """Show a shared drive in the caller's default view again."""
    return _set_hidden(store, call, hidden=False)


def _set_hidden(store: Store, call: Call, *, hidden: bool) -> Json:
    email = signed_in(call)
    drive, _ = _open(store, call)
    (drive.hidden_by.add if hidden else drive.hidden_by.discard)(email)
    return call.wire(store).drive(drive)


def _open(store: Store, call: Call) -> tuple[SharedDrive, Role]:
    drive_id = str(call.parameters["driveId"])
    drive = store.drives.get(FileId(drive_id))
    role = _role(store, call, drive) if drive else None
    if drive is None or role is None:
        raise errors.not_found(drive_id, "Shared drive", "driveId")
    return drive, role


def _role(store: Store, call: Call, drive: SharedDrive) -> Role | None:
    """Return the caller's role in a drive; an admin with useDomainAdminAccess counts as an organizer."""
    if call.flag("useDomainAdminAccess"):
        if not call.caller.admin:
            message = "The requesting user is not an administrator of the domain."
            raise errors.forbidden(message, reason="insufficientAdministratorPrivileges")
        return Role.organizer
    return access.role_of(store, store.files[drive.id], call.caller)


def _edit(call: Call, drive: SharedDrive) -> None:
    """Set what the body names; raises DriveError, with nothing set, for what it may not."""
    body = call.body
    if set(body) - {"kind", "id", "name", "colorRgb", "themeId", "restrictions", "hidden"}:
        raise errors.not_writable()
    wanted = body.get("restrictions") or {}
    if restrictions.ADMIN_MANAGED in wanted and not call.caller.admin:
        message = "Only an administrator can set adminManagedRestrictions."
        raise errors.forbidden(message, reason="insufficientAdministratorPrivileges")
    if wanted and drive.restrictions.get(restrictions.ADMIN_MANAGED) and not call.caller.admin:
        raise errors.insufficient_permissions()
    theme = body.get("themeId")
    if theme and (theme not in THEMES or "colorRgb" in body):
        raise errors.invalid("themeId")
    drive.name = str(body.get("name") or drive.name)
    drive.color = THEMES[theme] if theme else str(body.get("colorRgb") or drive.color)
    drive.restrictions |= {name: bool(wanted[name]) for name in restrictions.FLAGS if name in wanted}
    if limits := wanted.get("downloadRestriction"):
        drive.download_limits = (bool(limits.get("restrictedForReaders")), bool(limits.get("restrictedForWriters")))


def _matches(store: Store, call: Call, parsed: query.Query, drive: SharedDrive) -> bool:
    if isinstance(parsed, query.Combination):
        results = [_matches(store, call, part, drive) for part in parsed.parts]
        if parsed.operator == "not":
            return not results[0]
        return all(results) if parsed.operator == "and" else any(results)
    if parsed.operator == "contains":
        return matching.name_contains(drive.name, str(parsed.value))
    members = store.files[drive.id].grants.values()
    value = {
        "name": drive.name,
        "createdTime": drive.created,
        "hidden": call.caller.email in drive.hidden_by,
        "memberCount": len(members),
        "organizerCount": sum(grant.role is Role.organizer for grant in members),
    }[parsed.field]
    return _COMPARE[parsed.operator](value, parsed.value)
