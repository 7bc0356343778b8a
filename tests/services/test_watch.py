"""The watcher, killed at each of its transactions in turn: no mark is lost, doubled or left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from firm import Firm

from handoff.domain.ports.registry import Transaction

DEALS = ("8001", "8002")


class Killed(BaseException):
    """Stands for the death of the process: nothing of the product catches it."""


class Dying:
    """A registry whose process dies as transaction `at` (from 1) begins, before it commits, or after it has."""

    def __init__(self, registry: Any, at: int = 0, when: str = "") -> None:
        self._registry, self._at, self._when = registry, at, when
        self.begun = 0

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """Begin a transaction."""
        self.begun += 1
        dies = self._when if self.begun == self._at else ""
        if dies == "begin":
            raise Killed
        with self._registry.begin() as tx:
            yield tx
            if dies == "commit":
                raise Killed
        if dies == "committed":
            raise Killed

    def __getattr__(self, name: str) -> Any:
        return getattr(self._registry, name)


def _watch(firm: Firm, at: int = 0, when: str = "") -> int:
    """Let the watcher look once; return how many transactions it began. Killed where it dies."""
    with firm.app() as app:
        dying = Dying(app.registry, at, when)
        app.__dict__["registry"] = dying
        app.detect()
        return dying.begun


def _mark(firm: Firm, deal: str) -> None:
    given = {"dealstage": "in_transition", "handoff_successor": "jonas@fieldnote.example"}
    firm.hubspot("PATCH", f"/crm/v3/objects/deals/{deal}", json={"properties": given})


def _marked(firm: Firm) -> list[str]:
    with firm.app() as app, app.registry.begin() as tx:
        return sorted(handoff.mark.record.id for handoff in tx.handoffs.list())


def _cursor(firm: Firm) -> Any:
    with firm.app() as app, app.registry.begin() as tx:
        return tx.cursors.get("marks:handoff_hubspot:deal:dealstage=in_transition")


@pytest.mark.parametrize("when", ["begin", "commit", "committed"])
def test_watcher_that_dies_anywhere_loses_no_mark_and_doubles_none(firm: Firm, when: str) -> None:
    """However often it dies, the cursor has never passed a mark that was not recorded, and the next look finds all."""
    _mark(firm, DEALS[0])
    at = 0
    while True:
        at += 1
        before = _cursor(firm)
        try:
            whole = _watch(firm, at, when)
        except Killed:
            assert _marked(firm) in ([], [DEALS[0]])
            assert _marked(firm) or _cursor(firm) == before
        else:
            break
    assert whole < at
    assert at > 3
    assert _marked(firm) == [DEALS[0]]
    _mark(firm, DEALS[1])
    _watch(firm)
    assert _marked(firm) == sorted(DEALS)
