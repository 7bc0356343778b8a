"""Reads what attached files hold: of one of Salesforce's Files its newest version, of one of the old kind its body.

https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_blob_retrieve.htm
"""

from __future__ import annotations

from handoff.adapters.media import Content, read_bounded, take_bounded
from handoff.adapters.salesforce.api import Api
from handoff.adapters.salesforce.kinds import FILE, OLD_FILE, VERSION, object_of
from handoff.domain.snapshot import Snapshot
from handoff.errors import VendorRefusedError


def read(api: Api, file: Snapshot, limit: int) -> Content:
    """Return the bytes and the media type of a file, None for what is no document; errors of `export`."""
    return read_bounded(file, limit, lambda: _download(api, file, limit))


def export(api: Api, file: Snapshot, limit: int) -> tuple[bytes, str]:
    """Return the bytes and the media type of a file, whatever it is; errors of `take_bounded`, and VendorRefusedError
    where Salesforce names no version of it.
    """
    return take_bounded(file, limit, lambda: _download(api, file, limit))


def _download(api: Api, file: Snapshot, limit: int) -> bytes | None:
    if object_of(file.record) != FILE:
        return api.blob(OLD_FILE, file.record.id, "Body", limit=limit)
    version = str(file.raw.get("LatestPublishedVersionId") or "")
    if not version:
        raise VendorRefusedError("Salesforce tells no version of it.", mend="Read it by hand.")
    return api.blob(VERSION, version, "VersionData", limit=limit)
