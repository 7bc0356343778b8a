"""Where a record can be opened."""

from __future__ import annotations

from collections.abc import Iterable

from handoff.adapters.hubspot.connection import HubSpotConnection
from handoff.adapters.hubspot.kinds import ACTIVITIES, TYPES
from handoff.domain.record import Kind, RecordRef

_PAGES = "https://app.hubspot.com/contacts"


def address(connection: HubSpotConnection, record: RecordRef, links: Iterable[RecordRef] = ()) -> str:
    """Return a record's page in HubSpot; an activity's is on the page of the first of `links` that it hangs on.

    HubSpot's API does not tell pages; they follow from the portal's id. Without one the address is the API's own.
    """
    if record.kind is Kind.LIST:
        page = f"{_PAGES}/{connection.portal_id}/objectLists/{record.id}"
        return page if connection.portal_id else connection.base_url + connection.dated(f"/crm/v3/lists/{record.id}")
    type_id, _, identifier = record.id.rpartition("/")
    if not connection.portal_id:
        plural = type_id or TYPES[record.kind].plural
        return connection.base_url + connection.dated(f"/crm/v3/objects/{plural}/{identifier}")
    if type_id:
        return f"{_PAGES}/{connection.portal_id}/record/{record.id}"
    shown = next(
        (link for link in links if record.kind in ACTIVITIES and link.kind in TYPES and link.kind not in ACTIVITIES),
        record,
    )
    place = f"{_PAGES}/{connection.portal_id}/record/{TYPES[shown.kind].id}/{shown.id}"
    return place if shown == record else f"{place}?engagement={record.id}"
