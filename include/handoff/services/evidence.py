"""Evidence: everything that shows how one handoff went, as files that can be checked without us.

It reads the registry and the artifact store alone. Snapshots are named by their hashes; their contents stay where they
are. People stand by registry id but in `people.json`, which is left out on demand; the dossier is given as it was, and
so is what people gave to show what they did by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handoff.domain import evidence
from handoff.domain.ask import Answer, Ask
from handoff.domain.canonical import Json, canonical_json, instant
from handoff.domain.handoff import Handoff
from handoff.domain.ids import ArtifactRef, HandoffId, PersonId
from handoff.domain.journal import EntryKind
from handoff.domain.ports.registry import Registry, Transaction
from handoff.domain.ports.tools import Artifacts, Bundles, Clock
from handoff.errors import NotFoundError
from handoff.services.manual import GIVEN

_PERSON = re.compile(rb"\bp-[0-9a-f]+\b")


@dataclass(frozen=True)
class Evidence:
    """Writes bundles of evidence."""

    registry: Registry
    artifacts: Artifacts
    bundles: Bundles
    clock: Clock

    def __call__(self, handoff_id: HandoffId, place: Path, *, people: bool = True) -> str:
        """Write a handoff's bundle into a new folder; return the manifest's SHA-256. NotFoundError."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            head: dict[str, Json] = {
                "format": evidence.FORMAT,
                "handoff": handoff_id,
                "client": handoff.name,
                "made_at": instant(self.clock()),
            }
            files = self._files(tx, handoff)
            return self.bundles.write(place, head, _with_people(tx, files) if people else files)

    def _files(self, tx: Transaction, handoff: Handoff) -> Iterator[tuple[str, bytes]]:
        entries = list(tx.journal.read(handoff.id))
        given = (entry.detail.get(form) for entry in entries if "said_by" in entry.detail for form in GIVEN)
        by_hand = list(dict.fromkeys(str(ref) for ref in given if ref))
        yield evidence.READ_ME, evidence.how_to_read(by_hand=bool(by_hand)).encode()
        yield evidence.HANDOFF, _pretty(_handoff(handoff))
        for plan in tx.plans.all(handoff.id):
            yield f"{evidence.PLANS}{plan.digest}.json", _pretty(plan.as_json())
        yield evidence.ASKS, _pretty([_ask(ask, answer) for ask, answer in tx.asks.of(handoff.id)])
        yield evidence.JOURNAL, _lines(entry.as_json() for entry in entries)
        scans = [entry.as_json() for entry in entries if entry.kind is EntryKind.SCAN]
        yield evidence.SCANS, _pretty(scans)
        yield (
            evidence.SNAPSHOTS,
            _lines(
                {"gathering": gathering, "record": row.record.key, "revision": row.revision, "sha256": row.sha256}
                for gathering, row in tx.snapshots.rows(handoff.id)
            ),
        )
        for dossier in tx.dossiers.list(handoff.id):
            for form, ref in (("html", dossier.html), ("md", dossier.markdown), ("json", dossier.model)):
                yield f"{evidence.DOSSIERS}{dossier.version}.{form}", self.artifacts.get(ref)
        for shown in by_hand:
            yield f"{evidence.BY_HAND}{shown}", self.artifacts.get(ArtifactRef(shown))


def _with_people(tx: Transaction, files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield the files and then the people whose ids stand in them."""
    named: set[str] = set()
    for name, data in files:
        named.update(found.decode() for found in _PERSON.findall(data))
        yield name, data
    yield evidence.PEOPLE, _pretty({person: _person(tx, PersonId(person)) for person in sorted(named)})


def _person(tx: Transaction, person: PersonId) -> Json:
    try:
        found = tx.people.get(person)
    except NotFoundError:
        return None
    return {"name": found.name, "email": found.email, "role": found.role, "organisation": found.organisation}


def _handoff(handoff: Handoff) -> dict[str, Json]:
    determination = handoff.determination
    return {
        "id": handoff.id,
        "client": handoff.name,
        "company": handoff.client.record.key if handoff.client else None,
        "folder": handoff.client.folder_id if handoff.client else None,
        "mark": {
            "record": handoff.mark.record.key,
            "at": instant(handoff.mark.at),
            "value": handoff.mark.value,
            "by": handoff.mark.by,
        },
        "legacy_batch": handoff.legacy.batch if handoff.legacy else None,
        "determination": {
            "successor": determination.successor,
            "decided_by": determination.decided_by,
            "reason": determination.reason,
        }
        if determination
        else None,
        "state": handoff.state.value,
        "attempt": handoff.attempt,
        "digest": handoff.digest,
        "opened_at": instant(handoff.opened_at),
        "cutoff_at": instant(handoff.cutoff_at) if handoff.cutoff_at else None,
        "closed_at": instant(handoff.closed_at) if handoff.closed_at else None,
    }


def _ask(ask: Ask, answer: Answer | None) -> dict[str, Json]:
    return {
        "id": ask.id,
        "kind": ask.kind.value,
        "digest": ask.digest,
        "asked_at": instant(ask.asked_at),
        "expires_at": instant(ask.expires_at),
        "attempt": ask.attempt,
        "named": {
            "successor": ask.named.successor,
            "person": ask.named.person,
            "cutoff_at": instant(ask.named.cutoff_at) if ask.named.cutoff_at else None,
        }
        if ask.named
        else None,
        "answer": {
            "choice": answer.choice,
            "digest": answer.digest,
            "by": answer.by,
            "at": instant(answer.at),
            "reason": answer.reason,
        }
        if answer
        else None,
    }


def _pretty(value: Json | Sequence[Json]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=dict).encode() + b"\n"


def _lines(values: Iterable[dict[str, Json]]) -> bytes:
    return b"".join(canonical_json(value) + b"\n" for value in values)
