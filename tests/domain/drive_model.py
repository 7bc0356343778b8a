"""Drive in a few lines, for what always holds of a plan: what a tree of files looks like once changes are applied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from strategies import Row, inherited, rows_of

from handoff.domain.change import Change, ChangeKind
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot

_SETTINGS = (ChangeKind.SET_SHARING, ChangeKind.LOCK_FILE, ChangeKind.UNPUBLISH_FILE)


def applied(tree: list[Snapshot], changes: Iterable[Change], now: datetime) -> list[Snapshot]:
    """Return the tree as Drive would show it at an instant once all that is due then was applied; inherited rows go
    with their origin, a file that was moved out is not there any more.
    """
    inside = {file.record.id for file in tree}
    due = [change for change in changes if change.is_due(now)]
    moved = {change.record.id: str(change.after["folder"]) for change in due if change.kind is ChangeKind.MOVE_FILE}
    shown: dict[str, list[Row]] = {}
    after: list[Snapshot] = []
    for file in tree:
        if file.record.id in moved and file.record.kind is Kind.FILE and moved[file.record.id] not in inside:
            continue
        fields = dict(file.fields)
        for change in due:
            if change.kind in _SETTINGS and change.record == file.record:
                fields |= change.after
        if file.record.id in moved:
            fields["folder"] = moved[file.record.id]
        parent = str(fields["folder"])
        given = rows_of(file)
        above = shown.get(parent, [grant for grant in given if grant["inherited"]])
        cut = fields["inherited_disabled"] and not file.flag("inherited_disabled")
        own = [_granted(file, grant, due) for grant in given if not grant["inherited"]]
        shown[file.record.id] = [
            *(inherited(grant) for grant in above if not cut),
            *(grant for grant in own if grant["role"]),
        ]
        fields["grants"] = shown[file.record.id]
        after.append(replace(file, fields=fields))
    return after


def _granted(file: Snapshot, grant: Row, due: Iterable[Change]) -> Row:
    name = f"{file.record.id}/{grant['type']}/{grant['grantee']}"
    for change in due:
        if change.record.kind is Kind.PERMISSION and change.record.id == name:
            assert all(grant[field] == value for field, value in change.before.items())
            grant = {**grant, **change.after}
    return grant
