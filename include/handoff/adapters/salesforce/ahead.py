"""Reads several sources of pages at the same time, and hands their pages on in the order of the sources.

A few workers go through the sources; each holds one page ready and waits until it is taken. Nothing runs on when who
reads stops reading.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Full, Queue
from typing import Generic, TypeVar

from handoff.errors import PermanentError

WORKERS = 6

K = TypeVar("K")
T = TypeVar("T")
_END = object()


class _Source(Generic[T]):
    """One source, read by a worker; whoever takes its pages waits for them."""

    def __init__(self, pages: Callable[[], Iterator[T]], stopped: threading.Event) -> None:
        self._pages, self._stopped = pages, stopped
        self._ready: Queue[object] = Queue(maxsize=1)

    def run(self) -> None:
        """Read until the end, an error, or nobody wants more."""
        try:
            for page in self._pages():
                if not self._put(page):
                    return
            self._put(_END)
        except BaseException as error:  # noqa: BLE001 - it is raised where the pages are taken
            self._put(error)

    def taken(self) -> Iterator[T | PermanentError]:
        """Yield the pages, and in the end the error of a kind that no retry helps against."""
        while (item := self._ready.get()) is not _END:
            if isinstance(item, BaseException) and not isinstance(item, PermanentError):
                raise item
            yield item  # type: ignore[misc]  # a page, since the queue holds nothing else
            if isinstance(item, PermanentError):
                return

    def _put(self, item: object) -> bool:
        while not self._stopped.is_set():
            with suppress(Full):  # nobody has taken the page before yet
                self._ready.put(item, timeout=0.1)
                return True
        return False


def read_ahead(sources: Sequence[tuple[K, Callable[[], Iterator[T]]]]) -> Iterator[tuple[K, T | PermanentError]]:
    """Yield each page with the key of its source, or in its place the error that ended the source.

    An error that a retry helps against is raised, as is any that is not one of ours.
    """
    stopped = threading.Event()
    running = [(key, _Source(pages, stopped)) for key, pages in sources]
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="salesforce") as pool:
        try:
            for _, source in running:
                pool.submit(source.run)
            for key, source in running:
                for page in source.taken():
                    yield key, page
        finally:
            stopped.set()
