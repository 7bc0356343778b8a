"""How a portal behaves where HubSpot's portals differ: set by the world, changed while it runs by the admin API."""

from __future__ import annotations

from pydantic import Field, NonNegativeFloat

from handoff_sandbox.core.switches import WebhookSwitches


class HubSpotSwitches(WebhookSwitches):
    """The switches of a portal."""

    search_lag_seconds: NonNegativeFloat = Field(0, description="how far the search lags behind the records")
    company_owner_cascade: bool = Field(
        default=False, description="a company's new owner goes to its contacts that had the old one or none"
    )
    merge_gives_new_id: bool = Field(default=False, description="what is left of a merge has an id of its own")
    webhook_retry_scale: NonNegativeFloat = Field(
        1, description="the pauses before further attempts of a webhook, which are 24 hours together, times this"
    )
