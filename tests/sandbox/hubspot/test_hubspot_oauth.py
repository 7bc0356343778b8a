"""Tokens of OAuth: how they are given, how long they are good, and what they are good for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
import urllib3

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubspot_portal import Portal

APP = {
    "id": "4711", "client_id": "handoff", "client_secret": "hush", "refresh_token": "again", "code": "once",
    "redirect_uri": "https://handoff.example/back", "user": "72",
}  # fmt: skip
CODE = {"grant_type": "authorization_code", "code": "once", "redirect_uri": "https://handoff.example/back"}


@pytest.fixture
def installed(make_portal: Callable[..., Portal]) -> Portal:
    """Serve the small portal with an app that it has installed."""
    return make_portal(app=APP, scopes=["crm.objects.deals.read"])


def _ask(portal: Portal, path: str = "/oauth/v1/token", **form: str) -> tuple[int, Any]:
    told = {"client_id": "handoff", "client_secret": "hush"} | form
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    url = portal.server.base_url + path
    answer = urllib3.request("POST", url, body=urlencode(told), headers=headers, retries=False)
    return answer.status, answer.json() if answer.data else None


def _reads(portal: Portal, token: str) -> int:
    return portal.call("GET", "/crm/v3/objects/deals/801", token=token).status


@pytest.mark.parametrize("path", ["/oauth/v1/token", "/oauth/v3/token", "/oauth/2026-03/token"])
def test_refresh_token_gives_a_token_that_expires(installed: Portal, path: str) -> None:
    """The token has the app's scopes for half an hour of the sandbox's clock."""
    status, body = _ask(installed, path, grant_type="refresh_token", refresh_token="again")
    assert (status, body["expires_in"], body["token_type"]) == (200, 1800, "bearer")
    assert _reads(installed, body["access_token"]) == 200
    assert installed.call("GET", "/crm/v3/objects/contacts/601", token=body["access_token"]).status == 403
    installed.server.clock.advance(1801)
    assert _reads(installed, body["access_token"]) == 401
    assert installed.call("GET", f"/oauth/v1/access-tokens/{body['access_token']}").status == 404


def test_code_is_good_once(installed: Portal) -> None:
    """An authorization code gives both tokens, and nothing the second time."""
    assert _ask(installed, **CODE | {"redirect_uri": "https://else.example"})[1]["status"] == "BAD_REDIRECT_URI"
    assert _ask(installed, **CODE)[1]["refresh_token"] == "again"
    assert _ask(installed, **CODE)[1]["status"] == "BAD_AUTH_CODE"


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"grant_type": "password"}, "BAD_GRANT_TYPE"),
        ({"grant_type": "refresh_token", "refresh_token": "no"}, "BAD_REFRESH_TOKEN"),
        ({"grant_type": "refresh_token", "refresh_token": "again", "client_id": "no"}, "BAD_CLIENT_ID"),
        ({"grant_type": "refresh_token", "refresh_token": "again", "client_secret": "no"}, "BAD_CLIENT_SECRET"),
    ],
)
def test_bad_request_for_a_token_says_what_is_wrong(installed: Portal, form: dict[str, str], status: str) -> None:
    """Each wrong part has HubSpot's own status, with the words of OAuth beside it."""
    code, body = _ask(installed, **form)
    assert (code, body["status"], "error" in body) == (400, status, True)


def test_revoked_refresh_token_gives_nothing(installed: Portal) -> None:
    """After it was taken back the app is asked to be installed again."""
    assert _ask(installed, "/oauth/v3/token/introspect", token="again")[1]["active"] is True
    assert _ask(installed, "/oauth/v3/token/revoke", token="again")[0] == 200
    assert _ask(installed, "/oauth/v3/token/introspect", token="again")[1] == {"active": False}
    assert _ask(installed, grant_type="refresh_token", refresh_token="again")[0] == 400


def test_client_credentials_are_for_the_apps_settings_alone(installed: Portal) -> None:
    """Such a token reaches the webhooks of the app, and no record."""
    token = _ask(installed, "/oauth/2026-03/token", grant_type="client_credentials")[1]["access_token"]
    assert installed.call("GET", "/webhooks/2026-03/4711/subscriptions", token=token).status == 200
    assert _reads(installed, token) == 401


def test_usage_of_the_day_is_told(installed: Portal) -> None:
    """The account tells how many calls were made today and when the day ends."""
    (usage,) = installed.call("GET", "/account-info/v3/api-usage/daily/private-apps").body["results"]
    assert (usage["usageLimit"], usage["currentUsage"]) == (650_000, 1)
    assert usage["resetsAt"].endswith("T00:00:00.000Z")
