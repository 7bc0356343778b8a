"""Reads what attached files hold: of one of Salesforce's Files its newest version, of one of the old kind its body.

https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_blob_retrieve.htm
"""

from __future__ import annotations

from handoff.adapters.media import is_document
from handoff.adapters.salesforce.api import Api
from handoff.adapters.salesforce.kinds import FILE, OLD_FILE, VERSION, object_of
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, VendorRefusedError


def read(api: Api, file: Snapshot, limit: int) -> tuple[bytes, str] | None:
    """Return the bytes and the media type of a file, None for what is not read as a document.

    VendorRefusedError above `limit` bytes; other errors that Salesforce gives name the file.
    """
    media_type, record = file.text("mime"), str(file.record)
    if not is_document(media_type):
        return None
    size = file.fields.get("size")
    if isinstance(size, int) and size > limit:
        raise _too_large(limit, record)
    kind = object_of(file.record)
    version = str(file.raw.get("LatestPublishedVersionId") or "") if kind == FILE else ""
    if kind == FILE and not version:
        raise VendorRefusedError("Salesforce tells no version of it.", record=record, mend="Read it by hand.")
    place = (VERSION, version, "VersionData") if version else (OLD_FILE, file.record.id, "Body")
    try:
        data = api.blob(*place, limit=limit)
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
