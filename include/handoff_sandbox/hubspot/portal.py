"""Builds the empty portal of a world's section: types, properties, pipelines, owners, tokens, limits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handoff_sandbox.core.errors import WorldError
from handoff_sandbox.core.times import parse_time
from handoff_sandbox.hubspot.account.owners import Owner, Owners
from handoff_sandbox.hubspot.call import Token
from handoff_sandbox.hubspot.definitions.definitions import (
    Definition,
    Group,
    Option,
    Pipeline,
    Stage,
    standard_definitions,
)
from handoff_sandbox.hubspot.definitions.object_types import ObjectType, ObjectTypes
from handoff_sandbox.hubspot.definitions.schemas import Schema, full_name
from handoff_sandbox.hubspot.errors import HubSpotError
from handoff_sandbox.hubspot.files.files import Files
from handoff_sandbox.hubspot.lists.lists import Lists
from handoff_sandbox.hubspot.records.association_types import USER_DEFINED, AssociationType, AssociationTypes
from handoff_sandbox.hubspot.records.associations import Associations
from handoff_sandbox.hubspot.records.records import Source
from handoff_sandbox.hubspot.store import Store
from handoff_sandbox.hubspot.switches import HubSpotSwitches
from handoff_sandbox.hubspot.webhooks.apps import App, Apps
from handoff_sandbox.hubspot.webhooks.courier import Courier
from handoff_sandbox.hubspot.webhooks.webhooks import Subscription, Target, Webhooks
from handoff_sandbox.hubspot.webhooks.webhooks_api import check_subscription

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.hubspot.seed import CustomObjectSeed, HubSpotSection, PropertySeed

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
            aliases=tuple(full_name(section.portal_id, name) for name in (custom.singular, custom.name)),
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
    schemas = {
        custom.name: Schema(types[custom.name], *_labels_of(custom), custom.primary, clock.started, clock.started)
        for custom in section.custom_objects
    }
    return Store(
        portal_id=section.portal_id,
        currency=section.currency,
        clock=clock,
        types=types,
        definitions=definitions,
        owners=_owners(section, clock),
        pipelines=pipelines,
        associations=Associations(AssociationTypes(_labels(section, types))),
        groups={kind.name: _groups(kind, definitions[kind.name]) for kind in types},
        schemas=schemas,
        files=Files(),
        lists=Lists(),
        switches=HubSpotSwitches(
            search_lag_seconds=section.search_lag_seconds,
            company_owner_cascade=section.company_owner_cascade,
            merge_gives_new_id=section.merge_gives_new_id,
            webhook_retry_scale=section.webhook_retry_scale,
        ),
    )


def _labels_of(custom: CustomObjectSeed) -> tuple[str, str]:
    return tuple(name.replace("_", " ").capitalize() for name in (custom.singular, custom.name))  # type: ignore[return-value]  # two, since two are given


def _groups(kind: ObjectType, definitions: dict[str, Definition]) -> dict[str, Group]:
    label = f"{kind.singular.replace('_', ' ').capitalize()} information"
    return {one.group: Group(one.group, label) for one in definitions.values()}


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
    names = list(dict.fromkeys(name for seed in section.owners for name in seed.teams))
    for place, seed in enumerate(section.owners):
        if any(seed.id == owner.id or seed.user_id == owner.user_id for owner in owners):
            raise WorldError.at(f"an owner with the id {seed.id} or that user_id is there", "hubspot", "owners", place)
        created = parse_time(seed.created, clock)
        teams = tuple((str(names.index(name) + 1), name, number == 0) for number, name in enumerate(seed.teams))
        owners.append(
            Owner(
                seed.id, seed.email, seed.first, seed.last, seed.user_id, seed.active, created, created, teams,
                seed.admin,
            )
        )  # fmt: skip
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


def build_apps(section: HubSpotSection, store: Store) -> Apps:
    """Return the portal's app with all tokens; what happens in the store is told to its webhooks."""
    seed, owners = section.app, store.owners

    def user(key: str, *path: str | int) -> Owner:
        owner = owners.named(key)
        if owner is None:
            raise WorldError.at(f"no owner has the id, the user id or the address {key!r}", "hubspot", *path)
        return owner

    installer = user(seed.user, "app", "user") if seed.user else None
    app = App(
        seed.id, seed.name, seed.client_id, seed.client_secret, seed.developer_key, seed.code, seed.refresh_token,
        seed.redirect_uri, None if section.scopes is None else frozenset(section.scopes),
        installer.user_id if installer else None, installer.email if installer else None,
    )  # fmt: skip
    tokens = [Token(section.access_token, app.scopes, app.source)]
    for place, one in enumerate(section.more_tokens):
        source = by_hand(user(one.person, "more_tokens", place, "person")) if one.person else app.source
        tokens.append(Token(one.access_token, None if one.scopes is None else frozenset(one.scopes), source))
    courier = Courier(app.client_secret, store.clock, lambda: webhooks.target, store.switches)
    webhooks = Webhooks(int(app.id), section.portal_id, courier.send)
    _subscribe(section, store, webhooks)
    store.listeners.append(webhooks.hear)
    return Apps(app, store.clock, {token.value: token for token in tokens}, webhooks, courier)


def _subscribe(section: HubSpotSection, store: Store, webhooks: Webhooks) -> None:
    seed, now = section.app.webhooks, store.clock.started
    if seed is None:
        return
    webhooks.target = Target(seed.target_url, seed.public_url or seed.target_url, seed.max_concurrent, now, now)
    for place, one in enumerate(seed.subscriptions):
        path = ("hubspot", "app", "webhooks", "subscriptions", place)
        if one.type is not None and one.type not in store.types:
            raise WorldError.at(f"there is no type {one.type!r}", *path)
        type_id = store.types[one.type].id if one.type else None
        if wrong := check_subscription(one.event, type_id, one.property):
            raise WorldError.at(wrong, *path)
        number = place + 1
        webhooks.subscriptions[number] = Subscription(number, one.event, one.active, now, now, type_id, one.property)


def by_hand(owner: Owner) -> Source:
    """Return the source of a change that an owner makes in HubSpot's own pages."""
    return Source("CRM_UI", f"userId:{owner.user_id}", None, owner.user_id)
