"""Keep in touch: record the people of a former client, so that both sides can find each other years later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handoff.domain.alumni import Alumnus
from handoff.domain.ids import HandoffId
from handoff.domain.planning.recipients import is_clients_own
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock, SnapshotPages
from handoff.domain.ports.vendors import Crm
from handoff.services.prepared import prepared


@dataclass(frozen=True)
class RecordAlumni:
    """Records a client's contacts in the alumni registry."""

    registry: Registry
    pages: SnapshotPages
    crms: Mapping[str, Crm]
    clock: Clock

    def __call__(self, handoff_id: HandoffId) -> int:
        """Record every contact who is the client's alone; return how many the handoff has."""
        now = self.clock()
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            refs = prepared(tx, handoff, handoff.mark.record.vendor)
        client, determination = handoff.known()
        owners = self.crms[handoff.mark.connection].owners()
        successor = next(owner for owner in owners if owner.id == determination.successor)
        with self.registry.begin() as tx:
            to_find = tx.people.identify(successor.email, name=successor.name)
            for contact in self.pages.read(refs):
                if not is_clients_own(contact, client):
                    continue
                person = tx.people.identify(
                    contact.text("email"),
                    name=contact.text("name"),
                    phone=contact.text("phone"),
                    role=contact.text("role"),
                    organisation=client.name,
                )
                role = contact.text("role")
                tx.alumni.record(Alumnus(person, handoff_id, client.name, contact.record, role, to_find, now))
            return len(tx.alumni.of(handoff_id))
