"""Known: which clients have a handoff already, so that none is handed off twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handoff.domain.handoff import ENDED, TAKEN_UP, Handoff, State
from handoff.domain.people import Client
from handoff.domain.ports.registry import Transaction
from handoff.domain.record import Kind
from handoff.errors import InvalidRecordError

Company = tuple[str, str]
"""A connection, and a company's record or name."""


@dataclass(frozen=True)
class Known:
    """The handoffs of companies that stand in the way of another, the newest of each. One whose client was not looked
    up yet is known by its name.
    """

    by_record: Mapping[Company, Handoff]
    by_name: Mapping[Company, Handoff]

    @classmethod
    def of(cls, handoffs: Iterable[Handoff]) -> Known:
        """Return those of some handoffs, given oldest first; one that was withdrawn changed nothing and is left out, as
        is a legacy client's own that would be taken up again.
        """
        by_record: dict[Company, Handoff] = {}
        by_name: dict[Company, Handoff] = {}
        for handoff in handoffs:
            connection, record = handoff.mark.connection, handoff.mark.record
            if handoff.state is State.WITHDRAWN or (handoff.legacy is not None and handoff.state in TAKEN_UP):
                continue
            if handoff.client is not None:
                by_record[connection, handoff.client.record.key] = handoff
            elif record.kind is Kind.COMPANY:
                by_record[connection, record.key] = handoff
            elif handoff.mark.client:
                by_name[connection, handoff.mark.client] = handoff
        return cls(by_record, by_name)

    def standing_in_the_way(self, connection: str, client: Client) -> Handoff | None:
        """Return the handoff that a client has already, None where there is none or it would be taken up again."""
        return self.by_record.get((connection, client.record.key)) or self.by_name.get((connection, client.name))

    @staticmethod
    def said(handoff: Handoff) -> tuple[str, str]:
        """Return what is wrong, and how it is mended."""
        if handoff.state is State.CLOSED:
            on = f" on {handoff.closed_at:%Y-%m-%d}" if handoff.closed_at else ""
            return f"The client was handed off already: {handoff.id} was closed{on}.", "Leave the row out."
        if handoff.state in TAKEN_UP:
            mend = f"Take that one up again, or leave the row out: handoff show {handoff.id}"
            return f"The client has a handoff already: {handoff.id}, which is {handoff.state}.", mend
        state = handoff.state.replace("_", " ")
        return f"The client has a handoff already: {handoff.id}, which is {state}.", "Leave the row out."


def check_alone(tx: Transaction, handoff: Handoff) -> None:
    """InvalidRecordError where a batch hands a client off already, and a mark would begin a second handoff beside that,
    or the other way round. It names the one that is under way.
    """
    client = handoff.client
    if client is None:
        return
    if handoff.legacy is None:  # a batch's handoff has the company for its marked record
        others = [one for one in tx.handoffs.of(client.record) if one.legacy is not None and one.state not in ENDED]
    else:
        others = [one for one in tx.handoffs.marked() if one.client is not None and one.client.record == client.record]
    for other in others:
        if other.mark.connection == handoff.mark.connection:
            batch = f" of batch {other.legacy.batch}" if other.legacy is not None else ""
            raise InvalidRecordError(
                f"The client has a handoff under way: {other.id}{batch}, which is {other.state.replace('_', ' ')}.",
                record=str(handoff.mark.record),
                mend=f"Let that one end, or take it out with: handoff withdraw {other.id}; then try this one again. "
                f"Where it is not meant: handoff withdraw {handoff.id}",
            )
