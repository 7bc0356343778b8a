"""A generated organisation: for each client an account and an opportunity to be marked, and what hangs on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from handoff_sandbox.generate import words
from handoff_sandbox.generate.firm import NAME, STAFF
from handoff_sandbox.generate.size import Client, Size, apportion
from handoff_sandbox.generate.words import Draw

Row = dict[str, Any]
SHARES = {
    "Task": 28.0, "EmailMessage": 20.0, "Event": 12.0, "Contact": 12.0, "Case": 10.0, "Note": 6.0, "Opportunity": 4.0,
    "files": 4.0, "Project__c": 2.0, "OpportunityContactRole": 2.0, "AccountTeamMember": 1.0,
    "OpportunityTeamMember": 1.0,
}  # fmt: skip
"""How a client's records, less the account and the opportunity, are parted."""
KINDS = (
    "Account", "Contact", "Opportunity", "OpportunityContactRole", "Case", "Task", "Event", "EmailMessage", "Note",
    "AccountTeamMember", "OpportunityTeamMember", "Project__c",
)  # fmt: skip
_CLIENT = 1_000_000
_TEAM = ("Account Manager", "Sales Manager")
_OWNERLESS = ("OpportunityContactRole", "EmailMessage", "AccountTeamMember", "OpportunityTeamMember")


def section() -> Row:
    """Return the section without its records."""
    app = {"consumer_key": "quayside-consumer-key", "consumer_secret": "quayside-consumer-secret"}
    return {
        "organization": {"name": NAME, "my_domain": "quayside"},
        "connected_app": app | {"run_as": STAFF[4].email},
        "users": [
            {"id": one.number, "username": one.email, "email": one.email, "first": one.first, "last": one.last}
            | {"active": one.active, "title": one.role, "session_id": f"session-{one.first.lower()}"}
            | ({"query_all_files": True} if one is STAFF[4] else {})
            for one in STAFF
        ],
        "stages": [
            {"name": "Qualified", "probability": 20},
            {"name": "Active", "probability": 60},
            {"name": "In Transition", "probability": 90, "forecast": "BestCase"},
            {"name": "Closed Won", "closed": True, "won": True, "probability": 100, "forecast": "Closed"},
            {"name": "Closed Lost", "closed": True, "forecast": "Omitted"},
        ],
        "objects": [{"name": "Project__c", "label": "Project", "plural": "Projects"}],
        "fields": {
            "Project__c": [
                {"name": "Account__c", "label": "Account", "type": "lookup", "to": "Account", "children": "Projects"},
                {"name": "Opportunity__c", "label": "Opportunity", "type": "lookup", "to": "Opportunity"}
                | {"children": "Projects"},
                {"name": "Phase__c", "label": "Phase", "type": "picklist", "options": ["Planned", "Running", "Done"]},
                {"name": "Scope__c", "label": "Scope", "type": "long_text"},
            ],
            "Account": [
                {"name": "Drive_Folder_Id__c", "label": "Drive folder"},
                {"name": "Account_Manager__c", "label": "Account manager", "type": "user"},
            ],
            "Opportunity": [
                {"name": "Handoff_Successor__c", "label": "Handoff successor", "type": "user"},
                {"name": "Handoff_Reason__c", "label": "Handoff reason"},
                {"name": "Handoff_Decided_By__c", "label": "Handoff decided by", "type": "user"},
                {"name": "Handoff_Cutoff__c", "label": "Handoff cut-off", "type": "datetime"},
            ],
        },
    }


def counts(client: Client) -> dict[str, int]:
    """Return how many records of each kind, and files, a client has; together as many as were asked for."""
    if client.records < 2:
        return dict.fromkeys((*KINDS, "files"), 0) | {"Account": client.records}
    found = apportion(client.records - 2, SHARES)
    most = min(found["AccountTeamMember"], len(STAFF))
    team = min(found["OpportunityTeamMember"], len(STAFF))
    left = found["AccountTeamMember"] - most + found["OpportunityTeamMember"] - team
    if not found["Case"] or not found["Contact"]:  # nothing that those could hang on
        left += found["EmailMessage"] + found["OpportunityContactRole"]
        found |= {"EmailMessage": 0, "OpportunityContactRole": 0}
    return found | {
        "Account": 1,
        "Opportunity": found["Opportunity"] + 1,
        "AccountTeamMember": most,
        "OpportunityTeamMember": team,
        "Task": found["Task"] + left,
    }


def record_id(client: Client, place: int) -> int:
    """Return the number of a client's record of any kind; the opportunity to be marked is its first."""
    return _CLIENT * client.number + place + 1


def rows(size: Size, kind: str) -> Iterator[Row]:
    """Yield all records of a kind, or all files."""
    for client in size.all_clients():
        chance, total = size.random("salesforce", kind, client.number), counts(client)
        for place in range(total[kind]):
            yield _file(client, place, chance) if kind == "files" else _row(kind, client, place, total, chance)


def _row(kind: str, client: Client, place: int, total: dict[str, int], chance: Random) -> Row:
    drawn = words.draw(place, chance)
    row: Row = {"id": record_id(client, place), "created": f"-{drawn.days}d"}
    if kind not in _OWNERLESS:
        row["owner"] = chance.choice(STAFF).email
    if kind in ("Account", "Opportunity") and place == 0:
        row |= {"owner": STAFF[0].email, "created": "-720d"}
    row["fields"] = _FIELDS[kind](client, drawn) | _references(kind, client, place, total, chance)
    return row


def _account(client: Client, drawn: Draw) -> Row:
    found = {"Name": words.firm(client.number), "Industry": "Retail", "Description": drawn.text}
    return found | {"Drive_Folder_Id__c": client.folder_id, "Account_Manager__c": STAFF[1].email}


def _contact(client: Client, drawn: Draw) -> Row:
    found = {"FirstName": drawn.first, "LastName": drawn.last, "Email": f"{drawn.address}@{client.domain}"}
    return found | {"Title": words.role(drawn.chance)}


def _opportunity(client: Client, drawn: Draw) -> Row:
    open_ended = drawn.place == 0
    stage = drawn.chance.choice(["Qualified", "Active", "Closed Won", "Closed Lost"])
    found: Row = {"Name": f"{words.firm(client.number)}: {'retainer' if open_ended else drawn.subject}"}
    found |= {"StageName": "Active" if open_ended else stage, "CloseDate": f"-{drawn.days}d"}
    return found | {"Amount": drawn.chance.randint(5, 900) * 100}


def _task(_: Client, drawn: Draw) -> Row:
    status = drawn.chance.choice(["Not Started", "In Progress", "Completed", "Completed"])
    due = f"-{drawn.days}d" if status == "Completed" else f"+{drawn.days}d"
    return {"Subject": drawn.subject, "Description": drawn.text, "Status": status, "ActivityDate": due}


def _event(_: Client, drawn: Draw) -> Row:
    found: Row = {"Subject": drawn.subject, "Description": drawn.text}
    return found | {"StartDateTime": f"-{drawn.days}d", "DurationInMinutes": 30}


def _email(client: Client, drawn: Draw) -> Row:
    found: Row = {"Subject": drawn.subject, "TextBody": drawn.text, "FromAddress": f"{drawn.address}@{client.domain}"}
    return found | {"Incoming": drawn.chance.random() < 0.5, "MessageDate": f"-{drawn.days}d"}


def _case(_: Client, drawn: Draw) -> Row:
    status = drawn.chance.choice(["New", "Working", "Closed"])
    return {"Subject": drawn.subject, "Description": drawn.text, "Status": status}


def _member(_: Client, drawn: Draw) -> Row:
    return {"UserId": STAFF[drawn.place].email, "TeamMemberRole": drawn.chance.choice(_TEAM)}


_FIELDS: dict[str, Callable[[Client, Draw], Row]] = {
    "Account": _account,
    "Contact": _contact,
    "Opportunity": _opportunity,
    "OpportunityContactRole": lambda _, drawn: {"Role": drawn.chance.choice(["Decision Maker", "Evaluator"])},
    "Case": _case,
    "Task": _task,
    "Event": _event,
    "EmailMessage": _email,
    "Note": lambda _, drawn: {"Title": drawn.subject, "Body": drawn.text},
    "AccountTeamMember": _member,
    "OpportunityTeamMember": _member,
    "Project__c": lambda _, drawn: {
        "Name": drawn.subject[:80],
        "Phase__c": drawn.chance.choice(["Planned", "Running", "Done"]),
        "Scope__c": drawn.text,
    },
}


def _references(kind: str, client: Client, place: int, total: dict[str, int], chance: Random) -> Row:
    def one_of(other: str) -> str | None:
        return f"{other}/{record_id(client, chance.randrange(total[other]))}" if total[other] else None

    account, opportunity = (f"{name}/{record_id(client, 0)}" for name in ("Account", "Opportunity"))
    task: Row = {"WhatId": (account, opportunity, one_of("Case"))[place % 3], "WhoId": one_of("Contact")}
    others: dict[str, Row] = {
        "Account": {},
        "Contact": {"AccountId": account},
        "Opportunity": {"AccountId": account},
        "AccountTeamMember": {"AccountId": account},
        "OpportunityTeamMember": {"OpportunityId": opportunity},
        "OpportunityContactRole": {"OpportunityId": one_of("Opportunity"), "ContactId": one_of("Contact")},
        "Case": {"AccountId": account, "ContactId": one_of("Contact")},
        "EmailMessage": {"ParentId": one_of("Case")},
        "Note": {"ParentId": account if place % 2 else opportunity},
        "Project__c": {"Account__c": account} if place % 2 else {"Opportunity__c": one_of("Opportunity")},
    }
    return {name: value for name, value in others.get(kind, task).items() if value is not None}


def _file(client: Client, place: int, chance: Random) -> Row:
    links = [f"Account/{record_id(client, 0)}", f"Opportunity/{record_id(client, 0)}"]
    row: Row = {
        "id": record_id(client, place),
        "title": words.subject(chance),
        "created": f"-{chance.randint(1, 700)}d",
    }
    row |= {"owner": chance.choice(STAFF[:5]).email, "links": [links[place % 2]], "content": words.text(chance)}
    return row | ({"note": True} if place % 4 == 3 else {"extension": "txt"})
