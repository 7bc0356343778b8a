"""Who there is: the organisation's people, people outside it, and groups.

Answers only about identity: to which organisation an address belongs, and as which grantees a person is let in. A
group's members have the group's access, also through groups in groups.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from handoff_sandbox.google_drive.model import GranteeId

if TYPE_CHECKING:
    from collections.abc import Iterable

CONSUMER_DOMAINS = frozenset({"gmail.com", "googlemail.com"})
ANYONE = GranteeId("anyone")
ANYONE_WITH_LINK = GranteeId("anyoneWithLink")


@dataclass(frozen=True)
class User:
    """A Google account; `refresh_token` fixes the token with which its holder signs in without delegation."""

    email: str
    name: str
    active: bool = True
    admin: bool = False
    refresh_token: str | None = None


@dataclass(frozen=True)
class Group:
    """A Google group."""

    email: str
    name: str
    members: frozenset[str] = field(default_factory=frozenset)


def domain_of(email: str) -> str:
    """Return the part after the @, in lower case."""
    return email.rpartition("@")[2].lower()


@cache
def grantee_id(key: str) -> GranteeId:
    """Return the permission id of an email address or a domain: stable, opaque digits."""
    digits = str(int.from_bytes(hashlib.sha256(key.lower().encode()).digest()[:8]) % 10**20).zfill(20)
    return GranteeId(digits if "@" in key else f"{digits}k")


class Directory:
    """The people and groups of one world."""

    def __init__(self, domains: Iterable[str], users: Iterable[User], groups: Iterable[Group]) -> None:
        self.domains = tuple(domain.lower() for domain in domains)
        self.users = {user.email: user for user in users}
        self._principals: dict[str | None, frozenset[GranteeId]] = {}
        self.groups = {group.email: group for group in groups}

    def knows(self, email: str) -> bool:
        """Whether there is a Google account or group with this address."""
        return email in self.users or email in self.groups

    def name_of(self, email: str) -> str:
        """Return the display name, or the address's local part for one without an account."""
        known = self.users.get(email) or self.groups.get(email)
        return known.name if known else email.partition("@")[0]

    def organisation(self, email: str) -> str | None:
        """Return a key for the organisation of an address; None for a consumer account."""
        domain = domain_of(email)
        if domain in CONSUMER_DOMAINS:
            return None
        return self.domains[0] if domain in self.domains else domain

    def groups_of(self, email: str) -> set[str]:
        """Return the addresses of the groups that let this member in, directly and through other groups."""
        found: set[str] = set()
        pending = [email]
        while pending:
            member = pending.pop()
            for group in self.groups.values():
                if member in group.members and group.email not in found:
                    found.add(group.email)
                    pending.append(group.email)
        return found

    def principals(self, email: str | None) -> frozenset[GranteeId]:
        """Return all grantees whose permissions this person has; None stands for somebody who is not signed in."""
        if email in self._principals:
            return self._principals[email]
        everyone = {ANYONE, ANYONE_WITH_LINK}
        if email is None:
            return frozenset(everyone)
        domains = {domain_of(email), *([self.domains[0]] if domain_of(email) in self.domains else [])}
        found = frozenset(everyone | {grantee_id(key) for key in {email, *self.groups_of(email), *domains}})
        self._principals[email] = found
        return found
