"""docs/worlds-google-drive.md says what the emulator takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from handoff_sandbox.core.clock import Clock
from handoff_sandbox.core.world import Section
from handoff_sandbox.google_drive import GoogleDrive, errors, seed
from handoff_sandbox.google_drive.emulator import EMPTY_ANSWER

PAGE = (Path(__file__).parents[3] / "docs" / "worlds-google-drive.md").read_text()
EXAMPLE = re.search(r"<!-- example -->\n```yaml\n(.*?)```", PAGE, re.DOTALL)
MODELS = [
    model
    for model in vars(seed).values()
    if isinstance(model, type) and issubclass(model, Section) and model is not Section
]


def test_docs_example_is_a_world() -> None:
    """The example on the page loads, and its files are there."""
    assert EXAMPLE
    store = GoogleDrive(yaml.safe_load(EXAMPLE[1]), Clock()).store
    assert {"Goals", "Budget", "Letter", "Brand guide"} <= {file.name for file in store.files.values()}


@pytest.mark.parametrize("model", MODELS)
def test_docs_name_every_key(model: type[Section]) -> None:
    """Each key of the section stands on the page."""
    for name in model.model_fields:
        assert re.search(rf"`{name}`", PAGE), f"{model.__name__}.{name} is not described"


def test_docs_example_uses_every_key_of_a_file() -> None:
    """The example shows each key that a file can have, but the one that needs a second file."""
    assert EXAMPLE
    for name in set(seed.FileModel.model_fields) - {"content_file"}:
        assert re.search(rf"\b{name}:", EXAMPLE[1]), name


@pytest.mark.parametrize("fault", [*errors.FAULTS, EMPTY_ANSWER])
def test_docs_name_every_fault(fault: str) -> None:
    """Each fault stands on the page."""
    assert f"`{fault}`" in PAGE


@pytest.mark.parametrize("name", seed.TYPES)
def test_docs_name_every_type(name: str) -> None:
    """Each short name of a type stands on the page."""
    assert f"`{name}`" in PAGE
