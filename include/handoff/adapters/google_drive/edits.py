"""Changes of a file itself: its owner, what may be shared of it, its lock, its folder.

A transfer, a lock and the right to share are asked for as the file's owner, since nobody else may; a move as the
subject, and where Drive leaves it to the owner, as the owner, who has to be a member of the shared drive then. Drive
sends a mail about a transfer, which it does not let off. Between accounts of no organisation ownership can only be
offered: it is the new owner's to accept.
https://developers.google.com/workspace/drive/api/guides/transfer-file
https://developers.google.com/workspace/drive/api/guides/content-restrictions
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.permissions import Access
from handoff.domain.access import GranteeType
from handoff.domain.canonical import Json
from handoff.domain.change import Change, ChangeKind, Fields
from handoff.domain.ids import PersonId
from handoff.domain.ports.vendors import PeopleDirectory
from handoff.errors import HandoffError, InvalidRecordError

KINDS = frozenset(
    {ChangeKind.TRANSFER_FILE, ChangeKind.SET_SHARING, ChangeKind.LOCK_FILE, ChangeKind.MOVE_FILE}
)  # fmt: skip

_SHARING = {
    "writers_can_share": "writersCanShare",
    "copy_requires_writer": "copyRequiresWriterPermission",
    "inherited_disabled": "inheritedPermissionsDisabled",
}
_NO_ORGANISATION = frozenset({"gmail.com", "googlemail.com"})


@dataclass(frozen=True, slots=True)
class Edit:
    """The call that makes a change; `user` is the address to act as, None for the subject; `ends` the error in which
    the change ends although the call succeeds, since somebody else has the last word.
    """

    request: Any
    user: str | None
    ends: HandoffError | None = None


def fields_of(change: Change, access: Access, people: PeopleDirectory) -> Fields:
    """Return a change's fields as they are now."""
    file = access.file
    match change.kind:
        case ChangeKind.TRANSFER_FILE:
            owner = next(iter(wire.owners(file)), None)
            return {"owner": None if owner is None else people.identify(owner)}
        case ChangeKind.SET_SHARING:
            return {name: bool(file.get(_SHARING[name])) for name in change.after}
        case ChangeKind.MOVE_FILE:
            return {"folder": next(iter(file.get("parents", ())), None)}
        case _:
            lock = next((item for item in file.get("contentRestrictions", ()) if item.get("readOnly")), None)
            fields: dict[str, Json] = {"locked": lock is not None}
            return fields if lock is None else fields | {"reason": str(lock.get("reason", ""))}


def edit_of(change: Change, access: Access, people: PeopleDirectory, service: Any) -> Edit | None:
    """Return the call that makes a change, None where it holds already; an error where there is no such call."""
    owner = next(iter(wire.owners(access.file)), None)
    match change.kind:
        case ChangeKind.TRANSFER_FILE:
            return _transfer(change, access, people, service)
        case ChangeKind.SET_SHARING:
            return Edit(
                _update(change, service, {_SHARING[name]: value for name, value in change.after.items()}), owner
            )
        case ChangeKind.MOVE_FILE:
            held, wanted = access.file.get("parents", ()), str(change.after["folder"])
            if wanted in held:
                return None
            return Edit(_update(change, service, {}, addParents=wanted, removeParents=",".join(held)), None)
        case _:
            return Edit(_update(change, service, {"contentRestrictions": [_restriction(change, owner)]}), owner)


def _update(change: Change, service: Any, body: dict[str, Any], **where: str) -> Any:
    return service.files().update(fileId=change.record.id, body=body, supportsAllDrives=True, fields="id", **where)


def _restriction(change: Change, owner: str | None) -> dict[str, Any]:
    """Return a lock that only the owner can lift, or in a shared drive an organizer, or what lifts it."""
    if not change.after["locked"]:
        return {"readOnly": False}
    lock: dict[str, Any] = {"readOnly": True, "reason": str(change.after.get("reason") or "")}
    return lock | ({"ownerRestricted": True} if owner else {})


def _transfer(change: Change, access: Access, people: PeopleDirectory, service: Any) -> Edit | None:
    owner = next(iter(wire.owners(access.file)), None)
    if owner is None:
        raise InvalidRecordError(
            "It lies in a shared drive, where files have no owner.",
            record=str(change.record),
            mend="Share the drive with the successor instead.",
        )
    successor = people.email(PersonId(str(change.after["owner"]))).lower()
    if owner == successor:
        return None
    if {_host(owner), _host(successor)} <= _NO_ORGANISATION:
        return _offer(change, access, owner, successor, service)
    request = service.permissions().create(
        fileId=change.record.id,
        body={"type": "user", "role": "owner", "emailAddress": successor},
        transferOwnership=True,
        moveToNewOwnersRoot=False,
        supportsAllDrives=True,
        fields="id",
    )
    return Edit(request, owner)


def _offer(change: Change, access: Access, owner: str, successor: str, service: Any) -> Edit:
    """Return the call that makes somebody the pending owner; an error where that is done and waits for them."""
    waits = InvalidRecordError(
        "Its new owner is pending: they have to accept it in Drive themselves.",
        record=str(change.record),
        mend="Let them accept it (or take it over otherwise), then clear the failed task.",
    )
    held = next(
        (item for item in access.permissions if item["type"] == GranteeType.USER and wire.grantee(item) == successor),
        None,
    )
    if held is not None and held.get("pendingOwner"):
        raise waits
    body = {"role": "writer", "pendingOwner": True}
    where = {"fileId": change.record.id, "supportsAllDrives": True, "fields": "id"}
    permissions = service.permissions()
    if held is None:
        new = {**body, "type": "user", "emailAddress": successor}
        return Edit(permissions.create(**where, body=new), owner, waits)
    return Edit(permissions.update(**where, permissionId=held["id"], body=body), owner, waits)


def _host(address: str) -> str:
    return address.rpartition("@")[2]
