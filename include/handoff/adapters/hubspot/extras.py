"""What a portal has beside its standard records: custom objects, lists, and the files that hang on activities.

HubSpot shows each only to an app with a scope of its own, and many portals have none of them: what may not be seen is
named as unread, and the rest of the client is gathered all the same.
https://developers.hubspot.com/docs/api-reference/latest/crm/objects/schemas/get-schemas
https://developers.hubspot.com/docs/api-reference/latest/crm/lists/memberships/get-memberships-batch
https://developers.hubspot.com/docs/api-reference/latest/files/files/search-files
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from handoff.adapters.hubspot.api import BATCH, Api, chunks
from handoff.adapters.hubspot.kinds import ATTACHED, OWNER, TYPES, Type
from handoff.adapters.hubspot.transport import Wire
from handoff.domain.record import Kind, RecordRef, Vendor

LISTED = (Kind.COMPANY, Kind.CONTACT, Kind.DEAL)
"""The kinds whose lists are looked for: those that letters, campaigns and reports are made from."""


def custom_types(api: Api) -> list[Type]:
    """Return the portal's own types of records, by type id; those that were archived have no records to read."""
    schemas = api.ask("GET", "/crm-object-schemas/v3/schemas").get("results") or ()
    return sorted((_type(schema) for schema in schemas if not schema.get("archived")), key=lambda item: item.id)


def lists_of(api: Api, records: Sequence[RecordRef]) -> dict[str, list[RecordRef]]:
    """Return the ids of the lists in which some records (at most 100) are, each with those records."""
    inputs = [{"objectTypeId": TYPES[record.kind].id, "recordId": record.id} for record in records]
    answer = api.ask("POST", "/crm/v3/lists/records/memberships/batch/read", body={"inputs": inputs})
    by_id = {(TYPES[record.kind].id, record.id): record for record in records}
    found: dict[str, list[RecordRef]] = defaultdict(list)
    for result in answer.get("results") or ():
        record = by_id.get((str(result.get("objectTypeId")), str(result.get("recordId"))))
        for membership in result.get("recordListMemberships") or ():
            if record is not None:
                found[str(membership["listId"])].append(record)
    return found


def lists(api: Api, ids: Sequence[str]) -> list[Wire]:
    """Return lists by id; one that is gone is left out."""
    found: list[Wire] = []
    for part in chunks(ids, BATCH):
        answer = api.ask("GET", "/crm/v3/lists", *(("listIds", identifier) for identifier in part))
        found += answer.get("lists") or ()
    return found


def files(api: Api, ids: Sequence[str]) -> dict[str, Wire]:
    """Return what HubSpot tells of files (at most 100) by id, without their content."""
    query = [("limit", str(BATCH)), *(("ids", identifier) for identifier in ids)]
    answer = api.ask("GET", "/files/v3/files/search", *query)
    return {str(item["id"]): item for item in answer.get("results") or ()}


def attached(properties: Mapping[str, object]) -> list[str]:
    """Return the ids of the files that hang on an activity."""
    return [part.strip() for part in str(properties.get(ATTACHED) or "").split(";") if part.strip()]


def ref(kind: Kind, identifier: str) -> RecordRef:
    """Return the name of a list or of an attachment."""
    return RecordRef(Vendor.HUBSPOT, kind, identifier)


def owner_properties(definitions: Iterable[Wire]) -> tuple[str, ...]:
    """Return the properties of the portal's own that hold one owner's id and can be written."""
    return tuple(str(item["name"]) for item in definitions if _names_an_owner(item))


def _names_an_owner(item: Wire) -> bool:
    refers = item.get("referencedObjectType") == "OWNER" or item.get("type") == "user"
    fixed = (item.get("modificationMetadata") or {}).get("readOnlyValue") or item.get("calculated")
    return bool(refers and item.get("hubspotDefined") is False and item.get("fieldType") != "checkbox" and not fixed)


def _type(schema: Wire) -> Type:
    definitions = [item for item in schema.get("properties") or () if item.get("name") != OWNER]
    identifier = str(schema["objectTypeId"])
    return Type(
        Kind.CUSTOM,
        identifier,  # in paths a type's id stands as well as its name, which only the portal knows
        identifier,
        tuple(str(item["name"]) for item in definitions if not str(item["name"]).startswith("hs_")),
        title=str(schema.get("primaryDisplayProperty") or ""),
        label=str((schema.get("labels") or {}).get("singular") or schema.get("name") or identifier),
        owned=owner_properties(definitions),
        linked=frozenset(
            str(link[end])
            for link in schema.get("associations") or ()
            for end in ("fromObjectTypeId", "toObjectTypeId")
        ),
    )
