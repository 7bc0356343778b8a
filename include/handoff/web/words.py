"""The pages' words for what the domain names: states, kinds, phases, results, records."""

from __future__ import annotations

from collections.abc import Mapping

from handoff.domain.ask import AskKind
from handoff.domain.handoff import State
from handoff.domain.journal import EntryKind
from handoff.domain.words import PHASES, RESULTS, VENDORS, doing, record

__all__ = ["ASKS", "ENTRIES", "PHASES", "RESULTS", "STATES", "VENDORS", "doing", "number", "record"]

STATES: Mapping[State, tuple[str, str]] = {
    State.MARKED: ("marked", "The mark was found in the CRM. prepare_handoff opens it."),
    State.OPENED: ("opened", "Records are gathered, the dossier is written and the plan is made."),
    State.AWAITING_APPROVAL: ("awaiting approval", "Nothing is changed until a person approves the plan."),
    State.APPROVED: ("approved", "carry_out_handoff applies what was approved and reads it back."),
    State.AWAITING_CUTOFF: ("awaiting cut-off", "All is handed over. Access ends when the cut-off comes."),
    State.ARCHIVING: ("archiving", "Access is taken away, and a walk looks for what is left."),
    State.AWAITING_FINDING: (
        "awaiting finding",
        "Access was found that no approval covers: a person decides.",
    ),
    State.AWAITING_GRACE: (
        "awaiting grace",
        "The client keeps some access for a while, which ends when that is over.",
    ),
    State.AWAITING_MANUAL: (
        "awaiting hands",
        "A person still has to take access away in another system, and to show it.",
    ),
    State.CLOSED: ("closed", "The handoff is done, and no access was left."),
    State.REFUSED: ("refused", "The plan was refused. Mend what was named, then run prepare_handoff."),
    State.EXPIRED: ("expired", "Nobody answered in time. Run prepare_handoff to ask again."),
    State.WITHDRAWN: ("withdrawn", "The mark was taken back before the approval."),
    State.UNDOING: ("undoing", "undo_handoff takes back what was applied, and reads it back."),
    State.UNDONE: ("undone", "What could be taken back is as it was. Run prepare_handoff to begin anew."),
}
"""Each state as a word, and what it means."""

ASKS: Mapping[AskKind, str] = {
    AskKind.APPROVAL: "The plan waits for an approver",
    AskKind.FINDING: "Access was found that no approval covers",
    AskKind.UNDO: "An undo waits for an approver",
    AskKind.WITHDRAWAL: "The mark was taken back: does the handoff go on?",
    AskKind.CHANGED: "Successor or cut-off was changed: does the handoff go on as approved?",
}
"""What waits where a question does."""

ENTRIES: Mapping[EntryKind, str] = {
    EntryKind.INTENT: "meant",
    EntryKind.OUTCOME: "outcome",
    EntryKind.VERIFIED: "verified",
    EntryKind.APPROVAL: "answer",
    EntryKind.SCAN: "walk for access",
    EntryKind.RETURN: "records given back",
    EntryKind.GATHERING: "gathering begun",
    EntryKind.UNREAD: "could not be read",
    EntryKind.CONSENT: "consent",
}


def number(count: int, one: str, more: str = "") -> str:
    """Return '1 change', '2 changes'."""
    return f"{count} {one if count == 1 else more or one + 's'}"
