"""Query jobs: a query's whole result as CSV, a part at a time.

https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_job_results.htm
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

from handoff_sandbox.salesforce.bulk.csv_text import text_of, write
from handoff_sandbox.salesforce.call import Answer, Call
from handoff_sandbox.salesforce.errors import SalesforceError, bad_request, unreadable_json

MOST = 250_000
"""Records in one part of a result where a client does not say how many."""


def create(call: Call) -> Answer:
    """Begin a query job."""
    body = call.body
    if not isinstance(body, dict):
        raise unreadable_json("The HTTP entity body is required to be an object")
    jobs = call.organisation.jobs
    job = jobs.open("query", body, call.login.user_id, call.version)
    if job.operation not in ("query", "queryAll"):
        raise bad_request("INVALIDJOB", f"Unknown operation: {job.operation}")
    job.query = str(body.get("query") or "")
    reader = call.reader(deleted=job.operation == "queryAll")
    job.sobject, columns, bodies = call.organisation.queries.table(job.query, reader, call.wire)
    job.header = [".".join(column) for column in columns]
    job.rows = [[text_of(_value(one, column)) for column in columns] for one in bodies]
    job.state = "UploadComplete"
    answer = Answer(jobs.keep(job).as_json(full=False))
    job.state = "JobComplete"
    return answer


def read(call: Call) -> Answer:
    """Tell how far a query job is."""
    return Answer(call.organisation.jobs.find("query", call.path["job"]).as_json())


def update(call: Call) -> Answer:
    """Abort a query job."""
    job = call.organisation.jobs.find("query", call.path["job"])
    call.organisation.jobs.close(job, str(call.body.get("state")) if isinstance(call.body, dict) else "")
    return Answer(job.as_json(full=False))


def delete(call: Call) -> Answer:
    """Forget a query job."""
    jobs = call.organisation.jobs
    jobs.delete(jobs.find("query", call.path["job"]))
    return Answer(status=204)


def list_jobs(call: Call) -> Answer:
    """List the query jobs."""
    records = [job.as_json() for job in call.organisation.jobs.all("query")]
    return Answer({"done": True, "records": records, "nextRecordsUrl": None})


def results(call: Call) -> Answer:
    """Give a part of a query job's result as CSV; the header Sforce-Locator names the next."""
    job = call.organisation.jobs.find("query", call.path["job"])
    if job.state != "JobComplete":
        raise bad_request("INVALIDJOBSTATE", f"The job has no results in the state {job.state}")
    wanted, locator = call.query.get("maxRecords", ""), call.query.get("locator", "")
    if wanted and (not wanted.isdecimal() or not int(wanted)):
        raise bad_request("INVALIDPARAMETER", f"maxRecords is not a number: {wanted}")
    start = _place(locator) if locator else 0
    end = start + (int(wanted) if wanted else MOST)
    headers = {
        "Content-Type": "text/csv; charset=UTF-8",
        "Sforce-NumberOfRecords": str(len(job.rows[start:end])),
        "Sforce-Locator": _locator(end) if end < len(job.rows) else "null",
    }
    return Answer(write(job.header, job.rows[start:end], job.delimiter, job.ending), headers=headers)


def _value(body: dict[str, Any], column: tuple[str, ...]) -> object:
    value: Any = body
    for name in column:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _locator(place: int) -> str:
    return base64.urlsafe_b64encode(str(place).encode()).decode().rstrip("=")


def _place(locator: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(locator + "=" * (-len(locator) % 4)))
    except (binascii.Error, ValueError):
        raise SalesforceError(400, "INVALIDLOCATOR", f"invalid locator: {locator}") from None
