"""Finds marks: which records changed, by replication and by the time of their last change; then by history, when.

`getUpdated` covers what a long transaction commits late: its `latestDateCovered` is where the next look begins. What
stands at the mark is read as a whole each time, since that is one query however much else has changed, and it finds
what replication does not reach back to (30 days). A mark that is found again is the same mark, by its instant.
https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_getupdated.htm
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from handoff.adapters.salesforce.api import Api, chunks, soql
from handoff.adapters.salesforce.kinds import TYPES, kind_named, ref
from handoff.adapters.salesforce.schema import field_name
from handoff.adapters.salesforce.transport import Row
from handoff.adapters.text import moment
from handoff.domain.mark import Mark, terms_of
from handoff.domain.policy import MarkRule
from handoff.domain.ports.vendors import Found
from handoff.domain.record import Kind

REACH = timedelta(days=30) - timedelta(hours=1)
"""How far back replication is asked for; Salesforce keeps 30 days of it."""

OVERLAP = timedelta(minutes=5)
"""How far a look reaches back behind where it should begin, and ahead of now: clocks differ."""


IDS = 200
"""How many ids a query names, so that it stays short enough for an address."""


def find_marks(api: Api, rule: MarkRule, since: datetime) -> Found:
    """Return the records that stand at the mark and changed since an instant, by id."""
    name = TYPES[kind_named(rule.record)].object
    now = datetime.now(UTC)
    changed, covered = api.updated(name, max(min(since, now), now - REACH) - OVERLAP, now + OVERLAP)
    marks = tuple(
        mark
        for row in _standing(api, rule)
        if (row["Id"] in changed or (moment(row["SystemModstamp"]) or now) >= since - OVERLAP)
        and (mark := _mark(api, rule, row))
    )
    return Found(marks, moment(covered))


def marks_of(api: Api, rule: MarkRule, ids: Sequence[str]) -> Iterator[Mark]:
    """Yield the marks at which some records stand; a record that is gone stands at none."""
    for part in chunks(list(dict.fromkeys(ids)), IDS):
        yield from (mark for row in _standing(api, rule, part) if (mark := _mark(api, rule, row)) is not None)


def terms(api: Api, mark: Mark, rule: MarkRule) -> str | None:
    """Return how a record that stands at this very mark names successor and cut-off; None where it does not, as where
    it was taken back and set again.
    """
    for row in _standing(api, rule, [mark.record.id], (rule.successor, rule.cutoff)):
        again = _mark(api, rule, row)
        if again is not None and again.at == mark.at:
            return terms_of(text_of(row, rule.successor), text_of(row, rule.cutoff))
    return None


def text_of(row: Row, name: str) -> str:
    """Return what stands in a field of a mark, "" where nothing does or the policy names none."""
    return str(row.get(name) or "").strip() if name else ""


def _standing(api: Api, rule: MarkRule, ids: Sequence[str] = (), also: Sequence[str] = ()) -> Iterator[Row]:
    """Yield the records that stand at the mark, all or those of some ids, with their history and further fields."""
    where = soql(f"{field_name(rule.property)} = {{}}", rule.value)
    return with_history(api, rule, where + (soql(" AND Id IN {}", list(ids)) if ids else ""), also)


def with_history(api: Api, rule: MarkRule, where: str, also: Sequence[str] = ()) -> Iterator[Row]:
    """Yield the records for which a condition holds, with the history of the mark's field, newest first."""
    kind = kind_named(rule.record)
    name, field = TYPES[kind].object, field_name(rule.property)
    if is_stage(rule):
        history = (
            "SELECT StageName, CreatedDate, CreatedById FROM OpportunityHistories ORDER BY CreatedDate DESC, Id DESC"
        )
    else:
        tracked = soql("{}", field)
        history = (
            "SELECT OldValue, NewValue, CreatedDate, CreatedById FROM Histories "
            f"WHERE Field = {tracked} ORDER BY CreatedDate DESC, Id DESC"
        )
    client = "Name" if kind is Kind.COMPANY else "Account.Name"
    fields = ["Id", "CreatedDate", "CreatedById", "SystemModstamp", field, client]
    fields += [field_name(one) for one in dict.fromkeys(also) if one and one not in fields]
    text = f"SELECT {', '.join(fields)}, ({history}) FROM {name} WHERE {where} ORDER BY Id"
    yield from api.rows(text)


def _mark(api: Api, rule: MarkRule, row: Row) -> Mark | None:
    """Return a record's mark: set by the newest change to its value, or when the record was created so.

    A tracked field has a row for each change, told newest first to the second: what was set and taken back within one
    second has no order, so the newest row that sets the value counts, wherever it stands among those of its second. An
    opportunity's history has a row for each change of its amount and date too: the first row of the last unbroken run
    of the stage counts. What an object without history was before is not told: then the mark is as old as the record.
    """
    if is_stage(rule):
        stages = api.children(row, "OpportunityHistories")
        run = list(takewhile(lambda version: version.get("StageName") == rule.value, stages))
        return mark_of(rule, row, run[-1] if run else row)
    changes = api.children(row, "Histories")
    return mark_of(rule, row, next((change for change in changes if change.get("NewValue") == rule.value), row))


def mark_of(rule: MarkRule, row: Row, setting: Row) -> Mark | None:
    """Return the mark of a record that a row of its history, or its own creation, has set."""
    kind, at = kind_named(rule.record), moment(setting["CreatedDate"])
    if at is None:
        return None
    account = row if kind is Kind.COMPANY else row.get("Account") or {}
    by, client = str(setting.get("CreatedById") or ""), str(account.get("Name") or "")
    return Mark(rule.connection, ref(kind, row["Id"]), at, rule.value, by, client)


def is_stage(rule: MarkRule) -> bool:
    """Whether the mark is an opportunity's stage, whose history Salesforce always keeps."""
    return kind_named(rule.record) is Kind.DEAL and rule.property == "StageName"
