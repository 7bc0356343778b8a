"""What the rules may know besides the record that they read: the handoff, the firm's people, and the instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handoff.domain.handoff import Handoff
from handoff.domain.people import PUBLIC_HOSTS, Owner


@dataclass(frozen=True, slots=True)
class Setting:
    """`owners` by owner id; `firm` the firm's name; `now` the instant at which the dossier is made."""

    handoff: Handoff
    owners: Mapping[str, Owner]
    firm: str
    now: datetime
    _hosts: frozenset[str] = field(init=False)
    _addresses: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        addresses = frozenset(owner.email.lower() for owner in self.owners.values())
        hosts = frozenset(address.rpartition("@")[2] for address in addresses) - PUBLIC_HOSTS
        object.__setattr__(self, "_addresses", addresses)
        object.__setattr__(self, "_hosts", hosts)

    def owner_name(self, owner: str) -> str:
        """Return an owner's name, with a word where they have left; "" for no owner, the id where it is unknown."""
        known = self.owners.get(owner)
        if known is None:
            return f"owner {owner}" if owner else ""
        name = known.name or known.email
        return name if known.active else f"{name} (inactive)"

    def user_name(self, user: str) -> str:
        """Return the name of a CRM user, who need not own anything; "" for nobody, the id where it is unknown."""
        if not user:
            return ""
        owner = next((owner.id for owner in self.owners.values() if user in (owner.user, owner.id)), None)
        return f"CRM user {user}" if owner is None else self.owner_name(owner)

    def is_firms(self, grantee: str) -> bool:
        """Whether an address, or a domain, is the firm's own: an owner's, or of an owner's mail domain."""
        low = grantee.lower()
        return low in self._addresses or low.rpartition("@")[2] in self._hosts

    def is_clients(self, grantee: str) -> bool:
        """Whether an address, or a domain, is the client's."""
        client = self.handoff.client
        return client is not None and client.owns_address(grantee)
