"""What is wrong with a world file, as data: the YAML path, the line where known, and the message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

YamlPath = tuple[str | int, ...]


def show_path(path: YamlPath) -> str:
    """Write a path as `hubspot.deals[3].properties`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text or "(the file)"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a world file; `line` counts from 1."""

    path: YamlPath
    message: str
    line: int | None = None

    def __str__(self) -> str:
        line = f" (line {self.line})" if self.line else ""
        return f"{show_path(self.path)}{line}: {self.message}"


class WorldError(ValueError):
    """A world cannot be used; `problems` says all that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    @classmethod
    def at(cls, message: str, *path: str | int) -> WorldError:
        """Make the error for one problem: `WorldError.at("no such owner", "hubspot", "deals", 3, "owner")`."""
        return cls([Problem(path, message)])

    def with_lines(self, line_of: Callable[[YamlPath], int | None]) -> WorldError:
        """Return this error with the line numbers that `line_of` knows."""
        return WorldError(replace(problem, line=problem.line or line_of(problem.path)) for problem in self.problems)
