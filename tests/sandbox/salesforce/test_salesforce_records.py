"""One record over REST: created, read, changed, deleted; what is refused, and why."""

# The queries are put together of our own ids.
from __future__ import annotations

from typing import Any

import pytest
from salesforce_org import ACME, ANN, BOB, BROOK, CARE, DAN, MAYA, ROOT, SHOP, TOM, Org, content_of
from simple_salesforce.exceptions import SalesforceMalformedRequest


def test_record_is_created_with_its_audit_fields(org: Org) -> None:
    """A creation answers 201 with the id; system fields tell who and when, in whole seconds."""
    answer = org.call("POST", "/sobjects/Account/", {"name": "New", "AnnualRevenue": "12.5"})
    assert (answer.status, answer.body["success"], answer.body["errors"]) == (201, True, [])
    assert answer.headers["Location"] == f"{ROOT}/sobjects/Account/{answer.body['id']}"
    record = org.call("GET", f"/sobjects/Account/{answer.body['id']}").body
    assert (record["Name"], record["AnnualRevenue"], record["OwnerId"], record["CreatedById"]) == (
        "New",
        12.5,
        MAYA,
        MAYA,
    )
    assert record["CreatedDate"] == record["LastModifiedDate"] == record["SystemModstamp"]
    assert record["CreatedDate"].endswith(".000+0000")
    assert record["IsDeleted"] is False


def test_record_update_moves_the_system_fields_even_if_it_changes_nothing(org: Org) -> None:
    """LastModifiedDate, LastModifiedById and SystemModstamp move with every write; CreatedDate stays."""
    before = org.call("GET", f"/sobjects/Account/{ACME}").body
    org.admin("POST", "/clock", {"advance": 60})
    assert (
        org.call("PATCH", f"/sobjects/Account/{ACME}", {"Name": before["Name"]}, session_id="session-tom").status == 204
    )
    after = org.call("GET", f"/sobjects/Account/{ACME}").body
    assert after["CreatedDate"] == before["CreatedDate"]
    assert after["LastModifiedDate"] == after["SystemModstamp"] > before["LastModifiedDate"]
    assert after["LastModifiedById"] == TOM


def test_record_read_gives_the_fields_that_are_asked_for(still_org: Org) -> None:
    """`fields` cuts the answer, and an unknown one is an error."""
    answer = still_org.call("GET", f"/sobjects/account/{ACME[:15]}?fields=name,Code__c")
    assert answer.body == {
        "attributes": {"type": "Account", "url": f"{ROOT}/sobjects/Account/{ACME}"},
        "Name": "Acme Gardens", "Code__c": "A-1",
    }  # fmt: skip
    assert still_org.call("GET", f"/sobjects/Account/{ACME}?fields=Nam").code == "INVALID_FIELD"


def test_record_compound_fields_are_objects(still_org: Org) -> None:
    """An address is told as a whole too, or null where all of it is empty."""
    record = still_org.call("GET", f"/sobjects/Account/{ACME}").body
    assert record["BillingAddress"]["city"] == record["BillingCity"] == "Bath"
    assert record["ShippingAddress"] is None
    assert still_org.call("GET", f"/sobjects/Contact/{ANN}").body["Name"] == "Ann Bell"


def test_record_delete_takes_what_belongs_to_it(org: Org) -> None:
    """A deleted account takes its contacts and opportunities with it; reading one says that it is deleted."""
    assert org.call("DELETE", f"/sobjects/Opportunity/{SHOP}").status == 204
    gone = org.call("GET", f"/sobjects/Opportunity/{SHOP}")
    assert (gone.status, gone.code) == (404, "ENTITY_IS_DELETED")
    assert org.call("PATCH", f"/sobjects/Opportunity/{SHOP}", {"Name": "x"}).code == "ENTITY_IS_DELETED"
    assert org.rows("SELECT Id FROM OpportunityContactRole") == []
    assert org.column("SELECT Subject FROM Task WHERE WhatId = null") == ["Call Ann"]


def test_record_delete_is_refused_where_cases_hang_on_it(org: Org) -> None:
    """An account with a case stays."""
    refused = org.call("DELETE", f"/sobjects/Account/{ACME}")
    assert (refused.status, refused.code) == (400, "DELETE_FAILED")
    assert org.call("GET", f"/sobjects/Account/{ACME}").status == 200


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", f"/sobjects/Account/{'0' * 15}", 404, "NOT_FOUND"),
        ("GET", "/sobjects/Account/nonsense", 404, "NOT_FOUND"),
        ("GET", f"/sobjects/Contact/{ACME}", 404, "NOT_FOUND"),
        ("GET", f"/sobjects/Nonsense/{ACME}", 404, "NOT_FOUND"),
        ("GET", "/sobjects/Nonsense/describe", 404, "NOT_FOUND"),
        ("GET", f"/sobjects/Account/Name/{ACME}", 404, "NOT_FOUND"),
        ("GET", f"/sobjects/Account/{ACME}/Contacts", 404, "NOT_FOUND"),
        ("GET", "/analytics/reports", 404, "NOT_FOUND"),
        ("GET", "/tooling/query?q=SELECT", 404, "NOT_FOUND"),
        ("GET", "/services/data/v68.0/limits", 404, "NOT_FOUND"),
        ("GET", "/services/data/v30.0/limits", 410, "GONE"),
        ("PUT", f"/sobjects/Account/{ACME}", 405, "METHOD_NOT_ALLOWED"),
    ],
)  # fmt: skip
def test_what_is_not_there_answers_salesforces_error(
    still_org: Org, method: str, path: str, status: int, code: str
) -> None:
    """Nothing unknown is answered with a success."""
    answer = still_org.call(method, path, {} if method == "PUT" else None)
    assert (answer.status, answer.code) == (status, code)


REFUSED: list[tuple[str, dict[str, Any], str, list[str] | None]] = [
    ("Account", {}, "REQUIRED_FIELD_MISSING", ["Name"]),
    ("Account", {"Name": "x", "Foo": 1}, "INVALID_FIELD", None),
    (
        "Account",
        {"Name": "x", "CreatedDate": "2026-01-01T00:00:00Z"},
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        ["CreatedDate"],
    ),
    ("Account", {"Name": "x" * 256}, "STRING_TOO_LONG", ["Name"]),
    ("Account", {"Name": "x", "AnnualRevenue": "much"}, "JSON_PARSER_ERROR", None),
    ("Account", {"Name": "x", "NumberOfEmployees": 1.5}, "JSON_PARSER_ERROR", None),
    ("Account", {"Name": "x", "ParentId": "nonsense"}, "MALFORMED_ID", ["ParentId"]),
    ("Account", {"Name": "x", "ParentId": ANN}, "MALFORMED_ID", ["ParentId"]),
    ("Account", {"Name": "x", "ParentId": "001000000000999"}, "INVALID_CROSS_REFERENCE_KEY", ["ParentId"]),
    ("Account", {"Name": "x", "OwnerId": DAN}, "INACTIVE_OWNER_OR_USER", []),
    ("Account", {"Name": "x", "OwnerId": "00G000000000001EAA"}, "MALFORMED_ID", ["OwnerId"]),
    ("Account", {"Name": "x", "Code__c": "a-1"}, "DUPLICATE_VALUE", []),
    ("Account", {"Name": "x", "Regions__c": "uk;mars"}, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", ["Regions__c"]),
    ("Account", {"Name": "x", "Id": ACME}, "INVALID_FIELD", None),
    ("Contact", {"LastName": "x", "Email": "nonsense"}, "INVALID_EMAIL_ADDRESS", ["Email"]),
    ("Contact", {"LastName": "x", "HasOptedOutOfEmail": "perhaps"}, "JSON_PARSER_ERROR", None),
    ("Opportunity", {"Name": "x", "StageName": "Active"}, "REQUIRED_FIELD_MISSING", ["CloseDate"]),
    ("Opportunity", {"Name": "x", "StageName": "Active", "CloseDate": "soon"}, "JSON_PARSER_ERROR", None),
    ("Case", {"OwnerId": "00G000000000002EAA"}, "FIELD_INTEGRITY_EXCEPTION", ["OwnerId"]),
    ("AccountTeamMember", {"AccountId": ACME, "UserId": TOM}, "DUPLICATE_VALUE", []),
    ("AccountTeamMember", {"AccountId": BROOK, "UserId": DAN}, "INACTIVE_OWNER_OR_USER", []),
    ("AccountHistory", {"AccountId": ACME}, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", []),
    ("User", {"LastName": "x"}, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", []),
]


@pytest.mark.parametrize(("sobject", "body", "code", "fields"), REFUSED, ids=[f"{one[0]}-{one[2]}" for one in REFUSED])
def test_creation_is_refused(
    still_org: Org, sobject: str, body: dict[str, Any], code: str, fields: list[str] | None
) -> None:
    """A creation that does not hold answers 400 with the code and the fields, and makes nothing."""
    answer = still_org.call("POST", f"/sobjects/{sobject}", body)
    assert (answer.status, answer.code, answer.body[0].get("fields")) == (400, code, fields)


def test_update_is_refused(org: Org) -> None:
    """What cannot change does not, and a required field cannot be emptied."""
    for path, body, code in (
        (f"/sobjects/Account/{ACME}", {"Name": None}, "REQUIRED_FIELD_MISSING"),
        (f"/sobjects/Account/{ACME}", {"OwnerId": None}, "INVALID_CROSS_REFERENCE_KEY"),
        (f"/sobjects/Account/{ACME}", {"OwnerId": DAN}, "INACTIVE_OWNER_OR_USER"),
        (f"/sobjects/Account/{ACME}", {"Id": ACME, "Name": "x"}, "INVALID_FIELD"),
        (f"/sobjects/Opportunity/{CARE}", {"IsClosed": True}, "INVALID_FIELD_FOR_INSERT_UPDATE"),
        ("/sobjects/AccountTeamMember/01M000000000021", {"UserId": MAYA}, "INVALID_FIELD_FOR_INSERT_UPDATE"),
    ):
        assert org.call("PATCH", path, body).code == code, body
    assert org.column(f"SELECT Name FROM Account WHERE Id = '{ACME}'") == ["Acme Gardens"]


def test_inactive_owner_stays_until_somebody_moves_the_record(org: Org) -> None:
    """A record of a user who left can be changed as long as its owner is not set again."""
    org.call("PATCH", f"/sobjects/User/{TOM}", {"IsActive": False})
    assert org.call("PATCH", f"/sobjects/Account/{BROOK}", {"Industry": "Media"}).status == 204
    assert org.call("PATCH", f"/sobjects/Account/{BROOK}", {"OwnerId": TOM, "Industry": "x"}).status == 204
    assert org.call("PATCH", f"/sobjects/Account/{ACME}", {"OwnerId": TOM}).code == "INACTIVE_OWNER_OR_USER"


def test_body_that_is_not_json_is_refused(still_org: Org) -> None:
    """Neither broken JSON nor JSON of another form is taken."""
    assert still_org.call("POST", "/sobjects/Account", raw=b"{nonsense").code == "JSON_PARSER_ERROR"
    assert still_org.call("POST", "/sobjects/Account", []).code == "JSON_PARSER_ERROR"
    assert still_org.call("PATCH", f"/sobjects/Account/{ACME}").code == "JSON_PARSER_ERROR"


def test_read_only_user_reads_and_changes_nothing(still_org: Org) -> None:
    """A user without the right to write gets INSUFFICIENT_ACCESS_OR_READONLY from every write."""
    assert still_org.rows("SELECT Id FROM Account", session_id="session-era")
    records = [{"attributes": {"type": "Account"}, "id": ACME, "Name": "x"}]
    for method, path, body in (
        ("POST", "/sobjects/Account", {"Name": "x"}),
        ("PATCH", f"/sobjects/Account/{ACME}", {"Name": "x"}),
        ("DELETE", f"/sobjects/Account/{ACME}", None),
        ("PATCH", "/composite/sobjects", {"records": records}),
    ):
        answer = still_org.call(method, path, body, session_id="session-era")
        assert (answer.status, answer.code) == (403, "INSUFFICIENT_ACCESS_OR_READONLY")


def test_event_gets_its_end_from_its_length(org: Org) -> None:
    """Start and duration give the end, and the day is the start's."""
    body = {"Subject": "x", "StartDateTime": "2026-12-01T10:00:00.000+0100", "DurationInMinutes": 45}
    made = org.call("POST", "/sobjects/Event", body).body["id"]
    event = org.call("GET", f"/sobjects/Event/{made}").body
    assert event["StartDateTime"] == "2026-12-01T09:00:00.000+0000"
    assert (event["EndDateTime"], event["ActivityDate"]) == ("2026-12-01T09:45:00.000+0000", "2026-12-01")


def test_case_has_a_number_and_its_contacts_address(still_org: Org) -> None:
    """Case numbers count up; the contact's address is read from the contact."""
    rows = still_org.rows("SELECT CaseNumber, ContactEmail FROM Case ORDER BY CaseNumber")
    assert rows == [
        {"CaseNumber": "00001001", "ContactEmail": "ann@acme.example"},
        {"CaseNumber": "00001002", "ContactEmail": None},
    ]


def test_simple_salesforce_gets_the_vendors_error(still_org: Org) -> None:
    """The client's exception carries the list of errors as it came."""
    with pytest.raises(SalesforceMalformedRequest) as caught:
        still_org.client().Contact.update(BOB, {"Nonsense": 1})
    assert content_of(caught.value) == [
        {"message": "No such column 'Nonsense' on sobject of type Contact", "errorCode": "INVALID_FIELD"}
    ]
