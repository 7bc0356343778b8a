"""Search alumni: people of former clients, by part of what is remembered of them."""

from __future__ import annotations

from collections.abc import Sequence

from handoff.domain.alumni import Alumnus
from handoff.domain.handoff import State
from handoff.domain.people import Person
from handoff.domain.ports.registry import Transaction

Found = tuple[Alumnus, Person, Person | None, bool]
"""An alumnus, who that is, the successor (None where erased), and whether the handoff was undone, so that the successor
looks after them no more."""


def search_alumni(tx: Transaction, text: str, limit: int) -> Sequence[Found]:
    """Return those whose name, address, role or client holds a text, newest first."""
    found = tx.alumni.search(text, limit=limit)
    undone = {
        handoff: tx.handoffs.get(handoff).state is State.UNDONE
        for handoff in {alumnus.handoff for alumnus, *_ in found}
    }
    return [(*item, undone[item[0].handoff]) for item in found]
