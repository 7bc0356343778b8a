"""Writes the generated pages: docs/dags.md from the DAGs' docstrings. A stale page fails tests/house."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ORDER = ("watch_crm", "prepare_handoff", "ask_person", "carry_out_handoff", "watch_cutoffs", "archive_access")
HEAD = """# The DAGs

Written from the docstrings of `dags/*.py` by `make docs`; Airflow shows the same text on each DAG's page. A handoff is
a state machine in the registry, and DAG runs are short: each carries it from one state to the next, and none waits for
weeks, neither for a date nor in the middle of its work for a person. Run ids are `<handoff>.<attempt>`.
"""


def dags_page() -> str:
    """Return the page."""
    parts = [HEAD]
    for name in ORDER:
        doc = ast.get_docstring(ast.parse((ROOT / "dags" / f"{name}.py").read_text()))
        parts.append(f"\n#{doc}\n")
    return "".join(parts)


if __name__ == "__main__":
    (ROOT / "docs" / "dags.md").write_text(dags_page())
