"""A file sent as multipart/form-data: one part is the record as JSON, another the bytes of one of its fields.

https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_insert_update_blob.htm
"""

from __future__ import annotations

import base64
import json
from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.errors import unreadable_json

if TYPE_CHECKING:
    from collections.abc import Mapping


def is_multipart(headers: Mapping[str, str]) -> bool:
    """Say whether a request has parts."""
    return headers.get("content-type", "").lower().startswith("multipart/form-data")


def parts_of(kind: str, raw: bytes) -> dict[str, bytes]:
    """Return the parts of a body of a media type by their names."""
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + raw)
    parts = {}
    for part in message.iter_parts():
        data = part.get_payload(decode=True)
        parts[str(part.get_param("name", header="content-disposition"))] = data if isinstance(data, bytes) else b""
    return parts


def read(headers: Mapping[str, str], raw: bytes) -> dict[str, Any]:
    """Return the record, its field of bytes as base64; raises JSON_PARSER_ERROR."""
    head = f"Content-Type: {headers['content-type']}\r\n\r\n".encode()
    record: dict[str, Any] | None = None
    blobs: dict[str, str] = {}
    for part in BytesParser(policy=HTTP).parsebytes(head + raw).iter_parts():
        data = part.get_payload(decode=True)
        data = data if isinstance(data, bytes) else b""
        name = part.get_param("name", header="content-disposition")
        if part.get_content_type() == "application/json" or (record is None and part.get_filename() is None):
            try:
                record = json.loads(data)
            except ValueError as error:
                raise unreadable_json(f"Unexpected character: {error}") from None
        else:
            blobs[str(name)] = base64.b64encode(data).decode()
    if not isinstance(record, dict):
        raise unreadable_json("no part holds the record as JSON")
    return record | blobs
