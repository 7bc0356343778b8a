"""Who may reach a file, and which of that is residual once the cut-off has come.

A grant is compared by grantee, never by the vendor's permission id. The rules are the same for the plan (what to
revoke) and for the residual walk (what is still there), which is why they stand here once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handoff.domain.people import Client
from handoff.domain.record import RecordRef


class GranteeType(StrEnum):
    """To whom access is given."""

    USER = "user"
    GROUP = "group"
    DOMAIN = "domain"
    ANYONE = "anyone"


@dataclass(frozen=True, slots=True)
class Grant:
    """One grantee's access to one file. `grantee` is an address, a domain or "anyone"."""

    file: RecordRef
    type: GranteeType
    grantee: str
    role: str
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """How to tell the leaving side from the firm.

    `firm_domains` and `kept` (addresses and groups that stay) are the firm's; everything else on a client's files is
    the leaving side's or a stranger's, and both have to go.
    """

    client: Client
    firm_domains: tuple[str, ...]
    kept: frozenset[str]

    def must_go(self, grant: Grant) -> bool:
        """Whether this grant may not be there after the cut-off."""
        grantee = grant.grantee.lower()
        if grant.type is GranteeType.ANYONE:
            return True
        if grantee in self.kept:
            return False
        return grantee.rpartition("@")[2] not in self.firm_domains
