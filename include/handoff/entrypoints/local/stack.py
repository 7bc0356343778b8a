"""The local stack: PostgreSQL, the sandbox and Airflow, from nothing to healthy, and to nothing again.

What always holds: inside the block all parts run and answer; all that they write is under `home`; after it no process
of theirs is alive, whatever ended the block. Two stacks can run side by side, but never on one home.

It knows nothing of what is done with it: the demo, `handoff up` and the tests against a real Airflow are its callers.
"""

import fcntl
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from handoff.bootstrap import new_evidence_key
from handoff.entrypoints.local.airflow import HEALTH, HOST, USERS, Airflow, migrate, start
from handoff.entrypoints.local.errors import LocalError
from handoff.entrypoints.local.postgres import embedded_postgres
from handoff.entrypoints.local.processes import Supervisor, ended_by_signals, inherited, program
from handoff.entrypoints.local.sandbox import Ready, Sandbox, as_environment, connections

STOP_SECONDS = 4
"""What Airflow gets to stop by itself. Its triggerer sometimes wants ten; every task here is safe to be killed."""

Events = Callable[[str], None]
"""Takes a line of progress."""


class LocalStack:
    """A stack of its own in `home`; to be used as a context manager.

    `world` is a world file or the name of one that ships with the sandbox; `port` is Airflow's, a free one by default;
    `throwaway` gives up the database's safety for speed; `environment` is added to that of every process and wins;
    `roles` are Airflow's users with their roles. Entering raises LocalError where a part does not come up.
    """

    sandbox: Ready
    airflow: Airflow
    database_url: str
    environment: Mapping[str, str]
    """All that a process needs to be one of Handoff's or Airflow's here: addresses, keys, connections and settings."""

    def __init__(
        self,
        home: Path,
        world: Path | str,
        policy: Path,
        port: int | None = None,
        *,
        throwaway: bool = True,
        environment: Mapping[str, str] | None = None,
        roles: Mapping[str, str] = USERS,
        events: Events = lambda _line: None,
    ) -> None:
        self.home = home.resolve()
        self.events = events
        self._world = world
        self._policy = policy.resolve()
        self._port = port
        self._throwaway = throwaway
        self._added = environment or {}
        self._roles = roles

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.enter_context(_only_one(self.home))
            if threading.current_thread() is threading.main_thread():
                stack.enter_context(ended_by_signals())
            self._start(stack)
            self._running = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._running.__exit__(kind, error, traceback)

    @property
    def mark(self) -> str:
        """Return what every process of the stack carries in its environment, under the name of the reaper's MARK."""
        return self._supervisor.mark

    def check(self) -> None:
        """Raise LocalError, with the end of its log, if a part has ended by itself."""
        self._supervisor.check()

    def kill(self, *names: str) -> None:
        """End components of Airflow at once, with all that they started."""
        self._supervisor.stop(*(self._components.pop(name) for name in names), grace=0)

    def revive(self, *names: str) -> None:
        """Start components that were killed, and wait until all is well."""
        self._components |= start(self._supervisor, self.environment, names)
        self._supervisor.wait("Airflow", self._all_healthy(self.events), timeout=180)

    def _start(self, stack: ExitStack) -> None:
        began = time.monotonic()

        def tell(line: str) -> None:
            self.events(f"{line} ({time.monotonic() - began:.1f} s)")

        self._supervisor = supervisor = stack.enter_context(Supervisor(self.home / "logs"))
        starting = Sandbox(supervisor, self._world)
        server = stack.enter_context(
            embedded_postgres(self.home / "postgres", throwaway=self._throwaway, supervisor=supervisor)
        )
        tell("PostgreSQL is up")
        self.database_url = server.url("handoff")
        self.airflow = Airflow.of(self.home, self._port or free_port(), server, self._roles)
        settings = {
            **inherited(),
            **self.airflow.settings,
            **self.airflow.connection(),
            "HANDOFF_ARTIFACTS": str(self.home / "artifacts"),
            "HANDOFF_BASE_URL": f"{self.airflow.base_url}/handoff",
            "HANDOFF_DATABASE_URL": self.database_url,
            "HANDOFF_EVIDENCE_KEY": str(_evidence_key(self.home / "evidence.pem")),
            "HANDOFF_POLICY": str(self._policy),
        }
        migrations = (
            migrate(supervisor, settings),
            supervisor.start("handoff-db-upgrade", [program("handoff"), "db", "upgrade"], settings),
        )
        self.sandbox = starting.wait()
        tell("the sandbox is up")
        self.environment = {**settings, **as_environment(connections(self.sandbox)), **self._added}
        for migration in migrations:
            supervisor.finish(migration, timeout=120)
        tell("both databases are ready")
        self._components = start(supervisor, self.environment)
        stack.callback(lambda: supervisor.stop(*self._components.values(), grace=STOP_SECONDS))
        supervisor.wait("Airflow", self._all_healthy(tell), timeout=180)

    def _all_healthy(self, tell: Events) -> Callable[[], bool]:
        """Return the question whether all is well, which tells of each component when it comes up."""
        seen: set[str] = set()

        def ask() -> bool:
            found = self.airflow.healthy()
            for name in sorted(found - seen):
                tell(f"Airflow's {name.replace('_', '-')} is up")
            seen.update(found)
            return found == HEALTH

        return ask


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _evidence_key(path: Path) -> Path:
    """Return the file of the stack's key for evidence, made when it is not there yet."""
    if not path.exists():
        new_evidence_key(path)
    return path


@contextmanager
def _only_one(home: Path) -> Iterator[None]:
    """Hold a home's lock, which the kernel gives back when its holder ends."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LocalError(f"Something runs in {home} already.", mend="Stop it, or use another folder.") from error
        yield
