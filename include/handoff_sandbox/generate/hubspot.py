"""A generated portal: for each client one company and one engagement that can be marked, and all that hangs on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from handoff_sandbox.generate import words
from handoff_sandbox.generate.firm import STAFF
from handoff_sandbox.generate.size import Client, Size, apportion
from handoff_sandbox.generate.words import Draw

Row = dict[str, Any]
SHARES = {
    "notes": 22.0, "emails": 20.0, "tasks": 15.0, "contacts": 10.0, "calls": 10.0, "meetings": 8.0, "tickets": 7.0,
    "deals": 3.0, "line_items": 3.0, "projects": 1.0, "quotes": 1.0, "files": 1.0,
}  # fmt: skip
"""How a client's records, less the company and the engagement, are parted; files hang on its notes."""
_ACTIVITIES = ("notes", "emails", "tasks", "calls", "meetings")
KINDS = ("companies", "contacts", "deals", "tickets", *_ACTIVITIES, "line_items", "quotes")
_TIMES = 100_000_000
LISTS = ("All contacts", "Newsletter", "Invited to the summer party")
"""The lists of a client's contacts: each has every so-manieth, the first all of them."""
_CLIENT = 1_000_000
"""Ids of a client's records of one kind begin here: kind, client, place."""

_STAGES = [
    {"id": "qualified", "label": "Qualified"},
    {"id": "active", "label": "Active engagement"},
    {"id": "in_transition", "label": "In transition"},
    {"id": "handed_over", "label": "Handed over", "closed": True},
    {"id": "closedwon", "label": "Delivered", "closed": True, "won": True},
    {"id": "closedlost", "label": "Lost", "closed": True},
]
_LIFECYCLE = ["subscriber", "lead", "opportunity", "customer", "evangelist", "other", "alumni"]


def section() -> Row:
    """Return the section without its records."""
    return {
        "access_token": "pat-quayside",
        "portal_id": 8100,
        "more_tokens": [{"access_token": f"pat-{STAFF[0].first.lower()}", "person": STAFF[0].email}],
        "owners": [
            {"id": str(100 + one.number), "email": one.email, "first": one.first, "last": one.last}
            | {"user_id": 900 + one.number, "active": one.active}
            for one in STAFF
        ],
        "pipelines": {
            "deals": [{"id": "default", "label": "Engagements", "stages": _STAGES}],
            "tickets": [
                {
                    "id": "0",
                    "label": "Support",
                    "stages": [
                        {"id": "1", "label": "New"},
                        {"id": "2", "label": "Waiting"},
                        {"id": "4", "label": "Closed", "closed": True},
                    ],
                }
            ],
        },
        "properties": {
            "deals": [
                {"name": "handoff_successor", "label": "Handoff successor"},
                {"name": "handoff_reason", "label": "Handoff reason"},
                {"name": "handoff_decided_by", "label": "Handoff decided by"},
                {"name": "handoff_cutoff", "label": "Handoff cut-off", "type": "datetime"},
                {"name": "account_manager", "label": "Account manager", "type": "owner"},
            ],
            "companies": [
                {"name": "lifecyclestage", "label": "Lifecycle stage", "type": "enumeration", "options": _LIFECYCLE},
                {"name": "drive_folder_id", "label": "Google Drive folder"},
                {"name": "account_manager", "label": "Account manager", "type": "owner"},
            ],
        },
    }


PROJECTS: Row = {
    "name": "projects",
    "singular": "project",
    "type_id": "2-8100",
    "properties": [{"name": "name", "label": "Name"}, {"name": "phase", "label": "Phase"}],
    "required": ["name"],
    "searched": ["name"],
    "association_ids": {"companies": [61, 62], "deals": [63, 64]},
}


def counts(client: Client) -> dict[str, int]:
    """Return how many records of each kind a client has; all together they are as many as were asked for."""
    if client.records < 2:
        return dict.fromkeys((*KINDS, "projects", "files"), 0) | {"companies": client.records}
    found = apportion(client.records - 2, SHARES)
    if not found["notes"]:  # nothing that those could hang on
        found |= {"files": 0, "emails": found["emails"] + found["files"]}
    return found | {"companies": 1, "deals": found["deals"] + 1}


def record_id(kind: str, client: Client, place: int) -> str:
    """Return the id of a client's record; the engagement is its first deal."""
    return str(_TIMES * (1 + (*KINDS, "projects", "files", "lists").index(kind)) + _CLIENT * client.number + place + 1)


def rows(size: Size, kind: str) -> Iterator[Row]:
    """Yield all records of a kind."""
    for client in size.all_clients():
        chance, total = size.random("hubspot", kind, client.number), counts(client)
        for place in range(total[kind]):
            yield _row(kind, client, place, total, chance)


def lists(size: Size) -> Iterator[Row]:
    """Yield the lists of all clients' contacts."""
    for client in size.all_clients():
        contacts = counts(client)["contacts"]
        for place, name in enumerate(LISTS):
            members = [record_id("contacts", client, one) for one in range(0, contacts, place + 1)]
            if members:
                row: Row = {"id": record_id("lists", client, place), "name": f"{words.firm(client.number)}: {name}"}
                yield row | {"members": members, "processing": "MANUAL"}


def _row(kind: str, client: Client, place: int, total: dict[str, int], chance: Random) -> Row:
    drawn = words.draw(place, chance)
    if kind == "files":
        return {"id": record_id(kind, client, place), "name": f"{drawn.subject}.txt"} | {
            "access": "HIDDEN_PRIVATE",
            "content": drawn.text,
        }
    row: Row = {"id": record_id(kind, client, place), "owner": chance.choice(STAFF).email}
    row |= {"created": f"-{drawn.days}d", "properties": _PROPERTIES[kind](client, drawn)}
    if kind in (*_ACTIVITIES, "quotes"):
        row["properties"]["hs_timestamp"] = f"-{drawn.days}d"
    if kind == "notes" and place < total["files"]:
        own = range(place, total["files"], total["notes"])
        row["properties"]["hs_attachment_ids"] = ";".join(record_id("files", client, one) for one in own)
    if links := _links(kind, client, place, total, chance):
        row["associations"] = links
    if kind in ("companies", "deals") and place == 0:
        row |= {"owner": STAFF[0].email, "created": "-720d"}
    if kind == "contacts" and chance.random() < 0.02:
        row["merged"] = [str(90_000_000_000 + int(row["id"]))]
    return row


def _company(client: Client, drawn: Draw) -> Row:
    found = {"name": words.firm(client.number), "domain": client.domain, "lifecyclestage": "customer"}
    found |= {"drive_folder_id": client.folder_id, "account_manager": STAFF[1].email}
    return found | {"description": drawn.text}


def _contact(client: Client, drawn: Draw) -> Row:
    found = {"firstname": drawn.first, "lastname": drawn.last, "email": f"{drawn.address}@{client.domain}"}
    return found | {"jobtitle": words.role(drawn.chance)}


def _deal(client: Client, drawn: Draw) -> Row:
    open_ended = drawn.place == 0
    stage = drawn.chance.choice(["qualified", "active", "closedwon", "closedlost"])
    found = {"dealname": f"{words.firm(client.number)}: {'retainer' if open_ended else drawn.subject}"}
    found |= {"pipeline": "default", "dealstage": "active" if open_ended else stage}
    return found | {"amount": str(drawn.chance.randint(5, 900) * 100)}


def _ticket(_: Client, drawn: Draw) -> Row:
    stage = drawn.chance.choice("124")
    return {"subject": drawn.subject, "content": drawn.text, "hs_pipeline": "0", "hs_pipeline_stage": stage}


def _email(_: Client, drawn: Draw) -> Row:
    direction = drawn.chance.choice(["EMAIL", "INCOMING_EMAIL"])
    found = {"hs_email_subject": drawn.subject, "hs_email_text": drawn.text, "hs_email_status": "SENT"}
    return found | {"hs_email_direction": direction}


def _task(_: Client, drawn: Draw) -> Row:
    status = drawn.chance.choice(["NOT_STARTED", "IN_PROGRESS", "WAITING", "COMPLETED", "COMPLETED", "COMPLETED"])
    return {"hs_task_subject": drawn.subject, "hs_task_body": drawn.text, "hs_task_status": status}


def _call(_: Client, drawn: Draw) -> Row:
    length = str(drawn.chance.randint(1, 90) * 60_000)
    return {"hs_call_title": drawn.subject, "hs_call_body": drawn.text, "hs_call_duration": length}


def _meeting(_: Client, drawn: Draw) -> Row:
    found = {"hs_meeting_title": drawn.subject, "hs_meeting_body": drawn.text}
    return found | {"hs_meeting_start_time": f"-{drawn.days}d"}


_PROPERTIES: dict[str, Callable[[Client, Draw], Row]] = {
    "companies": _company,
    "contacts": _contact,
    "deals": _deal,
    "tickets": _ticket,
    "notes": lambda _, drawn: {"hs_note_body": f"<p>{drawn.text}</p>"},
    "emails": _email,
    "tasks": _task,
    "calls": _call,
    "meetings": _meeting,
    "line_items": lambda _, drawn: {"name": drawn.subject, "quantity": "1", "price": str(drawn.days)},
    "quotes": lambda _, drawn: {"hs_title": drawn.subject, "hs_status": "APPROVED"},
    "projects": lambda _, drawn: {"name": drawn.subject, "phase": drawn.chance.choice(["planned", "running", "done"])},
}


def _links(kind: str, client: Client, place: int, total: dict[str, int], chance: Random) -> list[Row | str]:
    def one_of(other: str) -> list[Row | str]:
        return [f"{other}/{record_id(other, client, chance.randrange(total[other]))}"] if total[other] else []

    company = f"companies/{record_id('companies', client, 0)}"
    engagement = f"deals/{record_id('deals', client, 0)}"
    primary: Row = {"to": company, "type": "primary"}
    found: dict[str, list[Row | str]] = {
        "companies": [],
        "contacts": [primary],
        "deals": [primary, *one_of("contacts")],
        "tickets": [primary, *one_of("contacts")],
        "projects": [company, engagement],
    }
    if kind in found:
        return found[kind]
    if kind in ("line_items", "quotes"):
        return [engagement] if place % 2 == 0 else one_of("deals")
    if place % 20 == 19 and total["tickets"]:  # the activities of a ticket are the ticket's alone
        return one_of("tickets")
    return [company, *([engagement] if place % 2 == 0 else []), *one_of("contacts")]
