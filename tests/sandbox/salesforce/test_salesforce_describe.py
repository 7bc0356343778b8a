"""What the organisation tells of its objects, its versions and its paths."""

# The queries are put together of our own ids.
from __future__ import annotations

from typing import Any

import pytest
from salesforce_org import ROOT, Org

from handoff_sandbox.core.emulator import routes_of
from handoff_sandbox.salesforce import route_table

OBJECTS = {
    "Account", "AccountTeamMember", "Case", "Contact", "ContentDocument", "ContentDocumentLink", "ContentNote",
    "ContentVersion", "EmailMessage", "Event", "Group", "Note", "Opportunity", "OpportunityContactRole",
    "OpportunityFieldHistory", "OpportunityHistory", "AccountHistory", "OpportunityTeamMember", "Task", "User",
}  # fmt: skip


def fields(org: Org, sobject: str) -> dict[str, dict[str, Any]]:
    """Return the described fields of an object by name."""
    return {one["name"]: one for one in getattr(org.client(), sobject).describe()["fields"]}


def test_describe_lists_every_object(still_org: Org) -> None:
    """The global description names all objects, with what can be done with each."""
    told = still_org.client().describe()
    found = {one["name"]: one for one in told["sobjects"]}
    assert set(found) >= OBJECTS
    assert "Name" not in found
    assert found["Opportunity"]["keyPrefix"] == "006"
    assert (found["Opportunity"]["createable"], found["OpportunityFieldHistory"]["createable"]) == (True, False)
    assert found["Account"]["urls"]["describe"] == f"{ROOT}/sobjects/Account/describe"
    assert still_org.call("GET", "/sobjects/account").body["objectDescribe"]["name"] == "Account"


def test_describe_finds_the_fields_that_hold_a_user(still_org: Org) -> None:
    """Whatever can name an owner is found by what it refers to, standard and custom."""
    told = fields(still_org, "Opportunity")
    users = {name for name, one in told.items() if one["type"] == "reference" and "User" in one["referenceTo"]}
    assert users == {"OwnerId", "CreatedById", "LastModifiedById", "Handoff_Successor__c"}
    assert (told["Handoff_Successor__c"]["relationshipName"], told["Handoff_Successor__c"]["custom"]) == (
        "Handoff_Successor__r",
        True,
    )
    assert fields(still_org, "Case")["OwnerId"]["referenceTo"] == ["Group", "User"]
    assert fields(still_org, "Task")["WhatId"]["polymorphicForeignKey"] is True


def test_describe_tells_what_can_be_written_and_asked(still_org: Org) -> None:
    """Flags say what a write and a query may do with a field, and the emulator keeps to them."""
    told = fields(still_org, "Opportunity")
    assert (told["IsClosed"]["updateable"], told["StageName"]["updateable"], told["ContactId"]["updateable"]) == (
        False,
        True,
        False,
    )
    assert (told["Description"]["filterable"], told["Name"]["filterable"]) == (False, True)
    assert (told["Name"]["nillable"], told["Amount"]["nillable"], told["IsClosed"]["nillable"]) == (False, True, False)
    assert [one["value"] for one in told["StageName"]["picklistValues"]] == ["Active", "In Transition", "Closed Won"]
    assert told["Level__c"]["picklistValues"][1]["label"] == "Plus"
    assert fields(still_org, "Account")["Code__c"]["externalId"] is True


@pytest.mark.parametrize("sobject", sorted(OBJECTS))
def test_described_flags_hold_in_queries(still_org: Org, sobject: str) -> None:
    """What is told to be filterable, sortable or groupable is, the rest is refused; all that is told is readable."""
    for name, one in fields(still_org, sobject).items():
        asked = f"SELECT Id FROM {sobject} WHERE {name} = null AND Id = '{'0' * 15}'"
        assert (still_org.ask(asked).status == 200) is one["filterable"], name
        asked = f"SELECT Id FROM {sobject} WHERE Id = '{'0' * 15}' ORDER BY {name}"
        assert (still_org.ask(asked).status == 200) is one["sortable"], name
        asked = f"SELECT {name} FROM {sobject} WHERE Id = '{'0' * 15}' GROUP BY {name}"
        assert (still_org.ask(asked).status == 200) is one["groupable"], name
    if sobject != "ContentDocumentLink":
        assert still_org.ask(f"SELECT FIELDS(ALL) FROM {sobject} LIMIT 200").status == 200


def test_described_children_are_queried_by_their_names(still_org: Org) -> None:
    """Every relationship that is described can be followed in a subquery."""
    for sobject in ("Account", "Opportunity", "Contact", "Case", "User"):
        for child in getattr(still_org.client(), sobject).describe()["childRelationships"]:
            asked = f"SELECT Id, (SELECT Id FROM {child['relationshipName']}) FROM {sobject}"
            assert still_org.ask(asked).status == 200, asked


def test_described_parents_are_queried_by_their_names(still_org: Org) -> None:
    """Every relationship of a reference leads to a parent's Id."""
    for sobject in sorted(OBJECTS - {"ContentDocumentLink"}):
        for one in fields(still_org, sobject).values():
            if one["relationshipName"]:
                asked = f"SELECT {one['relationshipName']}.Id FROM {sobject}"
                assert still_org.ask(asked).status == 200, asked


def test_versions_are_listed_without_a_session(still_org: Org) -> None:
    """From 31.0 to 67.0, with their seasons."""
    told = still_org.call("GET", "/services/data/", session_id=None).body
    assert (told[0]["version"], told[-1]) == (
        "31.0",
        {"label": "Summer '26", "url": "/services/data/v67.0", "version": "67.0"},
    )
    assert next(one["label"] for one in told if one["version"] == "59.0") == "Winter '24"
    assert still_org.call("GET", "/").body["sobjects"] == f"{ROOT}/sobjects"
    assert still_org.call("GET", "/services/data/v31.0/limits").status == 200


def test_addresses_are_in_the_version_of_the_call(still_org: Org) -> None:
    """A client of another version is led on in its own."""
    answer = still_org.call("GET", "/services/data/v59.0/query?q=SELECT+Id+FROM+Account+LIMIT+1").body
    assert answer["records"][0]["attributes"]["url"].startswith("/services/data/v59.0/sobjects/Account/")


def test_route_table_names_what_is_served(still_org: Org) -> None:
    """The list for the docs and the routes of the app are the same, and every row says what it does."""
    rows = route_table()
    assert all(row["does"].endswith(".") for row in rows)
    [emulator] = still_org.server.emulators
    served = {(route.method, route.path.replace(":path", "").replace(":str", "")) for route in routes_of(emulator.app)}
    assert {(row["method"], row["path"].replace(":path", "")) for row in rows} == served
