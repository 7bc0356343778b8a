"""Builds the empty portal of a world's section: types, properties, pipelines, owners, tokens, limits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handoff_sandbox.core.errors import WorldError
from handoff_sandbox.core.times import parse_time
from handoff_sandbox.hubspot.association_types import USER_DEFINED, AssociationType, AssociationTypes
from handoff_sandbox.hubspot.associations import Associations
from handoff_sandbox.hubspot.call import Token
from handoff_sandbox.hubspot.definitions import Definition, Option, Pipeline, Stage, standard_definitions
from handoff_sandbox.hubspot.errors import HubSpotError
from handoff_sandbox.hubspot.object_types import ObjectType, ObjectTypes
from handoff_sandbox.hubspot.owners import Owner, Owners
from handoff_sandbox.hubspot.records import Source
from handoff_sandbox.hubspot.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.hubspot.seed import HubSpotSection, PropertySeed

_FIELD_TYPES = {
    "string": ("string", "text"),
    "textarea": ("string", "textarea"),
    "number": ("number", "number"),
    "date": ("date", "date"),
    "datetime": ("datetime", "date"),
    "bool": ("bool", "booleancheckbox"),
    "enumeration": ("enumeration", "select"),
    "checkbox": ("enumeration", "checkbox"),
    "owner": ("enumeration", "select"),
}
# What a new portal has: https://developers.hubspot.com/docs/api-reference/crm-pipelines-v3/guide
_DEFAULT_PIPELINES = {
    "deals": Pipeline(
        "default",
        "Sales Pipeline",
        (
            Stage("appointmentscheduled", "Appointment Scheduled"),
            Stage("qualifiedtobuy", "Qualified To Buy"),
            Stage("presentationscheduled", "Presentation Scheduled"),
            Stage("decisionmakerboughtin", "Decision Maker Bought-In"),
            Stage("contractsent", "Contract Sent"),
            Stage("closedwon", "Closed Won", closed=True, won=True),
            Stage("closedlost", "Closed Lost", closed=True),
        ),
    ),
    "tickets": Pipeline(
        "0",
        "Support Pipeline",
        (
            Stage("1", "New"),
            Stage("2", "Waiting on contact"),
            Stage("3", "Waiting on us"),
            Stage("4", "Closed", closed=True),
        ),
    ),
}


def build_store(section: HubSpotSection, clock: Clock) -> Store:
    """Return a store without records."""
    types = ObjectTypes(
        ObjectType(
            custom.name,
            custom.singular,
            custom.type_id,
            searched=tuple(custom.searched),
            required=tuple(custom.required),
            scope="custom",
        )
        for custom in section.custom_objects
    )
    pipelines = {name: (pipeline,) for name, pipeline in _DEFAULT_PIPELINES.items()} | {
        str(name): tuple(
            Pipeline(
                one.id,
                one.label,
                tuple(Stage(s.id, s.label, s.closed, s.won, tuple(s.requires)) for s in one.stages),
            )
            for one in seeds
        )
        for name, seeds in section.pipelines.items()
    }
    definitions = {kind.name: standard_definitions(kind, pipelines) for kind in types}
    for name, seeds in section.properties.items():
        if name not in definitions:
            raise WorldError.at(
                f"is not the plural name of a type: {', '.join(definitions)}", "hubspot", "properties", name
            )
        _define(definitions[name], seeds)
    for custom in section.custom_objects:
        _define(definitions[custom.name], custom.properties)
    return Store(
        portal_id=section.portal_id,
        clock=clock,
        types=types,
        definitions=definitions,
        owners=_owners(section, clock),
        pipelines=pipelines,
        associations=Associations(AssociationTypes(_labels(section, types))),
        company_owner_cascade=section.company_owner_cascade,
    )


def _define(definitions: dict[str, Definition], seeds: Iterable[PropertySeed]) -> None:
    for seed in seeds:
        type_name, field_type = _FIELD_TYPES[seed.type]
        options = tuple(
            Option(option, option) if isinstance(option, str) else Option(option.value, option.label)
            for option in seed.options
        )
        if seed.type == "bool":
            options = (Option("true", "Yes"), Option("false", "No"))
        own = definitions.get(seed.name)
        if own:  # one of HubSpot's own: its options and its label can change
            definitions[seed.name] = replace(own, label=seed.label, options=options or own.options)
            continue
        group = definitions["hs_object_id"].group
        definitions[seed.name] = Definition(
            seed.name, seed.label, type_name, field_type, options, seed.description,
            owner=seed.type == "owner", unique=seed.unique, custom=True, group=group,
        )  # fmt: skip


def _owners(section: HubSpotSection, clock: Clock) -> Owners:
    owners: list[Owner] = []
    for place, seed in enumerate(section.owners):
        if any(seed.id == owner.id or seed.user_id == owner.user_id for owner in owners):
            raise WorldError.at(f"an owner with the id {seed.id} or that user_id is there", "hubspot", "owners", place)
        created = parse_time(seed.created, clock)
        teams = tuple((str(number + 1), name, number == 0) for number, name in enumerate(seed.teams))
        owners.append(
            Owner(seed.id, seed.email, seed.first, seed.last, seed.user_id, seed.active, created, created, teams)
        )
    return Owners(owners)


def _labels(section: HubSpotSection, types: ObjectTypes) -> list[AssociationType]:
    labels = []
    for place, seed in enumerate(section.association_labels):
        try:
            source, target = types[seed.source].singular, types[seed.target].singular
        except HubSpotError as error:
            raise WorldError.at(str(error), "hubspot", "association_labels", place) from None
        inverse = seed.inverse_id or (seed.id if source == target else seed.id + 1)
        labels.append(AssociationType(seed.id, inverse, source, target, seed.label, USER_DEFINED))
    for custom in section.custom_objects:
        for other, (there, back) in custom.association_ids.items():
            target = types[other].singular
            labels.append(AssociationType(there, back, custom.singular, target, category=USER_DEFINED))
    return labels


def read_tokens(section: HubSpotSection, owners: Owners) -> dict[str, Token]:
    """Return the portal's tokens by their value."""

    def user(key: str, *path: str | int) -> Owner:
        owner = owners.named(key)
        if owner is None:
            raise WorldError.at(f"no owner has the id, the user id or the address {key!r}", "hubspot", *path)
        return owner

    app = section.app
    installer = user(app.user, "app", "user").user_id if app.user else None
    by_app = Source("INTEGRATION", app.id, app.name, installer)
    tokens = [Token(section.access_token, None if section.scopes is None else frozenset(section.scopes), by_app)]
    for place, seed in enumerate(section.more_tokens):
        source = by_app
        if seed.person:
            source = by_hand(user(seed.person, "more_tokens", place, "person"))
        tokens.append(Token(seed.access_token, None if seed.scopes is None else frozenset(seed.scopes), source))
    return {token.value: token for token in tokens}


def by_hand(owner: Owner) -> Source:
    """Return the source of a change that an owner makes in HubSpot's own pages."""
    return Source("CRM_UI", f"userId:{owner.user_id}", None, owner.user_id)
