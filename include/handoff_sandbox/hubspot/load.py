"""Loads a world's records into a store, by HubSpot's rules for values; all that is wrong is told at once."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from handoff_sandbox.core.errors import Problem, WorldError
from handoff_sandbox.core.times import parse_time
from handoff_sandbox.hubspot.load_more import load_files, load_lists
from handoff_sandbox.hubspot.portal import by_hand
from handoff_sandbox.hubspot.records import changes
from handoff_sandbox.hubspot.records.associations import key_of
from handoff_sandbox.hubspot.records.records import Record, Source, Version
from handoff_sandbox.hubspot.records.values import InvalidValueError, as_text, normalise, show_instant
from handoff_sandbox.hubspot.seed import AssociationSeed

if TYPE_CHECKING:
    from handoff_sandbox.core.errors import YamlPath
    from handoff_sandbox.hubspot.definitions.definitions import Definition
    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.records.association_types import AssociationType
    from handoff_sandbox.hubspot.seed import HubSpotSection, RecordSeed, Value
    from handoff_sandbox.hubspot.store import Store

_SOURCES = {"integration": "INTEGRATION", "workflow": "AUTOMATION_PLATFORM", "import": "IMPORT", "api": "API"}


def load_records(section: HubSpotSection, store: Store) -> None:
    """Put every record of the section into the store, then associate them; raises WorldError."""
    was_enabled = gc.isenabled()
    gc.disable()  # a large world is all objects that stay; looking for garbage among them takes a third of the time
    try:
        _load(section, store)
    finally:
        if was_enabled:
            gc.enable()


def _load(section: HubSpotSection, store: Store) -> None:
    loader = _Loader(store)
    custom = {one.name: place for place, one in enumerate(section.custom_objects)}
    loaded: list[tuple[Record, RecordSeed, YamlPath]] = []
    for name, seeds in section.records().items():
        head: YamlPath = ("hubspot", "custom_objects", custom[name], "records") if name in custom else ("hubspot", name)
        for place, seed in enumerate(seeds):
            loaded.append((loader.record(store.types[name], seed, (*head, place)), seed, (*head, place)))
    for record, seed, path in loaded:
        loader.associate(record, seed, path)
    for record, seed, _ in loaded:
        if seed.archived:
            changes.archive(store, record, Source("IMPORT"))
    load_files(section, store)
    loader.problems += load_lists(section, store)
    if loader.problems:
        raise WorldError(loader.problems)


class _Loader:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.problems: list[Problem] = []

    def record(self, kind: ObjectType, seed: RecordSeed, path: YamlPath) -> Record:
        """Make one record with its history."""
        clock = self.store.clock
        created = parse_time(seed.created, clock)
        record = Record(kind, seed.id, created, created, merged=tuple(seed.merged))
        if seed.id in self.store.records.get(kind.name, {}):
            self._tell(f"{kind.name} have a record with the id {seed.id} already", path, "id")
        values: dict[str, Value] = dict(seed.properties)
        if seed.owner is not None:
            values["hubspot_owner_id"] = seed.owner
        self._load_history(record, seed, path)
        for name, raw in values.items():
            value = self._value(kind, name, raw, (*path, "properties", name))
            if name not in seed.history:
                if value:
                    record.set(name, Version(value, created, Source("IMPORT")))
            elif value != (record.get(name) or ""):
                self._tell("is not the last value in its history", path, "properties", name)
        self._default_timestamp(record)
        missing = [name for name in kind.required if not record.get(name)]
        if missing:
            self._tell(f"lacks {', '.join(missing)}", path, "properties")
        if seed.updated:
            record.updated = parse_time(seed.updated, clock)
        self.store.add(record)
        return record

    def _load_history(self, record: Record, seed: RecordSeed, path: YamlPath) -> None:
        clock = self.store.clock
        for name, entries in seed.history.items():
            for place, entry in sorted(enumerate(entries), key=lambda item: parse_time(item[1].at, clock)):
                where = (*path, "history", name, place)
                value = self._value(record.kind, name, entry.value, where)
                record.set(name, Version(value, parse_time(entry.at, clock), self._source(entry.by, where)))

    def _default_timestamp(self, record: Record) -> None:
        if "hs_timestamp" in record.kind.required and not record.get("hs_timestamp"):
            record.set("hs_timestamp", Version(show_instant(record.created), record.created, Source("IMPORT")))

    def _value(self, kind: ObjectType, name: str, raw: Value, path: YamlPath) -> str:
        definition = self.store.definitions[kind.name].get(name)
        if definition is None:
            self._tell(f"{kind.name} have no property {name!r}; define it in hubspot.properties.{kind.name}", path)
            return ""
        if definition.read_only:
            self._tell("is a property that HubSpot sets itself", path)
            return ""
        try:
            return normalise(definition, self._readable(definition, raw), _Anybody(self.store))
        except (InvalidValueError, ValueError) as error:
            self._tell(str(error), path)
            return ""

    def _readable(self, definition: Definition, raw: Value) -> str:
        """Return the value with the world's own forms, relative times and owners' addresses, replaced."""
        text = as_text(raw)
        if definition.owner and "@" in text:
            owner = self.store.owners.by_email(text)
            return owner.id if owner else text
        if definition.type == "datetime" and text and not text.isdigit():
            return show_instant(parse_time(text, self.store.clock))
        if definition.type == "date" and text.startswith(("+", "-", "now")):
            return f"{parse_time(text, self.store.clock):%Y-%m-%d}"
        return text

    def _source(self, by: str | None, path: YamlPath) -> Source:
        if by is None:
            return Source("IMPORT")
        word, _, rest = by.partition(":")
        if word in _SOURCES:
            return Source(_SOURCES[word], rest or None)
        owner = self.store.owners.named(by)
        if owner is None:
            self._tell(f"no owner has the id, the user id or the address {by!r}", path, "by")
            return Source("CRM_UI")
        return by_hand(owner)

    def associate(self, record: Record, seed: RecordSeed, path: YamlPath) -> None:
        """Make a record's associations."""
        for place, one in enumerate(seed.associations):
            where = (*path, "associations", place)
            wanted = AssociationSeed(to=one) if isinstance(one, str) else one
            name, _, other_id = wanted.to.partition("/")
            if name not in self.store.types:
                self._tell(f"there is no type {name!r}", where)
                continue
            target = self.store.types[name]
            other = self.store.records.get(target.name, {}).get(other_id)
            if other is None:
                self._tell(f"there is no record {wanted.to}", where)
                continue
            kind = self._association_type(record.kind, target, wanted.type)
            if kind is None:
                self._tell(f"{record.kind.name} and {target.name} have no association {wanted.type or ''}", where)
                continue
            self.store.associations.add(key_of(record), key_of(other), [kind])

    def _association_type(
        self, kind: ObjectType, target: ObjectType, wanted: str | int | None
    ) -> AssociationType | None:
        types, pair = self.store.associations.types, (kind.singular, target.singular)
        if wanted is None:
            return types.unlabelled(*pair)
        return types.get(*pair, wanted) if isinstance(wanted, int) else types.labelled(*pair, wanted)

    def _tell(self, message: str, path: YamlPath, *more: str | int) -> None:
        self.problems.append(Problem((*path, *more), message))


class _Anybody:
    """All owners, the deactivated ones too: records stay theirs until somebody moves them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __contains__(self, owner_id: object) -> bool:
        return self._store.owners.get(str(owner_id)) is not None
