"""What a policy file may say. The keys' descriptions are those of docs/policy.schema.json.

There is no key about payment, and an unknown key is an error: access never depends on an invoice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from handoff.adapters.policy.approving import ApproverPart, CapsPart, DelegatePart, SecondPart, once
from handoff.adapters.policy.dossiers import DossierPart
from handoff.adapters.policy.ending import (
    ArchivePart,
    EndsByCrmPart,
    HoldPart,
    KeepsPart,
    RecipientsPart,
    SuccessorsPart,
    SystemsPart,
    slug,
)
from handoff.adapters.policy.legacy import LegacyPart
from handoff.adapters.policy.marking import FirmPart, MarksPart
from handoff.adapters.policy.scalars import Address, AnyDuration, Duration, Part, Text
from handoff.domain.policy import Approving, Holds, Keeping, Policy


class PolicyFile(Part):
    """The firm's rules: what a handoff shall end in."""

    firm: FirmPart = Field(description="The firm that runs Handoff.")
    marks: MarksPart = Field(description="Which status change starts a handoff, by CRM.")
    successors: SuccessorsPart = Field(default_factory=SuccessorsPart, description="Who succeeds whom.")
    approvers: Annotated[list[ApproverPart], AfterValidator(once)] = Field(
        min_length=1, description="Who may approve a plan. Who decided a transition can't approve it."
    )
    second_approval: SecondPart | None = Field(default=None, description="When a second person has to approve.")
    delegates: list[DelegatePart] = Field(default_factory=list, description="Who answers for whom, and when.")
    approval_within: Duration = Field(description="How long a plan waits for its approval before it expires.")
    remind_before: AnyDuration = Field(
        default="P1D",
        validate_default=True,
        description="How long before that its approvers are reminded.",
    )
    cutoff_after: Duration = Field(description="From the opening to the cut-off, where the mark names no date.")
    client_keeps: KeepsPart | None = Field(
        default=None, description="What the leaving side keeps after the cut-off; nothing if not said."
    )
    keep_access: list[Address] = Field(
        default_factory=list,
        description="People and groups whose access to a client's files stays, the firm's own groups included.",
    )
    archive: ArchivePart = Field(default_factory=ArchivePart, description="Where and how files are archived.")
    ends: EndsByCrmPart = Field(default_factory=EndsByCrmPart, description="Fields to be set at the end, by CRM.")
    never_touch: list[HoldPart] = Field(
        default_factory=list, description="What is never changed, by the firm's choice."
    )
    legal_holds: list[HoldPart] = Field(default_factory=list, description="What is not changed by law.")
    recipients: RecipientsPart = Field(default_factory=RecipientsPart, description="Who gets a letter.")
    systems: SystemsPart = Field(
        default_factory=SystemsPart, description="Systems in which a person takes access away."
    )
    dossier: DossierPart = Field(default_factory=DossierPart, description="What may stand in a dossier, for whom.")
    legacy: LegacyPart = Field(default_factory=LegacyPart, description="How legacy clients are handed off.")
    delivery_folder: Text = Field(
        default="root", description="The id of the Drive folder for dossiers; root is the acting account's own."
    )
    caps: CapsPart = Field(description="How much one plan may change.")
    quota_share: float = Field(
        default=0.5, strict=True, gt=0, le=1, description="The part of each vendor's quota that Handoff may use."
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        wrong = [*self._nobody_succeeds(), *self._strange_delegates(), *self._twice()]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _nobody_succeeds(self) -> list[str]:
        named = self.successors.mapping or self.successors.otherwise
        return [
            f"marks.{crm}.successor is missing, and successors names nobody; allowed: successor, successors.mapping or "
            "successors.otherwise"
            for crm, rules in self.marks.rules().items()
            for rule in rules
            if not (rule.successor or named)
        ]

    def _strange_delegates(self) -> list[str]:
        second = self.second_approval.approvers if self.second_approval else []
        users = [approver.user for approver in (*self.approvers, *second)]
        return [
            f"delegates names '{item.of}', who is no approver; allowed: {', '.join(dict.fromkeys(users))}"
            for item in self.delegates
            if item.of not in users
        ]

    def _twice(self) -> list[str]:
        names = [slug(item.name) for item in self.systems.rules]
        return [f"systems.rules names '{name}' twice; allowed: each once" for name in {*names} if names.count(name) > 1]

    def policy(self, mapping: Mapping[tuple[str, str], str] | None = None) -> Policy:
        """Return the domain's value; `mapping` is what the successors' file holds."""
        second = self.second_approval
        holds = [item.value("Excluded by the policy") for item in self.never_touch]
        holds += [item.value("Legal hold") for item in self.legal_holds]
        return Policy(
            firm=self.firm.value(),
            marks=self.marks.rules(),
            approving=Approving(
                approvers=tuple(item.value() for item in self.approvers),
                within=self.approval_within,
                second=tuple(item.value() for item in second.approvers) if second else (),
                above=second.above.value() if second else None,
                delegates=tuple(item.value() for item in self.delegates),
                remind_before=self.remind_before,
            ),
            cutoff_after=self.cutoff_after,
            caps=self.caps.value(),
            kept=frozenset(self.keep_access),
            delivery_folder=self.delivery_folder,
            quota_share=self.quota_share,
            successors=self.successors.value(dict(mapping or {})),
            keeping=self.client_keeps.value() if self.client_keeps else Keeping(),
            archive=self.archive.value(),
            holds=Holds(tuple(holds)),
            ends={crm: part.value() for crm, part in self.ends if part.value()},
            recipients=self.recipients.value(),
            systems=self.systems.value(),
            dossier=self.dossier.value(),
            legacy=self.legacy.value(),
        )
