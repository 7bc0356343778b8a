"""What is done by hand: a change for each system without an adapter, by the policy's rules and by what is named.

The material speaks of more systems than the policy knows. What it names as a system that somebody has access to is
somebody's task too: the policy's `systems.owner`, or, where there is none, it is said in the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from handoff.domain.canonical import Json, digest_of, instant
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.ids import HandoffId
from handoff.domain.plan import LeftOut
from handoff.domain.planning.grants import Identify
from handoff.domain.policy.systems import SystemRule, Systems
from handoff.domain.record import Kind, RecordRef, Vendor

UNSEEN = "Named in the material, and the policy names nobody who sees to them: see who has access."
"""Why systems are left to a person; which one it is, its record says."""

_WITH_ADAPTER = frozenset({"hubspot", "salesforce", "google drive", "drive", "google workspace", "gmail"})


@dataclass(frozen=True, slots=True)
class Named:
    """What a dossier says in its section on systems and access: the system it is about ("" none), and the text."""

    system: str
    text: str


def manual_changes(
    systems: Systems, named: Iterable[Named], handoff: HandoffId, cutoff: datetime | None, identify: Identify
) -> Iterator[Change | LeftOut]:
    """Yield a change for each system in which a person has something to do, the policy's first."""
    said = list(named)
    for rule in systems.rules:
        if rule.always or any(rule.is_named(f"{item.system} {item.text}") for item in said):
            yield _change(rule, handoff, cutoff, identify)
    for name in _unknown(systems, said):
        rule = SystemRule(
            key=f"named-{digest_of(name.lower())[:12]}",
            name=name,
            what=f"Take away the leaving side's access to {name}, and give the successor what they need there",
            owner=systems.owner,
            evidence=systems.evidence,
            within=systems.within,
        )
        if systems.owner:
            yield _change(rule, handoff, cutoff, identify)
        else:
            yield LeftOut(RecordRef(Vendor.MANUAL, Kind.SYSTEM, f"{handoff}.{name}"), UNSEEN, person=True)


def _unknown(systems: Systems, said: Iterable[Named]) -> list[str]:
    names = {item.system.lower(): item.system for item in said if item.system}
    return [
        name
        for key, name in sorted(names.items())
        if key not in _WITH_ADAPTER and not any(rule.is_named(name) for rule in systems.rules)
    ]


def _change(rule: SystemRule, handoff: HandoffId, cutoff: datetime | None, identify: Identify) -> Change:
    described: dict[str, Json] = {
        "what": f"{rule.name}: {rule.what}",
        "owner": identify(rule.owner),
        "due": instant(cutoff + rule.within) if cutoff else None,
        "evidence": rule.evidence,
    }
    before, after = {"done": False, **described}, {"done": True, **described}
    return Change(ChangeKind.MANUAL, _record(rule, handoff), before, after, Phase.ARCHIVE)


def _record(rule: SystemRule, handoff: HandoffId) -> RecordRef:
    return RecordRef(Vendor.MANUAL, Kind.SYSTEM, f"{handoff}.{rule.key}")
