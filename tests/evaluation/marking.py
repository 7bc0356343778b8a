"""Marks a world's engagement, as a person at the firm would, in whichever CRM the world has, and makes its policy.

What the policy has to name (the folder's field, the mark's own fields, a stage that marks) is found in the world by the
names that docs/evaluation.md gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import httpx

World = Mapping[str, Any]
Mark = Mapping[str, Any]

_FIELDS = {
    "successor": re.compile(r"success|next|heir|taking_?over|nachfolg|suces", re.IGNORECASE),
    "reason": re.compile(r"reason|grund|motivo|razon", re.IGNORECASE),
    "decided_by": re.compile(r"decided|decider|entschieden|decid", re.IGNORECASE),
    "cutoff": re.compile(r"cut_?off|access_?ends|ends_?on|corte", re.IGNORECASE),
}
_FOLDER = re.compile(r"folder|ordner|carpeta|drive", re.IGNORECASE)
_MARKS = re.compile(r"transition|moving|hand.?(?:off|over)|leav|uberga|übergab|traspas|salida", re.IGNORECASE)


def policy_for(world: World) -> dict[str, Any]:
    """Return a policy for a world's firm, with the mark's rule that its CRM allows."""
    firm = world["firm"]
    sides = [person["email"] for person in _colleagues(world)]
    return {
        "firm": {
            "name": firm["name"],
            "domains": firm["domains"],
            "sender": {"name": firm["name"], "email": sides[0]},
            "reply_to": sides[0],
        },
        "marks": {"hubspot": _hubspot_rule(world)} if "hubspot" in world else {"salesforce": _salesforce_rule(world)},
        "approvers": [{"user": "operator", "email": sides[-1]}],
        "approval_within": "P7D",
        "cutoff_after": "P14D",
        "caps": {"changes": 20000, "letters": 500},
    }


def mark(world: World, credentials: Mapping[str, Any], rule: Mapping[str, Any]) -> None:
    """Write the mark of `rule` to the record that the world says, or to its one engagement with a client's folder."""
    (_in_hubspot if "hubspot" in world else _in_salesforce)(world, credentials, rule)


def owner_of_folder(world: World, rule: Mapping[str, Any]) -> str:
    """Return who owns the client's folder: who stands in where the account that a world names does not see it."""
    crm, fields = (world["hubspot"]["companies"], "properties") if "hubspot" in world else _accounts(world)
    named = " ".join(str(item[fields][rule["company_folder"]]) for item in _holding(crm, fields, rule))
    files = _files(world["google_drive"]["files"])
    return str(next(file for file in files if file.get("id") and file["id"] in named)["owner"])


def _files(files: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for file in files:
        yield file
        yield from _files(file.get("children", []))


def _accounts(world: World) -> tuple[list[Mapping[str, Any]], str]:
    return world["salesforce"]["records"]["Account"], "fields"


def token_of(credentials: Mapping[str, Any]) -> str:
    """Return a token with which the CRM's pages can be opened."""
    if "hubspot" in credentials:
        return str(credentials["hubspot"]["access_token"])
    vendor = credentials["salesforce"]
    login = {
        "grant_type": "client_credentials",
        "client_id": vendor["consumer_key"],
        "client_secret": vendor["consumer_secret"],
    }
    return str(httpx.post(vendor["token_url"], data=login, timeout=20).raise_for_status().json()["access_token"])


def _colleagues(world: World) -> list[dict[str, Any]]:
    """Return the active users of the CRM, each with an `email`."""
    if "hubspot" in world:
        return [owner for owner in world["hubspot"]["owners"] if owner.get("active", True)]
    users = [user for user in world["salesforce"]["users"] if user.get("active", True)]
    return [{**user, "email": user.get("email") or user["username"]} for user in users]


def _hubspot_rule(world: World) -> dict[str, Any]:
    deals = {item["name"] for item in (world["hubspot"].get("properties") or {}).get("deals", [])}
    rule = {"connection": "handoff_hubspot", "record": "deal", "property": "dealstage", "value": "in_transition"}
    rule["company_folder"] = "drive_folder_id"
    return rule | {key: f"handoff_{key}" for key in _FIELDS if f"handoff_{key}" in deals}


def _salesforce_rule(world: World) -> dict[str, Any]:
    organisation = world["salesforce"]
    added = organisation.get("fields") or {}
    names = [field["name"] for field in added.get("Opportunity", [])]
    folder = next((field["name"] for field in added.get("Account", []) if _FOLDER.search(field["name"])), None)
    if folder is None:
        raise ValueError("no field of Account holds the client's folder: name one such as Client_Folder__c")
    given = (world.get("mark") or {}).get("stage")
    stages = [stage["name"] for stage in organisation.get("stages") or [] if not stage.get("closed")]
    stage = given or next((name for name in stages if _MARKS.search(name)), None)
    if stage is None:
        raise ValueError("no open stage is a mark: name one such as Moving On, or say it as mark.stage")
    rule = {"connection": "handoff_salesforce", "record": "opportunity", "property": "StageName", "value": stage}
    found = {key: next((name for name in names if words.search(name)), None) for key, words in _FIELDS.items()}
    return rule | {"company_folder": folder} | {key: name for key, name in found.items() if name}


def _in_hubspot(world: World, credentials: Mapping[str, Any], rule: Mapping[str, Any]) -> None:
    portal, said = world["hubspot"], world.get("mark") or {}
    leaving = {f"companies/{item['id']}" for item in _holding(portal["companies"], "properties", rule)}
    lines = (portal.get("pipelines") or {}).get("deals", [])
    closed = {stage["id"] for line in lines for stage in line["stages"] if stage.get("closed")}

    def leads(deal: Mapping[str, Any]) -> bool:
        to = {item["to"] if isinstance(item, dict) else item for item in deal.get("associations", [])}
        return bool(to & leaving) and deal["properties"].get("dealstage") not in closed

    deal = str(said.get("deal") or _first(portal["deals"], leads)["id"])
    holder = next((item.get("owner") for item in portal["deals"] if str(item["id"]) == deal), None)
    values = {"dealstage": rule["value"]}
    if "successor" in rule:
        values[rule["successor"]] = _successor(_colleagues(world), said, holder)["email"]
    address = f"{credentials['hubspot']['base_url']}/crm/v3/objects/deals/{deal}"
    _patch(address, token_of(credentials), {"properties": values})


def _in_salesforce(world: World, credentials: Mapping[str, Any], rule: Mapping[str, Any]) -> None:
    organisation, said = world["salesforce"], world.get("mark") or {}
    records = organisation["records"]
    leaving = {str(item["id"]) for item in _holding(*_accounts(world), rule)}
    closed = {stage["name"] for stage in organisation.get("stages") or [] if stage.get("closed")}

    def leads(item: Mapping[str, Any]) -> bool:
        account = str(item["fields"].get("AccountId", "")).rpartition("/")[2]
        return account in leaving and item["fields"].get("StageName") not in closed

    named = said.get("opportunity") or said.get("deal") or _first(records["Opportunity"], leads)["id"]
    wanted = _id("006", named)
    found = _first(records["Opportunity"], lambda item: _id("006", item["id"]) == wanted)
    values: dict[str, Any] = {"StageName": rule["value"]}
    if "successor" in rule:
        values[rule["successor"]] = _id("005", _successor(_colleagues(world), said, found.get("owner"))["id"])
    address = f"{credentials['salesforce']['instance_url']}/services/data/v67.0/sobjects/Opportunity/{wanted}"
    _patch(address, token_of(credentials), values)


def _holding(items: list[Mapping[str, Any]], fields: str, rule: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the companies whose folder is named."""
    return (item for item in items if (item.get(fields) or {}).get(rule["company_folder"]))


def _first(items: list[Mapping[str, Any]], fits: Callable[[Mapping[str, Any]], bool]) -> Mapping[str, Any]:
    found = next((item for item in items if fits(item)), None)
    if found is None:
        raise ValueError("no open engagement of a company with a folder: name it as `mark` beside the facts")
    return found


def _successor(colleagues: list[dict[str, Any]], said: Mark, holder: object) -> Mapping[str, Any]:
    """Return who takes over: as said; a colleague stands in for one that the CRM does not know."""
    named = next((one for one in colleagues if said.get("successor") in (one["email"], one["id"])), None)
    return named or next(
        one for one in colleagues if str(holder) not in (str(one["id"]), one["email"], one.get("username"))
    )


def _id(prefix: str, said: object) -> str:
    """Return a record's id of 15 characters, from a number as a world has it or from an id."""
    return str(said)[:15] if len(str(said)) > 14 else f"{prefix}{int(str(said)):012d}"


def _patch(address: str, token: str, body: Mapping[str, Any]) -> None:
    answer = httpx.patch(address, headers={"Authorization": f"Bearer {token}"}, json=body, timeout=30)
    if answer.is_error:
        raise ValueError(f"the mark could not be set: {answer.text}")
