"""Finds marks: by search on what changed, then by the property's history for the instant.

HubSpot's search index lags behind the records, so that each search looks back further than it was asked to; a mark
that is found again is the same mark, since its instant comes from the history, which does not lag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from handoff.adapters.hubspot.api import Api, main_one
from handoff.adapters.hubspot.kinds import TYPES, kind_named, ref
from handoff.adapters.hubspot.transport import Wire
from handoff.adapters.text import moment
from handoff.domain.mark import Mark, terms_of
from handoff.domain.policy import MarkRule
from handoff.domain.record import Kind
from handoff.errors import RecordNotFoundError

INDEX_LAG = timedelta(minutes=5)
"""How long a change may take to be found by a search."""


def find_marks(api: Api, rule: MarkRule, since: datetime) -> Iterator[Mark]:
    """Yield the records that stand at the mark and changed since an instant, by id."""
    kind = kind_named(rule.record)
    from_ms = int((since - INDEX_LAG).timestamp() * 1000)
    filters = [
        {"propertyName": rule.property, "operator": "EQ", "value": rule.value},
        {"propertyName": TYPES[kind].modified, "operator": "GTE", "value": str(from_ms)},
    ]
    yield from marks_of(api, rule, [str(record["id"]) for record in api.search(kind, [filters], [rule.property])])


def marks_of(api: Api, rule: MarkRule, ids: Sequence[str]) -> Iterator[Mark]:
    """Yield the marks at which some records stand; a record that is gone stands at none."""
    kind = kind_named(rule.record)
    marked: dict[str, Wire] = {}
    for batch in api.read(kind, list(dict.fromkeys(ids)), [rule.property], history=[rule.property]):
        for error in batch.failed.values():
            if not isinstance(error, RecordNotFoundError):
                raise error
        marked |= {str(item["id"]): version for item in batch.found.values() if (version := marked_by(item, rule))}
    yield from marks_from(api, rule, list(marked.items()))


def marks_from(api: Api, rule: MarkRule, settings: Sequence[tuple[str, Wire]]) -> Iterator[Mark]:
    """Yield the marks that versions of the rule's property set, each with its record's id."""
    kind = kind_named(rule.record)
    names = _client_names(api, kind, list(dict(settings)))
    for identifier, version in settings:
        if at := moment(version["timestamp"]):
            client = names.get(identifier, "")
            yield Mark(rule.connection, ref(kind, identifier), at, rule.value, _user(version), client)


def terms(api: Api, mark: Mark, rule: MarkRule) -> str | None:
    """Return how a record that stands at this very mark names successor and cut-off; None where it does not, as where
    it was taken back and set again.
    """
    names = [name for name in (rule.property, rule.successor, rule.cutoff) if name]
    try:
        record = api.read_one(mark.record.kind, mark.record.id, names, [rule.property])
    except RecordNotFoundError:
        return None
    version = marked_by(record, rule)
    if str(record["id"]) != mark.record.id or version is None or moment(version["timestamp"]) != mark.at:
        return None
    properties = record["properties"]
    return terms_of(text_of(properties, rule.successor), text_of(properties, rule.cutoff))


def text_of(properties: Wire, name: str) -> str:
    """Return what stands in a property of a mark, "" where nothing does or the policy names none."""
    return str(properties.get(name) or "").strip() if name else ""


def marked_by(record: Wire, rule: MarkRule) -> Wire | None:
    """Return the version of the property that set the mark: the first of the last unbroken run of its value."""
    versions = record.get("propertiesWithHistory", {}).get(rule.property) or []
    setting = None
    for version in sorted(versions, key=lambda item: str(item["timestamp"]), reverse=True):
        if version.get("value") != rule.value:
            break
        setting = version
    return setting


def _client_names(api: Api, kind: Kind, ids: Sequence[str]) -> dict[str, str]:
    """Return the company's name for each record that has one company, or a primary one."""
    if kind is Kind.COMPANY:
        companies = {identifier: identifier for identifier in ids}
    else:
        found = api.associated(kind, ids, Kind.COMPANY)
        companies = {identifier: main for identifier, others in found.items() if (main := main_one(others))}
    names = {
        identifier: str(company["properties"].get("name") or "")
        for batch in api.read(Kind.COMPANY, sorted(set(companies.values())), ["name"])
        for identifier, company in batch.found.items()
    }
    return {identifier: names.get(company, "") for identifier, company in companies.items()}


def _user(version: Wire) -> str:
    """The id of the user: told by itself, or as `userId:1` in the source of a change made on HubSpot's pages."""
    if user := version.get("updatedByUserId"):
        return str(user)
    source = str(version.get("sourceId") or "")
    return source.removeprefix("userId:") if source.startswith("userId:") else ""
