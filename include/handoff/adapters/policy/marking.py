"""The part of a policy file about the firm and the marks of its CRMs."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

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


ONE, MANY = "[one]", "[many]"
"""Stand in the places of errors for which of the two forms a value has."""


def _form(value: object) -> str:
    return MANY if isinstance(value, list | tuple) else ONE


class MarksPart(Part):
    """The marks, by CRM; at least one."""

    hubspot: (
        Annotated[
            Annotated[HubSpotMarkPart, Tag(ONE)] | Annotated[list[HubSpotMarkPart], Field(min_length=1), Tag(MANY)],
            Discriminator(_form),
        ]
        | None
    ) = Field(default=None, description="The mark in HubSpot, or a list of marks in one or more accounts.")
    salesforce: (
        Annotated[
            Annotated[SalesforceMarkPart, Tag(ONE)]
            | Annotated[list[SalesforceMarkPart], Field(min_length=1), Tag(MANY)],
            Discriminator(_form),
        ]
        | None
    ) = Field(default=None, description="The mark in Salesforce, or a list of marks in one or more organisations.")

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        rules = [(crm, rule) for crm, marks in self.rules().items() for rule in marks]
        if not rules:
            raise ValueError(f"no mark starts a handoff; allowed: one of {', '.join(type(self).model_fields)}, or more")
        crms: dict[str, str] = {}
        seen: set[tuple[str, str, str]] = set()
        for crm, rule in rules:
            if crms.setdefault(rule.connection, crm) != crm:
                raise ValueError(
                    f"'{rule.connection}' is named for two CRMs; allowed: a connection of its own for each"
                )
            if (alike := (rule.connection, rule.record, rule.value)) in seen:
                raise ValueError(
                    f"'{rule.value}' of a {rule.record} is named twice for '{rule.connection}'; allowed: each once"
                )
            seen.add(alike)
        return self

    def rules(self) -> dict[str, tuple[MarkRule, ...]]:
        """Return the domain's values by CRM."""
        given = {name: part if isinstance(part, list) else [part] for name, part in self if part is not None}
        return {name: tuple(part.rule() for part in parts) for name, parts in given.items()}
