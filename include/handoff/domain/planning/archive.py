"""The archive phase: what takes the leaving side's access away at the cut-off.

A grant is revoked where it was given (a child can't lower what it inherits), every link and domain grant goes, and
what can't be taken away by us is left out and said, never passed over.
"""

from __future__ import annotations

from collections.abc import Iterable

from handoff.domain.access import Side
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.plan import LeftOut
from handoff.domain.planning.grants import OWNER, Identify, grants_of, permission_of
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot


def archive_changes(
    files: Iterable[Snapshot], side: Side, folder_id: str, identify: Identify
) -> tuple[list[Change], list[LeftOut]]:
    """Return the revocations for a client's files, folders first, and what can't be revoked by us."""
    changes: list[Change] = []
    left_out: list[LeftOut] = []
    for file in sorted(files, key=lambda item: (len(_path(item)), item.record)):
        if file.record.kind not in (Kind.FILE, Kind.FOLDER):
            continue
        if file.record.id == folder_id and file.flag("writers_can_share"):
            changes.append(
                Change(
                    ChangeKind.SET_SHARING,
                    file.record,
                    {"writers_can_share": True},
                    {"writers_can_share": False},
                    Phase.ARCHIVE,
                )
            )
        for grant in sorted(grants_of(file), key=lambda item: (item.type, item.grantee)):
            if side.is_doubtful(grant) and file.record.id == folder_id:
                left_out.append(
                    LeftOut(
                        file.record,
                        f"The group {grant.grantee} has access from above the client's folder: see that nobody of the "
                        "client is in it.",
                        person=True,
                    )
                )
            if not side.must_go(grant):
                continue
            if grant.role == OWNER:
                left_out.append(
                    LeftOut(
                        file.record, "The leaving side owns this file: agree with them what becomes of it.", person=True
                    )
                )
            elif not grant.inherited:
                changes.append(
                    Change(
                        ChangeKind.REVOKE_ACCESS,
                        permission_of(grant, identify),
                        {"role": grant.role},
                        {"role": None},
                        Phase.ARCHIVE,
                    )
                )
            elif file.record.id == folder_id:
                left_out.append(
                    LeftOut(
                        file.record,
                        "Access is inherited from above the client's folder: take it away there.",
                        person=True,
                    )
                )
    return changes, left_out


def _path(file: Snapshot) -> list[str]:
    path = file.fields.get("path")
    return [str(part) for part in path] if isinstance(path, list | tuple) else []
