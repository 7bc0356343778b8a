"""In which order one grantee's access changes along a tree: down on a folder first, up on it last.

Drive refuses to give less on a file than what comes from the folders above it. So what takes from a grantee on a folder
goes before whatever is done about them on what lies in it, however deep, and what gives them more on a folder goes
after that, of whichever kind the changes are. Whatever has to wait is put off, and nothing else leaves its place.
https://developers.google.com/workspace/drive/api/guides/manage-sharing

What always holds of the result: a change that has to wait for another stands after it, in a later `wave`. So those of
one wave may be made in any order, and side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import groupby

from handoff.domain.access import ROLES
from handoff.domain.change import Change, ChangeKind
from handoff.domain.record import Kind

Above = Callable[[str], Iterable[str]]
"""Gives the ids of the folders that a file lies in."""

_NONE: frozenset[int] = frozenset()
_OF_ROLE = frozenset({ChangeKind.GRANT_ACCESS, ChangeKind.LOWER_ROLE, ChangeKind.REVOKE_ACCESS})


def nested(steps: Iterable[Sequence[Change]], above: Above) -> list[Change]:
    """Return the changes of some steps, each with its wave, so that Drive refuses none for what is inherited by then.

    What may not be made yet in its own step is put off until it may.
    """
    changes = [(number, change) for number, step in enumerate(steps) for change in step]
    order = _Order([change for _, change in changes], _blockers([change for _, change in changes], above))
    late: list[list[int]] = []
    for _, run in groupby(range(len(changes)), key=lambda place: changes[place][0]):
        late = order.emit_late([*late, order.emit(list(run))])
    return [*order.made, *(changes[place][1] for rest in late for place in rest)]  # late only if folders form a ring


@dataclass(frozen=True)
class _Order:
    """The changes in their new order, as far as it has come; changes are named by their place in the old one."""

    changes: Sequence[Change]
    blockers: Mapping[int, AbstractSet[int]]
    made: list[Change] = field(default_factory=list)
    waves: dict[int, int] = field(default_factory=dict)

    def emit(self, step: Sequence[int]) -> list[int]:
        """Add those of a step for which nothing has to wait any more, earlier waves first, and return the rest."""
        while ready := [place for place in step if self._blockers(place) <= self.waves.keys()]:
            for place in ready:
                self.waves[place] = max((self.waves[each] + 1 for each in self._blockers(place)), default=0)
            for place in sorted(ready, key=self.waves.__getitem__):
                change = self.changes[place]
                self.made.append(replace(change, wave=self.waves[place]) if self.waves[place] else change)
            step = [place for place in step if place not in self.waves]
        return list(step)

    def emit_late(self, late: Sequence[list[int]]) -> list[list[int]]:
        """Add what steps put off and need not put off any more, and return the rest of each."""
        while True:
            rest = [left for step in late if (left := self.emit(step))]
            if sum(map(len, rest)) == sum(map(len, late)):
                return rest
            late = rest

    def _blockers(self, place: int) -> AbstractSet[int]:
        return self.blockers.get(place, _NONE)


@dataclass(frozen=True, slots=True)
class _Block:
    """The changes of one permission that are due at one time, and whether they leave less there than they found."""

    places: Sequence[int]
    not_before: str
    down: bool


def _blockers(changes: Sequence[Change], above: Above) -> dict[int, set[int]]:
    """Return for each change, by place, those that have to be made before it."""
    blocks = _blocks(changes)
    found: dict[int, set[int]] = defaultdict(set)
    latest: dict[str, int] = {}
    for place, change in enumerate(changes):
        if change.record.kind is not Kind.PERMISSION:
            continue
        if change.record.id in latest:
            found[place].add(latest[change.record.id])
        latest[change.record.id] = place
        file_id, _, who = change.record.id.partition("/")
        for block in (block for folder in above(file_id) for block in blocks.get(f"{folder}/{who}", ())):
            if block.down and block.not_before <= change.not_before:
                found[place].update(block.places)
            elif not block.down and change.not_before <= block.not_before:
                for other in block.places:
                    found[other].add(place)
    return found


def _blocks(changes: Sequence[Change]) -> dict[str, list[_Block]]:
    """Return what is done about each permission's role, by its id."""
    due: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, change in enumerate(changes):
        if change.kind in _OF_ROLE:
            due[change.record.id, change.not_before].append(place)
    found: dict[str, list[_Block]] = defaultdict(list)
    for (record, not_before), places in due.items():
        down = _rank(changes[places[-1]].after.get("role")) < _rank(changes[places[0]].before.get("role"))
        found[record].append(_Block(places, not_before, down))
    return found


def _rank(role: object) -> int:
    return ROLES.index(role) if role in ROLES else -1
