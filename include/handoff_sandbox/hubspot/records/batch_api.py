"""The calls on many records at once: read, create, update, archive.

Ids that are not there give a 207 with one error that names them. A value that is refused fails the whole batch with a
400, unless every input has an `objectWriteTraceId` of its own: then the others are written, and the answer is a 207.
A record for which the admin API has set a fault fails alone, with that fault's message.
https://developers.hubspot.com/docs/api-reference/error-handling#multi-status-errors
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import OBJECT_NOT_FOUND, HubSpotError, invalid, named_fault
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records import changes
from handoff_sandbox.hubspot.records.checks import check, read_links
from handoff_sandbox.hubspot.records.values import show_instant
from handoff_sandbox.hubspot.wire import record_json

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.records.records import Record
    from handoff_sandbox.hubspot.wire import Json

BATCH, BATCH_WITH_HISTORY = 100, 50


def batch_answer(call: Call, results: list[Json], errors: list[Json], success: int = 200) -> Answer:
    """Return the answer of a batch: 207 where there are errors."""
    now = show_instant(call.store.clock.now())
    body: Json = {"status": "COMPLETE", "results": results, "startedAt": now, "completedAt": now}
    if errors:
        return Answer({**body, "numErrors": len(errors), "errors": errors}, 207)
    return Answer(body, success)


def nothing_left(call: Call) -> Answer:
    """Return the answer of a batch that takes something away: empty, in the dated versions without results."""
    return Answer(status=204) if call.version.startswith("v") else batch_answer(call, [], [])


def read(call: Call) -> Answer:
    """Read records by their ids, or by a unique property."""
    body = call.object()
    history = call.listed("propertiesWithHistory")
    inputs = call.inputs(BATCH_WITH_HISTORY if history else BATCH)
    found, missing = _find(call, inputs, archived=call.flag("archived"), id_property=body.get("idProperty"))
    records = {record.id: record for record, _ in found}.values()
    results = [record_json(call.store, record, call.listed("properties"), history) for record in records]
    return batch_answer(call, results, missing)


def create(call: Call) -> Answer:
    """Create records, with associations where an input has them."""
    seen: set[tuple[str, str]] = set()

    def prepare(one: Json) -> Callable[[], Json]:
        values = check(call.store, call.kind, one.get("properties"))
        links = read_links(call.store, call.kind, one.get("associations"))
        unique = {
            (name, value) for name, value in values.items() if call.store.definitions[call.kind.name][name].unique
        }
        if unique & seen:
            raise invalid(f"Duplicate values in the batch: {sorted(unique & seen)}")
        seen.update(unique)

        def write() -> Json:
            record = changes.create(call.store, call.kind, values, links, call.token.source)
            return record_json(call.store, record, [*call.kind.defaults, *values])

        return write

    results, errors = _write_all(call, call.inputs(BATCH), prepare)
    return batch_answer(call, results, errors, 201)


def update(call: Call) -> Answer:
    """Change some properties of records."""
    found, missing = _find(call, call.inputs(BATCH))
    ids = [record.id for record, _ in found]
    if twice := sorted(one for one, times in Counter(ids).items() if times > 1):
        raise invalid(f"Duplicate IDs found in batch input: {twice}. IDs must be unique")
    records = {id(one): record for record, one in found}

    def prepare(one: Json) -> Callable[[], Json]:
        record = records[id(one)]
        values = check(call.store, call.kind, one.get("properties"), record)

        def write() -> Json:
            changes.update(call.store, record, values, call.token.source)
            return record_json(call.store, record, [*call.kind.defaults, *values])

        return write

    results, errors = _write_all(call, [one for _, one in found], prepare)
    return batch_answer(call, results, [*missing, *errors])


def upsert(call: Call) -> Answer:
    """Change records that are found by a unique property, and create those that are not there."""
    inputs = call.inputs(BATCH)
    keys = [(str(one.get("idProperty")), str(one.get("id")).lower()) for one in inputs]
    if len(set(keys)) < len(keys):
        raise invalid("Duplicate values found in batch input: each id must be unique")

    def prepare(one: Json) -> Callable[[], Json]:
        name = one.get("idProperty") or ("email" if call.kind.name == "contacts" else None)
        if name is None or "id" not in one:
            raise invalid("Invalid input: an input of an upsert has an 'id' and an 'idProperty'")
        try:
            record = call.store.find(call.kind, str(one["id"]), id_property=str(name))
        except HubSpotError as error:
            if error.status != 404 or name == "hs_object_id":
                raise
            return _prepare_new(call, {str(name): one["id"], **(one.get("properties") or {})})
        values = check(call.store, call.kind, one.get("properties"), record)

        def write() -> Json:
            changes.update(call.store, record, values, call.token.source)
            return record_json(call.store, record, [*call.kind.defaults, *values]) | {"new": False}

        return write

    results, errors = _write_all(call, inputs, prepare)
    return batch_answer(call, results, errors)


def _prepare_new(call: Call, properties: Json) -> Callable[[], Json]:
    values = check(call.store, call.kind, properties)

    def write() -> Json:
        record = changes.create(call.store, call.kind, values, [], call.token.source)
        return record_json(call.store, record, [*call.kind.defaults, *values]) | {"new": True}

    return write


def archive(call: Call) -> Answer:
    """Archive records; those that are not there are passed over."""
    found, _ = _find(call, call.inputs(BATCH))
    for record, _one in found:
        changes.archive(call.store, record, call.token.source)
    return Answer(status=204)


def _find(
    call: Call, inputs: Iterable[Json], *, archived: bool = False, id_property: str | None = None
) -> tuple[list[tuple[Record, Json]], list[Json]]:
    """Return the records with their inputs, an error for each that has a fault, one for all that are not there."""
    found, missing, errors = [], [], []
    for one in inputs:
        if "id" not in one:
            raise invalid("Invalid input: an input has no 'id'")
        if fault := call.fault_of(str(one["id"])):
            errors.append(named_fault(fault, context={"ids": [str(one["id"])]}).in_batch())
            continue
        try:
            by = one.get("idProperty") or id_property
            found.append((call.store.find(call.kind, str(one["id"]), archived=archived, id_property=by), one))
        except HubSpotError as error:
            if error.status != 404:
                raise
            missing.append(str(one["id"]))
    if not missing:
        return found, errors
    told = HubSpotError(
        404,
        f"Could not get some {call.kind.singular.upper()} objects, they may be deleted or not exist. "
        "Check that ids are valid.",
        OBJECT_NOT_FOUND,
        context={"ids": missing},
    )
    return found, [*errors, told.in_batch()]


def _write_all(
    call: Call, inputs: list[Json], prepare: Callable[[Json], Callable[[], Json]]
) -> tuple[list[Json], list[Json]]:
    """Check all inputs, then write the good ones; raises the first error where the inputs carry no trace ids.

    A fault can be set for a trace id, since what is created has no id yet.
    """
    traces = [one.get("objectWriteTraceId") for one in inputs]
    partial = None not in traces and len(set(traces)) == len(traces)
    ready: list[tuple[Callable[[], Json], Json]] = []
    errors = []
    for one in inputs:
        try:
            if partial and (fault := call.fault_of(str(one["objectWriteTraceId"]))):
                raise named_fault(fault)
            ready.append((prepare(one), one))
        except HubSpotError as error:
            if not partial:
                raise
            errors.append(error.in_batch(str(one["objectWriteTraceId"])))
    results = []
    for write, one in ready:
        body = write()
        if "objectWriteTraceId" in one:
            body["objectWriteTraceId"] = one["objectWriteTraceId"]
        results.append(body)
    return results, errors


_BATCH = "/{type}/batch"
OPERATIONS = (
    Operation("POST", "/crm/objects", f"{_BATCH}/read", read, "read"),
    Operation("POST", "/crm/objects", f"{_BATCH}/create", create, "write"),
    Operation("POST", "/crm/objects", f"{_BATCH}/update", update, "write"),
    Operation("POST", "/crm/objects", f"{_BATCH}/upsert", upsert, "write"),
    Operation("POST", "/crm/objects", f"{_BATCH}/archive", archive, "write"),
)
