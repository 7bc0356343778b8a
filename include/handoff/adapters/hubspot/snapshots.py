"""Turns HubSpot's JSON of a record into a snapshot with the domain's field names (see domain/snapshot.py).

Values stay HubSpot's texts, but for instants (ISO 8601 in UTC), flags and markup, which is taken off. A field without
a value is left out, except `owner`: None says that nobody owns the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handoff.adapters.hubspot.kinds import ACTIVITIES, OWNER, Type, ref
from handoff.adapters.hubspot.opening import domains_of
from handoff.adapters.hubspot.people import Owners
from handoff.adapters.hubspot.transport import Wire
from handoff.adapters.media import media_type_of
from handoff.adapters.text import folder_id, moment, plain
from handoff.domain.canonical import Json, instant
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef
from handoff.domain.snapshot import Snapshot

TITLE_LENGTH = 80
_TITLES = {
    Kind.NOTE: "Note",
    Kind.CALL: "Call",
    Kind.MEETING: "Meeting",
    Kind.EMAIL: "Email",
    Kind.MESSAGE: "Message",
    Kind.TASK: "Task",
}
_SUBJECTS = {
    Kind.TASK: "hs_task_subject",
    Kind.TICKET: "subject",
    Kind.CALL: "hs_call_title",
    Kind.MEETING: "hs_meeting_title",
    Kind.EMAIL: "hs_email_subject",
}
_BODIES = {
    Kind.TASK: ("hs_task_body",),
    Kind.TICKET: ("content",),
    Kind.NOTE: ("hs_note_body",),
    Kind.CALL: ("hs_call_body",),
    Kind.MEETING: ("hs_meeting_body", "hs_internal_meeting_notes"),
    Kind.MESSAGE: ("hs_communication_body",),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a pipeline of deals or tickets."""

    label: str
    closed: bool
    won: bool | None = None
    """Of a deal's stage alone."""

    @classmethod
    def of(cls, stage: Wire) -> Stage:
        """Read a stage: a deal's says `isClosed` and its `probability`, 1.0 where won; a ticket's `ticketState`.

        All are text. See https://developers.hubspot.com/docs/api-reference/crm-pipelines-v3/guide.
        """
        metadata = stage.get("metadata") or {}
        closed = metadata.get("ticketState") == "CLOSED" or str(metadata.get("isClosed")).lower() == "true"
        probability = metadata.get("probability")
        won = None if probability is None else str(probability) in ("1", "1.0")
        return cls(str(stage.get("label") or ""), closed, won)


@dataclass(frozen=True)
class Reader:
    """What the JSON alone does not say. `owned` are the further owner properties of each type, `named` those that the
    policy's ends name, `currency` is that of amounts that name none.
    """

    marked: RecordRef
    client: Client
    owners: Owners
    stages: Mapping[tuple[Kind, str], Stage]
    owned: Mapping[Type, tuple[str, ...]]
    companies: Callable[[RecordRef], list[RecordRef]]
    links: Callable[[RecordRef], tuple[RecordRef, ...]]
    url: Callable[[RecordRef, tuple[RecordRef, ...]], str]
    named: Mapping[Type, tuple[str, ...]] = field(default_factory=dict)
    currency: str = ""

    def snapshot(self, type_: Type, record: Wire, asked: str = "") -> Snapshot:
        """Return one record as a snapshot; `as_of` is when an activity took place, else the last change.

        `asked` is the id under which it was asked for: the links of a record that was merged hang on that one.
        """
        kind, properties = type_.kind, record["properties"]
        name = type_.ref(record["id"])
        read = self._custom(type_, properties) if kind is Kind.CUSTOM else self._fields(kind, name, properties)
        fields: dict[str, Json] = {key: value for key, value in read.items() if value not in (None, "")}
        for owned in self.owned.get(type_, type_.owned):
            if value := properties.get(owned):
                fields[f"owner:{owned}"] = value
        for ended in self.named.get(type_, ()):
            fields[f"property:{ended}"] = properties.get(ended) or None
        if name == self.marked:
            fields["history"] = _history(record)
        owner = properties.get(OWNER) or None
        links = self.links(name)
        if asked not in ("", str(record["id"])):
            links = tuple(dict.fromkeys((*links, *self.links(type_.ref(asked)))))
        happened = properties.get("hs_timestamp") if kind in ACTIVITIES and kind is not Kind.TASK else None
        return Snapshot(
            record=name,
            title=_title(type_, fields, name),
            url=str(record.get("url") or self.url(name, links)),
            revision=str(record.get("updatedAt") or properties.get(type_.modified) or ""),
            as_of=_moment(happened or record.get("updatedAt")),
            author=self.owners.name(owner),
            fields={"owner": owner, **fields},
            links=links,
            raw=record,
        )

    def _custom(self, type_: Type, properties: Wire) -> dict[str, Json]:
        return {"type": type_.label, "name": properties.get(type_.title)}

    def _fields(self, kind: Kind, name: RecordRef, properties: Wire) -> dict[str, Json]:
        match kind:
            case Kind.DEAL:
                return {
                    "name": properties.get("dealname"),
                    "amount": properties.get("amount"),
                    "currency": self._currency(properties, "deal_currency_code", "amount"),
                    "close_date": _instant(properties.get("closedate")),
                    "description": plain(properties.get("description") or ""),
                    **self._stage(kind, properties.get("dealstage")),
                    "won": self._stage_of(kind, properties.get("dealstage")).won,
                    **self._companies(name),
                }
            case Kind.COMPANY:
                return {
                    "name": properties.get("name"),
                    "domains": list(domains_of(properties)),
                    "lifecycle": properties.get("lifecyclestage"),
                    "folder_id": self._folder(properties),
                    **{key: properties.get(key) for key in ("description", "industry", "phone", "website")},
                }
            case Kind.CONTACT:
                names = (properties.get("firstname"), properties.get("lastname"))
                return {
                    "email": properties.get("email"),
                    "name": " ".join(part for part in names if part),
                    "phone": properties.get("phone") or properties.get("mobilephone"),
                    "role": properties.get("jobtitle"),
                    **self._companies(name),
                }
            case Kind.LINE_ITEM:
                return {
                    "name": properties.get("name"),
                    "description": plain(properties.get("description") or ""),
                    **{key: properties.get(key) for key in ("quantity", "price", "amount")},
                    "currency": self._currency(properties, "hs_line_item_currency_code", "price", "amount"),
                }
            case Kind.QUOTE:
                return {
                    "name": properties.get("hs_title"),
                    "description": "\n".join(
                        plain(properties.get(name) or "") for name in ("hs_terms", "hs_comments")
                    ).strip(),
                    "status": properties.get("hs_status"),
                    "amount": properties.get("hs_quote_amount"),
                    "currency": self._currency(properties, "hs_currency", "hs_quote_amount"),
                    "due": _instant(properties.get("hs_expiration_date")),
                }
        fields: dict[str, Json] = {
            "subject": properties.get(_SUBJECTS.get(kind, "")),
            "body": "\n".join(plain(properties.get(body) or "") for body in _BODIES.get(kind, ())).strip(),
        }
        match kind:
            case Kind.TASK:
                status = properties.get("hs_task_status")
                fields |= {
                    "status": status,
                    "closed": status == "COMPLETED",
                    "due": _instant(properties.get("hs_timestamp")),
                    "priority": properties.get("hs_task_priority"),
                }
            case Kind.TICKET:
                fields |= {
                    "priority": properties.get("hs_ticket_priority"),
                    **self._stage(kind, properties.get("hs_pipeline_stage")),
                    **self._companies(name),
                }
            case Kind.MEETING:
                fields["status"] = properties.get("hs_meeting_outcome")
            case Kind.EMAIL:
                fields["body"] = plain(properties.get("hs_email_text") or properties.get("hs_email_html") or "")
        return fields

    def _currency(self, properties: Wire, name: str, *amounts: str) -> str | None:
        """The currency of a record's amounts: its own, else the account's where it has any amount."""
        own = self.currency if any(properties.get(amount) for amount in amounts) else None
        return properties.get(name) or own

    def _stage_of(self, kind: Kind, identifier: object) -> Stage:
        return self.stages.get((kind, str(identifier)), Stage("", closed=False))

    def _stage(self, kind: Kind, identifier: object) -> dict[str, Json]:
        stage = self._stage_of(kind, identifier)
        return {"stage": str(identifier or ""), "stage_label": stage.label, "closed": stage.closed}

    def _companies(self, name: RecordRef) -> dict[str, Json]:
        return {"companies": [company.key for company in self.companies(name)]}

    def _folder(self, properties: Wire) -> str:
        """The client's folder where one of the company's properties still names it, else ""."""
        named = any(folder_id(value) == self.client.folder_id for value in properties.values() if value)
        return self.client.folder_id if named else ""


def attachment(file: Wire, links: tuple[RecordRef, ...]) -> Snapshot:
    """Return a file that hangs on activities as a snapshot, without its content."""
    name = str(file.get("name") or "")
    extension = str(file.get("extension") or "")
    full = f"{name}.{extension}" if extension and not name.endswith(f".{extension}") else name
    fields: dict[str, Json] = {
        "name": full,
        "mime": media_type_of(full),
        "size": file.get("size"),
        "visibility": file.get("access"),
    }
    return Snapshot(
        record=ref(Kind.ATTACHMENT, file["id"]),
        title=str(fields["name"]) or f"File {file['id']}",
        url=str(file.get("url") or ""),
        revision=str(file.get("updatedAt") or ""),
        as_of=_moment(file.get("updatedAt")),
        author="",
        fields=fields,
        links=links,
        raw=file,
    )


def list_of_records(one: Wire, links: tuple[RecordRef, ...], url: str) -> Snapshot:
    """Return a list as a snapshot; `links` are the client's records in it."""
    name = str(one.get("name") or f"List {one['listId']}")
    return Snapshot(
        record=ref(Kind.LIST, one["listId"]),
        title=name,
        url=url,
        revision=str(one.get("updatedAt") or one.get("listVersion") or ""),
        as_of=_moment(one.get("updatedAt")),
        author="",
        fields={"name": name, "type": str(one.get("processingType") or "").lower()},
        links=links,
        raw=one,
    )


def _history(record: Wire) -> list[Json]:
    """Return the versions of the properties whose history was read, oldest first."""
    versions: list[dict[str, Json]] = [
        {
            "property": name,
            "value": version.get("value"),
            "at": _instant(version.get("timestamp")),
            "by": str(version.get("updatedByUserId") or ""),
            "source": version.get("sourceType"),
        }
        for name, found in (record.get("propertiesWithHistory") or {}).items()
        for version in found
    ]
    return [*sorted(versions, key=lambda version: (str(version["at"]), str(version["property"])))]


def _title(type_: Type, fields: Mapping[str, Json], name: RecordRef) -> str:
    for key in ("name", "subject", "body", "email"):
        if text := str(fields.get(key) or "").strip():
            line = text.splitlines()[0]
            return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1].rstrip() + "…"
    return _TITLES.get(type_.kind) or f"{type_.label or name.kind.value.capitalize()} {name.id.rpartition('/')[2]}"


def _moment(value: object) -> datetime | None:
    try:
        return moment(value)
    except (ValueError, OverflowError, OSError):
        return None


def _instant(value: object) -> str | None:
    read = _moment(value)
    return None if read is None else instant(read)
