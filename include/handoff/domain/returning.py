"""The return package: what belongs to the client, given back, with an account of what was kept and why.

What is returned are the records that the client provided, those prepared for the client and the work products; working
papers and what is internal stay. For every record the account says what became of it, so that it can be signed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handoff.domain.canonical import Json, instant
from handoff.domain.cuts import RecordClass
from handoff.domain.ids import ArtifactRef, HandoffId
from handoff.domain.record import RecordRef

RETURNED_CLASSES = (RecordClass.CLIENT_PROVIDED, RecordClass.PREPARED, RecordClass.WORK_PRODUCT)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')
_LONGEST_NAME = 100


class Fate(StrEnum):
    """What became of a record."""

    RETURNED = "returned"
    RETAINED = "retained"
    NOT_EXPORTED = "not_exported"


@dataclass(frozen=True, slots=True)
class Retention:
    """Why records of one class are kept, and for how long after the cut-off; None where the policy does not say."""

    basis: str
    keep: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One record in the account. `path` is where it lies in the package, "" where it is not in it."""

    record: RecordRef
    title: str
    kind: RecordClass
    fate: Fate
    path: str = ""
    media_type: str = ""
    size: int = 0
    content: ArtifactRef | None = None
    sha256: str = ""
    why: str = ""
    until: datetime | None = None

    def as_json(self) -> Json:
        """Return it as JSON."""
        return {
            "record": self.record.key,
            "title": self.title,
            "class": self.kind.value,
            "fate": self.fate.value,
            "path": self.path,
            "media_type": self.media_type,
            "bytes": self.size,
            "content": self.content,
            "sha256": self.sha256,
            "why": self.why,
            "until": None if self.until is None else instant(self.until),
        }


@dataclass(frozen=True, slots=True)
class Package:
    """The whole account, one line a record."""

    handoff: HandoffId
    client: str
    firm: str
    made_at: datetime
    items: Sequence[Item]

    def of(self, fate: Fate) -> list[Item]:
        """Return the records of one fate."""
        return [item for item in self.items if item.fate is fate]

    def as_json(self) -> Mapping[str, Json]:
        """Return it as JSON. Handoff deletes no record, and says so."""
        return {
            "handoff": self.handoff,
            "client": self.client,
            "firm": self.firm,
            "made_at": instant(self.made_at),
            "deleted": [],
            "items": [item.as_json() for item in self.items],
        }


def path_of(folders: Sequence[str], name: str, ending: str, taken: set[str]) -> str:
    """Return a path in the package that no other record has, whatever vendors call their files; it never leads out."""
    parts = [_safe(part) for part in (*folders, name)]
    stem = "/".join(["files", *parts])
    if ending and stem.lower().endswith(ending):
        stem = stem[: -len(ending)]
    path, count = f"{stem}{ending}", 1
    while path.lower() in taken:
        count += 1
        path = f"{stem} ({count}){ending}"
    taken.add(path.lower())
    return path


def _safe(part: str) -> str:
    return _UNSAFE.sub("_", part).strip(" .")[:_LONGEST_NAME] or "_"
