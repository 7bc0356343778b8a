"""A burst of marks, told by webhook with repeats and disorder while the watcher looks, and Airflow is killed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import httpx
from busy import BURST
from running import Firm


def _mark(firm: Firm, deals: list[str]) -> None:
    """Mark deals as a person does who changes many at once."""
    hubspot = firm.stack.sandbox["hubspot"]
    values = {"dealstage": "in_transition", "handoff_successor": "jonas@fieldnote.example"}
    httpx.post(
        f"{hubspot['base_url']}/crm/v3/objects/deals/batch/update",
        json={"inputs": [{"id": deal, "properties": values} for deal in deals]},
        headers={"Authorization": f"Bearer {hubspot['access_token']}"},
        timeout=30,
    ).raise_for_status()


def _switch(firm: Firm, **values: Any) -> None:
    firm.admin("POST", "/switches", json={"vendor": "hubspot", **values})


def test_every_mark_of_a_burst_is_one_handoff_and_one_first_run(firm: Firm) -> None:
    """Marked in four parts, a fifth of the deliveries repeated and all shuffled, api-server and scheduler killed."""
    _switch(firm, webhook_shuffle=True, webhook_batch=10, search_lag_seconds=3)
    for part in range(4):
        _switch(firm, webhook_repeats=int(part == 1))
        _mark(firm, BURST[part * 25 : part * 25 + 25])
        if part == 1:
            firm.stack.kill("api-server", "scheduler")
        time.sleep(1)
    firm.stack.revive("api-server", "scheduler")

    def opened() -> set[str] | None:
        found = {item.mark.record.id for item in firm.app.show.all()}
        return found if set(BURST) <= found else None

    firm.until(opened, "every mark is a handoff")
    handoffs = [item for item in firm.app.show.all() if item.mark.record.id in BURST]
    assert len(handoffs) == len(BURST)
    wanted = {f"{item.id}.1" for item in handoffs}

    def started() -> list[str] | None:
        pages = [
            firm.api("GET", "/dags/prepare_handoff/dagRuns", params={"limit": 100, "offset": offset}).json()["dag_runs"]
            for offset in (0, 100)
        ]
        found = [run["dag_run_id"] for page in pages for run in page]
        return found if wanted <= set(found) else None

    runs = firm.until(started, "every handoff has its first run")
    assert sorted(run for run in runs if run in wanted) == sorted(wanted)
    with firm.app.registry.begin() as tx:
        assert dict(tx.notices.refusals()) == {}


def test_secrets_of_airflows_own_database_are_found(firm: Firm) -> None:
    """The endpoint in the api-server checks with a connection that stands in Airflow's database, and refuses others."""
    url = f"{firm.stack.airflow.base_url}/handoff/webhooks/hubspot/second"
    body = json.dumps([]).encode()
    stamp = str(int(time.time() * 1000))
    for secret, status in (("2nd", 200), ("hush", 401)):
        signed = hmac.new(secret.encode(), b"POST" + url.encode() + body + stamp.encode(), hashlib.sha256).digest()
        headers = {"X-HubSpot-Request-Timestamp": stamp, "X-HubSpot-Signature-v3": base64.b64encode(signed).decode()}
        assert httpx.post(url, content=body, headers=headers, timeout=30).status_code == status
    assert httpx.get(f"{firm.stack.airflow.base_url}/handoff/handoffs", timeout=30).status_code in (303, 401)
