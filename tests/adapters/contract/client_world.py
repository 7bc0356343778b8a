"""One small client as each vendor holds it: Marlow, whose deal is to be marked, and a neighbour that stays apart."""

from __future__ import annotations

from typing import Any

FIRM = "fieldnote.example"
MAYA, TOM, DAN = (f"{name}@{FIRM}" for name in ("maya", "tom", "dan"))
ANN, BEA, CLEO = "ann@marlow.example", "bea@marlow.example", "cleo@marlow.example"
FOLDER = "marlow-folder"
HEAD = {"world": {"name": "contract"}, "firm": {"name": "Fieldnote Studio", "domains": [FIRM]}}


def hubspot() -> dict[str, Any]:
    """Return the client in HubSpot."""
    own = [{"to": "companies/501", "type": "primary"}]
    return {
        "access_token": "pat-contract",
        "portal_id": 7510,
        "limits": {"search_per_second": 1000, "ten_secondly": 100000},
        "owners": [
            {"id": "71", "email": MAYA, "first": "Maya", "last": "Okafor", "user_id": 9001},
            {"id": "72", "email": TOM, "first": "Tom", "last": "Lind", "user_id": 9002},
            {"id": "73", "email": DAN, "first": "Dan", "last": "Reyes", "user_id": 9003, "active": False},
        ],
        "pipelines": {
            "deals": [
                {
                    "id": "default",
                    "label": "Engagements",
                    "stages": [{"id": "active", "label": "Active"}, {"id": "leaving", "label": "Leaving"}],
                }
            ],
            "tickets": [{"id": "0", "label": "Care", "stages": [{"id": "1", "label": "New"}]}],
        },
        "properties": {
            "deals": [{"name": "successor", "label": "Successor"}, {"name": "reason", "label": "Reason"}],
            "companies": [{"name": "folder", "label": "Folder"}],
        },
        "companies": [
            {
                "id": "501",
                "owner": "71",
                "properties": {"name": "Marlow", "domain": "marlow.example", "folder": FOLDER},
            },
            {"id": "502", "owner": "71", "properties": {"name": "Harbour", "domain": "harbour.example", "folder": "h"}},
        ],
        "contacts": [
            {
                "id": str(601 + place),
                "owner": "71",
                "properties": {"lastname": name, "email": email},
                "associations": own,
            }
            for place, (name, email) in enumerate((("Ann", ANN), ("Bea", BEA), ("Cleo", CLEO)))
        ],
        "deals": [
            {
                "id": "801",
                "owner": "71",
                "properties": {"dealname": "Marlow: shop", "dealstage": "active", "pipeline": "default"},
                "associations": [*own, "contacts/601"],
            },
            {
                "id": "802",
                "owner": "71",
                "properties": {"dealname": "Harbour: site", "dealstage": "active", "pipeline": "default"},
                "associations": [{"to": "companies/502", "type": "primary"}],
            },
        ],
        "tickets": [
            {
                "id": "901",
                "owner": "71",
                "properties": {"subject": "Broken form", "hs_pipeline": "0", "hs_pipeline_stage": "1"},
                "associations": own,
            }
        ],
        "tasks": [
            {
                "id": "911",
                "owner": "71",
                "properties": {"hs_task_subject": "Call Ann", "hs_timestamp": "+3d", "hs_task_status": "NOT_STARTED"},
                "associations": ["deals/801"],
            }
        ],
    }


def salesforce() -> dict[str, Any]:
    """Return the client in Salesforce."""
    return {
        "connected_app": {"consumer_key": "3MVG9-contract", "consumer_secret": "contract-secret", "run_as": MAYA},
        "users": [
            {"id": 1, "username": MAYA, "first": "Maya", "last": "Okafor", "session_id": "session-maya"},
            {"id": 2, "username": TOM, "first": "Tom", "last": "Lind"},
            {"id": 3, "username": DAN, "first": "Dan", "last": "Reyes", "active": False},
        ],
        "stages": [{"name": "Active"}, {"name": "Leaving"}],
        "fields": {
            "Account": [{"name": "Folder__c"}],
            "Opportunity": [{"name": "Successor__c"}, {"name": "Reason__c"}],
        },
        "records": {
            "Account": [
                {"id": 501, "owner": 1, "fields": {"Name": "Marlow", "Website": "marlow.example", "Folder__c": FOLDER}},
                {"id": 502, "owner": 1, "fields": {"Name": "Harbour", "Website": "harbour.example", "Folder__c": "h"}},
            ],
            "Contact": [
                {"id": 601 + place, "owner": 1, "fields": {"LastName": name, "Email": email, "AccountId": 501}}
                for place, (name, email) in enumerate((("Ann", ANN), ("Bea", BEA), ("Cleo", CLEO)))
            ],
            "Opportunity": [
                {
                    "id": 801,
                    "owner": 1,
                    "fields": {"Name": "Marlow: shop", "AccountId": 501, "CloseDate": "+9d", "StageName": "Active"},
                },
                {
                    "id": 802,
                    "owner": 1,
                    "fields": {"Name": "Harbour: site", "AccountId": 502, "CloseDate": "+9d", "StageName": "Active"},
                },
            ],
            "OpportunityContactRole": [{"id": 1, "fields": {"OpportunityId": 801, "ContactId": 601}}],
            "Case": [{"id": 901, "owner": 1, "fields": {"Subject": "Broken form", "AccountId": 501}}],
            "Task": [{"id": 911, "owner": 1, "fields": {"Subject": "Call Ann", "WhatId": "Opportunity/801"}}],
            "AccountTeamMember": [{"id": 1, "fields": {"AccountId": 501, "UserId": 2, "TeamMemberRole": "Sales Rep"}}],
        },
    }


def google_drive() -> dict[str, Any]:
    """Return the client's folder in Drive."""
    people = (MAYA, TOM, ANN, BEA, CLEO)
    return {
        "organisation": {"domains": [FIRM], "name": "Fieldnote Studio"},
        "users": [{"email": one, "name": one.partition("@")[0].title(), "admin": one == MAYA} for one in people],
        "files": [
            {
                "id": FOLDER,
                "name": "Marlow",
                "type": "folder",
                "owner": MAYA,
                "permissions": [{"type": "user", "role": "writer", "email": ANN}],
                "children": [
                    {"id": "goals", "name": "Goals", "type": "doc", "content": "# Goals\n"},
                    {"id": "plan", "name": "Plan", "type": "doc", "content": "# Plan\n"},
                    {
                        "id": "reports",
                        "name": "Reports",
                        "type": "folder",
                        "children": [{"id": "june", "name": "June", "type": "doc", "content": "June.\n"}],
                    },
                ],
            },
            {
                "id": "theirs",
                "name": "Theirs",
                "type": "folder",
                "owner": ANN,
                "permissions": [{"type": "user", "role": "reader", "email": MAYA}],
            },
        ],
    }
