"""Changes of owners and other fields: seen and written in collections, each record by itself.

Children come before their account: to change a contact or a case locks its account, and a new owner of the account has
its sharing reckoned anew. What another transaction held locked is written again, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from handoff.adapters.salesforce.api import WRITES, Api, Write, chunks
from handoff.adapters.salesforce.errors import named
from handoff.adapters.salesforce.kinds import OWNER, object_of
from handoff.adapters.salesforce.schema import field_name
from handoff.adapters.salesforce.snapshots import spelled
from handoff.adapters.salesforce.teams import Teams
from handoff.adapters.salesforce.transport import Row
from handoff.domain.canonical import Json
from handoff.domain.change import Change, ChangeKind
from handoff.domain.ports.vendors import Done, Seen
from handoff.errors import HandoffError, VendorUnavailableError

LOCK_WAITS = (1.0, 2.0, 4.0)
"""Seconds before each further try for records that were locked."""

Answer = Done | HandoffError


class Fields:
    """Sees and writes the fields of records; `sleep` takes the seconds to wait for a lock."""

    def __init__(self, api: Api, sleep: Callable[[float], None]) -> None:
        self._api, self._sleep, self._teams = api, sleep, Teams(api)

    def observe(self, changes: Sequence[Change]) -> list[Seen | HandoffError]:
        """Return the fields of each change as they are now."""
        answers: dict[int, Seen | HandoffError] = {}
        for name, places in _by_object(changes):
            fields = list(
                dict.fromkeys(_field(changes[place], key) for place in places for key in changes[place].after)
            )
            try:
                rows = self._api.read(name, [changes[place].record.id for place in places], fields)
            except HandoffError as error:
                answers |= dict.fromkeys(places, error)
                continue
            for place in places:
                change, row = changes[place], rows.get(changes[place].record.id)
                answers[place] = Seen(None if row is None else _seen(change, row))
        return [answers[place] for place in range(len(changes))]

    def apply(self, changes: Sequence[Change]) -> list[Answer]:
        """Write the fields of each change."""
        values: dict[tuple[str, str], dict[str, object]] = {}
        for change in changes:
            key = object_of(change.record), change.record.id
            values.setdefault(key, {}).update({_field(change, name): value for name, value in change.after.items()})
        writes = [Write(name, identifier, fields) for (name, identifier), fields in values.items()]
        told: dict[tuple[str, str], HandoffError | None] = {}
        for part in chunks(sorted(writes, key=_account_last), WRITES):
            told |= {(write.object, write.id): answer for write, answer in self._write(part)}
        errors = (told[object_of(change.record), change.record.id] for change in changes)
        return [
            Done() if error is None else named(error, change.record)
            for change, error in zip(changes, errors, strict=True)
        ]

    def _write(self, writes: Sequence[Write]) -> Iterator[tuple[Write, HandoffError | None]]:
        try:
            members = self._teams.members(writes)
            answers = self._teams.update(writes, members) if members else self._api.update(writes)
            for wait in LOCK_WAITS:
                locked = [place for place, answer in enumerate(answers) if isinstance(answer, VendorUnavailableError)]
                if not locked:
                    break
                self._sleep(wait)
                again = self._api.update([writes[place] for place in locked])
                for place, answer in zip(locked, again, strict=True):
                    answers[place] = answer
            lost = self._teams.check(writes, members) if members else {}
        except HandoffError as error:
            yield from ((write, error) for write in writes)
            return
        for write, answer in zip(writes, answers, strict=True):
            yield write, answer or lost.get(write.id)


def _seen(change: Change, row: Row) -> dict[str, Json]:
    seen: dict[str, Json] = {name: row.get(_field(change, name)) for name in change.after}
    if change.kind is ChangeKind.SET_FIELDS:
        return {name: spelled(value) for name, value in seen.items()}
    return {name: value or None for name, value in seen.items()}


def _account_last(write: Write) -> tuple[bool, str]:
    return write.object == "Account", write.object


def _by_object(changes: Sequence[Change]) -> Iterator[tuple[str, list[int]]]:
    objects = dict.fromkeys(object_of(change.record) for change in changes)
    for name in objects:
        yield name, [place for place, change in enumerate(changes) if object_of(change.record) == name]


def _field(change: Change, name: str) -> str:
    """`owner` is Salesforce's own owner field, `owner:<field>` one of the organisation's."""
    if change.kind is ChangeKind.SET_OWNER:
        return OWNER if name == "owner" else field_name(name.removeprefix("owner:"))
    return field_name(name)
