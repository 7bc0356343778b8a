"""Drive's rules for changes of access, one change at a time: what it refuses, and what it ends with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handoff.domain.access import ROLES
from handoff.domain.change import Change, ChangeKind, Phase, holds, satisfied
from handoff.domain.planning.grants import grants_of
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot

Roles = dict[tuple[str, str], str]
"""What was given on each file itself: a role by file id and `type/grantee`."""


class RefusedError(AssertionError):
    """Drive takes no such change now."""


class Access:
    """Who was given what on a tree of files, and what Drive makes of changes to it.

    A file's role from above is the highest that stands on a folder above it, a folder's owner counts as a writer there.
    Nobody is given less on a file than that, whichever change asks for it.
    """

    def __init__(self, tree: Sequence[Snapshot]) -> None:
        self.folders = {file.record.id: file.text("folder") for file in tree}
        self.given: Roles = {
            (file.record.id, f"{grant.type}/{grant.grantee}"): grant.role
            for file in tree
            for grant in grants_of(file)
            if not grant.inherited
        }
        self.outside = {f"{grant.type}/{grant.grantee}": grant.role for grant in grants_of(tree[0]) if grant.inherited}
        self.top, self.cut = tree[0].record.id, False

    def above(self, file_id: str) -> Iterator[str]:
        """Yield the folders above a file."""
        while (file_id := self.folders.get(file_id, "")) in self.folders:
            yield file_id

    def inherited(self, file_id: str, who: str) -> int:
        """Return the rank of what comes from above, -1 for nothing."""
        roles = [self.given.get((folder, who)) for folder in self.above(file_id)]
        came = self.outside.get(who) if self.top in (file_id, *self.above(file_id)) else None
        roles += [came] if not self.cut or came == "organizer" else []
        return max((_rank("writer" if role == "owner" else role) for role in roles), default=-1)

    def make(self, change: Change) -> bool:
        """Make one change; return whether anything was left to do. RefusedError as Drive refuses."""
        file_id, _, who = change.record.id.partition("/")
        match change.kind:
            case ChangeKind.SET_SHARING if "inherited_disabled" in change.after:
                self.cut = bool(change.after["inherited_disabled"])
            case ChangeKind.MOVE_FILE if file_id != self.top:
                assert self.folders[file_id] == change.before["folder"]
                self.folders[file_id] = str(change.after["folder"])
            case ChangeKind.TRANSFER_FILE:
                old, new = (f"user/{fields['owner']}" for fields in (change.before, change.after))
                assert self.given[file_id, old] == "owner"
                self.given |= {(file_id, old): "writer", (file_id, new): "owner"}
            case ChangeKind.SET_EXPIRATION:
                role = self.given.get((file_id, who))
                if role is None or _rank(role) < self.inherited(file_id, who):
                    raise RefusedError(change)
            case _ if change.record.kind is Kind.PERMISSION:
                return self._give(change, (file_id, who))
        return True

    def _give(self, change: Change, place: tuple[str, str]) -> bool:
        has, wanted = self.given.get(place), change.after["role"]
        if satisfied(change, {"role": has}):
            return False
        assert holds(change.before, {"role": has})
        updated = has is not None and wanted is not None
        if has == "owner" or (updated and _rank(wanted) < self.inherited(*place)):
            raise RefusedError(change)
        if wanted is None:
            del self.given[place]
        else:
            self.given[place] = str(wanted)
        return True


def played(access: Access, segments: Iterable[Sequence[Change]]) -> list[Change]:
    """Make the changes in this order; return those that something was left to do for."""
    return [change for segment in segments for change in segment if access.make(change)]


def of_phases(changes: Iterable[Change], *phases: Phase) -> list[Change]:
    """Return the changes of some phases."""
    return [change for change in changes if change.phase in phases]


def _rank(role: object) -> int:
    return ROLES.index(role) if role in ROLES else -1
