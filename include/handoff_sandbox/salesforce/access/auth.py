"""The login endpoints: OAuth's client credentials, JWT bearer, refresh token and password grants, and SOAP's login().

A JWT is checked against the connected app's certificate or, where the world has none, against a key that the emulator
made at its start and tells in its credentials. SOAP's login() is refused from API version 65 on.
https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_jwt_flow.htm
"""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from starlette.responses import Response

from handoff_sandbox.core.json_answer import SalesforceJSON
from handoff_sandbox.salesforce.errors import SalesforceError

if TYPE_CHECKING:
    from starlette.requests import Request

    from handoff_sandbox.salesforce.access.sessions import Sessions
    from handoff_sandbox.salesforce.records.records import Record
    from handoff_sandbox.salesforce.seed import ConnectedAppSeed
    from handoff_sandbox.salesforce.store import Store

JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_LOGIN_HOSTS = ("https://login.salesforce.com", "https://test.salesforce.com")


class GrantError(Exception):
    """A grant that is refused, in OAuth's terms."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.answer = SalesforceJSON({"error": error, "error_description": description}, status)


@dataclass(frozen=True)
class Auth:
    """The logins of one organisation; `passwords` are by the users' ids, with their security tokens."""

    store: Store
    sessions: Sessions
    connected_app: ConnectedAppSeed
    run_as: str | None
    domain: str
    passwords: Mapping[str, tuple[str, str]]
    refresh_tokens: Mapping[str, str]
    """The users' ids by the refresh tokens that they have given the connected app."""

    def credentials(self, base_url: str) -> dict[str, object]:
        """Return what a client needs to log in."""
        app = self.connected_app
        told: dict[str, object] = {
            "instance_url": base_url,
            "domain": f"{self.domain}.my",
            "token_url": f"{base_url}/services/oauth2/token",
            "consumer_key": app.consumer_key,
            "organization_id": self.store.organization_id,
        }
        if app.consumer_secret:
            told["consumer_secret"] = app.consumer_secret
        if app.certificate is None:
            told["private_key"] = _own_key_pem()
        return told

    async def token(self, request: Request) -> Response:
        """Give out a session for a grant."""
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        base_url = str(request.base_url).rstrip("/")
        try:
            user = self._granted(form, request.headers.get("authorization", ""), base_url)
        except GrantError as refused:
            return refused.answer
        session = self.sessions.open(user.id)
        identity = f"{base_url}/id/{self.store.organization_id}/{user.id}"
        issued = str(int(time.time() * 1000))
        told = {"access_token": session, "instance_url": base_url, "id": identity, "token_type": "Bearer"}
        return SalesforceJSON(told | {"issued_at": issued, "scope": "api", "signature": ""})

    async def revoke(self, request: Request) -> Response:
        """End a session."""
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        if self.sessions.close(form.get("token", "")):
            return Response(status_code=200)
        return SalesforceJSON({"error": "unsupported_token_type", "error_description": "invalid token"}, 400)

    async def identity(self, request: Request) -> Response:
        """Tell who the session's user is."""
        try:
            login = self.sessions.login(request.headers.get("authorization"))
        except SalesforceError as error:
            return SalesforceJSON(error.as_json(), error.status)
        base_url = str(request.base_url).rstrip("/")
        user = self.store.tables.get("User", login.user_id)
        texts = {name: user.text(name) for name in ("Username", "Email", "FirstName", "LastName")} if user else {}
        rest = f"{base_url}/services/data/v{{version}}/"
        return SalesforceJSON(
            {
                "id": f"{base_url}/id/{self.store.organization_id}/{login.user_id}",
                "user_id": login.user_id,
                "organization_id": self.store.organization_id,
                "username": texts.get("Username"),
                "preferred_username": texts.get("Username"),
                "display_name": self.store.name_of(login.user_id),
                "name": self.store.name_of(login.user_id),
                "given_name": texts.get("FirstName"),
                "family_name": texts.get("LastName"),
                "email": texts.get("Email"),
                "email_verified": True,
                "active": True,
                "user_type": "STANDARD",
                "urls": {"rest": rest, "query": f"{rest}query/", "sobjects": f"{rest}sobjects/"},
            }
        )

    def password_user(self, username: str, password: str, *, security_token: bool) -> Record:
        """Return the user of a name and a password, which is followed by the security token where that is wanted."""
        user = self._user(username)
        held = self.passwords.get(user.id) if user else None
        if user is None or held is None or password not in (held[0] + held[1], "" if security_token else held[0]):
            raise GrantError("invalid_grant", "authentication failure")
        return self._active(user)

    def _granted(self, form: Mapping[str, str], authorization: str, base_url: str) -> Record:
        """Return the user for whom a session is asked; raises GrantError."""
        match form.get("grant_type"):
            case "client_credentials":
                self._check_app(form, authorization)
                user = self.store.tables.get("User", self.run_as or "")
                if user is None:
                    raise GrantError("invalid_grant", "no client credentials user enabled")
                return self._active(user)
            case grant if grant == JWT_BEARER:
                return self._from_assertion(form.get("assertion", ""), base_url)
            case "password":
                self._check_app(form, authorization)
                return self.password_user(form.get("username", ""), form.get("password", ""), security_token=False)
            case "refresh_token":
                self._check_app(form, authorization, secret_is_needed=False)
                user = self.store.tables.get("User", self.refresh_tokens.get(form.get("refresh_token", ""), ""))
                if user is None:
                    raise GrantError("invalid_grant", "expired access/refresh token")
                return self._active(user)
            case _:
                raise GrantError("unsupported_grant_type", "grant type not supported")

    def _check_app(self, form: Mapping[str, str], authorization: str, *, secret_is_needed: bool = True) -> None:
        key, held = form.get("client_id"), form.get("client_secret")
        if authorization.lower().startswith("basic "):
            try:
                key, _, held = base64.b64decode(authorization[6:], validate=True).decode().partition(":")
            except (binascii.Error, UnicodeDecodeError):
                raise GrantError("invalid_client", "invalid client credentials") from None
        if key != self.connected_app.consumer_key:
            raise GrantError("invalid_client_id", "client identifier invalid")
        if not held and not secret_is_needed:
            return
        if not held or held != self.connected_app.consumer_secret:
            raise GrantError("invalid_client", "invalid client credentials")

    def _from_assertion(self, assertion: str, base_url: str) -> Record:
        audiences = [*_LOGIN_HOSTS, base_url, f"https://{self.domain}.my.salesforce.com"]
        try:
            claims: dict[str, Any] = jwt.decode(
                assertion,
                _public_key(self.connected_app.certificate),
                algorithms=["RS256"],
                audience=audiences,
                leeway=180,
                options={"require": ["exp", "iss", "sub"], "verify_sub": False},
            )
        except jwt.ExpiredSignatureError:
            raise GrantError("invalid_grant", "expired authorization code") from None
        except jwt.InvalidAudienceError:
            raise GrantError("invalid_grant", "audience is invalid") from None
        except jwt.InvalidTokenError:
            raise GrantError("invalid_grant", "invalid assertion") from None
        if claims["iss"] != self.connected_app.consumer_key:
            raise GrantError("invalid_client_id", "client identifier invalid")
        user = self._user(str(claims["sub"]))
        if user is None:
            raise GrantError("invalid_grant", "user hasn't approved this consumer")
        return self._active(user)

    def _user(self, username: str) -> Record | None:
        users = self.store.tables.all("User")
        return next((one for one in users if one.text("Username").lower() == username.lower()), None)

    @staticmethod
    def _active(user: Record) -> Record:
        if not user.values.get("IsActive"):
            raise GrantError("invalid_grant", "inactive user")
        return user


def _public_key(certificate: str | None) -> rsa.RSAPublicKey:
    if certificate is None:
        return _own_key().public_key()
    data = certificate.encode()
    of_certificate = b"BEGIN CERTIFICATE" in data
    key: object = (
        x509.load_pem_x509_certificate(data).public_key() if of_certificate else serialization.load_pem_public_key(data)
    )
    if not isinstance(key, rsa.RSAPublicKey):
        raise TypeError("the connected app's certificate has no RSA key")
    return key


def check_certificate(certificate: str) -> None:
    """Raise ValueError for a text that is no certificate, and no public key, of RSA."""
    try:
        _public_key(certificate)
    except TypeError as error:
        raise ValueError(str(error)) from None


@cache
def _own_key() -> rsa.RSAPrivateKey:
    """Return this process's key: fresh with every start, but one for all the worlds that a test run serves."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _own_key_pem() -> str:
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return _own_key().private_bytes(serialization.Encoding.PEM, form, plain).decode()
