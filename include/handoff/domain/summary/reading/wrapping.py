"""Wrapping: which lines of a text end by themselves, and which their writer's program broke for want of room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_WRAPPED = 58
"""From this many characters on a line is taken for one that goes on in the next."""

_WIDEST = 90
"""From so many characters on a line is taken for wrapped, however long the others are."""

_ROOM = 8
"""Characters that stay free behind a line that was wrapped, however it was counted."""

_SELDOM = 3
"""Where more than one line of so many ends early, none was wrapped."""


def ended(own: Sequence[str]) -> list[bool]:
    """Return of each line but the last whether it ends by itself: where it was wrapped, the next word had no room."""
    width = min(max(map(len, own), default=0), _WIDEST)
    ends = [
        len(line) < _WRAPPED or len(line) + len(below.split(" ", 1)[0]) + _ROOM < width for line, below in pairwise(own)
    ]
    return ends if sum(ends) * _SELDOM <= len(ends) else [True] * len(ends)


def unwrapped(own: Sequence[str]) -> list[str]:
    """Join lines that were wrapped; others end where their author did."""
    joined = list(own[:1])
    for line, ends in zip(own[1:], ended(own), strict=True):
        if ends:
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1]} {line}"
    return joined
