"""A gathering takes hardly more calls than the fewest possible, in worlds of other sizes than the benchmarks'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tools import bounds
from tools.measuring import measure
from tools.sandbox import mark, served

from handoff_sandbox.generate.hubspot import LISTS
from handoff_sandbox.generate.size import Size

SIZE = Size(records=700, files=900, folders=70, depth=6, seed=11)


@pytest.mark.parametrize(("vendor", "least"), [("hubspot", bounds.hubspot), ("salesforce", bounds.salesforce)])
def test_gathering_from_a_crm_takes_few_calls(vendor: str, least: Callable[[Size], int]) -> None:
    """At most three more than the bound, or a twentieth; none refused, and what was read is the client's."""
    with served(replace(SIZE, vendors=(vendor,))) as sandbox:
        mark(sandbox, vendor)
        told = {"credentials": sandbox.credentials[vendor], "base_url": sandbox.base_url}
        found = measure("gathering.records", vendor=vendor, **told).result
        calls = sandbox.calls(vendor, found["since"])
    assert [one for one in calls if one["status"] >= 400] == []
    assert len(calls) <= max(least(SIZE) + 3, 1.05 * least(SIZE))
    lists = len(LISTS) if vendor == "hubspot" else 0  # which are no records of the client's, and are told with them
    assert 0.9 * SIZE.records <= found["records"] <= SIZE.records + lists


@pytest.mark.parametrize("shared_drive", [False, True])
def test_walking_a_tree_finds_every_file_of_the_client_alone(*, shared_drive: bool) -> None:
    """Every file and folder once, none of the client beside, and hardly more calls than the fewest possible."""
    size = replace(SIZE, shared_drive=shared_drive, vendors=("google_drive",))
    with served(size) as sandbox:
        folder = bounds.client_of(size).folder_id
        told = {"credentials": sandbox.credentials["google_drive"], "base_url": sandbox.base_url}
        found = measure("gathering.files", folder=folder, **told).result
        calls = [one for one in sandbox.calls("google_drive", found["since"]) if not one["path"].endswith("/token")]
    assert (found["records"], found["unread"]) == (size.files + size.folders, 0)
    assert len(calls) <= max(bounds.google_drive(size) + 3, 1.05 * bounds.google_drive(size))
