"""docs/worlds-hubspot.md says what the section takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from handoff_sandbox.core.clock import Clock
from handoff_sandbox.core.yaml_text import Document
from handoff_sandbox.hubspot import HubSpot, seed
from handoff_sandbox.hubspot.errors import FAULTS

PAGE = (Path(__file__).parents[3] / "docs" / "worlds-hubspot.md").read_text(encoding="utf-8")
MODELS = [one for one in vars(seed).values() if isinstance(one, type) and issubclass(one, BaseModel)]


def test_docs_example_loads_and_uses_every_kind_of_record_key() -> None:
    """The example of the page is a section that loads, with all that it associates."""
    (example,) = re.findall(r"<!-- example -->\n```yaml\n(.*?)```", PAGE, re.DOTALL)
    store = HubSpot(Document(example).data, Clock()).store
    deal = store.find(store.types["deals"], "801")
    assert deal.get("dealstage") == "active"
    assert [key for key, _ in store.associations.of(("company", "501"), "contact")] == ["601"]
    assert [one.label for _, kinds in store.associations.of(("contact", "601"), "company") for one in kinds] == [
        "Primary", "Main contact", None,
    ]  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_docs_name_every_key(model: type[BaseModel]) -> None:
    """Every key of the section's schema is on the page."""
    names = [field.alias or name for name, field in model.model_fields.items()]
    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_docs_name_every_fault() -> None:
    """Every fault that has only a status is on the page."""
    assert [name for name in FAULTS if f"`{name}`" not in PAGE] == []
