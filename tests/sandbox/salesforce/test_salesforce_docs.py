"""docs/worlds-salesforce.md says what the emulator takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handoff_sandbox.core.clock import Clock
from handoff_sandbox.core.world import Section
from handoff_sandbox.core.yaml_text import Document
from handoff_sandbox.salesforce import Salesforce, seed
from handoff_sandbox.salesforce.definitions.standard import standard_objects

PAGE = (Path(__file__).parents[3] / "docs" / "worlds-salesforce.md").read_text()
EXAMPLE = re.search(r"<!-- example -->\n```yaml\n(.*?)```", PAGE, re.DOTALL)
PARTS = (seed.SalesforceSection, seed.ConnectedAppSeed, seed.UserSeed, seed.FileSeed, seed.SwitchesSeed)


def test_docs_example_is_an_organisation() -> None:
    """The example on the page loads, and its records are there with their history."""
    assert EXAMPLE
    store = Salesforce(Document(EXAMPLE[1]).data, Clock()).store
    (moss, _) = store.tables.all("Account")
    assert store.value(moss, "State__c") == "Off"
    assert len([row for row in store.tables.all("AccountHistory") if row.values["Field"] == "State__c"]) == 1


@pytest.mark.parametrize("model", PARTS)
def test_docs_name_every_key(model: type[Section]) -> None:
    """Each key of the section, of its app, users, files and switches stands on the page."""
    for name in model.model_fields:
        assert re.search(rf"`[^`\n]*\b{name}\b", PAGE), f"{model.__name__}.{name} is not described"


def test_docs_name_every_object() -> None:
    """Each object that the emulator has stands on the page, but for the histories."""
    for sobject in standard_objects().values():
        if sobject.can and not sobject.history_of and sobject.name != "Name":
            assert sobject.name in PAGE, sobject.name
