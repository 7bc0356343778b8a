"""The headings above the place where a parser stands."""

from __future__ import annotations


class Outline:
    """A stack of headings by level."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above, outermost first."""
        return tuple(text for _, text in self._stack)

    def enter(self, level: int, text: str) -> None:
        """Take a heading in; those of its level and below are left."""
        self.leave(level)
        self._stack.append((level, text))

    def leave(self, level: int) -> None:
        """Leave the headings of a level and below it."""
        while self._stack and self._stack[-1][0] >= level:
            self._stack.pop()
