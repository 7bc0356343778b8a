"""The endpoints of OAuth: v1 with the token in the path, and the later ones, which take it in the body.

https://developers.hubspot.com/docs/api-reference/auth-oauth-v3/guide
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import HubSpotError
from handoff_sandbox.hubspot.operation import Operation

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.wire import Json


def _form(call: Call) -> dict[str, str]:
    return dict(call.query) | dict(parse_qsl(call.raw.decode("utf-8", "replace"), keep_blank_values=True))


def give_token(call: Call) -> Answer:
    """Give an access token for an authorization code, a refresh token, or an app's own credentials."""
    grant, seconds = call.apps.grant(_form(call))
    body: Json = {"access_token": grant.token.value, "expires_in": seconds, "token_type": "bearer"}
    if call.version != "v1":
        body |= {"token_use": "access_token" if grant.refreshable else "client_credentials"}
        body |= {"hub_id": call.store.portal_id, "scopes": _scopes(grant.token.scopes)}
    if grant.refreshable:
        body["refresh_token"] = call.apps.app.refresh_token
    return Answer(body)


def _scopes(scopes: frozenset[str] | None) -> list[str]:
    return sorted(scopes or ())


def _about(call: Call) -> Json:
    app = call.apps.app
    return {"user": app.user, "hub_domain": "sandbox.example", "hub_id": call.store.portal_id, "user_id": app.user_id}


def _access(call: Call, value: str) -> Json | None:
    left, token = call.apps.seconds_left(value), call.apps.token(value)
    if left is None or token is None:
        return None
    more = {"scopes": _scopes(token.scopes), "app_id": int(call.apps.app.id), "expires_in": left}
    return {"token": value, "token_type": "access", **_about(call), **more}


def _refresh(call: Call, value: str) -> Json | None:
    app = call.apps.app
    if value != app.refresh_token or call.apps.revoked:
        return None
    more = {"scopes": _scopes(app.scopes), "client_id": app.client_id}
    return {"token": value, "token_type": "refresh", **_about(call), **more}


def _told(body: Json | None) -> Answer:
    if body is None:
        raise HubSpotError(404, "The token is expired, invalid, or deleted", "INVALID_AUTHENTICATION")
    return Answer(body)


def read_access_token(call: Call) -> Answer:
    """Tell what an access token of OAuth is good for."""
    return _told(_access(call, call.path["token"]))


def read_refresh_token(call: Call) -> Answer:
    """Tell what a refresh token is good for."""
    return _told(_refresh(call, call.path["token"]))


def remove_refresh_token(call: Call) -> Answer:
    """Take back a refresh token."""
    call.apps.revoke(call.path["token"])
    return Answer(status=204)


def introspect(call: Call) -> Answer:
    """Tell what the token in the body is good for; one that is no good is not active."""
    form = _form(call)
    call.apps.check_app(form)
    value = form.get("token", "")
    app = {"app_id": int(call.apps.app.id), "client_id": call.apps.app.client_id}
    if body := _access(call, value):
        return Answer({**body, **app, "active": True, "token_use": "access_token", "is_private_distribution": True})
    if body := _refresh(call, value):
        return Answer({**body, **app, "active": True, "token_use": "refresh_token"})
    return Answer({"active": False})


def revoke(call: Call) -> Answer:
    """Take back the token in the body."""
    form = _form(call)
    call.apps.check_app(form)
    call.apps.revoke(form.get("token", ""))
    return Answer(status=200)


_LATER = ("2026-03", "2026-09")
OPERATIONS = (
    Operation("POST", "/oauth", "/token", give_token, "open", "v1", dated=()),
    Operation("POST", "/oauth", "/token", give_token, "open", dated=_LATER),
    Operation("POST", "/oauth", "/token/introspect", introspect, "open", dated=_LATER),
    Operation("POST", "/oauth", "/token/revoke", revoke, "open", dated=_LATER),
    Operation("GET", "/oauth", "/access-tokens/{token}", read_access_token, "open", "v1", dated=()),
    Operation("GET", "/oauth", "/refresh-tokens/{token}", read_refresh_token, "open", "v1", dated=()),
    Operation("DELETE", "/oauth", "/refresh-tokens/{token}", remove_refresh_token, "open", "v1", dated=()),
)
