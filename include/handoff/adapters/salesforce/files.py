"""The files and notes of a client: told by the links that came with its records, each once.

A note is a file whose text lies in it. Its preview, which a query tells, is all of it where it is short; the text of a
longer one is read by itself. What a file holds is not read here but in `contents`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from handoff.adapters.media import media_type_of
from handoff.adapters.salesforce.api import READS, Api, chunks, soql
from handoff.adapters.salesforce.kinds import CONTENT_NOTE, NOTE_TYPE, ref
from handoff.adapters.salesforce.snapshots import Reader
from handoff.adapters.salesforce.transport import Row
from handoff.adapters.text import plain
from handoff.domain.canonical import Json
from handoff.domain.dossier import Unread
from handoff.domain.record import Kind, RecordRef
from handoff.domain.snapshot import Snapshot
from handoff.errors import PermanentError

PREVIEW = 255
"""Characters of a note that a query tells."""

_NOTES = (
    "SELECT Id, Title, TextPreview, OwnerId, CreatedDate, LastModifiedDate, LastModifiedBy.Name, SystemModstamp "
    "FROM ContentNote WHERE Id IN {} ORDER BY Id"
)


@dataclass
class Files:
    """What the links of one gathering lead to. Ids alone are kept, of what has come and of the notes to be read."""

    api: Api
    reader: Reader
    _seen: set[str] = field(default_factory=set)
    _notes: dict[str, list[RecordRef]] = field(default_factory=dict)

    def of(self, snapshot: Snapshot) -> Iterator[Snapshot | Unread]:
        """Yield the files, old ones too, and the old notes that hang on a record and have not come yet; the other notes
        come last.
        """
        for row in snapshot.raw.get("Notes") or ():  # type: ignore[union-attr]  # a subquery's rows
            yield self.reader.snapshot(Kind.NOTE, row)  # type: ignore[arg-type]  # a row, as Salesforce sends it
        for row in snapshot.raw.get("Attachments") or ():  # type: ignore[union-attr]  # a subquery's rows
            yield self._attached(row, snapshot.record)  # type: ignore[arg-type]  # a row, as Salesforce sends it
        for link in snapshot.raw.get("ContentDocumentLinks") or ():  # type: ignore[union-attr]  # a subquery's rows
            yield from self._linked(link, snapshot.record)  # type: ignore[arg-type]  # a row, as Salesforce sends it

    def notes(self) -> Iterator[Snapshot | Unread]:
        """Yield the notes that the links led to, with their texts."""
        for part in chunks(sorted(self._notes), READS):
            try:
                found = {str(row["Id"]): row for row in self.api.found(soql(_NOTES, list(part)))}
            except PermanentError as error:
                yield from (_unread(Kind.NOTE, identifier, error.what) for identifier in part)
                continue
            for identifier in part:
                row = found.get(identifier)
                if row is None:
                    yield _unread(Kind.NOTE, identifier, "Salesforce links it but does not give it.")
                else:
                    yield from self._note(row)

    def _note(self, row: Row) -> Iterator[Snapshot | Unread]:
        identifier, text = str(row["Id"]), str(row.get("TextPreview") or "")
        snapshot = replace(self.reader.snapshot(Kind.NOTE, row), links=tuple(self._notes[identifier]))
        if len(text) >= PREVIEW:
            try:
                whole = self.api.blob(CONTENT_NOTE, identifier, "Content")
                if whole is None:
                    yield Unread(snapshot.record, snapshot.title, "All but its beginning: it is too long.")
                else:
                    text = plain(whole.decode("utf-8", "replace"))
            except PermanentError as error:
                yield Unread(snapshot.record, snapshot.title, f"All but its beginning: {error.what}")
        yield replace(snapshot, fields={**snapshot.fields, "body": text})

    def _linked(self, link: Row, record: RecordRef) -> Iterator[Snapshot | Unread]:
        identifier, document = str(link["ContentDocumentId"]), link.get("ContentDocument")
        if document is not None and document.get("FileType") == NOTE_TYPE:
            self._notes.setdefault(identifier, []).append(record)
        elif identifier not in self._seen:
            self._seen.add(identifier)
            if document is None:
                yield _unread(Kind.ATTACHMENT, identifier, "Salesforce links it but does not give it.")
            else:
                yield self._file({**document, "Id": identifier}, record)

    def _attached(self, row: Row, record: RecordRef) -> Snapshot:
        """Return a file of the old kind, which hangs on one record."""
        snapshot, name = self.reader.snapshot(Kind.ATTACHMENT, row), str(row.get("Name"))
        told: dict[str, Json] = {"name": name, "mime": media_type_of(name, str(row.get("ContentType") or ""))}
        told |= {"size": row.get("BodyLength")}
        return replace(snapshot, title=name, fields={**snapshot.fields, **told}, links=(record,))

    def _file(self, row: Row, record: RecordRef) -> Snapshot:
        snapshot = self.reader.snapshot(Kind.ATTACHMENT, row)
        extension = row.get("FileExtension")
        name = f"{row.get('Title')}.{extension}" if extension else str(row.get("Title"))
        fields = {
            **snapshot.fields,
            "name": name,
            "mime": media_type_of(name),
            "size": row.get("ContentSize"),
        }
        return replace(snapshot, title=name, fields=fields, links=(record,))


def _unread(kind: Kind, identifier: str, reason: str) -> Unread:
    return Unread(ref(kind, identifier), f"{kind.value.capitalize()} {identifier}", reason)
