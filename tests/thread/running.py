"""The acts of people on a running firm: marking in the CRM, answering in Airflow, looking."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import httpx

from handoff.bootstrap import App
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import BatchId, HandoffId
from handoff.entrypoints.local.stack import LocalStack

Found = TypeVar("Found")
PATIENCE = 420.0
"""Seconds to wait at most for what comes in a few where the machine has nothing else to do."""
READING = 3.0
"""Seconds that a person takes to read a question: Airflow loses an answer that comes before the process that asked has
ended, which on a busy machine takes longer still. The question is then put again."""


@dataclass
class Firm:
    """The running firm: what a person in the CRM, an approver and an onlooker do."""

    stack: LocalStack
    app: App
    tokens: dict[str, str] = field(default_factory=dict)

    def mark(self, deal: str, **properties: str) -> None:
        """Mark a deal in the CRM, as a person would."""
        hubspot = self.stack.sandbox["hubspot"]
        given = {"dealstage": "in_transition", "handoff_successor": "jonas@fieldnote.example"} | properties
        httpx.patch(
            f"{hubspot['base_url']}/crm/v3/objects/deals/{deal}",
            json={"properties": given},
            headers={"Authorization": f"Bearer {hubspot['access_token']}"},
            timeout=30,
        ).raise_for_status()

    def hubspot(self, path: str) -> Any:
        """Read from the CRM."""
        hubspot = self.stack.sandbox["hubspot"]
        token = {"Authorization": f"Bearer {hubspot['access_token']}"}
        answer = httpx.get(f"{hubspot['base_url']}{path}", headers=token, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def permissions(self, file: str, method: str = "GET", by: str = "jonas@fieldnote.example", **body: str) -> Any:
        """Look at who may open a file in Drive, or share it, as one of the firm's people would in a browser."""
        drive = self.stack.sandbox["google_drive"]
        form = {"grant_type": "refresh_token", "refresh_token": drive["refresh_tokens"][by], **drive["oauth_client"]}
        token = httpx.post(drive["service_account"]["token_uri"], data=form, timeout=30).json()["access_token"]
        answer = httpx.request(
            method,
            f"{drive['root_url'].rstrip('/')}/drive/v3/files/{file}/permissions",
            params={"fields": "permissions(emailAddress,role,type)"} if method == "GET" else {},
            headers={"Authorization": f"Bearer {token}"},
            json=body or None,
            timeout=30,
        )
        answer.raise_for_status()
        return answer.json()

    def who_opens(self, file: str, by: str = "jonas@fieldnote.example") -> dict[str, str]:
        """Return the roles by which addresses can open a file."""
        return {
            grant.get("emailAddress", grant["type"]): grant["role"]
            for grant in self.permissions(file, by=by)["permissions"]
        }

    def age(self, handoff: Handoff, days: int) -> None:
        """Let a handoff have been closed some days ago."""
        closed = datetime.now(UTC) - timedelta(days=days)
        with self.app.registry.begin() as tx:
            tx.handoffs.save(replace(tx.handoffs.get(handoff.id, lock=True), closed_at=closed))

    def trigger(self, dag: str, **conf: str) -> dict[str, Any]:
        """Start a DAG by hand, as an operator does, and wait until its run has ended."""
        answer = self.api("POST", f"/dags/{dag}/dagRuns", json={"logical_date": None, "conf": conf})
        assert answer.is_success, answer.text
        return self.run(dag, answer.json()["dag_run_id"])

    def admin(self, method: str, path: str, **more: Any) -> Any:
        """Call the sandbox's own API."""
        answer = httpx.request(method, self.stack.sandbox["admin"]["base_url"] + path, timeout=10, **more)
        answer.raise_for_status()
        return answer.json()

    def farewells(self) -> list[str]:
        """Return to whom letters went, but for the reminders, which approvers get where an answer is slow to come."""
        letters = [letter for letter in self.admin("GET", "/mail") if ".reminder." not in letter["message_id"]]
        return [recipient for letter in letters for recipient in letter["recipients"]]

    def api(self, method: str, path: str, user: str = "operator", **more: Any) -> httpx.Response:
        """Call Airflow's public API as one of its users."""
        if user not in self.tokens:
            login = {"username": user, "password": self.stack.airflow.users[user]}
            answer = httpx.post(f"{self.stack.airflow.base_url}/auth/token", json=login, timeout=30)
            self.tokens[user] = answer.json()["access_token"]
        return httpx.request(
            method,
            f"{self.stack.airflow.base_url}/api/v2{path}",
            headers={"Authorization": f"Bearer {self.tokens[user]}"},
            timeout=30,
            **more,
        )

    def handoff(self, deal: str) -> Handoff | None:
        """Return the handoff of a deal, None where there is none yet."""
        return next((item for item in self.app.show.all() if item.mark.record.id == deal), None)

    def reach(self, deal: str, *states: State) -> Handoff:
        """Wait until a deal's handoff is in one of some states."""

        def look() -> Handoff | None:
            found = self.handoff(deal)
            return found if found is not None and found.state in states else None

        return self.until(look, f"{deal} is {' or '.join(states)}")

    def until(self, look: Callable[[], Found | None], what: str) -> Found:
        """Wait until something is there."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            self.stack.check()
            if (found := look()) is not None:
                return found
            time.sleep(0.2)
        raise AssertionError(f"not within {PATIENCE:.0f} s: {what}; {self.app.show.all()}")

    def question(self, about: HandoffId | BatchId, after: str = "") -> dict[str, Any]:
        """Wait for the question about a handoff or batch (put after the run `after`) and return what Airflow shows."""
        shown = self.until(lambda: self._pending(about, after), f"a question about {about}")
        time.sleep(READING)
        return shown

    def _pending(self, about: HandoffId | BatchId, after: str) -> dict[str, Any] | None:
        query = {"response_received": "false", "state": "awaiting_input", "limit": "100"}
        found = self.api("GET", "/dags/ask_person/dagRuns/~/hitlDetails", params=query).json()["hitl_details"]
        runs = [(item["task_instance"]["dag_run_id"], item) for item in found]
        mine = [item for run, item in runs if run.startswith(about) and run > after]
        return mine[0] if mine else None

    def answer(self, shown: dict[str, Any], choice: str, user: str = "operator", **form: str) -> httpx.Response:
        """Answer a question; the form is what the page shows unless given otherwise."""
        at = shown["task_instance"]
        given = {"digest": shown["params"]["digest"]["value"], "reason": ""} | form
        return self.api(
            "PATCH",
            f"/dags/ask_person/dagRuns/{at['dag_run_id']}/taskInstances/ask/{at['map_index']}/hitlDetails",
            user,
            json={"chosen_options": [choice], "params_input": given},
        )

    def decide(self, about: HandoffId | BatchId, choice: str, after: str = "", **form: str) -> str:
        """Answer the question about a handoff or batch, and again where Airflow lost the answer; return its run."""
        shown = self.question(about, after)
        answered = self.answer(shown, choice, **form)
        assert answered.status_code == 200, answered.text
        run: str = shown["task_instance"]["dag_run_id"]

        def ended() -> str | None:
            asked = self.api("GET", f"/dags/ask_person/dagRuns/{run}/taskInstances/ask/0").json()
            return asked["state"] if asked["state"] in ("success", "failed") else None

        def outcome() -> str | None:
            """Say what became of it: an ask that could not report its end may have been answered all the same."""
            recorded = self.api("GET", f"/dags/ask_person/dagRuns/{run}/taskInstances/record_answer").json()
            if recorded["state"] == "success":
                return "answered"
            return "asked again" if self._pending(about, run) else None

        if self.until(ended, f"the end of {run}") == "success" or self.until(outcome, f"{run}'s outcome") == "answered":
            return run
        return self.decide(about, choice, run, **form)

    def run(self, dag: str, run_id: str) -> dict[str, Any]:
        """Wait until a run has ended and return it."""

        def look() -> dict[str, Any] | None:
            answer = self.api("GET", f"/dags/{dag}/dagRuns/{run_id}")
            found: dict[str, Any] = answer.json()
            return found if answer.is_success and found["state"] in ("success", "failed") else None

        return self.until(look, f"{dag} {run_id} ends")
