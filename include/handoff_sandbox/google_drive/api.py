"""From an HTTP request to a method's handler and back.

The order is Google's: method override, token, scope, parameters, quota, work, field mask. A method of the real API
that is not emulated answers 501, never an empty success.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.responses import Response

from handoff_sandbox.core.json_answer import GoogleJSON
from handoff_sandbox.google_drive import errors, schema
from handoff_sandbox.google_drive.access import proposals, sharing
from handoff_sandbox.google_drive.call import Call, Handler, Media, parse_body, parse_mask, parse_parameters
from handoff_sandbox.google_drive.changes import changes, channels
from handoff_sandbox.google_drive.drives import about, drives, team_drives
from handoff_sandbox.google_drive.files import comments, editing, reading, revisions
from handoff_sandbox.google_drive.files.uploads import Sessions, split_multipart
from handoff_sandbox.google_drive.listing import fields, listing  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from handoff_sandbox.google_drive.auth import Auth
    from handoff_sandbox.google_drive.quota import Quota
    from handoff_sandbox.google_drive.schema import Method
    from handoff_sandbox.google_drive.store import Store

HANDLERS: dict[str, Handler] = {
    "about.get": about.get_about,
    "changes.getStartPageToken": changes.get_start_page_token,
    "changes.list": changes.list_changes,
    "changes.watch": channels.watch_changes,
    "channels.stop": channels.stop_channel,
    "accessproposals.get": proposals.get_proposal,
    "accessproposals.list": proposals.list_proposals,
    "accessproposals.resolve": proposals.resolve_proposal,
    "comments.create": comments.create_comment,
    "comments.delete": comments.delete_comment,
    "comments.get": comments.get_comment,
    "comments.list": comments.list_comments,
    "comments.update": comments.update_comment,
    "drives.create": drives.create_drive,
    "drives.delete": drives.delete_drive,
    "drives.get": drives.get_drive,
    "drives.list": drives.list_drives,
    "drives.hide": drives.hide_drive,
    "drives.unhide": drives.unhide_drive,
    "drives.update": drives.update_drive,
    "files.copy": editing.copy_file,
    "files.create": editing.create_file,
    "files.delete": editing.delete_file,
    "files.download": reading.download_file,
    "files.emptyTrash": editing.empty_trash,
    "files.export": reading.export_file,
    "files.generateIds": reading.generate_ids,
    "files.get": reading.get_file,
    "files.list": listing.list_files,
    "files.update": editing.update_file,
    "files.watch": channels.watch_file,
    "operations.get": reading.get_operation,
    "permissions.create": sharing.create_permission,
    "permissions.delete": sharing.delete_permission,
    "permissions.get": sharing.get_permission,
    "permissions.list": sharing.list_permissions,
    "permissions.update": sharing.update_permission,
    "replies.create": comments.create_reply,
    "replies.delete": comments.delete_reply,
    "replies.get": comments.get_reply,
    "replies.list": comments.list_replies,
    "replies.update": comments.update_reply,
    "revisions.delete": revisions.delete_revision,
    "revisions.get": revisions.get_revision,
    "revisions.list": revisions.list_revisions,
    "revisions.update": revisions.update_revision,
    "teamdrives.create": team_drives.create_team_drive,
    "teamdrives.delete": team_drives.delete_team_drive,
    "teamdrives.get": team_drives.get_team_drive,
    "teamdrives.list": team_drives.list_team_drives,
    "teamdrives.update": team_drives.update_team_drive,
}
"""The methods that are emulated."""


@dataclass
class Api:
    """One Drive behind its HTTP interface."""

    store: Store
    auth: Auth
    quota: Quota
    sessions: Sessions = field(default_factory=Sessions)

    async def answer(self, method: Method, request: Request) -> Response:
        """Answer a call of /drive/v3."""
        body = await request.body()
        query = request.query_params.multi_items()
        if request.headers.get("x-http-method-override"):
            query, body = [*query, *parse_qsl(body.decode(), keep_blank_values=True)], b""
        try:
            return self.run(self._call(method, request, query, body))
        except errors.DriveError as error:
            return error.response()

    async def upload(self, method: Method, request: Request) -> Response:
        """Answer a call of /upload/drive/v3: one that starts or carries an upload."""
        raw = await request.body()
        try:
            if request.method in ("PUT", "DELETE") or "upload_id" in request.query_params:
                return self._continue(request, raw)
            if request.method != method.verb:
                return errors.DriveError(404, "notFound", "Not Found").response()
            query = request.query_params.multi_items()
            content_type = request.headers.get("content-type") or "application/octet-stream"
            match request.query_params.get("uploadType") or _kind_of(content_type):
                case "multipart":
                    body, media = split_multipart(content_type, raw)
                    return self.run(replace(self._call(method, request, query, body), media=media))
                case "media":
                    return self.run(replace(self._call(method, request, query, b""), media=Media(raw, content_type)))
                case "resumable":
                    return self.sessions.start(self._call(method, request, query, raw), request)
                case _:
                    raise errors.invalid("uploadType")
        except errors.DriveError as error:
            return error.response()

    def _continue(self, request: Request, raw: bytes) -> Response:
        """Take a piece of an upload, which clients send by PUT or POST, or give the upload up."""
        upload_id = request.query_params.get("upload_id", "")
        if request.method == "DELETE":
            return self.sessions.cancel(upload_id)
        done = self.sessions.receive(upload_id, request.headers.get("content-range"), raw)
        if not isinstance(done, Response):
            done = self.sessions.done[upload_id] = self.run(done)
        return done

    def _call(self, method: Method, request: Request, query: list[tuple[str, str]], body: bytes) -> Call:
        caller = self.auth.caller(request)
        if not caller.scopes & method.scopes:
            raise errors.insufficient_scopes()
        path: Mapping[str, str] = request.path_params
        parameters = parse_parameters(method, path, query)
        return Call(
            method=method,
            parameters=parameters,
            body=parse_body(method, body),
            caller=caller,
            base_url=str(request.base_url).rstrip("/"),
            mask=parse_mask(method, parameters.get("fields")),
            range=request.headers.get("range"),
        )

    def run(self, call: Call) -> Response:
        """Do a checked call's work; raises DriveError."""
        handler = HANDLERS.get(call.method.id)
        if handler is None:
            message = f"The sandbox does not emulate drive.{call.method.id}."
            raise errors.DriveError(501, "notImplemented", message)
        self.quota.spend(call)
        answer = handler(self.store, call)
        if answer is None:
            return Response(status_code=204)
        return answer if isinstance(answer, Response) else GoogleJSON(fields.apply(call.mask, answer))


def _kind_of(content_type: str) -> str:
    """Return the kind of an upload that does not say it, as some clients leave it out."""
    return "multipart" if content_type.lower().startswith("multipart/related") else "media"


def emulated() -> list[Method]:
    """Return the emulated methods in the order of their names."""
    return [schema.methods()[schema.MethodId(name)] for name in sorted(HANDLERS)]
