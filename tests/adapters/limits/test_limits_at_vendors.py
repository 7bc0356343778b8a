"""The adapters at the limiter: what they spend, learn from the vendors' answers, and pause for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from handoff.adapters.google_drive import DriveConnection, GoogleDrive
from handoff.adapters.hubspot import HubSpotConnection, HubSpotCrm
from handoff.adapters.limits import SharedLimiter
from handoff.domain.ports.quotas import Spending
from handoff.registry.database import PostgresRegistry
from handoff_sandbox.core.server import Server

ADMIN = "admin@fieldnote.example"
WORLD: dict[str, Any] = {
    "world": {"name": "test"},
    "firm": {"name": "Fieldnote Studio", "domains": ["fieldnote.example"]},
    "hubspot": {"access_token": "pat-test", "portal_id": 1, "owners": [], "limits": {"ten_secondly": 40}},
    "google_drive": {
        "organisation": {"domains": ["fieldnote.example"], "name": "Fieldnote Studio"},
        "users": [{"email": ADMIN, "name": "Admin", "admin": True}],
        "files": [{"id": "top", "name": "Client", "type": "folder", "owner": ADMIN, "children": []}],
    },
}

Spent = Callable[[], Spending]


@pytest.fixture
def server() -> Iterator[Server]:
    """Serve the world."""
    with Server(WORLD) as server:
        yield server


@pytest.fixture
def limiter(registry: PostgresRegistry) -> SharedLimiter:
    """Return a limiter with the whole quota as its share, which does not really sleep."""
    return SharedLimiter(registry, "account", 1.0, sleep=lambda _: None)


@pytest.fixture
def spent(registry: PostgresRegistry) -> Spent:
    """Return a function that tells what the workers have spent."""

    def look() -> Spending:
        with registry.begin() as tx:
            return tx.quotas.lock("account")[1]

    return look


def total(spending: Spending, quota: str) -> int:
    """Return how many units of a quota are taken."""
    return sum(units for _, units in spending.taken.get(quota, ()))


def test_hubspot_tells_its_own_quota(server: Server, limiter: SharedLimiter, spent: Spent) -> None:
    """The headers of the first answer say what the account may send, in ten seconds and in a day."""
    crm = HubSpotCrm(HubSpotConnection("main", server.base_url, "pat-test"), limiter=limiter)
    assert crm.owners() == ()
    assert spent().told["requests"] == 40
    assert spent().told["daily"] > 0
    assert total(spent(), "requests") >= 2
    assert spent().paused == 0


def test_hubspots_refusal_pauses_all_workers(server: Server, limiter: SharedLimiter, spent: Spent) -> None:
    """A 429 is waited out by everybody, and the call succeeds the second time."""
    rule = {"vendor": "hubspot", "fault": "rate_limit", "path": ".*/owners/.*", "times": 1, "retry_after": 3}
    httpx.post(f"{server.base_url}/_sandbox/faults", json=rule).raise_for_status()
    crm = HubSpotCrm(HubSpotConnection("main", server.base_url, "pat-test"), sleep=lambda _: None, limiter=limiter)
    assert crm.owners() == ()
    assert spent().paused > 0


def test_drive_counts_units_by_project_and_user(server: Server, limiter: SharedLimiter, spent: Spent) -> None:
    """A folder costs 5 units and a listing 100, of the project's quota and of the user's, who is not named."""
    given = server.credentials["google_drive"]
    connection = DriveConnection("drive", given["service_account"], ADMIN, root_url=given["root_url"])
    drive = GoogleDrive(connection, None, None, limiter)  # type: ignore[arg-type]  # a walk needs neither
    assert [item.record.id for item in drive.walk("top")] == ["top"]
    assert 105 <= total(spent(), "project") <= 410
    users = [name for name in spent().taken if name.startswith("user ")]
    assert len(users) == 1
    assert "admin" not in users[0]
    assert total(spent(), users[0]) == total(spent(), "project")
