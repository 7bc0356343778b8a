"""What can be set on the emulated organisation while it runs, beside what every emulator has."""

from __future__ import annotations

from pydantic import Field

from handoff_sandbox.core.switches import Switches


class SalesforceSwitches(Switches):
    """What differs between organisations, or is not known of Salesforce for certain; a world sets them at the start."""

    account_owner_change_drops_team: bool = Field(
        default=False, description="an account's new owner by API loses the account team"
    )
    opportunity_owner_change_drops_team: bool = Field(
        default=False, description="an opportunity's new owner by API loses its sales team"
    )
    archives_activities: bool = Field(
        default=False, description="old activities are archived, and found by queryAll alone"
    )
