"""Whole handoffs of a firm that keeps its clients in Salesforce, through the same DAGs and pages in a real Airflow."""

from __future__ import annotations

import json
import re

from keeping import Practice

from handoff.domain.handoff import Handoff, State

ACCOUNT, DAIRY = "001000000000701AAA", "001000000000702AAA"
BOOKS, DAIRY_BOOKS = "006000000000901AAA", "006000000000904AAA"
SANA = "005000000000003AAA"
GIVEN = {"Next_Adviser__c": SANA, "Leaving_Reason__c": "They hire a bookkeeper.", "Decided_By__c": "005000000000001AAA"}
DAGS = ("prepare_handoff", "carry_out_handoff", "archive_access")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


def close(practice: Practice, record: str) -> Handoff:
    """Approve what was planned for a marked record, and wait for the close."""
    handoff = practice.reach(record, State.AWAITING_APPROVAL)
    plan = practice.page(f"/handoffs/{handoff.id}/plan")
    assert "Sana Iqbal" in plan, "owners are named, not numbered"
    practice.decide(handoff.id, "Approve")
    practice.let_cutoff_come(practice.reach(record, State.AWAITING_CUTOFF).id)
    closed = practice.reach(record, State.CLOSED)
    summary = practice.app.show.one(closed.id)
    assert summary.planned == summary.applied == summary.verified > 0
    assert (summary.residual, practice.app.show.journal(closed.id)[1]) == (0, None)
    for dag in DAGS:
        run = practice.run(dag, f"{handoff.id}.1")
        assert (run["state"], run["conf"]) == ("success", {"handoff": handoff.id})
        assert not ADDRESS.search(json.dumps(run))
    return closed


def test_marked_opportunity_is_closed_through_the_same_dags(practice: Practice) -> None:
    """Watcher, plan, ask, carrying out, archive and pages do with an opportunity what they do with a deal."""
    practice.salesforce("PATCH", f"sobjects/Opportunity/{BOOKS}", json={"StageName": "Moving On", **GIVEN})
    closed = close(practice, BOOKS)
    assert closed.name == "Oakhaven Foods"
    assert practice.owner(f"Opportunity/{BOOKS}") == practice.owner(f"Account/{ACCOUNT}") == "Sana Iqbal"
    assert set(practice.farewells()) == {"ines.duarte@oakhaven.example", "bram.kuiper@oakhaven.example"}
    page = practice.page(f"/handoffs/{closed.id}")
    for said in ("Oakhaven Foods", "Sana Iqbal", "Nora Tallis", BOOKS, "They hire a bookkeeper."):
        assert said in page
    assert practice.page(f"/handoffs/{closed.id}/dossier")


def test_marked_account_is_closed_once_the_policy_marks_accounts(practice: Practice) -> None:
    """The firm changes its policy while all runs: the next mark is an account's, and what was closed stays closed."""
    practice.mark_by("account", "Engagement_State__c")
    practice.salesforce("PATCH", f"sobjects/Account/{DAIRY}", json={"Engagement_State__c": "Moving On", **GIVEN})
    closed = close(practice, DAIRY)
    assert closed.name == "Millbrook Dairy"
    assert practice.owner(f"Opportunity/{DAIRY_BOOKS}") == practice.owner(f"Account/{DAIRY}") == "Sana Iqbal"
    assert [item.state for item in practice.app.show.all()] == [State.CLOSED, State.CLOSED]
