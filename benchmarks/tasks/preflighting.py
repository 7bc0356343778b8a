"""Looks at a manifest as the command does, on a real registry."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.measuring import Watch

from handoff.bootstrap import App
from handoff.settings import Settings


@dataclass
class Connection:
    """A connection as Airflow would give it."""

    conn_id: str
    host: str | None = None
    port: int | None = None
    login: str | None = None
    password: str | None = None
    extra_dejson: dict[str, Any] = field(default_factory=dict)


def examine(arguments: dict[str, Any], watch: Watch) -> dict[str, Any]:
    """Read, look, keep the report; return how many rows are ready, and row and column of each fault."""
    folder = Path(arguments["folder"])
    settings = Settings(
        database_url=arguments["database"], policy=folder / "policy.yaml", artifacts=str(folder / "artifacts")
    )
    given = {
        name: Connection(
            name,
            told.get("host"),
            login=told.get("login"),
            password=told.get("password"),
            extra_dejson=told.get("extra", {}),
        )
        for name, told in arguments["connections"].items()
    }
    content = (folder / "manifest.csv").read_bytes()
    with App(given.__getitem__, settings) as app, watch.running():
        _, kept = app.examine(content)
    return {
        "ready": len(kept.report.ready),
        "faults": [(fault.row, fault.column.value) for fault in kept.report.faults],
    }
