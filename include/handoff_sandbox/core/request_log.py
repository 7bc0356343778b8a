"""The log of the requests that the vendors got, for tests to read.

Method, path, query and outcome only: never a header or a body, which may hold tokens.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class LoggedRequest:
    """One request; `status` is None where the connection was dropped, `fault` names the rule that it fell to."""

    sequence: int
    vendor: str | None
    method: str
    path: str
    query: str
    status: int | None
    seconds: float
    at: str
    fault: str | None


class RequestLog:
    """Keeps every request in memory, and appends it to `file` as a line of JSON where one is given."""

    def __init__(self, file: Path | None = None) -> None:
        self._requests: list[LoggedRequest] = []
        self._file = file

    @property
    def next_sequence(self) -> int:
        """The number that the next request gets; the first is 1."""
        return len(self._requests) + 1

    def add(self, request: LoggedRequest) -> None:
        """Keep one request."""
        self._requests.append(request)
        if self._file:
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(request)) + "\n")

    def clear(self) -> None:
        """Forget all requests; the sequence starts again at 1."""
        self._requests.clear()

    def find(
        self, *, vendor: str | None = None, method: str | None = None, path: str | None = None, since: int = 0
    ) -> list[LoggedRequest]:
        """Return the requests after sequence `since`; `path` is a regular expression for the whole path."""
        return [
            request
            for request in self._requests[max(since, 0) :]
            if (vendor is None or request.vendor == vendor)
            and (method is None or request.method == method.upper())
            and (path is None or re.fullmatch(path, request.path))
        ]
