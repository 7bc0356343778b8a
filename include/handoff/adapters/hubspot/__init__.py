"""HubSpot: the adapter of the port `Crm`. The vendor's library is imported here and nowhere else."""

from handoff.adapters.hubspot.connection import HubSpotConnection
from handoff.adapters.hubspot.crm import HubSpotCrm
from handoff.adapters.hubspot.webhooks import HubSpotReceiver

__all__ = ["HubSpotConnection", "HubSpotCrm", "HubSpotReceiver"]
