"""The users and queues of an organisation, and who a field's value means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from handoff.adapters.salesforce.api import Api
from handoff.domain.people import Owner

QUEUES = "00G"
"""What the ids of queues begin with."""


@dataclass(frozen=True)
class Owners:
    """All who can own records: the users of the firm, active and not, and the queues, which have no address."""

    all: tuple[Owner, ...]

    @classmethod
    def read(cls, api: Api) -> Owners:
        """Read them: users of a firm's own kind (no portal's guests), then queues."""
        users = api.rows("SELECT Id, Name, Email, IsActive FROM User WHERE UserType = 'Standard' ORDER BY Id")
        found = [
            Owner(
                str(row["Id"]),
                str(row.get("Email") or "").lower(),
                str(row.get("Name") or ""),
                active=row.get("IsActive") is True,
            )
            for row in users
        ]
        queues = api.rows("SELECT Id, Name FROM Group WHERE Type = 'Queue' ORDER BY Id")
        found += [Owner(str(row["Id"]), "", str(row.get("Name") or ""), active=True) for row in queues]
        return cls(tuple(found))

    @cached_property
    def by_id(self) -> Mapping[str, Owner]:
        """The owners by their ids of 18 characters."""
        return {owner.id: owner for owner in self.all}

    def meant(self, text: str) -> Owner | None:
        """Return the user whom an id or an address means, an active one before another; None for nobody."""
        users = [owner for owner in self.all if not owner.id.startswith(QUEUES)]
        by_id = (user for user in users if text and user.id[:15] == text[:15] and len(text) in (15, 18))
        by_address = sorted(
            (user for user in users if user.email and user.email == text.lower()), key=lambda user: not user.active
        )
        return next(by_id, None) or next(iter(by_address), None)
