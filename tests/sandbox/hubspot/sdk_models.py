"""What hubspot-api-client makes of an answer: the model that it has for a path, and that model written back as JSON."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import hubspot

ROOT = Path(hubspot.__file__).parent
PACKAGES = (
    *(f"crm/{name}" for name in ("associations", "companies", "contacts", "deals", "lists", "objects", "owners")),
    *(f"crm/{name}" for name in ("pipelines", "properties", "schemas", "imports", "exports")),
    "files",
    "oauth",
    "settings",
    "webhooks",
)
"""The parts of the client that the emulator answers."""


@dataclass(frozen=True)
class Known:
    """One operation that the client knows: `models` are the names of its answers by their status."""

    method: str
    path: str
    package: str
    models: dict[int, str]

    def matches(self, method: str, path: str) -> bool:
        """Say whether a request is one of these; a slash at the end makes no difference."""
        pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(self.path.rstrip("/")))
        return self.method == method and re.fullmatch(pattern, path.rstrip("/")) is not None


@cache
def known_operations() -> tuple[Known, ...]:
    """Read the client's own sources for its operations."""
    files = [file for name in PACKAGES for file in sorted((ROOT / name).rglob("api/*_api.py"))]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its docstrings have backslashes
        return tuple(one for file in files for one in _operations(file))


def _operations(file: Path) -> list[Known]:
    package = ".".join(["hubspot", *file.relative_to(ROOT).parts[:-2]])
    found = []
    for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef) and function.name.endswith("_with_http_info"):
            models: dict[int, str] = {}
            for node in ast.walk(function):
                if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "response_types_map":
                    models = ast.literal_eval(node.value)
                elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "call_api":
                    path, method = (ast.literal_eval(argument) for argument in node.args[:2])
                    found.append(Known(method, path, package, models))
    return found


def model_of(method: str, path: str, status: int) -> tuple[str, str] | None:
    """Return the package and the name of the model for an answer, None where the client has none.

    Of several paths the one with the fewest parameters counts, as `/objects/deals` before `/objects/{objectType}`.
    """
    found = [one for one in known_operations() if one.matches(method, path) and status in one.models]
    best = min(found, key=lambda one: one.path.count("{"), default=None)
    return (best.package, best.models[status]) if best else None


def read_and_write(model: tuple[str, str], data: bytes) -> Any:
    """Make the client's model of an answer and return what it writes again."""
    package, name = model
    client = import_module(package).ApiClient()
    return client.sanitize_for_serialization(client.deserialize(SimpleNamespace(data=data.decode()), name))
