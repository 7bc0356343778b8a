"""legacy/preflight…: a manifest of 1,000 rows, of which 7% are bad, looked at in one go with 50 ms a call.

Everything counts, from the file's bytes to the report that is kept. The vendors' own limits hold (five searches a
second at HubSpot), and the policy takes half of each quota, as beside other integrations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from tools.measuring import measure
from tools.rows import Row
from tools.sandbox import served

from handoff.domain.legacy.manifest import Column
from handoff.domain.legacy.table import as_csv
from handoff.entrypoints.local.postgres import embedded_postgres
from handoff.entrypoints.local.sandbox import connections
from handoff.registry.migrate import upgrade
from handoff_sandbox.generate import words
from handoff_sandbox.generate.firm import DOMAIN, NAME, STAFF
from handoff_sandbox.generate.size import Size

LATENCY, BAR, SHARE = 0.05, 60.0, 0.5
ROWS_OF_IT = 1_000
SIZE = Size(clients=ROWS_OF_IT, records=4, files=1, folders=1)
_FOLDERS = {"hubspot": "drive_folder_id", "salesforce": "Drive_Folder_Id__c"}

Cells = dict[Column, str]
BAD: tuple[tuple[Column, Cells], ...] = (
    (Column.CLIENT, {Column.CLIENT: "Nobody & Daughters"}),
    (Column.RECORD, {Column.RECORD: "999999999999"}),
    (Column.SUCCESSOR, {Column.SUCCESSOR: STAFF[5].email}),
    (Column.SUCCESSOR, {Column.SUCCESSOR: "somebody@else.example"}),
    (Column.FOLDER, {Column.FOLDER: "https://drive.google.com/drive/folders/not-there"}),
    (Column.LEFT_ON, {Column.LEFT_ON: "03/04/2021"}),
    (Column.CUTOFF, {Column.CUTOFF: "in spring"}),
)
"""What is wrong with a bad row, and in which column that is to be found; each of them ten times."""


def manifest() -> tuple[bytes, dict[int, Column]]:
    """Return the manifest, and the columns of the faults that are in it, by row."""
    rows: list[Mapping[Column, str]] = []
    faults: dict[int, Column] = {}
    for number in range(ROWS_OF_IT):
        cells = {Column.CLIENT: words.firm(number), Column.SUCCESSOR: STAFF[2].email, Column.LEFT_ON: "2021-04-03"}
        if number % 14 == 3 and len(faults) < ROWS_OF_IT * 7 // 100:
            column, wrong = BAD[len(faults) % len(BAD)]
            cells |= wrong
            faults[number + 2] = column
        rows.append(cells)
    return as_csv(rows), faults


def policy(vendor: str) -> dict[str, Any]:
    """Return the policy of the generated firm."""
    mark = {"connection": f"handoff_{vendor}", "record": "deal", "property": "dealstage", "value": "in_transition"}
    mark |= {"successor": "handoff_successor"}
    if vendor == "salesforce":
        mark |= {"record": "opportunity", "property": "StageName", "value": "In Transition"}
        mark |= {"successor": "Handoff_Successor__c"}
    return {
        "firm": {
            "name": NAME,
            "domains": [DOMAIN],
            "sender": {"name": STAFF[0].first, "email": STAFF[0].email},
            "reply_to": STAFF[0].email,
        },
        "marks": {vendor: mark | {"company_folder": _FOLDERS[vendor]}},
        "approvers": [{"user": "operator", "email": STAFF[4].email}],
        "approval_within": "P7D",
        "cutoff_after": "P14D",
        "delivery_folder": "root",
        "caps": {"changes": 300, "letters": 10},
        "quota_share": SHARE,
    }


def look(name: str, vendor: str) -> Iterator[Row]:
    """Preflight the manifest against one CRM and Drive."""
    content, wanted = manifest()
    with TemporaryDirectory(prefix="handoff-bench-") as folder, embedded_postgres(Path(folder) / "pg") as postgres:
        place = Path(folder)
        (place / "policy.yaml").write_text(yaml.safe_dump(policy(vendor)), encoding="utf-8")
        (place / "manifest.csv").write_bytes(content)
        database = postgres.url("handoff")
        upgrade(database)
        with served(replace(SIZE, vendors=(vendor, "google_drive"))) as sandbox:
            for each in (vendor, "google_drive"):
                sandbox.switch(each, latency_seconds=LATENCY)
            since = sandbox.last()
            told = {"folder": folder, "database": database, "connections": connections(sandbox.credentials)}
            ours = measure("preflighting.examine", **told)
            calls = {each: sandbox.calls(each, since) for each in (vendor, "google_drive")}
    found = {row: Column(column) for row, column in ours.result["faults"]}
    refused = sum(one["status"] == 429 for some in calls.values() for one in some)
    numbers: dict[str, float | int | str] = {
        "rows": ROWS_OF_IT,
        "ready": ours.result["ready"],
        "rows to mend": len(found),
        f"calls of {vendor}": len(calls[vendor]),
        "calls of google_drive": len(calls["google_drive"]),
        "calls refused by a limit": refused,
        "seconds": ours.seconds,
        "peak memory (MB)": ours.peak,
        "memory beside the imports (MB)": ours.peak - ours.before,
    }
    bars = {
        f"under {BAR:.0f} s": ours.seconds < BAR,
        "each bad row is found in its column, and no other": found == wanted,
        "all others are ready": ours.result["ready"] == ROWS_OF_IT - len(wanted),
        "no row has calls of its own: fewer than one in ten rows": sum(map(len, calls.values())) < ROWS_OF_IT / 10,
    }
    yield Row(name, numbers, bars)


ROWS = {
    "legacy/preflight": partial(look, "legacy/preflight", "hubspot"),
    "legacy/preflight_salesforce": partial(look, "legacy/preflight_salesforce", "salesforce"),
}
