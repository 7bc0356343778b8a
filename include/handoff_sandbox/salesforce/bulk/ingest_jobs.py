"""Ingest jobs: records that are created, changed, upserted or deleted as a CSV says, each by itself.

https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/create_job.htm
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.bulk.csv_text import read as read_csv
from handoff_sandbox.salesforce.bulk.csv_text import write
from handoff_sandbox.salesforce.call import Answer, Call
from handoff_sandbox.salesforce.errors import (
    FAULTS,
    SalesforceError,
    bad_request,
    entity_is_deleted,
    invalid_reference,
    malformed_id,
    row_locked,
    unreadable_json,
)
from handoff_sandbox.salesforce.records import record_ids
from handoff_sandbox.salesforce.records.checks import check, check_can, find_by
from handoff_sandbox.salesforce.records.multipart import parts_of
from handoff_sandbox.salesforce.records.values import read as read_value

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.bulk.jobs import Job
    from handoff_sandbox.salesforce.definitions.schema import SObject
    from handoff_sandbox.salesforce.records.records import Record

OPERATIONS = frozenset({"insert", "update", "upsert", "delete", "hardDelete"})
NOTHING = "#N/A"
"""How a CSV says that a field is to be emptied; a value that is missing leaves it as it is."""


def create(call: Call) -> Answer:
    """Begin an ingest job, with its data where the body has several parts."""
    body, data = _body(call)
    jobs = call.organisation.jobs
    call.require_write()
    job = jobs.open("ingest", body, call.login.user_id, call.version)
    sobject = call.store.schema.get(job.sobject)
    if sobject is None:
        raise bad_request("INVALIDJOB", f"InvalidJob : Unable to find object: {job.sobject}")
    if job.operation not in OPERATIONS:
        raise bad_request("INVALIDJOB", f"InvalidJob : Unknown operation: {job.operation}")
    if job.operation == "upsert" and sobject.get(job.external_id) is None:
        raise bad_request("INVALIDJOB", "InvalidJob : External ID was blank or is no field of the object")
    job.sobject = sobject.name
    jobs.keep(job)
    if data is not None:
        job.data = data
        answer = Answer(job.as_json(full=False) | {"state": "UploadComplete"})
        _work(call, job)
        return answer
    return Answer(job.as_json(full=False))


def upload(call: Call) -> Answer:
    """Take the data of an ingest job, once."""
    job = _find(call)
    if job.state != "Open" or job.data is not None:
        raise bad_request("INVALIDJOBSTATE", f"Found multiple contents for job: {job.id}, or it is not open")
    job.data = call.raw
    return Answer(status=201)


def update(call: Call) -> Answer:
    """Let an ingest job begin its work, or abort it."""
    job = _find(call)
    call.organisation.jobs.close(job, str(call.body.get("state")) if isinstance(call.body, dict) else "")
    answer = Answer(job.as_json(full=False))
    if job.state == "UploadComplete":
        _work(call, job)
    return answer


def read(call: Call) -> Answer:
    """Tell how far an ingest job is."""
    return Answer(_find(call).as_json())


def delete(call: Call) -> Answer:
    """Forget an ingest job."""
    call.organisation.jobs.delete(_find(call))
    return Answer(status=204)


def list_jobs(call: Call) -> Answer:
    """List the ingest jobs."""
    records = [job.as_json() for job in call.organisation.jobs.all("ingest")]
    return Answer({"done": True, "records": records, "nextRecordsUrl": None})


def successful(call: Call) -> Answer:
    """Give the rows that an ingest job has written, each with its record's id."""
    job = _find(call)
    return _table(job, ["sf__Id", "sf__Created", *job.header], job.done)


def failed(call: Call) -> Answer:
    """Give the rows that an ingest job could not write, each with the reason."""
    job = _find(call)
    return _table(job, ["sf__Id", "sf__Error", *job.header], job.failed)


def unprocessed(call: Call) -> Answer:
    """Give the rows that an ingest job did not come to."""
    job = _find(call)
    return _table(job, job.header, job.rows if job.state in ("Failed", "Aborted") else [])


def _find(call: Call) -> Job:
    return call.organisation.jobs.find("ingest", call.path["job"])


def _table(job: Job, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Answer:
    data = write(header, rows, job.delimiter, job.ending)
    return Answer(data, headers={"Content-Type": "text/csv; charset=UTF-8"})


def _body(call: Call) -> tuple[dict[str, Any], bytes | None]:
    """Return what a job is to do, and its data where they came together."""
    kind = call.headers.get("content-type", "")
    if not kind.lower().startswith("multipart/"):
        if not isinstance(call.body, dict):
            raise unreadable_json("The HTTP entity body is required to be an object")
        return call.body, None
    parts = parts_of(kind, call.raw)
    try:
        body = json.loads(parts.get("job", b""))
    except ValueError as error:
        raise unreadable_json(f"Unexpected character: {error}") from None
    return body, parts.get("content", b"")


def _work(call: Call, job: Job) -> None:
    """Write all rows, and say of each what came of it."""
    job.changed = call.store.now()
    try:
        job.header, job.rows = read_csv(job.data or b"", job.delimiter)
    except SalesforceError as error:
        job.state, job.error = "Failed", f"{error.code} : {error.message}"
        return
    sobject = call.store.schema[job.sobject]
    unknown = [name for name in job.header if not _is_known(sobject, name)]
    if unknown:
        job.state, job.error = "Failed", f"InvalidBatch : Field name not found : {unknown[0]}"
        return
    for place, row in enumerate(job.rows):
        record_id = ""
        try:
            if len(row) != len(job.header):
                raise bad_request("InvalidBatch", "The row has not as many values as the header has names")
            values = dict(zip(job.header, row, strict=True))
            record_id = next((value for name, value in values.items() if name.lower() == "id"), "")
            if call.locked and place % 2 == 0:
                raise row_locked(record_id)
            if fault := call.fault_of(record_id):
                fails = FAULTS[fault]
                raise fails()
            record, created = _write(call, job, sobject, values)
            job.done.append([record.id, str(created).lower(), *row])
        except SalesforceError as error:
            fields = ",".join(error.fields or ())
            job.failed.append([record_id, f"{error.code}:{error.message}:{fields} --", *row])
    job.state = "JobComplete"


def _is_known(sobject: SObject, name: str) -> bool:
    relationship, _, field = name.partition(".")
    return sobject.get(name) is not None or bool(field and sobject.relationship(relationship))


def _write(call: Call, job: Job, sobject: SObject, values: Mapping[str, str]) -> tuple[Record, bool]:
    """Write one row; return its record, and whether it was created. Raises the row's error."""
    store, user = call.store, call.login.user_id
    if job.operation in ("delete", "hardDelete"):
        gone = _named(call, sobject, values)
        check_can(sobject, "delete")
        store.delete(gone)
        return gone, False
    record: Record | None = None
    if job.operation == "update":
        record = _named(call, sobject, values)
    elif job.operation == "upsert":
        record = _by_key(call, sobject, job.external_id, values)
    body = _typed(sobject, {name: value for name, value in values.items() if name.lower() != "id"})
    checked = check(store, sobject, body, record)
    if record is None:
        return store.create(sobject, checked, user), True
    store.update(record, checked, user)
    return record, False


def _typed(sobject: SObject, values: Mapping[str, str]) -> dict[str, Any]:
    """Return a row as the JSON of the REST API: a value that is missing is left out."""
    body: dict[str, Any] = {}
    for name, text in values.items():
        if text == "":
            continue
        relationship, _, field = name.partition(".")
        if field:
            body[relationship] = {field.rpartition(":")[2].rpartition(".")[2]: text}
        else:
            known = sobject.get(name)
            boolean = known is not None and known.type == "boolean"
            body[name] = None if text == NOTHING else text.lower() in ("true", "1", "yes") if boolean else text
    return body


def _named(call: Call, sobject: SObject, values: Mapping[str, str]) -> Record:
    text = next((value for name, value in values.items() if name.lower() == "id"), "")
    if not text:
        raise bad_request("MISSING_ARGUMENT", "Id not specified in an update call", ("Id",))
    record_id = record_ids.read(text)
    if record_id is None or call.store.schema.of_id(record_id) is not sobject:
        raise malformed_id(f"{sobject.label} ID", text, "Id")
    record = call.store.get(sobject, record_id)
    if record is None:
        raise invalid_reference("Id")
    if record.deleted:
        raise entity_is_deleted()
    return record


def _by_key(call: Call, sobject: SObject, name: str, values: Mapping[str, str]) -> Record | None:
    field = sobject.fields[name.lower()]
    text = next((value for key, value in values.items() if key.lower() == name.lower()), "")
    if field.type == "id":
        return _named(call, sobject, values) if text else None
    if not text:
        raise bad_request("MISSING_ARGUMENT", f"{field.name} not specified", ())
    found = find_by(call.store, sobject, field.name, read_value(sobject, field, text))
    if len(found) > 1:
        message = f"{field.name}: more than one record found for external id field: {text}"
        raise bad_request("DUPLICATE_EXTERNAL_ID", message, ())
    return found[0] if found else None
