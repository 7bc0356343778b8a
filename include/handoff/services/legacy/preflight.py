"""Preflight: look at every row of a manifest, and say of each that it is ready or what to mend.

What always holds: nothing is changed anywhere; one row's fault hides no other, of its own or of another row; companies
and folders are asked for together, never row by row. What legacy clients lack (who decided, when they left) is unknown
and no fault. A vendor that does not answer is an error, since then nothing is known of any row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from handoff.domain.legacy.manifest import Column, ManifestRow
from handoff.domain.legacy.preflight import Report
from handoff.domain.people import Client, Owner
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Clock
from handoff.domain.ports.vendors import Crm, Drive
from handoff.errors import HandoffError, PermanentError, VendorRefusedError
from handoff.services.folders import Neighbours, above, domains_on, parents_of, shared_with, strange_to
from handoff.services.legacy.draft import Draft, begun
from handoff.services.legacy.known import Known
from handoff.services.legacy.naming import choose
from handoff.services.legacy.people import decided, succeed

COMPANIES, FOLDERS = 250, 400
"""Rows asked about at once: enough to fill the vendors' batches, few enough to see how far it is."""

Told = Callable[[int, int], None]
"""Is told how many looks at rows were taken, and how many there will be."""

T = TypeVar("T")


def nobody(done: int, of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Preflight:
    """Looks at rows."""

    policy: Policy
    registry: Registry
    crms: Mapping[str, Crm]
    drive: Drive
    clock: Clock

    def __call__(self, rows: Sequence[ManifestRow], told: Told = nobody) -> Report:
        """Return what was found of all rows, in their order; errors of a vendor that does not answer."""
        steps = _Steps(told, 3 * len(rows))
        today = self.clock().date()
        drafts = [begun(row, self.policy.connections, today) for row in rows]
        by_connection = defaultdict[str, list[Draft]](list)
        for draft in drafts:
            by_connection[draft.connection].append(draft)
        steps.took(len(by_connection.pop("", ())))
        for connection, some in by_connection.items():
            self._companies(connection, some, steps)
        self._folders(drafts, steps)
        found = {
            connection: self._neighbours(connection, [draft for draft in some if draft.client and draft.folder_id])
            for connection, some in by_connection.items()
        }
        self._once(drafts)
        self._places(drafts, found)
        steps.end()
        faults = sorted(
            (fault for draft in drafts for fault in draft.faults),
            key=lambda fault: (fault.row, list(Column).index(fault.column)),
        )
        return Report(tuple(draft.ready() for draft in drafts if not draft.faults), tuple(faults))

    def _companies(self, connection: str, drafts: Sequence[Draft], steps: _Steps) -> None:
        """Find the clients of a connection, and who takes over."""
        named = [draft for draft in drafts if draft.wanted.record or draft.wanted.name]
        try:
            crm = self.crms[connection]
            owners = crm.owners()
            for part in _parts(named, COMPANIES):
                self._choose(connection, crm, part)
                steps.took(len(part))
        except PermanentError as error:
            for draft in drafts:
                draft.fault(Column.CONNECTION, error.what, error.mend)
            return
        for draft in drafts:
            self._people(draft, owners)

    def _choose(self, connection: str, crm: Crm, drafts: Sequence[Draft]) -> None:
        """Find the clients of some rows; where the vendor refuses what one of them says, that row has the fault."""
        try:
            found = crm.companies([draft.wanted for draft in drafts], self.policy.folders(connection))
        except VendorRefusedError as error:
            if len(drafts) == 1:
                drafts[0].fault(drafts[0].naming, error.what, "Write the name as the CRM has it, or the company's id.")
                return
            half = len(drafts) // 2
            self._choose(connection, crm, drafts[:half])
            self._choose(connection, crm, drafts[half:])
            return
        for draft, companies in zip(drafts, found, strict=True):
            draft.client = choose(draft, companies)

    def _people(self, draft: Draft, owners: Sequence[Owner]) -> None:
        successor = succeed(draft, owners, self.policy.successors)
        decider = decided(draft.row[Column.DECIDED_BY], owners)
        draft.determination = replace(draft.determination, successor=successor, decided_by=decider)

    def _folders(self, drafts: Sequence[Draft], steps: _Steps) -> None:
        """Find the folders, and who has access to them."""
        for draft in drafts:
            if draft.client and not draft.folder:
                names = self.policy.folders(draft.connection)
                where = f", or into the company's property '{names[0]}'" if names else ""
                mend = f"Write its address here{where}."
                draft.fault(Column.FOLDER, "Neither the row nor the CRM names the client's folder.", mend)
        having = [draft for draft in drafts if draft.folder]
        for part in _parts(having, FOLDERS):
            for draft, folder in zip(part, self.drive.folders([draft.folder for draft in part]), strict=True):
                if isinstance(folder, HandoffError):
                    own = "Correct it here, or restore or share the folder."
                    draft.fault(Column.FOLDER, folder.what, own if draft.row[Column.FOLDER] else folder.mend)
                else:
                    draft.folder_id = folder.record.id
                    draft.domains = tuple(domains_on(folder, self.policy.firm))
            steps.took(len(part))

    def _neighbours(self, connection: str, drafts: Sequence[Draft]) -> Sequence[Client]:
        """Find out whose folder is another client's too; return the companies that have a folder."""
        clients = [_with_folder(draft) for draft in drafts]
        companies: Sequence[Client] = ()
        asked = [(one, strange_to(one, draft.domains)) for one, draft in zip(clients, drafts, strict=True)]
        try:
            told = self.crms[connection].others_with_each(asked, self.policy.folders(connection)) if asked else []
            companies = list(self.crms[connection].with_folders(self.policy.folders(connection))) if asked else ()
        except PermanentError as error:
            told = []
            for draft in drafts:
                draft.fault(Column.CONNECTION, error.what, error.mend)
        for client, draft, others in zip(clients, drafts, told, strict=False):
            if others:
                mend = f"Give {client.name} a folder of its own."
                draft.fault(Column.FOLDER, shared_with(client, others).what, mend)
        return companies

    def _places(self, drafts: Sequence[Draft], companies: Mapping[str, Sequence[Client]]) -> None:
        """Find whose folder holds another's, of a row or of the CRM, or lies in that of another company."""
        having = [draft for draft in drafts if draft.client and draft.folder_id]
        theirs = {one.folder_id for some in companies.values() for one in some}
        parents = parents_of(self.drive, theirs | {draft.folder_id for draft in having})
        of_rows = defaultdict[str, list[Draft]](list)
        for draft in having:
            of_rows[draft.folder_id].append(draft)
        mend = "Name the client's own folder, and not one that others have a part in."
        for draft in having:
            for over in (over for folder in above(draft.folder_id, parents) for over in of_rows.get(folder, ())):
                if not over.has_fault(Column.FOLDER):
                    over.fault(Column.FOLDER, f"The folder of row {draft.row.number} lies in it.", mend)
        neighbours = {connection: Neighbours(some, parents) for connection, some in companies.items()}
        for draft in having:
            wrong = neighbours[draft.connection].wrong(_with_folder(draft))
            if wrong is not None and not draft.has_fault(Column.FOLDER):
                draft.fault(Column.FOLDER, wrong.what, mend)

    def _once(self, drafts: Sequence[Draft]) -> None:
        """Find who is named twice, who has a handoff already, and which folder is two rows'."""
        with self.registry.begin() as tx:
            known = Known.of(tx.handoffs.list())
        first: dict[tuple[str, str], int] = {}
        in_folder = defaultdict[str, list[Draft]](list)
        for draft in drafts:
            if draft.client is None:
                continue
            key = draft.connection, draft.client.record.key
            if key in first:
                mend = "Leave one of the two out."
                draft.fault(draft.naming, f"It is the same client as that of row {first[key]}.", mend)
                continue
            first[key] = draft.row.number
            if draft.folder_id:
                in_folder[draft.folder_id].append(draft)
            handoff = known.standing_in_the_way(draft.connection, draft.client)
            if handoff is not None:
                draft.fault(draft.naming, *known.said(handoff))
        for some in in_folder.values():
            for draft in some if len(some) > 1 else ():
                others = ", ".join(str(other.row.number) for other in some if other is not draft)
                what = f"The folder is that of row {others}, too."
                draft.fault(Column.FOLDER, what, "Give each client a folder of its own.")


def _with_folder(draft: Draft) -> Client:
    """Return the client of a row that has one, with the row's folder."""
    if draft.client is None:
        raise ValueError(draft.row.number)
    return replace(draft.client, folder_id=draft.folder_id)


class _Steps:
    """Counts looks at rows and tells of them."""

    def __init__(self, told: Told, of: int) -> None:
        self._told, self._of, self._done = told, of, 0

    def took(self, number: int) -> None:
        self._done = min(self._done + number, self._of)
        self._told(self._done, self._of)

    def end(self) -> None:
        self._told(self._of, self._of)


def _parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
