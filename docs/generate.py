"""Writes the generated pages: docs/dags.md from the DAGs' docstrings, docs/commands.md from the commands themselves.

A stale page fails tests/house.
"""

from __future__ import annotations

import ast
from pathlib import Path

from typer import Context, Typer
from typer.cli import get_docs_for_click
from typer.main import get_command

from handoff.entrypoints.cli import app
from handoff_sandbox.cli import app as sandbox

ROOT = Path(__file__).resolve().parents[1]
ORDER = (
    "watch_crm",
    "prepare_handoff",
    "ask_person",
    "carry_out_handoff",
    "watch_cutoffs",
    "archive_access",
    "undo_handoff",
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


if __name__ == "__main__":
    (ROOT / "docs/dags.md").write_text(dags_page())
    (ROOT / "docs/commands.md").write_text(commands_page())
