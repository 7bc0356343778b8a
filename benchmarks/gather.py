"""gather/…: one client gathered by the adapters, beside the fewest calls possible and beside the SDKs' own helpers.

The reference client has 2,000 CRM records and 5,000 files in 400 folders; each call waits 50 ms. A page is what the
vendor gives in one answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from tools import bounds
from tools.measuring import Measured, measure
from tools.rows import Row
from tools.sandbox import Sandbox, mark, served

from handoff_sandbox.generate import google_drive, words
from handoff_sandbox.generate.size import Size

LATENCY = 0.05
REFERENCE = Size(records=2000, files=5000, folders=400, depth=8)
GROWTH = (1_000, 10_000, 50_000)
RECORDS = (2_000, 20_000, 40_000, 80_000)
SLACK_MEMORY = 48.0
"""Megabytes that a process may differ by from run to run: one page of eight workers, and the interpreter's own."""
_TENTH, _SAME = 0.1, 1.0


def _bound(calls: int, least: int) -> bool:
    return calls <= max(least + 3, 1.05 * least)


def _calls(sandbox: Sandbox, vendor: str, since: int) -> list[dict[str, Any]]:
    """Return the calls that a gathering made, less those to sign in."""
    return [one for one in sandbox.calls(vendor, since) if not one["path"].endswith("/token")]


def _gather(sandbox: Sandbox, vendor: str) -> Measured:
    told: dict[str, Any] = {"credentials": sandbox.credentials[vendor], "base_url": sandbox.base_url}
    sandbox.switch(vendor, latency_seconds=LATENCY)
    if vendor == "google_drive":
        return measure("gathering.files", folder=google_drive.folder_id(bounds.client_of(REFERENCE), 0), **told)
    mark(sandbox, vendor)
    return measure("gathering.records", vendor=vendor, **told)


def _helpers(sandbox: Sandbox, vendor: str) -> Measured:
    sandbox.switch(vendor, latency_seconds=LATENCY, quota_scale=100)  # what helpers take, without waiting for quotas
    client = bounds.client_of(REFERENCE)
    told = {"folder": google_drive.folder_id(client, 0), "account": words.firm(client.number)}
    return measure(f"helpers.{vendor}", credentials=sandbox.credentials[vendor], **told)


def reference(name: str, vendor: str, size: Size, least: Callable[[Size], int], share: float) -> Iterator[Row]:
    """Measure the reference client of one vendor."""
    with served(replace(size, vendors=(vendor,))) as sandbox:
        ours = _gather(sandbox, vendor)
        calls = _calls(sandbox, vendor, ours.result["since"])
        units = sandbox.spent(vendor) - ours.result["spent"]
        before = sandbox.last()
        theirs = _helpers(sandbox, vendor)
        their_calls = _calls(sandbox, vendor, before)
    least_calls, their_seconds, their_count = least(size), theirs.seconds, len(their_calls)
    if each := theirs.result.get("each"):
        their_seconds += each * theirs.result["records"]
        their_count += theirs.result["records"] - theirs.result["asked"]
    numbers: dict[str, float | int | str] = {
        "records": ours.result["records"],
        "unread": ours.result["unread"],
        "calls": len(calls),
        "fewest calls possible (LB)": least_calls,
        "calls refused or failed": sum(1 for one in calls if not one["status"] or one["status"] >= 400),
        "quota units": units,
        "seconds": ours.seconds,
        "peak memory (MB)": ours.peak,
        "memory beside the imports (MB)": ours.peak - ours.before,
        "helpers: records": theirs.result["records"],
        "helpers: calls": their_count,
        "helpers: seconds": their_seconds,
        "helpers: peak memory (MB)": theirs.peak,
    }
    if beside := theirs.result.get("beside"):
        numbers |= {"roles and team members": ours.result["beside"], "helpers: roles and team members": beside}
    what = "a tenth of the helpers' serial way" if share < 1 else "query_all"
    if each:
        numbers["helpers: seconds of it to list files"] = theirs.seconds
        numbers["helpers: seconds to ask for one's permissions"] = each
    bars = {
        f"calls at most max(LB + 3, 1.05 LB): {len(calls)} for {least_calls}": _bound(len(calls), least_calls),
        f"wall time at most that of {what}": ours.seconds <= share * their_seconds,
    }
    if "beside" in theirs.result:
        told = ("records", "beside")
        bars["as many records as the helpers read"] = all(ours.result[one] == theirs.result[one] for one in told)
    yield Row(name, numbers, bars)


def growth(name: str) -> Iterator[Row]:
    """Measure how calls, time and memory grow with a client's files."""
    row = Row(name)
    runs: dict[int, tuple[Measured, int]] = {}
    for count in GROWTH:
        size = replace(REFERENCE, records=0, files=count, folders=count * 2 // 25, vendors=("google_drive",))
        with served(size) as sandbox:
            sandbox.switch("google_drive", quota_scale=100)
            ours = _gather(sandbox, "google_drive")
            runs[count] = ours, len(_calls(sandbox, "google_drive", ours.result["since"]))
        told = runs[count]
        least = bounds.google_drive(size)
        row.numbers |= {f"{count:,} files: calls": told[1], f"{count:,} files: LB": least}
        row.numbers |= {f"{count:,} files: seconds": ours.seconds, f"{count:,} files: peak memory (MB)": ours.peak}
        row.bars[f"calls for {count:,} files at most max(LB + 3, 1.05 LB)"] = _bound(told[1], least)
    small, middle, large = (runs[count][0] for count in GROWTH)
    row.bars["a file of 50,000 takes no longer than one of 1,000"] = large.seconds / 50 <= small.seconds
    row.bars["memory is flat from 10,000 to 50,000 files"] = large.peak - middle.peak <= SLACK_MEMORY
    yield row


def records_growth(name: str) -> Iterator[Row]:
    """Measure how calls, time and memory of Salesforce grow with a client's records, beside query_all's."""
    row = Row(name)
    runs: dict[int, Measured] = {}
    for count in RECORDS:
        size = replace(REFERENCE, records=count, files=0, vendors=("salesforce",))
        with served(size) as sandbox:
            sandbox.switch("salesforce", quota_scale=100)
            ours = runs[count] = _gather(sandbox, "salesforce")
            calls, least = len(_calls(sandbox, "salesforce", ours.result["since"])), bounds.salesforce(size)
            theirs = _helpers(sandbox, "salesforce")
        row.numbers |= {f"{count:,} records: calls": calls, f"{count:,} records: LB": least}
        row.numbers |= {f"{count:,} records: seconds": ours.seconds, f"{count:,} records: query_all": theirs.seconds}
        row.numbers |= {f"{count:,} records: peak memory (MB)": ours.peak}
        row.bars[f"calls for {count:,} records at most max(LB + 3, 1.05 LB)"] = _bound(calls, least)
        if count <= RECORDS[1]:
            row.bars[f"{count:,} records take no longer than by query_all"] = ours.seconds <= theirs.seconds
    small, middle, _, large = (runs[count] for count in RECORDS)
    row.bars["a record of 80,000 takes no longer than one of 2,000"] = large.seconds / 40 <= small.seconds
    row.bars["memory is flat from 20,000 to 80,000 records"] = large.peak - middle.peak <= SLACK_MEMORY
    yield row


ROWS = {
    "gather/hubspot": partial(reference, "gather/hubspot", "hubspot", REFERENCE, bounds.hubspot, _TENTH),
    "gather/salesforce": partial(reference, "gather/salesforce", "salesforce", REFERENCE, bounds.salesforce, _SAME),
    "gather/google_drive": partial(
        reference, "gather/google_drive", "google_drive", REFERENCE, bounds.google_drive, _TENTH
    ),
    "gather/google_drive_shared": partial(
        reference,
        "gather/google_drive_shared",
        "google_drive",
        replace(REFERENCE, shared_drive=True),
        bounds.google_drive,
        _TENTH,
    ),
    "gather/growth": partial(growth, "gather/growth"),
    "gather/salesforce_growth": partial(records_growth, "gather/salesforce_growth"),
}
