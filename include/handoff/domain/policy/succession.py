"""Who succeeds whom: by the mark's own fields, by a mapping file, by role, or whoever is named for all else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from handoff.domain.people import Client, Owner

ANY = "*"
"""Stands in a mapping for every client."""


@dataclass(frozen=True, slots=True)
class Successors:
    """The rules of succession; addresses are in lower case.

    A role is a property of the CRM that names an owner (`csm_owner`), "" stands for whoever takes over the whole.
    `mapping` gives an address by client (name, mail domain or company's key in lower case, or `*`) and role; `roles`
    by role. `mapping_first` lets the mapping go before the mark's own field.
    """

    mapping: Mapping[tuple[str, str], str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""
    mapping_first: bool = False

    def takes_over(self, client: Client, marked: str) -> str:
        """Return the address of who takes over, "" where nobody is named; `marked` is whom the mark names."""
        mapped = self._mapped(client, "")
        first, then = (mapped, marked) if self.mapping_first else (marked, mapped)
        return first or then or self.otherwise

    def by_role(self, client: Client) -> Mapping[str, str]:
        """Return the addresses of those who take over one role only, by role."""
        roles = {role for _, role in self.mapping} | {*self.roles}
        found = {role: self._mapped(client, role) or self.roles.get(role, "") for role in sorted(roles - {""})}
        return {role: address for role, address in found.items() if address}

    def _mapped(self, client: Client, role: str) -> str:
        names = (client.record.key.lower(), client.record.id.lower(), client.name.lower(), *client.domains, ANY)
        return next((self.mapping[name, role] for name in names if (name, role) in self.mapping), "")


def owner_at(owners: Iterable[Owner], email: str) -> Owner | None:
    """Return the owner with an address, an active one before others; None where there is none."""
    named = [owner for owner in owners if owner.email.lower() == email.lower()]
    return next((owner for owner in named if owner.active), named[0] if named else None)
