"""The embedded PostgreSQL starts in a folder, lets in who started it, and is gone afterwards."""

import os
import signal
import stat
import subprocess
from pathlib import Path

import psutil
import pytest
from sqlalchemy import create_engine, text

from handoff.entrypoints.local import postgres
from handoff.entrypoints.local.errors import LocalError
from handoff.entrypoints.local.postgres import DATABASES, Server, embedded_postgres


def value(server: Server, statement: str, database: str = "handoff") -> object:
    engine = create_engine(server.url(database))
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None
    finally:
        engine.dispose()


def postmaster(folder: Path) -> psutil.Process:
    return psutil.Process(int((folder / "data/postmaster.pid").read_text().split()[0]))


def test_embedded_postgres_gives_both_databases_on_no_tcp_port(tmp_path: Path) -> None:
    """Both databases answer, the server listens on no TCP port, and it is gone after the block."""
    with embedded_postgres(tmp_path) as server:
        process = postmaster(tmp_path)
        assert [value(server, "SELECT current_database()", name) for name in DATABASES] == list(DATABASES)
        assert process.net_connections(kind="tcp") == []
        assert stat.S_IMODE(server.socket_folder.stat().st_mode) == 0o700
    assert not process.is_running()
    assert not server.socket_folder.exists()


def test_embedded_postgres_keeps_its_data_until_the_next_start(tmp_path: Path) -> None:
    """What was written is there when the same folder is started again, and fsync is on unless it is throw-away."""
    with embedded_postgres(tmp_path, throwaway=False) as server:
        value(server, "CREATE TABLE kept AS SELECT 42 AS answer")
        assert value(server, "SHOW fsync") == "on"
    with embedded_postgres(tmp_path) as server:
        assert value(server, "SELECT answer FROM kept") == 42
        assert value(server, "SHOW fsync") == "off"


def test_embedded_postgres_starts_after_it_was_killed(tmp_path: Path) -> None:
    """A server that was killed leaves a lock and a half-written log; the next start recovers."""
    with embedded_postgres(tmp_path) as server:
        value(server, "CREATE TABLE kept AS SELECT 42 AS answer")
        value(server, "CHECKPOINT")
        postmaster(tmp_path).send_signal(signal.SIGKILL)
    with embedded_postgres(tmp_path) as server:
        assert value(server, "SELECT answer FROM kept") == 42


def test_embedded_postgres_refuses_a_second_server_on_its_folder(tmp_path: Path) -> None:
    """The second start fails with PostgreSQL's own words, and the first server goes on."""
    with embedded_postgres(tmp_path) as server:
        with pytest.raises(LocalError, match=r"lock file .* already exists"), embedded_postgres(tmp_path):
            pass
        assert server.answers()


def test_embedded_postgres_names_a_folder_of_another_version(tmp_path: Path) -> None:
    """A data folder of another version is refused before anything is started on it."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/PG_VERSION").write_text("12\n")
    with pytest.raises(LocalError, match="PostgreSQL 12"), embedded_postgres(tmp_path):
        pass


def test_embedded_postgres_puts_a_socket_with_a_long_path_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long temporary folder does not push the socket over the system's limit."""
    long = tmp_path / ("x" * 120)
    long.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(long))
    with postgres._socket_folder() as folder:
        assert len(f"{folder}/.s.PGSQL.5432") <= postgres.SOCKET_PATH_LIMIT


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user to try the door")
def test_embedded_postgres_lets_in_nobody_but_its_starter(tmp_path: Path) -> None:
    """Another user is refused by the server itself, even where the socket's folder is opened to all."""
    with embedded_postgres(tmp_path) as server:
        server.socket_folder.chmod(0o777)
        psql = str(postgres._binaries() / "psql")
        tried = subprocess.run(  # noqa: S603 - PostgreSQL's own client
            [psql, "-h", str(server.socket_folder), "-U", "postgres", "-c", "SELECT 1"],
            user="daemon",
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
        )
    assert tried.returncode != 0
    assert "Peer authentication failed" in tried.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="a user can only own what is his")
def test_embedded_postgres_runs_for_root_in_a_closed_folder(tmp_path: Path) -> None:
    """Root's home is closed to others; the server runs there as 'nobody', and no folder's mode changes."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    with embedded_postgres(home / "postgres"):
        assert postmaster(home / "postgres").username() == "nobody"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
