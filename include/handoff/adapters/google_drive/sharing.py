"""Changes of who may do what with a file: what stands now, and the one call that makes a change.

A grantee is found among a file's permissions by address, domain or `anyone`, never by the vendor's id. Only what was
given on the file itself is changed; what comes from above has to be changed there. Everything is asked for as the
subject or, where the subject may not share, as the file's owner. No mail is sent.
https://developers.google.com/workspace/drive/api/guides/manage-sharing
"""

from __future__ import annotations

from typing import Any

from handoff.adapters.google_drive import edits, wire
from handoff.adapters.google_drive.edits import Edit
from handoff.adapters.google_drive.permissions import Access
from handoff.adapters.google_drive.wire import Permission
from handoff.domain.access import GranteeType
from handoff.domain.canonical import Json
from handoff.domain.change import Change, ChangeKind, Fields
from handoff.domain.ids import PersonId
from handoff.domain.ports.vendors import PeopleDirectory
from handoff.domain.record import Kind
from handoff.errors import RecordNotFoundError, VendorRefusedError

_OF_ROLE = frozenset({ChangeKind.GRANT_ACCESS, ChangeKind.LOWER_ROLE, ChangeKind.REVOKE_ACCESS})
KINDS = edits.KINDS | _OF_ROLE | {ChangeKind.SET_EXPIRATION}


def file_of(change: Change) -> str:
    """Return the id of the file that a change concerns."""
    identifier = change.record.id
    return identifier.split("/", 1)[0] if change.record.kind is Kind.PERMISSION else identifier


def grantee_of(change: Change, people: PeopleDirectory) -> str:
    """Return whose permission a change concerns, "" where it concerns a file."""
    return _grantee(change, people)[1] if change.record.kind is Kind.PERMISSION else ""


def fields_of(change: Change, access: Access, people: PeopleDirectory) -> Fields:
    """Return a change's fields as they are now."""
    if change.kind in edits.KINDS:
        return edits.fields_of(change, access, people)
    held = _find(change, access, people)
    if change.kind is ChangeKind.SET_EXPIRATION:
        return {"expires": wire.expires(held) if held else None}
    fields: dict[str, Json] = {"role": None if held is None else wire.role_of(held, inherited=False)}
    return fields | ({"discoverable": _discoverable(held)} if "discoverable" in change.after else {})


def edit_of(change: Change, access: Access, people: PeopleDirectory, service: Any) -> Edit | None:
    """Return the call that makes a change, None where it holds already; an error where there is no such call."""
    if change.kind in edits.KINDS:
        return edits.edit_of(change, access, people, service)
    if change.kind is ChangeKind.SET_EXPIRATION:
        return _set_expiration(change, access, people, service)
    return _set_role(change, access, people, service)


def _set_role(change: Change, access: Access, people: PeopleDirectory, service: Any) -> Edit | None:
    wanted, held = change.after["role"], _find(change, access, people)
    direct = wire.role_of(held, inherited=False) if held else None
    above = wire.role_of(held, inherited=True) if held else None
    if direct == wanted and (wanted or not above):
        return None
    if direct == "owner":
        raise VendorRefusedError(
            "An owner's access can't be changed.", record=str(change.record), mend="Transfer the file first."
        )
    if direct is None and above and change.kind is not ChangeKind.GRANT_ACCESS:
        raise VendorRefusedError(
            f"The access as {above} comes from a folder above.",
            record=str(change.record),
            mend="Take it away on the folder where it was given.",
        )
    permissions = service.permissions()
    where = {"fileId": file_of(change), "supportsAllDrives": True}
    if direct is None or held is None:
        request = permissions.create(**where, **_new(change, people), fields="id")
    elif wanted is None:
        request = permissions.delete(**where, permissionId=held["id"])
    else:
        request = permissions.update(**where, permissionId=held["id"], body={"role": wanted}, fields="id")
    return Edit(request, access.sharer)


def _set_expiration(change: Change, access: Access, people: PeopleDirectory, service: Any) -> Edit | None:
    """Return the call that lets a grant end, or no longer end; only what was given on the file itself can.

    https://developers.google.com/workspace/drive/api/guides/manage-sharing#set-expiration
    """
    wanted, held = change.after["expires"], _find(change, access, people)
    role = wire.role_of(held, inherited=False) if held else None
    if held is None or role is None:
        raise RecordNotFoundError(
            "There is no such access on the file itself.", record=str(change.record), mend="Gather and plan again."
        )
    if wire.expires(held) == wanted:
        return None
    body = {"role": role} | ({"expirationTime": wanted} if wanted else {})
    request = service.permissions().update(
        fileId=file_of(change),
        permissionId=held["id"],
        body=body,
        supportsAllDrives=True,
        fields="id",
        **({} if wanted else {"removeExpiration": True}),
    )
    return Edit(request, access.sharer)


def _new(change: Change, people: PeopleDirectory) -> dict[str, Any]:
    kind, to = _grantee(change, people)
    body = {"type": kind, "role": change.after["role"]}
    found = {"allowFileDiscovery": change.after.get("discoverable") is True}
    match kind:
        case GranteeType.ANYONE:
            return {"body": body | found}
        case GranteeType.DOMAIN:
            return {"body": body | found | {"domain": to}}
        case _:
            return {"body": body | {"emailAddress": to}, "sendNotificationEmail": False}


def _discoverable(held: Permission | None) -> bool | None:
    return None if held is None else bool(held.get("allowFileDiscovery"))


def _find(change: Change, access: Access, people: PeopleDirectory) -> Permission | None:
    kind, to = _grantee(change, people)
    return next((item for item in access.permissions if item["type"] == kind and wire.grantee(item) == to), None)


def _grantee(change: Change, people: PeopleDirectory) -> tuple[GranteeType, str]:
    _, kind, to = change.record.id.split("/", 2)
    return GranteeType(kind), people.email(PersonId(to)).lower() if kind == GranteeType.USER else to.lower()
