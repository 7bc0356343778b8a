"""Whole handoffs in a real Airflow: carried out, refused, disturbed, killed, and stopped by bad input."""

from __future__ import annotations

import json
import os
import re
import signal

from running import Firm

from handoff.domain.handoff import State

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


def test_disturbed_and_killed_handoff_closes_with_nothing_twice(firm: Firm) -> None:
    """Rate limits and 5xx on the way, SIGKILL in the middle of carrying out: closed, read back, nothing twice."""
    firm.mark("8002")
    for vendor, fault in (("hubspot", "rate_limit"), ("hubspot", "server_error"), ("google_drive", "server_error")):
        rule = {"vendor": vendor, "fault": fault, "path": "/(crm|drive)/.*", "times": 3, "retry_after": 1}
        firm.admin("POST", "/faults", json=rule)
    handoff = firm.reach("8002", State.AWAITING_APPROVAL)
    firm.admin(
        "POST", "/faults", json={"vendor": "hubspot", "fault": "latency", "path": ".*", "times": None, "seconds": 0.4}
    )
    assert firm.answer(firm.question(handoff), "Approve").status_code == 200

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


def test_refusal_is_asked_for_its_reason_and_ends_as_refused(firm: Firm) -> None:
    """A viewer can't answer; a no without a reason is asked again, with one it ends the run as failed, not green."""
    firm.mark("8004")
    handoff = firm.reach("8004", State.AWAITING_APPROVAL)
    shown = firm.question(handoff)
    assert firm.answer(shown, "Refuse", "viewer").status_code == 403
    assert firm.answer(shown, "Refuse").status_code == 200
    first = shown["task_instance"]["dag_run_id"]
    again = firm.question(handoff, after=first)
    assert "did not count" in again["body"]
    assert firm.answer(again, "Refuse", reason="Wrong successor").status_code == 200
    firm.reach("8004", State.REFUSED)
    assert firm.run("ask_person", again["task_instance"]["dag_run_id"])["state"] == "failed"
    assert firm.app.show.one(handoff.id).applied == 0


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
