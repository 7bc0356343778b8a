"""Owner changes: seen and written in batches of one kind, each record written once with all its owner fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handoff.adapters.hubspot.api import BATCH, Api, chunks
from handoff.adapters.hubspot.errors import named
from handoff.adapters.hubspot.kinds import OWNER, ref
from handoff.adapters.hubspot.transport import Wire
from handoff.domain.change import Change
from handoff.domain.ports.vendors import Done, Seen
from handoff.domain.record import Kind
from handoff.errors import (
    HandoffError,
    InvalidRecordError,
    OutcomeUnknownError,
    VendorRefusedError,
)

ORDER = (Kind.COMPANY, Kind.CONTACT, Kind.DEAL, Kind.TICKET)
"""The company first: a portal may pass its owner on to the contacts, and what is written later wins."""

Answer = Done | HandoffError


def observe_owners(api: Api, changes: Sequence[Change]) -> list[Seen | HandoffError]:
    """Return the owner fields of each change as they are now."""
    answers: dict[int, Seen | HandoffError] = {}
    for kind, places in _by_kind(changes):
        properties = list(dict.fromkeys(_property(name) for place in places for name in changes[place].after))
        for part in chunks(places, BATCH):
            ids = list(dict.fromkeys(changes[place].record.id for place in part))
            try:
                batch = next(api.read(kind, ids, properties))
            except HandoffError as error:
                answers |= dict.fromkeys(part, error)
                continue
            answers |= {place: _seen(changes[place], batch.found.get(changes[place].record.id)) for place in part}
    return [answers[place] for place in range(len(changes))]


def apply_owners(api: Api, changes: Sequence[Change]) -> list[Answer]:
    """Write the owner fields of each change; None stands for no owner."""
    answers: dict[int, Answer] = {}
    for kind, places in _by_kind(changes):
        writes: dict[str, dict[str, str]] = {}
        for place in places:
            fields = changes[place].after.items()
            write = {_property(name): "" if value is None else str(value) for name, value in fields}
            writes.setdefault(changes[place].record.id, {}).update(write)
        told: dict[str, Answer] = {}
        for part in chunks(list(writes), BATCH):
            told |= _write(api, kind, {identifier: writes[identifier] for identifier in part})
        answers |= {place: told[changes[place].record.id] for place in places}
    return [answers[place] for place in range(len(changes))]


def _write(api: Api, kind: Kind, writes: dict[str, dict[str, str]]) -> dict[str, Answer]:
    try:
        batch = api.update(kind, writes)
    except VendorRefusedError as error:
        # The batch was refused as a whole and nothing of it written: look for the record that it was for.
        if len(writes) == 1:
            return {identifier: named(error, ref(kind, identifier)) for identifier in writes}
        ids = list(writes)
        halves = ids[: len(ids) // 2], ids[len(ids) // 2 :]
        return {
            identifier: answer
            for half in halves
            for identifier, answer in _write(api, kind, {item: writes[item] for item in half}).items()
        }
    except HandoffError as error:
        return dict.fromkeys(writes, error)
    answers: dict[str, Answer] = {}
    for identifier in writes:
        if identifier in batch.failed:
            answers[identifier] = named(batch.failed[identifier], ref(kind, identifier))
        elif identifier in batch.found:
            answers[identifier] = Done()
        else:
            answers[identifier] = OutcomeUnknownError(
                "HubSpot's answer to the batch does not name the record.", record=str(ref(kind, identifier))
            )
    return answers


def _seen(change: Change, record: Wire | None) -> Seen | HandoffError:
    if record is None:
        return Seen(None)
    if str(record["id"]) != change.record.id:
        return InvalidRecordError(
            f"It was merged into {record['id']}.", record=str(change.record), mend="Gather and plan again."
        )
    return Seen({name: record["properties"].get(_property(name)) or None for name in change.after})


def _property(name: str) -> str:
    """`owner` is HubSpot's own owner property, `owner:<property>` one of the portal's."""
    return OWNER if name == "owner" else name.removeprefix("owner:")


def _by_kind(changes: Sequence[Change]) -> Iterator[tuple[Kind, list[int]]]:
    kinds = {change.record.kind for change in changes}
    for kind in sorted(kinds, key=lambda item: (ORDER.index(item) if item in ORDER else len(ORDER), item)):
        yield kind, [place for place, change in enumerate(changes) if change.record.kind is kind]
