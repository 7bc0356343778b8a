"""A vendor's record by its typed name: which vendor, which kind, which id.

Ids are typed because a clean-up that was given ids of the wrong kind is how others deleted what was not theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Vendor(StrEnum):
    """Where a record lives; `manual` are the systems that have no adapter."""

    HUBSPOT = "hubspot"
    SALESFORCE = "salesforce"
    GOOGLE_DRIVE = "google_drive"
    MAIL = "mail"
    MANUAL = "manual"


class Kind(StrEnum):
    """What a record is, in the field's words; each adapter maps its vendor's types to these."""

    DEAL = "deal"
    COMPANY = "company"
    CONTACT = "contact"
    TICKET = "ticket"
    TASK = "task"
    NOTE = "note"
    CALL = "call"
    MEETING = "meeting"
    EMAIL = "email"
    MESSAGE = "message"
    LINE_ITEM = "line_item"
    QUOTE = "quote"
    LIST = "list"
    CUSTOM = "custom"
    ATTACHMENT = "attachment"
    FILE = "file"
    FOLDER = "folder"
    PERMISSION = "permission"
    LETTER = "letter"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, order=True)
class RecordRef:
    """One record of one vendor. `id` is the vendor's own id, or `new:<key>` for one that is still to be created.

    A permission's id is `<file id>/<user|group|domain|anyone>/<grantee>`, its grantee a person id, a group's
    address, a domain or `anyone`: rights are restored by grantee, since vendors give a new id to a new grant. A
    system's id is `<handoff>.<what we call it>`: a word of the policy's, or the name that the material gives it.
    """

    vendor: Vendor
    kind: Kind
    id: str

    def __str__(self) -> str:
        return f"{self.vendor} {self.kind} {self.id}"

    @property
    def key(self) -> str:
        """`vendor/kind/id`, as it stands in JSON."""
        return f"{self.vendor}/{self.kind}/{self.id}"

    @classmethod
    def parse(cls, key: str) -> RecordRef:
        """Read `vendor/kind/id` back; ValueError where it is not one."""
        vendor, kind, identifier = key.split("/", 2)
        return cls(Vendor(vendor), Kind(kind), identifier)
