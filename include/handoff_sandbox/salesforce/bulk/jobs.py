"""The jobs of one organisation: what each is to do, how far it is, and what came of it.

A job does its work as soon as it may, and is found done when it is looked at next. They are kept for seven days.
https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/queries.htm
https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_0_ingest.htm
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from handoff_sandbox.salesforce.bulk.csv_text import DELIMITERS, ENDINGS
from handoff_sandbox.salesforce.errors import SalesforceError, bad_request, not_found
from handoff_sandbox.salesforce.records.values import show_instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handoff_sandbox.salesforce.store import Store

_KEPT = timedelta(days=7)
Kind = Literal["query", "ingest"]


@dataclass
class Job:
    """One job; `header` and `rows` are a query's result, or what was uploaded; `done` and `failed` the rows of an
    upload with what came of each.
    """

    id: str
    kind: Kind
    operation: str
    sobject: str
    created_by: str
    created: datetime
    version: str
    delimiter: str
    ending: str
    query: str = ""
    external_id: str = ""
    state: str = "Open"
    data: bytes | None = None
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    done: list[list[str]] = field(default_factory=list)
    failed: list[list[str]] = field(default_factory=list)
    error: str = ""
    changed: datetime | None = None

    def as_json(self, *, full: bool = True) -> dict[str, Any]:
        """Return what Salesforce tells of the job; not in `full` as it is told when it is created or changed."""
        told: dict[str, Any] = {
            "id": self.id,
            "operation": self.operation,
            "object": self.sobject,
            "createdById": self.created_by,
            "createdDate": show_instant(self.created),
            "systemModstamp": show_instant(self.changed or self.created),
            "state": self.state,
            "concurrencyMode": "Parallel",
            "contentType": "CSV",
            "apiVersion": float(self.version),
        }
        if self.kind == "ingest":
            told["contentUrl"] = f"services/data/v{self.version}/jobs/ingest/{self.id}/batches"
            told |= {"externalIdFieldName": self.external_id} if self.external_id else {}
        told |= {"lineEnding": self.ending, "columnDelimiter": self.delimiter}
        if not full:
            return told
        told |= {"jobType": "V2Query" if self.kind == "query" else "V2Ingest", "retries": 0, "totalProcessingTime": 1}
        if self.kind == "query":
            return told | {"numberRecordsProcessed": len(self.rows), "isPkChunkingSupported": False}
        told |= {"apiActiveProcessingTime": 1, "apexProcessingTime": 0, "errorMessage": self.error or None}
        told["numberRecordsProcessed"] = len(self.done) + len(self.failed)
        return {key: value for key, value in told.items() if value is not None} | {
            "numberRecordsFailed": len(self.failed)
        }


class Jobs:
    """The jobs that there are."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._jobs: dict[str, Job] = {}

    def open(self, kind: Kind, body: dict[str, Any], by: str, version: str) -> Job:
        """Return a new job of a body's choices, not yet kept; raises Salesforce's 400."""
        delimiter, ending = str(body.get("columnDelimiter") or "COMMA"), str(body.get("lineEnding") or "LF")
        if delimiter not in DELIMITERS or ending not in ENDINGS:
            raise bad_request("INVALIDJOB", f"Unknown columnDelimiter or lineEnding: {delimiter}, {ending}")
        if str(body.get("contentType") or "CSV") != "CSV":
            raise bad_request("INVALIDJOB", f"Unsupported contentType: {body['contentType']}")
        return Job(
            id=self._store.new_id("750"),
            kind=kind,
            operation=str(body.get("operation") or ""),
            sobject=str(body.get("object") or ""),
            created_by=by,
            created=self._store.now(),
            version=version,
            delimiter=delimiter,
            ending=ending,
            external_id=str(body.get("externalIdFieldName") or ""),
        )

    def keep(self, job: Job) -> Job:
        """Keep a job."""
        self._jobs[job.id] = job
        return job

    def find(self, kind: Kind, job_id: str) -> Job:
        """Return a job; raises Salesforce's 404."""
        job = self._jobs.get(job_id)
        if job is None:  # ids come with 15 characters too
            job = next((one for one in self._jobs.values() if one.id[:15] == job_id), None)
        if job is None or job.kind != kind or self._store.now() - job.created > _KEPT:
            raise not_found()
        return job

    def delete(self, job: Job) -> None:
        """Forget a job that has ended; raises Salesforce's 400 for another."""
        if job.state not in ("UploadComplete", "JobComplete", "Aborted", "Failed"):
            raise bad_request("INVALIDJOBSTATE", "Deleting not allowed in the current state")
        del self._jobs[job.id]

    def all(self, kind: Kind) -> Iterator[Job]:
        """Yield the jobs of a kind, the newest first."""
        yield from (job for job in reversed(self._jobs.values()) if job.kind == kind)

    def close(self, job: Job, state: str) -> None:
        """Move an open job on; raises Salesforce's 400 for a state that it can't get."""
        if state not in ("UploadComplete", "Aborted"):
            raise bad_request("INVALIDJOB", f"The state can be set to UploadComplete or Aborted, not to {state}")
        if job.state in ("JobComplete", "Failed", "Aborted"):
            message = "Closing already Completed Job not allowed" if state == "UploadComplete" else "Job has ended"
            raise SalesforceError(400, "INVALIDJOBSTATE", message)
        job.state, job.changed = state, self._store.now()
