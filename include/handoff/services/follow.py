"""Follow: make handoffs of what CRMs told, and start their first runs. What can't be started now is left to the
watcher, which starts whatever waits.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from handoff.domain.handoff import Handoff
from handoff.domain.ids import HandoffId
from handoff.domain.ports.tools import Runs
from handoff.services.hear import Hear

PREPARE = "prepare_handoff"
SIDE_BY_SIDE = 4
"""How many runs are started at once."""


@dataclass(frozen=True)
class Follow:
    """Hears, and starts the runs of what is new."""

    hear: Hear
    runs: Runs

    def __call__(self, left: dict[HandoffId, Handoff]) -> None:
        """Record what is new and start its runs, and those that are left over from before.

        What could not be started stays in `left`; the errors of `Hear`, and of Airflow.
        """
        left |= {handoff.id: handoff for handoff in self.hear()}
        waiting = list(left.values())
        for batch in (waiting[at : at + SIDE_BY_SIDE] for at in range(0, len(waiting), SIDE_BY_SIDE)):
            start_all(self.runs, batch)
            for handoff in batch:
                del left[handoff.id]


def start_all(runs: Runs, handoffs: Iterable[Handoff]) -> int:
    """Start the preparation of handoffs, several side by side; return how many were not started before."""

    def one(handoff: Handoff) -> bool:
        note = f"{handoff.name} ({handoff.id})"
        return runs.start(PREPARE, f"{handoff.id}.{handoff.attempt}", {"handoff": handoff.id}, note)

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        return sum(pool.map(one, handoffs))
