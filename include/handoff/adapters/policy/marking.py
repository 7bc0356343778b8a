"""The part of a policy file about the firm and the marks of its CRMs."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from handoff.adapters.policy.scalars import Address, Domain, Part, Status, Text
from handoff.domain.policy import Firm, MarkRule


class SenderPart(Part):
    """Who signs the letters."""

    name: Text = Field(description="The name under the letters.")
    email: Address = Field(description="The address that they come from.")


class FirmPart(Part):
    """The firm that runs Handoff."""

    name: Text = Field(description="The firm's name, as clients know it.")
    domains: list[Domain] = Field(
        min_length=1, description="The firm's own mail domains: whoever has an address there belongs to the firm."
    )
    sender: SenderPart = Field(description="Who signs the letters.")
    reply_to: Address = Field(description="Where answers to the letters go.")

    def value(self) -> Firm:
        """Return the domain's value."""
        return Firm(self.name, tuple(self.domains), self.sender.name, self.sender.email, self.reply_to)


class MarkPart(Part):
    """Which status of a CRM is the mark, and where its fields stand."""

    connection: Text = Field(description="The id of the Airflow connection to the CRM.")
    record: str
    property: Status = Field(description="The property that holds its status, by its internal name.")
    value: Status = Field(description="The status that is the mark, by its internal name.")
    successor: Text | None = Field(default=None, description="The property that names the owner who takes over.")
    reason: Text | None = Field(default=None, description="The property with the reason.")
    decided_by: Text | None = Field(default=None, description="The property that names the owner who decided.")
    cutoff: Text | None = Field(default=None, description="The property with the date of the cut-off.")
    company_folder: Text = Field(description="The company's property with the id or address of its Drive folder.")

    def rule(self) -> MarkRule:
        """Return the domain's value."""
        return MarkRule(
            connection=self.connection,
            record=self.record,
            property=self.property,
            value=self.value,
            successor=self.successor or "",
            reason=self.reason or "",
            decided_by=self.decided_by or "",
            cutoff=self.cutoff or "",
            company_folder=self.company_folder,
        )


class HubSpotMarkPart(MarkPart):
    """Which status in HubSpot is the mark, and where its properties stand."""

    record: Literal["deal", "company", "contact", "ticket"] = Field(description="The kind of record that is marked.")


class SalesforceMarkPart(MarkPart):
    """Which status in Salesforce is the mark, and where its fields stand, by their API names."""

    record: Literal["opportunity", "account"] = Field(description="The object whose records are marked.")


class MarksPart(Part):
    """The marks, by CRM; at least one."""

    hubspot: HubSpotMarkPart | None = Field(default=None, description="The mark in HubSpot.")
    salesforce: SalesforceMarkPart | None = Field(default=None, description="The mark in Salesforce.")

    @model_validator(mode="after")
    def _at_least_one(self) -> Self:
        if not self.rules():
            raise ValueError(f"no mark starts a handoff; allowed: one of {', '.join(type(self).model_fields)}, or more")
        return self

    def rules(self) -> dict[str, MarkRule]:
        """Return the domain's values by CRM."""
        return {name: part.rule() for name, part in self if part is not None}
