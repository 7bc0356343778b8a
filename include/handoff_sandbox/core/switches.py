"""What can be set on an emulator while it runs, by POST /_sandbox/switches.

A vendor extends `Switches` with what its organisations differ in, and reads a switch whenever it needs it; a value
that does not hold is refused, so what an emulator reads is always valid. Unlike a fault, a switch is no error: it stays
until it is set again.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, NonNegativeFloat, NonNegativeInt, PositiveFloat, PositiveInt


class Switches(BaseModel):
    """What every emulator has."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    latency_seconds: NonNegativeFloat = Field(0, description="every call of the vendor waits so long before its answer")
    quota_scale: PositiveFloat = Field(1, description="the vendor's quotas times this; 0.01 makes them bind in a test")

    def scaled(self, quota: int) -> int:
        """Return a quota as it is at present, at least 1."""
        return max(1, round(quota * self.quota_scale))

    def change(self, values: dict[str, Any]) -> None:
        """Set the named switches, all of them or, where one does not hold, none; raises ValidationError."""
        checked = type(self).model_validate(self.model_dump() | values)
        for name in values:
            setattr(self, name, getattr(checked, name))


class WebhookSwitches(Switches):
    """What an emulator has that delivers webhooks: they may come late, more than once and in any order."""

    webhook_delay_seconds: NonNegativeFloat = Field(0, description="a delivery begins so long after the change")
    webhook_repeats: NonNegativeInt = Field(0, description="every delivery that was taken is sent so many times more")
    webhook_shuffle: bool = Field(default=False, description="events and deliveries come in another order each time")
    webhook_batch: PositiveInt = Field(100, le=100, description="so many events in a delivery at most")
