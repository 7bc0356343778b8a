"""Airflow as four processes of this machine: api-server, scheduler, dag-processor and triggerer.

What always holds: only the api-server listens, on 127.0.0.1 (the log servers of the others are off); its users are
those that were asked for and one for Handoff's own calls; keys and passwords are made once for a home and kept there,
readable by the owner only, so that a home that is started again can read what it wrote.

SimpleAuthManager is Airflow's for development: a production deployment brings its own (docs/run.md).
"""

import http.client
import json
import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from handoff.entrypoints.local.errors import LocalError
from handoff.entrypoints.local.postgres import Server
from handoff.entrypoints.local.processes import Part, Supervisor, program

HOST = "127.0.0.1"
SERVICE_USER = "handoff"
"""The account with which Handoff calls Airflow's public API."""

USERS: Mapping[str, str] = {"admin": "admin", "operator": "op", "viewer": "viewer"}
"""The people of a local Airflow, and their roles in SimpleAuthManager."""

HEALTH = frozenset({"metadatabase", "scheduler", "dag_processor", "triggerer"})
"""What Airflow's health report tells of; that it reports at all is the api-server's."""

PASSWORDS = "passwords.json"
PARALLELISM = 4
"""Tasks at the same time; each is a process, and this machine may have two cores."""


@dataclass(frozen=True)
class Airflow:
    """A local Airflow: where it answers, who may log in, and the settings of its processes."""

    port: int
    users: Mapping[str, str] = field(repr=False)
    """The password of each user."""
    settings: Mapping[str, str] = field(repr=False)
    """Airflow's settings as its environment."""

    @classmethod
    def of(cls, home: Path, port: int, server: Server, roles: Mapping[str, str] = USERS) -> Self:
        """Describe the Airflow of a home; makes the home's keys and its users' passwords where there are none."""
        roles = {**roles, SERVICE_USER: "op"}
        return cls(port, _keep(home / PASSWORDS, roles), _settings(home, port, server, roles))

    @property
    def base_url(self) -> str:
        """Return the address of its pages and of its API."""
        return f"http://{HOST}:{self.port}"

    def connection(self) -> dict[str, str]:
        """Return the environment that makes Airflow itself a connection of Handoff's."""
        account = {"login": SERVICE_USER, "password": self.users[SERVICE_USER]}
        return {"AIRFLOW_CONN_HANDOFF_AIRFLOW": json.dumps({"conn_type": "generic", "host": self.base_url, **account})}

    def healthy(self) -> frozenset[str]:
        """Return the components that report to be healthy: none as long as the api-server does not answer."""
        server = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            server.request("GET", "/api/v2/monitor/health")
            report = json.load(server.getresponse())
        except (OSError, http.client.HTTPException, ValueError):
            return frozenset()
        finally:
            server.close()
        return frozenset(name for name in HEALTH if (report.get(name) or {}).get("status") == "healthy")


def migrate(supervisor: Supervisor, environment: Mapping[str, str]) -> Part:
    """Start the migration of Airflow's database."""
    return supervisor.start("airflow-db-migrate", [program("airflow"), "db", "migrate"], environment)


COMPONENTS: Mapping[str, Sequence[str]] = {
    "api-server": (),
    "scheduler": ("--skip-serve-logs",),
    "dag-processor": (),
    "triggerer": ("--skip-serve-logs",),
}
"""Airflow's components with the arguments of their commands."""


def start(supervisor: Supervisor, environment: Mapping[str, str], names: Iterable[str] = COMPONENTS) -> dict[str, Part]:
    """Start components side by side, all four if none is named."""
    return {name: supervisor.start(name, [program("airflow"), name, *COMPONENTS[name]], environment) for name in names}


def _settings(home: Path, port: int, server: Server, roles: Mapping[str, str]) -> dict[str, str]:
    project = _project()
    base_url = f"http://{HOST}:{port}"
    keys = _keep(home / "keys.json", ["fernet_key", "jwt_secret", "secret_key"])
    sections: dict[str, dict[str, object]] = {
        "core": {
            "auth_manager": "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager",
            "dags_are_paused_at_creation": False,
            "dags_folder": project / "dags",
            "execution_api_server_url": f"{base_url}/execution/",
            "executor": "LocalExecutor",
            "fernet_key": f"{keys['fernet_key']}=",  # 32 bytes in Base64 end so
            "hostname_callable": "socket.gethostname",  # the default asks the network for a name
            "load_examples": False,
            "parallelism": PARALLELISM,
            "plugins_folder": project / "plugins",
            "simple_auth_manager_passwords_file": home / PASSWORDS,
            "simple_auth_manager_users": ",".join(f"{name}:{role}" for name, role in roles.items()),
        },
        "database": {
            "sql_alchemy_conn": server.url("airflow"),
            "sql_alchemy_conn_async": server.url("airflow", "asyncpg"),
        },
        "api": {"base_url": base_url, "host": HOST, "port": port, "secret_key": keys["secret_key"], "workers": 1},
        "api_auth": {"jwt_secret": keys["jwt_secret"]},
        "scheduler": {"scheduler_idle_sleep_time": 0.1},
        "dag_processor": {"parsing_processes": 2, "refresh_interval": 30},
        "logging": {
            "base_log_folder": home / "logs" / "tasks",
            "dag_processor_child_process_log_directory": home / "logs" / "dags",
        },
    }
    return {"AIRFLOW_HOME": str(home)} | {
        f"AIRFLOW__{section}__{key}".upper(): str(value)
        for section, values in sections.items()
        for key, value in values.items()
    }


def _project() -> Path:
    root = Path(__file__).resolve().parents[4]
    if not (root / "dags").is_dir():
        raise LocalError("The DAGs are not beside the package.", mend="Run this in a checkout of the project.")
    return root


def _keep(file: Path, names: Iterable[str]) -> dict[str, str]:
    """Return a secret for each name: those in the file, and new ones where it has none; only the owner can read it."""
    kept = dict(json.loads(file.read_text())) if file.exists() else {}
    found = {name: kept.get(name) or secrets.token_urlsafe(32) for name in names}
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        json.dump(found, stream)
    return found
