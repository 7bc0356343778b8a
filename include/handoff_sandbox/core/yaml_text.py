"""YAML as a world file uses it, with the line of every value.

Only `true` and `false` are booleans and a date stays the text that was written, so that `no`, `12:30` or `2026-11-03`
mean what they say. A key that stands twice in one mapping is an error. Items of a list that are a line of JSON each are
read as `rows`, which makes a world of any size load in seconds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from handoff_sandbox.core.errors import Problem, WorldError, YamlPath
from handoff_sandbox.core.rows import Rows, Run, cut

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
        rows = cut(text)
        if not self._read(rows):
            self._read(Rows(text, []))

    def line_of(self, path: YamlPath) -> int | None:
        """Return the line of the value at `path`, or of the nearest value that holds it."""
        for length in range(len(path), -1, -1):
            if line := self._lines.get(path[:length]):
                return line
            for at, run in self._runs.get(path[: length - 1], ()) if length else ():
                place = path[length - 1]
                if isinstance(place, int) and at <= place < at + len(run.rows):
                    return run.line + place - at
        return None

    def _read(self, rows: Rows) -> bool:
        """Parse a text; say whether its rows were rows, and not lines within a longer text."""
        self._rows = rows
        self._lines: dict[YamlPath, int] = {}
        self._runs: dict[YamlPath, list[tuple[int, Run]]] = {}
        problems: list[Problem] = []
        try:
            loader = _Loader(rows.text)
            node = loader.get_single_node()
            if node is not None and not self._walk(node, (), problems):
                return False
            if problems:
                raise WorldError(problems)
            self.data: Any = rows.expand(loader.construct_document(node)) if node is not None else None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            raise WorldError([Problem((), f"is not YAML: {error.problem or error.context}", line)]) from None
        except yaml.YAMLError as error:
            raise WorldError([Problem((), f"is not YAML: {error}")]) from None
        return True

    def _walk(self, node: yaml.Node, path: YamlPath, problems: list[Problem]) -> bool:
        """Note the lines of a node and of all below it; False where rows were taken out of a text."""
        self._lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.SequenceNode):
            return self._walk_list(node, path, problems)
        if isinstance(node, yaml.ScalarNode):
            return not self._rows.is_marked(node.value)
        whole = True
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen and name != "<<":
                problems.append(Problem((*path, name), "stands twice in this mapping", key.start_mark.line + 1))
            seen.add(name)
            whole = self._walk(value, (*path, name), problems) and whole
            self._lines[(*path, name)] = key.start_mark.line + 1
        return whole

    def _walk_list(self, node: yaml.SequenceNode, path: YamlPath, problems: list[Problem]) -> bool:
        whole, at = True, 0
        for item in node.value:
            if isinstance(item, yaml.ScalarNode) and (run := self._rows.run_of(item.value)):
                self._runs.setdefault(path, []).append((at, run))
                at += len(run.rows)
            else:
                whole = self._walk(item, (*path, at), problems) and whole
                at += 1
        return whole
