"""Pages: what one holds, and the token of the next.

The first page of a walk fixes which items there are and in which order; the pages after it are cut from that, as long
as it is remembered, so that a long walk costs one search. A token fits only the parameters that it was made for.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

from handoff_sandbox.google_drive import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from handoff_sandbox.google_drive.call import Call

T = TypeVar("T")

_REMEMBERED = 64


class Walks(Generic[T]):
    """The lists of the last walks, by caller and parameters."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], list[T]] = OrderedDict()
        self._serial = 0

    def page(self, call: Call, size: int, find: Callable[[], list[T]]) -> tuple[list[T], str | None]:
        """Return one page and the token of the next; `find` searches, where that is not known from an earlier page."""
        stamp = _stamp(call)
        serial, start = _position(call, stamp)
        items = self._known.get((stamp, serial)) if serial else None
        if items is None:
            items = find()
            self._serial += 1
            serial = str(self._serial)
        end = start + size
        if end >= len(items):
            return items[start:end], None
        self._known[stamp, serial] = items
        self._known.move_to_end((stamp, serial))
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return items[start:end], base64.urlsafe_b64encode(f"{stamp}:{serial}:{end}".encode()).decode()


def paginate(items: list[T], call: Call, size: int) -> tuple[list[T], str | None]:
    """Return one page of a short list and the token of the next."""
    return Walks[T]().page(call, size, lambda: items)


def _stamp(call: Call) -> str:
    """Return a digest of what a token is bound to: the caller and all parameters but those of the page itself."""
    same = {key: str(value) for key, value in call.parameters.items() if key not in ("pageToken", "pageSize", "fields")}
    return hashlib.sha256(json.dumps([call.caller.email, same], sort_keys=True).encode()).hexdigest()[:16]


def _position(call: Call, stamp: str) -> tuple[str, int]:
    token = call.text("pageToken")
    if not token:
        return "", 0
    try:
        made_for, serial, offset = base64.urlsafe_b64decode(token).decode().split(":")
        start = int(offset)
    except ValueError:
        raise errors.invalid("pageToken") from None
    if made_for != stamp:
        raise errors.invalid("pageToken")
    return serial, start
