"""Writing files: files.create, files.update, files.copy and files.delete.

A pre-generated id makes a create safe to repeat: the second time is a 409. Google's own types take none, as the real
API has it; folders and blobs do. Where a file goes is `moving`'s, who may see it is `sharing`'s.
https://developers.google.com/workspace/drive/api/guides/create-file
"""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access import access, capabilities
from handoff_sandbox.google_drive.changes.tracking import tracked
from handoff_sandbox.google_drive.files import content, moving
from handoff_sandbox.google_drive.files.metadata import set_metadata
from handoff_sandbox.google_drive.model import FOLDER, NATIVE, SHORTCUT, File, FileId, Role
from handoff_sandbox.google_drive.store import owner_grant

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.call import Call, Media
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json

_OCTETS = "application/octet-stream"
_REACH_BELOW = frozenset({"trashed", "inheritedPermissionsDisabled"})


def create_file(store: Store, call: Call) -> Json:
    """Make a file, a folder or a shortcut, with an id made before if one is given."""
    email = signed_in(call)
    parent = _parent(store, call, email)
    name = call.body.get("name") or "Untitled"
    mime_type = call.body.get("mimeType") or _guess_type(name, call.media)
    target = _shortcut_target(store, call, mime_type)
    file_id = _take_id(store, call.body.get("id"), mime_type)
    data = _content(call.media, mime_type)
    file = _new(store, file_id, name, mime_type, parent, email)
    file.shortcut_target = target
    set_metadata(store, call, file, access.role_of(store, parent, call.caller), new=True)
    if not file.is_folder and mime_type != SHORTCUT:
        _put(store, call, file, data or b"")
    store.add(file)
    store.touch(file)
    return call.file(store, file)


def signed_in(call: Call) -> str:
    """Return the caller's address; raises DriveError for an anonymous one."""
    if call.caller.email is None:
        raise errors.DriveError(401, "required", "Login Required", location="Authorization", location_type="header")
    return call.caller.email


def _parent(store: Store, call: Call, email: str) -> File:
    parents = call.body.get("parents") or [store.root_of(email).id]
    if len(parents) > 1:
        raise errors.invalid("parents", "A file cannot be created in more than one folder.")
    return moving.target_folder(store, call, parents[0])


def _take_id(store: Store, file_id: str | None, mime_type: str) -> FileId:
    if file_id is None:
        return store.new_id()
    made_for = store.generated.get(FileId(file_id))
    wrong = made_for == "files" if mime_type == SHORTCUT else mime_type.startswith(NATIVE) and mime_type != FOLDER
    if wrong:
        message = "Generated IDs are not supported for Docs Editors formats."
        raise errors.DriveError(400, "generatedIdNotSupported", message, location="file.id", location_type="other")
    known = FileId(file_id)
    if known in store.used:
        raise errors.DriveError(409, "fileIdInUse", "A file already exists with the provided ID.", location="file.id")
    if made_for is None:
        raise errors.invalid("file.id", "The provided file ID is not usable.")
    return known


def _shortcut_target(store: Store, call: Call, mime_type: str) -> FileId | None:
    if mime_type != SHORTCUT:
        return None
    wanted = (call.body.get("shortcutDetails") or {}).get("targetId")
    target = store.files.get(FileId(str(wanted)))
    if target is None or access.role_of(store, target, call.caller) is None or target.mime_type == SHORTCUT:
        raise errors.DriveError(400, "shortcutTargetInvalid", "The specified shortcut target is invalid.")
    return target.id


def _guess_type(name: str, media: Media | None) -> str:
    if media and media.mime_type != _OCTETS:
        return media.mime_type
    return mimetypes.guess_type(name)[0] or _OCTETS


def _content(media: Media | None, mime_type: str) -> bytes | None:
    if media is None:
        return None
    if mime_type in (FOLDER, SHORTCUT):
        raise errors.DriveError(400, "badRequest", "A folder or a shortcut has no content.")
    if mime_type.startswith(NATIVE):
        return content.convert(media.data, media.mime_type, mime_type)
    return media.data


def _new(store: Store, file_id: FileId, name: str, mime_type: str, parent: File, email: str) -> File:
    now = store.clock.now()
    owner = None if parent.drive_id else email
    file = File(file_id, name, mime_type, now, now, owner, parent.id, parent.drive_id)
    if owner:
        file.grants[owner_grant(owner).id] = owner_grant(owner)
    file.modified_by, file.modified_by_at[email], file.viewed_by[email] = email, now, now
    file.original_filename = name
    return file


def _put(store: Store, call: Call, file: File, data: bytes) -> None:
    revision = store.add_revision(file, data, call.caller.email, store.clock.now())
    revision.keep_forever = call.flag("keepRevisionForever") and not file.is_native


def update_file(store: Store, call: Call) -> Json:
    """Change a file: its metadata, its content, its folder, whether it lies in the trash."""
    email = signed_in(call)
    file, role = access.readable(store, call.file_id, call.caller, all_drives=call.all_drives)
    moves = call.text("addParents") or call.text("removeParents")
    personal = set(call.body) <= {"starred", "viewedByMeTime"} and not call.media and not moves
    if role < Role.writer and not personal:
        raise errors.insufficient_permissions()
    if call.media and not capabilities.may_modify_content(file, role):
        raise errors.insufficient_permissions()
    data = _content(call.media, file.mime_type)
    move = moving.plan_move(store, call, file, role)
    with tracked(store, file, below=move is not None or bool(_REACH_BELOW & set(call.body))):
        set_metadata(store, call, file, role, new=False)
        if data is not None:
            _put(store, call, file, data)
        if not personal:
            _stamp(store, call, file, email, edited=data is not None or bool(call.body))
        if move:
            moving.carry_out(store, file, move)
    return call.file(store, file)


def _stamp(store: Store, call: Call, file: File, email: str, *, edited: bool) -> None:
    """Say who edited last, and when; a move alone leaves the time, as Drive does."""
    now = store.clock.now()
    if edited and "modifiedTime" not in call.body:
        file.modified = now
    file.modified_by, file.modified_by_at[email] = email, now


def copy_file(store: Store, call: Call) -> Json:
    """Copy a file; the copy belongs to the caller and takes no permissions along."""
    email = signed_in(call)
    source, role = access.readable(store, call.file_id, call.caller, all_drives=call.all_drives)
    if source.is_folder or not capabilities.may_download(store, source, role):
        raise errors.forbidden("This file cannot be copied by the user.", reason="cannotCopyFile")
    wanted = call.body.get("parents")
    inherited = store.files.get(source.parent) if source.parent else None
    if wanted:
        parent = _parent(store, call, email)
    elif inherited and (access.role_of(store, inherited, call.caller) or 0) >= Role.writer:
        parent = inherited
    else:
        parent = store.root_of(email)
    mime_type = call.body.get("mimeType") or source.mime_type
    file_id = _take_id(store, call.body.get("id"), mime_type)
    same = mime_type == source.mime_type
    data = source.content if same else content.convert(source.content, source.mime_type, mime_type)
    file = _new(store, file_id, call.body.get("name") or f"Copy of {source.name}", mime_type, parent, email)
    file.properties, file.app_properties = dict(source.properties), dict(source.app_properties)
    file.description, file.shortcut_target = source.description, source.shortcut_target
    set_metadata(store, call, file, access.role_of(store, parent, call.caller), new=True)
    if mime_type != SHORTCUT:
        _put(store, call, file, data)
    store.add(file)
    store.touch(file)
    return call.file(store, file)


def delete_file(store: Store, call: Call) -> None:
    """Delete a file for good, with all that lies below and has the same owner; the rest goes to its owner's root."""
    file, role = access.readable(store, call.file_id, call.caller, all_drives=call.all_drives)
    if not capabilities.may_delete(role) or file.is_root or file.id in store.drives:
        raise errors.insufficient_permissions()
    _delete(store, file)


def empty_trash(store: Store, call: Call) -> None:
    """Delete for good what the caller has put into the trash, or what lies in the trash of a shared drive."""
    email, drive_id = signed_in(call), call.text("driveId")
    if drive_id:
        drive, role = access.readable(store, drive_id, call.caller, all_drives=True, location="driveId")
        if drive.id not in store.drives:
            raise errors.not_found(drive_id, "Shared drive", "driveId")
        if role is not Role.organizer:
            raise errors.insufficient_permissions()
        files = store.in_drive(drive.id)
    else:
        files = [file for file in store.files.values() if file.owner == email]
    for file in files:
        if file.explicitly_trashed and file.id in store.files:
            _delete(store, file)


def _delete(store: Store, file: File) -> None:
    for each in reversed([file, *store.descendants(file.id)]):
        if each.drive_id or each.owner == file.owner:
            lost = access.rows(store, each)
            for child in store.children(each.id):
                store.move(child, store.root_of(child.owner or ""))
            store.remove(each)
            store.touch(each, lost, deleted=True)
