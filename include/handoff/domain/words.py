"""The words for what people read of a plan, the same on the pages, in asks, in dossiers and on a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from handoff.domain.change import ChangeKind, Phase
from handoff.domain.journal import Result
from handoff.domain.record import Kind, RecordRef, Vendor

KINDS: Mapping[str, str] = {
    ChangeKind.SET_OWNER: "Change owner",
    ChangeKind.SET_FIELDS: "Change fields",
    ChangeKind.CREATE_NOTE: "Write note",
    ChangeKind.CREATE_FILE: "Create file",
    ChangeKind.CREATE_FOLDER: "Create folder",
    ChangeKind.COPY_FILE: "Copy file",
    ChangeKind.MOVE_FILE: "Move file",
    ChangeKind.GRANT_ACCESS: "Give access",
    ChangeKind.LOWER_ROLE: "Lower access",
    ChangeKind.SET_EXPIRATION: "Let access expire",
    ChangeKind.REVOKE_ACCESS: "Take access away",
    ChangeKind.TRANSFER_FILE: "Transfer file",
    ChangeKind.SET_SHARING: "Change sharing",
    ChangeKind.LOCK_FILE: "Lock file",
    ChangeKind.UNPUBLISH_FILE: "Unpublish file",
    ChangeKind.SEND_LETTER: "Send letter",
    ChangeKind.MANUAL: "Do by hand",
}
"""What a kind of change does."""

_TAKEN_BACK: Mapping[str, str] = {
    ChangeKind.SET_OWNER: "Change owner back",
    ChangeKind.SET_FIELDS: "Change fields back",
    ChangeKind.CREATE_NOTE: "Remove the note that was written",
    ChangeKind.CREATE_FILE: "Remove the file that was created",
    ChangeKind.CREATE_FOLDER: "Remove the folder that was created",
    ChangeKind.COPY_FILE: "Remove the copy that was made",
    ChangeKind.MOVE_FILE: "Move file back",
    ChangeKind.GRANT_ACCESS: "Give access back",
    ChangeKind.SET_EXPIRATION: "Set the end of access back",
    ChangeKind.TRANSFER_FILE: "Transfer file back",
    ChangeKind.SET_SHARING: "Change sharing back",
    ChangeKind.LOCK_FILE: "Unlock file",
    ChangeKind.UNPUBLISH_FILE: "Publish file again",
}
"""What a kind of change does where it takes another back."""


def doing(kind: str, *, undo: bool) -> str:
    """Say what a kind of change does, and in an undo what it takes back; KeyError where the kind is none of ours."""
    return (undo and _TAKEN_BACK.get(kind)) or KINDS[kind]


VENDORS: Mapping[Vendor, str] = {
    Vendor.HUBSPOT: "HubSpot",
    Vendor.SALESFORCE: "Salesforce",
    Vendor.GOOGLE_DRIVE: "Google Drive",
    Vendor.MAIL: "Mail",
    Vendor.MANUAL: "Other",
}

PHASES: Mapping[Phase, tuple[str, str]] = {
    Phase.DELIVER: ("Deliver", "at once: the dossier reaches the successor"),
    Phase.REASSIGN: ("Reassign", "at once: ownership moves to the successor"),
    Phase.FAREWELL: ("Farewell", "once all else is verified: letters go out"),
    Phase.ARCHIVE: ("Archive", "at the cut-off: the leaving side's access ends"),
    Phase.UNDO: ("Undo", "at once: what was applied is taken back"),
}
"""Each phase as a word, and when it comes."""

RESULTS: Mapping[str, str] = {
    "": "",
    Result.APPLIED.value: "applied",
    Result.HELD.value: "held already",
    Result.GONE.value: "record is gone",
    Result.CONFLICT.value: "changed by somebody else",
    Result.FAILED.value: "failed",
    "unsent": "not sent yet",
    "waived": "set aside by a person",
}


def record(ref: RecordRef) -> str:
    """Name a record's vendor and kind: 'HubSpot deal'."""
    kind = "access" if ref.kind is Kind.PERMISSION else ref.kind.value
    return f"{VENDORS[ref.vendor]} {kind}"
