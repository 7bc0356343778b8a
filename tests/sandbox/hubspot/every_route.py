"""A request for every route of the HubSpot emulator, in an order in which each finds what it needs.

`{name}` in a path or a body stands for what an earlier answer gave: the steps say under which name they keep its id.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Step:
    """One request; `keep` is the name under which the answer's id is kept, `form` a body that is not JSON."""

    method: str
    path: str
    body: Any = None
    keep: str | None = None
    form: tuple[str, bytes] | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def _part(name: str, value: str, more: str = "") -> str:
    return f'--sandbox\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'


def _upload(name: str, access: str) -> tuple[str, bytes]:
    parts = _part("file", "Signed.", f'; filename="{name}"') + _part("folderPath", "/contracts")
    text = parts + _part("options", f'{{"access": "{access}"}}') + "--sandbox--\r\n"
    return "multipart/form-data; boundary=sandbox", text.encode()


def _import() -> tuple[str, bytes]:
    columns = [
        {"columnObjectTypeId": "0-1", "columnName": "First name", "propertyName": "firstname"},
        {"columnObjectTypeId": "0-1", "columnName": "E-mail", "propertyName": "email"},
    ]
    page = {"hasHeader": True, "columnMappings": columns}
    file = {"fileName": "people.csv", "fileFormat": "CSV", "fileImportPage": page}
    request = {"name": "People", "importOperations": {"0-1": "CREATE"}, "dateFormat": "DAY_MONTH_YEAR", "files": [file]}
    parts = _part("importRequest", json.dumps(request))
    parts += _part("files", "First name,E-mail\nIva,iva@acme.example\nBad,not an address\n", '; filename="people.csv"')
    return "multipart/form-data; boundary=sandbox", (parts + "--sandbox--\r\n").encode()


FORM = "application/x-www-form-urlencoded"
ON_DEAL = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 214}
MAIN = [{"associationCategory": "USER_DEFINED", "associationTypeId": 31}]
PAIR = {"from": {"id": "502"}, "to": {"id": "602"}}
OWNED = {
    "filterBranchType": "OR",
    "filterBranches": [
        {
            "filterBranchType": "AND",
            "filterBranchOperator": "AND",
            "filterBranches": [],
            "filters": [
                {
                    "filterType": "PROPERTY",
                    "property": "hubspot_owner_id",
                    "operation": {
                        "operationType": "ENUMERATION",
                        "operator": "IS_ANY_OF",
                        "values": ["71"],
                        "includeObjectsWithNoValueSet": False,
                    },
                }
            ],
        }
    ],
    "filterBranchOperator": "OR",
    "filters": [],
}
STAGE = {"label": "Begun", "displayOrder": 0, "metadata": {"probability": "0.2"}}
PROPERTY = {"name": "csm", "label": "CSM", "groupName": "dealinformation", "type": "enumeration", "fieldType": "select"}
SCHEMA = {
    "name": "retainer",
    "labels": {"singular": "Retainer", "plural": "Retainers"},
    "primaryDisplayProperty": "title",
    "requiredProperties": ["title"],
    "searchableProperties": ["title"],
    "properties": [{"name": "title", "label": "Title", "type": "string", "fieldType": "text"}],
    "associatedObjects": ["CONTACT"],
}
LIMIT = {"category": "HUBSPOT_DEFINED", "typeId": 280}

STEPS = (
    # records
    Step("GET", "/crm/v3/objects/deals?limit=2&associations=companies&propertiesWithHistory=dealstage"),
    Step("GET", "/crm/v3/objects/deals/801?propertiesWithHistory=dealstage&associations=companies,contacts"),
    Step("GET", "/crm/v3/objects/0-3/801?properties=dealname"),
    Step("POST", "/crm/v3/objects/deals/search", {"limit": 1}),
    Step(
        "POST", "/crm/v3/objects/notes",
        {
            "properties": {"hs_timestamp": "0", "hs_note_body": "x"},
            "associations": [{"to": {"id": "801"}, "types": [ON_DEAL]}],
        },
        "note",
    ),
    Step("PATCH", "/crm/v3/objects/deals/801", {"properties": {"amount": "1"}}),
    Step("POST", "/crm/v3/objects/deals/batch/read", {"inputs": [{"id": "801"}], "propertiesWithHistory": ["amount"]}),
    Step("POST", "/crm/v3/objects/deals/batch/read", {"inputs": [{"id": "801"}, {"id": "9"}]}),
    Step("POST", "/crm/v3/objects/companies/batch/create", {"inputs": [{"properties": {"name": "A"}}]}, "company"),
    Step(
        "POST", "/crm/v3/objects/companies/batch/create",
        {
            "inputs": [
                {"properties": {"name": "A"}, "objectWriteTraceId": "a"},
                {"properties": {"nope": "A"}, "objectWriteTraceId": "b"},
            ]
        },
    ),
    Step("POST", "/crm/v3/objects/deals/batch/update", {"inputs": [{"id": "801", "properties": {"amount": "2"}}]}),
    Step("POST", "/crm/v3/objects/deals/batch/update", {"inputs": [{"id": "9", "properties": {"amount": "2"}}]}),
    Step(
        "POST", "/crm/v3/objects/deals/batch/upsert",
        {"inputs": [{"idProperty": "reference", "id": "A-9", "properties": {"dealname": "New"}}]},
    ),
    Step(
        "POST", "/crm/v3/objects/deals/batch/upsert",
        {
            "inputs": [
                {"idProperty": "reference", "id": "A-1", "properties": {"amount": "3"}, "objectWriteTraceId": "a"},
                {"idProperty": "reference", "id": "A-2", "properties": {"nope": ""}, "objectWriteTraceId": "b"},
            ]
        },
    ),
    Step("POST", "/crm/v3/objects/contacts", {"properties": {"email": "di@acme.example"}}, "contact"),
    Step(
        "POST", "/crm/v3/objects/contacts/merge", {"primaryObjectId": "603", "objectIdToMerge": "{contact}"}
    ),
    Step("POST", "/crm/v3/objects/companies/merge", {"primaryObjectId": "501", "objectIdToMerge": "{company}"}),
    # associations
    Step("GET", "/crm/v4/objects/companies/501/associations/contacts?limit=1"),
    Step("PUT", "/crm/v4/objects/deals/803/associations/default/companies/502"),
    Step("PUT", "/crm/v4/objects/companies/502/associations/contacts/601", MAIN),
    Step("POST", "/crm/v4/associations/deals/contacts/batch/read", {"inputs": [{"id": "801"}]}),
    Step("POST", "/crm/v4/associations/deals/contacts/batch/read", {"inputs": [{"id": "801"}, {"id": "803"}]}),
    Step("POST", "/crm/v4/associations/companies/contacts/batch/create", {"inputs": [{**PAIR, "types": MAIN}]}),
    Step(
        "POST", "/crm/v4/associations/companies/contacts/batch/create",
        {"inputs": [{**PAIR, "types": MAIN}, {**PAIR, "to": {"id": "9"}, "types": MAIN}]},
    ),
    Step("POST", "/crm/v4/associations/companies/contacts/batch/associate/default", {"inputs": [PAIR]}),
    Step("POST", "/crm/v4/associations/companies/contacts/batch/labels/archive", {"inputs": [{**PAIR, "types": MAIN}]}),
    Step("POST", "/crm/v4/associations/companies/contacts/batch/archive", {"inputs": [PAIR | {"to": [PAIR["to"]]}]}),
    Step("DELETE", "/crm/v4/objects/companies/502/associations/contacts/601"),
    Step("GET", "/crm/v3/associations/companies/contacts/types"),
    Step(
        "POST", "/crm/v3/associations/companies/contacts/batch/create",
        {"inputs": [{**PAIR, "type": "company_to_contact"}]},
    ),
    Step("POST", "/crm/v3/associations/companies/contacts/batch/read", {"inputs": [{"id": "502"}]}),
    Step("POST", "/crm/v3/associations/companies/contacts/batch/read", {"inputs": [{"id": "502"}, {"id": "9"}]}),
    Step(
        "POST", "/crm/v3/associations/companies/contacts/batch/archive",
        {"inputs": [{**PAIR, "type": "company_to_contact_unlabeled"}]},
    ),
    Step("PUT", "/crm/v3/objects/companies/502/associations/contacts/602/company_to_contact_unlabeled"),
    Step("GET", "/crm/v3/objects/companies/502/associations/contacts"),
    Step("DELETE", "/crm/v3/objects/companies/502/associations/contacts/602/company_to_contact_unlabeled"),
    Step("GET", "/crm/v4/associations/companies/contacts/labels"),
    Step("POST", "/crm/v4/associations/companies/contacts/labels", {"label": "Payer", "name": "payer"}, "label"),
    Step(
        "PUT", "/crm/v4/associations/companies/contacts/labels", {"associationTypeId": "{label}", "label": "Who pays"}
    ),
    Step("DELETE", "/crm/v4/associations/companies/contacts/labels/{label}"),
    Step(
        "POST", "/crm/v4/associations/definitions/configurations/companies/contacts/batch/create",
        {"inputs": [{**LIMIT, "maxToObjectIds": 5}]},
    ),
    Step("GET", "/crm/v4/associations/definitions/configurations/all"),
    Step("GET", "/crm/v4/associations/definitions/configurations/companies/contacts"),
    Step(
        "POST", "/crm/v4/associations/definitions/configurations/companies/contacts/batch/update",
        {"inputs": [{**LIMIT, "maxToObjectIds": 6}]},
    ),
    Step(
        "POST", "/crm/v4/associations/definitions/configurations/companies/contacts/batch/purge", {"inputs": [LIMIT]}
    ),
    # people
    Step("GET", "/crm/v3/owners?limit=1"),
    Step("GET", "/crm/v3/owners/?archived=true"),
    Step("GET", "/crm/v3/owners/72"),
    Step("GET", "/settings/v3/users?limit=1"),
    Step("GET", "/settings/v3/users/"),
    Step("GET", "/settings/v3/users/roles"),
    Step("GET", "/settings/v3/users/teams"),
    Step("GET", "/settings/v3/users/tom@fieldnote.example?idProperty=EMAIL"),
    # properties
    Step("GET", "/crm/v3/properties/deals"),
    Step(
        "POST", "/crm/v3/properties/deals", PROPERTY | {"externalOptions": True, "referencedObjectType": "OWNER"}
    ),
    Step("POST", "/crm/v3/properties/deals/batch/read", {"inputs": [{"name": "csm"}]}),
    Step("POST", "/crm/v3/properties/deals/batch/read", {"inputs": [{"name": "csm"}, {"name": "nope"}]}),
    Step("POST", "/crm/v3/properties/deals/batch/create", {"inputs": [PROPERTY | {"name": "tier"}]}),
    Step("POST", "/crm/v3/properties/deals/batch/create", {"inputs": [PROPERTY, PROPERTY | {"name": "level"}]}),
    Step("GET", "/crm/v3/properties/deals/csm"),
    Step(
        "PATCH", "/crm/v3/properties/deals/tier",
        {"options": [{"label": "A", "value": "a", "description": "best", "displayOrder": 3, "hidden": True}]},
    ),
    Step("DELETE", "/crm/v3/properties/deals/csm"),
    Step("GET", "/crm/v3/properties/deals?archived=true"),
    Step("POST", "/crm/v3/properties/deals/batch/archive", {"inputs": [{"name": "tier"}]}),
    Step("POST", "/crm/v3/properties/deals/groups", {"name": "goodbye", "label": "Goodbye"}),
    Step("GET", "/crm/v3/properties/deals/groups"),
    Step("GET", "/crm/v3/properties/deals/groups/goodbye"),
    Step("PATCH", "/crm/v3/properties/deals/groups/goodbye", {"displayOrder": 3}),
    Step("DELETE", "/crm/v3/properties/deals/groups/goodbye"),
    # pipelines
    Step("GET", "/crm/v3/pipelines/tickets"),
    Step(
        "POST", "/crm/v3/pipelines/deals",
        {"label": "Leaving", "displayOrder": 3, "stages": [STAGE, STAGE | {"label": "Done"}]}, "pipeline",
    ),
    Step("GET", "/crm/v3/pipelines/deals/{pipeline}"),
    Step("PUT", "/crm/v3/pipelines/deals/{pipeline}", {"label": "Left", "displayOrder": 3, "stages": [STAGE]}),
    Step("PATCH", "/crm/v3/pipelines/deals/{pipeline}", {"label": "Gone"}),
    Step("GET", "/crm/v3/pipelines/deals/{pipeline}/audit"),
    Step("GET", "/crm/v3/pipelines/deals/{pipeline}/stages"),
    Step("POST", "/crm/v3/pipelines/deals/{pipeline}/stages", STAGE | {"label": "More"}, "stage"),
    Step("GET", "/crm/v3/pipelines/deals/{pipeline}/stages/{stage}"),
    Step("PUT", "/crm/v3/pipelines/deals/{pipeline}/stages/{stage}", STAGE | {"label": "Other"}),
    Step(
        "PATCH", "/crm/v3/pipelines/deals/{pipeline}/stages/{stage}",
        {"label": "Another", "metadata": {"probability": "1.0"}},
    ),
    Step("GET", "/crm/v3/pipelines/deals/{pipeline}/stages/{stage}/audit"),
    Step("DELETE", "/crm/v3/pipelines/deals/{pipeline}/stages/{stage}"),
    Step("DELETE", "/crm/v3/pipelines/deals/{pipeline}"),
    # custom objects
    Step("POST", "/crm-object-schemas/v3/schemas", SCHEMA, "schema"),
    Step("GET", "/crm-object-schemas/v3/schemas"),
    Step("POST", "/crm-object-schemas/v3/schemas/batch/read", {"inputs": ["retainer"]}),
    Step("GET", "/crm-object-schemas/v3/schemas/retainer"),
    Step("PATCH", "/crm-object-schemas/v3/schemas/retainer", {"description": "Monthly work"}),
    Step(
        "POST", "/crm-object-schemas/v3/schemas/retainer/associations",
        {"fromObjectTypeId": "2-101", "toObjectTypeId": "0-3", "name": "retainer_to_deal"}, "association",
    ),
    Step("DELETE", "/crm-object-schemas/v3/schemas/retainer/associations/{association}"),
    Step("POST", "/crm/v3/objects/p7510_retainer", {"properties": {"title": "Books"}}, "retainer"),
    Step("GET", "/crm/v3/objects/2-101/{retainer}"),
    Step("DELETE", "/crm/v3/objects/2-101/{retainer}"),
    Step("DELETE", "/crm-object-schemas/v3/schemas/retainer"),
    Step("POST", "/crm/v3/schemas", SCHEMA | {"name": "visit"}),
    Step("GET", "/crm/v3/schemas"),
    Step("GET", "/crm/v3/schemas/visit"),
    Step("PATCH", "/crm/v3/schemas/visit", {"labels": {"singular": "Visit", "plural": "Visits"}}),
    Step("DELETE", "/crm/v3/schemas/visit"),
    # lists
    Step("POST", "/crm/v3/lists", {"name": "Gone", "objectTypeId": "0-1", "processingType": "MANUAL"}, "list"),
    Step(
        "POST", "/crm/v3/lists/",
        {"name": "Hers", "objectTypeId": "0-1", "processingType": "DYNAMIC", "filterBranch": OWNED}, "hers",
    ),
    Step("GET", "/crm/v3/lists?listIds={list}&listIds={hers}"),
    Step("GET", "/crm/v3/lists/?listIds={hers}&includeFilters=true"),
    Step("POST", "/crm/v3/lists/search", {"query": "g", "additionalProperties": ["hs_list_size"]}),
    Step("GET", "/crm/v3/lists/object-type-id/0-1/name/Gone"),
    Step("GET", "/crm/v3/lists/{hers}?includeFilters=true"),
    Step("PUT", "/crm/v3/lists/{list}/memberships/add", ["602", "603"]),
    Step("PUT", "/crm/v3/lists/{list}/memberships/remove", ["603"]),
    Step("PUT", "/crm/v3/lists/{list}/memberships/add-and-remove", {"recordIdsToAdd": ["9"], "recordIdsToRemove": []}),
    Step("PUT", "/crm/v3/lists/{list}/memberships/add-from/{hers}"),
    Step("GET", "/crm/v3/lists/{list}/memberships?limit=1"),
    Step("GET", "/crm/v3/lists/{list}/memberships/join-order"),
    Step("GET", "/crm/v3/lists/records/0-1/602/memberships"),
    Step(
        "POST", "/crm/v3/lists/records/memberships/batch/read",
        {"inputs": [{"objectTypeId": "0-1", "recordId": "602"}]},
    ),
    Step("PUT", "/crm/v3/lists/{list}/update-list-name?listName=Left"),
    Step("PUT", "/crm/v3/lists/{hers}/update-list-filters", {"filterBranch": OWNED}),
    Step("POST", "/crm/v3/lists/folders", {"name": "Old"}, "old"),
    Step("POST", "/crm/v3/lists/folders", {"name": "Older", "parentFolderId": "{old}"}, "older"),
    Step("PUT", "/crm/v3/lists/folders/move-list", {"listId": "{list}", "newFolderId": "{older}"}),
    Step("GET", "/crm/v3/lists/folders?folderId=0"),
    Step("PUT", "/crm/v3/lists/folders/{older}/move/0"),
    Step("PUT", "/crm/v3/lists/folders/{older}/rename?newFolderName=Oldest"),
    Step("DELETE", "/crm/v3/lists/folders/{old}"),
    Step("POST", "/crm/v3/lists/idmapping", ["77"]),
    Step("DELETE", "/crm/v3/lists/{list}/memberships"),
    Step("DELETE", "/crm/v3/lists/{list}"),
    Step("PUT", "/crm/v3/lists/{list}/restore"),
    # files
    Step("POST", "/files/v3/files", keep="file", form=_upload("contract.txt", "PRIVATE")),
    Step("POST", "/files/v3/files", keep="other", form=_upload("other.txt", "PUBLIC_INDEXABLE")),
    Step("GET", "/files/v3/files/search?name=contract"),
    Step("GET", "/files/v3/files/stat/contracts%2Fcontract.txt"),
    Step("GET", "/files/v3/files/{file}"),
    Step("PUT", "/files/v3/files/{file}", form=_upload("contract.txt", "PRIVATE")),
    Step("PATCH", "/files/v3/files/{file}", {"expiresAt": "2099-01-01T00:00:00Z"}),
    Step("GET", "/files/v3/files/{file}/signed-url"),
    Step("GET", "/files/v3/files/{file}/download"),
    Step("GET", "/hubfs/7510/contracts/other.txt"),
    Step("DELETE", "/files/v3/files/{file}"),
    Step("DELETE", "/files/v3/files/{other}/gdpr-delete"),
    Step("POST", "/files/v3/folders", {"name": "old", "parentPath": "/contracts"}, "folder"),
    Step("GET", "/files/v3/folders/search?name=old"),
    Step("GET", "/files/v3/folders/{folder}"),
    Step("PATCH", "/files/v3/folders/{folder}", {"name": "older"}),
    Step("POST", "/files/v3/folders/update/async", {"id": "{folder}", "name": "oldest"}),
    Step("GET", "/files/v3/folders/update/async/tasks/{folder}/status"),
    Step("DELETE", "/files/v3/folders/{folder}"),
    # webhooks, by the developer's key
    Step(
        "PUT", "/webhooks/v3/4711/settings?hapikey=dev",
        {"targetUrl": "https://handoff.example/hooks", "throttling": {"maxConcurrentRequests": 10}},
    ),
    Step("GET", "/webhooks/v3/4711/settings?hapikey=dev"),
    Step(
        "POST", "/webhooks/v3/4711/subscriptions?hapikey=dev",
        {"eventType": "deal.propertyChange", "propertyName": "dealstage"}, "subscription",
    ),
    Step("GET", "/webhooks/v3/4711/subscriptions?hapikey=dev"),
    Step("GET", "/webhooks/v3/4711/subscriptions/{subscription}?hapikey=dev"),
    Step("PATCH", "/webhooks/v3/4711/subscriptions/{subscription}?hapikey=dev", {"active": False}),
    Step(
        "POST", "/webhooks/v3/4711/subscriptions/batch/update?hapikey=dev",
        {"inputs": [{"id": "{subscription}", "active": False}]},
    ),
    Step(
        "POST", "/webhooks/v3/4711/subscriptions/batch/update?hapikey=dev",
        {"inputs": [{"id": "{subscription}", "active": False}, {"id": 9, "active": False}]},
    ),
    Step("DELETE", "/webhooks/v3/4711/subscriptions/{subscription}?hapikey=dev"),
    Step("DELETE", "/webhooks/v3/4711/settings?hapikey=dev"),
    # OAuth and the account
    Step(
        "POST", "/oauth/v1/token", keep="token",
        form=(FORM, b"grant_type=refresh_token&client_id=handoff&client_secret=hush&refresh_token=again"),
    ),
    Step("GET", "/oauth/v1/access-tokens/{token}"),
    Step("GET", "/oauth/v1/refresh-tokens/again"),
    Step(
        "POST", "/oauth/v3/token",
        form=(FORM, b"grant_type=client_credentials&client_id=handoff&client_secret=hush"),
    ),
    Step("POST", "/oauth/v3/token/introspect", form=(FORM, b"client_id=handoff&client_secret=hush&token=again")),
    Step("POST", "/oauth/v3/token/revoke", form=(FORM, b"client_id=handoff&client_secret=hush&token=x")),
    Step("DELETE", "/oauth/v1/refresh-tokens/again"),
    Step("GET", "/account-info/v3/details"),
    Step("GET", "/account-info/v3/api-usage/daily/private-apps"),
    # what comes and goes as files
    Step("POST", "/crm/v3/imports", form=_import(), keep="import"),
    Step("GET", "/crm/v3/imports"),
    Step("GET", "/crm/v3/imports/{import}"),
    Step("GET", "/crm/v3/imports/{import}/errors"),
    Step("POST", "/crm/v3/imports/{import}/cancel"),
    Step(
        "POST", "/crm/v3/exports/export/async",
        {
            "exportType": "VIEW", "exportName": "All deals", "format": "CSV", "objectType": "DEAL",
            "objectProperties": ["dealname"], "language": "EN", "associatedObjectType": "COMPANY",
        },
        "export",
    ),
    Step("GET", "/crm/v3/exports/export/async/tasks/{export}/status"),
    # what goes away
    Step("DELETE", "/crm/v3/objects/deals/802"),
    Step("GET", "/crm/v3/objects/deals/802?archived=true"),
    Step("POST", "/crm/v3/objects/deals/batch/archive", {"inputs": [{"id": "803"}]}),
    Step("POST", "/crm/v3/objects/contacts/gdpr-delete", {"objectId": "ann@acme.example", "idProperty": "email"}),
)  # fmt: skip
