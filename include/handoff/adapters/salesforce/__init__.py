"""Salesforce: the adapter of the port `Crm`. The vendor's library is imported here and nowhere else."""

from handoff.adapters.salesforce.connection import SalesforceConnection
from handoff.adapters.salesforce.crm import SalesforceCrm
from handoff.adapters.salesforce.outbound import SalesforceReceiver

__all__ = ["SalesforceConnection", "SalesforceCrm", "SalesforceReceiver"]
