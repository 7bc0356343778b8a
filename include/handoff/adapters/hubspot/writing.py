"""Changes of owners and other fields: seen and written in batches of one type, each record once with all its fields.

A lifecycle stage only moves forwards; to set it back it is emptied first, in a request of its own. What is interrupted
between the two is half done: seen as such, and finished by the next attempt.
https://developers.hubspot.com/docs/api-reference/crm-contacts-v3/guide (lifecycle stage)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handoff.adapters.hubspot.api import BATCH, Api, chunks
from handoff.adapters.hubspot.errors import named
from handoff.adapters.hubspot.kinds import OWNER, TYPES, Type
from handoff.adapters.hubspot.transport import Wire
from handoff.domain.change import Change, ChangeKind
from handoff.domain.ports.vendors import Done, Seen
from handoff.domain.record import Kind
from handoff.errors import HandoffError, InvalidRecordError, OutcomeUnknownError, VendorRefusedError

KINDS = frozenset({ChangeKind.SET_OWNER, ChangeKind.SET_FIELDS})

ORDER = (Kind.COMPANY, Kind.CONTACT, Kind.DEAL, Kind.TICKET)
"""The company first: a portal may pass its owner on to the contacts, and what is written later wins."""

LIFECYCLE = "lifecyclestage"

Answer = Done | HandoffError
Values = dict[str, str]


def observe_fields(api: Api, changes: Sequence[Change]) -> list[Seen | HandoffError]:
    """Return the fields of each change as they are now."""
    answers: dict[int, Seen | HandoffError] = {}
    for kind, places in _by_type(changes):
        properties = list(
            dict.fromkeys(_property(changes[place], name) for place in places for name in changes[place].after)
        )
        for part in chunks(places, BATCH):
            ids = list(dict.fromkeys(_id(changes[place]) for place in part))
            try:
                batch = api.read_batch(kind, ids, properties)
            except HandoffError as error:
                answers |= dict.fromkeys(part, error)
                continue
            answers |= {place: _seen(changes[place], batch.found.get(_id(changes[place]))) for place in part}
    return [answers[place] for place in range(len(changes))]


def apply_fields(api: Api, changes: Sequence[Change]) -> list[Answer]:
    """Write the fields of each change; null stands for an empty one."""
    answers: dict[int, Answer] = {}
    for kind, places in _by_type(changes):
        writes: dict[str, Values] = {}
        for place in places:
            change = changes[place]
            write = {_property(change, name): _text(value) for name, value in change.after.items()}
            writes.setdefault(_id(change), {}).update(write)
        told: dict[str, Answer] = {}
        staged = {identifier: values for identifier, values in writes.items() if values.get(LIFECYCLE)}
        try:
            back = _backwards(api, kind, staged) if staged else {}
        except HandoffError as error:
            answers |= dict.fromkeys(places, error)
            continue
        for part in chunks(list(writes), BATCH):
            told |= _write_all(api, kind, {identifier: writes[identifier] for identifier in part}, back)
        answers |= {place: told[_id(changes[place])] for place in places}
    return [answers[place] for place in range(len(changes))]


def _backwards(api: Api, kind: Type, writes: Mapping[str, Values]) -> dict[str, Values]:
    """Return the records, with the lifecycle stage that they have, of which it goes back by the options' order."""
    options = [item.get("options") for item in api.properties(kind) if item["name"] == LIFECYCLE]
    order = {str(option["value"]): int(option.get("displayOrder", 0)) for option in next(iter(options), None) or ()}
    back: dict[str, Values] = {}
    for part in chunks(list(writes), BATCH):
        for identifier, record in api.read_batch(kind, part, [LIFECYCLE]).found.items():
            has, wanted = str(record["properties"].get(LIFECYCLE) or ""), writes[identifier][LIFECYCLE]
            if has and order.get(wanted, 0) < order.get(has, 0):
                back[identifier] = {LIFECYCLE: has}
    return back


def _write_all(api: Api, kind: Type, writes: dict[str, Values], back: Mapping[str, Values]) -> dict[str, Answer]:
    """Write a batch, with the lifecycle stages that go back emptied before; what is then refused gets its own back."""
    emptying = {identifier: {LIFECYCLE: ""} for identifier in writes if identifier in back}
    told = _write(api, kind, emptying) if emptying else {}
    stuck = {identifier: answer for identifier, answer in told.items() if isinstance(answer, HandoffError)}
    ready = {identifier: values for identifier, values in writes.items() if identifier not in stuck}
    written = _write(api, kind, ready) if ready else {}
    for identifier, answer in written.items():
        if identifier in emptying and isinstance(answer, HandoffError):
            written[identifier] = _restored(api, kind, identifier, back[identifier], answer)
    return {**stuck, **written}


def _restored(api: Api, kind: Type, identifier: str, had: Values, refusal: HandoffError) -> HandoffError:
    """Return how a record ends whose stage was emptied and could not be set: as it was, or half done."""
    if isinstance(refusal, VendorRefusedError):
        again = _write(api, kind, {identifier: had})[identifier]
        if not isinstance(again, HandoffError):
            return refusal
    return OutcomeUnknownError(
        f"Its lifecycle stage is emptied and not set yet. {refusal.what}", record=str(kind.ref(identifier))
    )


def _write(api: Api, kind: Type, writes: Mapping[str, Values]) -> dict[str, Answer]:
    try:
        batch = api.update(kind, writes)
    except VendorRefusedError as error:
        # The batch was refused as a whole and nothing of it written: look for the record that it was for.
        if len(writes) == 1:
            return {identifier: named(error, kind.ref(identifier)) for identifier in writes}
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
            answers[identifier] = named(batch.failed[identifier], kind.ref(identifier))
        elif identifier in batch.found:
            answers[identifier] = Done()
        else:
            answers[identifier] = OutcomeUnknownError(
                "HubSpot's answer to the batch does not name the record.", record=str(kind.ref(identifier))
            )
    return answers


def _seen(change: Change, record: Wire | None) -> Seen | HandoffError:
    if record is None:
        return Seen(None)
    if str(record["id"]) != _id(change):
        return InvalidRecordError(
            f"It was merged into {record['id']}.", record=str(change.record), mend="Gather and plan again."
        )
    fields = {name: record["properties"].get(_property(change, name)) or None for name in change.after}
    emptied = change.kind is ChangeKind.SET_FIELDS and bool(change.before.get(LIFECYCLE)) and not fields.get(LIFECYCLE)
    return Seen(fields, halfway=emptied and LIFECYCLE in fields)


def _text(value: object) -> str:
    """Return a value as HubSpot takes it: a truth value in small letters, nothing as the empty text."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _property(change: Change, name: str) -> str:
    """`owner` is HubSpot's own owner property, `owner:<property>` one of the portal's; a field has HubSpot's name."""
    if change.kind is ChangeKind.SET_FIELDS:
        return name
    return OWNER if name == "owner" else name.removeprefix("owner:")


def _id(change: Change) -> str:
    """Return HubSpot's id of a record; a custom object's has its type in front."""
    return change.record.id.rpartition("/")[2]


def _type(change: Change) -> Type:
    if change.record.kind is not Kind.CUSTOM:
        return TYPES[change.record.kind]
    type_id = change.record.id.partition("/")[0]
    return Type(Kind.CUSTOM, type_id, type_id, ())


def _by_type(changes: Sequence[Change]) -> Iterator[tuple[Type, list[int]]]:
    types = {_type(change) for change in changes}
    for item in sorted(types, key=lambda one: (ORDER.index(one.kind) if one.kind in ORDER else len(ORDER), one.id)):
        yield item, [place for place, change in enumerate(changes) if _type(change) == item]
