"""Show: what people look at, a handoff's state, its plan with the records' names, its journal and its counts.

It reads only. Records are named from the snapshots in the artifact store and people from the people table, so that
plan and journal can do without personal data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from handoff.domain.ask import Answer, Ask
from handoff.domain.change import Change, Phase
from handoff.domain.handoff import Handoff, Problem, State
from handoff.domain.ids import ChangeId, Gathering, HandoffId, PersonId
from handoff.domain.journal import Entry, EntryKind, Result, broken_at
from handoff.domain.plan import LeftOut, Plan
from handoff.domain.ports.registry import DossierRow, Registry, Transaction
from handoff.domain.ports.tools import SnapshotPages
from handoff.domain.record import Kind
from handoff.errors import NotFoundError
from handoff.services.progress import Progress, in_force, is_undo, progress_of
from handoff.services.undo import taken_back


@dataclass(frozen=True, slots=True)
class Summary:
    """A handoff's counts, as the demo and `handoff show` give them.

    `applied` and `verified` are of what stands, `undone` is how many changes were taken back. `residual` is None where
    nobody has looked, or not since an undo gave access back (`residual_void`).
    """

    handoff: Handoff
    gathered: int
    planned: int
    applied: int
    verified: int
    residual: int | None
    alumni: int
    results: Mapping[str, int]
    dossier: DossierRow | None
    asks: Sequence[tuple[Ask, Answer | None]]
    undone: int = 0
    residual_void: bool = False


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change with its record's name, what has become of it ("" nothing yet), and the names of others in it."""

    change: Change
    title: str
    result: str
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan as a person reads it."""

    plan: Plan
    changes: Sequence[ShownChange]
    left_out: Sequence[tuple[LeftOut, str]]


@dataclass(frozen=True)
class Show:
    """Answers what people ask about handoffs."""

    registry: Registry
    pages: SnapshotPages

    def all(self) -> Sequence[Handoff]:
        """Return every handoff, oldest first."""
        with self.registry.begin() as tx:
            return tx.handoffs.list()

    def troubles(self) -> Mapping[str, Problem]:
        """Return what goes wrong with watching the CRMs, by connection."""
        with self.registry.begin() as tx:
            return tx.watchers.troubles()

    def one(self, handoff_id: HandoffId) -> Summary:
        """Return a handoff with its counts; NotFoundError."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            entries = list(tx.journal.read(handoff_id))
            progress = progress_of(entries)
            plans = tx.plans.approved(handoff_id)
            undoing = {change.id for plan in plans for change in plan.of(Phase.UNDO)}
            gone = taken_back(plans, entries)
            looked = max((entry.seq for entry in entries if entry.kind is EntryKind.SCAN), default=0)
            void = any(entry.seq > looked and entry.change in undoing for entry in entries) and looked > 0
            residual = entries[looked - 1].detail["residual"] if looked and not void else None
            standing = {
                change
                for change, result in progress.results.items()
                if result in (Result.APPLIED, Result.HELD) and change not in undoing | gone
            }
            return Summary(
                handoff=handoff,
                gathered=self._gathered(tx, handoff),
                planned=len(_planned(tx, handoff, plans) | standing),
                applied=len(standing),
                verified=len({e.change for e in entries if e.kind is EntryKind.VERIFIED} - undoing - gone),
                residual=residual if isinstance(residual, int) else None,
                alumni=len(tx.alumni.of(handoff_id)),
                results=Counter(result.value for result in progress.results.values()),
                dossier=tx.dossiers.latest(handoff_id),
                asks=tx.asks.of(handoff_id),
                undone=len(gone),
                residual_void=void,
            )

    def plan(self, handoff_id: HandoffId) -> ShownPlan:
        """Return the current plan with names; NotFoundError where there is none yet."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            if handoff.digest is None:
                raise NotFoundError(
                    "It has no plan yet.", record=f"handoff {handoff_id}", mend="prepare_handoff makes it."
                )
            plan = tx.plans.get(handoff_id, handoff.digest)
            progress = progress_of(tx.journal.read(handoff_id))
            titles = self._titles(tx, handoff)
            shown = [self._shown(tx, change, titles, progress) for change in plan.changes]
        return ShownPlan(plan, shown, [(item, left_title(item, titles)) for item in plan.left_out])

    def journal(self, handoff_id: HandoffId) -> tuple[Sequence[Entry], int | None]:
        """Return all entries, and the first at which the chain does not hold (None: it holds)."""
        with self.registry.begin() as tx:
            tx.handoffs.get(handoff_id)
            entries = list(tx.journal.read(handoff_id))
        return entries, broken_at(entries)

    def _gathered(self, tx: Transaction, handoff: Handoff) -> int:
        for attempt in range(handoff.attempt, 0, -1):
            counts = tx.snapshots.counts(handoff.id, Gathering(f"prepare.{attempt}"))
            if counts:
                return sum(counts.values())
        return 0

    def _titles(self, tx: Transaction, handoff: Handoff) -> Mapping[str, str]:
        titles: dict[str, str] = {}
        for attempt in range(handoff.attempt, 0, -1):
            for name in ("archive", "prepare"):
                for snapshot in self.pages.read(tx.snapshots.pages(handoff.id, Gathering(f"{name}.{attempt}"))):
                    titles.setdefault(snapshot.record.key, snapshot.title)
        return titles

    def _shown(self, tx: Transaction, change: Change, titles: Mapping[str, str], progress: Progress) -> ShownChange:
        result = progress.results.get(change.id)
        found = {key: titles[key] for key in named_in(change) if key in titles}
        return ShownChange(
            change, title_of(partial(address_of, tx), change, titles), "" if result is None else result.value, found
        )


def _planned(tx: Transaction, handoff: Handoff, approved: Iterable[Plan]) -> set[ChangeId]:
    """Return the changes of the approved plans that no later one has set aside, undone or not; of the current plan
    before its approval.
    """
    meant = in_force(plan for plan in approved if not is_undo(plan))
    if (not meant or handoff.state is State.AWAITING_APPROVAL) and handoff.digest is not None:
        meant = [tx.plans.get(handoff.id, handoff.digest)]
    return {change.id for plan in meant for change in plan.changes}


def named_in(change: Change) -> list[str]:
    """Return the keys of the records that a change names besides its own."""
    on = change.after.get("on")
    return [str(key) for key in on] if isinstance(on, list | tuple) else []


def title_of(who: Callable[[PersonId], str], change: Change, titles: Mapping[str, str]) -> str:
    """Name what a change is about: by its record's title, a grantee with the file, or what a person has to do."""
    record = change.record
    if change.by_hand:
        return str(change.after.get("what") or record.id)
    if record.key in titles:
        return titles[record.key]
    file_id, slash, rest = record.id.partition("/")
    if slash:
        kind, _, grantee = rest.partition("/")
        named = who(PersonId(grantee)) if kind == "user" else grantee
        files = (titles.get(f"{record.vendor}/{name}/{file_id}") for name in ("file", "folder"))
        return f"{next((title for title in files if title), file_id)} ({kind} {named})"
    return record.id.removeprefix("new:")


def left_title(item: LeftOut, titles: Mapping[str, str]) -> str:
    """Name what a plan leaves out: by its record's title, a permission by its file's; a system by its name."""
    if item.record.kind is Kind.SYSTEM:
        return item.record.id.partition(".")[2]
    file_id = item.record.id.partition("/")[0]
    keys = (item.record.key, *(f"{item.record.vendor}/{kind}/{file_id}" for kind in ("file", "folder")))
    return next((titles[key] for key in keys if key in titles), item.record.id)


def address_of(tx: Transaction, person: PersonId) -> str:
    """Return a person's address, or the id where none is known (any more)."""
    try:
        found = tx.people.get(person)
    except NotFoundError:
        return person
    return found.email or person
