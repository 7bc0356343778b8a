"""Succession: the owners who take over a client, the whole and each role, by the policy's rules.

What always holds: whoever is returned is an active owner in the CRM.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handoff.domain.people import Client, Owner
from handoff.domain.policy.succession import Successors, owner_at
from handoff.errors import InvalidRecordError


@dataclass(frozen=True, slots=True)
class Heirs:
    """The owner id of who takes over, and those of who takes over one role only, by role."""

    successor: str
    roles: Mapping[str, str]


def heirs(rules: Successors, owners: Sequence[Owner], client: Client, named: str, record: str) -> Heirs:
    """Return who takes over a client; `named` is the owner id of whom mark or manifest name, "" for nobody.

    InvalidRecordError, about `record`, where nobody is named, or somebody who is no active owner.
    """
    marked = next((owner for owner in owners if owner.id == named), None)
    address = rules.takes_over(client, marked.email if marked else "")
    if not address:
        raise InvalidRecordError(
            "Nobody is named as successor.",
            record=record,
            mend="Name one on the marked record, or under successors in the policy.",
        )
    if marked is not None and address == marked.email:
        successor = _active(marked, record)
    else:
        successor = _active(owner_at(owners, address), record)
    roles = rules.by_role(client).items()
    return Heirs(successor, {role: _active(owner_at(owners, email), record) for role, email in roles})


def _active(owner: Owner | None, record: str) -> str:
    if owner is None or not owner.active:
        raise InvalidRecordError(
            f"A successor that the policy names is {'deactivated' if owner else 'no owner'} in the CRM.",
            record=record,
            mend="Mend successors in the policy, then clear the failed task.",
        )
    return owner.id
