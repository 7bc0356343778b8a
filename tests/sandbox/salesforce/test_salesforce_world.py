"""A world's Salesforce section: what it may say, and how it is told what is wrong with it."""

# The queries are put together of our own ids.
from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from salesforce_org import MAYA, SECTION, TOM, Org

from handoff_sandbox.core.clock import Clock
from handoff_sandbox.core.world import WorldError
from handoff_sandbox.salesforce import Salesforce


def problem(**changes: Any) -> str:
    """Return what is said of the small section with changes, which must be wrong."""
    with pytest.raises(WorldError) as caught:
        Salesforce(deepcopy(SECTION) | changes, Clock())
    return str(caught.value)


def with_record(sobject: str, **seed: Any) -> dict[str, Any]:
    """Return the section's records with one more."""
    records = deepcopy(SECTION["records"])
    records.setdefault(sobject, []).append({"id": 777, **seed})
    return {"records": records}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"nonsense": 1}, "salesforce.nonsense: is not a key that is known here"),
        ({"users": []}, "salesforce.users"),
        (
            {"connected_app": {"consumer_key": "3MVG9-handoff", "run_as": "x@y.example"}},
            "connected_app.run_as: no user is",
        ),
        (
            {"connected_app": {"consumer_key": "3MVG9-handoff", "certificate": "x"}},
            "salesforce.connected_app.certificate",
        ),
        ({"tracked": {}, "fields": {"Opp": []}}, "salesforce.fields.Opp: is not an object that the emulator knows"),
        (
            {"tracked": {}, "fields": {"Account": [{"name": "Foo"}]}},
            "salesforce.fields.Account[0].name: a custom field's name ends with __c",
        ),
        (
            {"tracked": {}, "fields": {"Account": [{"name": "Foo__c", "type": "lookup", "to": "X"}]}},
            "a lookup names a known object",
        ),
        ({"tracked": {"Account": ["Foo"]}}, "salesforce.tracked.Account[0]: Account cannot track 'Foo'"),
        ({"tracked": {"Task": ["Status"]}}, "Task cannot track 'Status'"),
        (with_record("Acc"), "salesforce.records.Acc: is not an object whose records a world can hold"),
        (
            with_record("Account", fields={"Foo": 1}),
            "Account has no field 'Foo'; define it in salesforce.fields.Account",
        ),
        (with_record("Account"), "salesforce.records.Account[3].fields: lacks Name at its creation"),
        (with_record("Account", fields={"Name": "x", "OwnerId": "x@y.example"}), "OwnerId"),
        (
            with_record("Account", owner="nobody@y.example", fields={"Name": "x"}),
            "salesforce.records.Account[3].OwnerId: 'nobody@y.example' is none of User",
        ),
        (
            with_record("Account", fields={"Name": "x", "LastActivityDate": "-1d"}),
            "is a field that Salesforce computes",
        ),
        (with_record("Contact", fields={"LastName": "x", "AccountId": "999"}), "there is no record 001000000000999AAA"),
        (with_record("Task", fields={"WhatId": "801"}), "write it as Object/number"),
        (
            with_record("Opportunity", fields={"Name": "x", "CloseDate": "soon", "StageName": "Active"}),
            "fields.CloseDate",
        ),
        (with_record("Case", owner="Nowhere"), "salesforce.records.Case[2].OwnerId"),
        (
            {
                "transactions": [
                    {
                        "began": "-1h",
                        "commits": "+1h",
                        "writes": [{"record": "Account/9", "fields": {"Name": "x"}, "at": "-1m"}],
                    }
                ]
            },
            "there is no record Account/9",
        ),
        (
            {"files": [{"id": 1, "title": "x", "content_file": "/nowhere"}]},
            "salesforce.files[0].content_file: cannot be read",
        ),
        ({"files": [{"id": 1, "title": "x", "links": ["Account/9"]}]}, "there is no record 001000000000009AAA"),
    ],
)
def test_section_that_is_wrong_says_where(changes: dict[str, Any], told: str) -> None:
    """Each error has the path in the YAML and says what is wrong."""
    assert told in problem(**changes)


def test_section_tells_all_that_is_wrong_at_once() -> None:
    """Two wrong records are two problems."""
    records = {"Account": [{"id": 1, "fields": {"Foo": 1}}, {"id": 2, "fields": {"Bar": 1}}]}
    told = problem(records=records, files=[])
    assert "'Foo'" in told
    assert "'Bar'" in told


def test_section_takes_the_same_id_once() -> None:
    """An id that stands twice is an error, for users and for records."""
    assert "already" in problem(users=[*SECTION["users"], SECTION["users"][0]])
    assert "already" in problem(records={"Account": [{"id": 1, "fields": {"Name": "x"}}] * 2}, files=[])


def test_section_takes_ids_as_salesforce_writes_them(make_org: Callable[..., Org]) -> None:
    """An id of 15 or 18 characters is taken as it is, in references too."""
    records = {
        "Account": [{"id": "001A0000006Vm9r", "fields": {"Name": "x"}}],
        "Contact": [{"id": "003A0000006Vm9rIAC", "fields": {"LastName": "y", "AccountId": "001A0000006Vm9rIAC"}}],
    }
    org = make_org(records=records, files=[])
    assert org.column("SELECT AccountId FROM Contact") == ["001A0000006Vm9rIAC"]


def test_section_reads_a_file_from_disk(make_org: Callable[..., Org], tmp_path: Path) -> None:
    """content_file brings bytes."""
    (tmp_path / "x.bin").write_bytes(b"\x00\x01")
    file = {
        "id": 1,
        "title": "x",
        "extension": "bin",
        "content_file": str(tmp_path / "x.bin"),
        "links": ["Account/501"],
    }
    org = make_org(files=[file])
    soql = "SELECT VersionData FROM ContentVersion WHERE ContentDocumentId = '069000000000001'"
    assert org.call("GET", org.column(soql)[0]).data == b"\x00\x01"


def test_record_has_the_past_that_the_world_gives_it(make_org: Callable[..., Org]) -> None:
    """created_by, modified and modified_by set the system fields; a deleted record is in the recycle bin."""
    account = {"id": 1, "owner": "2", "created_by": "1", "created": "-9d", "modified": "-2d", "modified_by": "2",
               "fields": {"Name": "x"}}  # fmt: skip
    org = make_org(records={"Account": [account, {"id": 2, "fields": {"Name": "gone"}, "deleted": True}]}, files=[])
    (row,) = org.rows("SELECT CreatedById, LastModifiedById, CreatedDate, LastModifiedDate FROM Account")
    assert (row["CreatedById"], row["LastModifiedById"]) == (MAYA, TOM)
    assert row["CreatedDate"] < row["LastModifiedDate"]
    assert org.call("GET", "/sobjects/Account/001000000000002AAA").code == "ENTITY_IS_DELETED"


def test_credentials_hold_every_way_to_log_in(still_org: Org) -> None:
    """What serve prints is enough for each flow, and for people's own sessions."""
    login = still_org.login
    assert login["instance_url"] == still_org.server.base_url
    assert login["domain"] == "fieldnote.my"
    assert login["username"] == "tom@fieldnote.example"
    assert login["people"]["maya@fieldnote.example"] == "session-maya"
    assert "PRIVATE KEY" in login["private_key"]
