"""Reads what attached files hold, at the address that HubSpot signs for each.

https://developers.hubspot.com/docs/api-reference/latest/files/files/get-signed-url
"""

from __future__ import annotations

from handoff.adapters.hubspot.api import Api
from handoff.adapters.media import Content, read_bounded, take_bounded
from handoff.domain.snapshot import Snapshot


def read(api: Api, file: Snapshot, limit: int) -> Content:
    """Return the bytes and the media type of a file, None for what is no document; errors of `read_bounded`."""
    return read_bounded(file, limit, lambda: api.download(file.record.id, limit))


def export(api: Api, file: Snapshot, limit: int) -> tuple[bytes, str]:
    """Return the bytes and the media type of a file, whatever it is; errors of `take_bounded`."""
    return take_bounded(file, limit, lambda: api.download(file.record.id, limit))
