"""Property definitions: what a type of record has, as the properties API tells it and as writes are checked by.

HubSpot's own are in definitions.yaml; a world adds the portal's custom ones. A portal's pipelines and stages are the
options of the properties that hold them.
https://developers.hubspot.com/docs/api-reference/crm-properties-v3/guide
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from handoff_sandbox.hubspot.definitions.object_types import ObjectType

ACTIVITIES = ("notes", "tasks", "calls", "emails", "meetings", "communications", "postal_mail")
PIPELINE_PROPERTIES = {"deals": ("pipeline", "dealstage"), "tickets": ("hs_pipeline", "hs_pipeline_stage")}
"""The types that have pipelines: the property that holds the pipeline, and the one that holds the stage."""
_FLAGS = frozenset({"read_only", "unique", "external", "owner", "pipelines", "stages"})


@dataclass(frozen=True)
class Option:
    """One allowed value of an enumeration."""

    value: str
    label: str
    description: str | None = None
    order: int | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Definition:
    """One property of one type; `external` says that HubSpot holds the options elsewhere, so that all are taken."""

    name: str
    label: str
    type: str = "string"
    field_type: str = "text"
    options: tuple[Option, ...] = ()
    description: str = ""
    owner: bool = False
    read_only: bool = False
    unique: bool = False
    external: bool = False
    custom: bool = False
    group: str = ""
    order: int = -1
    hidden: bool = False
    form_field: bool | None = None
    created: datetime | None = None
    updated: datetime | None = None
    archived_at: datetime | None = None

    @property
    def several(self) -> bool:
        """Whether a value may hold several options, joined by ';'."""
        return self.type == "enumeration" and self.field_type == "checkbox"

    def position(self, value: str | None) -> int:
        """Return an option's place among the options, -1 for one that is not there."""
        return next((place for place, option in enumerate(self.options) if option.value == value), -1)


@dataclass(frozen=True)
class Group:
    """A group of properties, as a portal's settings show them."""

    name: str
    label: str
    order: int = -1


@dataclass(frozen=True)
class Stage:
    """A stage of a pipeline; `requires` are the properties that must be set to enter it.

    `probability` is a deal's chance as text, where the stage has one of its own.
    """

    id: str
    label: str
    closed: bool = False
    won: bool = False
    requires: tuple[str, ...] = ()
    probability: str | None = None
    order: int | None = None
    created: datetime | None = None
    updated: datetime | None = None


@dataclass(frozen=True)
class Pipeline:
    """A pipeline of deals or tickets, its stages in order."""

    id: str
    label: str
    stages: tuple[Stage, ...]
    order: int | None = None
    created: datetime | None = None
    updated: datetime | None = None

    def stage(self, stage_id: str | None) -> Stage | None:
        """Return a stage by its id, None for one that it does not have."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    text = files(__package__).joinpath("definitions.yaml").read_text(encoding="utf-8")
    table: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return table


def _definition(name: str, row: list[str], group: str, pipelines: Iterable[Pipeline]) -> Definition:
    (type_name, field_type), label, rest = row[0].split("/"), row[1], row[2:]
    options = [Option(text, text.replace("_", " ").capitalize()) for text in rest if text not in _FLAGS]
    if "pipelines" in rest:
        options = [Option(pipeline.id, pipeline.label) for pipeline in pipelines]
    if "stages" in rest:
        options = [Option(stage.id, stage.label) for pipeline in pipelines for stage in pipeline.stages]
    if type_name == "bool":
        options = [Option("true", "Yes"), Option("false", "No")]
    flags: dict[str, Any] = {flag: flag in rest for flag in ("read_only", "unique", "external", "owner")}
    return Definition(name, label, type_name, field_type, tuple(options), group=group, **flags)


def standard_definitions(kind: ObjectType, pipelines: Mapping[str, Iterable[Pipeline]]) -> dict[str, Definition]:
    """Return HubSpot's own properties of a type, by name."""
    table = _table()
    rows = {
        **table["all"],
        **(table["activities"] if kind.name in (*ACTIVITIES, "quotes", "leads", "orders") else {}),
        **table.get(kind.name, {}),
    }
    if kind.name not in table:  # a custom object
        rows |= {name: table["activities"][name] for name in ("hs_createdate", "hs_lastmodifieddate")}
    group = f"{kind.singular}information"
    own = tuple(pipelines.get(kind.name, ()))
    return {name: _definition(name, row, group, own) for name, row in rows.items()}


def with_pipelines(definitions: dict[str, Definition], kind: ObjectType, pipelines: Iterable[Pipeline]) -> None:
    """Let the properties that hold a pipeline and a stage have a portal's present ones as their options."""
    pipelines = tuple(pipelines)
    pipeline_name, stage_name = PIPELINE_PROPERTIES[kind.name]
    stages = tuple(Option(stage.id, stage.label) for pipeline in pipelines for stage in pipeline.stages)
    own = tuple(Option(pipeline.id, pipeline.label) for pipeline in pipelines)
    definitions[pipeline_name] = replace(definitions[pipeline_name], options=own)
    definitions[stage_name] = replace(definitions[stage_name], options=stages)
