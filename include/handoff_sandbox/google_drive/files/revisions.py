"""Versions of a file's content: revisions.list, get, update and delete.

A blob's versions can be kept for ever and deleted, the last of them excepted; those of a Docs Editors file can be
published to the web, which is apart from all permissions.
https://developers.google.com/workspace/drive/api/guides/manage-revisions
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from starlette.responses import Response

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access import access, capabilities
from handoff_sandbox.google_drive.changes.tracking import tracked
from handoff_sandbox.google_drive.files import reading
from handoff_sandbox.google_drive.files.editing import signed_in
from handoff_sandbox.google_drive.listing.paging import paginate
from handoff_sandbox.google_drive.model import FOLDER, SHORTCUT, Role
from handoff_sandbox.google_drive.wire import show_time

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.model import File, Revision
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json

KEPT_FOR_EVER = 200
"""So many versions of one file can be kept for ever."""

_PUBLISHING = frozenset({"published", "publishAuto", "publishedOutsideDomain"})


def list_revisions(store: Store, call: Call) -> Json:
    """List the versions of a file's content, the oldest first."""
    file, _ = _open(store, call)
    page, following = paginate(file.revisions, call, call.number("pageSize", 200))
    found = {"kind": "drive#revisionList", "revisions": [show(store, call, file, each) for each in page]}
    return found | ({"nextPageToken": following} if following else {})


def get_revision(store: Store, call: Call) -> Json | Response:
    """Return a version of a file's content, or with alt=media the content itself."""
    file, role = _open(store, call)
    revision = _revision(call, file)
    if call.parameters.get("alt") != "media":
        return show(store, call, file, revision)
    return reading.download(store, call, file, role, revision.content)


def update_revision(store: Store, call: Call) -> Json:
    """Keep a version for ever, or publish it to the web."""
    signed_in(call)
    file, _ = _open(store, call)
    revision = _revision(call, file)
    if set(call.body) - _PUBLISHING - {"keepForever", "kind", "id"}:
        raise errors.not_writable()
    if file.is_native and "keepForever" in call.body:
        message = "Revisions of this file cannot be kept forever."
        raise errors.DriveError(400, "badRequest", message, location="keepForever")
    if not file.is_native and set(call.body) & _PUBLISHING:
        raise errors.DriveError(400, "badRequest", "Only Docs Editors files can be published.", location="published")
    if call.body.get("keepForever") and sum(each.keep_forever for each in file.revisions) >= KEPT_FOR_EVER:
        raise errors.forbidden("Too many revisions are kept forever.", reason="numRevisionsKeptForeverLimitExceeded")
    with tracked(store, file, below=False):
        revision.keep_forever = bool(call.body.get("keepForever", revision.keep_forever))
        revision.published = bool(call.body.get("published", revision.published))
        revision.publish_auto = bool(call.body.get("publishAuto", revision.publish_auto))
        revision.published_outside = bool(call.body.get("publishedOutsideDomain", revision.published_outside))
    return show(store, call, file, revision)


def delete_revision(store: Store, call: Call) -> None:
    """Delete a version of a blob for good; the last one that is left stays."""
    signed_in(call)
    file, _ = _open(store, call)
    revision = _revision(call, file)
    if file.is_native:
        message = "Revisions of this file type cannot be deleted."
        raise errors.forbidden(message, reason="revisionDeletionNotSupported")
    if len(file.revisions) == 1:
        raise errors.forbidden("The only revision of a file cannot be deleted.", reason="cannotDeleteOnlyRevision")
    with tracked(store, file, below=False):
        file.revisions.remove(revision)
        file.content = file.revisions[-1].content


def show(store: Store, call: Call, file: File, revision: Revision) -> Json:
    """Return a Revision as Drive's JSON."""
    wire = call.wire(store)
    found: Json = {
        "kind": "drive#revision",
        "id": revision.id,
        "mimeType": file.mime_type,
        "modifiedTime": show_time(revision.modified),
    }
    if revision.by:
        found["lastModifyingUser"] = wire.user(revision.by)
    if not file.is_native:
        return found | {
            "keepForever": revision.keep_forever,
            "originalFilename": revision.name,
            "md5Checksum": hashlib.md5(revision.content, usedforsecurity=False).hexdigest(),
            "size": str(len(revision.content)),
        }
    found |= {
        "published": revision.published,
        "publishAuto": revision.publish_auto,
        "publishedOutsideDomain": revision.published_outside,
        "size": str(len(revision.content)),
        "exportLinks": capabilities.export_links(file, call.base_url),
    }
    return found | ({"publishedLink": f"{wire.link(file)}?published=1"} if revision.published else {})


def _open(store: Store, call: Call) -> tuple[File, Role]:
    file, role = access.readable(store, call.file_id, call.caller, all_drives=True)
    if role < Role.writer:
        raise errors.insufficient_permissions()
    if file.mime_type in (FOLDER, SHORTCUT):
        raise errors.forbidden("The file does not support revisions.", reason="revisionsNotSupported")
    return file, role


def _revision(call: Call, file: File) -> Revision:
    wanted = str(call.parameters["revisionId"])
    found = file.revisions[-1] if wanted == "head" else next((one for one in file.revisions if one.id == wanted), None)
    if found is None:
        raise errors.not_found(wanted, "Revision", "revisionId")
    return found
