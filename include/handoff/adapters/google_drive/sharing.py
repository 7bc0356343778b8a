"""Changes of who may do what with a file: what stands now, and the one call that makes a change.

A grantee is found among a file's permissions by address, domain or `anyone`, never by the vendor's id. Only what was
given on the file itself is changed; what comes from above has to be changed there. A transfer is asked for as the
file's owner, everything else as the subject or, where the subject may not share, as the owner. No mail is sent, but for
the one about a transfer, which Drive does not let off.
https://developers.google.com/workspace/drive/api/guides/manage-sharing
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.permissions import Access
from handoff.adapters.google_drive.wire import Permission
from handoff.domain.access import GranteeType
from handoff.domain.change import Change, ChangeKind, Fields
from handoff.domain.ids import PersonId
from handoff.domain.ports.vendors import PeopleDirectory
from handoff.domain.record import Kind
from handoff.errors import InvalidRecordError, VendorRefusedError

KINDS = frozenset({ChangeKind.GRANT_ACCESS, ChangeKind.REVOKE_ACCESS, ChangeKind.TRANSFER_FILE, ChangeKind.SET_SHARING})


@dataclass(frozen=True, slots=True)
class Edit:
    """The call that makes a change; `user` is the address to act as, None for the subject."""

    request: Any
    user: str | None


def file_of(change: Change) -> str:
    """Return the id of the file that a change concerns."""
    identifier = change.record.id
    return identifier.split("/", 1)[0] if change.record.kind is Kind.PERMISSION else identifier


def fields_of(change: Change, access: Access, people: PeopleDirectory) -> Fields:
    """Return a change's fields as they are now."""
    match change.kind:
        case ChangeKind.TRANSFER_FILE:
            owner = next(iter(wire.owners(access.file)), None)
            return {"owner": None if owner is None else people.identify(owner)}
        case ChangeKind.SET_SHARING:
            return {"writers_can_share": bool(access.file.get("writersCanShare"))}
        case _:
            held = _find(change, access, people)
            return {"role": None if held is None else wire.role_of(held, inherited=False)}


def edit_of(change: Change, access: Access, people: PeopleDirectory, service: Any) -> Edit | None:  # noqa: ANN401
    """Return the call that makes a change, None where it holds already; an error where there is no such call."""
    match change.kind:
        case ChangeKind.TRANSFER_FILE:
            return _transfer(change, access, people, service)
        case ChangeKind.SET_SHARING:
            body = {"writersCanShare": change.after["writers_can_share"]}
            request = service.files().update(fileId=file_of(change), body=body, supportsAllDrives=True, fields="id")
            return Edit(request, next(iter(wire.owners(access.file)), None))
        case _:
            return _set_role(change, access, people, service)


def _transfer(change: Change, access: Access, people: PeopleDirectory, service: Any) -> Edit | None:  # noqa: ANN401
    owner = next(iter(wire.owners(access.file)), None)
    if owner is None:
        raise InvalidRecordError(
            "It lies in a shared drive, where files have no owner.",
            record=str(change.record),
            mend="Share the drive with the successor instead.",
        )
    successor = people.email(PersonId(str(change.after["owner"])))
    if owner == successor.lower():
        return None
    request = service.permissions().create(
        fileId=file_of(change),
        body={"type": "user", "role": "owner", "emailAddress": successor},
        transferOwnership=True,
        moveToNewOwnersRoot=False,
        supportsAllDrives=True,
        fields="id",
    )
    return Edit(request, owner)


def _set_role(change: Change, access: Access, people: PeopleDirectory, service: Any) -> Edit | None:  # noqa: ANN401
    wanted, held = change.after["role"], _find(change, access, people)
    direct = wire.role_of(held, inherited=False) if held else None
    above = wire.role_of(held, inherited=True) if held else None
    if direct == wanted and (wanted or not above):
        return None
    if direct == "owner":
        raise VendorRefusedError(
            "An owner's access can't be changed.", record=str(change.record), mend="Transfer the file first."
        )
    if direct is None and above and change.kind is ChangeKind.REVOKE_ACCESS:
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


def _new(change: Change, people: PeopleDirectory) -> dict[str, Any]:
    kind, to = _grantee(change, people)
    body = {"type": kind, "role": change.after["role"]}
    match kind:
        case GranteeType.ANYONE:
            return {"body": body | {"allowFileDiscovery": False}}
        case GranteeType.DOMAIN:
            return {"body": body | {"domain": to, "allowFileDiscovery": False}}
        case _:
            return {"body": body | {"emailAddress": to}, "sendNotificationEmail": False}


def _find(change: Change, access: Access, people: PeopleDirectory) -> Permission | None:
    kind, to = _grantee(change, people)
    return next((item for item in access.permissions if item["type"] == kind and wire.grantee(item) == to), None)


def _grantee(change: Change, people: PeopleDirectory) -> tuple[GranteeType, str]:
    _, kind, to = change.record.id.split("/", 2)
    return GranteeType(kind), people.email(PersonId(to)).lower() if kind == GranteeType.USER else to.lower()
