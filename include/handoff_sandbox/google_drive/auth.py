"""Who calls: the token endpoint and the tokens it gave out.

Two grants, as Google has them: a service account's signed assertion, whose `sub` is a person of the organisation
(domain-wide delegation), and a person's own refresh token. Tokens live in real time, whatever the sandbox's clock says,
since their holders count in it too. https://developers.google.com/identity/protocols/oauth2/service-account
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from handoff_sandbox.core.ids import secret
from handoff_sandbox.core.json_answer import GoogleJSON
from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access.access import Caller

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from handoff_sandbox.google_drive.access.directory import Directory
    from handoff_sandbox.google_drive.seed import ServiceAccount

SCOPE_PREFIX = "https://www.googleapis.com/auth/"
SCOPES = frozenset({"drive", "drive.readonly", "drive.metadata", "drive.metadata.readonly"})
"""The scopes that are emulated; others are refused, rather than taken for more than they are."""

_LIFETIME = 3600
_GOOGLE_AUDIENCES = (
    "https://oauth2.googleapis.com/token",
    "https://www.googleapis.com/oauth2/v4/token",
    "https://accounts.google.com/o/oauth2/token",
)
_ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@dataclass(frozen=True)
class _Token:
    email: str
    scopes: frozenset[str]
    ends: float


class _GrantError(Exception):
    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.answer = GoogleJSON({"error": error, "error_description": description}, status_code=status)


class Auth:
    """Gives out access tokens and tells who holds one."""

    def __init__(self, directory: Directory, account: ServiceAccount, api_key: str, oauth_secret: str) -> None:
        self._directory = directory
        self._account = account
        self._api_key = api_key
        self._client = ("sandbox.apps.googleusercontent.com", oauth_secret)
        self._key = _key()
        self._refresh_tokens = {
            user.refresh_token or f"1//{secret(40)}": user.email for user in directory.users.values()
        }
        self._key_id = secret(40)
        self._tokens: dict[str, _Token] = {}

    def credentials(self, base_url: str) -> dict[str, object]:
        """Return the service account as Google's JSON key file, the API key and the people's own refresh tokens."""
        pem = self._key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        client_id, client_secret = self._client
        account = {
            "type": "service_account",
            "project_id": "sandbox",
            "private_key_id": self._key_id,
            "private_key": pem.decode(),
            "client_email": self._account.email,
            "client_id": "100000000000000000001",
            "auth_uri": f"{base_url}/o/oauth2/auth",
            "token_uri": f"{base_url}/token",
            "universe_domain": "googleapis.com",
        }
        people = {email: token for token, email in self._refresh_tokens.items()}
        oauth = {"client_id": client_id, "client_secret": client_secret, "token_uri": f"{base_url}/token"}
        return {"service_account": account, "api_key": self._api_key, "oauth_client": oauth, "refresh_tokens": people}

    async def token(self, request: Request) -> GoogleJSON:
        """POST /token."""
        form = dict(parse_qsl((await request.body()).decode()))
        try:
            return self._grant(*self._claimed(form, str(request.url.replace(query=""))))
        except _GrantError as refused:
            return refused.answer

    async def revoke(self, request: Request) -> GoogleJSON:
        """POST /revoke: take back a token, which a client may send in the query or in the body."""
        token = await _sent(request, "token")
        email = self._refresh_tokens.pop(token, None)
        if email is not None:
            self._tokens = {name: held for name, held in self._tokens.items() if held.email != email}
        elif self._tokens.pop(token, None) is None:
            return _GrantError("invalid_token", "Token expired or revoked").answer
        return GoogleJSON({})

    async def tell(self, request: Request) -> GoogleJSON:
        """POST /tokeninfo: tell for whom, for which scopes and for how long an access token is."""
        token = await _sent(request, "access_token") or request.headers.get("authorization", "").partition(" ")[2]
        held = self._tokens.get(token)
        left = int(held.ends - time.monotonic()) if held else 0
        if held is None or left <= 0:
            return _GrantError("invalid_token", "Invalid Value").answer
        return GoogleJSON(
            {
                "azp": self._client[0],
                "aud": self._client[0],
                "scope": " ".join(SCOPE_PREFIX + scope for scope in sorted(held.scopes)),
                "exp": str(int(time.time()) + left),
                "expires_in": str(left),
                "email": held.email,
                "email_verified": "true",
                "access_type": "offline",
            }
        )

    def _claimed(self, form: Mapping[str, str], own_address: str) -> tuple[str, str]:
        """Return for whom and for which scopes a token is asked; raises _GrantError where that is not proven."""
        match form.get("grant_type"):
            case grant if grant == _ASSERTION:
                return self._from_assertion(form, own_address)
            case "refresh_token":
                return self._from_refresh_token(form)
            case grant:
                raise _GrantError("unsupported_grant_type", f"Invalid grant_type: {grant}")

    def _from_assertion(self, form: Mapping[str, str], own_address: str) -> tuple[str, str]:
        try:
            claims = jwt.decode(
                form.get("assertion", ""),
                self._key.public_key(),
                algorithms=["RS256"],
                audience=[*_GOOGLE_AUDIENCES, own_address],
                issuer=self._account.email,
                leeway=10,
                options={"require": ["exp", "iat"]},
            )
        except jwt.InvalidTokenError as error:
            raise _GrantError("invalid_grant", f"Invalid JWT: {error}") from None
        subject, scopes = str(claims.get("sub") or self._account.email).lower(), str(claims.get("scope", ""))
        if subject == self._account.email:
            return subject, scopes
        if not self._account.domain_wide or not _short(scopes) <= frozenset(self._account.scopes):
            message = (
                "Client is unauthorized to retrieve access tokens using this method, "
                "or client not authorized for any of the scopes requested."
            )
            raise _GrantError("unauthorized_client", message, 401)
        if self._directory.organisation(subject) != self._directory.domains[0]:
            raise _GrantError(
                "unauthorized_client", "Client is unauthorized to act for an account of that domain.", 401
            )
        return subject, scopes

    def _from_refresh_token(self, form: Mapping[str, str]) -> tuple[str, str]:
        if (form.get("client_id"), form.get("client_secret")) != self._client:
            raise _GrantError("invalid_client", "The OAuth client was not found.", 401)
        email = self._refresh_tokens.get(form.get("refresh_token", ""))
        if email is None:
            raise _GrantError("invalid_grant", "Token has been expired or revoked.")
        return email, form.get("scope") or f"{SCOPE_PREFIX}drive"

    def _grant(self, email: str, scopes: str) -> GoogleJSON:
        user = self._directory.users.get(email)
        if user is None and email != self._account.email:
            raise _GrantError("invalid_grant", "Invalid email or User ID")
        if user is not None and not user.active:
            raise _GrantError("invalid_grant", "Account has been disabled.")
        if not _short(scopes) or not _short(scopes) <= SCOPES:
            raise _GrantError("invalid_scope", f"Invalid OAuth scope or ID token audience provided: {scopes}")
        token = "ya29." + secret(80)
        self._tokens[token] = _Token(email, _short(scopes), time.monotonic() + _LIFETIME)
        return GoogleJSON({"access_token": token, "expires_in": _LIFETIME - 1, "token_type": "Bearer", "scope": scopes})

    def caller(self, request: Request) -> Caller:
        """Return who sent a request; raises DriveError without a token (403) or with one that does not hold (401)."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        token = token if scheme.lower() == "bearer" else request.query_params.get("access_token", "")
        if not token:
            if request.query_params.get("key") == self._api_key:
                return Caller(None, self._directory.principals(None), frozenset({"drive.readonly"}))
            message = "Method doesn't allow unregistered callers (callers without established identity)."
            raise errors.forbidden(message)
        held = self._tokens.get(token)
        user = self._directory.users.get(held.email) if held else None
        if held is None or held.ends < time.monotonic() or (user is not None and not user.active):
            raise errors.FAULTS["unauthorized"]
        principals = self._directory.principals(held.email)
        return Caller(held.email, principals, held.scopes, admin=user is not None and user.admin)


@cache
def _key() -> rsa.RSAPrivateKey:
    """Return this process's key: fresh with every start, but one for all the worlds that a test run serves."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


async def _sent(request: Request, name: str) -> str:
    """Return a parameter of the query or else of the form."""
    form = dict(parse_qsl((await request.body()).decode("latin-1")))
    return request.query_params.get(name) or form.get(name, "")


def _short(scopes: str) -> frozenset[str]:
    return frozenset(scope.removeprefix(SCOPE_PREFIX) for scope in scopes.split())
