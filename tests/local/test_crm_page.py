"""What marks a record in the CRM of a local world."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

import handoff_sandbox
from handoff.entrypoints.local.crm_page import marking
from handoff.entrypoints.local.errors import StepError
from handoff.entrypoints.local.story import Story
from handoff_sandbox.core.server import Server

WORLDS = Path(handoff_sandbox.__file__).parent / "worlds"


def told(server: Server) -> dict[str, Any]:
    """Return what a served world says of itself."""
    return server.credentials


@pytest.mark.parametrize(
    ("world", "deal", "mark", "what", "path"),
    [
        ("small_studio", "8002", {"dealstage": "in_transition"}, "a deal", "/crm/v3/objects/deals/8002"),
        (
            "ledger_house",
            "006000000000901AAA",
            {"StageName": "Moving On"},
            "an opportunity",
            "/sobjects/Opportunity/006000000000901AAA",
        ),
        (
            "ledger_house",
            "001000000000701AAA",
            {"Engagement_State__c": "Moving On"},
            "an account",
            "/sobjects/Account/001000000000701AAA",
        ),
    ],
)
def test_record_is_marked_in_whichever_crm_there_is(
    world: str, deal: str, mark: dict[str, str], what: str, path: str
) -> None:
    """A deal in HubSpot, an opportunity or an account in Salesforce; it is called what it is."""
    with Server(WORLDS / f"{world}.yaml") as server:
        asked = marking(told(server), Story(world=world, deal=deal, mark=mark, by=""))
        asked.send()
        assert asked.what == what
        assert path in asked.curl()
        record = httpx.get(
            asked.url, headers={"Authorization": f"Bearer {asked.token}"}, params={"properties": ",".join(mark)}
        ).json()
    assert mark.items() <= (record.get("properties") or record).items()


def test_record_that_cannot_be_marked_is_said() -> None:
    """A deal's id in a world with Salesforce alone, a world without a CRM, and what the CRM refuses."""
    with pytest.raises(StepError, match="no CRM"):
        marking({}, Story())
    with Server(WORLDS / "ledger_house.yaml") as server:
        with pytest.raises(StepError, match="8002"):
            marking(told(server), Story())
        refused = marking(told(server), Story(deal="006000000000901AAA", mark={"Nothing__c": "x"}))
        with pytest.raises(StepError, match="INVALID_FIELD"):
            refused.send()
