"""Notes: HubSpot has no key for a creation, so that each note carries ours in its last line and is found by it.

The notes of the first record that a note is put on are looked through, by association, which does not lag as the search
does. Undoing a note archives it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from handoff.adapters.hubspot.addresses import address
from handoff.adapters.hubspot.api import Api
from handoff.adapters.hubspot.connection import HubSpotConnection
from handoff.adapters.hubspot.errors import named
from handoff.adapters.hubspot.kinds import TYPES, ref
from handoff.adapters.hubspot.transport import Wire
from handoff.adapters.text import markup, plain, same_text
from handoff.domain.canonical import Json
from handoff.domain.change import Change, Fields
from handoff.domain.ports.vendors import Done, Seen
from handoff.domain.record import Kind, RecordRef
from handoff.errors import HandoffError, VendorRefusedError

REFERENCE = "Handoff reference: "


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a change says of its note, be it to make it or to take it away: its key, its text and its records."""

    key: str
    body: str
    on: tuple[RecordRef, ...]
    exists: bool

    @classmethod
    def of(cls, change: Change) -> Wanted:
        """Read a change; VendorRefusedError where the note would hang on nothing, or on what takes no notes."""
        exists = change.after.get("exists") is True
        said: Fields = change.after if exists else change.before
        on = said.get("on")
        records = tuple(RecordRef.parse(str(key)) for key in on) if isinstance(on, list | tuple) else ()
        if not records or not all(TYPES[record.kind].from_note for record in records):
            raise VendorRefusedError(
                "A note needs a deal, company, contact or ticket to be put on.", record=str(change.record)
            )
        return cls(change.record.id.removeprefix("new:"), str(said.get("body") or ""), records, exists)


class Notes:
    """Makes, finds and archives the notes that changes name."""

    def __init__(self, api: Api, connection: HubSpotConnection) -> None:
        self._api, self._connection = api, connection

    def observe(self, change: Change) -> Seen | HandoffError:
        """Return whether the note is there, with the text and the records that it has."""
        try:
            wanted = Wanted.of(change)
            note = self._find(wanted)
            if note is None:
                return Seen({"exists": False})
            text = _without_reference(plain(_body(note)))
            body = wanted.body if same_text(text, plain_of(wanted.body)) else text
            first, *others = wanted.on
            on: list[Json] = [first.key, *(record.key for record in others if self._is_on(note, record))]
        except HandoffError as error:
            return named(error, change.record)
        created = ref(Kind.NOTE, note["id"])
        return Seen({"exists": True, "body": body, "on": on}, created, address(self._connection, created, wanted.on))

    def apply(self, change: Change) -> Done | HandoffError:
        """Make the note, or archive it. The caller has observed before that there is something to do."""
        try:
            wanted = Wanted.of(change)
            if wanted.exists:
                return self._create(wanted)
            if note := self._find(wanted):
                self._api.archive(Kind.NOTE, note["id"])
        except HandoffError as error:
            return named(error, change.record)
        return Done()

    def _create(self, wanted: Wanted) -> Done:
        body = markup(wanted.body) + f"<p><small>{markup(REFERENCE + wanted.key)[3:-4]}</small></p>"
        properties = {"hs_note_body": body, "hs_timestamp": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.000Z}"}
        links = [(record.id, TYPES[record.kind].from_note) for record in wanted.on]
        created = ref(Kind.NOTE, self._api.create(Kind.NOTE, properties, links)["id"])
        return Done(created, address(self._connection, created, wanted.on))

    def _find(self, wanted: Wanted) -> Wire | None:
        first = wanted.on[0]
        notes = self._api.associated(first.kind, [first.id], Kind.NOTE).get(first.id, [])
        newest_first = sorted((note.id for note in notes), key=int, reverse=True)
        for batch in self._api.read(Kind.NOTE, newest_first, ["hs_note_body"]):
            for note in batch.found.values():
                if f"{REFERENCE}{wanted.key}" in plain(_body(note)).splitlines():
                    return note
        return None

    def _is_on(self, note: Wire, record: RecordRef) -> bool:
        found = self._api.associated(Kind.NOTE, [str(note["id"])], record.kind)
        return any(other.id == record.id for others in found.values() for other in others)


def plain_of(text: str) -> str:
    """Return a text as it reads once it has been written as markup and taken off again."""
    return plain(markup(text))


def _body(note: Mapping[str, Wire]) -> str:
    return str(note["properties"].get("hs_note_body") or "")


def _without_reference(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith(REFERENCE)).strip("\n")
