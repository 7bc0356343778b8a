"""Another plan of one that waits: without what an approver does not want, and without what rests on that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handoff.domain.canonical import Json
from handoff.domain.change import Change
from handoff.domain.plan import LeftOut, Plan
from handoff.errors import AnswerRefusedError

EXCLUDED = "An approver excluded it."
RESTS = "It rests on what an approver excluded."
_NEW = "new:"


def without(plan: Plan, named: Sequence[str]) -> Plan:
    """Return the plan without some changes, by id or by kind.

    AnswerRefusedError where a name is of no change in it, or nothing would be left.
    """
    known = {change.id for change in plan.changes} | {change.kind.value for change in plan.changes}
    strange = [name for name in named if name not in known]
    if strange:
        kinds = ", ".join(plan.counts())
        raise AnswerRefusedError(
            f"The plan has no change that is called {', '.join(name[:40] for name in strange[:5])}.",
            mend=f"Name changes by the ids that the plan shows, or by kind: {kinds}.",
        )
    wanted = set(named)
    gone: set[str] = set()
    kept: list[Change] = []
    left_out: list[LeftOut] = []
    for change in plan.changes:
        rests = bool(gone & set(_needed(change)))
        if rests or change.id in wanted or change.kind.value in wanted:
            gone.add(change.record.id)
            left_out.append(LeftOut(change.record, RESTS if rests else EXCLUDED))
        else:
            kept.append(change)
    if not kept:
        raise AnswerRefusedError("Nothing would be left of the plan.", mend="Refuse it, with a reason.")
    return replace(plan, changes=tuple(kept), left_out=(*plan.left_out, *left_out))


def _needed(change: Change) -> Iterator[str]:
    """Yield the ids, by keys of ours, of the records that must be created before a change can be made."""
    head, slash, _ = change.record.id.partition("/")
    if slash and head.startswith(_NEW):
        yield head
    yield from _named(list(change.after.values()))


def _named(values: Sequence[Json]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            if value.startswith(_NEW):
                yield value
            _, link, rest = value.partition("{link:")
            if link:
                yield rest.partition("}")[0].rpartition("/")[2]
