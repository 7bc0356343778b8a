"""Whole handoffs in a real Airflow: carried out, refused, disturbed, killed, and stopped by bad input."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from running import Firm

from handoff.domain.handoff import State
from handoff.domain.journal import EntryKind

FILE, SHARED, HELENA, MAYA = "1mf-start-here", "1mf-shared", "helena@marlowfinch.example", "maya@fieldnote.example"
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


@pytest.fixture(scope="module")
def before(firm: Firm) -> dict[str, str]:
    """Return who could open the folder that is shared with the client, before anything was done."""
    return firm.who_opens(SHARED, MAYA)


def test_disturbed_and_killed_handoff_closes_with_nothing_twice(firm: Firm, before: dict[str, str]) -> None:
    """Rate limits and 5xx on the way, SIGKILL in the middle of carrying out: closed, read back, nothing twice."""
    assert HELENA in before
    firm.mark("8002")
    for vendor, fault in (("hubspot", "rate_limit"), ("hubspot", "server_error"), ("google_drive", "server_error")):
        rule = {"vendor": vendor, "fault": fault, "path": "/(crm|drive)/.*", "times": 3, "retry_after": 1}
        firm.admin("POST", "/faults", json=rule)
    handoff = firm.reach("8002", State.AWAITING_APPROVAL)
    firm.admin(
        "POST", "/faults", json={"vendor": "hubspot", "fault": "latency", "path": ".*", "times": None, "seconds": 0.4}
    )
    firm.decide(handoff.id, "Approve")

    def applying() -> int | None:
        """Return the process that applies, once the first change was meant."""
        entries, _ = firm.app.show.journal(handoff.id)
        if not any(entry.kind == "intent" for entry in entries):
            return None
        tasks = firm.api("GET", f"/dags/carry_out_handoff/dagRuns/{handoff.id}.1/taskInstances").json()
        running = (task["pid"] for task in tasks["task_instances"] if task["state"] == "running" and task["pid"])
        return next(running, None)

    os.kill(firm.until(applying, "a process of carry_out_handoff"), signal.SIGKILL)
    firm.admin("DELETE", "/faults")
    firm.reach("8002", State.AWAITING_CUTOFF, State.ARCHIVING, State.CLOSED)
    closed = firm.reach("8002", State.CLOSED)
    summary = firm.app.show.one(closed.id)
    assert summary.planned == summary.applied == summary.verified > 0
    assert summary.residual == 0
    assert len(firm.farewells()) == len(set(firm.farewells())) == 3
    assert firm.app.show.journal(closed.id)[1] is None


def test_runs_name_the_client_and_carry_no_address(firm: Firm) -> None:
    """Each run's note names the client; run conf, XCom and asks hold ids, digests and counts alone."""
    handoff = firm.reach("8002", State.CLOSED)
    for dag in ("prepare_handoff", "carry_out_handoff", "archive_access"):
        run = firm.run(dag, f"{handoff.id}.1")
        assert "Marlow & Finch" in run["note"]
        assert handoff.id in run["note"]
        assert run["state"] == "success"
        assert run["conf"] == {"handoff": handoff.id}
        seen = firm.api("GET", f"/dags/{dag}/dagRuns/{handoff.id}.1/taskInstances/~/xcomEntries", "admin").json()
        for entry in seen["xcom_entries"]:
            path = f"/dags/{dag}/dagRuns/{handoff.id}.1/taskInstances/{entry['task_id']}/xcomEntries/{entry['key']}"
            value = firm.api("GET", path, "admin", params={"map_index": entry["map_index"]}).json()
            assert not ADDRESS.search(json.dumps(value.get("value"))), entry
    asks = firm.api("GET", "/dags/ask_person/dagRuns/~/hitlDetails", params={"limit": 100}).json()["hitl_details"]
    assert asks
    for ask in asks:
        assert not ADDRESS.search(ask["body"])
        assert len(ask["body"]) <= 4096


def test_access_that_comes_after_the_close_is_audited_and_taken_away(firm: Firm) -> None:
    """A day later audit_access finds what somebody has shared again, asks, and after the yes the handoff is closed."""
    handoff = firm.reach("8002", State.CLOSED)
    assert HELENA not in firm.who_opens(FILE)
    firm.permissions(FILE, "POST", type="user", role="reader", emailAddress=HELENA)
    assert firm.trigger("audit_access")["state"] == "success", "no day has come yet"
    assert firm.reach("8002", State.CLOSED).attempt == handoff.attempt
    firm.age(handoff, days=1)
    assert firm.trigger("audit_access")["state"] == "success"
    found = firm.reach("8002", State.AWAITING_FINDING)
    firm.decide(found.id, "Approve")
    closed = firm.reach("8002", State.CLOSED)
    assert firm.run("archive_access", f"{closed.id}.{closed.attempt}")["state"] == "success"
    assert HELENA not in firm.who_opens(FILE)
    scans = [entry.detail for entry in firm.app.show.journal(closed.id)[0] if entry.kind is EntryKind.SCAN]
    assert [scan["residual"] for scan in scans if scan.get("audit") == 1] == [1]
    assert firm.app.show.one(closed.id).residual == 0


def test_what_is_the_clients_is_packed_by_its_dag(firm: Firm, tmp_path: Path) -> None:
    """return_records makes the package from the vendors, and the command's use case writes it out by its index."""
    handoff = firm.reach("8002", State.CLOSED)
    assert firm.trigger("return_records", handoff=handoff.id)["state"] == "success"
    counts = firm.app.write_package(handoff.id, tmp_path / "package")
    assert counts["returned"] > 0
    index = json.loads((tmp_path / "package/index.json").read_text())
    for item in index["items"]:
        if item["path"]:
            content = (tmp_path / "package" / item["path"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == item["sha256"]


def test_closed_handoff_is_undone_through_its_ask(firm: Firm, before: dict[str, str]) -> None:
    """undo_handoff asks first; with the yes the deal and the access are as before, and doing it again does nothing."""
    handoff = firm.reach("8002", State.CLOSED)
    deal = "/crm/v3/objects/deals/8002?properties=hubspot_owner_id"
    assert firm.hubspot(deal)["properties"]["hubspot_owner_id"] == "70104"
    assert firm.trigger("undo_handoff", handoff=handoff.id)["state"] == "success"
    shown = firm.question(handoff.id)
    assert "Undo the handoff of" in shown["subject"]
    assert firm.hubspot(deal)["properties"]["hubspot_owner_id"] == "70104", "nothing before the yes"
    firm.decide(handoff.id, "Approve")
    undone = firm.reach("8002", State.UNDONE)
    assert firm.run("undo_handoff", f"{undone.id}.{undone.attempt}")["state"] == "success"
    given_up = [item for item in firm.app.show.plan(undone.id).plan.left_out if item.person]
    assert {item.reason for item in given_up} == {"Its former owner is deactivated: choose another by hand."}
    assert undone.problem is not None
    assert undone.problem.what.startswith(f"{len(given_up)} changes are not taken back")
    assert firm.hubspot(deal)["properties"]["hubspot_owner_id"] == "70101"
    assert firm.who_opens(SHARED, MAYA) == before
    count = len(firm.app.show.journal(undone.id)[0])
    assert firm.trigger("undo_handoff", handoff=handoff.id)["state"] == "success"
    assert len(firm.app.show.journal(undone.id)[0]) == count
    assert firm.app.show.journal(undone.id)[1] is None


def test_refusal_is_asked_for_its_reason_and_ends_as_refused(firm: Firm) -> None:
    """A viewer can't answer; a no without a reason is asked again, with one it ends the run as failed, not green."""
    firm.mark("8004")
    handoff = firm.reach("8004", State.AWAITING_APPROVAL)
    shown = firm.question(handoff.id)
    assert firm.answer(shown, "Refuse", "viewer").status_code == 403
    first = firm.decide(handoff.id, "Refuse")
    again = firm.question(handoff.id, after=first)
    assert "did not count" in again["body"]
    last = firm.decide(handoff.id, "Refuse", after=first, reason="Wrong successor")
    firm.reach("8004", State.REFUSED)
    assert firm.run("ask_person", last)["state"] == "failed"
    assert firm.app.show.one(handoff.id).applied == 0


def test_approvers_are_reminded_by_airflows_own_deadline(firm: Firm) -> None:
    """Half-way to the end of the ask each approver has one letter, sent by the deadline alert of ask_person."""
    firm.mark("8006", handoff_cutoff=(datetime.now(UTC) + timedelta(seconds=120)).isoformat())
    handoff = firm.reach("8006", State.AWAITING_APPROVAL)

    def reminded() -> list[str] | None:
        letters = [letter for letter in firm.admin("GET", "/mail") if handoff.id in str(letter)]
        return sorted(to for letter in letters for to in letter["recipients"]) if len(letters) > 1 else None

    assert firm.until(reminded, "the approvers' letters") == ["ewa@fieldnote.example", "tomas@fieldnote.example"]
    firm.decide(handoff.id, "Refuse", reason="It was for the reminder.")
    firm.reach("8006", State.REFUSED)
    assert len(reminded() or ()) == 2


def test_bad_mark_fails_at_once_and_says_what_to_do(firm: Firm) -> None:
    """A successor who has left: prepare_handoff fails without retries, the handoff says why and what to do."""
    firm.mark("8005", handoff_successor="daniel@fieldnote.example")
    handoff = firm.until(lambda: firm.handoff("8005"), "a handoff")
    assert firm.run("prepare_handoff", f"{handoff.id}.1")["state"] == "failed"
    shown = firm.app.show.one(handoff.id).handoff
    assert shown.problem is not None
    assert "8005" in shown.problem.record
    assert shown.problem.mend
    assert not shown.problem.retried
    tries = firm.api("GET", f"/dags/prepare_handoff/dagRuns/{handoff.id}.1/taskInstances/open_handoff").json()
    assert tries["try_number"] == 1


def test_one_mark_starts_one_run(firm: Firm) -> None:
    """However often the watcher looked, each handoff has one first run."""
    runs = firm.api("GET", "/dags/prepare_handoff/dagRuns", params={"limit": 100}).json()["dag_runs"]
    assert sorted(run["dag_run_id"] for run in runs) == sorted(f"{item.id}.1" for item in firm.app.show.all())
