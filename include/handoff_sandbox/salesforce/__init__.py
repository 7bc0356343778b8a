"""A Salesforce organisation that behaves as the REST API does, in memory, for simple-salesforce, jsforce and HTTP."""

from handoff_sandbox.salesforce.app import route_table
from handoff_sandbox.salesforce.emulator import Salesforce

Emulator = Salesforce

__all__ = ["Emulator", "Salesforce", "route_table"]
