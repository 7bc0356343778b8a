"""Reads docker-compose.yaml and Dockerfile as Docker does, as far as the two use its language."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
_REFERENCE = re.compile(r"\$(?:\$|\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<text>[^}]*))?\})")


def raw() -> dict[str, Any]:
    """Return docker-compose.yaml with its references as they stand."""
    document: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yaml").read_text())
    return document


def strings(node: object) -> Iterator[str]:
    """Give every string value of a document."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


def references(node: object) -> dict[str, str | None]:
    """Return the variables that a document refers to, each with the sign of its default, '-' or '?', or None."""
    found = (match for text in strings(node) for match in _REFERENCE.finditer(text) if match["name"])
    return {match["name"]: match["kind"] for match in found}


def interpolated(node: Any, variables: Mapping[str, str]) -> Any:
    """Return the document with its references replaced; KeyError for a required variable that is not set."""

    def value(match: re.Match[str]) -> str:
        if match["name"] is None:
            return "$"
        if found := variables.get(match["name"]):
            return found
        if match["kind"] == "-":
            return match["text"]
        raise KeyError(match["name"])

    if isinstance(node, str):
        return _REFERENCE.sub(value, node)
    if isinstance(node, Mapping):
        return {key: interpolated(item, variables) for key, item in node.items()}
    if isinstance(node, list):
        return [interpolated(item, variables) for item in node]
    return node


def example() -> dict[str, str]:
    """Return the variables of .env.example, those that are commented out too."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    found = (re.fullmatch(r"#?([A-Z_]+)=(.*)", line) for line in lines)
    return {match[1]: match[2].strip("'") for match in found if match}


@dataclass(frozen=True)
class Instruction:
    """One instruction of the Dockerfile: its name and the text behind it."""

    name: str
    text: str


def dockerfile() -> list[list[Instruction]]:
    """Return the Dockerfile's stages, each from its FROM on."""
    text = re.sub(r"(?m)^#.*\n", "", (ROOT / "Dockerfile").read_text()).replace("\\\n", " ")
    stages: list[list[Instruction]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _, rest = line.partition(" ")
        if name == "FROM":
            stages.append([])
        stages[-1].append(Instruction(name, rest.strip()))
    return stages


def as_command(text: str) -> list[str]:
    """Return a RUN or CMD text as the words that are executed."""
    return json.loads(text) if text.startswith("[") else ["sh", "-c", text]
