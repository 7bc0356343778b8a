"""A small Drive world, and the SDK clients of its people."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import httplib2
import httpx
import pytest
from drive_answers import DISCOVERY
from google.oauth2.credentials import Credentials as UserCredentials
from google.oauth2.service_account import Credentials as ServiceAccountCredentials
from google_auth_httplib2 import AuthorizedHttp, Request
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError
from googleapiclient.http import build_http

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handoff_sandbox.core.server import Server

SCOPE = "https://www.googleapis.com/auth/drive"

ANA, BEN, CLEO, OLD = (f"{name}@fieldnote.example" for name in ("ana", "ben", "cleo", "olga"))
TEAM, EVERYBODY = "team@fieldnote.example", "everybody@fieldnote.example"
CLIENT, NEXT, MAIL_ONE, MAIL_TWO = "mara@client.example", "nils@next.example", "one@gmail.com", "two@gmail.com"

WORLD: dict[str, Any] = {
    "organisation": {"domains": ["fieldnote.example", "fieldnote.test"]},
    "users": [
        {"email": ANA, "name": "Ana Admin", "admin": True},
        {"email": BEN, "name": "Ben Builder"},
        {"email": CLEO, "name": "Cleo Colleague"},
        {"email": OLD, "name": "Olga Old", "active": False},
        {"email": CLIENT, "name": "Mara Client", "refresh_token": "mara-token"},
        {"email": NEXT, "name": "Nils Next", "refresh_token": "nils-token"},
        {"email": MAIL_ONE, "name": "One", "refresh_token": "one-token"},
        {"email": MAIL_TWO, "name": "Two", "refresh_token": "two-token"},
    ],
    "groups": [
        {"email": TEAM, "name": "The team", "members": [CLEO]},
        {"email": EVERYBODY, "name": "Everybody", "members": [TEAM]},
    ],
    "shared_drives": [
        {
            "id": "studio-drive",
            "name": "Studio",
            "members": [
                {"type": "user", "role": "organizer", "email": ANA},
                {"type": "user", "role": "writer", "email": BEN},
                {"type": "user", "role": "reader", "email": CLIENT},
            ],
            "files": [
                {"id": "drive-folder", "name": "Shared work", "type": "folder", "children": [
                    {"id": "drive-doc", "name": "Shared plan", "type": "doc", "content": "# Plan\n"}]},
            ],
        }
    ],
    "files": [
        {
            "id": "client-folder",
            "name": "Client",
            "type": "folder",
            "owner": ANA,
            "permissions": [
                {"type": "user", "role": "writer", "email": BEN},
                {"type": "user", "role": "reader", "email": CLIENT},
            ],
            "children": [
                {"id": "goals", "name": "Goals 2026", "type": "doc", "modified": "-40d",
                 "content": "# Goals\n\nGrow the *newsletter* to 2,000 readers.\n",
                 "app_properties": {"handoff": "goals"}, "properties": {"phase": "one"}},
                {"id": "budget", "name": "Budget", "type": "sheet", "owner": BEN, "modified": "-3d",
                 "content": "item,cost\nhosting,120\n"},
                {"id": "logo", "name": "logo.png", "type": "png", "content": "not really a picture", "modified": "-90d",
                 "permissions": [{"type": "anyone", "role": "reader"}]},
                {"id": "group-notes", "name": "Team's notes", "type": "doc", "content": "Standup on Monday.",
                 "permissions": [{"type": "group", "role": "writer", "email": EVERYBODY}]},
                {"id": "inner", "name": "Inner", "type": "folder", "children": [
                    {"id": "report", "name": "Report 10", "type": "doc", "content": "All is well."},
                    {"id": "report-2", "name": "Report 2", "type": "doc", "content": "Some risk remains."}]},
                {"id": "short", "name": "Link to goals", "type": "shortcut", "target": "goals"},
            ],
        },
        {"id": "handbook", "name": "Handbook", "type": "doc", "owner": ANA, "content": "How we work.",
         "permissions": [{"type": "domain", "role": "reader", "domain": "fieldnote.example", "discoverable": True}]},
        {"id": "theirs", "name": "Brand guide", "type": "pdf", "owner": CLIENT, "content": "%PDF-1.4",
         "permissions": [{"type": "user", "role": "reader", "email": ANA}]},
        {"id": "orphaned", "name": "Old contract", "type": "text", "owner": OLD, "content": "signed",
         "permissions": [{"type": "user", "role": "writer", "email": ANA}]},
        {"id": "consumer", "name": "Private list", "type": "text", "owner": MAIL_ONE, "content": "milk"},
    ],
}  # fmt: skip


@dataclass
class Drive:
    """A running Drive with the ways to sign in to it."""

    server: Server
    _services: dict[tuple[str | None, tuple[str, ...]], Any] = field(default_factory=dict)
    _tokens: dict[str, str] = field(default_factory=dict)

    @cached_property
    def login(self) -> dict[str, Any]:
        """The credentials that `serve` prints."""
        found: dict[str, Any] = self.server.credentials["google_drive"]
        return found

    def credentials(self, email: str, scopes: tuple[str, ...] = (SCOPE,)) -> Any:
        """Return a person's own credentials, or with other scopes delegated ones, which take longer to make."""
        if scopes != (SCOPE,):
            return self.delegated(email, scopes)
        return UserCredentials(  # type: ignore[no-untyped-call]  # google-auth has no types
            None, self.login["refresh_tokens"][email], **self.login["oauth_client"]
        )

    def delegated(self, email: str, scopes: tuple[str, ...] = (SCOPE,)) -> Any:
        """Return the service account's credentials, acting for a person of the organisation."""
        account = ServiceAccountCredentials.from_service_account_info(  # type: ignore[no-untyped-call]  # so too
            self.login["service_account"], scopes=scopes
        )
        return account.with_subject(email)

    def api(self, email: str | None = ANA, scopes: tuple[str, ...] = (SCOPE,)) -> Any:
        """Return the SDK's service for a person; None is somebody with only the API key."""
        if (email, scopes) not in self._services:
            document = {**DISCOVERY, "rootUrl": self.login["root_url"]}
            del document["mtlsRootUrl"]
            http = build_http()  # not httplib2's own, which takes the 308 of a resumable upload for a redirect
            signed = {"http": AuthorizedHttp(self._fresh(email, scopes), http=http)} if email else {"http": http}
            key = {} if email else {"developerKey": self.login["api_key"]}
            service = build_from_document(document, **signed, **key)
            self._services[email, scopes] = service
        return self._services[email, scopes]

    def close(self) -> None:
        """Close the connections of all services."""
        for service in self._services.values():
            service.close()

    def token(self, email: str = ANA) -> str:
        """Return a bearer token for raw HTTP."""
        if email not in self._tokens:
            self._tokens[email] = str(self._fresh(email).token)
        return self._tokens[email]

    def _fresh(self, email: str, scopes: tuple[str, ...] = (SCOPE,)) -> Any:
        credentials, http = self.credentials(email, scopes), httplib2.Http(timeout=20)
        try:
            credentials.refresh(Request(http))
        finally:
            http.close()
        return credentials

    def raw(self, method: str, path: str, email: str | None = ANA, **options: Any) -> httpx.Response:
        """Send a request by plain HTTP, signed in unless `email` is None."""
        headers = options.pop("headers", {}) | ({"Authorization": f"Bearer {self.token(email)}"} if email else {})
        return httpx.request(method, self.server.base_url + path, headers=headers, verify=False, **options)  # noqa: S501 - loopback


@contextmanager
def refused(status: int, reason: str) -> Iterator[None]:
    """Expect Google's error with a status and a reason, in the shape that Google gives it."""
    with pytest.raises(HttpError) as caught:
        yield
    check_error(caught.value.resp.status, json.loads(caught.value.content), status, reason)


def check_error(actual: int, body: dict[str, Any], status: int, reason: str) -> None:
    """Assert that an answer is Google's error body."""
    error = body["error"]
    assert (actual, error["errors"][0]["reason"]) == (status, reason), error
    assert error["code"] == status
    assert error["message"] == error["errors"][0]["message"]
    assert error["errors"][0]["domain"] in ("global", "usageLimits")


def names(answer: dict[str, Any]) -> set[str]:
    """Return the ids in a list of files."""
    return {file["id"] for file in answer["files"]}


def roles(service: Any, file_id: str) -> dict[str, str]:
    """Return the role of each grantee of a file, by address, domain or permission id."""
    answer = service.permissions().list(fileId=file_id, fields="permissions(*)", supportsAllDrives=True).execute()
    return {row.get("emailAddress") or row.get("domain") or row["id"]: row["role"] for row in answer["permissions"]}


def row_of(service: Any, file_id: str, email: str) -> dict[str, Any]:
    """Return a grantee's permission on a file."""
    answer = service.permissions().list(fileId=file_id, fields="permissions(*)", supportsAllDrives=True).execute()
    found: dict[str, Any] = next(row for row in answer["permissions"] if row.get("emailAddress") == email)
    return found
