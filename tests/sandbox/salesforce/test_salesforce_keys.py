"""How a record is named, by ids of both lengths and by external ids; and what a request's headers ask and tell."""

# The queries are put together of our own ids.
from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from salesforce_org import ACME, BROOK, SHOP, Org
from simple_salesforce.exceptions import SalesforceMoreThanOneRecord

from handoff_sandbox.salesforce.records import record_ids
from handoff_sandbox.salesforce.records.values import read_instant


def test_upsert_by_an_external_id_changes_or_creates(org: Org) -> None:
    """A known external id is changed (200), a new one created (201), with the id in both answers."""
    client = org.client()
    assert client.Account.upsert("Code__c/A-1", {"Name": "Acme"}) == 200
    assert client.Account.get_by_custom_id("Code__c", "A-1")["Name"] == "Acme"
    made = org.call("PATCH", "/sobjects/Account/Code__c/N%2F1", {"Name": "New"})
    assert (made.status, made.body["created"]) == (201, True)
    assert org.column("SELECT Code__c FROM Account WHERE Name = 'New'") == ["N/1"]
    again = org.call("PATCH", "/sobjects/Account/Code__c/N%2F1", {"Name": "New 2"})
    assert (again.status, again.body) == (200, {"id": made.body["id"], "success": True, "errors": [], "created": False})
    assert org.call("PATCH", "/sobjects/Account/Name/New", {"Industry": "Media"}).code == "NOT_FOUND"
    assert org.call("PATCH", "/sobjects/Account/Code__c/A-1", {"Code__c": "A-1"}).status == 200
    assert org.call("DELETE", "/sobjects/Account/Code__c/N%2F1").status == 204


def test_reference_by_an_external_id(org: Org) -> None:
    """A parent may be named by its external id in place of its id."""
    made = org.call("POST", "/sobjects/Contact", {"LastName": "X", "Account": {"Code__c": "B-1"}})
    assert org.call("GET", f"/sobjects/Contact/{made.body['id']}").body["AccountId"] == BROOK
    assert org.call("POST", "/sobjects/Contact", {"LastName": "X", "Account": {"Code__c": "?"}}).status == 400


def test_external_id_that_is_not_unique_answers_300(make_org: Any) -> None:
    """Two records with one external id are listed, and neither is changed."""
    fields = {"Contact": [{"name": "Ref__c", "external_id": True}]}
    contacts = [{"id": number, "fields": {"LastName": "x", "Ref__c": "1"}} for number in (1, 2)]
    org = make_org(fields=fields, tracked={}, records={"Contact": contacts}, files=[])
    with pytest.raises(SalesforceMoreThanOneRecord):
        org.client().Contact.upsert("Ref__c/1", {"LastName": "y"})
    assert len(org.call("GET", "/sobjects/Contact/Ref__c/1").body) == 2


def test_conditional_requests_compare_whole_seconds(org: Org) -> None:
    """If-Unmodified-Since lets a write through or answers 412; If-Modified-Since answers 304 for no change."""
    path = f"/sobjects/Account/{ACME}"
    modified = read_instant(org.call("GET", path).body["LastModifiedDate"])

    def at(seconds: int) -> str:
        return format_datetime(modified + timedelta(seconds=seconds), usegmt=True)

    assert org.call("GET", path, headers={"If-Modified-Since": at(0)}).status == 304
    assert org.call("GET", path, headers={"If-Modified-Since": at(-1)}).status == 200
    refused = org.call("PATCH", path, {"Name": "x"}, headers={"If-Unmodified-Since": at(-1)})
    assert (refused.status, refused.code) == (412, "PRECONDITION_FAILED")
    assert org.call("PATCH", path, {"Name": "x"}, headers={"If-Unmodified-Since": "nonsense"}).status == 400
    assert org.call("PATCH", path, {"Name": "x"}, headers={"If-Unmodified-Since": at(0)}).status == 204
    assert org.call("PATCH", path, {"Name": "y"}, headers={"If-Unmodified-Since": at(0)}).status == 412


def test_limit_header_counts_requests(make_org: Any) -> None:
    """Every answer tells the usage; one request too many answers 403, and a day later there is room again."""
    org = make_org(limits={"daily_api_requests": 3})
    client = org.client()
    assert client.limits()["DailyApiRequests"] == {"Max": 3, "Remaining": 2}
    assert client.api_usage["api-usage"].used == 1
    assert org.call("GET", "/sobjects/Account/nonsense").headers["Sforce-Limit-Info"] == "api-usage=2/3"
    assert org.call("GET", "/limits").status == 200
    spent = org.call("GET", "/limits")
    assert (spent.status, spent.code) == (403, "REQUEST_LIMIT_EXCEEDED")
    org.admin("POST", "/clock", {"advance": 86_401})
    assert org.call("GET", "/limits").status == 200


def test_ids_of_15_and_18_characters_are_one() -> None:
    """The three last characters restore the case of the others."""
    assert record_ids.full("001A0000006Vm9r") == "001A0000006Vm9rIAC"
    assert record_ids.read("001a0000006vm9rIAC") == "001A0000006Vm9rIAC"
    assert record_ids.read("nonsense") is None
    assert record_ids.numbered("006", 801) == SHOP
