"""SOQL: what is selected, how it is told, ordered, cut and paged."""

# The queries are put together of our own ids.
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from salesforce_org import ACME, ANN, BROOK, CARE, LOST, MAYA, ROOT, SHOP, TOM, Org


def test_select_tells_type_address_and_fields_in_their_own_spelling(still_org: Org) -> None:
    """Names are found in any case and told as they are defined."""
    (record,) = still_org.ask(f"select id, NAME from ACCOUNT where ID = '{ACME[:15]}'").body["records"]
    assert record == {
        "attributes": {"type": "Account", "url": f"{ROOT}/sobjects/Account/{ACME}"},
        "Id": ACME,
        "Name": "Acme Gardens",
    }


def test_select_reaches_parents_of_parents(still_org: Org) -> None:
    """A parent stands as an object within the record, with attributes of its own."""
    (row,) = still_org.rows(f"SELECT Account.Name, Account.Owner.Manager.Name FROM Opportunity WHERE Id = '{LOST}'")
    assert row["Account"]["Name"] == "Brook Dental"
    assert row["Account"]["attributes"]["url"] == f"{ROOT}/sobjects/Account/{BROOK}"
    assert row["Account"]["Owner"]["Manager"]["Name"] == "Maya Okafor"


def test_select_tells_null_for_a_parent_that_is_not_there(still_org: Org) -> None:
    """Where a step leads to nothing, the relationship is null and nothing stands below it."""
    assert still_org.rows(f"SELECT Parent.Owner.Name, Parent.Name FROM Account WHERE Id = '{ACME}'") == [
        {"Parent": None}
    ]


def test_select_of_a_custom_relationship_ends_with_r(org: Org) -> None:
    """Handoff_Successor__c is reached as Handoff_Successor__r."""
    assert org.call("PATCH", f"/sobjects/Opportunity/{CARE}", {"Handoff_Successor__c": TOM}).status == 204
    (row,) = org.rows(f"SELECT Handoff_Successor__c, Handoff_Successor__r.Email FROM Opportunity WHERE Id = '{CARE}'")
    assert (row["Handoff_Successor__c"], row["Handoff_Successor__r"]["Email"]) == (TOM, "tom@fieldnote.example")
    (user,) = org.rows(f"SELECT Id, (SELECT Name FROM Handoffs__r) FROM User WHERE Id = '{TOM}'")
    assert user["Handoffs__r"]["records"][0]["Name"] == "Acme: care"


def test_select_of_children_has_pages_of_its_own_and_null_for_none(still_org: Org) -> None:
    """A subquery gives a whole answer within the record."""
    soql = "SELECT Id, (SELECT LastName FROM Contacts WHERE Email != null ORDER BY LastName) FROM Account ORDER BY Name"
    acme, brook, empty = still_org.rows(soql)
    assert [one["LastName"] for one in acme["Contacts"]["records"]] == ["Bell"]
    assert (brook["Contacts"]["totalSize"], brook["Contacts"]["done"]) == (1, True)
    assert empty["Contacts"] is None


def test_select_of_children_within_children(still_org: Org) -> None:
    """Subqueries may stand in one another."""
    soql = (
        "SELECT (SELECT Name, (SELECT Role FROM OpportunityContactRoles) FROM Opportunities) FROM Account "
        f"WHERE Id = '{ACME}'"
    )
    (row,) = still_org.rows(soql)
    shop = next(one for one in row["Opportunities"]["records"] if one["Name"] == "Acme: shop")
    assert [one["Role"] for one in shop["OpportunityContactRoles"]["records"]] == ["Decision Maker", "Evaluator"]


def test_polymorphic_parents_tell_what_all_records_have(still_org: Org) -> None:
    """Who, What and a case's Owner tell a name and a type, under the type Name."""
    call, sent = still_org.rows("SELECT Who.Name, What.Name, What.Type FROM Task ORDER BY ActivityDate DESC")
    assert (call["Who"]["Name"], call["What"]["Type"]) == ("Ann Bell", "Opportunity")
    assert call["Who"]["attributes"]["type"] == "Name"
    assert (sent["Who"], sent["What"]["Type"]) == (None, "Account")
    owners = still_org.rows("SELECT Owner.Name, Owner.Type, Owner.Email FROM Case ORDER BY Subject")
    assert [(one["Owner"]["Name"], one["Owner"]["Type"]) for one in owners] == [
        ("Support", "Queue"),
        ("Maya Okafor", "User"),
    ]


def test_typeof_reads_other_fields_of_other_objects(still_org: Org) -> None:
    """TYPEOF takes the branch of what the reference leads to, or ELSE."""
    soql = (
        "SELECT TYPEOF What WHEN Opportunity THEN StageName, Account.Name ELSE Name END FROM Task "
        "ORDER BY ActivityDate DESC"
    )
    call, sent = still_org.column(soql)
    assert (call["StageName"], call["Account"]["Name"]) == ("Closed Won", "Acme Gardens")
    assert sent["Name"] == "Acme Gardens"
    assert "StageName" not in sent


def test_fields_functions_give_all_standard_or_custom_fields(still_org: Org) -> None:
    """FIELDS(ALL) is the sum of FIELDS(STANDARD) and FIELDS(CUSTOM); only the standard ones come without a limit."""
    everything, standard, custom = (
        set(still_org.rows(f"SELECT FIELDS({which}) FROM Account LIMIT 200")[0])
        for which in ("ALL", "STANDARD", "CUSTOM")
    )
    assert custom == {"Drive_Folder_Id__c", "Code__c", "Regions__c"}
    assert everything == standard | custom
    assert still_org.ask("SELECT FIELDS(STANDARD) FROM Account").status == 200
    for soql in ("SELECT FIELDS(ALL) FROM Account", "SELECT FIELDS(CUSTOM) FROM Account LIMIT 201"):
        refused = still_org.ask(soql)
        assert refused.code == "MALFORMED_QUERY"
        assert "LIMIT of at most 200" in refused.body[0]["message"]


def test_labels_and_parts_of_dates_are_selected(still_org: Org) -> None:
    """The function toLabel tells a picklist's label under the field's name, or under an alias."""
    row = still_org.rows(f"SELECT toLabel(Level__c), toLabel(Level__c) told FROM Opportunity WHERE Id = '{SHOP}'")
    assert row == [{"Level__c": "Plus", "told": "Plus"}]


def test_count_tells_only_how_many(still_org: Org) -> None:
    """COUNT() has no records."""
    assert still_org.ask("SELECT COUNT() FROM Contact WHERE AccountId != null").body == {
        "totalSize": 3, "done": True, "records": [],
    }  # fmt: skip


def test_order_puts_nulls_first_unless_told_otherwise(still_org: Org) -> None:
    """Nulls come first in both directions; texts are ordered without regard to case."""
    names = "SELECT Name FROM Account ORDER BY Industry {}"
    assert still_org.column(names.format("ASC"))[0] == "Brook Dental"
    assert still_org.column(names.format("DESC")) == ["Brook Dental", "Acme Gardens", "Empty & Co"]
    assert still_org.column(names.format("NULLS LAST"))[-1] == "Brook Dental"
    assert still_org.column("SELECT Name FROM Opportunity ORDER BY Account.Name DESC, Amount NULLS LAST") == [
        "Brook: site", "Acme: care", "Acme: shop",
    ]  # fmt: skip


def test_limit_and_offset_cut(still_org: Org) -> None:
    """OFFSET skips, LIMIT ends; totalSize is what is left."""
    answer = still_org.ask("SELECT Name FROM Account ORDER BY Name LIMIT 1 OFFSET 1").body
    assert (answer["totalSize"], answer["records"][0]["Name"]) == (1, "Brook Dental")
    assert still_org.ask("SELECT Id FROM Account OFFSET 2001").code == "NUMBER_OUTSIDE_VALID_RANGE"


def test_alias_and_object_name_may_stand_in_front(still_org: Org) -> None:
    """FROM Account a lets a.Name be said, and so does the object's own name."""
    assert still_org.column(f"SELECT a.Name FROM Account a WHERE a.Id = '{ACME}'") == ["Acme Gardens"]
    assert still_org.column(f"SELECT Account.Name FROM Account WHERE Account.Id = '{ACME}'") == ["Acme Gardens"]


def test_scope_mine_holds_to_own_records(still_org: Org) -> None:
    """USING SCOPE mine finds what the session's user owns."""
    assert still_org.column("SELECT Name FROM Account USING SCOPE mine") == ["Acme Gardens"]
    assert still_org.ask("SELECT Name FROM Account USING SCOPE team").code == "MALFORMED_QUERY"


@pytest.fixture
def large(make_org: Callable[..., Org]) -> Org:
    """Serve an organisation with 450 contacts at one account."""
    contacts = [
        {"id": 1000 + number, "fields": {"LastName": f"C{number:03}", "AccountId": "1"}} for number in range(450)
    ]
    return make_org(records={"Account": [{"id": 1, "fields": {"Name": "Large"}}], "Contact": contacts}, files=[])


def test_pages_follow_one_another_by_address(large: Org) -> None:
    """The header sets a page's size, within 200 and 2,000; the address of the next one ends with its first record."""
    headers = {"Sforce-Query-Options": "batchSize=200"}
    first = large.ask("SELECT LastName FROM Contact ORDER BY LastName", headers=headers).body
    assert (first["totalSize"], first["done"], len(first["records"])) == (450, False, 200)
    assert first["nextRecordsUrl"].endswith("-200")
    second = large.call("GET", first["nextRecordsUrl"], headers=headers).body
    third = large.call("GET", second["nextRecordsUrl"], headers=headers).body
    names = [one["LastName"] for page in (first, second, third) for one in page["records"]]
    assert names == [f"C{number:03}" for number in range(450)]
    assert third["done"]
    assert "nextRecordsUrl" not in third
    low = large.ask("SELECT Id FROM Contact", headers={"Sforce-Query-Options": "batchSize=10"})
    assert len(low.body["records"]) == 200


def test_pages_are_walked_by_simple_salesforce(large: Org) -> None:
    """query_all_iter goes through all pages, here of 2,000."""
    client = large.client()
    client.headers["Sforce-Query-Options"] = "batchSize=200"
    assert len(list(client.query_all_iter("SELECT Id FROM Contact"))) == 450


def test_pages_of_children_are_cut_too(large: Org) -> None:
    """A subquery with many children gives an address of its own; who reads the first page alone misses some."""
    headers = {"Sforce-Query-Options": "batchSize=200"}
    (account,) = large.rows("SELECT (SELECT LastName FROM Contacts) FROM Account", headers=headers)
    children = account["Contacts"]
    assert (children["totalSize"], children["done"], len(children["records"])) == (450, False, 200)
    assert len(large.call("GET", children["nextRecordsUrl"]).body["records"]) == 250


def test_page_tells_records_as_they_are_when_it_is_read(large: Org) -> None:
    """A cursor holds which records were found; a later page tells their present values."""
    headers = {"Sforce-Query-Options": "batchSize=200"}
    first = large.ask("SELECT Id, LastName FROM Contact ORDER BY LastName", headers=headers).body
    later = "003000000001400AAA"
    assert large.call("PATCH", f"/sobjects/Contact/{later}", {"LastName": "Changed"}).status == 204
    rest = large.call("GET", first["nextRecordsUrl"]).body["records"]
    assert next(one["LastName"] for one in rest if one["Id"] == later) == "Changed"


def test_locator_that_is_unknown_old_or_of_somebody_else_is_refused(large: Org) -> None:
    """A locator works for its user, for two days, while not ten newer ones were opened."""

    def open_one() -> str:
        answer = large.ask("SELECT Id FROM Contact", headers={"Sforce-Query-Options": "batchSize=200"})
        return str(answer.body["nextRecordsUrl"])

    first = open_one()
    assert large.call("GET", "/query/01gnothing-200").code == "INVALID_QUERY_LOCATOR"
    assert large.call("GET", first, session_id="session-tom").code == "INVALID_QUERY_LOCATOR"
    later = [open_one() for _ in range(10)]
    assert large.call("GET", first).code == "INVALID_QUERY_LOCATOR"
    assert large.call("GET", later[0]).status == 200
    large.admin("POST", "/clock", {"advance": 49 * 3600})
    assert large.call("GET", later[0]).code == "INVALID_QUERY_LOCATOR"


def test_query_all_finds_deleted_records(org: Org) -> None:
    """A query leaves the recycle bin out, queryAll does not, and IsDeleted tells which is which."""
    client = org.client()
    client.Opportunity.delete(LOST)
    assert client.query("SELECT Id FROM Opportunity")["totalSize"] == 2
    assert client.query("SELECT Id FROM Opportunity WHERE IsDeleted = true")["totalSize"] == 0
    found: Any = client.query("SELECT Id FROM Opportunity WHERE IsDeleted = true", include_deleted=True)
    assert [one["Id"] for one in found["records"]] == [LOST]


def test_query_of_users_and_organisation(still_org: Org) -> None:
    """Users are found whether active or not; the organisation is one record."""
    assert still_org.column("SELECT Name FROM User WHERE IsActive = false") == ["Dan Reyes"]
    assert still_org.column("SELECT Name FROM Organization") == ["Fieldnote Studio"]
    assert still_org.column(f"SELECT Manager.Name FROM User WHERE Id = '{TOM}'")[0]["Name"] == "Maya Okafor"
    assert MAYA in still_org.column("SELECT OwnerId FROM Account")
    assert still_org.column(f"SELECT Contact.Name FROM OpportunityContactRole WHERE ContactId = '{ANN}'")
