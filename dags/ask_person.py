"""# ask_person

Puts one question to a person, in Airflow's own required actions: approve, change or refuse the plan with this digest.

- **Runs** once an ask, started by `prepare_handoff`, or by `archive_access` where access has come since the approval.
- **The answer is checked**: the digest, the approver (or a delegate in their days), that it is not who decided, a
  reason for a refusal. One that does not check is asked again, in a new run that says why, and nothing is changed.
- **Change** excludes changes, by id or kind, which makes another plan with another digest, and asks anew; or names
  another successor, which starts `prepare_handoff` for that one.
- **Two pairs of eyes**, where the policy wants them: the first yes puts the question to a second person.
- **Before its time runs out** the approvers are reminded by mail (`remind_before` in the policy): a deadline alert of
  this DAG's, at the instant that the run's conf names.
- **Yes** starts `carry_out_handoff` (or `archive_access`). **No**, or no answer in time, fails this run in so many
  words and ends the handoff as refused or expired: a refusal is never shown as a success.
"""

from airflow.sdk import DAG, Param

from handoff.entrypoints.airflow import ask_tasks as tasks
from handoff.entrypoints.airflow.asking import AskOperator
from handoff.entrypoints.airflow.defaults import defaults
from handoff.entrypoints.airflow.reminding import REMINDER
from handoff.entrypoints.airflow.starting import start

with DAG(
    dag_id="ask_person",
    doc_md=__doc__,
    schedule=None,
    params={
        "ask": Param(type="string", pattern="^[hb]-[0-9a-f]{12}-[a-z0-9-]+$", title="Ask", description="The ask's id")
    },
    max_active_runs=200,
    deadline=REMINDER,
    **defaults("ask"),
):
    ask = "{{ params.ask }}"
    answered = AskOperator.partial(
        task_id="ask",
        options=tasks.OPTIONS,
        defaults=tasks.NO_ANSWER,
        params={
            "digest": Param("", type="string", title="Digest", description="Of the plan that you have read"),
            "reason": Param("", type=["null", "string"], title="Reason", description="Needed for a refusal"),
            "exclude": Param(
                "",
                type=["null", "string"],
                title="Exclude",
                description="With Change: ids or kinds of changes that shall not be made, as the plan shows them",
            ),
            "successor": Param(
                "", type=["null", "string"], title="Successor", description="With Change: another successor's address"
            ),
        },
        retries=0,
    ).expand_kwargs(tasks.load_question(ask))
    start("start_next", tasks.record_answer(ask, answered.output))
