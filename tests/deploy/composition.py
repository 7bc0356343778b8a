"""Runs docker-compose.yaml without Docker: the same commands, environment and health checks, as processes.

What Docker gives is put in place by plain means: the image is built by the Dockerfile's own commands into a folder, the
file system's `/opt` is that folder, and the names of the services are addresses of 127.0.0.1 with free ports.
"""

import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2
from compose import ROOT, as_command, dockerfile, interpolated, raw
from psycopg2 import sql

from handoff.entrypoints.local.processes import Part, Supervisor
from handoff.entrypoints.local.stack import free_port

POSTGRES = "127.0.0.1:5432"


class Image:
    """The image's file system, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.opt = folder / "opt"
        build, final = dockerfile()
        for instruction in build:
            if instruction.name == "COPY":
                _copy_all(instruction.text, lambda target: folder / "build" / target)
            elif instruction.name == "RUN" and instruction.text.startswith("uv "):
                self._build(instruction.text, folder / "build")
        for name in ("artifacts", "logs", "sandbox"):
            self.path(f"/opt/handoff/{name}").mkdir(parents=True)
        for instruction in final:
            if instruction.name == "COPY" and not instruction.text.startswith("--from"):
                _copy_all(instruction.text, self.path)

    def path(self, inside: str) -> Path:
        """Return where a path of the image is."""
        return self.opt / inside.removeprefix("/opt/")

    def _build(self, text: str, folder: Path) -> None:
        uv = Path(sys.executable).parent  # the lock has it among development's tools
        environment = {**os.environ, "PATH": f"{uv}:{os.environ['PATH']}", "UV_COMPILE_BYTECODE": "1"}
        command = as_command(text.replace("/opt/", f"{self.opt}/"))
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - the Dockerfile's
        assert done.returncode == 0, done.stderr


class Composition:
    """The services of docker-compose.yaml, as processes."""

    def __init__(self, image: Image, variables: Mapping[str, str], names: Mapping[str, str], logs: Path) -> None:
        self._image = image
        self._names = {**names, "/opt/": f"{image.opt}/"}
        self.services: dict[str, Any] = self._placed(interpolated(raw()["services"], variables))
        self.supervisor = Supervisor(logs)
        self.parts: dict[str, Part] = {}

    def _placed(self, node: Any) -> Any:
        if isinstance(node, Mapping):
            return {key: self._placed(value) for key, value in node.items()}
        if isinstance(node, list):
            return [self._placed(value) for value in node]
        if isinstance(node, str):
            for name, address in self._names.items():
                node = node.replace(name, address)
        return node

    def environment(self, name: str) -> dict[str, str]:
        """Return all that a service finds in its environment, and nothing of this process's own."""
        python = f"{self._image.path('/opt/venv/bin')}:/usr/bin:/bin"
        home = {"PATH": python, "HOME": str(self._image.path("/opt/handoff")), "PYTHONUNBUFFERED": "1"}
        own: dict[str, str] = self.services[name].get("environment", {})
        return home | {"AIRFLOW_HOME": home["HOME"]} | own

    def up(self, *profiles: str) -> None:
        """Start every service as soon as what it depends on is as it wants, as `docker compose up --wait` does."""
        waiting = {
            name: service
            for name, service in self.services.items()
            if name != "postgres" and set(service.get("profiles", profiles)) <= set(profiles)
        }
        while waiting:
            name = next(n for n, s in waiting.items() if not set(s.get("depends_on", {})) & set(waiting))
            self._start(name, waiting.pop(name))

    def _start(self, name: str, service: Mapping[str, Any]) -> None:
        for source, target in self._mounts(service):
            _copy(source, target)
        command = service["command"]
        part = self.supervisor.start(name, command, self.environment(name), cwd=self._image.path("/opt/handoff"))
        self.parts[name] = part
        if service["restart"] == "on-failure":
            self.supervisor.finish(part, timeout=120)
        else:
            self.supervisor.wait(name, lambda: self.healthy(name), timeout=self._patience(service))

    def _mounts(self, service: Mapping[str, Any]) -> Iterator[tuple[Path, Path]]:
        for mount in service.get("volumes", []):
            source, target = mount.split(":")[:2]
            if source.startswith(("/", ".")):
                yield Path(source), Path(target)

    def healthy(self, name: str) -> bool:
        """Run a service's health check once."""
        check = self.services[name]["healthcheck"]
        command = check["test"][1:]
        if command[0] == "python":
            command[0] = str(self._image.path("/opt/venv/bin/python"))
        done = subprocess.run(  # noqa: S603 - the composition's own
            command, env=self.environment(name), capture_output=True, timeout=_seconds(check["timeout"]), check=False
        )
        return done.returncode == 0

    @staticmethod
    def _patience(service: Mapping[str, Any]) -> float:
        check = service["healthcheck"]
        return _seconds(check["start_period"]) + _seconds(check["interval"]) * int(check["retries"])

    def grace(self, name: str) -> float:
        """Return how many seconds Docker leaves a service between SIGTERM and SIGKILL."""
        return _seconds(self.services[name].get("stop_grace_period", "10s"))

    def stopped_gently(self) -> dict[str, float]:
        """Stop every service by SIGTERM, the last started first; return the seconds that each took."""
        took = {}
        for name in reversed([name for name, service in self.services.items() if name in self.parts]):
            part = self.parts[name]
            if part.popen.poll() is None:
                began = time.monotonic()
                self.supervisor.stop(part, grace=self.grace(name))
                took[name] = time.monotonic() - began
        return took


@contextmanager
def databases(init: str) -> Iterator[dict[str, str]]:
    """Make the role and the databases of the `postgres` service on the server of this machine.

    Gives the names under which they are to be found instead of those in the composition. They are dropped afterwards.
    """
    own = f"handoff_test_{secrets.token_hex(4)}"
    created = [
        *re.findall(r"CREATE DATABASE (\w+);", init),
        raw()["services"]["postgres"]["environment"]["POSTGRES_DB"],
    ]
    host, port = POSTGRES.split(":")
    with closing(psycopg2.connect(host=host, port=port, user="postgres", dbname="postgres")) as session:
        session.autocommit = True
        cursor = session.cursor()
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(own)))
        try:
            for name in created:
                new = sql.Identifier(f"{own}_{name}")
                cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(new, sql.Identifier(own)))
            places = {f"@postgres:5432/{name}": f"@{POSTGRES}/{own}_{name}" for name in created}
            yield {"://handoff:": f"://{own}:", **places}
        finally:
            for name in created:
                cursor.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(f"{own}_{name}"))
                )
            cursor.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(own)))


def addresses() -> dict[str, str]:
    """Return where the services' names lead to instead of Docker's network."""
    pages, sandbox, webhooks, smtp, imap = (free_port() for _ in range(5))
    return {
        "http://api-server:8080": f"http://127.0.0.1:{pages}",
        "http://127.0.0.1:8080": f"http://127.0.0.1:{pages}",
        "http://sandbox:8800": f"http://127.0.0.1:{sandbox}",
        "http://webhooks:8090": f"http://127.0.0.1:{webhooks}",
        "--port 8800": f"--port {sandbox}",
        "--smtp-port 2525": f"--smtp-port {smtp}",
        "--imap-port 1143": f"--imap-port {imap}",
        "0.0.0.0": "127.0.0.1",  # noqa: S104 - replaced here, not bound
    }


def _seconds(text: str) -> float:
    return float(text.removesuffix("s"))


def _copy_all(text: str, place: Callable[[str], Path]) -> None:
    """Do a COPY: a folder's contents into the target, a file into it where it ends with a slash, or as it."""
    *sources, target = text.split()
    for source in map(ROOT.joinpath, sources):
        _copy(source, place(target) / source.name if target.endswith("/") and source.is_file() else place(target))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(source, target, dirs_exist_ok=True, ignore=ignored)
    else:
        shutil.copy(source, target)
