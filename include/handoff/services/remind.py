"""Remind: write to those who may answer an ask before its time runs out; each ask once.

Airflow's own deadline of the run that asks calls it at its time; one that was missed, or whose letter could not be
sent, is made up for by the watcher of cut-offs.

A reminder is a letter to the firm's own people, by the firm's mail: it says what waits, until when, and where.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handoff.domain.ask import ABOUT_THE_MARK, Approver, Ask, AskKind
from handoff.domain.change import Change, ChangeKind, Fields, Phase
from handoff.domain.handoff import State
from handoff.domain.ids import AskId, BatchId
from handoff.domain.legacy.ask import BatchAsk
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


@dataclass(frozen=True, slots=True)
class _Topic:
    """What approvers are reminded of: by which key, which asks it is, whose it is, and where it is answered."""

    key: AskId
    asks: tuple[AskId, ...]
    client: str
    name: str
    link: str
    until: datetime
    first_by: str


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
            late = timedelta() if only else LATE
            due = [ask for ask in tx.asks.waiting() if self._is_due(tx, ask, now, late)]
            topics = [topic for topic in self._topics(tx, due) if only in (None, topic.key)]
            letters = [(topic, list(self._letters(tx, topic, now))) for topic in topics]
        failures: list[HandoffError] = []
        for topic, changes in letters:
            failed = self._send(changes)
            failures.extend(failed)
            if not failed:
                with self.registry.begin() as tx:
                    for ask in topic.asks:
                        tx.asks.remind(ask, now)
        if failures:
            raise failures[0]
        return len(letters)

    def _topics(self, tx: Transaction, due: Sequence[Ask]) -> Iterator[_Topic]:
        """Yield what to remind of: each ask by itself, and those that are put as one question together."""
        pages, told = self.base_url.rstrip("/"), set[AskId]()
        batches: dict[BatchId, Mapping[AskId, BatchAsk]] = {}
        for ask in due:
            handoff = tx.handoffs.get(ask.handoff)
            together = None
            if handoff.legacy is not None:
                batch = handoff.legacy.batch
                if batch not in batches:
                    batches[batch] = _together(tx, batch)
                together = batches[batch].get(ask.id)
            if together is None:
                link = f"{pages}/handoffs/{handoff.id}/plan"
                yield _Topic(ask.id, (ask.id,), handoff.name, handoff.id, link, ask.expires_at, ask.first_by)
            elif together.id not in told:
                told.add(together.id)
                members = tuple(member.ask for member in together.members)
                link = f"{pages}/legacy/{together.batch}?ask={together.id}"
                name = f"{len(members)} legacy clients"
                yield _Topic(together.id, members, name, together.batch, link, together.expires_at, together.first_by)

    def _is_due(self, tx: Transaction, ask: Ask, now: datetime, late: timedelta) -> bool:
        """Whether an ask still waits, nobody was reminded of it, and its time to be came so long ago."""
        at = self.policy.approving.reminds_at(ask.asked_at, ask.expires_at)
        if at is None or ask.reminded_at is not None or not at + late <= now < ask.expires_at:
            return False
        handoff = tx.handoffs.get(ask.handoff)
        return handoff.digest == ask.digest and (handoff.state in _WAITING or ask.kind in _WITHOUT_A_STATE)

    def _letters(self, tx: Transaction, topic: _Topic, now: datetime) -> Iterator[Change]:
        able = self.policy.approving.may_answer(now, second=bool(topic.first_by))
        host = self.policy.firm.sender_email.rpartition("@")[2]
        letter = self.renderer.reminder(
            {
                "client": topic.client,
                "handoff": topic.name,
                "until": f"{topic.until:%-d %B %Y, %H:%M} UTC",
                "link": topic.link,
            }
        )
        content = self.artifacts.put(
            json.dumps({"subject": letter.subject, "text": letter.text, "html": letter.html}, sort_keys=True).encode()
        )
        for approver in able:
            if approver.user != topic.first_by:
                to = tx.people.identify(approver.email)
                record = RecordRef(Vendor.MAIL, Kind.LETTER, f"{topic.key}.reminder.{_word(approver)}@{host}")
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


def _together(tx: Transaction, batch: BatchId) -> Mapping[AskId, BatchAsk]:
    """Return the questions about many plans that wait in a batch, by the asks that they put together."""
    waiting = [one for one, answer in tx.batches.asks(batch) if answer is None]
    return {member.ask: one for one in reversed(waiting) for member in one.members}
