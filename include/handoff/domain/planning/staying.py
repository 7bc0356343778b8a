"""What everybody still inherits on a client's files once all that can go at the cut-off has gone.

Drive gives nobody less on a file than that: https://developers.google.com/workspace/drive/api/guides/manage-sharing
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from handoff.domain.access import Grant, GranteeType, Side, highest
from handoff.domain.planning.grants import OWNER, grants_of
from handoff.domain.planning.tree import Tree
from handoff.domain.snapshot import Snapshot

Grantee = tuple[GranteeType, str]
_ORGANIZER = "organizer"
_HANDED_DOWN = {OWNER: "writer"}
"""What a folder's owner has on what lies in it."""


@dataclass(frozen=True)
class Staying:
    """What comes down from each folder, noted before what lies in it is asked about.

    `cut`: nothing comes from above the client's own but a shared drive's organisers, whom nothing cuts off.
    """

    tree: Tree
    side: Side
    cut: bool
    _down: dict[str, Mapping[Grantee, str]] = field(default_factory=dict)

    def above(self, file: Snapshot) -> Mapping[Grantee, str]:
        """Return the role that each grantee will still inherit on a file."""
        top = file.record.id == self.tree.root
        down = None if top else self._down.get(file.text("folder"))
        found: dict[Grantee, str] = {}
        for grant in grants_of(file):
            role = grant.role if down is None else down.get(whose(grant))
            if grant.inherited and role and not (top and self.cut and role != _ORGANIZER):
                found[whose(grant)] = highest(role, found.get(whose(grant), role))
        return found

    def note(self, folder: Snapshot, untouched: Collection[Grant]) -> None:
        """Note what comes down from a folder; `untouched` are its grants that stay although they should go."""
        above = self.above(folder)
        found = dict(above)
        for grant in grants_of(folder):
            stays = grant in untouched or grant.role == OWNER or not self.side.must_go(grant)
            if not grant.inherited and (stays or self.side.kept_until(grant)):
                role = grant.role if stays else role_kept(grant, self.side, above)
                role = _HANDED_DOWN.get(role, role)
                found[whose(grant)] = highest(role, found.get(whose(grant), role))
        self._down[folder.record.id] = found


def whose(grant: Grant) -> Grantee:
    """Return to whom access is given."""
    return grant.type, grant.grantee


def role_kept(grant: Grant, side: Side, above: Mapping[Grantee, str]) -> str:
    """Return as what somebody stays who keeps access for a while: the policy's role, or what they inherit in spite of
    it, and never more than they have.
    """
    least = highest(side.keeping.role, above.get(whose(grant), side.keeping.role))
    return least if highest(grant.role, least) == grant.role else grant.role
