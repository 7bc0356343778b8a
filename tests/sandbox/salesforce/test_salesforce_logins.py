"""Logins: OAuth grants, SOAP's login(), sessions that end; through simple-salesforce where it has the flow."""

# The queries are put together of our own ids.
from __future__ import annotations

import base64
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from salesforce_org import MAYA, TOM, Org, content_of
from simple_salesforce.api import Salesforce, SFType
from simple_salesforce.exceptions import SalesforceAuthenticationFailed, SalesforceExpiredSession

JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"


def token(org: Org, form: dict[str, str], **options: Any) -> requests.Response:
    """Ask for a session."""
    return requests.post(f"{org.server.base_url}/services/oauth2/token", form, timeout=10, **options)


def assertion(org: Org, key: str, **changes: object) -> str:
    """Return a signed assertion for Tom."""
    claims = {"iss": org.login["consumer_key"], "sub": "tom@fieldnote.example", "aud": "https://login.salesforce.com"}
    return jwt.encode(claims | {"exp": int(time.time()) + 120} | changes, key, algorithm="RS256")


def test_client_credentials_act_as_the_apps_user(org: Org) -> None:
    """The client-credentials flow of simple-salesforce gives a session of the user that the world names."""
    login = org.login
    client = Salesforce(
        consumer_key=login["consumer_key"], consumer_secret=login["consumer_secret"], domain=login["domain"],
        session=org.transport(), version="67.0",
    )  # fmt: skip
    accounts = client.Account
    assert isinstance(accounts, SFType)
    created = accounts.create({"Name": "By the app"})
    assert accounts.get(created["id"])["OwnerId"] == TOM


def test_client_credentials_are_taken_from_the_form_too(org: Org) -> None:
    """The app's key and secret may stand in the body, as jsforce sends them."""
    login = org.login
    form = {"grant_type": "client_credentials", "client_id": login["consumer_key"]}
    good = token(org, form | {"client_secret": login["consumer_secret"]})
    assert good.json()["instance_url"] == org.server.base_url
    assert good.json()["token_type"] == "Bearer"
    bad = token(org, form | {"client_secret": "wrong"})
    assert (bad.status_code, bad.json()["error"]) == (400, "invalid_client")


def test_refresh_token_gives_sessions_again_and_again(org: Org) -> None:
    """A user's refresh token gives a session of theirs, with the app's secret or without it, never with a wrong one."""
    login = org.login
    form = {"grant_type": "refresh_token", "refresh_token": login["refresh_tokens"]["tom@fieldnote.example"]}
    form |= {"client_id": login["consumer_key"]}
    for more in ({}, {"client_secret": login["consumer_secret"]}):
        told = token(org, form | more).json()
        created = org.call("POST", "/sobjects/Account", {"Name": "Refreshed"}, session_id=told["access_token"])
        assert org.column(f"SELECT OwnerId FROM Account WHERE Id = '{created.body['id']}'") == [TOM]
        assert told["id"].endswith(TOM)
    assert token(org, form | {"client_secret": "wrong"}).json()["error"] == "invalid_client"
    assert token(org, form | {"refresh_token": "5Aep"}).json()["error"] == "invalid_grant"


def test_jwt_bearer_logs_a_user_in(org: Org) -> None:
    """simple-salesforce signs with the key that the sandbox tells, for any user who is active."""
    login = org.login
    client = Salesforce(
        username="maya@fieldnote.example", consumer_key=login["consumer_key"], privatekey=login["private_key"],
        session=org.transport(), version="67.0",
    )  # fmt: skip
    told = client.oauth2("userinfo")
    assert told is not None
    assert told["user_id"] == MAYA


def test_jwt_bearer_is_checked_against_the_worlds_certificate(make_org: Callable[..., Org]) -> None:
    """With a certificate in the world only the owner of its key gets in."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "handoff")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM).decode()
    org = make_org(connected_app={"consumer_key": "3MVG9-handoff", "certificate": pem})
    assert "private_key" not in org.login
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    own = key.private_bytes(serialization.Encoding.PEM, form, plain).decode()
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    strange = other.private_bytes(serialization.Encoding.PEM, form, plain).decode()
    assert token(org, {"grant_type": JWT_BEARER, "assertion": assertion(org, own)}).status_code == 200
    refused = token(org, {"grant_type": JWT_BEARER, "assertion": assertion(org, strange)})
    assert refused.json() == {"error": "invalid_grant", "error_description": "invalid assertion"}


@pytest.mark.parametrize(
    ("changes", "error", "description"),
    [
        ({"exp": 1}, "invalid_grant", "expired authorization code"),
        ({"aud": "https://elsewhere.example"}, "invalid_grant", "audience is invalid"),
        ({"iss": "another-app"}, "invalid_client_id", "client identifier invalid"),
        ({"sub": "nobody@fieldnote.example"}, "invalid_grant", "user hasn't approved this consumer"),
        ({"sub": "dan@fieldnote.example"}, "invalid_grant", "inactive user"),
    ],
)
def test_jwt_bearer_refuses_what_does_not_hold(
    still_org: Org, changes: dict[str, object], error: str, description: str
) -> None:
    """An assertion that is old, for somebody else, of another app or of no active user gets OAuth's error."""
    signed = assertion(still_org, still_org.login["private_key"], **changes)
    answer = token(still_org, {"grant_type": JWT_BEARER, "assertion": signed})
    assert (answer.status_code, answer.json()) == (400, {"error": error, "error_description": description})


def test_unknown_grant_is_refused(still_org: Org) -> None:
    """A grant that Salesforce does not have is an error in OAuth's terms."""
    assert token(still_org, {"grant_type": "magic"}).json()["error"] == "unsupported_grant_type"


def test_soap_login_works_up_to_version_64_and_no_further(still_org: Org) -> None:
    """simple-salesforce's password flow gets a session from v59 and a fault from v65 on."""

    def login(version: str, security_token: str) -> Salesforce:
        return Salesforce(
            username="tom@fieldnote.example", password="open sesame", domain="login", security_token=security_token,
            session=still_org.transport(), version=version,
        )  # fmt: skip

    assert login("64.0", "TOKEN").query("SELECT COUNT() FROM Account")["totalSize"] == 3
    with pytest.raises(SalesforceAuthenticationFailed, match="UNSUPPORTED_API_VERSION"):
        login("65.0", "TOKEN")
    with pytest.raises(SalesforceAuthenticationFailed, match="INVALID_LOGIN"):
        login("59.0", "wrong")


def test_session_ends_by_the_clock_and_a_client_that_can_logs_in_again(org: Org) -> None:
    """A session that was not used for its time answers INVALID_SESSION_ID; one of the world's users never ends."""
    login = org.login
    client = Salesforce(
        consumer_key=login["consumer_key"], consumer_secret=login["consumer_secret"], domain=login["domain"],
        session=org.transport(), version="67.0",
    )  # fmt: skip
    old = client.session_id
    org.admin("POST", "/clock", {"advance": 3 * 3600})
    stale = org.call("GET", "/limits", session_id=old)
    assert (stale.status, stale.code) == (401, "INVALID_SESSION_ID")
    assert "Sforce-Limit-Info" not in stale.headers
    assert client.query("SELECT COUNT() FROM Account")["totalSize"] == 3
    assert client.session_id != old
    assert org.call("GET", "/limits").status == 200


def test_session_ends_when_it_is_revoked(org: Org) -> None:
    """What was revoked is no session any more."""
    login = org.login
    basic = base64.b64encode(f"{login['consumer_key']}:{login['consumer_secret']}".encode()).decode()
    given = token(org, {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {basic}"})
    session = given.json()["access_token"]
    assert org.call("GET", "/limits", session_id=session).status == 200
    ended = requests.post(f"{org.server.base_url}/services/oauth2/revoke", {"token": session}, timeout=10)
    assert ended.status_code == 200
    assert org.call("GET", "/limits", session_id=session).code == "INVALID_SESSION_ID"


def test_session_ends_with_its_user(org: Org) -> None:
    """A user who was deactivated is out, whatever session they hold."""
    assert org.call("PATCH", f"/sobjects/User/{TOM}", {"IsActive": False}).status == 204
    assert org.call("GET", "/limits", session_id="session-tom").code == "INVALID_SESSION_ID"


def test_session_is_needed_and_must_be_known(still_org: Org) -> None:
    """Without a session there is no answer, and simple-salesforce says so in its own error."""
    assert still_org.call("GET", "/limits", session_id=None).code == "INVALID_AUTH_HEADER"
    with pytest.raises(SalesforceExpiredSession) as caught:
        still_org.client("made-up").query("SELECT Id FROM Account")
    assert content_of(caught.value)[0]["errorCode"] == "INVALID_SESSION_ID"


def test_identity_tells_who_the_session_is(still_org: Org) -> None:
    """The address in a token's `id` and userinfo tell the same person."""
    path = f"/id/{still_org.login['organization_id']}/{MAYA}"
    told = still_org.call("GET", path).body
    assert (told["user_id"], told["username"]) == (MAYA, "maya@fieldnote.example")
    assert still_org.call("GET", "/services/oauth2/userinfo").body["email"] == "maya@fieldnote.example"
