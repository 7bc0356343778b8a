"""The imports API: rows of CSV files that become records, or change some.

An import is done as soon as it was taken, and is told as begun in the answer to that. Excel files are refused.
https://developers.hubspot.com/docs/api-reference/crm-imports-v3/guide
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import OBJECT_NOT_FOUND, HubSpotError, invalid
from handoff_sandbox.hubspot.multipart import read_form
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records import changes
from handoff_sandbox.hubspot.records.checks import check
from handoff_sandbox.hubspot.records.values import show_instant
from handoff_sandbox.hubspot.transfer.transfers import Import

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.records.records import Record
    from handoff_sandbox.hubspot.wire import Json

OPERATIONS_OF_ROWS = frozenset({"CREATE", "UPDATE", "UPSERT"})
_ID = "HUBSPOT_OBJECT_ID"
_KEY = "HUBSPOT_ALTERNATE_ID"


def start(call: Call) -> Answer:
    """Begin an import of a CSV file."""
    form = read_form(call.content_type, call.raw)
    try:
        request = json.loads(form.fields.get("importRequest", ""))
    except ValueError as error:
        raise invalid(f"Invalid importRequest: {error}") from None
    if not isinstance(request, dict) or not request.get("files") or form.file is None:
        raise invalid("An import has an importRequest with files, and a part for each of them")
    told = request["files"][0]
    if str(told.get("fileFormat", "CSV")).upper() != "CSV":
        raise invalid(f"The file format {told.get('fileFormat')} is not known; CSV is")
    page = told.get("fileImportPage") or {}
    mappings = page.get("columnMappings") or []
    kinds = [call.store.types[str(one["columnObjectTypeId"])] for one in mappings if one.get("columnObjectTypeId")]
    if not kinds:
        raise invalid("columnMappings name no type of record")
    now = call.store.clock.now()
    types = tuple(dict.fromkeys(kind.id for kind in kinds))
    one = Import(call.store.transfers.next_id(), request, types, now, now)
    call.store.transfers.imports[one.id] = one
    answer = Answer(_json(one))
    _work(call, one, _rows(form.file[1], mappings, has_header=page.get("hasHeader", True)), mappings)
    return answer


def read(call: Call) -> Answer:
    """Tell how far an import is, and what it did."""
    return Answer(_json(_find(call)))


def list_page(call: Call) -> Answer:
    """List the imports, the newest first."""
    found = sorted(call.store.transfers.imports.values(), key=lambda one: -int(one.id))
    limit, start_at = call.limit(10, 100), call.after()
    rows = found[start_at : start_at + limit]
    more = {"paging": call.paging(str(start_at + limit))} if len(found) > start_at + limit else {}
    return Answer({"results": [_json(one) for one in rows], **more})


def cancel(call: Call) -> Answer:
    """Cancel an import; one that is done stays as it is."""
    _find(call)
    now = show_instant(call.store.clock.now())
    return Answer({"status": "COMPLETE", "startedAt": now, "completedAt": now})


def errors(call: Call) -> Answer:
    """List what was wrong with the rows of an import."""
    found = _find(call).errors
    limit, start_at = call.limit(10, 100), call.after()
    more = {"paging": call.paging(str(start_at + limit))} if len(found) > start_at + limit else {}
    return Answer({"results": found[start_at : start_at + limit], **more})


def _find(call: Call) -> Import:
    one = call.store.transfers.imports.get(call.path["id"])
    if one is None:
        raise HubSpotError(404, f"Import {call.path['id']} does not exist", OBJECT_NOT_FOUND)
    return one


def _json(one: Import) -> Json:
    return {
        "id": one.id,
        "state": one.state,
        "importName": str(one.request.get("name") or ""),
        "importRequestJson": one.request,
        "importSource": "API",
        "optOutImport": bool(one.request.get("marketableContactImport") is False),
        "mappedObjectTypeIds": list(one.kinds),
        "metadata": {"counters": dict(one.counters), "fileIds": [], "objectLists": []},
        "createdAt": show_instant(one.created),
        "updatedAt": show_instant(one.updated),
    }


def _rows(data: bytes, mappings: Sequence[Json], *, has_header: bool) -> list[list[str]]:
    """Return the rows, their values in the order of the mappings; raises HubSpot's 400."""
    try:
        rows = [row for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True) if row]
    except (UnicodeDecodeError, csv.Error) as error:
        raise invalid(f"The file can't be read: {error}") from None
    if not has_header or not rows:
        return rows
    header = [name.strip() for name in rows[0]]
    places = [header.index(one["columnName"]) if one.get("columnName") in header else -1 for one in mappings]
    if -1 in places:
        raise invalid(f"The file has no column {mappings[places.index(-1)].get('columnName')}")
    return [[row[place] if place < len(row) else "" for place in places] for row in rows[1:]]


def _work(call: Call, one: Import, rows: Sequence[Sequence[str]], mappings: Sequence[Json]) -> None:
    counters: Counter[str] = Counter(TOTAL_ROWS=len(rows))
    for number, row in enumerate(rows, start=2 if rows else 1):
        made: list[Record] = []
        for kind_id in one.kinds:
            kind = call.store.types[kind_id]
            own = [
                (mapping, text)
                for mapping, text in zip(mappings, row, strict=False)
                if call.store.types[str(mapping.get("columnObjectTypeId") or kind_id)] is kind
            ]
            try:
                record, created = _write(call, kind, _operation(one.request, kind), own)
            except HubSpotError as error:
                counters["ERRORS"] += 1
                one.errors.append(_error(call, one, kind, error, row, number))
                continue
            counters["CREATED_OBJECTS" if created else "UPDATED_OBJECTS"] += 1
            made.append(record)
        for first, second in pairwise(made):
            plain = call.store.associations.types.unlabelled(first.kind.singular, second.kind.singular)
            if plain is not None:
                changes.associate(call.store, first, second, [plain], call.token.source)
    counters["PROPERTY_VALUES_EMITTED"] = sum(len(row) for row in rows)
    one.counters, one.state, one.updated = dict(counters), "DONE", call.store.clock.now()


def _operation(request: Mapping[str, Any], kind: ObjectType) -> str:
    wanted = (request.get("importOperations") or {}).get(kind.id, "UPSERT")
    if wanted not in OPERATIONS_OF_ROWS:
        raise invalid(f"An import operation is CREATE, UPDATE or UPSERT, not {wanted}")
    return str(wanted)


def _write(call: Call, kind: ObjectType, operation: str, own: Sequence[tuple[Json, str]]) -> tuple[Record, bool]:
    """Write one record of a row; return it, and whether it is new. Raises what is wrong with it."""
    store = call.store
    properties = {str(one["propertyName"]): text for one, text in own if text and _is_value(one)}
    record = None
    if operation != "CREATE":
        record = _known(call, kind, own)
    if record is None and operation == "UPDATE":
        raise invalid("No record was found for the row's id")
    values = check(store, kind, properties, record) if record else check(store, kind, properties)
    if record is not None:
        changes.update(store, record, values, call.token.source)
        return record, False
    return changes.create(store, kind, values, [], call.token.source), True


def _is_value(mapping: Json) -> bool:
    """Whether a column holds a value to write, and not the id of a record."""
    return mapping.get("propertyName") not in (None, "hs_object_id") and mapping.get("columnType") != _ID


def _known(call: Call, kind: ObjectType, own: Sequence[tuple[Json, str]]) -> Record | None:
    """Return the record that a row's id or unique value names, None where there is none."""
    for mapping, text in own:
        name = str(mapping.get("propertyName") or "")
        by_id = mapping.get("columnType", mapping.get("idColumnType")) == _ID or name == "hs_object_id"
        definition = call.store.definitions[kind.name].get(name)
        unique = definition is not None and (definition.unique or mapping.get("columnType") == _KEY)
        domain = kind.name == "companies" and name == "domain"
        if not text:
            continue
        if by_id:
            return call.store.find(kind, text)
        if domain:
            same = [one for one in call.store.all(kind) if (one.get("domain") or "").lower() == text.lower()]
            if same:
                return same[0]
        elif unique and (found := call.store.unique(kind, name, text)) is not None:
            return found
    return None


def _error(call: Call, one: Import, kind: ObjectType, error: HubSpotError, row: Sequence[str], number: int) -> Json:
    return {
        "id": f"{one.id}{number:06}",
        "createdAt": int(call.store.clock.now().timestamp() * 1000),
        "errorType": "INVALID_PROPERTY_VALUE" if error.status == 400 else "COULD_NOT_FIND_OBJECT",
        "errorMessage": str(error),
        "objectType": kind.singular.upper(),
        "objectTypeId": kind.id,
        "sourceData": {
            "rowData": list(row),
            "lineNumber": number,
            "fileId": int(one.id),
            "containsEncryptedProperties": False,
        },
    }


_FAMILY, _SCOPES = "/crm/imports", ("crm.import",)
OPERATIONS = (
    Operation("GET", _FAMILY, "", list_page, "scopes", scopes=_SCOPES),
    Operation("POST", _FAMILY, "", start, "scopes", scopes=_SCOPES),
    Operation("GET", _FAMILY, "/{id}", read, "scopes", scopes=_SCOPES),
    Operation("POST", _FAMILY, "/{id}/cancel", cancel, "scopes", scopes=_SCOPES),
    Operation("GET", _FAMILY, "/{id}/errors", errors, "scopes", scopes=_SCOPES),
)
