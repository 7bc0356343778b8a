"""A process without threads that forks a child for each step of a handoff, to be killed at a boundary.

It reads one JSON object a line: the sandbox's address, the step, the handoff, and at which boundary the child kills
itself (0: at none). It answers with how the child ended and how many boundaries it passed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "services"))

import httpx
from firm import Firm, wire_from

import handoff.adapters.google_drive
import handoff.adapters.hubspot
import handoff.adapters.mail  # noqa: F401 - imported once, and not by every child
from handoff.bootstrap import App
from handoff.domain.ids import HandoffId
from handoff.settings import Settings


class Tripwire:
    """Kills this process at its nth boundary."""

    def __init__(self, at: int) -> None:
        self.at, self.passed = at, 0

    def __call__(self) -> None:
        """Pass one boundary, or none any more."""
        self.passed += 1
        if self.passed == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


class Watched:
    """Something whose methods are as they were, but for those that a subclass has."""

    def __init__(self, real: Any, wire: Callable[[], None]) -> None:
        self.real, self.wire = real, wire

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


class WatchedChanger(Watched):
    """A vendor: before and after each call that changes something is a boundary."""

    def apply(self, changes: Sequence[Any]) -> Any:
        """Call the vendor."""
        self.wire()
        answers = self.real.apply(changes)
        self.wire()
        return answers

    def prepare(self, changes: Sequence[Any]) -> Any:
        """Ask for ids in advance, where the vendor has any."""
        return self.real.prepare(changes) if hasattr(self.real, "prepare") else [None] * len(changes)


class WatchedJournal(Watched):
    """A journal that remembers whether it was written to."""

    written = False

    def append(self, *args: Any, **kwargs: Any) -> Any:
        """Append an entry."""
        self.written = True
        return self.real.append(*args, **kwargs)


class WatchedTransaction(Watched):
    """A transaction with such a journal."""

    @cached_property
    def journal(self) -> WatchedJournal:
        """The journal."""
        return WatchedJournal(self.real.journal, self.wire)


class WatchedRegistry(Watched):
    """A registry: before and after each commit of an entry of the journal is a boundary."""

    @contextmanager
    def begin(self) -> Iterator[WatchedTransaction]:
        """Open a transaction."""
        with self.real.begin() as tx:
            watched = WatchedTransaction(tx, self.wire)
            yield watched
            if watched.journal.written:
                self.wire()
        if watched.journal.written:
            self.wire()


class WatchedApp(App):
    """The product over watched parts."""

    wire: Tripwire

    @cached_property
    def registry(self) -> Any:
        """The registry."""
        return WatchedRegistry(App.registry.func(self), self.wire)  # type: ignore[attr-defined]  # of cached_property

    def changers(self, connection: str) -> Any:
        """All vendors of a connection's handoffs."""
        return [WatchedChanger(changer, self.wire) for changer in super().changers(connection)]


def main() -> None:
    """Answer until the input ends."""
    for line in sys.stdin:
        given = json.loads(line)
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.close(reader)
            run(given, writer)
        os.close(writer)
        with os.fdopen(reader, "rb") as told:
            passed = told.read()
        _, status = os.waitpid(child, 0)
        said = {"killed": os.WIFSIGNALED(status), "code": os.waitstatus_to_exitcode(status), "passed": passed.decode()}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


def run(given: dict[str, Any], writer: int) -> None:
    """Do one step, and end."""
    wire = Tripwire(given["at"])
    credentials = httpx.get(given["sandbox"] + "/_sandbox/credentials", timeout=10).json()
    firm = wire_from(credentials, Settings(**given["settings"]))
    plain = firm.app

    def app(clock: Callable[[], datetime] | None = None) -> App:
        product = plain(clock)
        product.__class__ = WatchedApp
        product.wire = wire  # type: ignore[attr-defined]  # of the class that it has by now
        return product

    firm.app = app  # type: ignore[method-assign]  # the one app of this process
    code = 0
    try:
        getattr(Firm, given["step"])(firm, HandoffId(given["handoff"]))
    except Exception as error:  # noqa: BLE001 - the test says what may fail
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        code = 1
    os.write(writer, str(wire.passed).encode())
    os._exit(code)


if __name__ == "__main__":
    main()
