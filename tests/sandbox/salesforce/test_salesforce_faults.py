"""Faults by the admin API, as they come in Salesforce's own bodies."""

# The queries are put together of our own ids.
from __future__ import annotations

from typing import Any

import pytest
from salesforce_org import ACME, BROOK, EMPTY, Org, content_of
from simple_salesforce.exceptions import SalesforceGeneralError, SalesforceMalformedRequest, SalesforceRefusedRequest

from handoff_sandbox.salesforce.errors import FAULTS


def fault(org: Org, name: str, path: str, **rule: Any) -> None:
    """Put a fault in force."""
    org.admin("POST", "/faults", {"vendor": "salesforce", "fault": name, "path": path, **rule})


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("rate_limit", 403, "REQUEST_LIMIT_EXCEEDED"),
        ("concurrent_limit", 403, "REQUEST_LIMIT_EXCEEDED"),
        ("invalid_session", 401, "INVALID_SESSION_ID"),
        ("forbidden", 403, "INSUFFICIENT_ACCESS_OR_READONLY"),
        ("unable_to_lock_row", 400, "UNABLE_TO_LOCK_ROW"),
        ("entity_is_locked", 400, "ENTITY_IS_LOCKED"),
        ("inactive_owner", 400, "INACTIVE_OWNER_OR_USER"),
        ("query_timeout", 400, "QUERY_TIMEOUT"),
        ("not_found", 404, "NOT_FOUND"),
        ("server_error", 500, "UNKNOWN_EXCEPTION"),
        ("unavailable", 503, "SERVER_UNAVAILABLE"),
    ],
)
def test_fault_has_salesforces_body(org: Org, name: str, status: int, code: str) -> None:
    """A named fault answers with Salesforce's status and code, once, and then all is as before."""
    fault(org, name, ".*/limits")
    answer = org.call("GET", "/limits")
    assert (answer.status, answer.code) == (status, code)
    assert org.call("GET", "/limits").status == 200


def test_every_fault_can_be_set(org: Org) -> None:
    """No fault that is listed is refused, and an unknown one is."""
    for name in (*FAULTS, "html_error", "too_many_requests"):
        fault(org, name, "/never")
    with pytest.raises(AssertionError, match="no fault"):
        fault(org, "nonsense", "/never")


def test_fault_as_a_page_is_text_for_the_client(org: Org) -> None:
    """An instance that is down answers HTML, which simple-salesforce passes on as text."""
    fault(org, "html_error", ".*/limits/")
    with pytest.raises(SalesforceGeneralError) as caught:
        org.client().limits()
    assert caught.value.status == 503
    assert "maintenance" in content_of(caught.value)


def test_fault_classes_of_the_client_follow_the_status(org: Org) -> None:
    """The code tells more than the class: a lock is a malformed request, a spent limit a refused one."""
    fault(org, "unable_to_lock_row", f".*/Account/{ACME}")
    with pytest.raises(SalesforceMalformedRequest) as locked:
        org.client().Account.update(ACME, {"Name": "x"})
    assert content_of(locked.value)[0]["errorCode"] == "UNABLE_TO_LOCK_ROW"
    fault(org, "rate_limit", ".*/query/")
    with pytest.raises(SalesforceRefusedRequest) as spent:
        org.client().query("SELECT Id FROM Account")
    assert content_of(spent.value)[0]["errorCode"] == "REQUEST_LIMIT_EXCEEDED"


def records() -> list[dict[str, Any]]:
    """Return an update of three accounts."""
    return [{"attributes": {"type": "Account"}, "id": one, "Industry": "Media"} for one in (ACME, BROOK, EMPTY)]


def test_lock_in_a_collection_fails_every_other_record(org: Org) -> None:
    """Part of a collection is held by another transaction: the others are done, and a second call does the rest."""
    fault(org, "unable_to_lock_row", ".*/composite/sobjects")
    results = org.call("PATCH", "/composite/sobjects", {"allOrNone": False, "records": records()}).body
    assert [one["success"] for one in results] == [False, True, False]
    assert results[0]["errors"][0]["statusCode"] == "UNABLE_TO_LOCK_ROW"
    assert set(org.column("SELECT Name FROM Account WHERE Industry = 'Media'")) == {"Brook Dental", "Empty & Co"}
    results = org.call("PATCH", "/composite/sobjects", {"allOrNone": False, "records": records()}).body
    assert all(one["success"] for one in results)


def test_lock_in_a_collection_with_all_or_none_undoes_it(org: Org) -> None:
    """With allOrNone the lock of one record undoes all."""
    fault(org, "unable_to_lock_row", ".*/composite/sobjects")
    results = org.call("PATCH", "/composite/sobjects", {"allOrNone": True, "records": records()}).body
    assert [one["errors"][0]["statusCode"] for one in results] == [
        "UNABLE_TO_LOCK_ROW", "ALL_OR_NONE_OPERATION_ROLLED_BACK", "UNABLE_TO_LOCK_ROW",
    ]  # fmt: skip
    assert org.column("SELECT Name FROM Account WHERE Industry = 'Media'") == ["Empty & Co"]


def test_fault_after_success_leaves_the_write(org: Org) -> None:
    """A write may have been done although the answer was an error."""
    fault(org, "server_error", ".*/sobjects/Account", after_success=True, method="POST")
    assert org.call("POST", "/sobjects/Account", {"Name": "Twice?"}).status == 500
    assert org.column("SELECT Name FROM Account WHERE Name = 'Twice?'") == ["Twice?"]


def test_requests_are_logged_under_the_vendor(org: Org) -> None:
    """What a client called can be read from the sandbox's log."""
    org.client().query("SELECT Id FROM Account")
    logged = org.admin("GET", "/requests?vendor=salesforce&path=.*/query/")
    assert [(one["method"], one["status"]) for one in logged] == [("GET", 200)]
