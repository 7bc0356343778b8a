"""The syntax of IMAP4rev1 commands (RFC 3501, section 9): splits a command into its arguments.

A parenthesised list becomes a Python list, everything else text; a fetch item keeps its brackets as one atom.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Argument: TypeAlias = "str | list[Argument]"

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\()|(?P<close>\))
        |"(?P<quoted>(?:[^"\\]|\\.)*)"
        |\{(?P<literal>\d+)\+?\}\r\n
        |(?P<atom>[^\s()"\[]+(?:\[[^\]]*\](?:<[\d.]+>)?)?)
    )""",
    re.VERBOSE,
)


class ImapSyntaxError(ValueError):
    """A command is not IMAP."""


def parse_arguments(text: str) -> list[Argument]:
    """Split a command's text, in which a literal stands as `{n}` CRLF and n characters, into arguments."""
    stack: list[list[Argument]] = [[]]
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if not match:
            raise ImapSyntaxError(f"cannot read {text[position : position + 20]!r}")
        position = match.end()
        if match["open"]:
            stack.append([])
        elif match["close"]:
            if len(stack) == 1:
                raise ImapSyntaxError("a list is closed that was not opened")
            finished = stack.pop()
            stack[-1].append(finished)
        elif match["literal"]:
            end = position + int(match["literal"])
            stack[-1].append(text[position:end])
            position = end
        elif match["quoted"] is not None:
            stack[-1].append(re.sub(r"\\(.)", r"\1", match["quoted"]))
        else:
            stack[-1].append(match["atom"])
    if len(stack) > 1:
        raise ImapSyntaxError("a list is not closed")
    return stack[0]


def parse_set(text: str, largest: int) -> Callable[[int], bool]:
    """Return the test for the numbers that a set such as `1:3,7,9:*` names, where `*` is `largest`."""
    ranges: list[range] = []
    try:
        for part in text.split(","):
            first, _, last = part.partition(":")
            low, high = sorted(largest if end == "*" else int(end) for end in (first, last or first))
            ranges.append(range(low, high + 1))
    except ValueError:
        raise ImapSyntaxError(f"{text!r} is not a set of numbers") from None
    return lambda number: any(number in one for one in ranges)


def quote(text: str) -> str:
    """Return a quoted string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
