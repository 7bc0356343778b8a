"""The words for what people read of a change, the same on the pages, in asks, in dossiers and on a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from handoff.domain.change import ChangeKind
from handoff.domain.record import Vendor

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

VENDORS: Mapping[Vendor, str] = {
    Vendor.HUBSPOT: "HubSpot",
    Vendor.SALESFORCE: "Salesforce",
    Vendor.GOOGLE_DRIVE: "Google Drive",
    Vendor.MAIL: "Mail",
    Vendor.MANUAL: "Other",
}
