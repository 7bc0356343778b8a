"""Makes calls side by side and gives their answers in the order in which they were asked for.

What always holds: no more than some calls are ahead of what has been taken, so that memory holds their answers alone;
the first failure is raised in its place, and what was not begun then never is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol, TypeVar

WORKERS = 8
"""Calls at once for one gathering: enough to hide the vendors' latency, few beside their limits on calls at once."""

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Workers(Protocol):
    """Some threads, which call a function for each item."""

    def __call__(self, call: Callable[[Asked], Answer], items: Iterable[Asked], /) -> Iterator[Answer]:
        """Yield what the function returns for each item, in order."""
        ...


@contextmanager
def workers(count: int = WORKERS) -> Iterator[Workers]:
    """Start threads for as long as the block runs."""
    pool = ThreadPoolExecutor(count, thread_name_prefix="handoff")

    def run(call: Callable[[Asked], Answer], items: Iterable[Asked]) -> Iterator[Answer]:
        waiting: deque[Future[Answer]] = deque()
        for item in items:
            waiting.append(pool.submit(call, item))
            if len(waiting) >= count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    try:
        yield run
    finally:
        pool.shutdown(cancel_futures=True)
