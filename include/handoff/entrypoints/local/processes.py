"""Supervised processes: started under one mark, watched, and gone at the end, whatever the end is.

What always holds: each process has a session of its own, so that a terminal's Ctrl-C reaches only the supervisor, which
then ends them in order; its output is in the run's folder; when the block is left, by an exception too, no process that
carries the mark is alive; and when the supervisor itself is killed, the reaper does the same a moment later.

It restarts nothing: a part that ends by itself is an error, told with the end of its log.
"""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from handoff.entrypoints.local import reaper
from handoff.entrypoints.local.errors import LocalError

POLL = 0.05
"""Seconds between two looks at something that is awaited."""


@dataclass(frozen=True)
class Part:
    """One supervised process and where its output goes."""

    name: str
    popen: subprocess.Popen[bytes] = field(repr=False)
    log: Path
    stop_signal: signal.Signals

    def check(self) -> None:
        """Raise LocalError, with the end of the log, if the process has ended."""
        code = self.popen.poll()
        if code is not None:
            raise LocalError(f"{self.name} ended with code {code}.", mend=f"The end of {self.log}:\n{tail(self.log)}")


class Supervisor:
    """Starts processes and ends them; to be used as a context manager."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.mark = uuid.uuid4().hex
        self._parts: list[Part] = []

    def __enter__(self) -> Self:
        self.logs.mkdir(parents=True, exist_ok=True)
        self._reaper = subprocess.Popen(  # noqa: S603 - the command is our own
            [sys.executable, "-m", reaper.__name__, self.mark], stdin=subprocess.PIPE, start_new_session=True
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            self.stop(*self._parts)
        finally:
            # Once more over everything that carries the mark: what a part has left behind.
            reaper.end(self.mark, grace=0)
            self._reaper.communicate()

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        environment: Mapping[str, str],
        *,
        cwd: Path | None = None,
        stdout: Path | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> Part:
        """Start a process and return at once; `environment` is its whole environment.

        Its output goes to `<logs>/<name>.log`, or its standard output to `stdout` and only the rest to the log.
        """
        log = self.logs / f"{name}.log"
        with log.open("wb") as errors, (stdout or log).open("ab") as output:
            popen = subprocess.Popen(  # noqa: S603 - commands come from this package
                [str(word) for word in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                cwd=cwd,
                # SPT_NOENV: a process that sets its title must not overwrite the mark.
                env={**environment, reaper.MARK: self.mark, "SPT_NOENV": "1"},
                start_new_session=True,
            )
        part = Part(name, popen, log, stop_signal)
        self._parts.append(part)
        return part

    def check(self) -> None:
        """Raise LocalError if any part has ended by itself."""
        for part in self._parts:
            part.check()

    def finish(self, part: Part, timeout: float) -> None:
        """Wait until a part that does its work and ends has done so; raise LocalError where it failed."""
        try:
            code = part.popen.wait(timeout)
        except subprocess.TimeoutExpired as error:
            raise LocalError(f"{part.name} took more than {timeout:.0f} s.", mend=f"See {part.log}.") from error
        if code != 0:
            part.check()
        self._parts.remove(part)

    def wait(self, what: str, ready: Callable[[], bool], timeout: float) -> None:
        """Wait until `ready()` says yes; raise LocalError where time runs out or any part has ended."""
        until = time.monotonic() + timeout
        while not ready():
            self.check()
            if time.monotonic() > until:
                raise LocalError(f"{what} was not ready within {timeout:.0f} s.", mend=f"The logs are in {self.logs}.")
            time.sleep(POLL)

    def stop(self, *parts: Part, grace: float = 10) -> None:
        """End these parts side by side, each with what it started.

        Each gets its stop signal; after `grace` seconds, or once it has ended, SIGKILL goes to what is left of it.
        """
        left_behind = reaper.in_sessions({part.popen.pid for part in parts})
        for part in parts:
            part.popen.send_signal(part.stop_signal)
        until = time.monotonic() + grace
        for part in parts:
            try:
                part.popen.wait(max(0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                part.popen.kill()
                part.popen.wait()
        reaper.kill(left_behind)
        self._parts = [part for part in self._parts if part not in parts]


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into SystemExit, so that blocks are left in order. For the main thread only."""

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def tail(path: Path, lines: int = 20) -> str:
    """Return the last lines of a text file."""
    with path.open(errors="replace") as stream:
        return "".join(deque(stream, lines)).rstrip()


def program(name: str) -> Path:
    """Return the path of a command that was installed with this package."""
    return Path(sys.executable).with_name(name)


def inherited() -> dict[str, str]:
    """Return this process's environment without what would change how its children run: other Airflow settings."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AIRFLOW", "_AIRFLOW", "HANDOFF_", "PYTHONDONTWRITEBYTECODE"))
    }
