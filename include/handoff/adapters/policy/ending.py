"""The part of a policy file about what a handoff ends in: successors, access, archive, holds, letters, systems."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from handoff.adapters.policy.scalars import Address, AnyDuration, Grace, Lower, Part, RecordKey, Text
from handoff.domain.policy import ArchiveRule, Hold, Keeping, Recipients, Successors, SystemRule, Systems
from handoff.domain.record import Kind

FieldValues = dict[Text, Text | None]


class SuccessorsPart(Part):
    """Who takes over, where the mark names nobody, and who takes over one role only."""

    mapping: Text | None = Field(
        default=None,
        description="A CSV file beside the policy with the columns client, successor and, if need be, role.",
    )
    mapping_first: bool = Field(default=False, description="Whether the mapping goes before the mark's own field.")
    roles: dict[Text, Address] = Field(
        default_factory=dict, description="Who takes over a role: by the CRM's property that names its owner."
    )
    otherwise: Address | None = Field(default=None, description="Who takes over where nobody else is named.")

    def value(self, mapping: dict[tuple[str, str], str]) -> Successors:
        """Return the domain's value; `mapping` is what the file holds."""
        return Successors(mapping, dict(self.roles), self.otherwise or "", self.mapping_first)


class KeepsPart(Part):
    """What the leaving side keeps after the cut-off, and for how long."""

    role: Literal["reader", "commenter"] = Field(default="reader", description="The role that it keeps.")
    grace: dict[Literal["folder", "file"], Grace] = Field(
        description="How long from the cut-off, by kind of record; a kind that is not named keeps nothing."
    )

    def value(self) -> Keeping:
        """Return the domain's value."""
        return Keeping(self.role, {Kind(kind): grace for kind, grace in self.grace.items()})


class ArchivePart(Part):
    """Where the client's files end, and in which state."""

    folder: Text | None = Field(
        default=None, description="The id of the folder or shared drive that they are moved into at the cut-off."
    )
    drive: Text | None = Field(default=None, description="The id of the shared drive that this folder is in, if any.")
    lock: bool = Field(default=False, description="Whether files are made read-only.")
    downloads: bool = Field(default=True, description="Whether readers may copy, print and download files.")
    copy_theirs: bool = Field(default=False, description="Whether files that the leaving side owns are copied for us.")
    take_out: bool = Field(
        default=True,
        description="Whether the firm's files in folders that the leaving side owns are moved out of them.",
    )
    cut_inherited: bool = Field(
        default=False, description="Whether access that comes from above the client's folder is cut off there."
    )

    def value(self) -> ArchiveRule:
        """Return the domain's value."""
        return ArchiveRule(
            folder=self.folder or self.drive or "",
            drive=self.drive or "",
            lock=self.lock,
            downloads=self.downloads,
            copy_theirs=self.copy_theirs,
            take_out=self.take_out,
            cut_inherited=self.cut_inherited,
        )


class HoldPart(Part):
    """Records, folders and clients that are not changed, and why."""

    why: Text = Field(description="Why; people are told so.")
    records: list[RecordKey] = Field(default_factory=list, description="Records, as vendor/kind/id.")
    folders: list[Text] = Field(default_factory=list, description="Drive folders by id, with all below them.")
    clients: list[Lower] = Field(
        default_factory=list, description="Clients by name, mail domain, or company as vendor/kind/id."
    )

    def value(self, kind: str) -> Hold:
        """Return the domain's value."""
        return Hold(f"{kind}: {self.why}", frozenset(self.records), frozenset(self.folders), frozenset(self.clients))


class EndsPart(Part):
    """Fields of a CRM to be set at the end: property to value, null to empty it."""

    marked: FieldValues = Field(default_factory=dict, description="Of the marked record.")
    company: FieldValues = Field(default_factory=dict, description="Of the client's company.")
    contact: FieldValues = Field(default_factory=dict, description="Of the client's own contacts.")
    deal: FieldValues = Field(default_factory=dict, description="Of open deals.")
    ticket: FieldValues = Field(default_factory=dict, description="Of open tickets or cases.")
    task: FieldValues = Field(default_factory=dict, description="Of open tasks.")

    def value(self) -> dict[str, dict[str, str | None]]:
        """Return the domain's value."""
        return {kind: dict(fields) for kind, fields in self if fields}


class EndsByCrmPart(Part):
    """The ends by CRM."""

    hubspot: EndsPart = Field(default_factory=EndsPart, description="In HubSpot.")
    salesforce: EndsPart = Field(default_factory=EndsPart, description="In Salesforce.")


class RecipientsPart(Part):
    """Who gets a letter."""

    of: Literal["marked", "company"] = Field(
        default="marked", description="Contacts of the marked record, or all of the client's company."
    )
    roles: list[Lower] = Field(default_factory=list, description="Only contacts with one of these job titles.")
    never: list[Address] = Field(default_factory=list, description="Addresses that get none.")

    def value(self) -> Recipients:
        """Return the domain's value."""
        return Recipients(self.of == "company", frozenset(self.roles), frozenset(self.never))


class SystemPart(Part):
    """One system without an adapter, and what a person does in it."""

    name: Text = Field(description="The system's name.")
    what: Text = Field(description="What is done there.")
    owner: Address = Field(description="Who does it.")
    evidence: Text = Field(description="What shows that it is done.")
    within: AnyDuration = Field(
        default="PT0S", validate_default=True, description="How long after the cut-off at most."
    )
    when: Literal["always", "named"] = Field(
        default="always", description="For every client, or for those whose material names the system."
    )
    words: list[Text] = Field(default_factory=list, description="Further names by which the material speaks of it.")

    def value(self) -> SystemRule:
        """Return the domain's value."""
        return SystemRule(
            key=slug(self.name),
            name=self.name,
            what=self.what,
            owner=self.owner,
            evidence=self.evidence,
            within=self.within,
            words=tuple(self.words),
            always=self.when == "always",
        )


class SystemsPart(Part):
    """What is done by hand."""

    rules: list[SystemPart] = Field(default_factory=list, description="The systems.")
    owner: Address | None = Field(
        default=None, description="Who sees to systems that the material names and the rules do not."
    )
    evidence: Text = Field(default=Systems().evidence, description="What is asked of that person.")
    within: AnyDuration = Field(default="PT0S", validate_default=True, description="How long that person has.")
    close_while_open: bool = Field(
        default=False, description="Whether a handoff closes while something is still to be done by hand."
    )

    def value(self) -> Systems:
        """Return the domain's value."""
        return Systems(
            rules=tuple(item.value() for item in self.rules),
            owner=self.owner or "",
            evidence=self.evidence,
            within=self.within,
            open_close=self.close_while_open,
        )


def slug(name: str) -> str:
    """Return a name as the id of a record of ours: small letters, digits and dashes."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")
