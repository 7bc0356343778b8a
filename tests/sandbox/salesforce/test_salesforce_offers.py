"""Line items, quotes, contacts of several accounts, and activities that an organisation has put away."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from salesforce_org import ACME, ANN, BROOK, CARE, SECTION, Org

Make = Callable[..., Org]


def records(**more: Any) -> dict[str, Any]:
    """Return the small organisation's records with some more."""
    return {**deepcopy(SECTION["records"]), **more}


def test_line_items_and_quotes_reckon_their_totals(make_org: Make) -> None:
    """A line is quantity times price, a quote the sum of its lines with what is added; neither total can be set."""
    org = make_org(
        records=records(
            Product2=[{"id": 31, "fields": {"Name": "Care month", "ProductCode": "C-1"}}],
            OpportunityLineItem=[
                {"id": 41, "fields": {"OpportunityId": 802, "Product2Id": 31, "Quantity": 3, "UnitPrice": 250}}
            ],
            Quote=[{"id": 51, "owner": 1, "fields": {"Name": "Care", "OpportunityId": 802, "Tax": 19}}],
            QuoteLineItem=[{"id": 52, "fields": {"QuoteId": 51, "Product2Id": 31, "Quantity": 2, "UnitPrice": 250}}],
        )
    )
    (line,) = org.rows("SELECT Name, ProductCode, TotalPrice FROM OpportunityLineItem")
    assert line == {"Name": "Acme: care Care month", "ProductCode": "C-1", "TotalPrice": 750}
    (quote,) = org.rows("SELECT QuoteNumber, AccountId, TotalPrice, GrandTotal FROM Quote")
    assert quote == {"QuoteNumber": "00000001", "AccountId": ACME, "TotalPrice": 500, "GrandTotal": 519}
    (deal,) = org.rows(
        f"SELECT (SELECT Id FROM OpportunityLineItems), (SELECT Id FROM Quotes) FROM Opportunity WHERE Id = '{CARE}'"
    )
    assert deal["OpportunityLineItems"]["totalSize"] == deal["Quotes"]["totalSize"] == 1
    refused = org.call("PATCH", "/sobjects/Quote/0Q0000000000051", {"GrandTotal": 1})
    assert refused.code == "INVALID_FIELD_FOR_INSERT_UPDATE"


def test_contacts_belong_to_several_accounts_where_a_switch_says_so(make_org: Make) -> None:
    """Each contact has a direct relation to its account, others are made, and one that is there is not made twice."""
    assert make_org().ask("SELECT Id FROM AccountContactRelation").code == "INVALID_TYPE"
    org = make_org(switches={"contacts_to_multiple_accounts": True})
    related = {"AccountId": BROOK, "ContactId": ANN}
    assert org.call("POST", "/sobjects/AccountContactRelation", related).status == 201
    assert org.call("POST", "/sobjects/AccountContactRelation", related).code == "DUPLICATE_VALUE"
    text = f"SELECT AccountId, IsDirect FROM AccountContactRelation WHERE ContactId = '{ANN}' ORDER BY AccountId"
    assert org.rows(text) == [{"AccountId": ACME, "IsDirect": True}, {"AccountId": BROOK, "IsDirect": False}]
    assert org.call("PATCH", f"/sobjects/Contact/{ANN}", {"AccountId": BROOK}).status == 204
    assert org.rows(text) == [{"AccountId": ACME, "IsDirect": False}, {"AccountId": BROOK, "IsDirect": True}]


def test_archived_activities_are_found_by_query_all_alone(make_org: Make) -> None:
    """What has been over for more than a year is put away where a switch says so; what is open never is."""
    old = {"Subject": "Old", "WhatId": "Account/501", "ActivityDate": "-500d"}
    tasks = [
        {"id": 913, "owner": 1, "created": "-500d", "fields": {**old, "Status": "Completed"}},
        {"id": 914, "owner": 1, "created": "-500d", "fields": old},
    ]
    text = "SELECT Id FROM Task WHERE Subject = 'Old'"
    assert len(make_org(records=records(Task=tasks)).rows(text)) == 2
    org = make_org(records=records(Task=tasks), switches={"archives_activities": True})
    assert org.column(text) == ["00T000000000914EAA"]
    found = org.call("GET", "/queryAll?q=" + text.replace(" ", "+")).body["records"]
    assert [row["Id"] for row in found] == ["00T000000000913EAA", "00T000000000914EAA"]


def test_ids_of_records_are_compared_in_order(make_org: Make) -> None:
    """A large export goes on behind the last id; a reference takes no such comparison."""
    org = make_org()
    assert org.column(f"SELECT Id FROM Contact WHERE Id > '{ANN}' AND AccountId = '{ACME}' ORDER BY Id") == [
        "003000000000602AAA"
    ]
    assert org.ask(f"SELECT Id FROM Contact WHERE AccountId > '{ACME}'").code == "INVALID_QUERY_FILTER_OPERATOR"


def test_link_between_a_file_and_a_record_is_made_once(make_org: Make) -> None:
    """A second link of the same two is a duplicate."""
    org = make_org()
    link = {"ContentDocumentId": "069000000000073", "LinkedEntityId": CARE, "ShareType": "V"}
    assert org.call("POST", "/sobjects/ContentDocumentLink", link).status == 201
    assert org.call("POST", "/sobjects/ContentDocumentLink", link).code == "DUPLICATE_VALUE"
