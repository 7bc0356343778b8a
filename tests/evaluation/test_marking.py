"""How a world's engagement is marked for the evaluation, in either CRM."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import marking
import pytest
import yaml

import handoff_sandbox
from handoff_sandbox.core.server import Server

SHIPPED = Path(handoff_sandbox.__file__).parent / "worlds"
BOOKS_ID = "006000000000901AAA"
BOOKS = f"services/data/v67.0/sobjects/Opportunity/{BOOKS_ID}"


def of(name: str) -> dict[str, Any]:
    """Return a world that ships with the sandbox."""
    world: dict[str, Any] = yaml.safe_load((SHIPPED / f"{name}.yaml").read_text())
    return world


@pytest.mark.parametrize("said", [{}, {"opportunity": 901}, {"deal": BOOKS_ID, "successor": "sana@tallisreed.example"}])
def test_engagement_in_salesforce_is_marked(said: dict[str, Any]) -> None:
    """The fields of the folder and the successor and the stage are found; the open engagement with a folder moves."""
    world = of("ledger_house") | {"mark": said}
    rule = marking.policy_for(world)["marks"]["salesforce"]
    assert (rule["value"], rule["company_folder"]) == ("Moving On", "Client_Folder__c")
    with Server(SHIPPED / "ledger_house.yaml") as server:
        marking.mark(world, server.credentials, rule)
        token = {"Authorization": f"Bearer {marking.token_of(server.credentials)}"}
        found = httpx.get(f"{server.base_url}/{BOOKS}", headers=token, timeout=10).json()
    assert found["StageName"] == "Moving On"
    assert found["Next_Adviser__c"] == ("005000000000003AAA" if "successor" in said else "005000000000001AAA")


def test_engagement_in_hubspot_is_marked() -> None:
    """The open deal of the company with a folder moves, and names a colleague who does not own it."""
    world = of("small_studio")
    rule = marking.policy_for(world)["marks"]["hubspot"]
    with Server(SHIPPED / "small_studio.yaml") as server:
        marking.mark(world, server.credentials, rule)
        token = {"Authorization": f"Bearer {marking.token_of(server.credentials)}"}
        address = f"{server.base_url}/crm/v3/objects/deals/8002?properties=dealstage,handoff_successor"
        found = httpx.get(address, headers=token, timeout=10).json()["properties"]
    assert found["dealstage"] == "in_transition"
    assert found["handoff_successor"]


@pytest.mark.parametrize(("name", "owner"), [("ledger_house", "nora@tallisreed"), ("small_studio", "maya@fieldnote")])
def test_owner_of_the_folder_is_found(name: str, owner: str) -> None:
    """The folder that the account names by its id or its address, wherever it lies."""
    world = of(name)
    (rule,) = marking.policy_for(world)["marks"].values()
    assert marking.owner_of_folder(world, rule).startswith(owner)


def test_world_that_cannot_be_marked_says_why() -> None:
    """No field for the folder, and no stage that is a mark, are named with what to do."""
    world = of("ledger_house")
    world["salesforce"]["stages"] = [{"name": "In Service"}]
    with pytest.raises(ValueError, match=r"mark\.stage"):
        marking.policy_for(world)
    world["salesforce"]["fields"]["Account"] = []
    with pytest.raises(ValueError, match="Client_Folder__c"):
        marking.policy_for(world)
