"""The calls that tell what a portal is made of: owners, properties, pipelines, the account itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.batch_api import batch_answer
from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.definitions import PIPELINE_PROPERTIES
from handoff_sandbox.hubspot.errors import HubSpotError, invalid, resource_not_found
from handoff_sandbox.hubspot.values import show_instant
from handoff_sandbox.hubspot.wire import owner_json, pipeline_json, property_json, stage_json

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.definitions import Pipeline
    from handoff_sandbox.hubspot.wire import Json


def list_owners(call: Call) -> Answer:
    """List the active owners, or with `archived` the deactivated ones."""
    limit, after = call.limit(100, 500), call.after()
    owners = call.store.owners.listed(active=not call.flag("archived"), email=call.text("email"))
    rest = [owner for owner in owners if int(owner.id) > after]
    more = {"paging": call.paging(rest[limit - 1].id)} if len(rest) > limit else {}
    return Answer({"results": [owner_json(owner) for owner in rest[:limit]], **more})


def read_owner(call: Call) -> Answer:
    """Read one owner by its id, or by its user id with `idProperty=userId`."""
    by = call.text("idProperty") or "id"
    if by not in ("id", "userId"):
        raise invalid(f"idProperty is id or userId, not {by!r}")
    owners, key = call.store.owners, call.path["id"]
    owner = owners.get(key) if by == "id" else owners.by_user_id(key)
    if owner is None or owner.active is call.flag("archived"):
        raise resource_not_found()
    return Answer(owner_json(owner))


def _since(call: Call) -> str:
    return show_instant(call.store.clock.started)


def _property(call: Call, name: str) -> Json:
    definition = call.store.definitions[call.kind.name].get(name)
    if definition is None:
        raise HubSpotError(404, f"Property {name} does not exist", "OBJECT_NOT_FOUND", context={"name": [name]})
    return property_json(definition, _since(call))


def list_properties(call: Call) -> Answer:
    """List all properties of a type of record; none is archived here."""
    definitions = {} if call.flag("archived") else call.store.definitions[call.kind.name]
    return Answer({"results": [property_json(one, _since(call)) for one in definitions.values()]})


def read_property(call: Call) -> Answer:
    """Read one property's definition."""
    return Answer(_property(call, call.path["name"]))


def read_properties(call: Call) -> Answer:
    """Read some properties' definitions."""
    results, errors = [], []
    for one in call.inputs(100):
        try:
            results.append(_property(call, str(one.get("name"))))
        except HubSpotError as error:
            errors.append(error.in_batch())
    return batch_answer(call, results, errors)


def _pipelines(call: Call) -> tuple[Pipeline, ...]:
    if call.kind.name not in PIPELINE_PROPERTIES:
        raise invalid(f"{call.kind.name} have no pipelines")
    return call.store.pipelines.get(call.kind.name, ())


def _pipeline(call: Call) -> tuple[int, Pipeline]:
    found = [(place, one) for place, one in enumerate(_pipelines(call)) if one.id == call.path["pipeline"]]
    if not found:
        raise resource_not_found()
    return found[0]


def list_pipelines(call: Call) -> Answer:
    """List the pipelines of a type of record with their stages."""
    results = [pipeline_json(call.kind, one, place, _since(call)) for place, one in enumerate(_pipelines(call))]
    return Answer({"results": results})


def read_pipeline(call: Call) -> Answer:
    """Read one pipeline with its stages."""
    place, pipeline = _pipeline(call)
    return Answer(pipeline_json(call.kind, pipeline, place, _since(call)))


def list_stages(call: Call) -> Answer:
    """List the stages of a pipeline."""
    _, pipeline = _pipeline(call)
    stages = [stage_json(call.kind, stage, order, _since(call)) for order, stage in enumerate(pipeline.stages)]
    return Answer({"results": stages})


def read_stage(call: Call) -> Answer:
    """Read one stage of a pipeline."""
    _, pipeline = _pipeline(call)
    for order, stage in enumerate(pipeline.stages):
        if stage.id == call.path["stage"]:
            return Answer(stage_json(call.kind, stage, order, _since(call)))
    raise resource_not_found()


def read_account(call: Call) -> Answer:
    """Tell which portal a token belongs to."""
    return Answer(
        {
            "portalId": call.store.portal_id,
            "accountType": "DEVELOPER_TEST",
            "timeZone": "UTC",
            "companyCurrency": "EUR",
            "additionalCurrencies": [],
            "utcOffset": "+00:00",
            "utcOffsetMilliseconds": 0,
            "uiDomain": "app.hubspot.com",
            "dataHostingLocation": "na1",
        }
    )
