"""The log of the requests that the vendors got, for tests and benchmarks to read.

Method, path, query and outcome only: never a header or a body, which may hold tokens. Memory is bounded: the newest
requests are kept, older ones only counted; a file keeps all.
"""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 100_000
"""How many requests are kept in memory."""


@dataclass(frozen=True, slots=True)
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
    """Keeps the newest requests in memory, and appends every one to `file` as a line of JSON where one is given."""

    def __init__(self, file: Path | None = None, keep: int = KEPT) -> None:
        self._requests: deque[LoggedRequest] = deque(maxlen=keep)
        self._counts: Counter[tuple[str | None, str, int | None]] = Counter()
        self._next = 1
        self._file = file
        self._stream: TextIO | None = None

    @property
    def next_sequence(self) -> int:
        """The number that the next request gets; the first is 1."""
        return self._next

    def add(self, request: LoggedRequest) -> None:
        """Keep one request."""
        self._requests.append(request)
        self._counts[request.vendor, request.method, request.status] += 1
        self._next = request.sequence + 1
        if self._file:
            self._stream = self._stream or self._file.open("a", encoding="utf-8", buffering=1)
            self._stream.write(json.dumps(asdict(request)) + "\n")

    def close(self) -> None:
        """Close the file; a further request opens it again."""
        if self._stream:
            self._stream.close()
            self._stream = None

    def clear(self) -> None:
        """Forget all requests; the sequence starts again at 1."""
        self._requests.clear()
        self._counts.clear()
        self._next = 1

    def find(
        self,
        *,
        vendor: str | None = None,
        method: str | None = None,
        path: str | None = None,
        since: int = 0,
        limit: int | None = None,
    ) -> list[LoggedRequest]:
        """Return the first `limit` requests after `since`, a sequence; `path` is a regular expression for all of it."""
        found: Iterator[LoggedRequest] = (
            request
            for request in self._requests
            if request.sequence > since
            and (vendor is None or request.vendor == vendor)
            and (method is None or request.method == method.upper())
            and (path is None or re.fullmatch(path, request.path))
        )
        return list(islice(found, limit))

    def summary(self) -> list[dict[str, Any]]:
        """Count all requests since the start, or since they were forgotten, by vendor, method and status."""
        return [
            {"vendor": vendor, "method": method, "status": status, "count": count}
            for (vendor, method, status), count in sorted(self._counts.items(), key=str)
        ]
