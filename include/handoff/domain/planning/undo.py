"""The undo phase: what takes back what was really applied, newest first, and what can't be taken back and why.

It is planned from the journal, not from the plan: what was never applied needs nothing. A change whose record somebody
changed between two of ours is taken back only as far as theirs; apply compares each record again and overwrites none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from handoff.domain.access import GranteeType, highest
from handoff.domain.canonical import Json, parse_instant
from handoff.domain.change import PHASES, Change, ChangeKind, Phase
from handoff.domain.ids import PersonId
from handoff.domain.plan import LeftOut, each_once
from handoff.domain.planning.before import Before
from handoff.domain.planning.grants import permission
from handoff.domain.planning.nesting import nested
from handoff.domain.record import RecordRef

FORMER_OWNER = "writer"
"""What Drive leaves a file's former owner with: https://developers.google.com/workspace/drive/api/guides/transfer-file"""


@dataclass(frozen=True, slots=True)
class Restorer:
    """What an undo rests on besides the changes.

    `inactive` are ids of owners who can't be given anything any more; `erased` tells whether a person is no longer
    known; `before` is what stood before; `now` is the instant of planning; `round` keeps these changes apart from those
    of an earlier undo.
    """

    inactive: frozenset[str]
    erased: Callable[[PersonId], bool]
    before: Before
    now: datetime
    round: int


def undo_changes(applied: Iterable[Change], restorer: Restorer) -> tuple[list[Change], list[LeftOut]]:
    """Return what takes back some changes, given in the order in which they were applied, and what can't be.

    What several of them ask for is done once, and last: an owner loses nothing before they have given the file back.
    Along the tree as it was, access goes down and up in the order that Drive bears (`nesting`).
    """
    newest_first = list(applied)[::-1]
    newest_first.sort(key=lambda change: -PHASES.index(change.phase))
    reached: dict[RecordRef, dict[str, Json]] = {}
    changes: list[Change] = []
    after: list[Change] = []
    left_out: list[LeftOut] = []
    for change in newest_first:
        inverse = change.inverse()
        if inverse is None:
            left_out.append(LeftOut(change.record, change.irreversible))
            continue
        state = reached.setdefault(change.record, {})
        if any(name in state and state[name] != value for name, value in change.after.items()):
            if any(state.get(name) != value for name, value in change.before.items()):
                left_out.append(LeftOut(change.record, "Somebody changed it between two of ours: theirs is restored."))
            continue
        expires = restorer.before.ends.get(inverse.record.id) if inverse.kind is ChangeKind.GRANT_ACCESS else None
        if reason := _impossible(inverse, restorer, expires):
            left_out.append(LeftOut(change.record, reason, person=True))
            continue
        state |= dict(inverse.after)
        changes.extend(_within_reach(replace(inverse, phase=Phase.UNDO, round=restorer.round), restorer))
        if expires is not None:
            after.append(_change(ChangeKind.SET_EXPIRATION, inverse.record, "expires", None, expires, restorer))
        if inverse.kind is ChangeKind.TRANSFER_FILE:
            after.extend(_leftover(inverse, restorer))
    once = each_once(reversed([*changes, *after]))[::-1]
    return nested([list(step) for _, step in groupby(once, key=attrgetter("kind"))], restorer.before.above), left_out


def _impossible(inverse: Change, restorer: Restorer, expires: str | None) -> str:
    """Return why a change can't be taken back although its kind can, "" where it can."""
    if inverse.kind is ChangeKind.SET_OWNER and any(value in restorer.inactive for value in inverse.after.values()):
        return "Its former owner is deactivated: choose another by hand."
    if expires is not None and parse_instant(expires) <= restorer.now:
        return f"The access would have expired by itself on {expires[:10]}."
    kind, _, grantee = inverse.record.id.partition("/")[2].partition("/")
    people = [PersonId(grantee)] if kind == GranteeType.USER else []
    if inverse.kind is ChangeKind.TRANSFER_FILE:
        people.append(PersonId(str(inverse.after.get("owner"))))
    if any(restorer.erased(person) for person in people):
        return "The person was erased from the registry and can't be named any more."
    return ""


def _leftover(inverse: Change, restorer: Restorer) -> Iterator[Change]:
    """Yield what takes from the owner who gives a file back what Drive leaves them with."""
    record = permission(inverse.record.id, GranteeType.USER, str(inverse.before.get("owner")))
    had = restorer.before.roles.get(record.id)
    if had != FORMER_OWNER:
        kind = ChangeKind.REVOKE_ACCESS if had is None else ChangeKind.LOWER_ROLE
        yield from _within_reach(_change(kind, record, "role", FORMER_OWNER, had, restorer), restorer)


def _within_reach(change: Change, restorer: Restorer) -> Iterator[Change]:
    """Yield a change as Drive takes it: whoever had less on a file than came from above is not lowered to that, which
    is refused, but loses what they have there, and is given what they had.
    """
    had, above = change.after.get("role"), restorer.before.inherited.get(change.record.id)
    if change.kind is ChangeKind.LOWER_ROLE and above and highest(str(had), above) != had:
        yield replace(change, kind=ChangeKind.REVOKE_ACCESS, after={"role": None})
        yield replace(change, kind=ChangeKind.GRANT_ACCESS, before={"role": None})
    else:
        yield change


def _change(kind: ChangeKind, record: RecordRef, field: str, before: Json, after: Json, restorer: Restorer) -> Change:
    return Change(kind, record, {field: before}, {field: after}, Phase.UNDO, round=restorer.round)
