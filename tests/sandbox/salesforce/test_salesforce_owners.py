"""What an owner's change does, what it leaves, and what history keeps of it."""

# The queries are put together of our own ids.
from __future__ import annotations

from collections.abc import Callable

import pytest
from salesforce_org import ACME, CARE, MAYA, SHOP, TOM, Org

SUPPORT = "00G000000000001EAA"


def owners(org: Org, sobject: str, condition: str) -> set[str]:
    """Return who owns what a condition finds."""
    return set(org.column(f"SELECT OwnerId FROM {sobject} WHERE {condition}"))


def test_owner_change_of_an_account_changes_that_record_alone(org: Org) -> None:
    """Neither contacts nor opportunities nor open or completed tasks follow, as they do in the user interface."""
    assert org.call("PATCH", f"/sobjects/Account/{ACME}", {"OwnerId": TOM}).status == 204
    assert owners(org, "Account", f"Id = '{ACME}'") == {TOM}
    assert owners(org, "Opportunity", f"AccountId = '{ACME}'") == {MAYA}
    assert owners(org, "Contact", f"AccountId = '{ACME}' AND LastName = 'Bell'") == {MAYA}
    assert owners(org, "Task", "IsClosed = true") == {MAYA}
    assert owners(org, "Task", "IsClosed = false") == {MAYA}
    assert owners(org, "Case", f"AccountId = '{ACME}'") == {SUPPORT}


def test_completed_task_keeps_its_author_whoever_takes_over(org: Org) -> None:
    """Moving the account and its opportunities leaves who did what as it was."""
    for path in (f"/sobjects/Account/{ACME}", f"/sobjects/Opportunity/{SHOP}", f"/sobjects/Opportunity/{CARE}"):
        assert org.call("PATCH", path, {"OwnerId": TOM}).status == 204
    (task,) = org.rows("SELECT OwnerId, CreatedById, CompletedDateTime FROM Task WHERE Status = 'Completed'")
    assert (task["OwnerId"], task["CreatedById"]) == (MAYA, MAYA)
    assert task["CompletedDateTime"] is not None


@pytest.mark.parametrize("drops", [True, False])
def test_account_team_is_dropped_or_kept_by_the_switch(make_org: Callable[..., Org], drops: bool) -> None:  # noqa: FBT001 - a parameter
    """Salesforce does not say whether REST keeps the team: the world chooses; deleted members are seen either way."""
    org = make_org(switches={"account_owner_change_drops_team": drops})
    team = f"SELECT UserId FROM AccountTeamMember WHERE AccountId = '{ACME}'"
    assert org.call("PATCH", f"/sobjects/Account/{ACME}", {"OwnerId": MAYA}).status == 204
    assert len(org.rows(team)) == 2
    assert org.call("PATCH", f"/sobjects/Account/{ACME}", {"OwnerId": TOM}).status == 204
    assert len(org.rows(team)) == (0 if drops else 2)
    assert len(org.client().query(team, include_deleted=True)["records"]) == 2


@pytest.mark.parametrize("drops", [True, False])
def test_opportunity_team_is_dropped_or_kept_by_its_own_switch(make_org: Callable[..., Org], drops: bool) -> None:  # noqa: FBT001 - a parameter
    """The team of an opportunity has a switch of its own; that of the account is not touched by it."""
    org = make_org(switches={"opportunity_owner_change_drops_team": drops})
    assert org.call("PATCH", f"/sobjects/Opportunity/{CARE}", {"OwnerId": TOM}).status == 204
    assert len(org.rows("SELECT Name FROM OpportunityTeamMember")) == (0 if drops else 1)
    assert len(org.rows("SELECT Id FROM AccountTeamMember")) == 2


def test_team_that_was_dropped_can_be_made_again(make_org: Callable[..., Org]) -> None:
    """What was lost is restored by creating it; a member who is there is not doubled."""
    org = make_org(switches={"account_owner_change_drops_team": True})
    org.call("PATCH", f"/sobjects/Account/{ACME}", {"OwnerId": TOM})
    member = {"AccountId": ACME, "UserId": TOM, "TeamMemberRole": "Account Manager"}
    assert org.call("POST", "/sobjects/AccountTeamMember", member).status == 201
    assert org.call("POST", "/sobjects/AccountTeamMember", member).code == "DUPLICATE_VALUE"


def test_case_can_belong_to_a_queue_and_back(org: Org) -> None:
    """A queue that serves cases can own one; one for tasks cannot."""
    path = "/sobjects/Case/500000000000951AAA"
    assert org.call("PATCH", path, {"OwnerId": TOM}).status == 204
    assert org.call("PATCH", path, {"OwnerId": SUPPORT}).status == 204
    assert org.call("PATCH", path, {"OwnerId": "00G000000000002EAA"}).code == "FIELD_INTEGRITY_EXCEPTION"
    assert org.column("SELECT Name FROM Group WHERE Type = 'Queue' ORDER BY Name") == ["Chores", "Support"]
    assert org.column("SELECT UserOrGroupId FROM GroupMember WHERE Group.DeveloperName = 'Support'") == [TOM]


def test_history_keeps_tracked_changes_with_who_and_when(org: Org) -> None:
    """A tracked field leaves a row, a reference two: names and ids; another field leaves none."""
    org.call(
        "PATCH",
        f"/sobjects/Opportunity/{CARE}",
        {"OwnerId": TOM, "Amount": 1000, "NextStep": "x"},
        session_id="session-tom",
    )
    rows = org.rows(
        "SELECT Field, DataType, OldValue, NewValue, CreatedBy.Name FROM OpportunityFieldHistory "
        f"WHERE OpportunityId = '{CARE}' AND Field != 'created'"
    )
    told = {(row["Field"], row["DataType"]): (row["OldValue"], row["NewValue"]) for row in rows}
    assert told == {
        ("Owner", "Text"): ("Maya Okafor", "Tom Lind"),
        ("Owner", "EntityId"): (MAYA, TOM),
        ("Amount", "Currency"): (900.0, 1000.0),
    }
    assert {row["CreatedBy"]["Name"] for row in rows} == {"Tom Lind"}


def test_history_of_a_custom_reference_and_of_long_text(org: Org) -> None:
    """A custom reference keeps its own name; of a long text only that it changed is kept."""
    org.call("PATCH", f"/sobjects/Opportunity/{CARE}", {"Handoff_Successor__c": TOM, "Description": "Secret"})
    rows = org.rows(
        f"SELECT Field, NewValue FROM OpportunityFieldHistory WHERE OpportunityId = '{CARE}' AND Field != 'created'"
    )
    assert {(row["Field"], row["NewValue"]) for row in rows} == {
        ("Handoff_Successor__c", "Tom Lind"), ("Handoff_Successor__c", TOM), ("Description", None),
    }  # fmt: skip


def test_history_of_a_worlds_past_is_there_from_the_start(still_org: Org) -> None:
    """A world's history stands in Salesforce's own objects, with its instants and its people."""
    (row,) = still_org.rows(
        "SELECT OldValue, NewValue, CreatedDate, CreatedBy.Name FROM OpportunityFieldHistory "
        f"WHERE Field = 'StageName' AND OpportunityId = '{SHOP}'"
    )
    assert (row["OldValue"], row["NewValue"], row["CreatedBy"]["Name"]) == ("Active", "Closed Won", "Maya Okafor")
    steps = still_org.rows(
        f"SELECT StageName, Probability FROM OpportunityHistory WHERE OpportunityId = '{SHOP}' ORDER BY CreatedDate"
    )
    assert steps == [{"StageName": "Active", "Probability": 60.0}, {"StageName": "Closed Won", "Probability": 100.0}]
    (account,) = still_org.rows(f"SELECT (SELECT Field FROM Histories) FROM Opportunity WHERE Id = '{SHOP}'")
    assert {one["Field"] for one in account["Histories"]["records"]} == {"created", "StageName"}


def test_stage_brings_its_probability_and_forecast(org: Org) -> None:
    """A new stage sets probability, forecast and the instant of the change, unless the write says otherwise."""
    org.call("PATCH", f"/sobjects/Opportunity/{CARE}", {"StageName": "In Transition"})
    told = org.call("GET", f"/sobjects/Opportunity/{CARE}").body
    assert (told["Probability"], told["ForecastCategory"], told["ForecastCategoryName"]) == (
        90.0,
        "BestCase",
        "Best Case",
    )
    assert (told["IsClosed"], told["ExpectedRevenue"]) == (False, 810.0)
    assert told["LastStageChangeDate"] == told["LastModifiedDate"]
    org.call("PATCH", f"/sobjects/Opportunity/{CARE}", {"StageName": "Closed Won", "Probability": 50})
    told = org.call("GET", f"/sobjects/Opportunity/{CARE}").body
    assert (told["IsClosed"], told["IsWon"], told["Probability"]) == (True, True, 50.0)
    org.call("PATCH", f"/sobjects/Opportunity/{CARE}", {"StageName": "Unheard of"})
    assert org.call("GET", f"/sobjects/Opportunity/{CARE}").body["IsClosed"] is False


def test_status_closes_cases_and_tasks_and_opens_them_again(org: Org) -> None:
    """A closing status sets the instant, an open one takes it away."""
    for path, closing, opening, name in (
        ("/sobjects/Case/500000000000951AAA", "Closed", "Working", "ClosedDate"),
        ("/sobjects/Task/00T000000000911", "Completed", "In Progress", "CompletedDateTime"),
    ):
        org.call("PATCH", path, {"Status": closing})
        closed = org.call("GET", path).body
        assert (closed["IsClosed"], closed[name]) == (True, closed["LastModifiedDate"])
        org.call("PATCH", path, {"Status": opening})
        opened = org.call("GET", path).body
        assert (opened["IsClosed"], opened[name]) == (False, None)


def test_last_activity_is_read_from_closed_tasks_and_events(still_org: Org) -> None:
    """An account's last activity is the youngest of its closed tasks and its events."""
    days = still_org.rows(f"SELECT LastActivityDate, (SELECT ActivityDate FROM Tasks) FROM Account WHERE Id = '{ACME}'")
    assert days[0]["LastActivityDate"] == days[0]["Tasks"]["records"][0]["ActivityDate"]


def test_opportunity_with_a_contact_gets_its_primary_role(org: Org) -> None:
    """ContactId at the creation makes a contact role; later it cannot be set."""
    body = {"Name": "x", "StageName": "Active", "CloseDate": "2026-12-01", "ContactId": "003000000000601AAA"}
    made = org.call("POST", "/sobjects/Opportunity", body).body["id"]
    asked = f"SELECT ContactId, IsPrimary FROM OpportunityContactRole WHERE OpportunityId = '{made}'"
    assert org.rows(asked) == [{"ContactId": "003000000000601AAA", "IsPrimary": True}]
