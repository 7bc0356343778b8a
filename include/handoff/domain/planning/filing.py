"""Where a client's files end: locked, copied where the leaving side owns them, and moved into the archive.

Drive moves no folder into a shared drive, so there every folder is made anew by a key of ours, and each file is moved
into the new one; folders without files are not. Elsewhere the client's folder is moved as a whole.
https://developers.google.com/workspace/drive/api/guides/enable-shareddrives
"""

from __future__ import annotations

from collections.abc import Iterator

from handoff.domain.access import Side
from handoff.domain.change import Change, ChangeKind, Fields, Phase
from handoff.domain.ids import HandoffId
from handoff.domain.planning.grants import is_theirs
from handoff.domain.planning.taking_out import home_of
from handoff.domain.planning.tree import SHORTCUT, Tree
from handoff.domain.policy.archiving import ArchiveRule
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot

LOCK_REASON = "Archived at the end of the engagement"
_UNLOCKABLE = frozenset({f"application/vnd.google-apps.{name}" for name in ("form", "site", "drawing", "shortcut")})
"""https://developers.google.com/workspace/drive/api/guides/content-restrictions"""
_UNCOPYABLE = frozenset({f"application/vnd.google-apps.{name}" for name in ("site", "shortcut", "map")})


def lock_changes(tree: Tree, side: Side, rule: ArchiveRule) -> Iterator[Change]:
    """Yield what makes the firm's files read-only."""
    for file in tree:
        if not rule.lock or file.record.kind is not Kind.FILE or file.text("mime") in _UNLOCKABLE:
            continue
        if not file.flag("locked") and not is_theirs(file, side):
            after: Fields = {"locked": True, "reason": LOCK_REASON}
            yield Change(ChangeKind.LOCK_FILE, file.record, {"locked": False}, after, Phase.ARCHIVE)


def filing_changes(
    tree: Tree, side: Side, rule: ArchiveRule, handoff: HandoffId, kept_until: str = ""
) -> Iterator[Change]:
    """Yield copies and moves; folders before what goes into them.

    `kept_until` is the instant until which the client keeps some access ("" none): what is moved into a folder made
    anew leaves behind what was given on the old one, so until then it stays where it is, but for what the leaving side
    could edit there as the folder's owner. A copy goes where no folder of theirs is above it.
    """
    root = tree.files.get(tree.root)
    anew = bool(rule.drive) and (root is None or root.text("drive_id") != rule.drive)
    if rule.folder and anew:
        yield from _anew(tree, side, rule, handoff, kept_until)
        return
    if rule.copy_theirs:
        copied = (file for file in tree if _is_copied(file, side))
        yield from (_copy(file, handoff, home) for file in copied if (home := home_of(tree, file.record.id, side)))
    if rule.folder and root is not None and root.text("folder") != rule.folder and tree.root != rule.folder:
        yield _move(root, rule.folder)


def _anew(tree: Tree, side: Side, rule: ArchiveRule, handoff: HandoffId, kept_until: str) -> Iterator[Change]:
    own = (file for file in tree if tree.root in tree.above(file.record.id))  # the rest is in the archive already
    going = [file for file in own if _goes(file, side, rule)]
    filled = {folder for file in going for folder in tree.above(file.record.id)}
    for folder in tree:
        if folder.record.kind is Kind.FOLDER and folder.record.id in filled:
            parent = rule.folder if folder.record.id == tree.root else _new(handoff, folder.text("folder"))
            after: Fields = {"exists": True, "name": folder.title, "folder": parent}
            record = RecordRef(Vendor.GOOGLE_DRIVE, Kind.FOLDER, _new(handoff, folder.record.id))
            yield Change(ChangeKind.CREATE_FOLDER, record, {"exists": False}, after, Phase.ARCHIVE)
    for file in going:
        into = _new(handoff, file.text("folder"))
        if is_theirs(file, side):
            yield _copy(file, handoff, into)
        else:
            kept = kept_until if home_of(tree, file.record.id, side) == file.text("folder") else ""
            yield _move(file, into, kept)


def _goes(file: Snapshot, side: Side, rule: ArchiveRule) -> bool:
    """Whether a file goes into the archive: as itself where it is the firm's, as a copy where the policy says so."""
    if file.record.kind is not Kind.FILE:
        return False
    return (rule.copy_theirs and _is_copied(file, side)) if is_theirs(file, side) else True


def _new(handoff: HandoffId, folder_id: str) -> str:
    return f"new:{handoff}-folder-{folder_id}"


def _move(file: Snapshot, folder: str, not_before: str = "") -> Change:
    before, after = {"folder": file.text("folder")}, {"folder": folder}
    return Change(ChangeKind.MOVE_FILE, file.record, before, after, Phase.ARCHIVE, not_before=not_before)


def _copy(file: Snapshot, handoff: HandoffId, folder: str) -> Change:
    record = RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, f"new:{handoff}-copy-{file.record.id}")
    after: Fields = {"exists": True, "source": file.record.id, "name": file.title, "folder": folder}
    return Change(ChangeKind.COPY_FILE, record, {"exists": False}, after, Phase.ARCHIVE)


def _is_copied(file: Snapshot, side: Side) -> bool:
    return file.record.kind is Kind.FILE and file.text("mime") not in (*_UNCOPYABLE, SHORTCUT) and is_theirs(file, side)
