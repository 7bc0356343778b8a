"""What every DAG of Handoff keeps to."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from airflow.dag_processing.dagbag import DagBag

ROOT = Path(__file__).parents[2]
DAGS = {
    "archive_access",
    "audit_access",
    "ask_person",
    "carry_out_handoff",
    "find_past_marks",
    "hand_off_legacy_clients",
    "prepare_handoff",
    "return_records",
    "undo_handoff",
    "watch_crm",
    "watch_cutoffs",
}


@pytest.fixture(scope="session")
def dag_bag(tmp_path_factory: pytest.TempPathFactory) -> DagBag:
    """Airflow's own view of the folder."""
    os.environ["AIRFLOW_HOME"] = str(tmp_path_factory.mktemp("airflow"))
    os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(str(ROOT / "dags"))


def test_dags_import_without_errors(dag_bag: DagBag) -> None:
    """Every file in dags/ is imported by Airflow without an error."""
    assert dag_bag.import_errors == {}


def test_dags_are_exactly_those_of_the_design(dag_bag: DagBag) -> None:
    """The list of DAGs is a decision: one more or one less changes this test."""
    assert set(dag_bag.dag_ids) == DAGS


@pytest.mark.parametrize("dag_id", sorted(DAGS))
def test_dag_keeps_the_house_rules(dag_bag: DagBag, dag_id: str) -> None:
    """Id equals file name; tags, owner, retries, a retry policy and a page of documentation are there."""
    dag = dag_bag.dags[dag_id]
    assert Path(dag.fileloc).stem == dag_id
    assert "handoff" in dag.tags
    assert dag.catchup is False
    assert dag.doc_md
    assert dag.doc_md.startswith(f"# {dag_id}\n")
    for task in dag.tasks:
        assert task.owner == "handoff", task.task_id
        assert (task.retries or 0) >= 1 or task.task_id == "ask", task.task_id
        assert task.retry_policy is not None, task.task_id
        assert task.retry_delay > timedelta(0), task.task_id
        assert task.execution_timeout is None or task.task_id != "ask"


def test_dag_files_are_thin() -> None:
    """A DAG file holds its page, its params and its wiring: no function, no class, under sixty lines."""
    for path in sorted((ROOT / "dags").glob("*.py")):
        text = path.read_text()
        assert "def " not in text, path.name
        assert "class " not in text, path.name
        assert len(text.splitlines()) <= 60, path.name


def test_parsing_a_dag_imports_no_vendor_sdk(tmp_path: Path) -> None:
    """What only some tasks need is never loaded while a DAG file is parsed, as each task does: SDKs, tables, rules."""
    code = (
        "import sys, pathlib, importlib.util\n"
        f"for path in sorted(pathlib.Path({str(ROOT / 'dags')!r}).glob('*.py')):\n"
        "    spec = importlib.util.spec_from_file_location(path.stem, path)\n"
        "    spec.loader.exec_module(importlib.util.module_from_spec(spec))\n"
        "bad = {'hubspot', 'googleapiclient', 'simple_salesforce', 'detect_secrets', 'handoff.registry.tables',\n"
        "       'handoff.domain.summary.rules'}\n"
        "print(sorted(bad & set(sys.modules)))\n"
    )
    environment = {**os.environ, "AIRFLOW_HOME": str(tmp_path)}
    answer = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip().splitlines()[-1] == "[]"
