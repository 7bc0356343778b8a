"""What the adapter needs to know of one HubSpot account."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from handoff.errors import SettingsError

_VERSION = re.compile(r"v3|\d{4}-\d{2}")
_VERSIONED = re.compile(r"^/crm/v[34]/(\w+)")
_OUTSIDE = re.compile(r"^/(files|crm-object-schemas)/v3/")


@dataclass(frozen=True, slots=True)
class HubSpotConnection:
    """One HubSpot account, reached with a private app's token.

    `id` is the Airflow connection's; `base_url` is HubSpot's API (or an emulator), without a path. `api_version` is a
    dated one ("2026-03") or "v3", by which the older v3 and v4 paths are meant. `timeout` is in seconds, for each wait
    for an answer. `portal_id` ("Hub ID") makes links open HubSpot's own pages; without it they lead to the API.
    `searches` is how many the account may make in a second. SettingsError where a value can't be right.
    """

    id: str
    base_url: str
    access_token: str = field(repr=False)
    api_version: str = "2026-03"
    timeout: float = 30.0
    portal_id: str = ""
    searches: int = 5

    def __post_init__(self) -> None:
        if not self.base_url.startswith(("https://", "http://")):
            raise self._wrong("has no address", "Give it HubSpot's: https://api.hubapi.com")
        if not self.access_token:
            raise self._wrong("has no access token", "Give it the token of a HubSpot private app.")
        if not _VERSION.fullmatch(self.api_version):
            raise self._wrong(
                f"names the API version '{self.api_version}'", "Use a dated one such as 2026-03, or v3 for v3 and v4."
            )
        object.__setattr__(self, "base_url", self.base_url.rstrip("/"))

    def dated(self, path: str) -> str:
        """Return a v3 or v4 path in this connection's API version.

        `/crm/v3/objects/…` is `/crm/objects/2026-03/…`: https://developers.hubspot.com/docs/api-reference/latest
        """
        if self.api_version == "v3":
            return path
        path = _OUTSIDE.sub(rf"/\g<1>/{self.api_version}/", path)
        return _VERSIONED.sub(rf"/crm/\g<1>/{self.api_version}", path)

    def _wrong(self, what: str, mend: str) -> SettingsError:
        return SettingsError(f"It {what}.", record=f"connection {self.id}", mend=mend)
