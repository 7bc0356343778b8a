"""Reads the policy file and says what is wrong with it: file, line, place, and what is allowed there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from handoff.adapters.policy import marked_yaml
from handoff.adapters.policy.mapping import read_mapping
from handoff.adapters.policy.marking import MANY, ONE
from handoff.adapters.policy.model import PolicyFile
from handoff.domain.policy import Policy
from handoff.errors import PolicyError

_NO_DAY = "this is no day; allowed: one such as 2026-12-20"
_SAID = {
    "missing": "this key is missing",
    "string_type": "it has to be text; where it looks like a number, a date or yes or no, write it in quotes",
    "date_type": _NO_DAY,
    "date_parsing": _NO_DAY,
    "date_from_datetime_parsing": _NO_DAY,
}


def load_policy(path: str) -> Policy:
    """Read a policy file; PolicyError names everything that is wrong with it."""
    try:
        marked = marked_yaml.read(Path(path).read_text(encoding="utf-8"))
        file = PolicyFile.model_validate(marked.data)
        named = file.successors.mapping
        return file.policy(read_mapping(Path(path).parent / named) if named else None)
    except marked_yaml.MarkedError as error:
        raise PolicyError(f"{path}:{error.line}: {error.wrong}") from error
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise PolicyError(f"{path}: the policy cannot be read ({reason}).", mend="See docs/policy.md.") from error
    except ValidationError as error:
        raise PolicyError("\n".join(_lines(path, marked, error)), mend="\nSee docs/policy.md.") from None


def _lines(path: str, marked: marked_yaml.Marked, error: ValidationError) -> Iterator[str]:
    for details in error.errors(include_url=False):
        place = _place(details)
        yield f"{path}:{marked.line(place)}: {_spelled(place)}: {_wrong(details)}"


def _place(details: ErrorDetails) -> marked_yaml.Path:
    return tuple(step for step in details["loc"] if step not in ("[key]", ONE, MANY))


def _spelled(place: marked_yaml.Path) -> str:
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return text.removeprefix(".") or "the file"


def _wrong(details: ErrorDetails) -> str:
    match details["type"]:
        case "extra_forbidden":
            return f"there is no such key; allowed: {', '.join(_keys(_place(details)[:-1]))}"
        case "model_type":
            return f"this has to be a mapping with the keys {', '.join(_keys(_place(details)))}"
        case "value_error":
            return str(details["ctx"]["error"])
        case other:
            return _SAID.get(other) or details["msg"].lower()


def _keys(place: marked_yaml.Path) -> list[str]:
    """Return the keys that are allowed at a place, by the schema."""
    schema = PolicyFile.model_json_schema()
    part: Mapping[str, Any] = schema
    for step, following in zip_longest(place, place[1:]):
        inner = part["items"] if isinstance(step, int) else part["properties"][step]
        options = [form for option in inner.get("anyOf", [inner]) for form in option.get("oneOf", [option])]
        # Of a list and what it may hold, the next step says which is meant.
        wanted = "array" if isinstance(following, int) else "object"
        part = next((option for option in options if option.get("type", "object") == wanted), options[0])
        if "$ref" in part:
            part = schema["$defs"][part["$ref"].rpartition("/")[2]]
    return list(part["properties"])
