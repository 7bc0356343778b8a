"""Runs a task in a process of its own and measures it there: wall time, and the most memory that it held.

A task is a function of a module in benchmarks/tasks; it takes a dict and a `Watch`, which it starts when its
preparations are done, and returns a dict.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RUNNER = Path(__file__).parents[1] / "run_task.py"


@dataclass
class Watch:
    """Measures what is done while it runs; memory in megabytes of the whole process, as the system counts it."""

    seconds: float = 0.0
    before: float = 0.0
    peak: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Measure the block."""
        self.before, began = _megabytes(), time.perf_counter()
        try:
            yield
        finally:
            self.seconds, self.peak = time.perf_counter() - began, _megabytes()


@dataclass(frozen=True)
class Measured:
    """What a task returned, and what its process took."""

    result: dict[str, Any]
    seconds: float
    before: float
    peak: float


def start(task: str, **arguments: object) -> subprocess.Popen[str]:
    """Start a task, `module.function`, in a process of its own."""
    words = [sys.executable, str(RUNNER), task]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    if process.stdin:
        process.stdin.write(json.dumps(arguments))  # not as an argument, since there are credentials in it
        process.stdin.close()
        process.stdin = None
    return process


def finish(process: subprocess.Popen[str]) -> Measured:
    """Wait for a task; raises CalledProcessError where it failed."""
    out, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return Measured(**json.loads(out.splitlines()[-1]))


def measure(task: str, **arguments: object) -> Measured:
    """Run a task in a process of its own."""
    return finish(start(task, **arguments))


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
