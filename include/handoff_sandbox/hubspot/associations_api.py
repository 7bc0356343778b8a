"""The v4 calls on associations: list, batch read, create by default or with labels, remove.

In v4 the ids of records in answers are numbers, in the dated versions texts.
https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.associations import key_of
from handoff_sandbox.hubspot.batch_api import batch_answer
from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import OBJECT_NOT_FOUND, HubSpotError, invalid
from handoff_sandbox.hubspot.wire import association_type_json

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.association_types import AssociationType
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.records import Record
    from handoff_sandbox.hubspot.wire import Json

LIST_PAGE, READ_BATCH, WRITE_BATCH, DEFAULT_BATCH = 500, 1_000, 2_000, 100


def _id(call: Call, record_id: str) -> str | int:
    return int(record_id) if call.version == "v4" else record_id


def _page(call: Call, record: Record, after: int, limit: int) -> tuple[list[Json], str | None]:
    """Return a page of what a record is associated with, and the cursor of the next."""
    links = call.store.associations.of(key_of(record), call.target.singular)
    rest = [link for link in links if int(link[0]) > after]
    page = [
        {"toObjectId": _id(call, other), "associationTypes": [association_type_json(one) for one in kinds]}
        for other, kinds in rest[:limit]
    ]
    return page, rest[limit - 1][0] if len(rest) > limit else None


def list_page(call: Call) -> Answer:
    """List what one record is associated with."""
    record = call.store.find(call.kind, call.path["id"])
    page, after = _page(call, record, call.after(), call.limit(LIST_PAGE, LIST_PAGE))
    return Answer({"results": page} | ({"paging": call.paging(after)} if after else {}))


def read_batch(call: Call) -> Answer:
    """List what many records are associated with; one without any is an error of the 207."""
    results, errors = [], []
    for one in call.inputs(READ_BATCH):
        record_id, after = str(one.get("id")), str(one.get("after") or "0")
        if not after.isdecimal():
            raise invalid(f"after is a cursor from an earlier page, not {after!r}")
        try:
            page, following = _page(call, call.store.find(call.kind, record_id), int(after), LIST_PAGE)
        except HubSpotError as error:
            if error.status != 404:
                raise
            page, following = [], None
        if not page:
            errors.append(_nothing_found(call, record_id))
            continue
        more = {"paging": {"next": {"after": following, "link": f"?after={following}"}}} if following else {}
        results.append({"from": {"id": record_id}, "to": page, **more})
    return batch_answer(call, results, errors)


def _nothing_found(call: Call, record_id: str) -> Json:
    source, target = call.kind.singular, call.target.singular
    return HubSpotError(
        404,
        f"No {target} is associated with {source} {record_id}.",
        OBJECT_NOT_FOUND,
        subCategory="crm.associations.NO_ASSOCIATIONS_FOUND",
        context={"fromObjectId": [record_id], "fromObjectType": [source], "toObjectType": [target]},
    ).in_batch()


def _default_kind(call: Call) -> AssociationType:
    one = call.store.associations.types.unlabelled(call.kind.singular, call.target.singular)
    if one is None:
        raise invalid(f"{call.kind.name} and {call.target.name} cannot be associated")
    return one


def _associate_default(call: Call, source: Record, target: Record) -> list[Json]:
    one = _default_kind(call)
    call.store.associations.add(key_of(source), key_of(target), [one])
    back = call.store.associations.types.inverse(one)
    return [
        {
            "from": {"id": start.id},
            "to": {"id": end.id},
            "associationSpec": {"associationCategory": kind.category, "associationTypeId": kind.id},
        }
        for start, end, kind in ((source, target, one), (target, source, back))
    ]


def create_default(call: Call) -> Answer:
    """Associate two records without a label."""
    source = call.store.find(call.kind, call.path["id"])
    target = call.store.find(call.target, call.path["to_id"])
    return batch_answer(call, _associate_default(call, source, target), [])


def create_default_batch(call: Call) -> Answer:
    """Associate many pairs without a label."""
    results: list[Json] = []
    errors: list[Json] = []
    for one in call.inputs(DEFAULT_BATCH):
        try:
            results += _associate_default(call, *_pair(call, one))
        except HubSpotError as error:
            if error.status != 404:
                raise
            errors.append(error.in_batch())
    return batch_answer(call, results, errors)


def _pair(call: Call, one: Json) -> tuple[Record, Record]:
    try:
        source_id, target_id = str(one["from"]["id"]), str(one["to"]["id"])
    except (KeyError, TypeError):
        raise invalid("Invalid input: an input has a 'from' and a 'to' with an 'id'") from None
    return call.store.find(call.kind, source_id), call.store.find(call.target, target_id)


def _associate(call: Call, source: Record, target: Record, specs: object) -> Json:
    kinds = call.store.associations.resolve(call.kind, call.target, specs)
    call.store.associations.add(key_of(source), key_of(target), kinds)
    return {
        "fromObjectTypeId": call.kind.id,
        "fromObjectId": _id(call, source.id),
        "toObjectTypeId": call.target.id,
        "toObjectId": _id(call, target.id),
        "labels": [one.label for one in kinds if one.label],
    }


def create(call: Call) -> Answer:
    """Associate two records by the types in the body."""
    source = call.store.find(call.kind, call.path["id"])
    target = call.store.find(call.target, call.path["to_id"])
    return Answer(_associate(call, source, target, call.body), 201)


def create_batch(call: Call) -> Answer:
    """Associate many pairs, each by its own types."""
    results, errors = [], []
    for one in call.inputs(WRITE_BATCH):
        try:
            results.append(_associate(call, *_pair(call, one), one.get("types")))
        except HubSpotError as error:
            errors.append(error.in_batch())
    return batch_answer(call, results, errors, 201)


def remove(call: Call) -> Answer:
    """Take away all associations between two records."""
    source = call.store.find(call.kind, call.path["id"])
    call.store.associations.remove(key_of(source), (call.target.singular, call.path["to_id"]))
    return Answer(status=204)


def remove_batch(call: Call) -> Answer:
    """Take away all associations between many pairs; `to` is a list."""
    for one in call.inputs(WRITE_BATCH):
        try:
            source_id, targets = str(one["from"]["id"]), [str(other["id"]) for other in one["to"]]
        except (KeyError, TypeError):
            raise invalid("Invalid input: an input has a 'from' with an 'id' and a list 'to' of them") from None
        for target_id in targets:
            call.store.associations.remove((call.kind.singular, source_id), (call.target.singular, target_id))
    return Answer(status=204)


def remove_labels(call: Call) -> Answer:
    """Take away some kinds of association between many pairs."""
    for one in call.inputs(WRITE_BATCH):
        source, target = _pair(call, one)
        kinds = call.store.associations.resolve(call.kind, call.target, one.get("types"))
        call.store.associations.remove(key_of(source), key_of(target), kinds)
    return Answer(status=204)


def list_labels(call: Call) -> Answer:
    """List the kinds of association from one type of record to another."""
    kinds = call.store.associations.types.between(call.kind.singular, call.target.singular)
    return Answer({"results": [association_type_json(one) for one in kinds]})
