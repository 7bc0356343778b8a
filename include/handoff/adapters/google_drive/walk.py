"""The walk: a folder and everything below it as snapshots, each with who has access.

A file whose permissions can't be read is yielded with its owners alone, and named as unread; so is a folder that can't
be listed. Memory holds the folders of a level and the files of one group (in a shared drive, its whole list).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handoff.adapters.google_drive import wire
from handoff.adapters.google_drive.permissions import read_permissions
from handoff.adapters.google_drive.session import Session
from handoff.adapters.google_drive.tree import Item, find_folder, levels
from handoff.adapters.google_drive.wire import FOLDER, File, Permission
from handoff.domain.access import Grant, GranteeType
from handoff.domain.dossier import Unread
from handoff.domain.snapshot import Snapshot
from handoff.errors import HandoffError, TransientError


def walk(session: Session, folder_id: str) -> Iterator[Snapshot | Unread]:
    """Yield the folder itself and everything below it; errors of `find_folder` before anything else."""
    folder = find_folder(session, folder_id)
    from_above: dict[str, Sequence[Permission] | HandoffError] = {}
    for group in levels(session, folder):
        asked = read_permissions(session, [item.file for item in group if _has_its_own(item.file, from_above)])
        for item in group:
            yield from _item(item, asked, from_above)


def _has_its_own(file: File, from_above: dict[str, Sequence[Permission] | HandoffError]) -> bool:
    """Whether a file's permissions must be asked for: they are not in its JSON and not just its folder's."""
    if "permissions" in file:
        return False
    if not file.get("driveId") or _parent(file) not in from_above:
        return True
    return bool(file.get("hasAugmentedPermissions") or file.get("inheritedPermissionsDisabled"))


def _item(
    item: Item,
    asked: dict[str, Sequence[Permission] | HandoffError],
    from_above: dict[str, Sequence[Permission] | HandoffError],
) -> Iterator[Snapshot | Unread]:
    file, ref = item.file, wire.ref(item.file)
    own = file.get("permissions", asked.get(ref.id))
    held = from_above[_parent(file)] if own is None else own
    if isinstance(held, TransientError):
        raise held
    if file["mimeType"] == FOLDER and file.get("driveId"):
        from_above[ref.id] = held
    if isinstance(held, HandoffError):
        owners = [Grant(ref, GranteeType.USER, owner, "owner") for owner in wire.owners(file)]
        yield wire.snapshot(file, item.path, owners)
        yield Unread(ref, str(file["name"]), f"Who has access to it can't be read. {held.what}")
    else:
        yield wire.snapshot(file, item.path, list(wire.grants(ref, held, inherited=own is None)))
    if not wire.may_list(file):
        yield Unread(ref, str(file["name"]), "Its content can't be listed by the account that Handoff acts as.")


def _parent(file: File) -> str:
    return next(iter(file.get("parents", ())), "")
