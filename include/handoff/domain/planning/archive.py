"""The archive phase: what takes the leaving side's access away at the cut-off, and files what is left.

The order is the safe one: published pages and links first, then sharing settings, then what is ours leaves folders that
the leaving side owns, then what the client keeps for a while is lowered and made to expire, then files are locked and
moved, and the last revocations come at the end. A grant is changed where it was given, on a folder before what lies in
it, since a child can't lower what it inherits: so whoever keeps some access loses the rest before that is lowered. What
can't be taken away by us is left out and said, never passed over. Neither the last organiser's nor our own access is
ever touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from handoff.domain.access import Side
from handoff.domain.change import Change, ChangeKind
from handoff.domain.ids import HandoffId
from handoff.domain.plan import LeftOut
from handoff.domain.planning.filing import filing_changes, lock_changes
from handoff.domain.planning.grants import Identify
from handoff.domain.planning.nesting import nested
from handoff.domain.planning.revoking import Cut, revocations
from handoff.domain.planning.settings import setting_changes
from handoff.domain.planning.taking_out import moved, taken_out
from handoff.domain.planning.tree import Tree
from handoff.domain.policy.archiving import ArchiveRule
from handoff.domain.snapshot import Snapshot

_FIRST = (ChangeKind.UNPUBLISH_FILE,)
_OPEN = ("/anyone/", "/domain/")


@dataclass(frozen=True, slots=True)
class Archiving:
    """What the archive phase rests on besides the files: whose handoff, who is whose, where files end, our account."""

    handoff: HandoffId
    side: Side
    folder_id: str
    identify: Identify
    rule: ArchiveRule = field(default_factory=ArchiveRule)
    account: str = ""


def archive_changes(files: Iterable[Snapshot] | Tree, archiving: Archiving) -> tuple[list[Change], list[LeftOut]]:
    """Return the changes of a client's files at the cut-off in the order of their application, and what is left out."""
    tree = files if isinstance(files, Tree) else Tree.of(archiving.folder_id, files)
    left_out: list[LeftOut] = []
    out = list(_changes(taken_out(tree, archiving.side, archiving.rule), left_out))
    tree = moved(tree, out)
    settled: list[LeftOut] = []
    settings = list(_changes(setting_changes(tree, archiving.side, archiving.rule, archiving.account), settled))
    cut = Cut(asked=archiving.rule.cut_inherited, made=any("inherited_disabled" in c.after for c in settings))
    revoked = list(_changes(revocations(tree, archiving.side, archiving.identify, cut), left_out))
    left_out += settled
    kept_until = max((change.not_before for change in revoked), default="")
    keep_some = {_whose(change) for change in revoked if change.kind is not ChangeKind.REVOKE_ACCESS}
    last = [change for change in revoked if _is_last(change)]
    steps = (
        [change for change in settings if change.kind in _FIRST],
        [change for change in revoked if _is_open(change)],
        [change for change in settings if change.kind not in _FIRST],
        out,
        [change for change in last if not change.not_before and _whose(change) in keep_some],
        [change for change in revoked if change.kind is ChangeKind.LOWER_ROLE],
        [change for change in revoked if change.kind is ChangeKind.SET_EXPIRATION],
        list(lock_changes(tree, archiving.side, archiving.rule)),
        list(filing_changes(tree, archiving.side, archiving.rule, archiving.handoff, kept_until)),
        [change for change in last if not change.not_before and _whose(change) not in keep_some],
        [change for change in last if change.not_before],
    )
    return nested(steps, tree.above), left_out


def _changes(found: Iterable[Change | LeftOut], left_out: list[LeftOut]) -> Iterator[Change]:
    for item in found:
        if isinstance(item, Change):
            yield item
        else:
            left_out.append(item)


def _is_open(change: Change) -> bool:
    return change.kind is ChangeKind.REVOKE_ACCESS and any(open_ in change.record.id for open_ in _OPEN)


def _whose(change: Change) -> str:
    return change.record.id.partition("/")[2]


def _is_last(change: Change) -> bool:
    return change.kind is ChangeKind.REVOKE_ACCESS and not _is_open(change)
