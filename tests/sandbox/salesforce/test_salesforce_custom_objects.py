"""Objects that a firm has added, what hangs on their records, and records that were merged."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from salesforce_org import ACME, ANN, BOB, BROOK, MAYA, SECTION, SHOP, Org

from handoff_sandbox.core.errors import WorldError
from handoff_sandbox.core.server import Server

Make = Callable[..., Org]
PLACES: dict[str, Any] = {
    "objects": [{"name": "Site__c", "label": "Site", "plural": "Sites"}, {"name": "Visit__c"}],
    "fields": SECTION["fields"]
    | {
        "Site__c": [
            {"name": "Firm__c", "type": "lookup", "to": "Account", "children": "Sites"},
            {"name": "Keys__c", "type": "number"},
        ],
        "Visit__c": [{"name": "Site__c", "type": "master", "to": "Site__c", "children": "Visits"}],
    },
    "records": SECTION["records"] | {
        "Site__c": [{"id": 1, "owner": 1, "fields": {"Name": "The mill", "Firm__c": 501, "Keys__c": 2}}],
        "Visit__c": [{"id": 1, "fields": {"Name": "First", "Site__c": 1}}],
        "Note": [{"id": 1, "fields": {"Title": "Keys", "Body": "Under the mat.", "ParentId": "Site__c/1"}}],
    },
}  # fmt: skip
SITE, VISIT = "a00000000000001AAA", "a01000000000001AAA"


def merge(org: Org, kind: str, master: str, *merged: str) -> str:
    """Merge records over SOAP and return the answer."""
    ids = "".join(f"<recordToMergeIds>{one}</recordToMergeIds>" for one in merged)
    body = f"""<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <env:Header><SessionHeader><sessionId>session-maya</sessionId></SessionHeader></env:Header>
      <env:Body><merge><request><masterRecord xsi:type="sf:{kind}"><Id>{master}</Id></masterRecord>
      {ids}</request></merge></env:Body></env:Envelope>"""
    headers = {"Content-Type": "text/xml", "SOAPAction": '""'}
    return org.call("POST", "/services/Soap/u/67.0", raw=body.encode(), headers=headers).data.decode()


def test_custom_object_is_described_with_the_way_to_it(make_org: Make) -> None:
    """It is an object like any other, marked as custom, and its parent's description leads to it."""
    org = make_org(**PLACES)
    told = org.call("GET", "/sobjects/Site__c/describe").body
    assert (told["custom"], told["keyPrefix"], told["label"]) == (True, "a00", "Site")
    fields = {one["name"]: one for one in told["fields"]}
    assert {"Id", "OwnerId", "Name", "Firm__c", "Keys__c", "SystemModstamp"} <= set(fields)
    assert fields["Firm__c"]["relationshipName"] == "Firm__r"
    ways = org.call("GET", "/sobjects/Account/describe").body["childRelationships"]
    assert [one["childSObject"] for one in ways if one["field"] == "Firm__c"] == ["Site__c"]
    assert "OwnerId" not in {one["name"] for one in org.call("GET", "/sobjects/Visit__c/describe").body["fields"]}


def test_records_of_custom_objects_are_read_and_written(make_org: Make) -> None:
    """Over their parents, with their children and notes; one with a master goes with it."""
    org = make_org(**PLACES)
    assert org.rows("SELECT Name, Firm__r.Name, (SELECT Title FROM Notes) FROM Site__c WHERE Keys__c = 2")[0][
        "Name"
    ] == ("The mill")
    assert org.column(f"SELECT Name FROM Visit__c WHERE Site__r.Firm__c = '{ACME}'") == ["First"]
    made = org.call("POST", "/sobjects/Visit__c", {"Name": "Second", "Site__c": SITE})
    assert made.status == 201
    assert made.body["id"].startswith("a01")
    assert org.call("POST", "/sobjects/Visit__c", {"Name": "Third"}).code == "REQUIRED_FIELD_MISSING"
    assert org.call("DELETE", f"/sobjects/Site__c/{SITE}").status == 204
    assert org.column("SELECT Name FROM Visit__c") == []
    assert org.call("GET", f"/sobjects/Visit__c/{VISIT}").code == "ENTITY_IS_DELETED"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"objects": [{"name": "Site"}]}, "name"),
        ({"objects": [{"name": "Site__c"}, {"name": "Site__c"}]}, "is there already"),
        ({"objects": [], "fields": {"Site__c": [{"name": "A__c"}]}}, "is not an object"),
        ({"fields": {"Site__c": [{"name": "A__c", "type": "master", "to": "Nothing__c"}]}}, "known object"),
    ],
)
def test_wrong_custom_object_is_told(sandbox: Callable[..., Server], changes: dict[str, Any], told: str) -> None:
    """A name without __c, one that is there already, and a lookup to nowhere are told with their place."""
    with pytest.raises(WorldError, match=told):
        sandbox({"salesforce": deepcopy(SECTION) | {"objects": [{"name": "Site__c"}]} | changes})


def test_merged_account_names_its_master_and_leaves_it_what_hung_on_it(org: Org) -> None:
    """Contacts and opportunities move, and what is left is told by queryAll alone."""
    told = merge(org, "Account", BROOK, ACME)
    assert "<success>true</success>" in told
    assert SHOP in re.findall("<updatedRelatedIds>(.*?)</updatedRelatedIds>", told)
    assert org.column(f"SELECT Id FROM Account WHERE Id = '{ACME}'") == []
    gone = org.client().query(
        f"SELECT IsDeleted, MasterRecordId FROM Account WHERE Id = '{ACME}'", include_deleted=True
    )
    assert [(one["IsDeleted"], one["MasterRecordId"]) for one in gone["records"]] == [(True, BROOK)]
    assert org.column(f"SELECT AccountId FROM Opportunity WHERE Id = '{SHOP}'") == [BROOK]
    assert org.call("GET", f"/sobjects/Account/{ACME}").code == "ENTITY_IS_DELETED"


def test_merge_refuses_what_salesforce_refuses(org: Org) -> None:
    """Objects that can't be merged, another object's record, a record into itself and a session that is none."""
    assert "INVALID_TYPE" in merge(org, "Opportunity", SHOP, SHOP)
    assert "MALFORMED_ID" in merge(org, "Contact", ANN, ACME)
    assert "INVALID_OPERATION" in merge(org, "Contact", ANN, ANN)
    assert "INVALID_OPERATION" in merge(org, "Contact", ANN)
    assert "<success>true</success>" in merge(org, "Contact", ANN, BOB)
    assert org.column(f"SELECT Id FROM User WHERE Id = '{MAYA}'") == [MAYA]
