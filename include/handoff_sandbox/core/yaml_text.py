"""YAML as a world file uses it, with the line of every value.

Only `true` and `false` are booleans and a date stays the text that was written, so that `no`, `12:30` or `2026-11-03`
mean what they say. A key that stands twice in one mapping is an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from handoff_sandbox.core.errors import Problem, WorldError, YamlPath

if TYPE_CHECKING:
    from yaml import SafeLoader as _SafeLoader
else:
    _SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one where libyaml is there


class _Loader(_SafeLoader):
    """The safe loader with YAML 1.2's plain values."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own protocol


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?", "-+0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("merge", r"<<", "<"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))


class Document:
    """A parsed file: its `data`, and the line on which the value at a path stands."""

    def __init__(self, text: str) -> None:
        try:
            loader = _Loader(text)
            node = loader.get_single_node()
            self._lines: dict[YamlPath, int] = {}
            problems: list[Problem] = []
            if node is not None:
                self._walk(node, (), problems)
            if problems:
                raise WorldError(problems)
            self.data: Any = loader.construct_document(node) if node is not None else None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            raise WorldError([Problem((), f"is not YAML: {error.problem or error.context}", line)]) from None
        except yaml.YAMLError as error:
            raise WorldError([Problem((), f"is not YAML: {error}")]) from None

    def line_of(self, path: YamlPath) -> int | None:
        """Return the line of the value at `path`, or of the nearest value that holds it."""
        for length in range(len(path), -1, -1):
            if line := self._lines.get(path[:length]):
                return line
        return None

    def _walk(self, node: yaml.Node, path: YamlPath, problems: list[Problem]) -> None:
        self._lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self._walk(item, (*path, index), problems)
        elif isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                name = str(key.value)
                if name in seen and name != "<<":
                    problems.append(Problem((*path, name), "stands twice in this mapping", key.start_mark.line + 1))
                seen.add(name)
                self._walk(value, (*path, name), problems)
                self._lines[(*path, name)] = key.start_mark.line + 1
