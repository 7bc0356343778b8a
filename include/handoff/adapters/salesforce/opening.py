"""Opens a mark: which client it means, and the determination that stands in its fields.

It checks what a handoff needs of the marked record and refuses it with what to mend; other clients are looked for in
`neighbours`. No message holds a field's value, since people write names and addresses into them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handoff.adapters.salesforce.api import Api, soql
from handoff.adapters.salesforce.domains import domains_of
from handoff.adapters.salesforce.kinds import TYPES, ref
from handoff.adapters.salesforce.marks import text_of
from handoff.adapters.salesforce.people import Owners
from handoff.adapters.salesforce.schema import field_name
from handoff.adapters.salesforce.transport import Row
from handoff.adapters.text import end_of, folder_id
from handoff.domain.mark import Determination, Mark, terms_of
from handoff.domain.people import Client
from handoff.domain.policy import MarkRule
from handoff.domain.record import Kind, RecordRef
from handoff.errors import InvalidRecordError, RecordNotFoundError

_MOST_ADDRESSES = 500


@dataclass(frozen=True)
class Opening:
    """One mark being opened, with all owners of the organisation."""

    api: Api
    mark: Mark
    rule: MarkRule
    owners: Owners

    def open(self) -> tuple[Client, Determination]:
        """Return the client and the determination; InvalidRecordError, RecordNotFoundError."""
        record = self.mark.record
        row = self._read_marked()
        determination = self._determination(row)
        account = record.id if record.kind is Kind.COMPANY else str(row.get("AccountId") or "")
        if not account:
            raise self._invalid("It has no account, so that nobody can say which client it means.", "Give it one.")
        return self._client(account), determination

    def _read_marked(self) -> Row:
        rule, record = self.rule, self.mark.record
        names = [name for name in (rule.successor, rule.reason, rule.decided_by, rule.cutoff) if name]
        fields = ["AccountId"] if record.kind is Kind.DEAL else []
        fields += [field_name(name) for name in dict.fromkeys(names) if name not in fields]
        row = self.api.read_one(TYPES[record.kind].object, record.id, fields)
        if row is None:
            raise RecordNotFoundError(
                "Salesforce has no such record.", record=str(record), mend="See whether it was deleted or merged."
            )
        return row

    def _determination(self, row: Row) -> Determination:
        rule = self.rule
        decider = self.owners.meant(text_of(row, rule.decided_by))
        return Determination(
            successor=self._successor(text_of(row, rule.successor)),
            reason=text_of(row, rule.reason),
            decided_by=decider.id if decider else "",
            cutoff_at=self._cutoff(text_of(row, rule.cutoff)),
            terms=terms_of(text_of(row, rule.successor), text_of(row, rule.cutoff)),
        )

    def _client(self, account: str) -> Client:
        record = ref(Kind.COMPANY, account)
        client = client_of(self.api, self._read_account(record), [self.rule.company_folder])
        if not client.folder_id:
            raise InvalidRecordError(
                "The account has no client folder, or its value is neither a Drive folder's id nor its address.",
                record=str(record),
                mend=f"Put it into the account's field '{self.rule.company_folder}'."
                if self.rule.company_folder
                else "Name the account's field for it as company_folder in the policy.",
            )
        return client

    def _read_account(self, record: RecordRef) -> Row:
        text = client_query([self.rule.company_folder], soql("Id = {}", record.id))
        row = next(self.api.rows(text), None)
        if row is None:
            raise RecordNotFoundError(
                "Salesforce has no such account, or our user may not see it.",
                record=str(record),
                mend="See whether it was deleted or merged, and what the connected user may see.",
            )
        return row

    def _successor(self, text: str) -> str:
        if not text:
            return ""
        where = f"its field '{self.rule.successor}'"
        owner = self.owners.meant(text)
        if owner is None:
            raise self._invalid(
                "Its successor is not a user in Salesforce.", f"Name one of the firm's users in {where}."
            )
        if not owner.active:
            raise self._invalid("Its successor is deactivated in Salesforce.", f"Name an active user in {where}.")
        return owner.id

    def _cutoff(self, text: str) -> datetime | None:
        try:
            return end_of(text)
        except (ValueError, OverflowError, OSError):
            raise self._invalid(
                "Its cut-off is no date.", f"Write it as 2026-12-31 into its field '{self.rule.cutoff}'."
            ) from None

    def _invalid(self, what: str, mend: str) -> InvalidRecordError:
        return InvalidRecordError(what, record=str(self.mark.record), mend=mend)


def client_query(folders: Sequence[str], condition: str) -> str:
    """Return the query for the accounts that meet a condition, with what `client_of` needs of each, by id."""
    fields = ["Id", "Name", "Website"]
    fields += [field_name(name) for name in dict.fromkeys(folders) if name and name not in fields]
    contacts = f"SELECT Email FROM Contacts WHERE Email != null ORDER BY Id LIMIT {_MOST_ADDRESSES}"
    return f"SELECT {', '.join(fields)}, ({contacts}) FROM Account WHERE {condition} ORDER BY Id"


def client_of(api: Api, row: Row, folders: Sequence[str]) -> Client:
    """Return the client that an account is; the first of some fields that names a Drive folder counts, "" for none.

    A value that is neither a folder's id nor its address names none.
    """
    addresses = [str(contact.get("Email") or "") for contact in api.children(row, "Contacts")]
    return Client(
        record=ref(Kind.COMPANY, row["Id"]),
        name=str(row.get("Name") or f"Account {row['Id']}"),
        domains=domains_of(str(row.get("Website") or ""), addresses),
        folder_id=next(filter(None, (folder_id(text_of(row, name)) for name in folders)), ""),
    )
