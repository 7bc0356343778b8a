"""The published JSON Schema of worlds takes what the sandbox takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from handoff_sandbox.core.world import find_world
from handoff_sandbox.core.world_schema import world_schema
from handoff_sandbox.core.yaml_text import Document
from handoff_sandbox.generate.size import Size
from handoff_sandbox.generate.write import lines

TESTS = Path(__file__).parents[1]


def problems(world: Any) -> list[str]:
    """Return what the schema finds wrong with a world."""
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(world_schema()).iter_errors(world)]


def test_schema_takes_the_shipped_world() -> None:
    """With its references, relative times and short forms."""
    assert problems(Document(find_world("small_studio").read_text()).data) == []


def test_schema_takes_a_generated_world() -> None:
    """Of all vendors."""
    assert problems(Document("\n".join(lines(Size(records=60, files=60)))).data) == []


def test_schema_takes_the_salesforce_organisation_of_the_tests() -> None:
    """Numbers stand for ids there."""
    head: dict[str, Any] = {"world": {"name": "a"}, "firm": {"name": "A", "domains": ["a.example"]}}
    section = Document((TESTS / "salesforce/organisation.yaml").read_text()).data
    assert problems(head | {"salesforce": section}) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("world", "nick"), "a"),
        (("firm", "domains"), []),
        (("hubspot", "portal_id"), "many"),
        (("google_drive", "files"), [{"id": "abc"}]),
        (("mail", "address"), "nobody"),
    ],
)
def test_schema_refuses_what_the_check_refuses(path: tuple[str, str], value: Any) -> None:
    """A misspelled key, a missing one and a value of another type are found in the editor already."""
    world = Document("\n".join(lines(Size(records=5, files=5)))).data
    world[path[0]][path[1]] = value
    assert len(problems(world)) >= 1
