"""Who may reach a file, and which of that is residual once the cut-off has come.

A grant is compared by grantee, never by the vendor's permission id. The rules are the same for the plan (what to
revoke) and for the residual walk (what is still there), which is why they stand here once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef

ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")
"""Drive's roles, each with all rights of those before it."""


class GranteeType(StrEnum):
    """To whom access is given."""

    USER = "user"
    GROUP = "group"
    DOMAIN = "domain"
    ANYONE = "anyone"


@dataclass(frozen=True, slots=True)
class Grant:
    """One grantee's access to one file. `grantee` is an address, a domain or "anyone", `expires` an instant or "".

    `proposed`: it was asked for and not answered yet. It is no access, but would be after a yes.
    """

    file: RecordRef
    type: GranteeType
    grantee: str
    role: str
    inherited: bool = False
    expires: str = ""
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the leaving side keeps: a role on its files, for a grace period by kind of record (folder, file).

    A kind without a grace period keeps nothing: its access ends with the cut-off.
    """

    role: str = "reader"
    grace: Mapping[Kind, timedelta] = field(default_factory=dict)

    def until(self, kind: Kind, cutoff: datetime | None) -> datetime | None:
        """Return until when access to records of a kind is kept, None where it ends with the cut-off."""
        grace = self.grace.get(kind)
        return cutoff + grace if grace and cutoff else None

    def still(self, cutoff: datetime | None, now: datetime) -> Keeping:
        """Return what is still kept at an instant."""
        left = {
            kind: grace for kind, grace in self.grace.items() if (until := self.until(kind, cutoff)) and until > now
        }
        return Keeping(self.role, left)


NOTHING_KEPT = Keeping()


@dataclass(frozen=True, slots=True)
class Side:
    """How to tell the leaving side from the firm.

    `firm_domains` and `kept` (addresses and groups that stay) are the firm's; everything else on a client's files is
    the leaving side's or a stranger's, and both have to go. A group of the firm's own domain may hold people of the
    client, and its members can't be seen from here: given on the client's files it has to go unless it is kept; come
    from above the client's folder it is the firm's arrangement, which a person is asked to look at.

    `keeping` is what the client's own people and groups keep for a while after `cutoff`.
    """

    client: Client
    firm_domains: tuple[str, ...]
    kept: frozenset[str]
    keeping: Keeping = NOTHING_KEPT
    cutoff: datetime | None = None

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

    def kept_until(self, grant: Grant) -> datetime | None:
        """Return until when access like this is kept, None where it ends with the cut-off: a client's own, by kind.

        What comes from above was given on a folder. Links and domains are never kept.
        """
        if grant.type not in (GranteeType.USER, GranteeType.GROUP) or not self.client.owns_address(grant.grantee):
            return None
        return self.keeping.until(Kind.FOLDER if grant.inherited else grant.file.kind, self.cutoff)

    def is_residual(self, grant: Grant, now: datetime | None = None) -> bool:
        """Whether this grant counts as residual access at an instant (None: once nothing is kept any more).

        A file that the client owns is theirs and does not; what the client keeps for a while does not until then; what
        was only asked for is no access.
        """
        if grant.role == "owner" or grant.proposed or not self.must_go(grant):
            return False
        until = self.kept_until(grant)
        kept = until is not None and now is not None and now < until
        return not (kept and is_at_most(grant.role, self.keeping.role))

    def residual(self, grants: Iterable[Grant], now: datetime | None = None) -> list[Grant]:
        """Return which of one file's grants count as residual access at an instant.

        On a file that the leaving side owns, what comes from above does not: it counts where it comes from.
        """
        held = list(grants)
        theirs = any(grant.role == "owner" and self.must_go(grant) for grant in held)
        return [grant for grant in held if self.is_residual(grant, now) and not (theirs and grant.inherited)]


def within(host: str, domains: Iterable[str]) -> bool:
    """Whether a host is one of some domains, or below one."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def is_at_most(role: str, limit: str) -> bool:
    """Whether a role gives no more than another; one that is not known gives more."""
    return role in ROLES and ROLES.index(role) <= ROLES.index(limit)


def highest(role: str, *others: str) -> str:
    """Return the role that gives most; one that is not known gives more."""
    return max((role, *others), key=lambda each: ROLES.index(each) if each in ROLES else len(ROLES))
