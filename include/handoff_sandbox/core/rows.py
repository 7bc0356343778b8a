"""The part of a large world that is written as rows: items of a YAML list, each a line of JSON, `- {"id": "1"}`.

JSON is YAML, so such a file means the same to any YAML reader; read as JSON it takes a hundredth of the time. `cut`
takes the rows out of a text and leaves a short mark for each run of them, which `Rows.expand` puts back.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from handoff_sandbox.core.errors import Problem, WorldError

_ROW = re.compile(r"( *)- (\{.*\})[ \r]*")
_MARK = re.compile(r"\|rows (\d+)\|")


@dataclass(frozen=True)
class Run:
    """Rows that follow each other; `line` is the first one's, counted from 1."""

    line: int
    rows: list[Any]


@dataclass(frozen=True)
class Rows:
    """The runs of one text, and what is left of it."""

    text: str
    runs: list[Run]

    def run_of(self, scalar: object) -> Run | None:
        """Return the run that an item of a list stands for."""
        match = _MARK.fullmatch(scalar) if self.runs and isinstance(scalar, str) else None
        return self.runs[int(match[1])] if match else None

    def is_marked(self, scalar: str) -> bool:
        """Whether a mark stands somewhere in a text: then what looked like rows were lines of that text."""
        return bool(self.runs) and _MARK.search(scalar) is not None

    def expand(self, data: Any) -> Any:
        """Put the rows back into the lists of `data`, in place."""
        if isinstance(data, dict):
            for value in data.values():
                self.expand(value)
        elif isinstance(data, list):
            found: list[Any] = []
            for item in data:
                run = self.run_of(item)
                found += run.rows if run else [self.expand(item)]
            data[:] = found
        return data


def cut(text: str) -> Rows:
    """Take every row out of a text; raises WorldError for a key that stands twice in one."""
    if _MARK.search(text):
        return Rows(text, [])
    runs: list[Run] = []
    left: list[str] = []
    depth = None
    for number, line in enumerate(text.split("\n"), 1):
        match = _ROW.fullmatch(line)
        row = _read(match[2], number) if match else None
        if match is None or row is None:
            left.append(line)
            depth = None
            continue
        if depth != match[1]:
            depth = match[1]
            left.append(f'{depth}- "|rows {len(runs)}|"')
            runs.append(Run(number, []))
        else:
            left.append("")
        runs[-1].rows.append(row)
    return Rows("\n".join(left), runs)


def _read(text: str, line: int) -> Any:
    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise WorldError([Problem((twice,), "stands twice in this mapping", line)])
        return found

    try:
        return json.loads(text, object_pairs_hook=mapping)
    except json.JSONDecodeError:
        return None
