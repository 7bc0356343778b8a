"""Finds the marks that were set in a span of time, by the property's history and not by what it says today.

A search can't ask what a property was. So every record that changed since the span began is read with its history: what
was marked then has changed since. Records that were archived meanwhile are not found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from handoff.adapters.hubspot.api import Api, chunks
from handoff.adapters.hubspot.kinds import TYPES, kind_named
from handoff.adapters.hubspot.marks import marks_from
from handoff.adapters.hubspot.transport import Wire
from handoff.adapters.text import moment
from handoff.domain.mark import Mark
from handoff.domain.policy import MarkRule
from handoff.errors import RecordNotFoundError

TOGETHER = 1000
"""How many records are held in memory at once."""


def past_marks(api: Api, rule: MarkRule, start: datetime, end: datetime) -> Iterator[Mark]:
    """Yield each mark that was set from `start` on and before `end`; a record may have been marked more than once."""
    kind = kind_named(rule.record)
    changed = {
        "propertyName": TYPES[kind].modified,
        "operator": "GTE",
        "value": str(int(start.timestamp() * 1000)),
    }
    ids = [str(record["id"]) for record in api.search(kind, [[changed]], [rule.property])]
    for part in chunks(ids, TOGETHER):
        settings: list[tuple[str, Wire]] = []
        for batch in api.read(kind, part, [rule.property], history=[rule.property]):
            for error in batch.failed.values():
                if not isinstance(error, RecordNotFoundError):
                    raise error
            for record in batch.found.values():
                settings += [(str(record["id"]), version) for version in _settings(record, rule, start, end)]
        yield from marks_from(api, rule, settings)


def _settings(record: Wire, rule: MarkRule, start: datetime, end: datetime) -> Sequence[Wire]:
    """Return the versions that set the mark in a span: those whose value is the mark's and the one before is not."""
    versions = record.get("propertiesWithHistory", {}).get(rule.property) or []
    # Told newest first, and so are two of one instant.
    ordered = sorted(versions, key=lambda item: str(item["timestamp"]), reverse=True)[::-1]
    before = [None, *(version.get("value") for version in ordered)]
    return [
        version
        for version, earlier in zip(ordered, before, strict=False)
        if version.get("value") == rule.value != earlier
        and (at := moment(version["timestamp"])) is not None
        and start <= at < end
    ]
