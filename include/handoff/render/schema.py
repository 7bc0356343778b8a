"""The JSON of a dossier, as a published schema: `python -m handoff.render > docs/dossier.schema.json`."""

from __future__ import annotations

from handoff.domain.canonical import Json
from handoff.domain.cuts import Cut
from handoff.domain.dossier import Finding, Section

_TEXT: Json = {"type": "string"}
_INSTANT: Json = {"type": "string", "format": "date-time"}
_MAYBE_INSTANT: Json = {"type": ["string", "null"], "format": "date-time"}
_RECORD: Json = {"type": "string", "pattern": "^[a-z_]+/[a-z_]+/.+$", "description": "vendor/kind/id"}


def dossier_schema() -> Json:
    """Return the schema."""
    source = _object(
        record=_RECORD,
        title=_TEXT,
        url={"type": "string", "description": "Opens the record; empty where it may not be shown."},
        author=_TEXT,
        as_of=_MAYBE_INSTANT,
    )
    claim = _object(
        text={"type": "string", "minLength": 1},
        label={"type": "string", "description": "What heads the claim; may be empty."},
        new={"type": "boolean", "description": "Whether the version before did not say it."},
        sources={"type": "array", "minItems": 1, "items": source},
    )
    section = _object(
        number={"type": "integer", "minimum": 1, "maximum": len(Section)},
        title={"enum": [one.title for one in Section]},
        finding={"enum": [one.value for one in Finding]},
        claims={"type": "array", "items": claim},
    )
    told = _object(section={"type": "integer"}, text=_TEXT)
    news = {**_object(version={"type": "integer"}, gone={"type": "array", "items": told}), "type": ["object", "null"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Handoff dossier",
        "description": "One version of a client's dossier in one cut. docs/dossier.md says what the sections hold.",
        **_object(
            handoff=_TEXT,
            client=_TEXT,
            firm=_TEXT,
            cut={"enum": [one.value for one in Cut]},
            version={"type": "integer", "minimum": 1},
            made_at=_INSTANT,
            cutoff_at=_MAYBE_INSTANT,
            sections={"type": "array", "minItems": len(Section), "maxItems": len(Section), "items": section},
            unread={"type": "array", "items": _object(record=_RECORD, title=_TEXT, reason=_TEXT)},
            sorted_records={
                "type": "integer",
                "minimum": 0,
                "description": "Records of which a language model said which lines tell what; 0 where rules did.",
            },
            narrative={
                "type": "array",
                "description": "Sentences by a model, each with the numbers of its claims, from 1 in order.",
                "items": _object(text=_TEXT, claims={"type": "array", "minItems": 1, "items": {"type": "integer"}}),
            },
            news=news,
        ),
    }


def _object(**properties: Json) -> dict[str, Json]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
