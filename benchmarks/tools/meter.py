"""Measures a running stack: CPU of Airflow with all that it started, and the memory of the processes of its tasks.

CPU is what the system counts for processes that were waited for, so that none of the many short ones is missed; what is
killed with its parents is read just before. The emulator's and the database's share is taken off.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

import psutil

from handoff.entrypoints.local import reaper
from handoff.entrypoints.local.airflow import COMPONENTS

_MEGABYTE = 2**20
_EVERY = 2.0
_OTHERS = ("handoff-sandbox", "handoff_sandbox", "postgres")


@dataclass
class Meter:
    """CPU in seconds, memory in megabytes. `mark` is the stack's."""

    mark: str
    killed: float = 0.0
    others: float = 0.0
    shares: dict[str, float] = field(default_factory=dict)
    idle: float = 0.0
    early: float = 0.0
    late: float = 0.0
    second_half: bool = False

    def begin(self) -> None:
        """Take off what the start has used."""
        self.idle = sum(_used(process) for process in reaper.marked(self.mark))
        self._before = _waited_for()

    def before_kill(self) -> None:
        """Count what was used by the processes that are killed with the scheduler, who will not wait for them."""
        for process in self._of_tasks():
            self.killed += _used(process)

    def end(self) -> None:
        """Read what the emulator and the database have used, which still run, and each of Airflow's components."""
        for process in reaper.marked(self.mark):
            with suppress(psutil.Error, OSError):
                name = _component(process)
                if name and process.parent() == psutil.Process():
                    own = process.cpu_times()
                    self.shares[name] = own.user + own.system
                    started = sum(_used(child) for child in process.children(recursive=True))
                    key = "tasks" if name == "scheduler" else f"{name}, started"
                    self.shares[key] = own.children_user + own.children_system + started
        self.shares["tasks"] = self.shares.get("tasks", 0.0) + self.killed
        self.others = sum(_used(process) for process in reaper.marked(self.mark) if _is_other(process))

    def cpu(self) -> float:
        """Return the CPU seconds, once the stack has ended."""
        return _waited_for() - self._before + self.killed - self.others - self.idle

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Look at the memory of tasks' processes from time to time, as long as the block runs."""
        done = Event()
        thread = Thread(target=self._look, args=(done,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def _look(self, done: Event) -> None:
        while not done.wait(_EVERY):
            held = max(map(_memory, self._of_tasks()), default=0.0)
            if self.second_half:
                self.late = max(self.late, held)
            else:
                self.early = max(self.early, held)

    def _of_tasks(self) -> list[psutil.Process]:
        """Return the processes that the scheduler has started."""
        found: list[psutil.Process] = []
        for process in reaper.marked(self.mark):
            with suppress(psutil.Error, OSError):
                if "scheduler" in process.cmdline() and process.parent() == psutil.Process():
                    found += process.children(recursive=True)
        return found


def _used(process: psutil.Process) -> float:
    with suppress(psutil.Error, OSError):
        times = process.cpu_times()
        return float(times.user + times.system + times.children_user + times.children_system)
    return 0.0


def _component(process: psutil.Process) -> str:
    words = " ".join(process.cmdline()).replace("_", "-")
    return next((name for name in COMPONENTS if name in words), "")


def _is_other(process: psutil.Process) -> bool:
    with suppress(psutil.Error, OSError):
        words = " ".join(process.cmdline())
        return any(name in words for name in _OTHERS)
    return False


def _memory(process: psutil.Process) -> float:
    with suppress(psutil.Error, OSError):
        return float(process.memory_info().rss) / _MEGABYTE
    return 0.0


def _waited_for() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
