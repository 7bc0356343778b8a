"""Release: may the dossier go to its successor? Asked before a plan is made, since a plan delivers it.

Three things stop it: another client in the text, a successor outside the firm without the client's recorded consent,
and a version that was never written.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from handoff.domain.canonical import Json
from handoff.domain.guards import recipient_refusal
from handoff.domain.ids import HandoffId
from handoff.domain.journal import EntryKind
from handoff.domain.people import Owner
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import DossierRow, Registry, Transaction
from handoff.domain.ports.tools import Artifacts, Clock
from handoff.domain.written import Written
from handoff.errors import AnswerRefusedError, PlanRefusedError


def written_of(row: DossierRow, artifacts: Artifacts) -> Written | None:
    """Return what was written with a version; None for one from before there were cuts."""
    return None if row.cuts is None else Written.from_json(json.loads(artifacts.get(row.cuts)))


def check_release(
    tx: Transaction, row: DossierRow, artifacts: Artifacts, successor: Owner, policy: Policy
) -> Written | None:
    """Return what was written where it may be released; PlanRefusedError, which says what stops it, else.

    The message counts what was found and names nobody; the pages show it.
    """
    written = written_of(row, artifacts)
    if written is not None and written.stops:
        what = ", ".join(sorted({stop.what for stop in written.stops}))
        raise PlanRefusedError(
            f"The dossier can't be released: it holds {what} ({len(written.stops)} places).",
            record=f"handoff {row.handoff}",
            mend=(
                f"See the places with: handoff dossier {row.handoff}. Check first that the client's folder is its own, "
                "and holds nothing of others. Then correct the records, or name the company in the policy's "
                "dossier.may_name, and run prepare_handoff again."
            ),
        )
    consents = [entry for entry in tx.journal.read(row.handoff) if entry.kind is EntryKind.CONSENT]
    given = (str(entry.detail.get("successor")) for entry in consents)
    if refusal := recipient_refusal(successor, policy.firm.domains, given):
        raise PlanRefusedError(
            refusal,
            record=f"handoff {row.handoff}",
            mend=f"Record it with: handoff consent {row.handoff} --by NAME --evidence WHERE; then prepare it again.",
        )
    return written


@dataclass(frozen=True)
class Consent:
    """Records the client's consent to the release to a successor outside the firm."""

    registry: Registry
    clock: Clock

    def __call__(self, handoff_id: HandoffId, *, by: str, evidence: str) -> str:
        """Record who of the client consented and where that can be seen; return the successor's owner id.

        It holds for the successor whom the handoff names now. AnswerRefusedError where one of the two is missing.
        """
        if not by.strip() or not evidence.strip():
            raise AnswerRefusedError(
                "Who consented, and where that can be seen, has to be written down.",
                record=f"handoff {handoff_id}",
                mend="Give --by and --evidence.",
            )
        with self.registry.begin() as tx:
            _, determination = tx.handoffs.get(handoff_id).known()
            detail: dict[str, Json] = {"successor": determination.successor, "said_by": by, "evidence": evidence}
            tx.journal.append(handoff_id, self.clock(), EntryKind.CONSENT, None, detail)
        return determination.successor
