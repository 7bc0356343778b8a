"""What is never touched: by the firm's choice (an exclusion) or by law (a legal hold).

A hold on a folder is one on everything below it; a hold on a record is one on its permissions too. Holds are asked when
a plan is made, and again before anything is applied, since one may come after the approval.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef, Vendor


@dataclass(frozen=True, slots=True)
class Hold:
    """One rule. `records` are record keys, `folders` ids of Drive folders, `clients` names, mail domains or keys of
    companies, in lower case; `why` is what people are told.
    """

    why: str
    records: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    clients: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Holds:
    """All exclusions and legal holds."""

    holds: tuple[Hold, ...] = ()

    def on_client(self, client: Client) -> str:
        """Return why nothing of a client may be changed, "" where it may."""
        names = {client.name.lower(), client.record.key.lower(), *client.domains}
        return next((hold.why for hold in self.holds if hold.clients & names), "")

    def on_record(self, record: RecordRef, above: Iterable[str] = ()) -> str:
        """Return why a record may not be changed, "" where it may; `above` are the ids of the folders that it is in."""
        if not self.holds:
            return ""
        folders = set(above)
        keys = {record.key}
        if record.vendor is Vendor.GOOGLE_DRIVE:
            file_id = record.id.partition("/")[0]
            folders.add(file_id)
            keys |= {RecordRef(record.vendor, kind, file_id).key for kind in (Kind.FILE, Kind.FOLDER)}
        return next((hold.why for hold in self.holds if hold.records & keys or hold.folders & folders), "")
