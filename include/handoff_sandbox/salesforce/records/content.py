"""Files and notes: a document, its versions, and the links to the records where it is shown.

A new version makes its document, unless it names one; a ContentNote is a document whose version holds the note's HTML.
A document is always linked to its owner.
https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contentversion.htm
"""

from __future__ import annotations

import hashlib
import html
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.errors import bad_request, required_missing
from handoff_sandbox.salesforce.records.values import Value

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.definitions.schema import SObject
    from handoff_sandbox.salesforce.records.records import Record
    from handoff_sandbox.salesforce.store import Store

OBJECTS = frozenset({"ContentVersion", "ContentNote", "ContentDocument", "ContentDocumentLink"})
_TYPES = {
    "doc": "WORD", "docx": "WORD_X", "xls": "EXCEL", "xlsx": "EXCEL_X", "ppt": "POWER_POINT", "pptx": "POWER_POINT_X",
    "pdf": "PDF", "txt": "TEXT", "csv": "CSV", "html": "HTML", "htm": "HTML", "png": "PNG", "jpg": "JPG",
    "jpeg": "JPG", "gif": "GIF", "zip": "ZIP", "xml": "XML", "svg": "SVG", "snote": "SNOTE", "rtf": "RTF",
}  # fmt: skip
NOTE_TYPE = "SNOTE"


def before_creation(store: Store, sobject: SObject, record: Record) -> None:
    """Fill in a version's or a note's computed fields; raises Salesforce's 400."""
    values = record.values
    if sobject.name == "ContentVersion":
        _describe(values)
        values["ContentModifiedDate"], values["ContentModifiedById"] = record.created, record.created_by
        values["VersionNumber"] = str(_versions(store, record.text("ContentDocumentId")) + 1)
    elif sobject.name == "ContentNote":
        values["FileType"], values["FileExtension"] = NOTE_TYPE, "snote"


def after_creation(store: Store, sobject: SObject, record: Record) -> None:
    """Make the document, the note's first version and the links that belong to a new file."""
    if sobject.name == "ContentVersion":
        _attach(store, record)
    elif sobject.name == "ContentNote":
        data = record.values.pop("Content", None)
        _note_version(store, record, data if isinstance(data, bytes) else b"")
    if sobject.name in ("ContentNote", "ContentDocument"):
        _link(store, record, record.text("OwnerId"), "I")


def before_update(store: Store, record: Record, values: dict[str, Value]) -> dict[str, Value]:
    """Turn a note's new content, or a version's, into what is kept."""
    if record.sobject == "ContentDocument" and "Content" in values:
        data = values.pop("Content")
        _note_version(store, record, data if isinstance(data, bytes) else b"", values.get("Title"))
    elif record.sobject == "ContentVersion" and "VersionData" in values:
        raise bad_request(
            "INVALID_FIELD_FOR_INSERT_UPDATE",
            "Unable to create/update fields: VersionData. A new version of the document holds new content.",
            ("VersionData",),
        )
    return values


def preview(data: bytes) -> str:
    """Return the beginning of a note's text."""
    text = html.unescape(re.sub(r"<[^>]*>", " ", data.decode("utf-8", "replace")))
    return " ".join(text.split())[:255]


def _describe(values: dict[str, Value]) -> None:
    path, data = values.get("PathOnClient"), values.get("VersionData")
    if not isinstance(path, str) or not isinstance(data, bytes):
        missing = [name for name in ("PathOnClient", "VersionData") if not values.get(name)]
        raise required_missing(missing)
    file = PurePosixPath(path.replace("\\", "/"))
    extension = file.suffix.removeprefix(".").lower()
    values["Title"] = values.get("Title") or file.stem
    values["FileExtension"] = extension or None
    values["FileType"] = _TYPES.get(extension, extension.upper() or "UNKNOWN")
    values["ContentSize"] = len(data)
    values["Checksum"] = hashlib.md5(data, usedforsecurity=False).hexdigest()


def _versions(store: Store, document_id: str) -> int:
    if not document_id:
        return 0
    return len(store.tables.having("ContentVersion", "ContentDocumentId", document_id))


def _attach(store: Store, version: Record) -> None:
    """Put a version on its document, which it makes where it names none."""
    document = store.reach(version.text("ContentDocumentId"))
    told = ("Title", "FileType", "FileExtension", "ContentSize", "ContentModifiedDate", "Description")
    values: dict[str, Value] = {name: version.values.get(name) for name in told}
    values["LatestPublishedVersionId"] = version.id
    if document is None:
        values["OwnerId"] = version.values.get("OwnerId")
        document = store.create(store.schema["ContentDocument"], values, version.created_by, when=version.created)
        store.tables.set(version, {"ContentDocumentId": document.id})
        place = version.text("FirstPublishLocationId")
        if place and place != version.text("OwnerId"):
            _link(store, document, place, "I" if store.reach(place) else "V")
    else:
        store.tables.touch(document, version.created, version.created_by)
        store.tables.set(document, values)


def _note_version(store: Store, note: Record, data: bytes, title: Value = None) -> None:
    called = title if isinstance(title, str) else note.text("Title")
    values: dict[str, Value] = {
        "Title": called,
        "PathOnClient": f"{called}.snote",
        "VersionData": data,
        "ContentDocumentId": note.id,
        "OwnerId": note.values.get("OwnerId"),
        "ContentLocation": "S",
    }
    store.create(store.schema["ContentVersion"], values, note.modified_by, when=note.modified)
    store.tables.set(note, {"TextPreview": preview(data) or None})


def _link(store: Store, document: Record, entity: str, share: str) -> None:
    values: dict[str, Value] = {"ContentDocumentId": document.id, "LinkedEntityId": entity, "ShareType": share}
    store.create(store.schema["ContentDocumentLink"], values, document.created_by, when=document.created)
