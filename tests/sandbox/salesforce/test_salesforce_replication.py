"""getUpdated and getDeleted, and what a long transaction does to whoever polls."""

# The queries are put together of our own ids.
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from salesforce_org import ACME, CARE, LOST, SHOP, Org

from handoff_sandbox.salesforce.records.values import read_instant, show_instant

NOON = datetime(2026, 11, 23, 12, 0, 30, tzinfo=UTC)


def span(org: Org, kind: str, start: datetime, end: datetime, sobject: str = "Opportunity") -> Any:
    """Ask for what changed or went in a span."""
    query = f"start={quote(start.isoformat())}&end={quote(end.isoformat())}"
    return org.call("GET", f"/sobjects/{sobject}/{kind}/?{query}")


def now(org: Org) -> datetime:
    """Return the sandbox's time."""
    return datetime.fromisoformat(org.admin("GET", "/clock")["now"])


def test_updated_lists_what_was_created_or_changed(org: Org) -> None:
    """simple-salesforce's updated() finds the record that was changed, and the one of five days ago."""
    assert org.call("PATCH", f"/sobjects/Opportunity/{CARE}", {"StageName": "In Transition"}).status == 204
    end = now(org) + timedelta(minutes=2)
    body = org.client().Opportunity.updated(end - timedelta(hours=1), end)
    assert body["ids"] == [CARE]
    assert span(org, "updated", end - timedelta(days=7), end).body["ids"] == [LOST, CARE]


def test_updated_cuts_the_seconds_off(org: Org) -> None:
    """A change of this minute is told in the next one: seconds of the span do not count."""
    org.call("PATCH", f"/sobjects/Opportunity/{CARE}", {"StageName": "In Transition"})
    stamp = read_instant(org.call("GET", f"/sobjects/Opportunity/{CARE}").body["SystemModstamp"])
    minute = stamp.replace(second=0)
    early = span(org, "updated", minute - timedelta(hours=1), minute + timedelta(seconds=59)).body
    assert early == {"ids": [], "latestDateCovered": show_instant(minute)}
    org.admin("POST", "/clock", {"advance": 60})
    later = span(org, "updated", read_instant(early["latestDateCovered"]), minute + timedelta(seconds=60)).body
    assert later == {"ids": [CARE], "latestDateCovered": show_instant(minute + timedelta(minutes=1))}


def test_updated_never_covers_what_has_not_been(org: Org) -> None:
    """A span that ends in the future is covered up to the present minute."""
    told = span(org, "updated", now(org) - timedelta(hours=1), now(org) + timedelta(days=1)).body
    assert read_instant(told["latestDateCovered"]) <= now(org)


def test_deleted_lists_what_went(org: Org) -> None:
    """A deleted record is in deleted() with its instant, and in updated() no more."""
    org.client().Opportunity.delete(LOST)
    end = now(org) + timedelta(minutes=2)
    body = org.client().Opportunity.deleted(end - timedelta(hours=1), end)
    assert [one["id"] for one in body["deletedRecords"]] == [LOST]
    assert read_instant(body["deletedRecords"][0]["deletedDate"]) <= end
    assert set(body) == {"deletedRecords", "earliestDateAvailable", "latestDateCovered"}
    assert span(org, "updated", end - timedelta(days=7), end).body["ids"] == []


def test_span_that_does_not_hold_is_refused(still_org: Org) -> None:
    """30 days back at most, at least a minute long, and with both ends."""
    end = now(still_org)
    for start, finish, code in (
        (end - timedelta(days=31), end, "INVALID_REPLICATION_DATE"),
        (end, end - timedelta(days=1), "INVALID_REPLICATION_DATE"),
        (end.replace(second=0), end.replace(second=59), "INVALID_REPLICATION_DATE"),
    ):
        assert span(still_org, "updated", start, finish).code == code
    assert still_org.call("GET", "/sobjects/Opportunity/updated?start=2026-01-01T00:00:00Z").code == "MISSING_ARGUMENT"
    naive = "/sobjects/Opportunity/updated?start=2026-01-01T00:00:00&end=2026-01-02T00:00:00"
    assert still_org.call("GET", naive).code == "INVALID_ARGUMENT_TYPE"
    week = end - timedelta(days=7)
    assert span(still_org, "updated", week, end, "ContentDocumentLink").code == "INVALID_TYPE_FOR_OPERATION"
    assert span(still_org, "updated", week, end, "Nonsense").code == "NOT_FOUND"


def test_long_transaction_is_lost_by_a_cursor_and_found_by_what_is_covered(make_org: Callable[..., Org]) -> None:
    """A row that commits late has an old stamp: latestDateCovered goes back to the start of its transaction."""
    write = {"record": "Opportunity/802", "fields": {"StageName": "In Transition"}, "at": "-4m", "by": "2"}
    org = make_org(transactions=[{"began": "-10m", "commits": "+5m", "writes": [write]}])
    began = now(org) - timedelta(minutes=10)
    other = org.call("PATCH", f"/sobjects/Opportunity/{SHOP}", {"NextStep": "x"})
    assert other.status == 204

    org.admin("POST", "/clock", {"advance": 120})
    first = span(org, "updated", began - timedelta(hours=1), now(org)).body
    assert first["ids"] == [SHOP]
    assert read_instant(first["latestDateCovered"]) <= began
    cursor = max(org.column("SELECT SystemModstamp FROM Opportunity"))
    assert org.column(f"SELECT StageName FROM Opportunity WHERE Id = '{CARE}'") == ["Active"]

    org.admin("POST", "/clock", {"advance": 300})
    assert org.column(f"SELECT StageName FROM Opportunity WHERE Id = '{CARE}'") == ["In Transition"]
    assert org.column(f"SELECT Id FROM Opportunity WHERE SystemModstamp > {cursor}") == []
    second = span(org, "updated", read_instant(first["latestDateCovered"]), now(org)).body
    assert CARE in second["ids"]
    assert read_instant(second["latestDateCovered"]) == now(org).replace(second=0, microsecond=0)


def test_updated_works_for_other_objects(org: Org) -> None:
    """Accounts and their teams can be followed too."""
    org.call("PATCH", f"/sobjects/Account/{ACME}", {"Name": "Acme"})
    end = now(org) + timedelta(minutes=2)
    assert span(org, "updated", end - timedelta(hours=1), end, "Account").body["ids"] == [ACME]
