"""Notes: content notes whose title ends with a key of ours, by which a repeat finds its own work.

A note and its links are created in one request, all or none. Undoing a note deletes it. The organisation needs
Salesforce's notes turned on (Setup, Notes Settings), which they are from the start.
https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contentnote.htm
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from handoff.adapters.salesforce.api import Api, soql
from handoff.adapters.salesforce.errors import first, named, refusal
from handoff.adapters.salesforce.kinds import CONTENT_NOTE, TYPES, object_of, ref
from handoff.adapters.salesforce.transport import Row
from handoff.adapters.text import markup, plain, same_text
from handoff.domain.canonical import Json
from handoff.domain.change import Change, Fields
from handoff.domain.ports.vendors import Done, Seen
from handoff.domain.record import Kind, RecordRef
from handoff.errors import HandoffError, RecordNotFoundError, VendorRefusedError

_TITLE_LENGTH = 120
_FIND = (
    "SELECT ContentDocumentId, LinkedEntityId FROM ContentDocumentLink "
    "WHERE LinkedEntityId IN {} AND ContentDocument.Title LIKE '%[{:like}]'"
)


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
        if not records or not all(record.kind in TYPES for record in records):
            raise VendorRefusedError(
                "A note needs an opportunity, account, contact or case to be put on.", record=str(change.record)
            )
        return cls(change.record.id.removeprefix("new:"), str(said.get("body") or ""), records, exists)

    @property
    def title(self) -> str:
        """The note's title: its first line, and the key."""
        line = next(iter(self.body.splitlines()), "Note")
        return f"{line[:_TITLE_LENGTH].strip()} [{self.key}]"


class Notes:
    """Makes, finds and deletes the notes that changes name; `base_url` is where people open records."""

    def __init__(self, api: Api, base_url: str) -> None:
        self._api, self._base_url = api, base_url

    def observe(self, change: Change) -> Seen | HandoffError:
        """Return whether the note is there, with the text and the records that it has."""
        try:
            wanted = Wanted.of(change)
            links = self._find(wanted)
            if not links:
                return Seen({"exists": False})
            identifier = str(links[0]["ContentDocumentId"])
            whole = self._api.blob(CONTENT_NOTE, identifier, "Content") or b""
            text = plain(whole.decode("utf-8", "replace"))
        except HandoffError as error:
            return named(error, change.record)
        there = {link["LinkedEntityId"] for link in links if link["ContentDocumentId"] == identifier}
        on: list[Json] = [record.key for record in wanted.on if record.id in there]
        body = wanted.body if same_text(text, plain(markup(wanted.body))) else text
        created = ref(Kind.NOTE, identifier)
        return Seen({"exists": True, "body": body, "on": on}, created, self._address(created))

    def apply(self, change: Change) -> Done | HandoffError:
        """Make the note, or delete it. The caller has observed before that there is something to do."""
        try:
            wanted = Wanted.of(change)
            if wanted.exists:
                return self._create(wanted)
            for identifier in {str(link["ContentDocumentId"]) for link in self._find(wanted)}:
                self._api.delete(CONTENT_NOTE, identifier)
        except RecordNotFoundError:
            return Done()  # somebody else has deleted it meanwhile
        except HandoffError as error:
            return named(error, change.record)
        return Done()

    def _create(self, wanted: Wanted) -> Done:
        content = b64encode(markup(wanted.body).encode()).decode()
        note = {"Title": wanted.title, "Content": content}
        parts: list[Row] = [{"method": "POST", "url": f"sobjects/{CONTENT_NOTE}", "body": note, "referenceId": "note"}]
        for record in dict.fromkeys(wanted.on):  # the marked record may be the account itself
            link = {"ContentDocumentId": "@{note.id}", "LinkedEntityId": record.id, "ShareType": "V"}
            parts.append({"method": "POST", "url": "sobjects/ContentDocumentLink", "body": link})
        answers = self._api.compose(parts, all_or_none=True, write=True)
        refused = [first(answer["body"]) for answer in answers if answer["httpStatusCode"] > 299]
        if refused:
            told = next((one for one in refused if one.get("errorCode") != "PROCESSING_HALTED"), refused[0])
            raise refusal(str(told.get("errorCode") or ""), told)
        created = ref(Kind.NOTE, answers[0]["body"]["id"])
        return Done(created, self._address(created))

    def _find(self, wanted: Wanted) -> list[Row]:
        return list(self._api.rows(soql(_FIND, [record.id for record in wanted.on], wanted.key)))

    def _address(self, note: RecordRef) -> str:
        return f"{self._base_url}/lightning/r/{object_of(note)}/{note.id}/view"
