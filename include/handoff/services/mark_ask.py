"""Mark ask: what a person is told where a marked record no longer says what was approved.

It is no approval of a plan: much of what was approved may be made by then. So it is said what was changed, what is
made already, what is still to come, and what yes and no lead to. Owners stand by their ids, since every viewer of
Airflow can read it; the handoff's page has their names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from handoff.domain.ask import Ask, AskKind, Named
from handoff.domain.canonical import Json, instant
from handoff.domain.change import ChangeKind
from handoff.domain.handoff import Handoff
from handoff.domain.journal import Result
from handoff.domain.mark import Determination
from handoff.domain.ports.registry import Transaction
from handoff.errors import AnswerRefusedError
from handoff.services.progress import in_force, progress_of


def mark_values(tx: Transaction, handoff: Handoff, ask: Ask) -> Mapping[str, Json]:
    """Return what the body of such a question says beyond that of any: see `mark_ask_body`."""
    progress = progress_of(tx.journal.read(handoff.id))
    approved = {change.id: change for plan in in_force(tx.plans.approved(handoff.id)) for change in plan.changes}
    made = [c for c in approved.values() if progress.results.get(c.id) in (Result.APPLIED, Result.HELD)]
    to_come = [change for change in approved.values() if not progress.is_settled(change)]
    _, determination = handoff.known()
    return {
        "taken_back": ask.kind is AskKind.WITHDRAWAL,
        "changed": [list(row) for row in changed_parts(determination, handoff, ask.named)],
        "made": len(made),
        "letters": sum(change.kind is ChangeKind.SEND_LETTER for change in made),
        "counts": dict(Counter(change.kind.value for change in to_come)),
        "irreversible": dict(Counter(change.kind.value for change in to_come if change.irreversible)),
    }


def changed_parts(
    approved: Determination, handoff: Handoff, named: Named | None
) -> list[tuple[str, str | None, str | None]]:
    """Return what a record names otherwise than was approved: 'successor' with owners' ids or 'cutoff' with instants,
    before and now. None stands for what the policy decides, "" for what can't be followed. Nothing is known of what was
    asked about before that was kept.
    """
    if named is None:
        return []
    if not named.successor:
        return [("successor", approved.successor, ""), ("cutoff", _at(approved, handoff), "")]
    parts: list[tuple[str, str | None, str | None]] = []
    if named.successor != approved.successor:
        parts.append(("successor", approved.successor, named.successor))
    if named.cutoff_at != approved.cutoff_at:
        now = None if named.cutoff_at is None else instant(named.cutoff_at)
        parts.append(("cutoff", _at(approved, handoff), now))
    return parts


def goes_no_further(ask: Ask, outcome: str) -> AnswerRefusedError:
    """Return the problem of a handoff that a person did not let go on."""
    taken_back = ask.kind is AskKind.WITHDRAWAL
    what = "mark was taken back" if taken_back else "successor or cut-off was changed"
    return AnswerRefusedError(
        f"Its {what}, and it goes no further: the ask was {outcome}.",
        record=f"ask {ask.id}",
        mend=f"Take back what was done with: handoff undo {ask.handoff}; "
        f"{'a new mark begins another handoff' if taken_back else 'then run prepare_handoff for a new plan'}.",
    )


def _at(approved: Determination, handoff: Handoff) -> str | None:
    at = handoff.cutoff_at or approved.cutoff_at
    return None if at is None else instant(at)
