"""Salesforce: the adapter of the port `Crm`. The vendor's library is imported here and nowhere else."""

from handoff.adapters.salesforce.connection import SalesforceConnection
from handoff.adapters.salesforce.crm import SalesforceCrm

__all__ = ["SalesforceConnection", "SalesforceCrm"]
