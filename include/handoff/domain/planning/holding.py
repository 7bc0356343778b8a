"""Keeps a plan's hands off what is excluded or held by law: such changes are left out, and it is said why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handoff.domain.change import Change, ChangeKind
from handoff.domain.people import Client
from handoff.domain.plan import LeftOut
from handoff.domain.planning.tree import Tree
from handoff.domain.policy.holds import Holds
from handoff.domain.record import RecordRef, Vendor
from handoff.errors import PlanRefusedError


def refuse_held(client: Client, holds: Holds, handoff: str) -> None:
    """PlanRefusedError where nothing of a client may be changed."""
    if why := holds.on_client(client):
        raise PlanRefusedError(
            f"Nothing of {client.name} may be changed. {why}.",
            record=f"handoff {handoff}",
            mend="Once that is over, take it out of the policy's never_touch or legal_holds, and prepare again.",
        )


def let_be(changes: Iterable[Change], holds: Holds, tree: Tree) -> tuple[list[Change], list[LeftOut]]:
    """Return the changes that may be made, and the records that are left alone, each once."""
    free: list[Change] = []
    held: dict[RecordRef, LeftOut] = {}
    around = _around(holds, tree)
    for change in changes:
        if change.kind is ChangeKind.CREATE_NOTE:
            free.extend(_note(change, holds))
        elif why := _why(change, holds, tree, around):
            held.setdefault(change.record, LeftOut(change.record, why))
        else:
            free.append(change)
    return free, list(held.values())


def _why(change: Change, holds: Holds, tree: Tree, around: dict[str, str]) -> str:
    record = change.record
    if record.vendor is not Vendor.GOOGLE_DRIVE:
        return holds.on_record(record)
    file_id = record.id.partition("/")[0]
    if change.kind is ChangeKind.MOVE_FILE and file_id in around:
        return f"It holds what may not be moved. {around[file_id]}"
    source = change.after.get("source")
    if isinstance(source, str):
        file_id, record = source, replace(record, id=source)
    return holds.on_record(record, tree.above(file_id))


def _note(change: Change, holds: Holds) -> Iterator[Change]:
    """Yield a note on those of its records that may be written to, nothing where that is none."""
    on = change.after["on"]
    keys: Sequence[str] = [str(key) for key in on] if isinstance(on, list | tuple) else []
    free = [key for key in keys if not holds.on_record(RecordRef.parse(key))]
    if free:
        yield change if free == keys else replace(change, after={**change.after, "on": free})


def _around(holds: Holds, tree: Tree) -> dict[str, str]:
    """Return the folders that have something held below them, and why."""
    found: dict[str, str] = {}
    if holds.holds:
        for file in tree:
            above = list(tree.above(file.record.id))
            if why := holds.on_record(file.record, above):
                found |= dict.fromkeys(above, why)
    return found
