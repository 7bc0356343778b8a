"""The JSON Schema of worlds, generated from the models that check them; docs/world.schema.json is this, written out.

An editor that knows JSON Schema completes and checks a world while it is written. What a schema cannot tell, such as
whether an associated record is there, only `handoff-sandbox check` does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, create_model
from pydantic.json_schema import GenerateJsonSchema

from handoff_sandbox.core.world import Head

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

MODELS = {
    "hubspot": ("handoff_sandbox.hubspot.seed", "HubSpotSection"),
    "google_drive": ("handoff_sandbox.google_drive.seed", "DriveSection"),
    "salesforce": ("handoff_sandbox.salesforce.seed", "SalesforceSection"),
    "mail": ("handoff_sandbox.mail.service", "MailSection"),
}
"""Where the model of each section stands."""
_REFERENCE = {"type": "string", "pattern": r"\$\{.+\}"}


class _Generator(GenerateJsonSchema):
    """Writes texts as a world may have them: a reference in place of a pattern, a number where one is coerced."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Return the schema of a text."""
        found = super().str_schema(schema)
        choices = [found]
        if "pattern" in found:
            choices.append(_REFERENCE)
        if schema.get("coerce_numbers_to_str"):
            choices.append({"type": "number"})
        return {"anyOf": choices} if len(choices) > 1 else found

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema of what has a default; a mapping is left out, since secrets in it are drawn anew."""
        found = super().default_schema(schema)
        if isinstance(found.get("default"), dict):
            del found["default"]
        return found


def section_model(name: str) -> type[BaseModel]:
    """Return the pydantic model of a world's section."""
    module, model = MODELS[name]
    found: type[BaseModel] = getattr(import_module(module), model)
    return found


def world_schema() -> dict[str, Any]:
    """Return the JSON Schema of a whole world."""
    sections: dict[str, Any] = {name: (section_model(name) | None, None) for name in MODELS}
    world = create_model("World", __base__=Head, __doc__="A world of the sandbox; see docs/worlds.md.", **sections)
    schema = world.model_json_schema(by_alias=True, schema_generator=_Generator)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
