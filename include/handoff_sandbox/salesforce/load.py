"""Loads a world's records and files into a store; all that is wrong is told at once.

A record that has a history is created with the first values and changed in the order of time, so that Salesforce's own
history objects hold what a real life of the record would have left in them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handoff_sandbox.core.errors import Problem, WorldError
from handoff_sandbox.core.times import parse_time
from handoff_sandbox.salesforce.access.organisation import find_user, read_id
from handoff_sandbox.salesforce.errors import SalesforceError
from handoff_sandbox.salesforce.records import record_ids
from handoff_sandbox.salesforce.records.transactions import Transaction, Write
from handoff_sandbox.salesforce.records.values import Value, read, show_instant, whole_second
from handoff_sandbox.salesforce.seed import FileLinkSeed

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.core.errors import YamlPath
    from handoff_sandbox.salesforce.definitions.schema import Field, SObject
    from handoff_sandbox.salesforce.records.records import Record
    from handoff_sandbox.salesforce.seed import FileSeed, RecordSeed, SalesforceSection
    from handoff_sandbox.salesforce.store import Store

FIRST = ("Account", "Contact", "Opportunity", "Case")
"""What others refer to is loaded before them."""


def load_records(section: SalesforceSection, store: Store) -> None:
    """Put every record and file of the section into the store; raises WorldError."""
    loader = _Loader(store, section)
    loaded: list[tuple[Record, RecordSeed]] = []
    for name in sorted(section.records, key=lambda one: FIRST.index(one) if one in FIRST else len(FIRST)):
        sobject = store.schema.get(name)
        if sobject is None or sobject.name != name or sobject.history_of or sobject.alias_of:
            loader.tell("is not an object whose records a world can hold", ("salesforce", "records", name))
            continue
        for place, seed in enumerate(section.records[name]):
            record = loader.record(sobject, seed, ("salesforce", "records", name, place))
            if record:
                loaded.append((record, seed))
    for place, file in enumerate(section.files):
        loader.file(file, ("salesforce", "files", place))
    loader.check_references()
    for record, seed in loaded:
        if seed.deleted:
            store.delete(record)
    if loader.problems:
        raise WorldError(loader.problems)


def read_transactions(section: SalesforceSection, store: Store) -> list[Transaction]:
    """Return the section's long transactions; raises WorldError."""
    loader = _Loader(store, section)
    found = []
    for place, seed in enumerate(section.transactions):
        writes = []
        for order, one in enumerate(seed.writes):
            path = ("salesforce", "transactions", place, "writes", order)
            name, _, key = one.record.partition("/")
            sobject = store.schema.get(name)
            record = store.get(sobject, read_id(sobject.prefix, key)) if sobject else None
            if sobject is None or record is None:
                loader.tell(f"there is no record {one.record}", (*path, "record"))
                continue
            values = loader.values(sobject, one.fields, (*path, "fields"))
            writes.append(Write(record, values, loader.time(one.at), loader.user(one.by, (*path, "by"))))
        found.append(Transaction(loader.time(seed.began), loader.time(seed.commits), tuple(writes)))
    if loader.problems:
        raise WorldError(loader.problems)
    return found


class _Loader:
    def __init__(self, store: Store, section: SalesforceSection) -> None:
        self.store = store
        self.problems: list[Problem] = []
        self._first = read_id("005", section.users[0].id)
        self._references: list[tuple[str, YamlPath]] = []
        self._seen: set[str] = set()

    def tell(self, message: str, path: YamlPath) -> None:
        """Note one thing that is wrong."""
        self.problems.append(Problem(path, message))

    def time(self, text: str) -> datetime:
        """Return an instant of the world, in whole seconds."""
        return whole_second(parse_time(text, self.store.clock))

    def user(self, key: str | None, path: YamlPath) -> str:
        """Return the id of a user; without a key, of the first."""
        if key is None:
            return self._first
        user = find_user(self.store, key)
        if user is None:
            self.tell(f"no user has the number, id, username or address {key!r}", path)
            return self._first
        return user.id

    def record(self, sobject: SObject, seed: RecordSeed, path: YamlPath) -> Record | None:
        """Make one record with its history."""
        told = len(self.problems)
        record_id = read_id(sobject.prefix, seed.id)
        if record_id[:3] != sobject.prefix:
            self.tell(f"an id of {sobject.name} begins with {sobject.prefix}", (*path, "id"))
        elif record_id in self._seen:
            self.tell(f"{sobject.name} has a record with the id {seed.id} already", (*path, "id"))
        self._seen.add(record_id)
        values = self.values(sobject, dict(seed.fields), (*path, "fields"))
        if seed.owner is not None:
            values |= self.values(sobject, {"OwnerId": seed.owner}, path)
        creator = self.user(seed.created_by, (*path, "created_by"))
        if seed.created_by is None and str(values.get("OwnerId", "")).startswith("005"):
            creator = str(values["OwnerId"])
        steps = self._steps(sobject, seed, path)
        first = {name: value for name, value in values.items() if name not in seed.history}
        while steps and steps[0][0] <= self.time(seed.created):
            first |= steps.pop(0)[1]
        missing = [one.name for one in sobject.fields.values() if one.required and first.get(one.name) is None]
        if missing and len(self.problems) == told:
            self.tell(f"lacks {', '.join(missing)} at its creation", (*path, "fields"))
        if len(self.problems) > told:
            return None
        record = self.store.create(sobject, first, creator, when=self.time(seed.created), record_id=record_id)
        for when, change, by in steps:
            self.store.update(record, change, by, when=when)
        modified = self.time(seed.modified) if seed.modified else record.modified
        by = self.user(seed.modified_by, (*path, "modified_by")) if seed.modified_by else record.modified_by
        self.store.tables.touch(record, max(modified, record.created), by)
        return record

    def _steps(
        self, sobject: SObject, seed: RecordSeed, path: YamlPath
    ) -> list[tuple[datetime, dict[str, Value], str]]:
        steps = []
        for name, entries in seed.history.items():
            for place, entry in enumerate(entries):
                where = (*path, "history", name, place)
                values = self.values(sobject, {name: entry.value}, where)
                steps.append((self.time(entry.at), values, self.user(entry.by, (*where, "by"))))
        return sorted(steps, key=lambda step: step[0])

    def values(
        self, sobject: SObject, fields: dict[str, str | bool | float | None], path: YamlPath
    ) -> dict[str, Value]:
        """Return the values to keep, with references checked later."""
        values: dict[str, Value] = {}
        for name, raw in fields.items():
            field = sobject.get(name)
            if field is None or field.name != name:
                self.tell(
                    f"{sobject.name} has no field {name!r}; define it in salesforce.fields.{sobject.name}",
                    (*path, name),
                )
            elif not self.store.is_kept(sobject, name) or field.type == "address":
                self.tell("is a field that Salesforce computes", (*path, name))
            else:
                try:
                    values[name] = self._value(sobject, field, raw, (*path, name))
                except (SalesforceError, ValueError) as error:
                    self.tell(str(error), (*path, name))
        return values

    def _value(self, sobject: SObject, field: Field, raw: object, path: YamlPath) -> Value:
        text = raw if isinstance(raw, str) else ""
        if field.type == "reference" and raw not in (None, ""):
            found = self._reference(field, str(raw))
            self._references.append((found, path))
            return found
        if field.type == "datetime" and text:
            return read(sobject, field, show_instant(self.time(text)))
        if field.type == "date" and text.startswith(("+", "-", "now")):
            return self.time(text).date()
        if field.type == "base64":
            return text.encode()
        return read(sobject, field, raw)

    def _reference(self, field: Field, text: str) -> str:
        if "User" in field.to and (user := find_user(self.store, text)):
            return user.id
        if "Group" in field.to:
            for group in self.store.tables.all("Group"):
                if text in (group.values.get("DeveloperName"), group.id, group.id[:15]):
                    return group.id
        name, slash, key = text.partition("/")
        target = self.store.schema.get(name if slash else field.to[0])
        number = not slash and text.isdecimal() and len(field.to) > 1
        found = read_id(target.prefix, key if slash else text) if target and not number else ""
        if target is None or record_ids.read(found) is None or (slash and target.name not in field.to):
            raise ValueError(f"{text!r} is none of {', '.join(field.to)}; write it as Object/number, or as an id")
        return found

    def check_references(self) -> None:
        """Tell the references that lead nowhere."""
        for record_id, path in self._references:
            target = self.store.schema.of_id(record_id)
            if record_id in self._seen:  # it may be wrong itself, which has been told
                continue
            if target is None or self.store.tables.get(target.name, record_id) is None:
                self.tell(f"there is no record {record_id}", path)

    def file(self, seed: FileSeed, path: YamlPath) -> None:
        """Make one file or note with its versions and links."""
        try:
            data = Path(seed.content_file).read_bytes() if seed.content_file else seed.content.encode()
        except OSError as error:
            self.tell(f"cannot be read: {error.strerror}", (*path, "content_file"))
            return
        owner, created = self.user(seed.owner, (*path, "owner")), self.time(seed.created)
        schema, document_id = self.store.schema, read_id("069", seed.id)
        values: dict[str, Value] = {"Title": seed.title, "OwnerId": owner, "Description": seed.description}
        if seed.note:
            del values["Description"]
            note = values | {"Content": data}
            document = self.store.create(schema["ContentNote"], note, owner, when=created, record_id=document_id)
        else:
            document = self.store.create(schema["ContentDocument"], values, owner, when=created, record_id=document_id)
            for content in (*(one.encode() for one in seed.versions), data):
                version = values | {
                    "ContentDocumentId": document.id,
                    "PathOnClient": f"{seed.title}.{seed.extension or 'txt'}",
                    "VersionData": content,
                }
                self.store.create(schema["ContentVersion"], version, owner, when=created)
        for place, one in enumerate(seed.links):
            wanted = one if isinstance(one, FileLinkSeed) else FileLinkSeed(to=one)
            link: dict[str, Value] = {"ContentDocumentId": document.id, "ShareType": wanted.share}
            link["Visibility"] = wanted.visibility
            where = (*path, "links", place)
            entity = self.values(schema["ContentDocumentLink"], {"LinkedEntityId": wanted.to}, where)
            self.store.create(schema["ContentDocumentLink"], link | entity, owner, when=created)
