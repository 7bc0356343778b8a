"""The cuts of a dossier: for whom it is written, and on records of which classes each may rest.

The classes are those of AICPA's rule on records requests (1.400.200): what the client provided, what the firm prepared
for the client, what it delivered, and its own working papers. What is internal is none of these for anybody outside: it
reaches the internal cut alone, whatever the policy says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RecordClass(StrEnum):
    """Whose a record is, and what it is for."""

    CLIENT_PROVIDED = "client_provided"
    PREPARED = "prepared"
    WORK_PRODUCT = "work_product"
    WORKING_PAPER = "working_paper"
    INTERNAL = "internal"


class Cut(StrEnum):
    """For whom a dossier is cut."""

    CLIENT = "client"
    SUCCESSOR = "successor"
    INTERNAL = "internal"


_FOR_CLIENTS = frozenset({RecordClass.CLIENT_PROVIDED, RecordClass.PREPARED, RecordClass.WORK_PRODUCT})
_ALL_BUT_INTERNAL = _FOR_CLIENTS | {RecordClass.WORKING_PAPER}


@dataclass(frozen=True, slots=True)
class CutRules:
    """Which classes each cut may rest on, as the policy has it; `internal` are further names of what never leaves.

    `outside` is the successor's cut where the successor is no colleague.
    """

    client: frozenset[RecordClass] = _FOR_CLIENTS
    successor: frozenset[RecordClass] = _ALL_BUT_INTERNAL
    outside: frozenset[RecordClass] = _FOR_CLIENTS
    internal: tuple[str, ...] = ()

    def classes(self, cut: Cut, *, outside: bool) -> frozenset[RecordClass]:
        """Return the classes that a cut may rest on; what is internal reaches the internal cut alone."""
        given = {Cut.CLIENT: self.client, Cut.SUCCESSOR: self.outside if outside else self.successor}
        return frozenset(RecordClass) if cut is Cut.INTERNAL else given[cut] - {RecordClass.INTERNAL}
