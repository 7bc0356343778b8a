"""A row under preflight: what is known of it so far, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from handoff.domain.legacy.days import begins, day_of, ends
from handoff.domain.legacy.manifest import Column, ManifestRow
from handoff.domain.legacy.matching import Wanted
from handoff.domain.legacy.preflight import Fault, Ready
from handoff.domain.legacy.template import MARKER, is_marked_example
from handoff.domain.mark import Determination
from handoff.domain.people import Client

DAYS = "Write it as 2024-03-31, or leave it empty where nobody knows."


@dataclass
class Draft:
    """One row. `client` is None until it was found, `folder_id` "" until the folder was; `above` is what it lies in."""

    row: ManifestRow
    connection: str = ""
    client: Client | None = None
    determination: Determination = field(default_factory=lambda: Determination(""))
    left_on: date | None = None
    folder_id: str = ""
    domains: tuple[str, ...] = ()
    faults: list[Fault] = field(default_factory=list)

    @property
    def wanted(self) -> Wanted:
        """What the row says of its company; nothing where it is the template's example."""
        if is_marked_example(self.row):
            return Wanted()
        return Wanted(self.row[Column.RECORD], " ".join(self.row[Column.CLIENT].split()), self.row[Column.DOMAIN])

    @property
    def naming(self) -> Column:
        """The column by which the row names its company."""
        return Column.RECORD if self.row[Column.RECORD] else Column.CLIENT

    @property
    def folder(self) -> str:
        """The folder that the row names, else the company's; "" where neither does."""
        return self.row[Column.FOLDER] or (self.client.folder_id if self.client else "")

    def fault(self, column: Column, what: str, mend: str) -> None:
        """Note what is wrong, and go on with the other checks."""
        self.faults.append(Fault(self.row.number, column, what, mend))

    def has_fault(self, column: Column) -> bool:
        """Whether something is wrong in a column."""
        return any(fault.column is column for fault in self.faults)

    def ready(self) -> Ready:
        """Return the row as it goes on; only where it has no fault."""
        if self.client is None:
            raise ValueError("a row without a client is not ready")
        return Ready(
            row=self.row.number,
            connection=self.connection,
            client=replace(self.client, folder_id=self.folder_id),
            determination=self.determination,
            left_at=begins(self.left_on) if self.left_on else None,
            group=self.row[Column.GROUP],
        )


def begun(row: ManifestRow, connections: Mapping[str, str], today: date) -> Draft:
    """Return a row with all that can be told without asking anybody; `connections` are those of the policy."""
    draft = Draft(row)
    if is_marked_example(row):
        mend = f"Write the client's name without '{MARKER}', or take the row out."
        draft.fault(Column.CLIENT, "The row is still marked as the template's example.", mend)
    elif not draft.wanted.record and not draft.wanted.name:
        mend = "Write the company's name as in the CRM, or its id under record."
        draft.fault(Column.CLIENT, "The row names no client.", mend)
    _connect(draft, connections)
    draft.left_on = _day(draft, Column.LEFT_ON)
    if draft.left_on and draft.left_on > today:
        draft.left_on = None
        mend = "A client who is still here is marked in the CRM; correct the day, or take the row out."
        draft.fault(Column.LEFT_ON, "It lies in the future.", mend)
    cutoff = _day(draft, Column.CUTOFF)
    draft.determination = Determination(
        successor="", reason=row[Column.REASON], cutoff_at=ends(cutoff) if cutoff else None
    )
    return draft


def _connect(draft: Draft, connections: Mapping[str, str]) -> None:
    named = draft.row[Column.CONNECTION]
    known = ", ".join(connections)
    if named and named not in connections:
        draft.fault(Column.CONNECTION, "The policy has no connection of this name.", f"It has: {known}.")
    elif not named and len(connections) != 1:
        draft.fault(Column.CONNECTION, "Nobody can tell in which CRM the client is.", f"Write one of: {known}.")
    else:
        draft.connection = named or next(iter(connections))


def _day(draft: Draft, column: Column) -> date | None:
    text = draft.row[column]
    if not text:
        return None
    try:
        return day_of(text)
    except ValueError as error:
        draft.fault(column, str(error), DAYS)
        return None
