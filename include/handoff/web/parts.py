"""A part of a long list, and which parts come before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One page of a list; `number` counts from 1."""

    items: Sequence[T]
    number: int
    total: int
    size: int

    @property
    def first(self) -> int:
        """The place of its first item in the whole list."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The place of its last item."""
        return min(self.number * self.size, self.total)

    @property
    def earlier(self) -> int | None:
        """The number of the part before."""
        return self.number - 1 if self.number > 1 else None

    @property
    def later(self) -> int | None:
        """The number of the part after."""
        return self.number + 1 if self.last < self.total else None


def part(items: Sequence[T], number: int, size: int) -> Part[T]:
    """Return a part of a list; one that is past the end is the last."""
    number = max(1, min(number, -(-len(items) // size)))
    return Part(items[(number - 1) * size : number * size], number, len(items), size)


def shown_part(items: Sequence[T], number: int, total: int, size: int) -> Part[T]:
    """Return a part that was read alone, of a list of which only the length is known."""
    return Part(items, number, total, size)
