"""A gathering takes hardly more calls than the fewest possible, in worlds of other sizes than the benchmarks'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tools import bounds
from tools.measuring import measure
from tools.sandbox import mark, served

from handoff_sandbox.generate import hubspot, salesforce, words
from handoff_sandbox.generate.size import Size

SIZE = Size(records=700, files=900, folders=70, depth=6, seed=11)
CLIENT = bounds.client_of(SIZE)
RELATIONS = ("OpportunityContactRole", "OpportunityTeamMember", "AccountTeamMember")


def hubspot_kinds() -> dict[str, int]:
    """Return how many records of each kind the client has in HubSpot, and in how many lists its contacts are."""
    names = {"companies": "company", "quotes": "quote", "projects": "custom", "files": "attachment"}
    total = {names.get(name, name.removesuffix("s")): count for name, count in hubspot.counts(CLIENT).items()}
    return total | {"list": len(hubspot.LISTS)}


def salesforce_kinds() -> dict[str, int]:
    """Return how many records of each kind the client has in Salesforce, where every fourth file is a note."""
    names = {
        "Account": "company", "Contact": "contact", "Opportunity": "deal", "Case": "ticket", "Task": "task",
        "Event": "meeting", "EmailMessage": "email", "Project__c": "custom",
    }  # fmt: skip
    total = salesforce.counts(CLIENT)
    notes = total["files"] // 4
    found = {kind: total[name] for name, kind in names.items()}
    return found | {"note": total["Note"] + notes, "attachment": total["files"] - notes}


@pytest.mark.parametrize(
    ("vendor", "least", "kinds"),
    [("hubspot", bounds.hubspot, hubspot_kinds()), ("salesforce", bounds.salesforce, salesforce_kinds())],
    ids=["hubspot", "salesforce"],
)
def test_gathering_from_a_crm_takes_few_calls(vendor: str, least: Callable[[Size], int], kinds: dict[str, int]) -> None:
    """At most three more than the bound, or a twentieth; none refused, and of each kind all that the client has."""
    with served(replace(SIZE, vendors=(vendor,))) as sandbox:
        mark(sandbox, vendor)
        told = {"credentials": sandbox.credentials[vendor], "base_url": sandbox.base_url}
        found = measure("gathering.records", vendor=vendor, **told).result
        calls = sandbox.calls(vendor, found["since"])
    assert [one for one in calls if one["status"] >= 400] == []
    assert len(calls) <= max(least(SIZE) + 3, 1.05 * least(SIZE))
    assert (found["kinds"], found["unread"]) == (kinds, 0)


def test_benchmarks_count_of_salesforce_is_that_of_the_helpers() -> None:
    """The adapter reads as many records, roles and members of teams as the helpers do, each from what it asks for."""
    with served(replace(SIZE, vendors=("salesforce",))) as sandbox:
        mark(sandbox, "salesforce")
        told = {"credentials": sandbox.credentials["salesforce"]}
        ours = measure("gathering.records", vendor="salesforce", base_url=sandbox.base_url, **told).result
        theirs = measure("helpers.salesforce", account=words.firm(CLIENT.number), **told).result
    beside = sum(salesforce.counts(CLIENT)[name] for name in RELATIONS)
    assert (ours["records"], ours["beside"]) == (theirs["records"], theirs["beside"])
    assert (ours["records"] + beside, ours["beside"]) == (SIZE.records, beside)


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
