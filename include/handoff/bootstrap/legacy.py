"""The use cases of legacy clients, wired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff.services.legacy.ask_batch import AskBatch
from handoff.services.legacy.client import LegacyClient
from handoff.services.legacy.look import LookAtBatches
from handoff.services.legacy.press import PressBatch
from handoff.services.legacy.record import RecordBatch
from handoff.services.legacy.runs import BatchRuns
from handoff.services.legacy.steps import Steps

if TYPE_CHECKING:
    from handoff.bootstrap.app import App


class Batches:
    """What is done with batches, over an app's tools."""

    def __init__(self, app: App) -> None:
        self._app = app

    @property
    def record(self) -> RecordBatch:
        """Records batches."""
        return RecordBatch(self._app.registry, self._app.clock)

    @property
    def look(self) -> LookAtBatches:
        """Answers what people ask about batches."""
        return LookAtBatches(self._app.registry)

    @property
    def steps(self) -> Steps:
        """Says what a batch can do now."""
        return Steps(self._app.policy, self._app.registry, self._app.clock)

    @property
    def client(self) -> LegacyClient:
        """Prepares and carries out one client."""
        return LegacyClient(self._app, self._app.registry, self._app.clock)

    @property
    def ask(self) -> AskBatch:
        """Asks about many plans at once."""
        app = self._app
        return AskBatch(
            app.policy, app.registry, app.renderer, app.crms, app.ask_person, app.clock, app.settings.base_url
        )

    @property
    def press(self) -> PressBatch:
        """The stop button of a batch."""
        return PressBatch(self._app.policy, self._app.registry)

    @property
    def runs(self) -> BatchRuns:
        """Starts the runs of batches."""
        return BatchRuns(self._app.registry, self.steps, self._app.runs)
