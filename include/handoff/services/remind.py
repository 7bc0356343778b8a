"""Remind: write to those who may answer an ask before its time runs out; each ask once.

Airflow's own deadline of the run that asks calls it at its time; one that was missed, or whose letter could not be
sent, is made up for by the watcher of cut-offs.

A reminder is a letter to the firm's own people, by the firm's mail: it says what waits, until when, and where.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from handoff.domain.ask import ABOUT_THE_MARK, Approver, Ask, AskKind
from handoff.domain.change import Change, ChangeKind, Fields, Phase
from handoff.domain.handoff import State
from handoff.domain.ids import AskId
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry, Transaction
from handoff.domain.ports.tools import Artifacts, Clock, Renderer
from handoff.domain.ports.vendors import Mail
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import HandoffError, SettlementNeededError

_WAITING = (State.AWAITING_APPROVAL, State.AWAITING_FINDING)
_WITHOUT_A_STATE = ABOUT_THE_MARK | {AskKind.UNDO}
"""What is asked wherever the handoff stands."""

LATE = timedelta(minutes=10)
"""How long after its time the watcher sends a reminder that Airflow's deadline, whose turn is first, has not."""


@dataclass(frozen=True)
class Remind:
    """Reminds of asks whose end is near."""

    policy: Policy
    registry: Registry
    artifacts: Artifacts
    renderer: Renderer
    mail: Mail
    clock: Clock
    base_url: str

    def __call__(self, only: AskId | None = None) -> int:
        """Remind of one ask whose time has come, or of all whose reminder is late.

        Returns of how many asks somebody was reminded; raises the first letter's failure once all were tried.
        """
        now = self.clock()
        with self.registry.begin() as tx:
            waiting = [ask for ask in tx.asks.waiting() if only in (None, ask.id)]
            due = [ask for ask in waiting if self._is_due(tx, ask, now, timedelta() if only else LATE)]
            letters = {ask: list(self._letters(tx, ask, now)) for ask in due}
        failures: list[HandoffError] = []
        for ask, changes in letters.items():
            failed = self._send(changes)
            failures.extend(failed)
            if not failed:
                with self.registry.begin() as tx:
                    tx.asks.remind(ask.id, now)
        if failures:
            raise failures[0]
        return len(due)

    def _is_due(self, tx: Transaction, ask: Ask, now: datetime, late: timedelta) -> bool:
        """Whether an ask still waits, nobody was reminded of it, and its time to be came so long ago."""
        at = self.policy.approving.reminds_at(ask.asked_at, ask.expires_at)
        if at is None or ask.reminded_at is not None or not at + late <= now < ask.expires_at:
            return False
        handoff = tx.handoffs.get(ask.handoff)
        return handoff.digest == ask.digest and (handoff.state in _WAITING or ask.kind in _WITHOUT_A_STATE)

    def _letters(self, tx: Transaction, ask: Ask, now: datetime) -> Iterator[Change]:
        handoff = tx.handoffs.get(ask.handoff)
        able = self.policy.approving.may_answer(now, second=bool(ask.first_by))
        host = self.policy.firm.sender_email.rpartition("@")[2]
        letter = self.renderer.reminder(
            {
                "client": handoff.name,
                "handoff": handoff.id,
                "until": f"{ask.expires_at:%-d %B %Y, %H:%M} UTC",
                "link": f"{self.base_url.rstrip('/')}/handoffs/{handoff.id}/plan",
            }
        )
        content = self.artifacts.put(
            json.dumps({"subject": letter.subject, "text": letter.text, "html": letter.html}, sort_keys=True).encode()
        )
        for approver in able:
            if approver.user != ask.first_by:
                to = tx.people.identify(approver.email)
                record = RecordRef(Vendor.MAIL, Kind.LETTER, f"{ask.id}.reminder.{_word(approver)}@{host}")
                after: Fields = {"sent": True, "to": to, "subject": letter.subject, "content": content}
                yield Change(ChangeKind.SEND_LETTER, record, {"sent": False}, after, Phase.FAREWELL)

    def _send(self, changes: list[Change]) -> list[HandoffError]:
        """Send what was not sent before; where that can't be read back, a second reminder does no harm."""
        seen = self.mail.observe(changes)
        unsent = [
            change
            for change, found in zip(changes, seen, strict=True)
            if isinstance(found, SettlementNeededError)
            or not (isinstance(found, HandoffError) or (found.fields or {}).get("sent"))
        ]
        unread = [found for found in seen if isinstance(found, HandoffError)]
        failed = [found for found in unread if not isinstance(found, SettlementNeededError)]
        return [*failed, *(answer for answer in self.mail.apply(unsent) if isinstance(answer, HandoffError))]


def _word(approver: Approver) -> str:
    return "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in approver.user)
