"""Grants as a request asks for them: which are possible on which file, and until when.

https://developers.google.com/workspace/drive/api/guides/ref-roles
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access.directory import ANYONE, ANYONE_WITH_LINK, grantee_id
from handoff_sandbox.google_drive.files.metadata import parse_time
from handoff_sandbox.google_drive.model import File, Grant, Role

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.google_drive.access.access import Row
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json

_WRITABLE = frozenset(
    {"type", "role", "emailAddress", "domain", "allowFileDiscovery", "expirationTime", "pendingOwner", "kind"}
)


def from_body(store: Store, call: Call, file: File) -> Grant:
    """Return the grant that a permissions.create asks for; raises DriveError for one that cannot be."""
    body = call.body
    if set(body) - _WRITABLE:
        raise errors.not_writable()
    kind, email = body.get("type"), (body.get("emailAddress") or "").lower() or None
    domain, discoverable = (body.get("domain") or "").lower() or None, bool(body.get("allowFileDiscovery"))
    if kind not in ("user", "group", "domain", "anyone"):
        raise errors.DriveError(400, "badRequest", "The permission type field is required.", location="permission.type")
    role = role_in(body, None)
    if kind in ("user", "group") and not (email and "@" in email):
        raise errors.invalid("permission.emailAddress", "The specified emailAddress is invalid or not applicable.")
    if kind == "domain" and not domain:
        raise errors.invalid(
            "permission.domain", "The specified domain is invalid or not applicable for the given type."
        )
    if "allowFileDiscovery" in body and kind in ("user", "group"):
        raise errors.invalid("permission.allowFileDiscovery", "allowFileDiscovery is for domains and anyone only.")
    key = {"anyone": ANYONE if discoverable else ANYONE_WITH_LINK}.get(kind) or grantee_id(email or domain or "")
    named = email if kind in ("user", "group") else None
    grant = Grant(key, kind, role, named, domain if kind == "domain" else None, discoverable)
    grant.pending_owner = bool(body.get("pendingOwner"))
    check_role(store, file, grant)
    grant.expires = _expiration(store, file, grant, body)
    return grant


def role_in(body: Json, default: Role | None) -> Role:
    """Return the role that a body names."""
    name = body.get("role")
    if name is None and default is not None:
        return default
    if not isinstance(name, str) or name not in Role.__members__:
        raise errors.DriveError(400, "badRequest", "The permission role field is required.", location="permission.role")
    return Role[name]


def check_role(store: Store, file: File, grant: Grant) -> None:
    """Refuse a role that Drive does not have on such a file; raises DriveError."""
    top, role = file.id in store.drives, grant.role
    if not file.drive_id:
        reason = {
            Role.organizer: "organizerOnNonTeamDriveNotSupported",
            Role.fileOrganizer: "fileOrganizerOnNonTeamDriveNotSupported",
        }.get(role)
    elif role is Role.owner:
        reason = "ownerOnTeamDriveItemNotSupported"
    elif role is Role.organizer and not top:
        reason = "organizerOnNonTeamDriveItemNotSupported"
    elif role is Role.fileOrganizer and not file.is_folder:
        reason = "fileOrganizerOnFoldersInSharedDriveOnly"
    elif top and grant.type in ("domain", "anyone"):
        reason = "cannotShareTeamDriveTopFolderWithAnyoneOrDomains"
    else:
        reason = None
    if reason is None and grant.type in ("domain", "anyone") and role > Role.writer:
        raise errors.DriveError(400, "invalid", "The role is not applicable to the grantee type.", location="role")
    if reason:
        raise errors.forbidden(f"The role {role.name} is not supported on this item.", reason=reason)


def check_email(store: Store, call: Call, grant: Grant) -> None:
    """Refuse what Drive refuses about notifications: silence to an address that has no Google account."""
    notify = call.parameters.get("sendNotificationEmail")
    if grant.email is None:
        if notify is not None or call.text("emailMessage"):
            message = (
                "The sendNotificationEmail parameter is only applicable for permissions of type 'user' or 'group'."
            )
            raise errors.forbidden(message, location="sendNotificationEmail")
        return
    if notify is False and not store.directory.knows(grant.email):
        message = (
            f'Bad Request. User message: "You are trying to invite {grant.email}. Since there is no Google account '
            'associated with this email address, you must check the "Notify people" box to invite this recipient."'
        )
        raise errors.DriveError(400, "invalidSharingRequest", message)


def updated(store: Store, call: Call, file: File, row: Row, role: Role) -> Grant:
    """Return the direct grant that a permissions.update asks for; raises DriveError for one that cannot be."""
    held = file.grants.get(row.grant.id)
    grant = replace(held or row.grant, role=role)
    if held is None:
        grant.expires = None
    if "pendingOwner" in call.body:
        grant.pending_owner = bool(call.body["pendingOwner"])
    if "allowFileDiscovery" in call.body:
        grant.discoverable = bool(call.body["allowFileDiscovery"])
    check_role(store, file, grant)
    if call.flag("removeExpiration"):
        grant.expires = None
    elif "expirationTime" in call.body:
        grant.expires = _expiration(store, file, grant, call.body)
    elif grant.expires and grant.expires <= store.clock.now():
        grant.expires = None
    return grant


def _expiration(store: Store, file: File, grant: Grant, body: Json) -> datetime | None:
    text = body.get("expirationTime")
    if not text:
        return None
    expires = parse_time(text, "expirationTime")
    if grant.type not in ("user", "group"):
        message = "Expiration dates cannot be set on this item."
        raise errors.forbidden(message, reason="cannotSetExpirationOnAnyoneOrDomain")
    if file.id in store.drives:
        message = "Expiration dates are not allowed for shared drive members."
        raise errors.forbidden(message, reason="expirationDateNotAllowedForSharedDriveMembers")
    if expires <= store.clock.now():
        message = "Expiration dates must be in the future."
        raise errors.forbidden(message, reason="expirationDatesMustBeInTheFuture")
    highest = Role.reader if file.is_folder else Role.writer
    if expires > store.clock.now() + timedelta(days=366) or grant.role > highest:
        raise errors.forbidden("Expiration dates cannot be set on this item.", reason="cannotSetExpiration")
    return expires
