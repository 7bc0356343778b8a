"""SOQL: WHERE, its operators and literals, joins, and the groups of GROUP BY."""

# The queries are put together of our own ids.
from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from salesforce_org import ACME, ANN, BOB, BROOK, EMPTY, SHOP, Org

from handoff_sandbox.salesforce.soql.dates import span

NAMES = {"Acme Gardens", "Brook Dental", "Empty & Co"}


def accounts(org: Org, condition: str) -> set[str]:
    """Return the names of the accounts for which a condition holds."""
    return set(org.column(f"SELECT Name FROM Account WHERE {condition}"))


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("Name = 'ACME gardens'", {"Acme Gardens"}),
        ("Industry != 'Retail'", {"Brook Dental", "Empty & Co"}),
        ("Industry <> 'Retail'", {"Brook Dental", "Empty & Co"}),
        ("Industry = null", {"Brook Dental"}),
        ("Industry != null", {"Acme Gardens", "Empty & Co"}),
        ("AnnualRevenue > 90000", {"Acme Gardens"}),
        ("AnnualRevenue >= 90000.0", {"Acme Gardens", "Brook Dental"}),
        ("AnnualRevenue < 100000", {"Brook Dental"}),
        ("AnnualRevenue = USD90000", {"Brook Dental"}),
        ("Name LIKE 'a%'", {"Acme Gardens"}),
        ("Name LIKE '_rook%'", {"Brook Dental"}),
        ("Name LIKE '%\\%%'", set()),
        ("(NOT Name LIKE '%e%')", set()),
        ("NOT Name LIKE 'a%'", {"Brook Dental", "Empty & Co"}),
        ("Industry IN ('Retail', 'media')", {"Acme Gardens", "Empty & Co"}),
        ("Industry IN ('Retail', null)", {"Acme Gardens", "Brook Dental"}),
        ("Industry NOT IN ('Retail')", {"Brook Dental", "Empty & Co"}),
        ("Name > 'b'", {"Brook Dental", "Empty & Co"}),
        ("Regions__c INCLUDES ('uk')", {"Acme Gardens"}),
        ("Regions__c INCLUDES ('uk;us', 'eu')", {"Acme Gardens"}),
        ("Regions__c INCLUDES ('uk;us')", set()),
        ("Regions__c EXCLUDES ('uk')", {"Brook Dental", "Empty & Co"}),
        ("Parent.Name = 'Acme Gardens'", {"Brook Dental"}),
        ("Parent.Name = null", {"Acme Gardens", "Empty & Co"}),
        ("Owner.IsActive = true AND (Industry = 'Media' OR ParentId != null)", {"Brook Dental", "Empty & Co"}),
        ("CreatedDate < LAST_N_DAYS:350", {"Acme Gardens"}),
        ("CreatedDate = LAST_N_DAYS:30", {"Empty & Co"}),
        ("CreatedDate > 2001-01-01T00:00:00+02:00", NAMES),
        ("CALENDAR_YEAR(CreatedDate) > 2000", NAMES),
        ("DAY_ONLY(CreatedDate) < TODAY", NAMES),
    ],
)  # fmt: skip
def test_condition_finds(still_org: Org, condition: str, names: set[str]) -> None:
    """Each operator finds what it finds at Salesforce; texts are compared without regard to case."""
    assert accounts(still_org, condition) == names


def test_condition_takes_escapes(org: Org) -> None:
    """A quote, a backslash and a wildcard can be said in a literal."""
    for name in ("O'Neil 50%", "Back\\slash", "O-Neil 50 "):
        assert org.call("POST", "/sobjects/Account", {"Name": name}).status == 201
    assert accounts(org, "Name = 'O\\'Neil 50%'") == {"O'Neil 50%"}
    assert accounts(org, "Name = 'O\\'Neil 50\\%'") == {"O'Neil 50%"}
    assert accounts(org, "Name LIKE 'O%50\\%'") == {"O'Neil 50%"}
    assert accounts(org, "Name = 'Back\\\\slash'") == {"Back\\slash"}


def test_condition_on_ids_takes_both_lengths(still_org: Org) -> None:
    """An id is the same in 15 and in 18 characters."""
    assert accounts(still_org, f"Id IN ('{ACME[:15]}', '{BROOK}')") == {"Acme Gardens", "Brook Dental"}
    assert still_org.column(f"SELECT Id FROM Contact WHERE AccountId = '{ACME[:15]}'") == [ANN, BOB]


def test_condition_on_what_is_computed(still_org: Org) -> None:
    """Computed fields can be asked for as others can."""
    assert still_org.column("SELECT Subject FROM Task WHERE IsClosed = false") == ["Call Ann"]
    assert still_org.column(f"SELECT Subject FROM Task WHERE AccountId = '{ACME}'") == ["Call Ann", "Sent"]
    assert still_org.column("SELECT Name FROM Opportunity WHERE IsWon = true") == ["Acme: shop"]
    assert still_org.column("SELECT Subject FROM Case WHERE IsClosed = true") == ["Old"]
    assert still_org.column("SELECT Subject FROM Task WHERE What.Type = 'Account'") == ["Sent"]


def test_semi_join_and_anti_join(still_org: Org) -> None:
    """IN and NOT IN take a subquery that gives ids."""
    assert accounts(still_org, "Id IN (SELECT AccountId FROM Opportunity WHERE IsClosed = true)") == {"Acme Gardens"}
    assert accounts(still_org, "Id NOT IN (SELECT AccountId FROM Contact)") == {"Empty & Co"}
    soql = "SELECT LastName FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE Industry = 'Retail')"
    assert still_org.column(soql) == ["Bell", "Bob"]


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("Id IN (SELECT Id FROM Account)", "should not be on the same object type"),
        ("Name = 'x' OR Id IN (SELECT AccountId FROM Contact)", "not allowed with the 'OR' operator"),
        ("NOT Id IN (SELECT AccountId FROM Contact)", "not allowed with the 'NOT' operator"),
        ("Name IN (SELECT LastName FROM Contact)", "should be an id field"),
        ("Id IN (SELECT LastName FROM Contact)", "must be an id or a reference"),
        ("Id IN (SELECT AccountId, Id FROM Contact)", "exactly one field"),
        (
            "Id IN (SELECT AccountId FROM Contact WHERE Id IN (SELECT ContactId FROM Case))",
            "Nesting of semi join sub-selects",
        ),
        (
            (
                "Id IN (SELECT AccountId FROM Contact) AND Id IN (SELECT AccountId FROM Case) "
                "AND Id IN (SELECT AccountId FROM Opportunity)"
            ),
            "Maximum 2 semi join",
        ),
        (
            "Id IN (SELECT LinkedEntityId FROM ContentDocumentLink WHERE ContentDocumentId = '069000000000071')",
            "not supported for semi join inner selects",
        ),
    ],
)  # fmt: skip
def test_joins_that_salesforce_refuses(still_org: Org, condition: str, message: str) -> None:
    """A join that Salesforce does not make is an error, not an empty answer."""
    answer = still_org.ask(f"SELECT Id FROM Account WHERE {condition}")
    assert answer.status == 400
    assert message in answer.body[0]["message"]


def test_groups_count_and_sum(still_org: Org) -> None:
    """Groups tell their keys by the fields' names, and what they sum up by alias or as expr0, expr1."""
    answer = still_org.ask(
        "SELECT AccountId, COUNT(Id), SUM(Amount) total, AVG(Amount) FROM Opportunity "
        "GROUP BY AccountId ORDER BY AccountId"
    ).body
    assert answer["records"][0] == {
        "attributes": {"type": "AggregateResult"},
        "AccountId": ACME, "expr0": 2, "total": 68900.0, "expr1": 34450.0,
    }  # fmt: skip
    assert answer["records"][1]["total"] is None


def test_groups_by_parents_and_parts_of_dates(still_org: Org) -> None:
    """A key may be a parent's field or a part of a date."""
    rows = still_org.rows(
        "SELECT Account.Name, MAX(Amount) m FROM Opportunity GROUP BY Account.Name ORDER BY MAX(Amount) DESC NULLS LAST"
    )
    assert rows == [{"Name": "Acme Gardens", "m": 68000.0}, {"Name": "Brook Dental", "m": None}]
    years = still_org.rows(
        "SELECT CALENDAR_YEAR(CreatedDate) y, COUNT_DISTINCT(OwnerId) n FROM Account "
        "GROUP BY CALENDAR_YEAR(CreatedDate)"
    )
    assert sum(row["n"] for row in years) >= 2
    assert {"y", "n"} == set(years[0])


def test_groups_are_filtered_by_having(still_org: Org) -> None:
    """HAVING is a condition on groups."""
    soql = "SELECT OwnerId FROM Account GROUP BY OwnerId HAVING COUNT(Id) > 1 AND MIN(Name) LIKE 'b%'"
    assert len(still_org.rows(soql)) == 1


def test_aggregates_without_groups_make_one_row(still_org: Org) -> None:
    """Without GROUP BY there is one result, also over nothing."""
    assert still_org.rows("SELECT COUNT(Industry) n, MIN(CreatedDate) first FROM Account WHERE Name = 'x'") == [
        {"n": 0, "first": None}
    ]
    assert still_org.rows("SELECT COUNT(Industry) n FROM Account") == [{"n": 2}]


@pytest.mark.parametrize(
    ("soql", "message"),
    [
        ("SELECT Name, COUNT(Id) FROM Account GROUP BY Industry", "Field must be grouped or aggregated: Name"),
        ("SELECT Name, COUNT(Id) FROM Account", "Field must be grouped or aggregated: Name"),
        ("SELECT COUNT(Id) FROM Account LIMIT 1", "cannot also use LIMIT"),
        ("SELECT SUM(Name) FROM Account", "does not support aggregate operator SUM"),
        ("SELECT CreatedDate FROM Account GROUP BY CreatedDate", "can not be grouped"),
        ("SELECT Description FROM Account GROUP BY Description", "can not be"),
        ("SELECT Industry n, COUNT(Id) n FROM Account GROUP BY Industry", "duplicate alias: n"),
        ("SELECT Industry FROM Account GROUP BY ROLLUP(Industry)", "ROLLUP is not supported"),
        ("SELECT Name n FROM Account", "only aggregate expressions use field aliasing"),
        ("SELECT Name FROM Account HAVING COUNT(Id) > 1", "HAVING clause requires GROUP BY"),
    ],
)  # fmt: skip
def test_groups_that_salesforce_refuses(still_org: Org, soql: str, message: str) -> None:
    """What cannot be grouped is refused with the reason."""
    answer = still_org.ask(soql)
    assert answer.status == 400
    assert message in answer.body[0]["message"]


def test_groups_beyond_two_thousand_are_refused(make_org: Callable[..., Org]) -> None:
    """Groups have no further pages: more than 2,000 are an error."""
    contacts = [{"id": 1000 + number, "fields": {"LastName": f"C{number}"}} for number in range(2001)]
    org = make_org(records={"Contact": contacts}, files=[])
    answer = org.ask("SELECT LastName, COUNT(Id) FROM Contact GROUP BY LastName")
    assert answer.code == "EXCEEDED_ID_LIMIT"
    assert len(org.rows("SELECT LastName, COUNT(Id) FROM Contact GROUP BY LastName LIMIT 2000")) == 2000


TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("literal", "first", "last"),
    [
        ("TODAY", TODAY, TODAY),
        ("YESTERDAY", TODAY - timedelta(1), TODAY - timedelta(1)),
        ("TOMORROW", TODAY + timedelta(1), TODAY + timedelta(1)),
        ("THIS_WEEK", date(2026, 11, 22), date(2026, 11, 28)),
        ("LAST_WEEK", date(2026, 11, 15), date(2026, 11, 21)),
        ("NEXT_MONTH", date(2026, 12, 1), date(2026, 12, 31)),
        ("LAST_QUARTER", date(2026, 7, 1), date(2026, 9, 30)),
        ("THIS_FISCAL_QUARTER", date(2026, 10, 1), date(2026, 12, 31)),
        ("NEXT_YEAR", date(2027, 1, 1), date(2027, 12, 31)),
        ("LAST_90_DAYS", TODAY - timedelta(90), TODAY),
        ("NEXT_90_DAYS", TODAY + timedelta(1), TODAY + timedelta(90)),
        ("LAST_N_DAYS:3", TODAY - timedelta(3), TODAY),
        ("NEXT_N_DAYS:3", TODAY + timedelta(1), TODAY + timedelta(3)),
        ("N_DAYS_AGO:3", TODAY - timedelta(3), TODAY - timedelta(3)),
        ("LAST_N_WEEKS:2", date(2026, 11, 8), date(2026, 11, 21)),
        ("NEXT_N_MONTHS:2", date(2026, 12, 1), date(2027, 1, 31)),
        ("LAST_N_MONTHS:2", date(2026, 9, 1), date(2026, 10, 31)),
        ("N_MONTHS_AGO:2", date(2026, 9, 1), date(2026, 9, 30)),
        ("LAST_N_QUARTERS:4", date(2025, 10, 1), date(2026, 9, 30)),
        ("N_FISCAL_YEARS_AGO:1", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)  # fmt: skip
def test_date_literal_spans_days(literal: str, first: date, last: date) -> None:
    """Each literal spans the days that Salesforce's documentation names; weeks begin on Sunday."""
    assert span(literal, TODAY) == (first, last + timedelta(1))


def test_condition_with_an_index_finds_what_a_scan_finds(org: Org) -> None:
    """A reference keeps its index over changes: what moved away is not found, what came is."""
    assert org.column(f"SELECT Id FROM Contact WHERE AccountId = '{ACME}'") == [ANN, BOB]
    assert org.call("PATCH", f"/sobjects/Contact/{BOB}", {"AccountId": EMPTY}).status == 204
    assert org.column(f"SELECT Id FROM Contact WHERE AccountId = '{ACME}'") == [ANN]
    assert org.column(f"SELECT Id FROM Contact WHERE AccountId IN ('{EMPTY}') AND LastName = 'bob'") == [BOB]
    assert org.column(f"SELECT Id FROM Opportunity WHERE Id IN ('{SHOP}') AND AccountId = '{ACME}'") == [SHOP]
