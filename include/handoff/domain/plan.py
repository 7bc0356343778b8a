"""A plan: the ordered changes that take the snapshots to what the policy wants.

Its digest binds all changes of all phases and nothing else: our own writes, portal workflows and views move
revisions, so those are not in it. A plan is shown, approved by its digest and applied; it never changes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from handoff.domain.canonical import Json, instant, parse_instant
from handoff.domain.change import Change, Phase
from handoff.domain.ids import ChangeId, HandoffId, PlanDigest
from handoff.domain.record import RecordRef


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that the plan does not touch although one might expect it, and why; `person` where one must act."""

    record: RecordRef
    reason: str
    person: bool = False


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What is said of a plan without its changes: counts by kind, most first, and how much needs a person."""

    handoff: HandoffId
    client: str
    made_at: datetime
    digest: PlanDigest
    counts: Mapping[str, int]
    irreversible: Mapping[str, int]
    left_out: int
    for_people: int


@dataclass(frozen=True)
class Plan:
    """All changes of one handoff, in the order of their phases."""

    handoff: HandoffId
    client: str
    made_at: datetime
    changes: tuple[Change, ...]
    left_out: tuple[LeftOut, ...] = ()

    @cached_property
    def digest(self) -> PlanDigest:
        """What an approval names."""
        return digest_of_changes(self.changes)

    @property
    def head(self) -> PlanHead:
        """What is said of the plan as a whole."""
        return PlanHead(
            handoff=self.handoff,
            client=self.client,
            made_at=self.made_at,
            digest=self.digest,
            counts=self.counts(),
            irreversible=dict(Counter(change.kind.value for change in self.irreversible).most_common()),
            left_out=len(self.left_out),
            for_people=sum(item.person for item in self.left_out),
        )

    def of(self, *phases: Phase) -> tuple[Change, ...]:
        """Return the changes of some phases, in order."""
        return tuple(change for change in self.changes if change.phase in phases)

    def counts(self) -> dict[str, int]:
        """Return how many changes there are of each kind, most first."""
        return dict(Counter(change.kind.value for change in self.changes).most_common())

    @property
    def irreversible(self) -> tuple[Change, ...]:
        """The changes that can't be taken back."""
        return tuple(change for change in self.changes if change.irreversible)

    def as_json(self) -> dict[str, Json]:
        """Return the plan as JSON, without loss."""
        return {
            "handoff": self.handoff,
            "client": self.client,
            "made_at": instant(self.made_at),
            "digest": self.digest,
            "changes": [change.as_json() for change in self.changes],
            "left_out": [
                {"record": item.record.key, "reason": item.reason, "person": item.person} for item in self.left_out
            ],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Json]) -> Plan:
        """Read `as_json` back; ValueError where the digest does not match the changes."""
        changes, left_out = value["changes"], value["left_out"]
        if not isinstance(changes, list) or not isinstance(left_out, list):
            raise ValueError("not a plan")  # noqa: TRY004 - a malformed value, not a wrong type in our code
        plan = cls(
            handoff=HandoffId(str(value["handoff"])),
            client=str(value["client"]),
            made_at=parse_instant(str(value["made_at"])),
            changes=tuple(Change.from_json(change) for change in changes),
            left_out=tuple(
                LeftOut(RecordRef.parse(str(item["record"])), str(item["reason"]), bool(item["person"]))
                for item in left_out
            ),
        )
        if plan.digest != value["digest"]:
            raise ValueError(f"the plan's digest {value['digest']} does not match its changes")
        return plan


def each_once(changes: Iterable[Change]) -> list[Change]:
    """Return changes without those that stand among them already, the first of each kept: a plan holds each once."""
    kept: dict[ChangeId, Change] = {}
    for change in changes:
        kept.setdefault(change.id, change)
    return list(kept.values())


def digest_of_changes(changes: Iterable[Change]) -> PlanDigest:
    """Return the digest of some changes in their order, holding one at a time: the SHA-256 of the canonical JSON of
    the list of their promises.
    """
    digest = hashlib.sha256(b"[")
    for number, change in enumerate(changes):
        digest.update((b"," if number else b"") + change.sealed)
    digest.update(b"]")
    return PlanDigest(digest.hexdigest())
