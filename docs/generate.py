"""Writes the generated pages: docs/dags.md from the DAGs' docstrings, docs/commands.md from the commands themselves,
docs/world.schema.json from the models of worlds, and the lists in docs/sandbox.md from the emulators.

A stale page fails tests/house.
"""

from __future__ import annotations

import ast
import json
import re
from itertools import groupby
from pathlib import Path
from typing import get_type_hints

from pydantic import BaseModel
from typer import Context, Typer
from typer.cli import get_docs_for_click
from typer.main import get_command

from handoff.entrypoints.cli import app
from handoff_sandbox.cli import app as sandbox
from handoff_sandbox.core.admin import calls
from handoff_sandbox.core.assemble import VENDORS, emulator_type
from handoff_sandbox.core.emulator import Route
from handoff_sandbox.core.faults import OWN_FAULTS, FaultRule
from handoff_sandbox.core.switches import Switches
from handoff_sandbox.core.world_schema import world_schema

ROOT = Path(__file__).resolve().parents[1]
ORDER = (
    "watch_crm",
    "prepare_handoff",
    "ask_person",
    "carry_out_handoff",
    "watch_cutoffs",
    "archive_access",
    "undo_handoff",
    "find_past_marks",
    "hand_off_legacy_clients",
    "audit_access",
    "return_records",
)
DAGS = """# The DAGs

Written from the docstrings of `dags/*.py` by `make docs`; Airflow shows the same text on each DAG's page. A handoff is
a state machine in the registry, and DAG runs are short: each carries it from one state to the next, and none waits for
weeks, neither for a date nor in the middle of its work for a person. Run ids are `<handoff>.<attempt>`.
"""
COMMANDS = """# The commands

Written from the commands' own help by `make docs`. `--json` on each that reads gives JSON for programs. Commands read
the settings of [run.md](run.md) from the environment; a local stack writes them to `.handoff/up/environment`.
"""


NAMES = {"hubspot": "HubSpot", "google_drive": "Google Drive", "salesforce": "Salesforce"}


def dags_page() -> str:
    """Return docs/dags.md."""
    docs = (ast.get_docstring(ast.parse((ROOT / "dags" / f"{name}.py").read_text())) for name in ORDER)
    return DAGS + "".join(f"\n#{doc}\n" for doc in docs)


def commands_page() -> str:
    """Return docs/commands.md."""
    return COMMANDS + "".join(
        _commands(name, typer) for name, typer in (("handoff", app), ("handoff-sandbox", sandbox))
    )


def _commands(name: str, app: Typer) -> str:
    command = get_command(app)
    page = get_docs_for_click(obj=command, ctx=Context(command), name=name)
    return "\n" + page.replace("\n# ", "\n## ").rstrip() + "\n"


def world_schema_text() -> str:
    """Return docs/world.schema.json."""
    return json.dumps(world_schema(), indent=1, ensure_ascii=False) + "\n"


def sandbox_page() -> str:
    """Return docs/sandbox.md: its own text, with what stands between its `generated` and `end` marks anew."""
    page = (ROOT / "docs/sandbox.md").read_text()
    lists = {"calls": _admin_calls(), "fault rule": _fields(FaultRule), "own faults": _own_faults()}
    lists |= {"switches": _switches(), "coverage": _coverage(), "faults": _faults()}
    marks = re.compile(r"<!-- generated: ([a-z ]+) -->\n.*?<!-- end -->", re.DOTALL)
    return marks.sub(lambda found: f"<!-- generated: {found[1]} -->\n{lists[found[1]]}<!-- end -->", page)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    written = [head, ("---",) * len(head), *((cell.replace("|", "\\|") for cell in row) for row in rows)]
    return "".join(f"| {' | '.join(row)} |\n" for row in written)


def _admin_calls() -> str:
    return _table(("call", "does"), [(f"`{one['method']} /_sandbox{one['path']}`", one["says"]) for one in calls()])


def _fields(model: type[BaseModel]) -> str:
    rows = [
        (f"`{name}`", "" if field.is_required() else f"`{json.dumps(field.default)}`", field.description or "")
        for name, field in model.model_fields.items()
    ]
    return _table(("key", "default", "is"), rows)


def _own_faults() -> str:
    return _table(("fault", "does"), [(f"`{name}`", says) for name, says in OWN_FAULTS.items()])


def _switches() -> str:
    rows = [("every vendor", name, field) for name, field in Switches.model_fields.items()]
    for vendor in VENDORS:
        own = get_type_hints(emulator_type(vendor)).get("switches", Switches).model_fields
        rows += [(NAMES[vendor], name, field) for name, field in own.items() if name not in Switches.model_fields]
    told = [(who, f"`{name}`", f"`{json.dumps(one.default)}`", one.description or "") for who, name, one in rows]
    return _table(("vendor", "switch", "default", "is"), told)


def _coverage() -> str:
    text = ""
    for vendor in VENDORS:
        text += f"\n### {NAMES[vendor]}\n\n"

        def same(route: Route) -> tuple[str, str]:
            return route.method, route.says

        rows = []
        for (method, says), routes in groupby(emulator_type(vendor).routes(), key=same):
            rows.append((method, "<br>".join(f"`{route.path}`" for route in routes), says))
        text += _table(("method", "paths", "does"), rows)
    return text + "\n"


def _faults() -> str:
    rows = [
        (NAMES[vendor], f"`{name}`", says)
        for vendor in VENDORS
        for name, says in emulator_type(vendor).faults().items()
    ]
    return _table(("vendor", "fault", "answers"), rows)


if __name__ == "__main__":
    (ROOT / "docs/dags.md").write_text(dags_page())
    (ROOT / "docs/commands.md").write_text(commands_page())
    (ROOT / "docs/world.schema.json").write_text(world_schema_text())
    (ROOT / "docs/sandbox.md").write_text(sandbox_page())
