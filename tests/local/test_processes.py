"""Supervised processes end with the block, with their children, and also when the supervisor is killed."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from handoff.entrypoints.local.errors import LocalError
from handoff.entrypoints.local.processes import Supervisor, inherited
from handoff.entrypoints.local.reaper import alive, marked

STUBBORN = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
loud = [sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"]
subprocess.Popen(loud, start_new_session=True)      # left the session: found by the mark
subprocess.Popen(loud, env={})                      # cleaned its environment: found by the session
print("ready", flush=True)
time.sleep(60)
"""


def until(true: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.02)


def test_supervisor_ends_a_process_and_all_that_it_started(tmp_path: Path) -> None:
    """Children that ignore SIGTERM, left the session or cleaned their environment are gone too."""
    with Supervisor(tmp_path) as supervisor:
        part = supervisor.start("stubborn", [sys.executable, "-c", STUBBORN], inherited())
        supervisor.wait("stubborn", lambda: b"ready" in part.log.read_bytes(), 10)
        found = marked(supervisor.mark)
        assert len(found) == 3
        supervisor.stop(part, grace=0.2)
    assert not any(alive(process) for process in found)


def test_supervisor_ends_its_processes_on_an_exception(tmp_path: Path) -> None:
    """The exception goes on, and no process is left."""
    supervisor = Supervisor(tmp_path)

    def fail() -> None:
        with supervisor:
            supervisor.start("sleeper", ["sleep", "60"], inherited())
            assert len(marked(supervisor.mark)) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert marked(supervisor.mark) == set()


def test_supervisor_tells_the_log_of_a_part_that_ended(tmp_path: Path) -> None:
    """Waiting stops as soon as a part ends, and the error names the part and shows its last words."""
    with Supervisor(tmp_path) as supervisor:
        supervisor.start("breaker", [sys.executable, "-c", "raise SystemExit('no such world')"], inherited())
        with pytest.raises(LocalError, match=r"(?s)breaker ended with code 1.*no such world"):
            supervisor.wait("breaker", lambda: False, 30)


def test_supervisor_names_what_was_not_ready_in_time(tmp_path: Path) -> None:
    """A wait that runs out says what it waited for and where the logs are."""
    with Supervisor(tmp_path) as supervisor, pytest.raises(LocalError, match=r"the moon was not ready within 0 s"):
        supervisor.wait("the moon", lambda: False, 0.1)


def test_supervisor_finishes_a_part_or_says_why_not(tmp_path: Path) -> None:
    """A part that does its work and ends is waited for; a failing one raises with its log, a slow one too."""
    with Supervisor(tmp_path) as supervisor:
        supervisor.finish(supervisor.start("worker", ["true"], inherited()), 10)
        with pytest.raises(LocalError, match="worker ended with code 1"):
            supervisor.finish(supervisor.start("worker", ["false"], inherited()), 10)
    with Supervisor(tmp_path) as supervisor, pytest.raises(LocalError, match="took more than"):
        supervisor.finish(supervisor.start("worker", ["sleep", "60"], inherited()), 0.1)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_supervisor_leaves_nothing_when_it_is_signalled(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C, SIGTERM and a closed terminal end in order; after SIGKILL the reaper ends what is left."""
    program = textwrap.dedent(
        f"""
        import time
        from pathlib import Path
        from handoff.entrypoints.local.processes import Supervisor, ended_by_signals, inherited
        with ended_by_signals(), Supervisor(Path({str(tmp_path)!r})) as supervisor:
            supervisor.start("sleeper", ["sleep", "60"], inherited())
            print(supervisor.mark, flush=True)
            time.sleep(60)
        """
    )
    starter = subprocess.Popen(  # noqa: S603 - the program above
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with starter:
        assert starter.stdout
        mark = starter.stdout.readline().decode().strip()
        assert len(marked(mark)) == 1
        starter.send_signal(number)
        assert (
            starter.wait(20) == {signal.SIGINT: -2, signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGKILL: -9}[number]
        )
    until(lambda: marked(mark) == set())
    reapers = [p for p in psutil.process_iter(["cmdline"]) if mark in (p.info["cmdline"] or [])]
    until(lambda: not any(alive(process) for process in reapers))


def test_marked_never_finds_the_process_that_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark in our own environment does not make us one of the run's processes, nor does another run's mark."""
    with Supervisor(tmp_path) as supervisor:
        monkeypatch.setenv("HANDOFF_RUN", supervisor.mark)
        part = supervisor.start("sleeper", ["sleep", "60"], inherited())
        assert [process.pid for process in marked(supervisor.mark)] == [part.popen.pid]
        assert marked(supervisor.mark[:8]) == set()
        assert os.getpid() not in {process.pid for process in marked(supervisor.mark)}
