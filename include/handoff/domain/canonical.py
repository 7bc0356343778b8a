"""Canonical JSON and its SHA-256: the one way in which the product hashes what it promises.

Equal values give equal bytes on every machine: keys sorted, no white space, UTF-8, no floats (they have no one
spelling). It does not read or write anything.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
"""Made once: a plan of a large client is encoded hundreds of thousands of times."""

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]


def canonical_json(value: Json) -> bytes:
    """Return the canonical UTF-8 bytes of a value; TypeError on a float or anything that is not JSON."""
    return _ENCODER.encode(_plain(value)).encode()


def sha256_hex(data: bytes) -> str:
    """Return the 64 lower-case hexadecimal digits of the SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def digest_of(value: Json) -> str:
    """Return the SHA-256 of a value's canonical JSON, in 64 hexadecimal digits."""
    return sha256_hex(canonical_json(value))


def instant(value: datetime) -> str:
    """Write an aware datetime as ISO 8601 in UTC with microseconds and a Z; ValueError on a naive one."""
    if value.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def parse_instant(text: str) -> datetime:
    """Read an ISO 8601 instant into an aware datetime in UTC; ValueError on a naive or malformed one."""
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError(f"'{text}' has no time zone")
    return value.astimezone(UTC)


_LEAVES = frozenset({str, int, bool, type(None)})


def _plain(value: Json) -> Json:
    if value is None or isinstance(value, (str, int)):  # a bool is an int
        return value
    if isinstance(value, dict):  # by far the most, and faster to tell than any mapping
        return {
            key if type(key) is str else str(key): item if type(item) in _LEAVES else _plain(item)
            for key, item in value.items()
        }
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical JSON")
