"""References in a world's text, replaced before the vendors see it.

`${date:-30d}` is 2026-10-04, `${day:+2w}` is 17 November 2026, `${time:-2h}` is 2026-11-03T07:00:00Z, all relative to
the server's start; `${firm.name}` and `${people.maya.email}` are read from those sections. `$${` stands for `${`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from handoff_sandbox.core.errors import Problem, YamlPath
from handoff_sandbox.core.times import parse_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from handoff_sandbox.core.clock import Clock

_REFERENCE = re.compile(r"\$\$\{|\$\{([^{}]*)\}")


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


_TIME_FORMS: dict[str, Callable[[datetime], str]] = {
    "date": "{:%Y-%m-%d}".format,
    "day": _day,
    "time": "{:%Y-%m-%dT%H:%M:%SZ}".format,
}


class References:
    """Replaces the references in nested data and collects the ones that lead nowhere."""

    def __init__(self, names: Mapping[str, Any], clock: Clock) -> None:
        self._names, self._clock = names, clock
        self.problems: list[Problem] = []

    def replace(self, value: Any, path: YamlPath) -> Any:
        """Return `value` with every reference in every text replaced; what is wrong goes into `problems`."""
        if isinstance(value, str):
            return _REFERENCE.sub(lambda match: self._text(match, path), value) if "${" in value else value
        if isinstance(value, dict):
            return {key: self.replace(item, (*path, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [self.replace(item, (*path, index)) for index, item in enumerate(value)]
        return value

    def _text(self, match: re.Match[str], path: YamlPath) -> str:
        if match[1] is None:
            return "${"
        form, colon, time = match[1].partition(":")
        try:
            if colon:
                return _TIME_FORMS[form](parse_time(time, self._clock))
            found: Any = self._names
            for name in match[1].split("."):
                found = found[name]
            if isinstance(found, str | int):
                return str(found)
        except (KeyError, TypeError, ValueError):
            pass
        self.problems.append(Problem(path, f"{match[0]} leads to nothing; '$${{' stands for a plain '${{'"))
        return match[0]
