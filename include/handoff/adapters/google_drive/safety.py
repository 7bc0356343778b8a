"""What no change may do, whatever was approved: lock us out, or leave a shared drive without anybody who manages it.

Either can't be mended from here: https://support.google.com/a/answer/7337554 (a shared drive without a manager).
"""

from __future__ import annotations

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.permissions import Access
from handoff.domain.access import GranteeType
from handoff.domain.change import Change, ChangeKind
from handoff.domain.record import Kind
from handoff.errors import InvalidRecordError

_ORGANIZER = "organizer"
_TAKING = frozenset({ChangeKind.REVOKE_ACCESS, ChangeKind.LOWER_ROLE, ChangeKind.SET_EXPIRATION})


def check(change: Change, access: Access, grantee: str, me: str) -> None:
    """InvalidRecordError where a change would take our access (`me`), or a shared drive's last organizer, away.

    `grantee` is whose permission it is, "" for a change of a file.
    """
    if change.kind is ChangeKind.SET_SHARING and change.after.get("inherited_disabled"):
        if not _has_own(access, me):
            raise _refusal(
                change, "the account that Handoff acts as would lose its access", "Give it access on the folder."
            )
    elif change.record.kind is Kind.PERMISSION and change.kind in _TAKING:
        if grantee == me:
            raise _refusal(change, "it is the account that Handoff acts as", "Leave it, or connect another account.")
        managers = [item for item in access.permissions if item["role"] == _ORGANIZER]
        if len(managers) == 1 and wire.grantee(managers[0]) == grantee:
            raise _refusal(change, "it is the last manager of the shared drive", "Make somebody else a manager first.")


def _has_own(access: Access, me: str) -> bool:
    return me in wire.owners(access.file) or any(
        item["type"] == GranteeType.USER and wire.grantee(item) == me and wire.role_of(item, inherited=False)
        for item in access.permissions
    )


def _refusal(change: Change, why: str, mend: str) -> InvalidRecordError:
    return InvalidRecordError(f"This {change.kind} is never made: {why}.", record=str(change.record), mend=mend)
