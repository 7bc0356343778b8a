"""Who may reach a file, and which of that is residual once the cut-off has come.

A grant is compared by grantee, never by the vendor's permission id. The rules are the same for the plan (what to
revoke) and for the residual walk (what is still there), which is why they stand here once.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    the leaving side's or a stranger's, and both have to go. A group of the firm's own domain may hold people of the
    client, and its members can't be seen from here: given on the client's files it has to go unless it is kept; come
    from above the client's folder it is the firm's arrangement, which a person is asked to look at.
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
        if not within(grantee.rpartition("@")[2], self.firm_domains):
            return True
        return grant.type is GranteeType.GROUP and not grant.inherited

    def is_doubtful(self, grant: Grant) -> bool:
        """Whether a person has to look at it: a group of the firm's that is not kept and comes from above."""
        return (
            grant.type is GranteeType.GROUP
            and grant.inherited
            and grant.grantee.lower() not in self.kept
            and not self.must_go(grant)
        )

    def is_residual(self, grant: Grant) -> bool:
        """Whether this grant counts as residual access: a file that the client owns is theirs and does not."""
        return grant.role != "owner" and self.must_go(grant)


def within(host: str, domains: Iterable[str]) -> bool:
    """Whether a host is one of some domains, or below one."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
