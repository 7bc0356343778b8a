"""The HubSpot emulator as the sandbox's server sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from handoff_sandbox.core.emulator import Route
from handoff_sandbox.core.packing import Packing
from handoff_sandbox.core.world import validate_section
from handoff_sandbox.hubspot.app import OPERATIONS, Api, error_response
from handoff_sandbox.hubspot.errors import fault_names, named_fault, rate_limited
from handoff_sandbox.hubspot.limits import Limiter, Quota
from handoff_sandbox.hubspot.load import load_records
from handoff_sandbox.hubspot.portal import build_apps, build_store
from handoff_sandbox.hubspot.seed import HubSpotSection
from handoff_sandbox.hubspot.switches import HubSpotSwitches

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.core.emulator import FaultName

OTHER_PREFIXES = tuple(
    f"/{name}"
    for name in (
        "analytics", "automation", "business-units", "cms", "collector", "communication-preferences", "companies",
        "contacts", "content", "conversations", "deals", "email", "engagements", "events", "extensions",
        "filemanager", "forms", "integrations", "integrators", "marketing", "media-bridge", "owners", "properties",
        "scheduler", "tax-rates", "visitor-identification",
    )
)  # fmt: skip
"""HubSpot's other families, of which nothing is emulated: what is asked of them gets HubSpot's own 404."""

EDGE_STATUSES = (521, 524)
_MIGRATION_SECONDS = 3_600
_TOLD_OF_APP = {"id", "client_id", "client_secret", "developer_key", "refresh_token", "code"}


class HubSpot:
    """A portal in memory, loaded from a world's `hubspot` section; a bad section raises WorldError."""

    name = "hubspot"
    switches: HubSpotSwitches
    prefixes: tuple[str, ...] = tuple(
        dict.fromkeys([*(f"/{one.family.split('/')[1]}" for one in OPERATIONS), *OTHER_PREFIXES])
    )

    def __init__(self, section: dict[str, Any], clock: Clock) -> None:
        self._section = validate_section(HubSpotSection, section, self.name)
        self.store = build_store(self._section, clock)
        load_records(self._section, self.store)
        self.switches = self.store.switches
        limits = self._section.limits
        quota = Quota(limits.ten_secondly, limits.search_per_second, limits.daily)
        self._limiter = Limiter(quota, clock, self.switches)
        self.apps = build_apps(self._section, self.store)
        self.app: ASGIApp = Packing(Api(self.store, self.apps, self._limiter))

    @staticmethod
    def routes() -> list[Route]:
        """Return the paths of the API, each in all its versions."""
        return [
            Route(one.method, path.replace(":path}", "}"), one.says) for one in OPERATIONS for _, path in one.paths()
        ]

    def credentials(self, base_url: str) -> dict[str, object]:
        """Return the portal's address, id and tokens; `people` are the tokens that act for a person."""
        people = {one.person: one.access_token for one in self._section.more_tokens if one.person}
        return {
            "base_url": base_url,
            "access_token": self._section.access_token,
            "portal_id": self._section.portal_id,
            "people": people,
            "more_tokens": [one.access_token for one in self._section.more_tokens if not one.person],
            "app": self._section.app.model_dump(include=_TOLD_OF_APP),
        }

    def spent(self) -> int:
        """Return how much of the quota was used since the start."""
        return self._limiter.total

    @staticmethod
    def faults() -> dict[str, str]:
        """Return the named faults with what each answers."""
        errors = {name: named_fault(name) for name in fault_names()}
        return {name: f"{error.status}: {error}" for name, error in errors.items()}

    def fault_response(self, fault: FaultName, request: Request) -> Response:
        """Return HubSpot's answer for a named fault; raises KeyError for one that it does not know."""
        if fault == "rate_limit" and request.url.path.endswith("/search"):
            return error_response(rate_limited("SECONDLY"))
        error = named_fault(fault)
        if error.status in EDGE_STATUSES:  # the network in front of HubSpot answers, which speaks no JSON
            page = f"<html><head><title>{error.status}</title></head><body><h1>{error}</h1></body></html>"
            return HTMLResponse(page, error.status)
        headers = {"Retry-After": str(_MIGRATION_SECONDS)} if fault == "migration" else None
        spent = {"rate_limit": "X-HubSpot-RateLimit-Remaining", "daily_limit": "X-HubSpot-RateLimit-Daily-Remaining"}
        if fault in spent:
            headers = self._limiter.headers() | {spent[fault]: "0"}
        return error_response(error, headers)
