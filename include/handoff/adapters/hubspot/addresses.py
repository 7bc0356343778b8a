"""Where a record can be opened."""

from __future__ import annotations

from collections.abc import Iterable

from handoff.adapters.hubspot.connection import HubSpotConnection
from handoff.adapters.hubspot.kinds import ACTIVITIES, TYPES
from handoff.domain.record import RecordRef

_PAGES = "https://app.hubspot.com/contacts"


def address(connection: HubSpotConnection, record: RecordRef, links: Iterable[RecordRef] = ()) -> str:
    """Return a record's page in HubSpot; an activity's is on the page of the first of `links` that it hangs on.

    HubSpot's API does not tell pages; they follow from the portal's id. Without one the address is the API's own.
    """
    if not connection.portal_id:
        return connection.base_url + connection.dated(f"/crm/v3/objects/{TYPES[record.kind].plural}/{record.id}")
    page = next((link for link in links if record.kind in ACTIVITIES and link.kind not in ACTIVITIES), record)
    place = f"{_PAGES}/{connection.portal_id}/record/{TYPES[page.kind].id}/{page.id}"
    return place if page == record else f"{place}?engagement={record.id}"
