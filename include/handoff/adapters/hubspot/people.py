"""The owners of an account, and who a property's text means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from handoff.adapters.hubspot.api import Api
from handoff.adapters.hubspot.transport import Wire
from handoff.domain.people import Owner


@dataclass(frozen=True)
class Owners:
    """All owners, the active ones first, as HubSpot orders them.

    https://developers.hubspot.com/docs/api-reference/crm-crm-owners-v3/guide: records are assigned by an owner's `id`,
    never by its `userId`; the deactivated ones are listed only as archived.
    """

    all: tuple[Owner, ...]

    @classmethod
    def read(cls, api: Api) -> Owners:
        """Read them from HubSpot, in two calls for up to 500 each."""
        return cls.of(list(api.owners(archived=False)), list(api.owners(archived=True)))

    @classmethod
    def of(cls, active: Iterable[Wire], deactivated: Iterable[Wire]) -> Owners:
        """Return those that HubSpot's JSON names."""
        found: dict[str, Owner] = {}
        for archived, items in ((False, active), (True, deactivated)):
            for item in items:
                name = " ".join(str(item[key]) for key in ("firstName", "lastName") if item.get(key))
                user = str(item.get("userIdIncludingInactive") or item.get("userId") or "")
                email = str(item.get("email") or "").lower()
                owner = Owner(str(item["id"]), email, name, active=not archived, user=user)
                found.setdefault(owner.id, owner)
        return cls(tuple(found.values()))

    @cached_property
    def by_id(self) -> Mapping[str, Owner]:
        """The owners by their ids."""
        return {owner.id: owner for owner in self.all}

    def meant(self, text: str) -> Owner | None:
        """Return whom an owner id or an address means, an active owner before a deactivated one; None for nobody."""
        return self.by_id.get(text) or _first(
            owner for owner in self.all if owner.email and owner.email == text.lower()
        )

    def name(self, identifier: object) -> str:
        """Return the name by which people know an owner id, "" where it is unknown."""
        owner = self.by_id.get(str(identifier))
        return owner.name if owner else ""


def _first(owners: Iterable[Owner]) -> Owner | None:
    return next(iter(owners), None)
