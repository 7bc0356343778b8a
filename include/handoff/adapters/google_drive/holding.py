"""Holds pages back until the files whose permissions must be asked for fill the requests.

Such files may be few among many, and a request takes a hundred. Pages that wait are packed, so that memory holds one
as it came; their order stays. Where the listing fails, what waits is yielded before the error is raised.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from handoff.adapters.google_drive.batching import LARGEST
from handoff.adapters.google_drive.tree import Item
from handoff.adapters.google_drive.wire import File
from handoff.errors import HandoffError

_PAGES = 20
_ASKED = 16 * LARGEST
"""So many files fill requests for all threads, and the last of them wastes little where it is not full."""

Page = Sequence[Item]


def together(
    pages: Iterable[Page], to_ask: Callable[[Page], Sequence[File]]
) -> Iterator[tuple[Sequence[File], Iterator[Page]]]:
    """Yield pages, some at once, with those of their files that must be asked for; a page without such passes as soon
    as none waits before it.
    """
    held: list[bytes] = []
    asked: list[File] = []
    failed: HandoffError | None = None
    source = iter(pages)
    while failed is None:
        try:
            page = next(source, None)
        except HandoffError as error:
            page, failed = None, error
        if page is None:
            break
        found = to_ask(page)
        if not held and not found:
            yield (), iter([page])
            continue
        held.append(_packed(page))
        asked += found
        if len(held) >= _PAGES or len(asked) >= _ASKED:
            yield asked, map(_unpacked, held)
            held, asked = [], []
    if held:
        yield asked, map(_unpacked, held)
    if failed is not None:
        raise failed


def _packed(page: Page) -> bytes:
    return zlib.compress(json.dumps([[item.file, item.path] for item in page]).encode(), 1)


def _unpacked(packed: bytes) -> Page:
    return [Item(file, tuple(path)) for file, path in json.loads(zlib.decompress(packed))]
