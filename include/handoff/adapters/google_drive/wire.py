"""Reads Drive's JSON: files as snapshots, permissions as grants.

A grantee who has a role both on the file and from above gives two grants, since only the one on the file can be taken
away there. Accounts that were deleted have no access and give none. Addresses are in lower case.
https://developers.google.com/workspace/drive/api/reference/rest/v3/files
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handoff.domain.access import Grant, GranteeType
from handoff.domain.canonical import Json, instant, parse_instant
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot

FOLDER = "application/vnd.google-apps.folder"
SHORTCUT = "application/vnd.google-apps.shortcut"

PERMISSION = (
    "id,type,role,emailAddress,domain,displayName,allowFileDiscovery,expirationTime,deleted,pendingOwner,view,"
    "inheritedPermissionsDisabled,permissionDetails(permissionType,role,inherited,inheritedFrom)"
)
CAPABILITIES = (
    "canListChildren,canEdit,canShare,canDownload,canCopy,canTrash,canRename,canAddChildren,canReadRevisions,"
    "canMoveItemOutOfDrive,canMoveItemWithinDrive,canModifyContentRestriction,canModifyOwnerContentRestriction,"
    "canChangeCopyRequiresWriterPermission,canChangeItemDownloadRestriction,canDisableInheritedPermissions"
)
"""Of what the acting account may do with a file, what a change could need."""

FILE = (
    "id,name,mimeType,parents,driveId,trashed,explicitlyTrashed,webViewLink,createdTime,modifiedTime,version,"
    "md5Checksum,headRevisionId,size,owners(emailAddress,displayName),lastModifyingUser(displayName,emailAddress),"
    "shared,writersCanShare,copyRequiresWriterPermission,hasAugmentedPermissions,inheritedPermissionsDisabled,"
    "appProperties,shortcutDetails(targetId,targetMimeType),downloadRestrictions,"
    "contentRestrictions(readOnly,ownerRestricted,systemRestricted,reason,restrictionTime),"
    f"capabilities({CAPABILITIES}),permissions({PERMISSION})"
)

HEAD = "headRevision"
"""Where the walk puts a file's newest revision into its JSON, since Drive tells elsewhere whether it is published."""

PROPOSALS = "accessProposals"
"""Where the walk puts the requests for access to a file that wait for an answer."""

_ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")

File = Mapping[str, Any]
"""A file's JSON."""

Permission = Mapping[str, Any]
"""A permission's JSON."""


def ref(file: File) -> RecordRef:
    """Return the record of a file or a folder."""
    kind = Kind.FOLDER if file.get("mimeType") == FOLDER else Kind.FILE
    return RecordRef(Vendor.GOOGLE_DRIVE, kind, str(file["id"]))


def name_of(file_id: str) -> str:
    """Return how messages name a file."""
    return str(RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, file_id))


def may_list(file: File) -> bool:
    """Whether what lies in it may be listed; a file that is no folder has nothing to list."""
    return file["mimeType"] != FOLDER or bool(file.get("capabilities", {}).get("canListChildren", True))


def owners(file: File) -> list[str]:
    """Return the owners' addresses; none in a shared drive."""
    return [str(owner["emailAddress"]).lower() for owner in file.get("owners", ()) if owner.get("emailAddress")]


def grantee(permission: Permission) -> str:
    """Return to whom a permission is given: an address, a domain, `anyone`, or its id where Drive hides the address."""
    match permission["type"]:
        case GranteeType.ANYONE:
            return "anyone"
        case GranteeType.DOMAIN:
            return str(permission.get("domain", "")).lower()
        case _:
            return str(permission.get("emailAddress") or f"id:{permission['id']}").lower()


def roles(permission: Permission) -> Iterator[tuple[str, bool]]:
    """Yield each role that a permission gives and whether it is inherited; a file's own where Drive does not say."""
    details = permission.get("permissionDetails") or [{"role": permission["role"]}]
    yield from dict.fromkeys((str(detail["role"]), bool(detail.get("inherited"))) for detail in details)


def is_shared_by_itself(file: File, permissions: Sequence[Permission]) -> bool:
    """Whether a file of some permissions has a grant that is not its folder's: to others than its owner."""
    held = (one for one in permissions if not one.get("deleted"))
    own = (role for permission in held for role, above in roles(permission) if not above)
    return any(role != "owner" for role in own) or bool(file.get("hasAugmentedPermissions"))


def role_of(permission: Permission, *, inherited: bool) -> str | None:
    """Return the highest role that a permission gives on the file itself, or from above; None where there is none."""
    return max((role for role, above in roles(permission) if above is inherited), key=_ROLES.index, default=None)


def expires(permission: Permission) -> str | None:
    """Return the instant at which a grant ends, as changes write it; None for never."""
    text = permission.get("expirationTime")
    return instant(parse_instant(str(text))) if text else None


def grants(file: RecordRef, permissions: Sequence[Permission], *, inherited: bool = False) -> Iterator[Grant]:
    """Yield a file's grants; `inherited` says that all of the permissions are those of a folder above."""
    for permission in permissions:
        if permission.get("deleted"):
            continue
        kind, to = GranteeType(permission["type"]), grantee(permission)
        if inherited:
            yield Grant(file, kind, to, str(permission["role"]), inherited=True)
        else:
            yield from (Grant(file, kind, to, role, inherited=above) for role, above in roles(permission))


def proposed(file: RecordRef, proposals: Sequence[Mapping[str, Any]]) -> Iterator[Grant]:
    """Yield what a yes to requests for access would grant, each by its highest role."""
    for one in proposals:
        asked = [str(each.get("role", "")) for each in one.get("rolesAndViews", ())]
        role = max((each for each in asked if each in _ROLES), key=_ROLES.index, default="reader")
        yield Grant(file, GranteeType.USER, str(one.get("recipientEmailAddress", "")).lower(), role, proposed=True)


def snapshot(file: File, path: Sequence[str], held: Sequence[Permission], *, inherited: bool = False) -> Snapshot:
    """Return the snapshot of a file that lies in the folders of `path` and has permissions.

    `inherited` says that all of them are those of a folder above.
    """
    modified = file.get("modifiedTime")
    locks = [lock for lock in file.get("contentRestrictions", ()) if lock.get("readOnly")]
    record = ref(file)
    fields: dict[str, Json] = {
        "name": str(file["name"]),
        "mime": str(file["mimeType"]),
        "folder": next(iter(file.get("parents", ())), None),
        "path": list(path),
        "owners": list(owners(file)),
        "grants": [
            _grant(permission, grant)
            for permission in held
            for grant in grants(record, [permission], inherited=inherited)
        ],
        "proposals": [{"grantee": one.grantee, "role": one.role} for one in proposed(record, file[PROPOSALS])]
        if PROPOSALS in file
        else None,
        "writers_can_share": bool(file.get("writersCanShare")),
        "copy_requires_writer": bool(file.get("copyRequiresWriterPermission")),
        "inherited_disabled": bool(file.get("inheritedPermissionsDisabled")),
        "size": int(file["size"]) if "size" in file else None,
        "drive_id": file.get("driveId"),
        "trashed": bool(file.get("trashed")),
        "locked": bool(locks),
        "lock_reason": next((str(lock["reason"]) for lock in locks if lock.get("reason")), ""),
        "published": file.get(HEAD, {}).get("published"),
        "shortcut_target": file.get("shortcutDetails", {}).get("targetId"),
        "head_revision": file.get("headRevisionId"),
        "can": sorted(name for name, can in file.get("capabilities", {}).items() if can is True),
    }
    return Snapshot(
        record=record,
        title=str(file["name"]),
        url=str(file.get("webViewLink", "")),
        revision=str(file.get("version") or file.get("headRevisionId") or file.get("md5Checksum") or ""),
        as_of=parse_instant(modified) if modified else None,
        author=str(file.get("lastModifyingUser", {}).get("displayName", "")),
        fields=fields,
        raw=file,
    )


def _grant(permission: Permission, grant: Grant) -> Json:
    return {
        "type": grant.type.value,
        "grantee": grant.grantee,
        "name": str(permission.get("displayName") or ""),
        "role": grant.role,
        "inherited": grant.inherited,
        "expires": expires(permission),
        "pending_owner": bool(permission.get("pendingOwner")),
        "discoverable": bool(permission.get("allowFileDiscovery")),
    }
