"""One real Airflow for the suite, over a sandbox whose HubSpot delivers webhooks to its api-server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

sys.path.append(str(Path(__file__).parents[1] / "thread"))  # the acts of people are that suite's
from busy import world
from running import Firm

from handoff.bootstrap import App
from handoff.entrypoints.local.demo import SCHEDULES
from handoff.entrypoints.local.stack import LocalStack, free_port
from handoff.entrypoints.local.story import POLICY
from handoff.settings import Settings


@pytest.fixture(scope="session")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """Start everything once. Handoffs are opened and their runs started; nobody prepares them: that DAG is paused."""
    home, port = tmp_path_factory.mktemp("stack"), free_port()
    made = home / "world.yaml"
    made.write_text(yaml.safe_dump(world(f"http://127.0.0.1:{port}/handoff/webhooks/hubspot/handoff_hubspot")))
    policy = yaml.safe_load(POLICY.read_text())
    policy["marks"]["hubspot"] = [policy["marks"]["hubspot"], policy["marks"]["hubspot"] | {"connection": "second"}]
    rules = home / "policy.yaml"
    rules.write_text(yaml.safe_dump(policy))
    with LocalStack(home, made, rules, port, environment={**SCHEDULES, "HANDOFF_WATCH_CRM_EVERY": "PT10S"}) as stack:
        given = stack.environment
        settings = Settings(
            database_url=given["HANDOFF_DATABASE_URL"], policy=rules, artifacts=given["HANDOFF_ARTIFACTS"]
        )
        with App(settings=settings) as app:
            found = Firm(stack, app)
            hubspot = stack.sandbox["hubspot"]
            # One connection stands in Airflow's own database, as a firm's would.
            account = {"host": hubspot["base_url"], "password": hubspot["access_token"]}
            second = {
                "connection_id": "second",
                "conn_type": "generic",
                **account,
                "extra": '{"webhook_secret": "2nd"}',
            }
            found.api("POST", "/connections", "admin", json=second).raise_for_status()
            found.until(lambda: found.api("GET", "/dags/prepare_handoff").is_success or None, "the DAGs")
            found.api("PATCH", "/dags/prepare_handoff", json={"is_paused": True}).raise_for_status()
            yield found
