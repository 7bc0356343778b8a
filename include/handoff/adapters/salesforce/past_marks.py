"""Finds the marks that were set in a span of time, by history and not by what the field says today.

Which records to look at is asked of the history's own object, and for a field with history tracking of the records that
were created then, too, since a value that a record was created with has no row there.
https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_opportunityhistory.htm
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handoff.adapters.salesforce.api import Api, chunks, soql
from handoff.adapters.salesforce.kinds import TYPES, kind_named
from handoff.adapters.salesforce.marks import IDS, is_stage, mark_of, with_history
from handoff.adapters.salesforce.schema import field_name
from handoff.adapters.salesforce.transport import Row
from handoff.domain.mark import Mark
from handoff.domain.policy import MarkRule


def past_marks(api: Api, rule: MarkRule, start: datetime, end: datetime) -> Iterator[Mark]:
    """Yield each mark that was set from `start` on and before `end`; a record may have been marked more than once."""
    for part in chunks(sorted(_touched(api, rule, start, end)), IDS):
        for row in with_history(api, rule, soql("Id IN {}", list(part))):
            for setting in _settings(api, rule, row):
                mark = mark_of(rule, row, setting)
                if mark is not None and start <= mark.at < end:
                    yield mark


def _touched(api: Api, rule: MarkRule, start: datetime, end: datetime) -> set[str]:
    """Return the ids of the records for which the history says something in a span, or that were created then."""
    kind = kind_named(rule.record)
    name, span = TYPES[kind].object, soql("CreatedDate >= {} AND CreatedDate < {}", start, end)
    if is_stage(rule):
        found = api.rows(
            soql("SELECT OpportunityId FROM OpportunityHistory WHERE StageName = {} AND ", rule.value) + span
        )
        return {str(row["OpportunityId"]) for row in found}
    parent = f"{name}Id"
    history = f"{name}FieldHistory" if name == "Opportunity" else f"{name}History"
    tracked = soql(
        "SELECT {:literal} FROM {:literal} WHERE Field = {} AND ", parent, history, field_name(rule.property)
    )
    changed = {str(row[parent]) for row in api.rows(tracked + span)}
    return changed | {str(row["Id"]) for row in api.rows(f"SELECT Id FROM {name} WHERE {span}")}


def _settings(api: Api, rule: MarkRule, row: Row) -> Iterator[Row]:
    """Yield what set the mark, oldest first: rows of the history, or the record itself where it was created so."""
    stage = is_stage(rule)
    versions = list(api.children(row, "OpportunityHistories" if stage else "Histories"))[::-1]
    if stage:
        before = None
        for version in versions:
            if version["StageName"] == rule.value != before:
                yield version
            before = version["StageName"]
        return
    first = versions[0].get("OldValue") if versions else row.get(field_name(rule.property))
    if first == rule.value:
        yield row
    for version in versions:
        if version.get("NewValue") == rule.value != version.get("OldValue"):
            yield version
