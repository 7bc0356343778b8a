"""Tries to open files as somebody else: a stranger, and a person of the client's.

A stranger is whoever has the link: an anonymous call, which Google answers with an API key of the project. The client's
person is an account whose refresh token the connection holds. Where the connection has neither, that is said, and
nothing is claimed. https://developers.google.com/workspace/drive/api/guides/about-auth
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import httpx
from google.auth.exceptions import GoogleAuthError
from google.oauth2.credentials import Credentials

from handoff.adapters.google_drive.connection import DriveConnection
from handoff.adapters.google_drive.errors import to_error
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.transport import Http
from handoff.errors import VendorUnavailableError

GOOGLES_TOKENS = "https://oauth2.googleapis.com/token"
STRANGER, CLIENT = "stranger", "client"


def probe(session: Session, file_ids: Sequence[str]) -> Mapping[str, Sequence[str] | None]:
    """Return which files each could open, None for who can't be tried; VendorUnavailableError where Google is away."""
    connection = session.connection
    found: dict[str, Sequence[str] | None] = {STRANGER: None, CLIENT: None}
    if connection.api_key:
        found[STRANGER] = _opened(connection, file_ids, {"key": connection.api_key}, {})
    if connection.probe:
        found[CLIENT] = _opened(connection, file_ids, {}, {"Authorization": f"Bearer {_token(connection)}"})
    return found


def _opened(
    connection: DriveConnection, file_ids: Sequence[str], query: Mapping[str, str], headers: Mapping[str, str]
) -> list[str]:
    opened = []
    with httpx.Client(base_url=connection.root_url, timeout=connection.timeout, headers=headers) as http:
        for file_id in file_ids:
            try:
                params = {**query, "fields": "id", "supportsAllDrives": "true"}
                status = http.get(f"drive/v3/files/{file_id}", params=params).status_code
            except httpx.HTTPError as error:
                raise VendorUnavailableError(f"Google Drive did not answer ({type(error).__name__}).") from error
            if status == httpx.codes.OK:
                opened.append(file_id)
            elif status not in (401, 403, 404):
                raise VendorUnavailableError(f"Google Drive answers a probe with HTTP {status}.")
    return opened


def _token(connection: DriveConnection) -> str:
    from google_auth_httplib2 import Request  # noqa: PLC0415 - only where there is somebody to be

    given = {name: str(value) for name, value in (connection.probe or {}).items()}
    credentials = Credentials(  # type: ignore[no-untyped-call]  # as google-auth has it
        None,
        refresh_token=given.get("refresh_token"),
        token_uri=given.get("token_uri", GOOGLES_TOKENS),
        client_id=given.get("client_id"),
        client_secret=given.get("client_secret"),
    )
    try:
        credentials.refresh(Request(Http(timeout=connection.timeout)))  # type: ignore[no-untyped-call]  # so too
    except GoogleAuthError as error:
        raise to_error(error, record=None, wrote=False) from error
    return str(credentials.token)
