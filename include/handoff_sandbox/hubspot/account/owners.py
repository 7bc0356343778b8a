"""The owners of a portal: the people to whom records are assigned by their owner id, never by their user id.

A deactivated owner is 'archived': not among the owners unless asked for, and nothing can be assigned to it.
https://developers.hubspot.com/docs/api-reference/crm-crm-owners-v3/guide
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True)
class Owner:
    """One owner; `teams` are (id, name, whether it is the primary one)."""

    id: str
    email: str
    first: str
    last: str
    user_id: int
    active: bool
    created: datetime
    updated: datetime
    teams: tuple[tuple[str, str, bool], ...] = ()
    admin: bool = False


class Owners:
    """All owners of a portal, in the order of their ids."""

    def __init__(self, owners: Iterable[Owner] = ()) -> None:
        self._by_id = {owner.id: owner for owner in sorted(owners, key=lambda owner: int(owner.id))}
        self._by_user = {str(owner.user_id): owner for owner in self._by_id.values()}
        self._by_email = {owner.email.lower(): owner for owner in self._by_id.values()}

    def __contains__(self, owner_id: object) -> bool:
        """Say whether something can be assigned to this id."""
        owner = self._by_id.get(str(owner_id))
        return owner is not None and owner.active

    def get(self, owner_id: str) -> Owner | None:
        """Return an owner, active or not."""
        return self._by_id.get(owner_id)

    def by_user_id(self, user_id: str) -> Owner | None:
        """Return the owner that is this user."""
        return self._by_user.get(user_id)

    def by_email(self, email: str) -> Owner | None:
        """Return the owner with this address; upper and lower case are the same."""
        return self._by_email.get(email.lower())

    def named(self, key: str) -> Owner | None:
        """Return the owner whom a world names by owner id, user id or address."""
        return self.get(key) or self.by_user_id(key) or self.by_email(key)

    def listed(self, *, active: bool, email: str | None = None) -> list[Owner]:
        """Return the active or the deactivated owners, of one address where it is given."""
        return [
            owner
            for owner in self._by_id.values()
            if owner.active is active and (email is None or owner.email.lower() == email.lower())
        ]
