"""The teams of accounts and opportunities, which an organisation may drop when their owner changes.

Salesforce documents that for SOAP (KeepAccountTeam and KeepSalesTeam are false if not said) and says nothing for REST.
So a team is read before, and created again in the very request that changes the owner: who was kept is refused as a
duplicate, who was dropped is back, and no crash can come between. Members who are deactivated can't be put back.
https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_ownerchangeoptions.htm
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from handoff.adapters.salesforce.api import WRITES, Api, Write, chunks, outcomes, soql, updates
from handoff.adapters.salesforce.errors import first, refusal
from handoff.adapters.salesforce.kinds import OWNER
from handoff.adapters.salesforce.schema import Described
from handoff.adapters.salesforce.transport import Row
from handoff.errors import HandoffError, VendorRefusedError

_PARENTS = ("Account", "Opportunity")
_HIGHEST = "All"
"""The access of owners, which nobody can be given."""


@dataclass
class Teams:
    """The teams of one organisation; which of them it has is asked once."""

    api: Api
    _described: dict[str, Described] | None = field(default=None)

    def members(self, writes: Sequence[Write]) -> list[Row]:
        """Return the active members of the teams of those records that get another owner, as they would be created."""
        found: list[Row] = []
        for parent in _PARENTS:
            ids = [write.id for write in writes if write.object == parent and OWNER in write.fields]
            if ids:
                found += self._of(parent, ids)
        return found

    def update(self, writes: Sequence[Write], members: Sequence[Row]) -> list[HandoffError | None]:
        """Write records and put their teams back, in one request; return what each write came to."""
        parts: list[Row] = [{"method": "PATCH", "url": "composite/sobjects", "body": updates(writes)}]
        for some in chunks(members, WRITES):
            body = {"allOrNone": False, "records": list(some)}
            parts.append({"method": "POST", "url": "composite/sobjects", "body": body})
        told, *_ = self.api.compose(parts, all_or_none=False, write=True)
        if told["httpStatusCode"] > 299:
            said = first(told["body"])
            raise refusal(str(said.get("errorCode") or ""), said)
        return outcomes(told["body"], len(writes))

    def check(self, writes: Sequence[Write], before: Sequence[Row]) -> dict[str, HandoffError]:
        """Read the teams again, put back who is missing still, and return an error for each record whose team is not
        whole after that.
        """
        missing = _missing(before, self.members(writes))
        if missing:
            self.api.create(missing[:WRITES])
            missing = _missing(before, self.members(writes))
        return {
            _parent(member): VendorRefusedError(
                "Its owner was changed, and Salesforce dropped members of its team, who could not be put back.",
                mend="Put them back by hand; the gathered record names the team.",
            )
            for member in missing
        }

    def _of(self, parent: str, ids: Sequence[str]) -> Iterable[Row]:
        if self._described is None:
            self._described = self.api.describe([f"{one}TeamMember" for one in _PARENTS])
        described = self._described.get(f"{parent}TeamMember")
        if described is None:
            return []
        fields = [name for name, one in described.fields.items() if one.createable]
        text = f"SELECT {', '.join(fields)} FROM {described.name} WHERE User.IsActive = true AND {parent}Id IN {{}}"
        return [
            {"attributes": {"type": described.name}}
            | {name: row[name] for name in fields if row.get(name) not in (None, _HIGHEST)}
            for row in self.api.rows(soql(text, list(ids)))
        ]


def _missing(before: Sequence[Row], now: Sequence[Row]) -> list[Row]:
    there = {(_parent(member), member["UserId"]) for member in now}
    return [member for member in before if (_parent(member), member["UserId"]) not in there]


def _parent(member: Row) -> str:
    return str(member.get("AccountId") or member.get("OpportunityId"))
