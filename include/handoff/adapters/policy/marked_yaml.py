"""YAML that remembers where everything stands, so that an error can name its line.

Stricter than YAML: a key may stand once only, and every key is text as it is written (`on` and `no` too).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

Path = tuple[str | int, ...]


class MarkedError(Exception):
    """What is wrong with the YAML, in which line (from 1)."""

    def __init__(self, line: int, wrong: str) -> None:
        super().__init__(wrong)
        self.line = line
        self.wrong = wrong


@dataclass
class Marked:
    """A document's data, and the line of each of its places."""

    data: object = None
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Return the line of a place, or of the nearest one around it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str) -> Marked:
    """Read one YAML document; MarkedError where it is none."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise MarkedError(mark.line + 1 if mark else 1, f"this is not YAML ({error.problem})") from error
    except yaml.YAMLError as error:
        raise MarkedError(1, f"this is not YAML ({error})") from error
    marked = Marked()
    if node is not None:
        marked.data = _value(node, (), marked.lines)
    return marked


def _value(node: yaml.Node, path: Path, lines: dict[Path, int]) -> object:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, index), lines) for index, item in enumerate(node.value)]
    try:
        value: object = yaml.constructor.SafeConstructor().construct_object(node)
    except (yaml.YAMLError, ValueError) as error:
        raise MarkedError(lines[path], f"'{node.value}' is not a value that YAML knows") from error
    return value


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int]) -> dict[str, object]:
    data: dict[str, object] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise MarkedError(line, "a key has to be a word")
        if key.value in data:
            raise MarkedError(line, f"the key '{key.value}' is there already, in line {lines[*path, key.value]}")
        lines[*path, key.value] = line
        data[key.value] = _value(value, (*path, key.value), lines)
    return data
