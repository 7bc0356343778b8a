"""What a policy file may say. The keys' descriptions are those of docs/policy.schema.json.

There is no key about payment, and an unknown key is an error: access never depends on an invoice.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from handoff.domain.ask import Approver
from handoff.domain.policy import Caps, Firm, MarkRule, Policy

_DOMAIN = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+")
_DURATION = re.compile(r"P(?=.)(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")


def _domain(value: str) -> str:
    if not _DOMAIN.fullmatch(value):
        raise ValueError(f"'{value}' is not a mail domain; allowed: one such as firm.example")
    return value


def _address(value: str) -> str:
    local, _, domain = value.rpartition("@")
    if not local or re.search(r"[\s@]", local) or not _DOMAIN.fullmatch(domain):
        raise ValueError(f"'{value}' is not a mail address; allowed: one such as anna@firm.example")
    return value


def _duration(value: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(value, str) or not _DURATION.fullmatch(value):
        raise ValueError(f"'{value}' is not a duration; allowed: ISO 8601 in weeks to seconds, such as P14D or PT20S")
    return value


def _positive(value: timedelta) -> timedelta:
    if not value:
        raise ValueError("a duration of nothing; allowed: a second or more")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Lower = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True)]
Domain = Annotated[_Lower, AfterValidator(_domain)]
Address = Annotated[_Lower, AfterValidator(_address), Field(json_schema_extra={"format": "email"})]
Duration = Annotated[timedelta, BeforeValidator(_duration), AfterValidator(_positive)]
Count = Annotated[int, Field(strict=True, ge=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SenderPart(_Part):
    """Who signs the letters."""

    name: Text = Field(description="The name under the letters.")
    email: Address = Field(description="The address that they come from.")


class FirmPart(_Part):
    """The firm that runs Handoff."""

    name: Text = Field(description="The firm's name, as clients know it.")
    domains: list[Domain] = Field(
        min_length=1, description="The firm's own mail domains: whoever has an address there belongs to the firm."
    )
    sender: SenderPart = Field(description="Who signs the letters.")
    reply_to: Address = Field(description="Where answers to the letters go.")


class MarkPart(_Part):
    """Which status of a CRM is the mark, and where its fields stand."""

    connection: Text = Field(description="The id of the Airflow connection to the CRM.")
    record: str
    property: Text = Field(description="The property that holds its status, by its internal name.")
    value: Text = Field(description="The status that is the mark, by its internal name.")
    successor: Text = Field(description="The property that names the owner who takes over.")
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
            successor=self.successor,
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


class MarksPart(_Part):
    """The marks, by CRM; at least one."""

    hubspot: HubSpotMarkPart | None = Field(default=None, description="The mark in HubSpot.")
    salesforce: SalesforceMarkPart | None = Field(default=None, description="The mark in Salesforce.")

    @model_validator(mode="after")
    def _at_least_one(self) -> Self:
        if not self.rules():
            raise ValueError(f"no mark starts a handoff; allowed: one of {', '.join(type(self).model_fields)}, or more")
        return self

    def rules(self) -> dict[str, MarkRule]:
        """Return the domain's values by the vendor's name."""
        return {name: part.rule() for name, part in self if part is not None}


class ApproverPart(_Part):
    """One person who may approve."""

    user: Text = Field(description="The name by which Airflow knows the person.")
    email: Address = Field(description="The person's address, to tell an approver from the decider.")


class CapsPart(_Part):
    """How much one plan may change; a plan beyond is refused."""

    changes: Count = Field(description="Changes of all kinds.")
    letters: Count = Field(description="Letters.")


def _once(approvers: list[ApproverPart]) -> list[ApproverPart]:
    users = [approver.user for approver in approvers]
    twice = sorted({user for user in users if users.count(user) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} more than once; allowed: each user once")
    return approvers


class PolicyFile(_Part):
    """The firm's rules: what a handoff shall end in."""

    firm: FirmPart = Field(description="The firm that runs Handoff.")
    marks: MarksPart = Field(description="Which status change starts a handoff, by CRM.")
    approvers: Annotated[list[ApproverPart], AfterValidator(_once)] = Field(
        min_length=1, description="Who may approve a plan. Who decided a transition can't approve it."
    )
    approval_within: Duration = Field(description="How long a plan waits for its approval before it expires.")
    cutoff_after: Duration = Field(description="From the opening to the cut-off, where the mark names no date.")
    keep_access: list[Address] = Field(
        default_factory=list,
        description="People and groups whose access to a client's files stays, the firm's own groups included.",
    )
    delivery_folder: Text = Field(
        default="root", description="The id of the Drive folder for dossiers; root is the acting account's own."
    )
    caps: CapsPart = Field(description="How much one plan may change.")
    quota_share: float = Field(
        default=0.5, strict=True, gt=0, le=1, description="The part of each vendor's quota that Handoff may use."
    )

    def policy(self) -> Policy:
        """Return the domain's value."""
        firm = self.firm
        return Policy(
            firm=Firm(firm.name, tuple(firm.domains), firm.sender.name, firm.sender.email, firm.reply_to),
            marks=self.marks.rules(),
            approvers=tuple(Approver(approver.user, approver.email) for approver in self.approvers),
            approval_within=self.approval_within,
            cutoff_after=self.cutoff_after,
            caps=Caps(self.caps.changes, self.caps.letters),
            kept=frozenset(self.keep_access),
            delivery_folder=self.delivery_folder,
            quota_share=self.quota_share,
        )
