"""Open: learn whose handoff it is and why, and refuse what can't be handed off safely before anything is gathered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from handoff.domain.dossier import Unread
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import HandoffId
from handoff.domain.legacy.origin import Origin
from handoff.domain.mark import Determination
from handoff.domain.people import Client, Owner
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Crm, Drive
from handoff.errors import InvalidRecordError, RecordNotFoundError
from handoff.services.folders import Neighbours, domains_on, parents_of, shared_with, strange_to
from handoff.services.legacy.known import check_alone
from handoff.services.names import named_in
from handoff.services.succession import heirs
from handoff.services.withdraw import Withdraw

_AGAIN = frozenset({State.AWAITING_APPROVAL, State.REFUSED, State.EXPIRED, State.UNDONE})


@dataclass(frozen=True)
class Open:
    """Opens a handoff, anew as its next attempt where it was refused or undone, has expired or waits for approval.

    The cut-off is the mark's own, or the policy's time from now, or the day on which a legacy client left (where nobody
    knows it, the first opening); dossier, letters and plan name the same one.
    """

    policy: Policy
    registry: Registry
    crms: Mapping[str, Crm]
    drive: Drive
    withdraw: Withdraw
    clock: Clock

    def __call__(self, handoff_id: HandoffId) -> Handoff:
        """Return the opened handoff; InvalidRecordError or RecordNotFoundError naming the record and the mend."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
        crm = self.crms[handoff.mark.connection]
        if handoff.legacy is None and crm.terms(handoff.mark, self.policy.rule(handoff.mark)) is None:
            return self.withdraw(handoff_id, "its mark was taken back.")
        client, determination, owners = self._determined(handoff)
        past = determination.cutoff_at is not None and determination.cutoff_at <= self.clock()
        if past and handoff.legacy is None:
            raise InvalidRecordError(
                "Its cut-off lies in the past.",
                record=str(handoff.mark.record),
                mend="Give the marked record a cut-off to come, or none, and clear the failed task.",
            )
        self._check_folder(client, crm, handoff.mark.connection)
        if handoff.legacy is None:  # a batch's preflight has looked at all of its clients together
            self._check_place(client, crm, handoff.mark.connection)
        return self._save(replace(handoff, client=client, determination=determination), State.OPENED, owners)

    def determine(self, handoff: Handoff) -> tuple[Client, Determination]:
        """Return client and determination as the marked record and the policy name them now; errors of opening.

        Those of a legacy client are what the manifest says.
        """
        client, determination, _ = self._determined(handoff)
        return client, determination

    def _determined(self, handoff: Handoff) -> tuple[Client, Determination, Sequence[Owner]]:
        """Return client and determination, and the CRM's owners."""
        crm = self.crms[handoff.mark.connection]
        if handoff.legacy is None:
            client, determination = crm.open(handoff.mark, self.policy.rule(handoff.mark))
        else:
            client, determination = self._as_manifest_says(handoff, handoff.legacy)
        owners = crm.owners()
        return client, self._with_successors(handoff, client, determination, owners), owners

    def _as_manifest_says(self, handoff: Handoff, legacy: Origin) -> tuple[Client, Determination]:
        with self.registry.begin() as tx:
            row = tx.batches.row_of(legacy.batch, handoff.id)
        if row is None or row.ready is None:
            raise InvalidRecordError(
                "Its row of the manifest is no longer ready.",
                record=f"handoff {handoff.id}",
                mend=f"See: handoff legacy status {legacy.batch}",
            )
        return row.ready.client, row.ready.determination

    def _with_successors(
        self, handoff: Handoff, client: Client, determination: Determination, owners: Sequence[Owner]
    ) -> Determination:
        """Return the determination with who takes over, the whole and each role, by the policy's rules."""
        found = heirs(self.policy.successors, owners, client, determination.successor, str(handoff.mark.record))
        chosen = handoff.determination.chosen if handoff.determination else ""
        if not any(owner.id == chosen and owner.active for owner in owners):
            chosen = ""
        return replace(determination, successor=chosen or found.successor, roles=found.roles, chosen=chosen)

    def _save(self, handoff: Handoff, state: State, owners: Sequence[Owner]) -> Handoff:
        with self.registry.begin() as tx:
            current = tx.handoffs.get(handoff.id, lock=True)
            check_alone(tx, handoff)
            again = current.state in _AGAIN
            named = handoff.determination.cutoff_at if handoff.determination else None
            earlier = current.cutoff_at if current.state is State.OPENED else None
            if current.legacy is not None:
                earlier = current.legacy.left_at or current.cutoff_at or self.clock()  # their time is over
                current = replace(current, opened_at=self.clock())
            opened = replace(
                current,
                client=handoff.client,
                determination=handoff.determination,
                attempt=current.attempt + again,
                cutoff_at=named or earlier or self.clock() + self.policy.cutoff_after,
                problem=None,
            ).to(state)
            tx.handoffs.save(opened)
            named_here = named_in(opened)
            tx.people.note_owners(opened.mark.connection, [owner for owner in owners if owner.id in named_here])
        return opened

    def _check_folder(self, client: Client, crm: Crm, connection: str) -> None:
        found = self.drive.walk(client.folder_id)
        folder = next((item for item in found if not isinstance(item, Unread)), None)
        if folder is None:
            raise RecordNotFoundError(
                "The client's folder can't be read.",
                record=f"google_drive folder {client.folder_id}",
                mend="Share it with the service account's acting user, or mend the folder on the company.",
            )
        strange = strange_to(client, domains_on(folder, self.policy.firm))
        others = crm.others_with(client, strange, self.policy.folders(connection))
        if others:
            raise shared_with(client, others)

    def _check_place(self, client: Client, crm: Crm, connection: str) -> None:
        others = list(crm.with_folders(self.policy.folders(connection)))
        parents = parents_of(self.drive, [client.folder_id, *(one.folder_id for one in others)])
        if wrong := Neighbours(others, parents).wrong(client):
            raise wrong
