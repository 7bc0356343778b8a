"""Verify: acknowledged is not done. Every changed record is read back and compared with what was approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from handoff.domain.change import Change, ChangeKind, Phase, satisfied
from handoff.domain.ids import HandoffId
from handoff.domain.journal import EntryKind, Result
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Changer, Changers, Seen
from handoff.domain.record import RecordRef
from handoff.errors import HandoffError, SettlementNeededError, VerificationError
from handoff.services.progress import in_force, progress_of


@dataclass(frozen=True)
class Verify:
    """Reads back what was applied."""

    registry: Registry
    changers: Changers
    clock: Clock

    def __call__(self, handoff_id: HandoffId, *phases: Phase) -> int:
        """Return how many changes stand as approved; VerificationError where one that was applied does not.

        What ended in a conflict or is gone was said when it was applied and is not counted; nor is what a later change
        of ours has overtaken, as the end of a grace period does with what led to it. A letter that can't be
        read back counts as acknowledged by the mail server, and the journal says so.
        """
        with self.registry.begin() as tx:
            changers = self.changers(tx.handoffs.get(handoff_id).mark.connection)
            progress = progress_of(tx.journal.read(handoff_id))
            plans = in_force(tx.plans.approved(handoff_id))
            approved = {change.id: change for plan in plans for change in plan.of(*phases) if not change.by_hand}
        done = _standing(
            [change for change in approved.values() if progress.results.get(change.id) in (Result.APPLIED, Result.HELD)]
        )
        verified: list[Change] = []
        differing: list[Change] = []
        for change, seen in _observe(changers, done, [progress.materialise(change) for change in done]):
            real = progress.materialise(change)
            if isinstance(seen, SettlementNeededError) and change.kind is ChangeKind.SEND_LETTER:
                verified.append(change)
            elif isinstance(seen, HandoffError):
                raise seen
            else:
                (verified if satisfied(real, seen.fields) else differing).append(change)
        with self.registry.begin() as tx:
            known = {entry.change for entry in tx.journal.read(handoff_id) if entry.kind is EntryKind.VERIFIED}
            for change in verified:
                if change.id not in known:
                    tx.journal.append(handoff_id, self.clock(), EntryKind.VERIFIED, change.id)
        if differing:
            raise VerificationError(
                f"{len(differing)} of {len(done)} changes do not stand as applied, first {differing[0].kind}.",
                record=str(differing[0].record),
                mend=f"See what changed it: handoff journal {handoff_id}",
            )
        return len(verified)


def _standing(changes: Sequence[Change]) -> list[Change]:
    """Return the changes that no later one of the same record has overtaken: it sets the same, or takes all away."""
    kept: list[Change] = []
    later: dict[RecordRef, set[str]] = defaultdict(set)
    gone: set[RecordRef] = set()
    for change in reversed(changes):
        if change.record not in gone and not change.after.keys() <= later[change.record]:
            kept.append(change)
        later[change.record] |= change.after.keys()
        if change.kind is ChangeKind.REVOKE_ACCESS:
            gone.add(change.record)
    return kept[::-1]


def _observe(
    changers: Sequence[Changer], changes: Sequence[Change], real: Sequence[Change]
) -> Iterable[tuple[Change, Seen | HandoffError]]:
    pairs = list(zip(changes, real, strict=True))
    for (kind, vendor), group in groupby(pairs, key=lambda pair: (pair[0].kind, pair[0].record.vendor)):
        members = list(group)
        changer = next(item for item in changers if kind in item.kinds and item.vendor is vendor)
        seen = changer.observe([change for _, change in members])
        yield from zip((change for change, _ in members), seen, strict=True)
