"""Reads what attached files hold, at the address that HubSpot signs for each.

https://developers.hubspot.com/docs/api-reference/latest/files/files/get-signed-url
"""

from __future__ import annotations

from handoff.adapters.hubspot.api import Api
from handoff.adapters.media import is_document
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, VendorRefusedError


def read(api: Api, file: Snapshot, limit: int) -> tuple[bytes, str] | None:
    """Return the bytes and the media type of a file, None for what is not read as a document.

    VendorRefusedError above `limit` bytes; other errors that HubSpot gives name the file.
    """
    media_type, record = file.text("mime"), str(file.record)
    if not is_document(media_type):
        return None
    size = file.fields.get("size")
    if isinstance(size, int) and size > limit:
        raise _too_large(limit, record)
    try:
        data = api.download(file.record.id, limit)
    except HandoffError as error:
        error.record = error.record or record
        raise
    if data is None:
        raise _too_large(limit, record)
    return data, media_type


def _too_large(limit: int, record: str) -> VendorRefusedError:
    return VendorRefusedError(
        f"Its content is larger than the {limit} bytes that are read.", record=record, mend="Read it by hand."
    )
