"""The commands of manifests, over a sandbox: the template, the preflight of a file or of a question, and its sheet."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from handoff.adapters.documents import BoundedReader
from handoff.adapters.manifests import ManifestReader
from handoff.bootstrap import App, environment_connection
from handoff.domain.ids import HandoffId
from handoff.domain.legacy.manifest import Column
from handoff.entrypoints.cli import app, output
from handoff.entrypoints.local.sandbox import connections
from handoff.errors import ManifestError
from handoff_sandbox.core.server import Server

sys.path.insert(0, str(Path(__file__).parents[1] / "services"))  # the studio of the departed is that suite's
from departed import edit
from firm import POLICY, read_world

Run = Callable[..., Result]
HEADER = "Client,Left On,Successor\n"
JONAS = "jonas@fieldnote.example"


@pytest.fixture(scope="module")
def studio() -> Iterator[Server]:
    """Serve the studio of the departed, with a client called like a formula."""
    world = read_world("small_studio")
    edit(world)
    world["hubspot"]["companies"].append({"id": "6099", "properties": {"name": "=1+1 & [bold]Co", "city": "Bath"}})
    with Server(json.loads(json.dumps(world, default=str))) as server:
        yield server


@pytest.fixture
def run(studio: Server, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command with the settings and connections of this test."""
    monkeypatch.setenv("HANDOFF_DATABASE_URL", database_url)
    monkeypatch.setenv("HANDOFF_ARTIFACTS", str(tmp_path / "artifacts"))
    monkeypatch.setenv("HANDOFF_POLICY", str(POLICY))
    for name, given in connections({**studio.credentials, "base_url": studio.base_url}).items():
        monkeypatch.setenv(f"AIRFLOW_CONN_{name.upper()}", json.dumps(given))
    monkeypatch.setattr(output.console, "width", 200)
    monkeypatch.setattr(output.errors, "width", 200)
    return lambda *words: CliRunner().invoke(app, ["legacy", *map(str, words)])


def manifest(folder: Path, *lines: str) -> Path:
    """Write a manifest."""
    path = folder / "left.csv"
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines))
    return path


def test_template_is_written_in_both_forms_and_filled_in(run: Run, tmp_path: Path) -> None:
    """A workbook by its name, else CSV; both are read back, and what each column is for is said beside."""
    reader = ManifestReader(BoundedReader())
    assert "Left" not in run("template").stdout
    for name in ("new.xlsx", "new.csv"):
        result = run("template", "--out", tmp_path / name)
        assert result.exit_code == 0
        assert all(column in result.stderr for column in Column)
        with pytest.raises(ManifestError, match="no client below"):
            reader.read((tmp_path / name).read_bytes())
    assert run("template").stdout.lstrip("\ufeff").startswith("client,domain,connection,record,folder")


def test_preflight_lists_faults_and_ends_with_one(run: Run, tmp_path: Path) -> None:
    """Row, column, what is wrong and how it is mended; what is ready is counted; a vendor's text is no markup."""
    path = manifest(
        tmp_path, f"Plain Paper,2021-05-31,{JONAS}", f"Second Paper,03/04/2021,{JONAS}", "=1+1 & [bold]Co,,"
    )
    result = run("preflight", path)
    assert result.exit_code == 1
    for words in ("left_on", "nobody can tell whether 3 or 4 is the month", "Write it as 2024-03-31", "folder"):
        assert words in result.stdout
    assert "1 ready, 2 to mend." in result.stdout
    good = run("preflight", manifest(tmp_path, f"Plain Paper,2021-05-31,{JONAS}"))
    assert (good.exit_code, good.stdout.strip()) == (0, good.stdout.strip())
    assert good.stdout.startswith("Every row is ready.\n1 ready, 0 to mend.\n")


def test_preflight_prints_each_row_as_csv_without_formulas(run: Run, tmp_path: Path) -> None:
    """The sheet has every row, faulty ones once for each fault, and no cell that a spreadsheet would calculate."""
    result = run("preflight", manifest(tmp_path, f"Plain Paper,,{JONAS}", "=1+1 & [bold]Co,,"), "--csv")
    assert result.exit_code == 1
    lines = list(csv.DictReader(io.StringIO(result.stdout.lstrip("\ufeff"))))
    assert [(line["Row"], line["Client"], line["Ready"], line["Column"]) for line in lines] == [
        ("2", "Plain Paper", "yes", ""),
        ("3", "'=1+1 & [bold]Co", "no", "folder"),
        ("3", "'=1+1 & [bold]Co", "no", "successor"),
    ]


def test_preflight_of_a_question_takes_the_companies_with_that_value(run: Run) -> None:
    """A company is named by its record, whatever it is called; a value that nobody has is said."""
    found = json.loads(run("preflight", "--query", "city=Bath", "--json").stdout)
    assert {(fault["row"], fault["column"]) for fault in found["faults"]} == {
        (2, "successor"),
        (3, "folder"),
        (3, "successor"),
    }
    assert run("preflight", "--query", "lifecyclestage=alumni").exit_code == 1
    for wrong in (["--query", "no_such=1"], ["--query", "city"], ["--query", "city=Bath", "--connection", "x"], []):
        assert isinstance(run("preflight", *wrong).exception, ManifestError)


def test_preflight_keeps_the_manifest_and_says_how_it_is_begun(run: Run, tmp_path: Path) -> None:
    """Nothing is recorded by looking; the manifest lies in the store by its hash, a question's too."""
    path = manifest(tmp_path, f"Plain Paper,2021-05-31,{JONAS}", "Nobody,,")
    kept = hashlib.sha256(path.read_bytes()).hexdigest()
    assert f"handoff legacy run {kept}" in run("preflight", path).stdout
    assert "There is no batch" in run("status").stdout
    assert (tmp_path / "artifacts" / kept[:2] / kept[2:]).read_bytes() == path.read_bytes()
    asked = json.loads(run("preflight", "--query", "city=Bath", "--json").stdout)["manifest"]
    assert b"Orrin Cycles" in (tmp_path / "artifacts" / asked[:2] / asked[2:]).read_bytes()


def test_file_that_is_no_manifest_is_refused(run: Run, tmp_path: Path) -> None:
    """A file that is not there, or is something else, is said in words."""
    picture = tmp_path / "left.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\r")
    for path in (picture, tmp_path / "absent.csv"):
        assert isinstance(run("preflight", path).exception, ManifestError)


def test_run_records_a_manifest_and_goes_on_with_it(run: Run, tmp_path: Path) -> None:
    """A file, its hash and the batch's id mean the same batch; without Airflow the watcher is named that starts it."""
    path = manifest(tmp_path, f"Plain Paper,2021-05-31,{JONAS}", "Nobody,,")
    first = run("run", path)
    assert first.exit_code == 0
    assert "1 faulty, 1 waiting" in first.stdout
    assert "watch_cutoffs will start its next run" in first.stdout
    (batch,) = json.loads(run("status", "--json").stdout)
    for again in (batch["manifest"], batch["batch"]):
        assert f"{batch['batch']}: 1 faulty, 1 waiting" in run("run", again).stdout
    assert isinstance(run("run", tmp_path / "absent.csv").exception, ManifestError)


def test_batch_is_stopped_and_resumed(run: Run, tmp_path: Path) -> None:
    """Stopped, its rows say so and there is nothing to do; resumed, they wait again."""
    run("run", manifest(tmp_path, f"Plain Paper,2021-05-31,{JONAS}"))
    (batch,) = json.loads(run("status", "--json").stdout)
    name = batch["batch"]
    assert run("stop", name).exit_code == 0
    assert "1 stopped (stopped)" in run("status", name).stdout
    assert "Nothing to do now" in run("run", name).stdout
    assert "Released." in run("resume", name).stdout
    assert "1 waiting" in run("status", name).stdout


def test_status_prints_each_row_as_csv_and_watches_to_the_end(run: Run, tmp_path: Path) -> None:
    """The sheet has every row with its state and reason; watching a batch that has ended shows it and ends."""
    path = manifest(tmp_path, "Nobody,,", f"Plain Paper,2021-05-31,{JONAS}")
    run("run", path)
    (batch,) = json.loads(run("status", "--json").stdout)
    lines = list(csv.DictReader(io.StringIO(run("status", batch["batch"], "--csv").stdout.lstrip("\ufeff"))))
    assert [(line["Row"], line["State"]) for line in lines] == [("2", "faulty"), ("3", "waiting")]
    assert lines[0]["Why"]
    with App(environment_connection) as product:
        product.withdraw(HandoffId(lines[1]["Handoff"]), "it is still a client.")
    assert "1 faulty, 1 withdrawn" in run("status", batch["batch"], "--watch").stdout
    assert "run a changed manifest" in run("run", path).stdout


def test_batch_in_which_nothing_is_ready_is_not_recorded(run: Run, tmp_path: Path) -> None:
    """It ends with an error that says what to do, and no batch is there."""
    result = run("run", manifest(tmp_path, "Nobody,,"))
    assert isinstance(result.exception, ManifestError)
    assert "Mend what the preflight names" in result.exception.mend
    assert json.loads(run("status", "--json").stdout) == []
