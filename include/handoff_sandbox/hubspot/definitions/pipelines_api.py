"""Pipelines and their stages: read, create, replace, change, delete, and the audit of these changes.

https://developers.hubspot.com/docs/api-reference/crm-pipelines-v3/guide
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.definitions.definitions import PIPELINE_PROPERTIES, Pipeline, Stage, with_pipelines
from handoff_sandbox.hubspot.errors import HubSpotError, invalid, resource_not_found
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records.values import show_instant
from handoff_sandbox.hubspot.wire import pipeline_json, stage_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.wire import Json


def _pipelines(call: Call) -> tuple[Pipeline, ...]:
    if call.kind.name not in PIPELINE_PROPERTIES:
        raise invalid(f"{call.kind.name} have no pipelines")
    return call.store.pipelines.get(call.kind.name, ())


def _find(call: Call) -> tuple[int, Pipeline]:
    for place, one in enumerate(_pipelines(call)):
        if one.id == call.path["pipeline"]:
            return place, one
    raise resource_not_found()


def _find_stage(call: Call) -> tuple[Pipeline, int, Stage]:
    _, pipeline = _find(call)
    for place, stage in enumerate(pipeline.stages):
        if stage.id == call.path["stage"]:
            return pipeline, place, stage
    raise resource_not_found()


def _json(call: Call, pipeline: Pipeline, place: int = 0) -> Json:
    return pipeline_json(call.kind, pipeline, place, call.store.clock.started)


def _stage_json(call: Call, stage: Stage, place: int = 0) -> Json:
    return stage_json(call.kind, stage, place, call.store.clock.started)


def _keep(call: Call, pipelines: Iterable[Pipeline], action: str, identifier: str, raw: Json | None) -> None:
    """Keep the type's pipelines, and what was done for the audit."""
    store, kind = call.store, call.kind
    store.pipelines[kind.name] = tuple(pipelines)
    with_pipelines(store.definitions[kind.name], kind, store.pipelines[kind.name])
    entry = {"portalId": store.portal_id, "identifier": identifier, "action": action}
    entry |= {"timestamp": show_instant(store.clock.now())} | ({} if raw is None else {"rawObject": raw})
    if call.token.source.user_id is not None:
        entry["fromUserId"] = call.token.source.user_id
    store.pipeline_audit.setdefault((kind.name, identifier), []).insert(0, entry)


def _with(call: Call, pipeline: Pipeline) -> list[Pipeline]:
    return [pipeline if one.id == pipeline.id else one for one in _pipelines(call)]


def list_pipelines(call: Call) -> Answer:
    """List the pipelines of a type of record with their stages."""
    return Answer({"results": [_json(call, one, place) for place, one in enumerate(_pipelines(call))]})


def read_pipeline(call: Call) -> Answer:
    """Read one pipeline with its stages."""
    place, pipeline = _find(call)
    return Answer(_json(call, pipeline, place))


def _new_stage(call: Call, body: Json, stage_id: str | None = None) -> Stage:
    metadata, label = body.get("metadata"), body.get("label")
    if not isinstance(metadata, dict) or not label or body.get("displayOrder") is None:
        raise invalid("Invalid input JSON: a stage has a label, a displayOrder and metadata")
    probability, closed = None, str(metadata.get("ticketState", "OPEN")).upper() == "CLOSED"
    if call.kind.name == "deals":
        probability = str(metadata.get("probability", ""))
        if probability not in {str(number / 10) for number in range(11)}:
            raise invalid("The metadata of a deal stage need a probability from 0.0 to 1.0", context={})
        closed = probability in ("0.0", "1.0")
    known = stage_id or str(body.get("stageId") or secrets.randbelow(10**9) + 10**8)
    won = probability == "1.0"
    order, now = int(body["displayOrder"]), call.store.clock.now()
    return Stage(known, str(label), closed, won, (), probability, order, now, now)


def _stages(call: Call, body: Json) -> tuple[Stage, ...]:
    stages = tuple(_new_stage(call, one) for one in body.get("stages") or [])
    if not stages or len({stage.label.lower() for stage in stages}) < len(stages):
        raise invalid("A pipeline needs stages, each with a label of its own")
    return tuple(sorted(stages, key=lambda stage: stage.order or 0))


def create_pipeline(call: Call) -> Answer:
    """Add a pipeline with its stages."""
    body = call.object("label", "displayOrder", "stages")
    known, label = str(body.get("pipelineId") or secrets.randbelow(10**9) + 10**8), str(body["label"])
    if any(known == one.id or label.lower() == one.label.lower() for one in _pipelines(call)):
        raise HubSpotError(409, f"A pipeline with the label or id of {label!r} is there", "OBJECT_ALREADY_EXISTS")
    now = call.store.clock.now()
    pipeline = Pipeline(known, label, _stages(call, body), int(body["displayOrder"]), now, now)
    _keep(call, [*_pipelines(call), pipeline], "CREATE", pipeline.id, _json(call, pipeline))
    return Answer(_json(call, pipeline), 201)


def replace_pipeline(call: Call) -> Answer:
    """Put a pipeline with other stages in the place of one."""
    body = call.object("label", "displayOrder", "stages")
    _, old = _find(call)
    stages, now = _stages(call, body), call.store.clock.now()
    _check_unused(call, {stage.id for stage in old.stages} - {stage.id for stage in stages})
    new = replace(old, label=str(body["label"]), order=int(body["displayOrder"]), stages=stages, updated=now)
    _keep(call, _with(call, new), "UPDATE", new.id, _json(call, new))
    return Answer(_json(call, new))


def update_pipeline(call: Call) -> Answer:
    """Change a pipeline's label or place."""
    body, (_, old) = call.object(), _find(call)
    order = body.get("displayOrder", old.order)
    new = replace(old, label=str(body.get("label", old.label)), order=order, updated=call.store.clock.now())
    _keep(call, _with(call, new), "UPDATE", new.id, _json(call, new))
    return Answer(_json(call, new))


def delete_pipeline(call: Call) -> Answer:
    """Delete a pipeline in which no record stands."""
    _, old = _find(call)
    _check_unused(call, {stage.id for stage in old.stages})
    _keep(call, [one for one in _pipelines(call) if one.id != old.id], "DELETE", old.id, None)
    return Answer(status=204)


def _check_unused(call: Call, stages: set[str]) -> None:
    name = PIPELINE_PROPERTIES[call.kind.name][1]
    if used := [record.id for record in call.store.after(call.kind, 0) if record.get(name) in stages]:
        raise invalid("Records stand in the stages that would be deleted", context={"ids": used[:10]})


def list_audit(call: Call) -> Answer:
    """List the changes of a pipeline, the latest first."""
    _find(call)
    return Answer({"results": call.store.pipeline_audit.get((call.kind.name, call.path["pipeline"]), [])})


def list_stages(call: Call) -> Answer:
    """List the stages of a pipeline."""
    _, pipeline = _find(call)
    return Answer({"results": [_stage_json(call, stage, place) for place, stage in enumerate(pipeline.stages)]})


def read_stage(call: Call) -> Answer:
    """Read one stage of a pipeline."""
    _, place, stage = _find_stage(call)
    return Answer(_stage_json(call, stage, place))


def create_stage(call: Call) -> Answer:
    """Add a stage to a pipeline."""
    _, pipeline = _find(call)
    stage = _new_stage(call, call.object("label", "displayOrder", "metadata"))
    if any(stage.id == one.id or stage.label.lower() == one.label.lower() for one in pipeline.stages):
        raise HubSpotError(409, f"A stage with the label or id of {stage.label!r} is there", "OBJECT_ALREADY_EXISTS")
    new = replace(pipeline, stages=(*pipeline.stages, stage))
    _keep(call, _with(call, new), "CREATE", stage.id, _stage_json(call, stage))
    return Answer(_stage_json(call, stage), 201)


def _change_stage(call: Call, body: Json) -> Answer:
    pipeline, place, old = _find_stage(call)
    told = _stage_json(call, old, place)
    body = {"label": old.label, "displayOrder": told["displayOrder"], "metadata": told["metadata"]} | body
    stage = replace(_new_stage(call, body, old.id), requires=old.requires, created=old.created)
    stages = tuple(stage if one.id == stage.id else one for one in pipeline.stages)
    _keep(call, _with(call, replace(pipeline, stages=stages)), "UPDATE", stage.id, _stage_json(call, stage))
    return Answer(_stage_json(call, stage))


def replace_stage(call: Call) -> Answer:
    """Put another stage in the place of one, under its id."""
    return _change_stage(call, call.object("label", "displayOrder", "metadata"))


def update_stage(call: Call) -> Answer:
    """Change a stage's label, place or metadata."""
    return _change_stage(call, call.object())


def delete_stage(call: Call) -> Answer:
    """Delete a stage in which no record stands."""
    pipeline, _, old = _find_stage(call)
    _check_unused(call, {old.id})
    stages = tuple(one for one in pipeline.stages if one.id != old.id)
    _keep(call, _with(call, replace(pipeline, stages=stages)), "DELETE", old.id, None)
    return Answer(status=204)


def list_stage_audit(call: Call) -> Answer:
    """List the changes of a stage, the latest first."""
    _find_stage(call)
    return Answer({"results": call.store.pipeline_audit.get((call.kind.name, call.path["stage"]), [])})


_FAMILY, _ONE, _STAGES = "/crm/pipelines", "/{type}/{pipeline}", "/{type}/{pipeline}/stages"
_STAGE = f"{_STAGES}/{{stage}}"
OPERATIONS = (
    Operation("GET", _FAMILY, "/{type}", list_pipelines, "schema"),
    Operation("POST", _FAMILY, "/{type}", create_pipeline, "schema_write"),
    Operation("GET", _FAMILY, _ONE, read_pipeline, "schema"),
    Operation("PUT", _FAMILY, _ONE, replace_pipeline, "schema_write"),
    Operation("PATCH", _FAMILY, _ONE, update_pipeline, "schema_write"),
    Operation("DELETE", _FAMILY, _ONE, delete_pipeline, "schema_write"),
    Operation("GET", _FAMILY, f"{_ONE}/audit", list_audit, "schema"),
    Operation("GET", _FAMILY, _STAGES, list_stages, "schema"),
    Operation("POST", _FAMILY, _STAGES, create_stage, "schema_write"),
    Operation("GET", _FAMILY, _STAGE, read_stage, "schema"),
    Operation("PUT", _FAMILY, _STAGE, replace_stage, "schema_write"),
    Operation("PATCH", _FAMILY, _STAGE, update_stage, "schema_write"),
    Operation("DELETE", _FAMILY, _STAGE, delete_stage, "schema_write"),
    Operation("GET", _FAMILY, f"{_STAGE}/audit", list_stage_audit, "schema"),
)
