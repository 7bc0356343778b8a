"""Publishing to the web, which is apart from permissions: it belongs to the versions of a document.

Only Docs Editors files can be published; what has no versions is not. A document that is published again, to undo, is
published by its newest version, and not beyond the organisation.
https://developers.google.com/workspace/drive/api/reference/rest/v3/revisions
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handoff.adapters.google_drive.errors import DriveRefusedError
from handoff.adapters.google_drive.session import Session
from handoff.domain.change import Change
from handoff.domain.ports.vendors import Done, Seen
from handoff.errors import HandoffError, RecordNotFoundError

_NO_VERSIONS = "revisionsNotSupported"


def observe(session: Session, change: Change) -> Seen | HandoffError:
    """Return whether any version of a document is published."""
    try:
        return Seen({"published": any(version.get("published") for version in _versions(session, change))})
    except RecordNotFoundError:
        return Seen(None)
    except HandoffError as error:
        return error


def apply(session: Session, change: Change) -> Done | HandoffError:
    """Take every version off the web, or put the newest one there."""
    try:
        versions = list(_versions(session, change))
        if change.after["published"]:
            _update(session, change, versions[-1]["id"], {"published": True, "publishAuto": True})
        else:
            for version in versions:
                if version.get("published"):
                    _update(session, change, version["id"], {"published": False, "publishAuto": False})
    except HandoffError as error:
        return error
    return Done()


def _versions(session: Session, change: Change) -> Iterator[dict[str, Any]]:
    token = None
    fields = "nextPageToken,revisions(id,published)"
    while True:
        request = session.service.revisions().list(
            fileId=change.record.id, pageSize=1000, pageToken=token, fields=fields
        )
        try:
            answer = session.read(request, record=str(change.record))
        except DriveRefusedError as error:
            if error.reason == _NO_VERSIONS:
                return
            raise
        yield from answer.get("revisions", ())
        token = answer.get("nextPageToken")
        if not token:
            return


def _update(session: Session, change: Change, version: str, body: dict[str, bool]) -> None:
    request = session.service.revisions().update(
        fileId=change.record.id, revisionId=version, body=body, fields="id,published"
    )
    session.write(request, record=str(change.record))
