"""Reads the grants off a file's snapshot and names them as permission records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from handoff.domain.access import Grant, GranteeType, Side
from handoff.domain.ids import PersonId
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot

OWNER = "owner"

Identify = Callable[[str], PersonId]
"""Gives the person id of an address."""


def grants_of(file: Snapshot) -> Iterator[Grant]:
    """Yield the grants that a file's snapshot holds."""
    grants = file.fields.get("grants")
    if not isinstance(grants, list | tuple):
        return
    for item in grants:
        if isinstance(item, Mapping):
            yield Grant(
                file=file.record,
                type=GranteeType(str(item["type"])),
                grantee=str(item.get("grantee") or "anyone"),
                role=str(item["role"]),
                inherited=bool(item.get("inherited")),
                expires=str(item.get("expires") or ""),
            )


def proposals_of(file: Snapshot) -> Iterator[Grant]:
    """Yield what a yes to the requests for access to a file would grant."""
    proposals = file.fields.get("proposals")
    for item in proposals if isinstance(proposals, list | tuple) else ():
        if isinstance(item, Mapping):
            yield Grant(file.record, GranteeType.USER, str(item["grantee"]), str(item["role"]), proposed=True)


def is_theirs(file: Snapshot, side: Side) -> bool:
    """Whether the leaving side owns a file."""
    return any(grant.role == OWNER and side.must_go(grant) for grant in grants_of(file))


def permission(file_id: str, grantee_type: GranteeType, grantee: str) -> RecordRef:
    """Return the permission record of a grantee on a file; `grantee` is a person id for a user."""
    return RecordRef(Vendor.GOOGLE_DRIVE, Kind.PERMISSION, f"{file_id}/{grantee_type}/{grantee}")


def permission_of(grant: Grant, identify: Identify) -> RecordRef:
    """Return the permission record of a grant, with the person's id in place of an address."""
    grantee = identify(grant.grantee) if grant.type is GranteeType.USER else grant.grantee
    return permission(grant.file.id, grant.type, grantee)
