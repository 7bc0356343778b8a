"""Imports and exports, leads and orders."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import urllib3
from hubspot_portal import TOKEN, Portal


def column(name: str, kind: str, prop: str, **more: str) -> dict[str, str]:
    """Return the mapping of a column."""
    return {"columnObjectTypeId": kind, "columnName": name, "propertyName": prop, **more}


def send(portal: Portal, text: str, columns: list[dict[str, str]], **operations: str) -> tuple[int, Any]:
    """Import a CSV and return the answer."""
    page = {"hasHeader": True, "columnMappings": columns}
    named = {name.replace("t", "0-", 1): value for name, value in operations.items()}
    file = {"fileName": "rows.csv", "fileFormat": "CSV", "fileImportPage": page}
    request = json.dumps({"name": "Rows", "importOperations": named, "files": [file]})
    fields: dict[str, str | tuple[str, bytes, str]]
    fields = {"importRequest": request, "files": ("rows.csv", text.encode(), "text/csv")}
    headers = {"Authorization": f"Bearer {TOKEN}"}
    answer = urllib3.request(
        "POST", f"{portal.server.base_url}/crm/v3/imports", fields=fields, headers=headers, retries=False
    )
    return answer.status, json.loads(answer.data)


def test_import_makes_records_and_says_what_it_could_not(portal: Portal) -> None:
    """It is told as begun, then as done with its counts; a row that does not fit is an error with its line."""
    columns = [column("Name", "0-2", "name"), column("People", "0-2", "numberofemployees")]
    status, told = send(portal, "Name,People\nNew one,12\nOdd one,many\n", columns, t2="CREATE")
    assert (status, told["state"], told["mappedObjectTypeIds"]) == (200, "STARTED", ["0-2"])
    done = portal.call("GET", f"/crm/v3/imports/{told['id']}").body
    assert done["state"] == "DONE"
    counters = done["metadata"]["counters"]
    assert (counters["TOTAL_ROWS"], counters["CREATED_OBJECTS"], counters["ERRORS"]) == (2, 1, 1)
    [error] = portal.call("GET", f"/crm/v3/imports/{told['id']}/errors").body["results"]
    assert (error["objectTypeId"], error["sourceData"]["lineNumber"]) == ("0-2", 3)
    found = portal.client.crm.companies.basic_api.get_page(limit=100, properties=["name", "numberofemployees"]).results
    assert [one.properties["numberofemployees"] for one in found if one.properties["name"] == "New one"] == ["12"]


def test_import_changes_what_a_unique_value_or_an_id_names(portal: Portal) -> None:
    """An address finds a contact, an id a deal; a company and a contact of one row are associated."""
    people = [column("Mail", "0-1", "email", columnType="HUBSPOT_ALTERNATE_ID"), column("Job", "0-1", "jobtitle")]
    send(portal, "Mail,Job\nann@acme.example,Founder\n", people, t1="UPSERT")
    ann = portal.client.crm.contacts.basic_api.get_by_id(
        "ann@acme.example", id_property="email", properties=["jobtitle"]
    )
    assert ann.properties["jobtitle"] == "Founder"
    deals = [column("Id", "0-3", "hs_object_id", columnType="HUBSPOT_OBJECT_ID"), column("Sum", "0-3", "amount")]
    _, told = send(portal, "Id,Sum\n801,77\n999999,1\n", deals, t3="UPDATE")
    assert portal.call("GET", "/crm/v3/objects/deals/801?properties=amount").body["properties"]["amount"] == "77"
    assert portal.call("GET", f"/crm/v3/imports/{told['id']}").body["metadata"]["counters"]["ERRORS"] == 1
    both = [column("Company", "0-2", "name"), column("Mail", "0-1", "email")]
    send(portal, "Company,Mail\nPair Ltd,pair@pair.example\n", both, t1="CREATE", t2="CREATE")
    found = portal.call(
        "GET", "/crm/v3/objects/contacts/pair@pair.example?idProperty=email&associations=companies"
    ).body
    assert len(found["associations"]["companies"]["results"]) >= 1


def test_import_that_makes_no_sense_is_refused(portal: Portal) -> None:
    """A column that is not in the file, a type that is not there, an Excel file, an import that never was."""
    assert send(portal, "A\n1\n", [column("B", "0-2", "name")])[0] == 400
    assert send(portal, "A\n1\n", [column("A", "0-999", "name")])[0] == 400
    assert portal.call("GET", "/crm/v3/imports/1").status == 404


@pytest.mark.parametrize(
    "search", [None, {"filters": [{"propertyName": "dealname", "operator": "EQ", "value": "Shop"}]}]
)
def test_export_is_a_file_at_a_signed_address(portal: Portal, search: dict[str, Any] | None) -> None:
    """The vendor's client starts it and asks for it; the address lets in without a token."""
    body: dict[str, Any] = {"exportType": "VIEW", "exportName": "All", "format": "CSV", "objectType": "DEAL"}
    body |= {"objectProperties": ["dealname", "amount"], "language": "EN", "associatedObjectType": "COMPANY"}
    body |= {"publicCrmSearchRequest": search} if search else {}
    started = portal.client.crm.exports.public_exports_api.start(body)
    told = portal.client.crm.exports.public_exports_api.get_status(started.id)
    assert told.status == "COMPLETE"
    answer = urllib3.request("GET", told.result, retries=False)
    rows = list(csv.DictReader(io.StringIO(answer.data.decode())))
    deals = portal.client.crm.deals.basic_api.get_page(limit=100, properties=["dealname"]).results
    wanted = [one for one in deals if search is None or one.properties["dealname"] == "Shop"]
    assert [row["Record ID"] for row in rows] == [one.id for one in wanted]
    assert set(rows[0] if rows else {"Deal name": ""}) >= {"Deal name"}
    assert urllib3.request("GET", told.result.partition("?")[0], retries=False).status == 403


def test_leads_and_orders_are_records_like_others(portal: Portal) -> None:
    """They are made, found and associated under the vendor's own type ids."""
    lead = portal.call(
        "POST", "/crm/v3/objects/leads", {"properties": {"hs_lead_name": "Ann again", "hs_lead_type": "UPSELL"}}
    )
    assert lead.status == 201
    assert portal.call("POST", "/crm/v3/objects/leads", {"properties": {}}).status == 400
    order = portal.call(
        "POST", "/crm/v3/objects/0-123", {"properties": {"hs_order_name": "One", "hs_total_price": "9.5"}}
    ).body
    assert portal.call("PUT", f"/crm/v4/objects/orders/{order['id']}/associations/default/contacts/601").status == 200
    read = portal.call("GET", f"/crm/v3/objects/order/{order['id']}?associations=contacts").body
    assert [one["id"] for one in read["associations"]["contacts"]["results"]] == ["601"]
    linked = portal.call("PUT", f"/crm/v4/objects/leads/{lead.body['id']}/associations/default/companies/501")
    assert linked.status == 200
