"""Sends many calls in few requests, each answered for itself.

What always holds: at most 100 calls a request (Drive's limit), answers in the order of the calls, an inner failure
is that call's answer and hides no other. Only calls that were put off are sent again. Drive may carry out the calls of
one batch in any order and at once, so no two of them may concern one file; that is the caller's to see to.
https://developers.google.com/workspace/drive/api/guides/performance#batch-requests
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handoff.adapters.google_drive.errors import RAISED, to_error
from handoff.adapters.google_drive.session import Session
from handoff.errors import HandoffError

LARGEST = 100


@dataclass(frozen=True, slots=True)
class Call:
    """One request of a batch, for the record named."""

    request: Any
    record: str


Answer = Any
"""A call's JSON ("" where there is none), or the HandoffError that it ended in."""


def send_all(session: Session, calls: Sequence[Call], *, wrote: bool, user: str | None = None) -> list[Answer]:
    """Send calls in batches and return their answers one for one; `wrote` says whether they change something."""
    answers: list[Answer] = [None] * len(calls)
    for start in range(0, len(calls), LARGEST):
        pending = list(range(start, min(start + LARGEST, len(calls))))

        def send(pending: list[int] = pending) -> None:
            chosen = [calls[index] for index in pending]
            for index, answer in zip(pending, _send(session, chosen, user, wrote=wrote), strict=True):
                answers[index] = answer
            pending[:] = [index for index in pending if session.worth_retrying(answers[index])]
            if pending:
                raise answers[pending[0]]

        try:
            session.retrying(send)
        except HandoffError:
            continue  # what could not be had in time stands among the answers
    return answers


def _send(session: Session, calls: Sequence[Call], user: str | None, *, wrote: bool) -> list[Answer]:
    answers: dict[str, Answer] = {}

    def take(number: str, response: Any, error: Exception | None) -> None:
        record = calls[int(number)].record
        answers[number] = response if error is None else session.refused(to_error(error, record=record, wrote=wrote))

    batch = session.service.new_batch_http_request(callback=take)
    for number, call in enumerate(calls):
        batch.add(call.request, request_id=str(number))
    session.spend([call.request for call in calls], user)
    try:
        http = session.http(user)
    except RAISED as error:
        return [to_error(error, record=call.record, wrote=False) for call in calls]
    try:
        batch.execute(http=http)
    except (*RAISED, LookupError, ValueError) as error:  # the latter: Google's client could not take the answer apart
        return [to_error(error, record=call.record, wrote=wrote) for call in calls]
    return [answers[str(number)] for number in range(len(calls))]
