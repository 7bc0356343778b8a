"""Opens a mark: which client it means, and the determination that stands in its fields.

It checks what a handoff needs of the marked record and refuses it with what to mend; other clients are looked for in
`others_with`. No message holds a property's value, since people write names and addresses into them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handoff.adapters.hubspot.api import Api, main_one
from handoff.adapters.hubspot.kinds import ref
from handoff.adapters.hubspot.marks import text_of
from handoff.adapters.hubspot.people import Owners
from handoff.adapters.hubspot.transport import Wire
from handoff.adapters.text import end_of, folder_id
from handoff.domain.mark import Determination, Mark, terms_of
from handoff.domain.people import Client
from handoff.domain.policy import MarkRule
from handoff.domain.record import Kind, RecordRef
from handoff.errors import InvalidRecordError, RecordNotFoundError


@dataclass(frozen=True)
class Opening:
    """One mark being opened, with all owners of the account."""

    api: Api
    mark: Mark
    rule: MarkRule
    owners: Owners

    def client(self) -> Client:
        """Return the client: the marked company, or the primary company of the marked record."""
        kind, identifier = self.mark.record.kind, self.mark.record.id
        company = identifier if kind is Kind.COMPANY else self._company()
        wanted = ["name", "domain", "hs_additional_domains", self.rule.company_folder]
        record = self._read(ref(Kind.COMPANY, company), wanted)
        client = client_of(record, [self.rule.company_folder])
        if not client.folder_id:
            raise InvalidRecordError(
                "The company has no client folder, or its value is neither a Drive folder's id nor its address.",
                record=str(ref(Kind.COMPANY, company)),
                mend=f"Put it into the company's property '{self.rule.company_folder}'."
                if self.rule.company_folder
                else "Name the company's property for it as company_folder in the policy.",
            )
        return client

    def determination(self) -> Determination:
        """Return who decided, why, and from when."""
        rule = self.rule
        names = [name for name in (rule.successor, rule.reason, rule.decided_by, rule.cutoff) if name]
        properties = self._read(self.mark.record, names)["properties"]
        decider = self.owners.meant(text_of(properties, rule.decided_by))
        return Determination(
            successor=self._successor(text_of(properties, rule.successor)),
            reason=text_of(properties, rule.reason),
            decided_by=decider.id if decider else "",
            cutoff_at=self._cutoff(text_of(properties, rule.cutoff)),
            terms=terms_of(text_of(properties, rule.successor), text_of(properties, rule.cutoff)),
        )

    def _company(self) -> str:
        record = self.mark.record
        companies = self.api.associated(record.kind, [record.id], Kind.COMPANY).get(record.id, [])
        company = main_one(companies)
        if not companies:
            raise self._invalid("It has no company, so that nobody can say which client it means.", "Associate one.")
        if company is None:
            raise self._invalid(
                f"It has {len(companies)} companies and none is the primary one.", "Set the primary one."
            )
        return company

    def _successor(self, text: str) -> str:
        if not text:
            return ""
        where = f"its property '{self.rule.successor}'"
        owner = self.owners.meant(text)
        if owner is None:
            raise self._invalid("Its successor is not an owner in HubSpot.", f"Name one of HubSpot's users in {where}.")
        if not owner.active:
            raise self._invalid("Its successor is deactivated in HubSpot.", f"Name an active user in {where}.")
        return owner.id

    def _cutoff(self, text: str) -> datetime | None:
        try:
            return end_of(text)
        except (ValueError, OverflowError, OSError):
            raise self._invalid(
                "Its cut-off is no date.", f"Write it as 2026-12-31 into its property '{self.rule.cutoff}'."
            ) from None

    def _read(self, record: RecordRef, properties: list[str]) -> Wire:
        try:
            found = self.api.read_one(record.kind, record.id, [name for name in properties if name])
        except RecordNotFoundError:
            raise RecordNotFoundError(
                "HubSpot has no such record.", record=str(record), mend="See whether it was deleted."
            ) from None
        if str(found["id"]) != record.id:
            raise InvalidRecordError(
                f"It was merged into {found['id']}.",
                record=str(record),
                mend="Set the mark on the record that survived, if the client is still to be handed off.",
            )
        return found

    def _invalid(self, what: str, mend: str) -> InvalidRecordError:
        return InvalidRecordError(what, record=str(self.mark.record), mend=mend)


def client_of(record: Wire, folders: Sequence[str]) -> Client:
    """Return the client that a company is; the first of some properties that names a Drive folder counts, "" for none.

    A value that is neither a folder's id nor its address names none.
    """
    properties: Wire = record["properties"]
    named = (folder_id(properties.get(name)) for name in folders if name)
    return Client(
        record=ref(Kind.COMPANY, record["id"]),
        name=str(properties.get("name") or properties.get("domain") or f"Company {record['id']}"),
        domains=domains_of(properties),
        folder_id=next(filter(None, named), ""),
    )


def domains_of(properties: Wire) -> tuple[str, ...]:
    """Return a company's mail domains in lower case, its main one first."""
    texts = [str(properties.get("domain") or ""), *str(properties.get("hs_additional_domains") or "").split(";")]
    return tuple(dict.fromkeys(text.strip().lower() for text in texts if text.strip()))
