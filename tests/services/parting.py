"""Legacy clients: the small studio's companies named in a manifest, and what the runs of their batch do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from firm import APPROVER, Firm

from handoff.domain.ask import APPROVE, Answer
from handoff.domain.ids import BatchId, HandoffId
from handoff.domain.legacy.batch import Approve, RowState
from handoff.domain.legacy.manifest import Column
from handoff.domain.legacy.preflight import Fault, Ready, Report
from handoff.domain.mark import Determination
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import HandoffError
from handoff.services.ask import Outcome

COMPANIES = {
    "5001": ("Marlow & Finch Botanicals", "marlowfinch.example", "1mf-marlow-finch-botanicals-folder"),
    "5002": ("Harbour Lane Dental", "harbourlane.example", "1hl-harbour-lane-dental-folder"),
    "5003": ("Tidewater Community Trust", "tidewater.example", "1tw-tidewater-community-trust-folder"),
}
LEFT = datetime(2024, 5, 31, tzinfo=UTC)
JONAS = "70104"
WHY = Determination(JONAS, "They left.")


def ready(
    row: int,
    company: str,
    group: str = "",
    *,
    determination: Determination = WHY,
    left_at: datetime | None = LEFT,
) -> Ready:
    """Return a row that checks."""
    name, domain, folder = COMPANIES[company]
    client = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, company), name, (domain,), folder)
    return Ready(row, "handoff_hubspot", client, determination, left_at, group)


def report(faulty: int = 1) -> Report:
    """Return a report with a ready row for each company, and some faulty ones behind."""
    rows = tuple(ready(number, company) for number, company in enumerate(COMPANIES, 2))
    faults = (Fault(10 + n, Column.CLIENT, "No company has this name.", "Mend the name.") for n in range(faulty))
    return Report(rows, tuple(faults))


class Batches:
    """What the runs of a batch do, without Airflow: each client's step in an app of its own, as each task has."""

    def __init__(
        self, firm: Firm, report: Report, approve: Approve = Approve.TOGETHER, manifest: str = "f" * 64
    ) -> None:
        self.firm = firm
        with firm.app() as app:
            self.id: BatchId = app.batches.record(report, manifest, approve, "ewa").id

    def prepare(self) -> None:
        """Prepare all that wait for it."""
        with self.firm.app() as app:
            chosen = app.batches.steps.to_prepare(self.id)
        for handoff in chosen:
            self.step("prepare", handoff)

    def carry_out(self) -> list[HandoffId]:
        """Carry out those whose turn it is; return them."""
        with self.firm.app() as app:
            chosen = app.batches.steps.to_carry_out(self.id)
        for handoff in chosen:
            self.step("carry_out", handoff)
        return chosen

    def step(self, name: str, handoff: HandoffId) -> None:
        """Do a client's step, and put what goes wrong on the handoff, as a task does after its last try."""
        with self.firm.app() as app:
            step: Callable[[HandoffId], Any] = getattr(app.batches.client, name)
            try:
                step(handoff)
            except HandoffError as error:
                app.trouble.record(handoff, error, retried=False)

    def asks(self) -> list[Any]:
        """Put what can be asked; return the questions about many plans that wait."""
        with self.firm.app() as app:
            return list(app.batches.steps.to_ask(self.id)[0])

    def answer(self, ask: Any, choice: str = APPROVE, by: str = APPROVER, **more: Any) -> Outcome:
        """Answer a question."""
        with self.firm.app() as app:
            return app.batches.ask.record(ask.id, Answer(choice, ask.digest, by, app.clock(), **more))[0]

    def states(self) -> Counter[RowState]:
        """Return how many rows are in which state."""
        with self.firm.app() as app:
            view = app.batches.look.one(self.id)
        assert sum(view.counts.values()) == len(view.lines)
        return Counter(view.counts)

    def why(self, number: int) -> str:
        """Return why a row stands where it stands."""
        with self.firm.app() as app:
            return next(line.why for line in app.batches.look.one(self.id).lines if line.row.number == number)

    def has_work(self) -> bool:
        """Whether a run would find something to do."""
        with self.firm.app() as app:
            return app.batches.steps.has_work(self.id)

    def run(self, most: int = 10) -> None:
        """Run until nothing is left to do now."""
        for _ in range(most):
            if not self.has_work():
                return
            self.prepare()
            self.carry_out()
            self.asks()
        raise AssertionError(f"not after {most} runs: {self.states()}")
