"""The tasks of ask_person: what a person is shown, and what follows from the answer."""

from __future__ import annotations

from typing import Any

from airflow.sdk import task
from airflow.sdk.exceptions import AirflowFailException

from handoff.domain.ask import CHOICES, REFUSE, handoff_of
from handoff.domain.handoff import State
from handoff.domain.ids import AskId
from handoff.domain.legacy.ask import is_of_batch
from handoff.entrypoints.airflow.asking import answer_of
from handoff.entrypoints.airflow.running import Starts, log, put, put_together, to_start_for, wired
from handoff.services.ask import Outcome


@task
def load_question(ask: str) -> Starts:
    """Return what the person is shown; nothing where the ask has its answer."""
    ask_id = AskId(ask)
    with wired(None if is_of_batch(ask_id) else handoff_of(ask_id)) as app:
        question = (app.batches.ask if is_of_batch(ask_id) else app.ask_person).question(ask_id)
    if question is None:
        return []
    return [
        {
            "subject": question.subject,
            "body": question.body,
            "params": {"digest": question.digest, "reason": "", "exclude": "", "successor": ""},
            "assigned_users": [{"id": user, "name": user} for user in question.users],
            "response_timeout": question.within,
        }
    ]


@task(trigger_rule="all_done")
def record_answer(ask: str, answers: Any) -> Starts:  # noqa: ANN401 - whatever Airflow's XCom holds
    """Check and record the answer; return what to start next. Fails, plainly, where the answer is no or never came."""
    given = next(iter(answers or []), None)
    if is_of_batch(AskId(ask)):
        return _of_batch(AskId(ask), given)
    with wired(handoff_of(AskId(ask))) as app:
        asking = app.ask_person
        outcome, asked, handoff = (
            asking.unanswered(AskId(ask)) if given is None else asking.record(AskId(ask), answer_of(given))
        )
        leads_on = outcome in (Outcome.APPROVED, Outcome.PREPARE) and handoff.state is not State.UNDOING
        if leads_on and handoff.legacy is not None:
            app.batches.runs.start(handoff.legacy.batch)
            return []
        again = [put(app, asked)]
    match outcome:
        case Outcome.AGAIN | Outcome.SECOND | Outcome.CHANGED:
            return again
        case Outcome.APPROVED:
            follows = {
                State.APPROVED: "carry_out_handoff",
                State.ARCHIVING: "archive_access",
                State.UNDOING: "undo_handoff",
            }
            return [to_start_for(follows[handoff.state], handoff)] if handoff.state in follows else []
        case Outcome.PREPARE:
            return [to_start_for("prepare_handoff", handoff)]
        case Outcome.SUPERSEDED:
            log.info("Another plan has taken this one's place, or the handoff has gone on; the answer changes nothing.")
            return []
        case _:
            raise AirflowFailException(f"{outcome.value.capitalize()}: handoff {handoff.id} goes no further.")


def _of_batch(ask: AskId, given: Any) -> Starts:  # noqa: ANN401 - whatever Airflow's XCom holds
    """Record the answer about many plans, and start what follows: the question again, or the batch's next run."""
    with wired() as app:
        asking = app.batches.ask
        outcome, asked = asking.unanswered(ask) if given is None else asking.record(ask, answer_of(given))
        if outcome is Outcome.AGAIN:
            return [put_together(app, asked)]
        app.batches.runs.start(asked.batch)
    if outcome in (Outcome.REFUSED, Outcome.EXPIRED):
        raise AirflowFailException(f"{outcome.value.capitalize()}: {len(asked.members)} clients of {asked.batch}.")
    return []


OPTIONS = list(CHOICES)
NO_ANSWER = REFUSE
"""What Airflow takes once the time has run out; it then names no user, and the answer counts as expired."""
