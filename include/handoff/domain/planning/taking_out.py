"""What lies in folders that the leaving side owns: their access to it can't be taken away, so that it is taken out.

A folder's owner can edit all that lies in it, whoever owns that, and nobody but they can give a folder away. So the
firm's files and folders in one are moved to the nearest folder above that is not theirs; where there is none, or the
policy does not want that, a person is told, and the handoff stays open until it is done.
https://support.google.com/drive/answer/2494892
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from handoff.domain.access import Side
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.plan import LeftOut
from handoff.domain.planning.grants import is_theirs
from handoff.domain.planning.tree import Tree
from handoff.domain.policy.archiving import ArchiveRule
from handoff.domain.record import Kind

IN_THEIRS = (
    "It lies in a folder that the leaving side owns, which gives them access: move it out, or let them give the "
    "folder to the firm."
)


def taken_out(tree: Tree, side: Side, rule: ArchiveRule) -> Iterator[Change | LeftOut]:
    """Yield a move of each of the firm's files and folders that lies right in a folder of theirs, and what stays."""
    for file in tree:
        folder = tree.files.get(file.text("folder")) if file.record.id != tree.root else None
        if folder is None or not is_theirs(folder, side) or is_theirs(file, side):
            continue
        home = home_of(tree, file.record.id, side)
        if home and rule.take_out:
            before, after = {"folder": folder.record.id}, {"folder": home}
            yield Change(ChangeKind.MOVE_FILE, file.record, before, after, Phase.ARCHIVE)
        elif not (rule.folder and rule.drive and file.record.kind is Kind.FILE):  # which is moved there by itself
            yield LeftOut(file.record, IN_THEIRS, person=True)


def home_of(tree: Tree, file_id: str, side: Side) -> str:
    """Return the nearest folder above a file that the leaving side does not own, "" where it owns them all."""
    above = (tree.files[folder] for folder in tree.above(file_id) if folder in tree.files)
    return next((folder.record.id for folder in above if not is_theirs(folder, side)), "")


def moved(tree: Tree, changes: Iterable[Change]) -> Tree:
    """Return the tree as it is once some of it was moved."""
    files = dict(tree.files)
    for change in changes:
        file = files[change.record.id]
        files[change.record.id] = replace(file, fields={**file.fields, "folder": change.after["folder"]})
    return replace(tree, files=files)
