"""The app that a portal has installed, and the tokens by which calls are made: private ones and those of OAuth.

An access token of OAuth lives for half an hour of the sandbox's clock; its refresh token stays. The app's own settings,
its webhooks above all, are reached by the developer's key or by a client credentials token, never by a portal's token.
https://developers.hubspot.com/docs/api-reference/auth-oauth-v1/guide
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Token
from handoff_sandbox.hubspot.errors import HubSpotError
from handoff_sandbox.hubspot.records.records import Source

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.hubspot.webhooks.courier import Courier
    from handoff_sandbox.hubspot.webhooks.webhooks import Webhooks

LIFETIME = timedelta(minutes=30)


@dataclass(frozen=True)
class App:
    """An app; `user_id` and `user` are who installed it, None where the world names nobody."""

    id: str
    name: str
    client_id: str
    client_secret: str
    developer_key: str
    code: str
    refresh_token: str
    redirect_uri: str | None = None
    scopes: frozenset[str] | None = None
    user_id: int | None = None
    user: str | None = None

    @property
    def source(self) -> Source:
        """The source of the changes that it makes."""
        return Source("INTEGRATION", self.id, self.name, self.user_id)


@dataclass(frozen=True)
class Grant:
    """What an OAuth endpoint gave out; `refreshable` says whether a refresh token goes with it."""

    token: Token
    until: datetime
    refreshable: bool


@dataclass
class Apps:
    """The app of one portal with all tokens that are good."""

    app: App
    clock: Clock
    private: dict[str, Token]
    """Tokens that do not expire."""
    webhooks: Webhooks
    courier: Courier
    revoked: bool = False
    _grants: dict[str, Grant] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def token(self, value: str) -> Token | None:
        """Return the token of that value, None where there is none or it has expired."""
        if (grant := self._grants.get(value)) is not None:
            return grant.token if self.clock.now() < grant.until else None
        return self.private.get(value)

    def developer(self, key: str | None, token: Token | None) -> Token | None:
        """Return the token for the app's own settings, None where neither the key nor the token is good for them."""
        if key is not None and secrets.compare_digest(key.encode(), self.app.developer_key.encode()):
            return Token("", None, self.app.source, developer=True)
        return token if token is not None and token.developer else None

    def grant(self, form: dict[str, str]) -> tuple[Grant, int]:
        """Answer a token request; returns what was given and its lifetime in seconds, raises HubSpot's 400."""
        kind = form.get("grant_type")
        if kind not in ("authorization_code", "refresh_token", "client_credentials"):
            raise refused("BAD_GRANT_TYPE", "missing or unknown grant type", "unsupported_grant_type")
        self.check_app(form)
        if kind == "client_credentials":
            scopes = frozenset(form.get("scope", "").split())
            return self._give(Token(_new_value(), scopes, self.app.source, developer=True), refreshable=False)
        if kind == "authorization_code":
            self._check_code(form)
        elif self.revoked or form.get("refresh_token") != self.app.refresh_token:
            raise refused("BAD_REFRESH_TOKEN", "missing or unknown refresh token", "invalid_grant")
        return self._give(Token(_new_value(), self.app.scopes, self.app.source), refreshable=True)

    def check_app(self, form: dict[str, str]) -> None:
        """Raise HubSpot's 400 where id and secret are not the app's."""
        if form.get("client_id") != self.app.client_id:
            raise refused("BAD_CLIENT_ID", "missing or unknown client id", "invalid_client")
        if form.get("client_secret") != self.app.client_secret:
            raise refused("BAD_CLIENT_SECRET", "missing or invalid client secret", "invalid_client")

    def _check_code(self, form: dict[str, str]) -> None:
        code = form.get("code", "")
        if code != self.app.code or code in self._used:
            raise refused("BAD_AUTH_CODE", "missing or unknown auth code", "invalid_grant")
        if self.app.redirect_uri is not None and form.get("redirect_uri") != self.app.redirect_uri:
            raise refused("BAD_REDIRECT_URI", "missing or invalid redirect uri", "invalid_grant")
        self._used.add(code)
        self.revoked = False

    def _give(self, token: Token, *, refreshable: bool) -> tuple[Grant, int]:
        grant = Grant(token, self.clock.now() + LIFETIME, refreshable)
        self._grants[token.value] = grant
        return grant, int(LIFETIME.total_seconds())

    def seconds_left(self, value: str) -> int | None:
        """Return how long an access token of OAuth is still good, None for one that is not."""
        grant = self._grants.get(value)
        left = int((grant.until - self.clock.now()).total_seconds()) if grant else 0
        return left if left > 0 else None

    def revoke(self, value: str) -> None:
        """Take back a token; taking back the refresh token leaves the access tokens until they expire."""
        self.revoked |= value == self.app.refresh_token
        self._grants.pop(value, None)


def refused(status: str, message: str, error: str) -> HubSpotError:
    """Return the 400 of a token endpoint: HubSpot's own status, and the words of RFC 6749 beside it."""
    refusal = HubSpotError(400, message, error=error, error_description=message)
    refusal.body["status"] = status
    return refusal


def _new_value() -> str:
    return "CL" + secrets.token_urlsafe(40)
