"""The tasks of Handoff's DAGs, but for those of asks and of legacy clients: each calls one use case and gives back ids
and counts, nothing personal.
"""

from __future__ import annotations

from datetime import datetime

from airflow.sdk import task

from handoff.bootstrap import App
from handoff.domain.change import Phase
from handoff.domain.handoff import State
from handoff.domain.ids import HandoffId
from handoff.domain.journal import Result
from handoff.entrypoints.airflow.running import Starts, log, put, to_start_for, wired
from handoff.errors import HandoffError, VerificationError
from handoff.services.follow import start_all


@task
def find_marks() -> dict[str, int]:
    """Record a handoff for each mark, and start the preparation of all that wait for it."""
    with wired() as app:
        waiting = app.detect()
        return {"waiting": len(waiting), "started": start_all(app.runs, waiting)}


@task
def find_past_marks(start: str, end: str) -> dict[str, int]:
    """Record a handoff for each mark that was set in a span of time, and start the preparation of those that wait."""
    with wired() as app:
        opened, waiting = app.find_past(datetime.fromisoformat(start), datetime.fromisoformat(end))
        return {"opened": opened, "waiting": len(waiting), "started": start_all(app.runs, waiting)}


@task.short_circuit
def open_handoff(handoff: str) -> bool:
    """Learn client, determination and successor; False where the mark was taken back."""
    with wired(HandoffId(handoff)) as app:
        return app.open(HandoffId(handoff)).state is State.OPENED


@task
def gather_crm(handoff: str) -> int:
    """Take snapshots of the client's records in the CRM."""
    with wired(HandoffId(handoff)) as app:
        return app.gather.crm(HandoffId(handoff), "prepare")


@task
def gather_drive(handoff: str) -> int:
    """Take snapshots of the client's files, with the documents' content."""
    with wired(HandoffId(handoff)) as app:
        return app.gather.files(HandoffId(handoff), "prepare")


@task
def write_dossier(handoff: str) -> dict[str, int]:
    """Sum up what was gathered."""
    with wired(HandoffId(handoff)) as app:
        row = app.write_dossier(HandoffId(handoff))
        return {"version": row.version, "claims": row.claims, "unknown": row.unknown}


@task
def make_plan(handoff: str) -> Starts:
    """Make the plan; return the ask to start."""
    with wired(HandoffId(handoff)) as app:
        ask = app.make_plan(HandoffId(handoff))
        return [put(app, ask)]


@task
def begin(handoff: str) -> str:
    """Check that the handoff may be carried out."""
    with wired(HandoffId(handoff)) as app:
        return app.carry_out.begin(HandoffId(handoff)).state.value


def _apply(handoff: str, *phases: Phase) -> dict[str, int]:
    with wired(HandoffId(handoff)) as app:
        results = app.apply(HandoffId(handoff), *phases)
    if results[Result.CONFLICT]:
        log.warning("%s changes were left, since somebody else has changed their records.", results[Result.CONFLICT])
    return {result.value: count for result, count in results.items()}


@task
def deliver(handoff: str) -> dict[str, int]:
    """Put the dossier where the successor finds it."""
    return _apply(handoff, Phase.DELIVER)


@task
def reassign(handoff: str) -> dict[str, int]:
    """Give what is open to the successor."""
    return _apply(handoff, Phase.REASSIGN)


@task
def verify(handoff: str, phases: list[str], asks: Starts | None = None) -> int:
    """Read back what was applied in some phases; not yet where it is asked about what has changed since."""
    if asks:
        return 0
    with wired(HandoffId(handoff)) as app:
        return app.verify(HandoffId(handoff), *map(Phase, phases))


@task
def say_goodbye(handoff: str) -> dict[str, int]:
    """Send the letters."""
    return _apply(handoff, Phase.FAREWELL)


@task
def record_alumni(handoff: str) -> int:
    """Record whom to stay in touch with."""
    with wired(HandoffId(handoff)) as app:
        return app.record_alumni(HandoffId(handoff))


@task
def set_cutoff(handoff: str) -> str:
    """Let the handoff wait for its cut-off."""
    with wired(HandoffId(handoff)) as app:
        return app.carry_out.set_cutoff(HandoffId(handoff)).state.value


@task
def find_due() -> Starts:
    """Return what to start: the archiving of each handoff whose cut-off has come, and whatever start was lost."""
    with wired() as app:
        _remind(app)
        _go_on(app)
        due = [to_start_for("archive_access", handoff) for handoff in app.carry_out.due()]
        asked = [put(app, ask) for ask, _ in app.carry_out.asked()]
        return [*due, *(to_start_for("carry_out_handoff", item) for item in app.carry_out.approved()), *asked]


@task
def gather_anew(handoff: str) -> int:
    """Take snapshots of the client's files as they are at the cut-off."""
    with wired(HandoffId(handoff)) as app:
        app.archive.begin(HandoffId(handoff))
        return app.gather.files(HandoffId(handoff), "archive", content=False)


@task
def archive(handoff: str) -> dict[str, int]:
    """Take away the access whose removal was approved."""
    return _apply(handoff, Phase.ARCHIVE)


@task
def ask_for_new(handoff: str) -> Starts:
    """Return the ask to start where access has come since the approval, nothing where none has."""
    with wired(HandoffId(handoff)) as app:
        ask = app.archive.ask_for_new(HandoffId(handoff))
        return [] if ask is None else [put(app, ask)]


@task
def close(handoff: str, asks: Starts) -> str:
    """Walk for residual access; close where there is none and nothing is asked."""
    handoff_id = HandoffId(handoff)
    with wired(handoff_id) as app:
        if asks:
            log.info("New access was found since the approval; the handoff waits for its answer.")
            return State.AWAITING_FINDING.value
        residual = app.archive.residual(handoff_id)
        if residual:
            raise VerificationError(
                f"{len(residual)} grants are still there after the cut-off.",
                record=str(residual[0].file),
                mend=f"See `handoff plan {handoff}` for what was left out; then clear this run from its first task on.",
            )
        return app.archive.close(handoff_id).state.value


@task
def find_audits() -> list[str]:
    """Return the closed handoffs whose next audit has come."""
    with wired() as app:
        return [handoff.id for handoff in app.audit.due()]


@task
def audit(handoff: str) -> Starts:
    """Look for access again; return the ask to start about what was found."""
    with wired(HandoffId(handoff)) as app:
        ask = app.audit(HandoffId(handoff))
        return [] if ask is None else [put(app, ask)]


@task(trigger_rule="all_done")
def asks_found(found: list[Starts]) -> Starts:
    """Return the asks of all audits of this run."""
    return [start for starts in found or [] for start in starts or []]


@task
def plan_undo(handoff: str) -> Starts:
    """Return the ask to start for the undo; nothing where it has its yes, or where nothing is left to undo."""
    with wired(HandoffId(handoff)) as app:
        ask = app.undo.ask(HandoffId(handoff))
        return [] if ask is None else [put(app, ask)]


@task.short_circuit
def undo_is_approved(handoff: str, asks: Starts) -> bool:
    """Whether there is an undo to be carried out now."""
    with wired(HandoffId(handoff)) as app, app.registry.begin() as tx:
        return not asks and tx.handoffs.get(HandoffId(handoff)).state is State.UNDOING


@task
def undo(handoff: str) -> dict[str, int]:
    """Take back what was applied."""
    return _apply(handoff, Phase.UNDO)


@task
def finish_undo(handoff: str) -> str:
    """Let the handoff be undone."""
    with wired(HandoffId(handoff)) as app:
        return app.undo.finish(HandoffId(handoff)).state.value


def _go_on(app: App) -> None:
    """Start the next runs of batches; one that can't be started keeps no handoff from being started."""
    try:
        for run_id in app.batches.runs.start_all():
            log.info("Started %s.", run_id)
    except HandoffError as error:
        log.warning("Batches of legacy clients could not be gone on with; it is tried again. %s", error)


def _remind(app: App) -> None:
    """Send the reminders that Airflow's deadline has not; a letter that can't be sent holds nothing up."""
    try:
        if count := app.remind():
            log.info("Reminded the approvers of %s.", f"{count} asks" if count > 1 else "one ask")
    except HandoffError as error:
        log.warning("Approvers could not be reminded; it is tried again. %s", error)
