"""SOQL that Salesforce does not answer: the code, the words and the place."""

# The queries are put together of our own ids.
from __future__ import annotations

import pytest
from salesforce_org import Org, content_of
from simple_salesforce.exceptions import SalesforceMalformedRequest


@pytest.mark.parametrize(
    ("soql", "code", "message"),
    [
        ("SELECT Id, Nam FROM Account", "INVALID_FIELD", "No such column 'Nam' on entity 'Account'"),
        ("SELECT Id FROM Account WHERE Foo__c = 1", "INVALID_FIELD", "No such column 'Foo__c'"),
        ("SELECT Id FROM Account ORDER BY Foo", "INVALID_FIELD", "No such column 'Foo'"),
        ("SELECT Foo.Name FROM Account", "INVALID_FIELD", "Didn't understand relationship 'Foo' in field path"),
        ("SELECT What.StageName FROM Task", "INVALID_FIELD", "No such column 'StageName' on entity 'Name'"),
        ("SELECT Id, Id FROM Account", "INVALID_FIELD", "duplicate field selected: Id"),
        ("SELECT Id, FIELDS(ALL) FROM Account LIMIT 1", "INVALID_FIELD", "duplicate field selected: Id"),
        ("SELECT Id FROM Accounts", "INVALID_TYPE", "sObject type 'Accounts' is not supported"),
        ("SELECT Id FROM Name", "INVALID_TYPE", "sObject type 'Name' is not supported"),
        (
            "SELECT Id, (SELECT Id FROM Foos) FROM Account",
            "INVALID_TYPE",
            "Didn't understand relationship 'Foos' in FROM",
        ),
        (
            "SELECT TYPEOF Account WHEN Account THEN Id END FROM Contact",
            "INVALID_FIELD",
            "not a polymorphic relationship",
        ),
        ("SELECT Id FROM Account WHERE Description = 'x'", "INVALID_FIELD", "'Description' can not be filtered"),
        ("SELECT Id FROM Account ORDER BY Description", "MALFORMED_QUERY", "'Description' can not be sorted"),
        ("SELECT Id FROM AccountHistory WHERE OldValue = 'x'", "INVALID_FIELD", "'OldValue' can not be filtered"),
        ("SELECT Id FROM Account WHERE Name = 1", "INVALID_FIELD", "must be of type string and should be enclosed"),
        ("SELECT Id FROM Account WHERE CreatedDate > '2026-01-01'", "INVALID_FIELD", "must be of type dateTime"),
        ("SELECT Id FROM Account WHERE CreatedDate > 2026-01-01", "INVALID_FIELD", "must be of type dateTime"),
        ("SELECT Id FROM Opportunity WHERE CloseDate = 2026-13-01", "MALFORMED_QUERY", "invalid date"),
        ("SELECT Id FROM Opportunity WHERE IsClosed = 'true'", "INVALID_FIELD", "must be of type boolean"),
        ("SELECT Id FROM Account WHERE AnnualRevenue > '5'", "INVALID_FIELD", "must be of type double"),
        ("SELECT Id FROM Account WHERE Id = 'abc'", "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: abc"),
        (
            "SELECT Id FROM Account WHERE Id LIKE '001%'",
            "INVALID_QUERY_FILTER_OPERATOR",
            "invalid operator on id field",
        ),
        ("SELECT Id FROM Account WHERE Name INCLUDES ('x')", "INVALID_QUERY_FILTER_OPERATOR", "invalid operator"),
        (
            "SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
            "MALFORMED_QUERY",
            "unexpected token: 'OR'",
        ),
        ("SELECT Id FROM Account WHERE Name = 'a' AND NOT Name = 'b'", "MALFORMED_QUERY", "unexpected token"),
        ("SELECT Id FROM Account WHERE", "MALFORMED_QUERY", "unexpected token: <EOF>"),
        ("SELECT FROM Account", "MALFORMED_QUERY", "unexpected token"),
        ("SELECT Id FROM Account WHERE Name = 'x", "MALFORMED_QUERY", "Bad string literal"),
        ('SELECT Id FROM Account WHERE Name = "x"', "MALFORMED_QUERY", "unexpected token"),
        ("SELECT Id FROM Account WHERE Name = 'a\\qb'", "MALFORMED_QUERY", "Illegal character sequence"),
        ("SELECT * FROM Account", "MALFORMED_QUERY", "unexpected token: '*'"),
        ("SELECT Id FROM Account LIMIT 1 LIMIT 2", "MALFORMED_QUERY", "unexpected token"),
        ("SELECT Id FROM Account WITH SECURITY_ENFORCED", "MALFORMED_QUERY", "not allowed in this context"),
        ("SELECT Id FROM Account FOR UPDATE", "MALFORMED_QUERY", "FOR UPDATE is not allowed"),
        ("SELECT Id FROM Account ALL ROWS", "MALFORMED_QUERY", "ALL ROWS is not allowed"),
        ("SELECT DISTANCE(Foo, GEOLOCATION(1, 2), 'mi') FROM Account", "MALFORMED_QUERY", "Invalid function"),
        ("SELECT CALENDAR_YEAR(Name) FROM Account", "MALFORMED_QUERY", "cannot be used on field Name"),
        ("SELECT COUNT(), Id FROM Account", "MALFORMED_QUERY", "COUNT()"),
        ("SELECT Id, (SELECT COUNT(Id) FROM Contacts) FROM Account", "MALFORMED_QUERY", "not allowed in subqueries"),
        ("", "MALFORMED_QUERY", "unexpected token: <EOF>"),
    ],
)
def test_query_is_refused(still_org: Org, soql: str, code: str, message: str) -> None:
    """What Salesforce refuses is refused here, with its code; nothing of it is an empty answer."""
    answer = still_org.ask(soql)
    assert (answer.status, answer.code) == (400, code)
    assert message in answer.body[0]["message"]


def test_query_error_shows_the_place(still_org: Org) -> None:
    """The message has the piece of the query, a caret, and row and column from 1."""
    with pytest.raises(SalesforceMalformedRequest) as caught:
        still_org.client().query("SELECT Id,\n  Nam FROM Account")
    message = content_of(caught.value)[0]["message"]
    assert message.startswith("\n  Nam FROM Account\n  ^\nERROR at Row:2:Column:3\nNo such column 'Nam'")


def test_query_without_text_is_refused(still_org: Org) -> None:
    """The parameter q is needed."""
    assert still_org.call("GET", "/query").code == "MALFORMED_QUERY"
    assert still_org.call("GET", "/query/?q=").code == "MALFORMED_QUERY"


def test_address_that_is_too_long_is_refused(still_org: Org) -> None:
    """An address has at most 16,384 bytes, and no more with its headers: long lists of ids do not fit."""
    soql = "SELECT Id FROM Account" + " " * 16_400
    answer = still_org.call("GET", f"/query?q={soql.replace(' ', '+')}")
    assert (answer.status, answer.code) == (414, "URI_TOO_LONG")
    answer = still_org.call("GET", f"/query?q={soql[:16_300].replace(' ', '+')}")
    assert (answer.status, answer.code) == (431, "REQUEST_HEADER_FIELDS_TOO_LARGE")
    assert still_org.call("GET", f"/query?q={soql[:15_500].replace(' ', '+')}").status == 200


def test_query_that_is_too_long_is_refused(still_org: Org) -> None:
    """A statement has at most 100,000 characters, wherever it stands."""
    url = "/services/data/v67.0/query?q=SELECT+Id+FROM+Account" + "+" * 100_000
    parts = [{"method": "GET", "url": url, "referenceId": "long"}]
    (answer,) = still_org.call("POST", "/composite", {"compositeRequest": parts}).body["compositeResponse"]
    assert answer["body"][0]["errorCode"] == "QUERY_TOO_COMPLICATED"
