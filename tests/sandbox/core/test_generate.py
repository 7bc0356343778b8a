"""The generator: worlds of any size that pass the check, the same for the same seed, written without being kept."""

from __future__ import annotations

import io
import tracemalloc
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from handoff_sandbox.cli import app
from handoff_sandbox.core.assemble import assemble
from handoff_sandbox.core.faults import Faults
from handoff_sandbox.core.server import Server
from handoff_sandbox.core.world import World
from handoff_sandbox.generate import hubspot, salesforce
from handoff_sandbox.generate.size import VENDORS, Client, Size
from handoff_sandbox.generate.write import lines, write_world

if TYPE_CHECKING:
    from pathlib import Path


def load(size: Size, folder: Path) -> World:
    """Write a world to a file and load it."""
    file = folder / "world.yaml"
    with file.open("w", encoding="utf-8") as out:
        write_world(size, out)
    return World.load(file)


SIZES = st.builds(
    Size,
    clients=st.integers(1, 3),
    records=st.integers(0, 60),
    files=st.integers(0, 40),
    folders=st.integers(1, 12),
    depth=st.integers(1, 20),
    seed=st.integers(0, 10_000),
    vendors=st.lists(st.sampled_from(VENDORS), min_size=1, unique=True).map(tuple),
    shared_drive=st.booleans(),
)


@settings(max_examples=25, deadline=None)
@given(size=SIZES)
def test_generated_world_passes_the_check_whatever_its_size(
    size: Size, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every size and seed gives a world that its emulators load."""
    world = load(size, tmp_path_factory.mktemp("world"))
    emulators, mail = assemble(world, Faults())
    assert {one.name for one in emulators} == set(size.vendors)
    assert mail is not None


@given(size=SIZES)
def test_generated_client_has_as_many_records_as_asked_for(size: Size) -> None:
    """The parts of a client add up, in both CRMs, and every part is there once there is enough to part."""
    for client in size.all_clients():
        for counts in (hubspot.counts(client), salesforce.counts(client)):
            assert sum(counts.values()) == client.records
    for counts in (hubspot.counts(Client(0, 400, 0, 0)), salesforce.counts(Client(0, 400, 0, 0))):
        assert [kind for kind, count in counts.items() if not count] == []


def test_generated_world_is_the_same_for_the_same_seed() -> None:
    """Byte for byte; and another for another seed."""
    size = Size(clients=2, records=50, files=50)
    assert list(lines(size)) == list(lines(size))
    assert list(lines(size)) != list(lines(Size(clients=2, records=50, files=50, seed=2)))


class _Discard(io.TextIOBase):
    """A stream that keeps nothing."""

    def write(self, text: str) -> int:
        return len(text)


def _peak(size: Size) -> int:
    """Return the most bytes that writing a world holds."""
    tracemalloc.start()
    try:
        write_world(size, _Discard())  # type: ignore[arg-type]  # all that a writer needs
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_generated_world_is_written_as_a_stream() -> None:
    """Six thousand rows, which would be two megabytes, take no more memory than six hundred."""
    small, large = (_peak(Size(records=count, files=count, folders=5)) for count in (200, 2000))
    assert large < small + 300_000


def test_generated_world_has_everything_that_hurts(tmp_path: Path) -> None:
    """Varied permissions, shortcuts, native types, deep folders, closed and open work, and another client beside."""
    world = load(Size(clients=1, records=300, files=600, folders=60, depth=20), tmp_path)
    files = world.sections["google_drive"]["files"]
    grants = [one for file in files for one in file.get("permissions", ())]
    assert {one["type"] for one in grants} == {"user", "group", "domain", "anyone"}
    assert any("expires" in one for one in grants)
    assert {"shortcut", "doc", "sheet", "slides", "form", "pdf", "folder"} <= {file["type"] for file in files}
    parents = {file["id"]: file.get("parent") for file in files}

    def depth(file: str | None) -> int:
        return 0 if file is None else 1 + depth(parents[file])

    assert max(depth(file["id"]) for file in files if file["type"] == "folder") == 21  # the client's own is the first
    portal = world.sections["hubspot"]
    assert {deal["properties"]["dealstage"] for deal in portal["deals"]} > {"active", "closedwon", "closedlost"}
    assert len(portal["companies"]) == 2
    assert len(portal["custom_objects"][0]["records"]) >= 2
    assert {file.get("note", False) for file in world.sections["salesforce"]["files"]} == {True, False}
    attached = {
        one for note in portal["notes"] for one in note["properties"].get("hs_attachment_ids", "").split(";") if one
    }
    assert attached == {file["id"] for file in portal["files"]}
    assert len(attached) >= 2
    assert len(portal["lists"]) == 2 * len(hubspot.LISTS)
    projects = world.sections["salesforce"]["records"]["Project__c"]
    assert {name for one in projects for name in one["fields"] if name.endswith("y__c") or name == "Account__c"} == {
        "Account__c",
        "Opportunity__c",
    }


def test_generated_world_is_plain_yaml() -> None:
    """A reader that knows nothing of rows reads the same."""
    text = "\n".join(lines(Size(records=30, files=30)))
    assert len(yaml.safe_load(text)["google_drive"]["files"]) >= 30


def test_generate_command_writes_a_world_that_is_served(tmp_path: Path) -> None:
    """From the shell to an answer of each vendor."""
    file = tmp_path / "world.yaml"
    words = ["--records", "40", "--files", "30", "--depth", "3", "--seed", "7", "--out", str(file)]
    assert CliRunner().invoke(app, ["generate", *words]).exit_code == 0
    with Server(file) as server:
        told: dict[str, Any] = server.credentials
        headers = {"Authorization": f"Bearer {told['hubspot']['access_token']}"}
        found = httpx.get(f"{server.base_url}/crm/v3/objects/contacts", headers=headers).json()
        assert found["results"]
        session = next(iter(told["salesforce"]["people"].values()))
        query = f"{server.base_url}/services/data/v67.0/query?q=SELECT+COUNT()+FROM+Task"
        counted = httpx.get(query, headers={"Authorization": f"Bearer {session}"}).json()
        assert (
            counted["totalSize"]
            == salesforce.counts(Client(0, 40, 0, 0))["Task"] + salesforce.counts(Client(1, 24, 0, 0))["Task"]
        )


@pytest.mark.parametrize("words", [["--clients", "0"], ["--depth", "0"], ["--vendor", "myspace"], ["--records", "-1"]])
def test_generate_command_refuses_what_cannot_be(words: list[str]) -> None:
    """A bad size is told, and nothing is written."""
    assert CliRunner().invoke(app, ["generate", "--out", "-", *words]).exit_code == 2


def test_generate_command_tells_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """The reason is named, without a traceback."""
    result = CliRunner().invoke(app, ["generate", "--out", str(tmp_path / "no" / "world.yaml")])
    assert (result.exit_code, "cannot write" in result.stderr) == (1, True)
