"""Ends every process of a run, found by the run's mark in the environment.

A process of a run is one that carries the mark, or one whose session was opened by a process that carries it: a child
that cleaned its environment is found by its session, one that left the session by its environment. Nothing else is
ever signalled, so two runs on one machine do not meet.

As a program (`python -m handoff.entrypoints.local.reaper MARK`) it waits for the end of its standard input, a pipe
that only the starter holds. The pipe ends with the starter, also by SIGKILL, and then the run's processes end too.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Collection, Iterator

import psutil

MARK = "HANDOFF_RUN"
GRACE = 5.0
"""Seconds between the request to end and SIGKILL, where the starter has died."""


def marked(mark: str) -> set[psutil.Process]:
    """Return the live processes of a run; the calling process is never among them."""
    carriers = {process for process in _others() if _carries(process, mark)}
    return carriers | in_sessions({process.pid for process in carriers})


def in_sessions(leaders: Collection[int]) -> set[psutil.Process]:
    """Return the live processes in the sessions that these processes have opened."""
    found = set()
    for process in _others():
        with contextlib.suppress(OSError):
            if os.getsid(process.pid) in leaders:
                found.add(process)
    return found


def end(mark: str, grace: float) -> None:
    """End the processes of a run: SIGTERM, up to `grace` seconds, then SIGKILL until none is left."""
    processes = marked(mark)
    _signal(processes, signal.SIGTERM)
    _wait(processes, grace)
    kill(processes)
    while processes := marked(mark):
        kill(processes)


def kill(processes: Collection[psutil.Process]) -> None:
    """End these processes at once, and wait until they have ended."""
    _signal(processes, signal.SIGKILL)
    _wait(processes, 1)


def alive(process: psutil.Process) -> bool:
    """Return whether a process still runs; one that has ended and waits for its parent to notice does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _wait(processes: Collection[psutil.Process], seconds: float) -> None:
    until = time.monotonic() + seconds
    while any(map(alive, processes)) and time.monotonic() < until:
        time.sleep(0.02)


def _others() -> Iterator[psutil.Process]:
    """Give every live process but the calling one."""
    for process in psutil.process_iter():
        if process.pid != os.getpid() and alive(process):
            yield process


def _carries(process: psutil.Process, mark: str) -> bool:
    try:
        return process.environ().get(MARK) == mark
    except (psutil.Error, OSError):  # it has ended, or it is another user's
        return False


def _signal(processes: Collection[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(psutil.Error):  # psutil never signals a process that took over an ended one's number
            process.send_signal(number)


def main() -> None:
    """Wait until the starter is gone, then end what it left."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    sys.stdin.buffer.read()
    end(sys.argv[1], GRACE)


if __name__ == "__main__":
    main()
