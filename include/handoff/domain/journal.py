"""The journal: what was meant and what was seen.

Append-only; each entry carries the hash of the one before, so that nothing can be changed, dropped or put between
without its showing. An intent is committed before a vendor is called, an outcome after; an intent without an outcome
is settled by reading the record. This module only makes and checks entries; the registry keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handoff.domain.canonical import Json, digest_of, instant, parse_instant
from handoff.domain.ids import ChangeId, HandoffId

GENESIS = "0" * 64


class EntryKind(StrEnum):
    """What an entry records."""

    INTENT = "intent"
    OUTCOME = "outcome"
    VERIFIED = "verified"
    APPROVAL = "approval"
    SCAN = "scan"
    GATHERING = "gathering"
    UNREAD = "unread"
    CONSENT = "consent"
    RETURN = "return"


class Result(StrEnum):
    """How an intent ended. `unsent`: the vendor was certainly not reached, so that it may be tried again at once;
    `waived`: a named person set the change aside.
    """

    APPLIED = "applied"
    HELD = "held"
    GONE = "gone"
    CONFLICT = "conflict"
    FAILED = "failed"
    UNSENT = "unsent"
    WAIVED = "waived"


SETTLED = frozenset({Result.APPLIED, Result.HELD, Result.GONE, Result.WAIVED})
"""Results after which a change needs no further work."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a handoff's journal. `seq` counts from 1 without gaps; `detail` names no person."""

    handoff: HandoffId
    seq: int
    at: datetime
    kind: EntryKind
    change: ChangeId | None
    detail: Mapping[str, Json]
    previous: str
    hash: str

    @classmethod
    def after(
        cls,
        last: Entry | None,
        *,
        handoff: HandoffId,
        at: datetime,
        kind: EntryKind,
        change: ChangeId | None = None,
        detail: Mapping[str, Json] | None = None,
    ) -> Entry:
        """Return the entry that follows `last` (None: the first)."""
        seq = 1 if last is None else last.seq + 1
        previous = GENESIS if last is None else last.hash
        detail = detail or {}
        return cls(
            handoff, seq, at, kind, change, detail, previous, _hash(handoff, seq, at, kind, change, detail, previous)
        )

    def as_json(self) -> dict[str, Json]:
        """Return the entry as JSON, without loss."""
        return {
            "handoff": self.handoff,
            "seq": self.seq,
            "at": instant(self.at),
            "kind": self.kind.value,
            "change": self.change,
            "detail": dict(self.detail),
            "previous": self.previous,
            "hash": self.hash,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Json]) -> Entry:
        """Read `as_json` back; whether the chain holds is for `broken_at` to say. KeyError or ValueError."""
        detail, change = value["detail"], value["change"]
        if not isinstance(detail, Mapping):
            raise ValueError("not an entry")  # noqa: TRY004 - a malformed value, not a wrong type in our code
        return cls(
            handoff=HandoffId(str(value["handoff"])),
            seq=int(str(value["seq"])),
            at=parse_instant(str(value["at"])),
            kind=EntryKind(str(value["kind"])),
            change=None if change is None else ChangeId(str(change)),
            detail=detail,
            previous=str(value["previous"]),
            hash=str(value["hash"]),
        )


def broken_at(entries: Iterable[Entry]) -> int | None:
    """Return the first seq at which the chain does not hold, None where all of it does."""
    previous, expected = GENESIS, 1
    for entry in entries:
        content = (entry.handoff, entry.seq, entry.at, entry.kind, entry.change, entry.detail, entry.previous)
        if entry.seq != expected or entry.previous != previous or entry.hash != _hash(*content):
            return expected
        previous, expected = entry.hash, expected + 1
    return None


def _hash(
    handoff: HandoffId,
    seq: int,
    at: datetime,
    kind: EntryKind,
    change: ChangeId | None,
    detail: Mapping[str, Json],
    previous: str,
) -> str:
    return digest_of([handoff, seq, instant(at), kind.value, change, dict(detail), previous])
