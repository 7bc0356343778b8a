"""Bulk API 2.0: simple-salesforce's own client, and the wire."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from salesforce_org import ACME, ANN, BROOK, Answer, Org


def table(answer: Answer, delimiter: str = ",") -> list[dict[str, str]]:
    """Return the rows of a CSV answer."""
    assert answer.status == 200, answer.data
    return list(csv.DictReader(io.StringIO(answer.data.decode()), delimiter=delimiter))


def job(org: Org, kind: str, **body: Any) -> str:
    """Create a job and return its id."""
    made = org.call("POST", f"/jobs/{kind}", body)
    assert made.status == 200, made.body
    return str(made.body["id"])


def ingest(org: Org, text: str, **body: Any) -> str:
    """Run an ingest job to its end and return its id."""
    made = job(org, "ingest", **body)
    assert (
        org.call("PUT", f"/jobs/ingest/{made}/batches", raw=text.encode(), headers={"Content-Type": "text/csv"}).status
        == 201
    )
    assert org.call("PATCH", f"/jobs/ingest/{made}", {"state": "UploadComplete"}).body["state"] == "UploadComplete"
    return made


def test_simple_salesforce_queries_in_bulk(org: Org) -> None:
    """The library's own paging by locator finds all, over parents, with dates, nulls and truths as CSV has them."""
    found = list(
        org.client().bulk2.Contact.query(
            "SELECT Id, Account.Name, HasOptedOutOfEmail FROM Contact ORDER BY Id", max_records=2, wait=0
        )
    )
    rows = [row for part in found for row in csv.DictReader(io.StringIO(part))]
    assert len(found) > 1
    assert [row["Id"] for row in rows] == org.column("SELECT Id FROM Contact ORDER BY Id")
    assert set(rows[0]) == {"Id", "Account.Name", "HasOptedOutOfEmail"}
    assert {row["HasOptedOutOfEmail"] for row in rows} == {"false"}
    assert "" in {row["Account.Name"] for row in rows} or all(row["Account.Name"] for row in rows)


def test_simple_salesforce_writes_in_bulk(org: Org) -> None:
    """Inserts, updates and deletes count what they did, and say of each row what came of it."""
    bulk = org.client().bulk2
    [told] = bulk.Contact.insert(
        records=[{"LastName": "Bulk", "AccountId": ACME}, {"LastName": "", "AccountId": BROOK}], wait=0
    )
    assert (told["numberRecordsProcessed"], told["numberRecordsFailed"]) == (2, 1)
    [good] = csv.DictReader(io.StringIO(bulk.Contact.get_successful_records(told["job_id"])))
    [bad] = csv.DictReader(io.StringIO(bulk.Contact.get_failed_records(told["job_id"])))
    assert (good["sf__Created"], good["LastName"]) == ("true", "Bulk")
    assert bad["sf__Error"].startswith("REQUIRED_FIELD_MISSING:")
    [told] = bulk.Contact.update(records=[{"Id": good["sf__Id"], "Title": "Changed"}], wait=0)
    assert told["numberRecordsFailed"] == 0
    assert org.column(f"SELECT Title FROM Contact WHERE Id = '{good['sf__Id']}'") == ["Changed"]
    [told] = bulk.Contact.delete(records=[{"Id": good["sf__Id"]}], wait=0)
    assert told["numberRecordsFailed"] == 0
    assert org.column(f"SELECT Id FROM Contact WHERE Id = '{good['sf__Id']}'") == []


def test_query_job_goes_through_its_states(org: Org) -> None:
    """It is told as begun, found complete, gives parts by locator, and can be forgotten; queryAll finds the deleted."""
    org.call("DELETE", f"/sobjects/Contact/{ANN}")
    query = "SELECT Id, CreatedDate FROM Contact"
    made = org.call("POST", "/jobs/query", {"operation": "queryAll", "query": query, "columnDelimiter": "PIPE"}).body
    assert (made["state"], made["object"], made["columnDelimiter"]) == ("UploadComplete", "Contact", "PIPE")
    told = org.call("GET", f"/jobs/query/{made['id']}").body
    assert (told["state"], told["jobType"]) == ("JobComplete", "V2Query")
    first = org.call("GET", f"/jobs/query/{made['id']}/results?maxRecords=1")
    assert first.headers["Sforce-NumberOfRecords"] == "1"
    assert first.headers["content-type"].startswith("text/csv")
    rows, locator = table(first, "|"), first.headers["Sforce-Locator"]
    while locator != "null":
        part = org.call("GET", f"/jobs/query/{made['id']}/results?maxRecords=1&locator={locator}")
        rows, locator = rows + table(part, "|"), part.headers["Sforce-Locator"]
    assert ANN in {row["Id"] for row in rows}
    assert len(rows) == told["numberRecordsProcessed"]
    assert [one["id"] for one in org.call("GET", "/jobs/query").body["records"]] == [made["id"]]
    assert org.call("DELETE", f"/jobs/query/{made['id']}").status == 204
    assert org.call("GET", f"/jobs/query/{made['id']}").code == "NOT_FOUND"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SELECT Id FORM Contact", "MALFORMED_QUERY"),
        ("SELECT Nothing FROM Contact", "INVALID_FIELD"),
        ("SELECT Id, (SELECT Id FROM Contacts) FROM Account", "API_ERROR"),
        ("SELECT COUNT(Id) FROM Contact", "API_ERROR"),
        ("SELECT BillingAddress FROM Account", "API_ERROR"),
    ],
)
def test_query_job_that_has_no_table_is_refused(org: Org, query: str, code: str) -> None:
    """Wrong queries have SOQL's own errors; subqueries, groups and compound fields have no place in a table."""
    assert org.call("POST", "/jobs/query", {"operation": "query", "query": query}).code == code


def test_upsert_finds_records_by_an_external_id_and_empties_fields(org: Org) -> None:
    """What is there is changed, what is not is created; `#N/A` empties a field; parents come by key."""
    text = 'Code__c,Name,Description\nK-1,"New, Ltd",Kept\n'
    first = ingest(org, text, object="Account", operation="upsert", externalIdFieldName="Code__c")
    [row] = table(org.call("GET", f"/jobs/ingest/{first}/successfulResults"))
    assert (row["sf__Created"], row["Name"]) == ("true", "New, Ltd")
    second = ingest(
        org,
        "Code__c,Name,Description\nK-1,,#N/A\n",
        object="Account",
        operation="upsert",
        externalIdFieldName="Code__c",
    )
    [again] = table(org.call("GET", f"/jobs/ingest/{second}/successfulResults"))
    assert (again["sf__Id"], again["sf__Created"]) == (row["sf__Id"], "false")
    assert org.rows(f"SELECT Name, Description FROM Account WHERE Id = '{row['sf__Id']}'") == [
        {"Name": "New, Ltd", "Description": None}
    ]
    third = ingest(org, "LastName,Account.Code__c\nBy key,K-1\n", object="Contact", operation="insert")
    [contact] = table(org.call("GET", f"/jobs/ingest/{third}/successfulResults"))
    assert org.column(f"SELECT AccountId FROM Contact WHERE Id = '{contact['sf__Id']}'") == [row["sf__Id"]]


def test_ingest_job_that_cannot_be_read_fails_as_a_whole(org: Org) -> None:
    """An unknown column stops the job, whose rows are all unprocessed; an aborted one writes nothing."""
    failed = ingest(org, "LastName,Nonsense\nX,Y\n", object="Contact", operation="insert")
    told = org.call("GET", f"/jobs/ingest/{failed}").body
    assert (told["state"], "Nonsense" in told["errorMessage"]) == ("Failed", True)
    assert table(org.call("GET", f"/jobs/ingest/{failed}/unprocessedrecords")) == [{"LastName": "X", "Nonsense": "Y"}]
    aborted = job(org, "ingest", object="Contact", operation="insert")
    assert org.call("PATCH", f"/jobs/ingest/{aborted}", {"state": "Aborted"}).body["state"] == "Aborted"
    assert org.call("PUT", f"/jobs/ingest/{aborted}/batches", raw=b"LastName\nX\n").code == "INVALIDJOBSTATE"
    assert org.call("POST", "/jobs/ingest", {"object": "Nonsense", "operation": "insert"}).code == "INVALIDJOB"
    assert org.call("POST", "/jobs/ingest", {"object": "Contact", "operation": "guess"}).code == "INVALIDJOB"


def test_ingest_job_comes_in_one_request_too(org: Org) -> None:
    """A body of two parts holds the job and its data."""
    parts = (
        '--B\r\nContent-Type: application/json\r\nContent-Disposition: form-data; name="job"\r\n\r\n'
        '{"object":"Contact","contentType":"CSV","operation":"insert","lineEnding":"LF"}\r\n'
        '--B\r\nContent-Type: text/csv\r\nContent-Disposition: form-data; name="content"; filename="content"\r\n\r\n'
        "LastName\nIn one\n\r\n--B--\r\n"
    )
    headers = {"Content-Type": "multipart/form-data; boundary=B"}
    made = org.call("POST", "/jobs/ingest", raw=parts.encode(), headers=headers)
    assert made.body["state"] == "UploadComplete"
    assert org.call("GET", f"/jobs/ingest/{made.body['id']}").body["state"] == "JobComplete"
    assert org.column("SELECT LastName FROM Contact WHERE LastName = 'In one'") == ["In one"]
