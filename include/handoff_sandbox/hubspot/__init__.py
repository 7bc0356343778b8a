"""A HubSpot portal that behaves as the CRM API does, in memory, for hubspot-api-client and plain HTTP."""

from handoff_sandbox.hubspot.emulator import HubSpot

Emulator = HubSpot

__all__ = ["Emulator", "HubSpot"]
