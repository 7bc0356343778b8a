"""Turns Salesforce's JSON of a record into a snapshot with the domain's field names (see domain/snapshot.py).

Beside those there is `team` (list of {user, name, role}) of deals and companies, and `history` of every record that has
one. Values stay Salesforce's, but for instants (ISO 8601 in UTC), numbers with a fraction (text) and markup, which is
taken off. A field without a value is left out, except `owner`: null says that nobody owns the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from handoff.adapters.salesforce.domains import domains_of
from handoff.adapters.salesforce.kinds import OWNER, custom_ref, object_of, ref, ref_of
from handoff.adapters.salesforce.schema import Described
from handoff.adapters.salesforce.transport import Row
from handoff.adapters.text import folder_id, moment, plain
from handoff.domain.canonical import Json, instant
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef
from handoff.domain.snapshot import Snapshot

TITLE_LENGTH = 80
_HAPPENED = {Kind.MEETING: "StartDateTime", Kind.EMAIL: "MessageDate"}
_LINKS = ("AccountId", "OpportunityId", "ContactId", "WhatId", "WhoId", "ParentId", "RelatedToId")
_TEAMS = ("AccountTeamMembers", "OpportunityTeamMembers")


@dataclass(frozen=True)
class Reader:
    """What the JSON does not say. `owned` are the further owner fields of each kind, `named` those that the policy's
    ends name; `children` reads subqueries.
    """

    client: Client
    base_url: str
    owned: Mapping[Kind, tuple[str, ...]]
    children: Callable[[Row, str], Iterator[Row]]
    named: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)

    def custom(self, described: Described, row: Row) -> Snapshot:
        """Return a record of one of the organisation's own objects as a snapshot."""
        read = self.snapshot(Kind.CUSTOM, row)
        record = custom_ref(described.name, row["Id"])
        name = str(row.get("Name") or "")
        fields: dict[str, Json] = {**read.fields, "type": described.label, "name": name}
        links = (ref_of(row.get(one)) for one in described.references if row.get(one))
        return replace(
            read,
            record=record,
            title=name or f"{described.label} {row['Id']}",
            url=self.url(record),
            fields=fields,
            links=tuple(dict.fromkeys(link for link in links if link is not None)),
        )

    def snapshot(self, kind: Kind, row: Row) -> Snapshot:
        """Return one record as a snapshot; `as_of` is when an activity took place, else the last change."""
        record = ref(kind, row["Id"])
        pages = [name for name, value in row.items() if value.__class__ is dict and "records" in value]
        if pages:
            row = {**row, **{name: list(self.children(row, name)) for name in pages}}
        fields: dict[str, Json] = {"owner": row[OWNER] or None} if OWNER in row else {}
        fields |= {name: value for name, value in self._fields(kind, row).items() if value not in (None, "", [])}
        for owned in self.owned.get(kind, ()):
            if value := row.get(owned):
                fields[f"owner:{owned}"] = value
        fields |= {f"property:{name}": spelled(row.get(name)) for name in self.named.get(kind, ())}
        return Snapshot(
            record=record,
            title=_title(kind, fields, record),
            url=self.url(record),
            revision=str(row.get("SystemModstamp") or ""),
            as_of=_moment(row.get(_HAPPENED.get(kind, "")) or row.get("LastModifiedDate")),
            author=str(row.get("FromName") or _named(row, "LastModifiedBy")),
            fields=fields,
            links=_links(record, row),
            raw=row,
        )

    def url(self, record: RecordRef) -> str:
        """Return where people open a record."""
        return f"{self.base_url}/lightning/r/{object_of(record)}/{record.id.rpartition('/')[2]}/view"

    def _fields(self, kind: Kind, row: Row) -> dict[str, Json]:
        match kind:
            case Kind.DEAL:
                fields: dict[str, Json] = {
                    "name": row.get("Name"),
                    "stage": row.get("StageName"),
                    "stage_label": row.get("StageName"),
                    "closed": row.get("IsClosed") is True,
                    "won": row.get("IsWon"),
                    "amount": _number(row.get("Amount")),
                    "currency": row.get("CurrencyIsoCode"),
                    "close_date": _instant(row.get("CloseDate")),
                    "description": plain(row.get("Description") or ""),
                    "companies": _companies(row),
                }
            case Kind.COMPANY:
                fields = self._company(row)
            case Kind.CONTACT:
                fields = {
                    "email": row.get("Email"),
                    "name": row.get("Name"),
                    "phone": row.get("Phone") or row.get("MobilePhone"),
                    "role": row.get("Title"),
                    "companies": _companies(row),
                }
            case Kind.LINE_ITEM | Kind.QUOTE:
                fields = _offer(kind, row)
            case Kind.CUSTOM:
                fields = {}
            case _:
                fields = _work(kind, row)
        team = [one for name in _TEAMS for one in row.get(name) or ()]
        if team:
            fields["team"] = [
                {"user": one.get("UserId"), "name": _named(one, "User"), "role": one.get("TeamMemberRole")}
                for one in team
            ]
        fields["history"] = _history(row)
        return fields

    def _company(self, row: Row) -> dict[str, Json]:
        own = row["Id"] == self.client.record.id
        named = any(folder_id(value) == self.client.folder_id for value in row.values() if isinstance(value, str))
        return {
            "name": row.get("Name"),
            "domains": list(self.client.domains if own else domains_of(str(row.get("Website") or ""), ())),
            "lifecycle": row.get("Type"),
            "folder_id": self.client.folder_id if named else "",
            "description": plain(row.get("Description") or ""),
            "industry": row.get("Industry"),
            "phone": row.get("Phone"),
            "website": row.get("Website"),
        }


def _work(kind: Kind, row: Row) -> dict[str, Json]:
    """The fields of what people do: cases, tasks, meetings, e-mails and notes."""
    body = plain(row.get("Description") or row.get("TextBody") or row.get("HtmlBody") or row.get("Body") or "")
    comments = [
        f"{_named(one, 'CreatedBy')}: {plain(one.get('CommentBody') or '')}" for one in row.get("CaseComments") or ()
    ]
    fields: dict[str, Json] = {
        "subject": row.get("Subject") or row.get("Title"),
        "body": "\n".join([body, *comments]).strip(),
    }
    match kind:
        case Kind.TASK:
            fields |= {
                "status": row.get("Status"),
                "closed": row.get("IsClosed") is True,
                "due": _instant(row.get("ActivityDate")),
                "priority": row.get("Priority"),
            }
        case Kind.TICKET:
            fields |= {
                "stage": row.get("Status"),
                "stage_label": row.get("Status"),
                "closed": row.get("IsClosed") is True,
                "priority": row.get("Priority"),
                "companies": _companies(row),
            }
    return fields


def _offer(kind: Kind, row: Row) -> dict[str, Json]:
    """The fields of what is sold and offered: line items and quotes."""
    fields: dict[str, Json] = {
        "name": row.get("Name"),
        "description": plain(row.get("Description") or ""),
    }
    if kind is Kind.LINE_ITEM:
        amounts = {"quantity": "Quantity", "price": "UnitPrice", "amount": "TotalPrice"}
        return fields | {name: _number(row.get(field)) for name, field in amounts.items()}
    due = _instant(row.get("ExpirationDate"))
    return fields | {"status": row.get("Status"), "amount": _number(row.get("GrandTotal")), "due": due}


def _history(row: Row) -> list[Json]:
    """The values that tracked fields took, oldest first; of a reference Salesforce keeps a name, and then the id.

    An opportunity's stages stand in a history of their own, which is kept whether or not the field is tracked.
    """
    changes: dict[tuple[str, str], Json] = {}
    stage = None
    for one in row.get("OpportunityHistories") or ():
        if one.get("StageName") != stage:
            stage = one.get("StageName")
            changes["StageName", str(one["CreatedDate"])] = _change("StageName", stage, one)
    for one in row.get("Histories") or ():
        name, at = str(one.get("Field")), str(one["CreatedDate"])
        if name != "StageName" or stage is None:
            changes[name, at] = _change(name, one.get("NewValue"), one)
    return [change for _, change in sorted(changes.items(), key=lambda item: item[0][1])]


def _change(name: str, value: Json, row: Row) -> Json:
    at = _instant(row["CreatedDate"])
    return {"property": name, "value": value, "at": at, "by": row.get("CreatedById"), "source": ""}


def _companies(row: Row) -> list[Json]:
    """The accounts of a record, its own first, then those that a contact belongs to besides."""
    own = [row.get("AccountId"), *(one.get("AccountId") for one in row.get("AccountContactRelations") or ())]
    return [ref(Kind.COMPANY, account).key for account in dict.fromkeys(filter(None, own))]


def _links(record: RecordRef, row: Row) -> tuple[RecordRef, ...]:
    other = "ContactId" if record.kind is Kind.DEAL else "OpportunityId"
    ids = [row[name] for name in _LINKS if row.get(name)]
    ids += [role[other] for role in row.get("OpportunityContactRoles") or () if role.get(other)]
    ids += [one["RelationId"] for one in row.get("EmailMessageRelations") or () if one.get("RelationId")]
    found = (ref_of(identifier) for identifier in dict.fromkeys(ids) if identifier != record.id)
    return tuple(link for link in found if link is not None)


def _named(row: Row, relationship: str) -> str:
    return str((row.get(relationship) or {}).get("Name") or "")


def _number(value: object) -> str | None:
    text = "" if value is None else str(value)
    return (text.rstrip("0").rstrip(".") if "." in text and "e" not in text.lower() else text) or None


def spelled(value: object) -> str | None:
    """Return a field's value as text, None where it is empty: what the policy's ends are compared with."""
    if isinstance(value, bool):
        return str(value).lower()
    return None if value in (None, "") else str(value)


def _title(kind: Kind, fields: Mapping[str, Json], record: RecordRef) -> str:
    for key in ("name", "subject", "body", "email"):
        if text := str(fields.get(key) or "").strip():
            line = text.splitlines()[0]
            return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1].rstrip() + "…"
    return f"{kind.value.replace('_', ' ').capitalize()} {record.id}"


def _moment(value: object) -> datetime | None:
    try:
        return moment(value)
    except (ValueError, OverflowError):
        return None


def _instant(value: object) -> str | None:
    read = _moment(value)
    return None if read is None else instant(read)
