"""A notice: what a CRM tells by webhook, that a record has changed. It says when to look, and is never believed:
whether and since when a record stands at the mark is read in the vendor's own history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from handoff.domain.record import RecordRef


@dataclass(frozen=True, slots=True)
class Notice:
    """One change of one record. `key` is the same whenever the vendor repeats it; `property` is the vendor's name of
    what changed, "" where the notice is about the record as a whole.
    """

    connection: str
    key: str
    record: RecordRef
    property: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came in over HTTP, to be checked and read.

    `url` is the address under which the vendor knows us, as it was configured, and never one made of the request's own
    headers; header names are in lower case. `secret` is what stood behind the connection in the path, "" for nothing.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes
    at: datetime
    secret: str = ""
