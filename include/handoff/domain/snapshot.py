"""A record as it stood: immutable, with its revision, hashed.

`fields` are normalised by the adapter, so that plan and dossier need no vendor's names; `raw` is what the vendor
sent. The names of the fields, all optional:

- every CRM record: `owner` (owner id), `owner:<property>` for each further property that refers to an owner,
  `property:<name>` for each property that the policy's ends name, as the vendor spells its value, null where empty
- deal: `name`, `stage`, `stage_label`, `amount`, `currency`, `close_date`, `description`, `closed` (bool),
  `won` (bool, null unknown; no closed deal that is not won came to anything, as the vendor has it)
- company: `name`, `domains` (list), `lifecycle`, `folder_id`, `description`, `industry`, `phone`, `website`
- contact: `email`, `name`, `phone`, `role`, `companies` (list of record keys)
- task: `subject`, `body`, `status`, `due` (instant), `closed` (bool), `priority`
- ticket: `subject`, `body`, `stage`, `stage_label`, `closed` (bool), `priority`, `due` (instant)
- note, call, meeting, email: `subject`, `body`; meeting: `status` too
- the marked record: `history` (list of {property, value, at (instant), by (user id), source}, oldest first), of the
  properties that say its stage and its owner
- line_item: `name`, `description`, `quantity`, `price`, `amount`, `currency`
- quote: `name`, `description`, `status`, `amount`, `currency`, `due`
- attachment: `name`, `mime`, `size`, `visibility`; list: `name`, `type`
- custom: `type` (the vendor's name of the object), `name`
- file, folder: `name`, `mime`, `folder` (parent id), `path` (list of folder names), `owners` (list of addresses),
  `grants` (list of {type, grantee, name ("" unknown), role, inherited, expires (instant or null), pending_owner (bool),
  discoverable (bool)}), `proposals` (requests for access without an answer, list of {grantee, role}, null unknown),
  `writers_can_share`, `copy_requires_writer`, `inherited_disabled`, `size`, `drive_id` (null in
  My Drive), `trashed`, `locked` (bool), `lock_reason`, `published` (bool, null unknown), `shortcut_target` (id),
  `head_revision`, `can` (list of the names of capabilities that the acting account has, as the vendor spells them)

Instants are ISO 8601 in UTC. `body` is text with the vendor's markup taken off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handoff.domain.canonical import Json, digest_of, instant, parse_instant
from handoff.domain.ids import ArtifactRef
from handoff.domain.record import RecordRef


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One record at one instant.

    `author` is the name that the vendor shows for who last wrote it ("" unknown), `as_of` when; `url` opens the
    record; `links` are the records that it is associated with; `content` is the artifact with a document's text,
    `media_type` its type.
    """

    record: RecordRef
    title: str
    url: str
    revision: str
    as_of: datetime | None
    author: str
    fields: Mapping[str, Json]
    links: tuple[RecordRef, ...] = ()
    content: ArtifactRef | None = None
    media_type: str = ""
    raw: Mapping[str, Json] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a field as text, "" where it is missing or empty."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        """Return a field as yes or no; missing is no."""
        return self.fields.get(name) is True

    def as_json(self) -> dict[str, Json]:
        """Return the snapshot as JSON, without loss."""
        return {
            "record": self.record.key,
            "title": self.title,
            "url": self.url,
            "revision": self.revision,
            "as_of": None if self.as_of is None else instant(self.as_of),
            "author": self.author,
            "fields": dict(self.fields),
            "links": [link.key for link in self.links],
            "content": self.content,
            "media_type": self.media_type,
            "raw": dict(self.raw),
        }

    @property
    def sha256(self) -> str:
        """The hash of the snapshot's canonical JSON."""
        return digest_of(self.as_json())

    @classmethod
    def from_json(cls, value: Mapping[str, Json]) -> Snapshot:
        """Read `as_json` back; KeyError or ValueError on what is not one."""
        as_of, fields, links, raw, content = (value[k] for k in ("as_of", "fields", "links", "raw", "content"))
        if not isinstance(fields, Mapping) or not isinstance(links, list) or not isinstance(raw, Mapping):
            raise ValueError("not a snapshot")  # noqa: TRY004 - a malformed value, not a wrong type in our code
        return cls(
            record=RecordRef.parse(str(value["record"])),
            title=str(value["title"]),
            url=str(value["url"]),
            revision=str(value["revision"]),
            as_of=parse_instant(as_of) if isinstance(as_of, str) else None,
            author=str(value["author"]),
            fields=fields,
            links=tuple(RecordRef.parse(str(link)) for link in links),
            content=ArtifactRef(content) if isinstance(content, str) else None,
            media_type=str(value["media_type"]),
            raw=raw,
        )
