"""Signing in: the token endpoint, delegation, scopes and the anonymous caller."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from drive_client import ANA, BEN, CLEO, CLIENT, OLD, SCOPE, check_error, names, refused
from google.auth.exceptions import RefreshError
from google_auth_httplib2 import AuthorizedHttp, Request
from googleapiclient.discovery import build_from_document
from googleapiclient.http import build_http

if TYPE_CHECKING:
    from drive_client import Drive


def assertion(drive: Drive, claims: dict[str, object], key: str | rsa.RSAPrivateKey | None = None) -> dict[str, str]:
    """Return the form of a JWT grant for Ana, signed by the service account or by another key."""
    account = drive.login["service_account"]
    now = int(time.time())
    payload = {
        "iss": account["client_email"],
        "sub": ANA,
        "scope": SCOPE,
        "aud": account["token_uri"],
        "iat": now,
        "exp": now + 600,
    } | claims
    signed = jwt.encode(payload, key or account["private_key"], algorithm="RS256")
    return {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": signed}


def test_token_acts_for_its_subject(library: Drive) -> None:
    """Each delegated token is its subject's own."""
    seen = {email: library.api(email).about().get(fields="user").execute()["user"] for email in (ANA, BEN)}
    assert {email: user["emailAddress"] for email, user in seen.items()} == {ANA: ANA, BEN: BEN}
    assert all(user["me"] for user in seen.values())


def test_token_without_subject_is_the_service_account_itself(library: Drive) -> None:
    """The service account owns nothing and sees nothing that was not shared with it."""
    credentials = library.delegated(ANA).with_subject(None)
    document = httpx.get(f"{library.server.base_url}/discovery/v1/apis/drive/v3/rest").json()
    with build_from_document(document, http=AuthorizedHttp(credentials, http=build_http())) as service:
        assert service.files().list(pageSize=10).execute()["files"] == []


@pytest.mark.parametrize(
    ("claims", "status", "error"),
    [
        ({"sub": CLIENT}, 401, "unauthorized_client"),
        ({"sub": "nobody@fieldnote.example"}, 400, "invalid_grant"),
        ({"sub": OLD}, 400, "invalid_grant"),
        ({"exp": 1_000_000}, 400, "invalid_grant"),
        ({"aud": "https://elsewhere.example/token"}, 400, "invalid_grant"),
        ({"iss": "other@sandbox.iam.gserviceaccount.com"}, 400, "invalid_grant"),
        ({"scope": "https://www.googleapis.com/auth/drive.file"}, 401, "unauthorized_client"),
        ({"scope": ""}, 400, "invalid_scope"),
    ],
)
def test_token_is_refused_for_a_claim_that_does_not_hold(
    library: Drive, claims: dict[str, object], status: int, error: str
) -> None:
    """Outsiders, suspended and unknown people, stale, foreign and over-reaching assertions get no token."""
    answer = httpx.post(library.login["service_account"]["token_uri"], data=assertion(library, claims))
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_token_is_refused_for_a_foreign_signature(library: Drive) -> None:
    """An assertion that another key signed is nobody's."""
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    answer = httpx.post(library.login["service_account"]["token_uri"], data=assertion(library, {}, stranger))
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_token_of_a_person_outside_comes_from_their_own_refresh_token(library: Drive) -> None:
    """The client signs in as themselves and finds what was shared with them."""
    service = library.api(CLIENT)
    assert service.about().get(fields="user(emailAddress)").execute() == {"user": {"emailAddress": CLIENT}}
    assert "goals" in names(service.files().list().execute())


def test_token_that_is_wrong_is_a_401(library: Drive) -> None:
    """An unknown bearer token is refused with Google's authError and a challenge."""
    answer = library.raw("GET", "/drive/v3/files", None, headers={"Authorization": "Bearer nonsense"})
    check_error(answer.status_code, answer.json(), 401, "authError")
    assert "WWW-Authenticate" in answer.headers


def test_caller_without_credentials_is_refused(library: Drive) -> None:
    """No token and no key is a 403."""
    answer = library.raw("GET", "/drive/v3/files", None)
    check_error(answer.status_code, answer.json(), 403, "forbidden")


def test_anonymous_caller_reads_what_anyone_can(library: Drive) -> None:
    """With the API key alone, a link-shared file opens and any other is not found."""
    nobody = library.api(None)
    assert nobody.files().get(fileId="logo", fields="name").execute() == {"name": "logo.png"}
    with refused(404, "notFound"):
        nobody.files().get(fileId="goals").execute()


@pytest.mark.parametrize("scope", ["drive.readonly", "drive.metadata.readonly"])
def test_read_only_scope_cannot_write(library: Drive, scope: str) -> None:
    """A read-only token reads, and is refused every write for its scope."""
    service = library.api(ANA, (f"https://www.googleapis.com/auth/{scope}",))
    assert service.files().get(fileId="goals").execute()["id"] == "goals"
    with refused(403, "insufficientPermissions"):
        service.files().create(body={"name": "new"}).execute()
    with refused(403, "insufficientPermissions"):
        service.permissions().create(fileId="goals", body={"type": "anyone", "role": "reader"}).execute()
    with refused(403, "insufficientPermissions"):
        service.files().generateIds().execute()


def test_metadata_scope_cannot_read_content(library: Drive) -> None:
    """Metadata scopes open no content."""
    service = library.api(ANA, ("https://www.googleapis.com/auth/drive.metadata.readonly",))
    with refused(403, "insufficientPermissions"):
        service.files().get_media(fileId="logo").execute()
    with refused(403, "insufficientPermissions"):
        service.files().export(fileId="goals", mimeType="text/plain").execute()


def test_delegation_stays_within_the_scopes_of_the_world(sandbox: object) -> None:
    """A service account that the admin limited to reading gets no writing token."""
    from drive_client import WORLD, Drive

    account = {"email": "r@sandbox.iam.gserviceaccount.com", "scopes": ["drive.readonly"]}
    limited = Drive(sandbox({"google_drive": WORLD | {"service_account": account}}))  # type: ignore[operator]  # the fixture, a function
    with closing(build_http()) as http, pytest.raises(RefreshError, match="unauthorized_client"):
        limited.delegated(CLEO).refresh(Request(http))
