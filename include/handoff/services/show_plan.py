"""Show plan: a plan as people read it, however large: its head, a part of its changes with names, what was left out.

It reads only, and holds one part at a time. Records are named from the snapshots in the artifact store, and people from
the people table, so that a plan can do without personal data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice

from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.handoff import Handoff
from handoff.domain.ids import ChangeId, HandoffId, PersonId, PlanDigest
from handoff.domain.plan import LeftOut, Plan, PlanHead
from handoff.domain.ports.planned import WHOLE, Part
from handoff.domain.ports.registry import Registry, Transaction
from handoff.domain.ports.tools import SnapshotPages
from handoff.errors import NotFoundError
from handoff.services.progress import Progress, progress_of
from handoff.services.show import ShownChange, address_of, left_title, named_in, title_of

CHUNK = 1000
"""Changes that are named at a time."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why records were left out, whether a person has to act, how many there are, and the first of them with names."""

    reason: str
    person: bool
    number: int
    first: Sequence[tuple[LeftOut, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A change that only one of two plans holds: `new` in the second, else gone from the first."""

    new: bool
    shown: ShownChange


@dataclass(frozen=True)
class ShowPlan:
    """Answers what people ask about plans. A digest may be cut short, as it is shown."""

    registry: Registry
    pages: SnapshotPages

    def head(self, handoff_id: HandoffId, digest: str | None = None) -> PlanHead:
        """Return what is said of a plan as a whole, the current one if not said; NotFoundError."""
        with self.registry.begin() as tx:
            return tx.plans.head(handoff_id, _digest(tx, tx.handoffs.get(handoff_id), digest))

    def tally(self, head: PlanHead) -> Sequence[tuple[Phase, ChangeKind, int]]:
        """Return how many changes there are by phase and kind."""
        with self.registry.begin() as tx:
            return tx.plans.tally(head.handoff, head.digest)

    def count(self, head: PlanHead, part: Part) -> int:
        """Return how many changes a part has, wherever it begins and ends."""
        with self.registry.begin() as tx:
            return tx.plans.count(head.handoff, head.digest, part)

    def part(self, head: PlanHead, part: Part) -> tuple[Sequence[ShownChange], int]:
        """Return some changes with names, and how many there are in all."""
        with self.registry.begin() as tx:
            changes = list(tx.plans.changes(head.handoff, head.digest, part))
            progress = progress_of(tx.journal.read(head.handoff))
            shown = list(self._named(tx, head.handoff, changes, progress))
            return shown, tx.plans.count(head.handoff, head.digest, part)

    def every(self, head: PlanHead, part: Part = WHOLE) -> Iterator[ShownChange]:
        """Yield all changes with names, some at a time."""
        with self.registry.begin() as tx:
            changes = tx.plans.changes(head.handoff, head.digest, part)
            progress = progress_of(tx.journal.read(head.handoff))
            titles = self._titles(tx, head.handoff, None)
            who = cache(partial(address_of, tx))
            for change in changes:
                yield _shown(who, change, titles, progress)

    def unkept(self, plan: Plan) -> tuple[Sequence[ShownChange], Sequence[tuple[LeftOut, str]]]:
        """Return the changes of a plan that is not kept, and what it leaves out, with names."""
        with self.registry.begin() as tx:
            progress = progress_of(tx.journal.read(plan.handoff))
            shown = list(self._named(tx, plan.handoff, plan.changes, progress))
            titles = self._titles(tx, plan.handoff, {item.record.id.partition("/")[0] for item in plan.left_out})
        return shown, [(item, left_title(item, titles)) for item in plan.left_out]

    def reasons(self, head: PlanHead, examples: int) -> Sequence[Reason]:
        """Return why records were left out, with some examples of each."""
        with self.registry.begin() as tx:
            found = [
                (reason, person, number, list(tx.plans.left_out(head.handoff, head.digest, reason, examples)))
                for reason, person, number in tx.plans.reasons(head.handoff, head.digest)
            ]
            keys = {item.record.id for *_, items in found for item in items}
            titles = self._titles(tx, head.handoff, keys)
        return [
            Reason(reason, person, number, [(item, left_title(item, titles)) for item in items])
            for reason, person, number, items in found
        ]

    def left_out(self, head: PlanHead) -> Iterator[tuple[LeftOut, str]]:
        """Yield everything that was left out, with names."""
        with self.registry.begin() as tx:
            titles = self._titles(tx, head.handoff, None)
            for item in tx.plans.left_out(head.handoff, head.digest):
                yield item, left_title(item, titles)

    def difference(self, one: PlanHead, other: PlanHead) -> Iterator[Difference]:
        """Yield what is gone from a plan in another, then what is new there, each in its plan's order."""
        with self.registry.begin() as tx:
            first = {change.id for change in tx.plans.changes(one.handoff, one.digest)}
            second = {change.id for change in tx.plans.changes(other.handoff, other.digest)}
        for head, gone, new in ((one, first - second, False), (other, second - first, True)):
            yield from (Difference(new, item) for item in self._some(head, gone))

    def _some(self, head: PlanHead, ids: set[ChangeId]) -> Iterator[ShownChange]:
        with self.registry.begin() as tx:
            progress = progress_of(tx.journal.read(head.handoff))
            changes = (change for change in tx.plans.changes(head.handoff, head.digest) if change.id in ids)
            while chunk := list(islice(changes, CHUNK)):
                yield from self._named(tx, head.handoff, chunk, progress)

    def _named(
        self, tx: Transaction, handoff_id: HandoffId, changes: Sequence[Change], progress: Progress
    ) -> Iterator[ShownChange]:
        ids = {change.record.id.partition("/")[0] for change in changes}
        ids |= {key.rpartition("/")[2] for change in changes for key in named_in(change)}
        titles = self._titles(tx, handoff_id, ids)
        who = cache(partial(address_of, tx))
        for change in changes:
            yield _shown(who, change, titles, progress)

    def _titles(self, tx: Transaction, handoff_id: HandoffId, ids: Iterable[str] | None) -> Mapping[str, str]:
        """Return records' names by key: of some ids, or of all that was gathered; the newest name counts."""
        wanted = None if ids is None else set(ids)
        pages = tx.snapshots.pages_with(handoff_id, wanted)
        titles: dict[str, str] = {}
        for key, title in self.pages.titles(pages):
            if wanted is None or key.rpartition("/")[2] in wanted:
                titles.setdefault(key, title)
        return titles


def _digest(tx: Transaction, handoff: Handoff, short: str | None) -> PlanDigest:
    if short is None:
        if handoff.digest is None:
            raise NotFoundError("It has no plan yet.", record=f"handoff {handoff.id}", mend="prepare_handoff makes it.")
        return handoff.digest
    found = [digest for digest in tx.plans.digests(handoff.id) if digest.startswith(short.lower())]
    if len(found) != 1 or not short:
        raise NotFoundError(
            f"{'More than one plan has' if found else 'No plan has'} a digest that begins with '{short[:64]}'.",
            record=f"handoff {handoff.id}",
            mend=f"See them with: handoff show {handoff.id}",
        )
    return found[0]


def _shown(
    who: Callable[[PersonId], str], change: Change, titles: Mapping[str, str], progress: Progress
) -> ShownChange:
    result = progress.results.get(change.id)
    found = {key: titles[key] for key in named_in(change) if key in titles}
    return ShownChange(change, title_of(who, change, titles), "" if result is None else result.value, found)
