"""SOSL and searches by parameters."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from salesforce_org import ACME, ANN, Org


def found(org: Org, sosl: str) -> list[dict[str, Any]]:
    """Return what a SOSL search finds."""
    answer = org.call("GET", f"/search?q={quote(sosl)}")
    assert answer.status == 200, answer.body
    records: list[dict[str, Any]] = answer.body["searchRecords"]
    return records


def test_simple_salesforce_searches(org: Org) -> None:
    """Its search and its quick search find records of every object, with type, address and id."""
    client = org.client()
    for told in (client.search("FIND {Acme}"), client.quick_search("Acme")):
        records = told["searchRecords"]
        assert ACME in {one["Id"] for one in records}
        assert {one["attributes"]["type"] for one in records} >= {"Account"}


def test_search_returns_what_it_is_asked_for(org: Org) -> None:
    """Fields over parents, a condition, an order and limits, object by object in the order of the text."""
    rows = found(
        org,
        "FIND {acme OR bell} IN ALL FIELDS RETURNING Contact(FirstName, Account.Name WHERE LastName != null "
        "ORDER BY LastName LIMIT 1), Account(Id, Name) LIMIT 5",
    )
    assert [one["attributes"]["type"] for one in rows] == ["Contact", "Account"]
    assert "Id" not in rows[0]
    assert rows[0]["Account"]["Name"]
    assert rows[1]["Id"] == ACME


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("Ann", True),
        ("ann bell", True),
        ('"Ann Bell"', True),
        ('"Bell Ann"', False),
        ("An*", True),
        ("A?n", True),
        ("nn", False),
        ("Ann AND NOT Bell", False),
        ("(Ann OR Nobody) AND Bell", True),
        ("Nobody", False),
    ],
)
def test_words_are_found_as_salesforce_finds_them(org: Org, words: str, finds: bool) -> None:  # noqa: FBT001 - a parameter
    """Whole words in any order, side by side in quotes, with wildcards, AND, OR and NOT."""
    assert (ANN in {one["Id"] for one in found(org, f"FIND {{{words}}} RETURNING Contact")}) is finds


def test_search_looks_in_the_fields_that_it_names(org: Org) -> None:
    """An address is found among e-mail fields, and not among names."""
    email = org.column(f"SELECT Email FROM Contact WHERE Id = '{ANN}'")[0]
    term = email.partition("@")[0]
    assert ANN in {one["Id"] for one in found(org, f"FIND {{{term}*}} IN EMAIL FIELDS RETURNING Contact")}
    assert found(org, f"FIND {{{email.partition('@')[2]}}} IN NAME FIELDS RETURNING Contact") == []


def test_search_by_parameters_in_the_address_and_in_a_body(org: Org) -> None:
    """Both forms find the same, each with its fields and limits."""
    one = org.call("GET", "/parameterizedSearch?q=Acme&sobject=Account&Account.fields=id&fields=id,name").body
    body = {"q": "Acme", "sobjects": [{"name": "Account", "fields": ["id", "name"], "limit": 1}], "overallLimit": 9}
    other = org.call("POST", "/parameterizedSearch", body).body
    assert one["searchRecords"] == other["searchRecords"]
    assert [row["Name"] for row in one["searchRecords"]] == org.column(
        "SELECT Name FROM Account WHERE Name LIKE 'Acme%'"
    )


@pytest.mark.parametrize(
    ("sosl", "code"),
    [
        ("FIND {a}", "MALFORMED_SEARCH"),
        ("FIND {Acme", "MALFORMED_SEARCH"),
        ("FIND {Acme} IN NO FIELDS", "MALFORMED_SEARCH"),
        ("FIND {(Acme}", "MALFORMED_SEARCH"),
        ("FIND {Acme} RETURNING Nonsense", "INVALID_TYPE"),
        ("FIND {Acme} RETURNING Account(Nonsense)", "INVALID_FIELD"),
        ("FIND {Acme} WITH SNIPPET", "MALFORMED_SEARCH"),
    ],
)
def test_wrong_searches_are_refused(org: Org, sosl: str, code: str) -> None:
    """Too short, not closed, an unknown group, object or field, and clauses that are not known here."""
    assert org.call("GET", f"/search?q={quote(sosl)}").code == code
