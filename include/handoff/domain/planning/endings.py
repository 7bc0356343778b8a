"""The lifecycle and status fields that the policy sets at the end, of the client's own records and of open work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handoff.domain.canonical import Json
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.people import Client
from handoff.domain.plan import LeftOut
from handoff.domain.planning.ownership import ORDER, belongs_elsewhere, is_closed_work
from handoff.domain.planning.recipients import is_clients_own
from handoff.domain.policy.policy import MARKED, Ends
from handoff.domain.record import Kind, RecordRef
from handoff.domain.snapshot import Snapshot

PROPERTY = "property:"
"""How a snapshot names a property of the vendor's own."""


def end_changes(
    records: Iterable[Snapshot], client: Client, marked: RecordRef, ends: Ends
) -> Iterator[Change | LeftOut]:
    """Yield the changes of fields, one a record, and the properties that a CRM does not have."""
    for record in sorted(records, key=lambda item: item.record):
        wanted = dict(ends.get(record.record.kind.value, {})) if _is_meant(record, client, marked) else {}
        wanted |= ends.get(MARKED, {}) if record.record == marked else {}
        missing = [name for name in wanted if f"{PROPERTY}{name}" not in record.fields]
        for name in missing:
            yield LeftOut(record.record, f"It has no property '{name}', which the policy sets at the end.", person=True)
        now: dict[str, Json] = {name: _text(record.fields.get(f"{PROPERTY}{name}")) for name in wanted}
        changed = {
            name: value for name, value in wanted.items() if name not in missing and (value or None) != now[name]
        }
        if changed:
            before = {name: now[name] for name in changed}
            yield Change(ChangeKind.SET_FIELDS, record.record, before, changed, Phase.ARCHIVE)


def _is_meant(record: Snapshot, client: Client, marked: RecordRef) -> bool:
    """Whether the policy's ends of a kind are this record's: the client's own and open."""
    kind = record.record.kind
    if kind is Kind.COMPANY:
        return record.record == client.record
    if kind is Kind.CONTACT:
        return is_clients_own(record, client)
    closed = is_closed_work(record) and record.record != marked
    return kind in ORDER and not closed and not belongs_elsewhere(record, client)


def _text(value: Json) -> str | None:
    return None if value in (None, "") else str(value)
