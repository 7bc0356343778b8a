"""What a caller may do with a file or a shared drive, in the wire's terms.

Computed from role, kind of file and restrictions on every read, so that what is said here and what the methods refuse
follow from the same facts. https://developers.google.com/workspace/drive/api/guides/ref-roles
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.google_drive.access import access, restrictions
from handoff_sandbox.google_drive.access.directory import grantee_id
from handoff_sandbox.google_drive.files.content import EXPORTS
from handoff_sandbox.google_drive.model import SHORTCUT, Role

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.access.access import Caller
    from handoff_sandbox.google_drive.model import File
    from handoff_sandbox.google_drive.store import Store


def may_trash(file: File, role: Role) -> bool:
    """Whether a role lets its holder put a file into the trash: the owner, in a shared drive a content manager."""
    return role >= Role.fileOrganizer if file.drive_id else role is Role.owner


def may_delete(role: Role) -> bool:
    """Whether a role lets its holder delete a file for good: the owner, in a shared drive an organizer."""
    return role >= Role.organizer


def may_download(store: Store, file: File, role: Role) -> bool:
    """Whether a role lets its holder take the content away."""
    readers, writers = restrictions.download_limits(store, file)
    return role >= Role.organizer or not (readers if role < Role.writer else writers)


def may_modify_content(file: File, role: Role) -> bool:
    """Whether a role lets its holder change content and title."""
    return role >= Role.writer and file.restriction is None


def may_restrict(role: Role, *, owner_restricted: bool) -> bool:
    """Whether a role lets its holder set or lift a content restriction."""
    return role >= (Role.organizer if owner_restricted else Role.writer)


def of_file(store: Store, file: File, role: Role, caller: Caller) -> dict[str, bool]:
    """Return `capabilities` of a file; one that Drive calls by an older name too is under both."""
    edit, folder, shared_drive = role >= Role.writer, file.is_folder, file.drive_id is not None
    top, shortcut = file.is_root or file.id in store.drives, file.mime_type == SHORTCUT
    shares = access.can_share(store, file, role)
    manages = role >= Role.fileOrganizer
    downloads = not folder and may_download(store, file, role)
    limits = folder and access.may_limit(store, file, role)
    lifts = may_restrict(role, owner_restricted=_owner_restricted(file))
    restrictable = not folder and not shortcut
    found = {
        "canAddChildren": folder and edit,
        "canChangeCopyRequiresWriterPermission": edit and not folder,
        "canChangeItemDownloadRestriction": role >= Role.organizer and not folder,
        "canChangeSecurityUpdateEnabled": False,
        "canChangeViewersCanCopyContent": edit and not folder,
        "canComment": role >= Role.commenter and file.restriction is None and not folder,
        "canCopy": downloads and not top,
        "canDelete": may_delete(role) and not top,
        "canDisableInheritedPermissions": limits and not file.inherited_disabled,
        "canDownload": downloads and not shortcut,
        "canEdit": edit,
        "canEnableInheritedPermissions": limits and file.inherited_disabled,
        "canListChildren": folder,
        "canModifyContent": may_modify_content(file, role),
        "canModifyContentRestriction": lifts and restrictable,
        "canModifyEditorContentRestriction": edit and restrictable,
        "canModifyLabels": False,
        "canModifyOwnerContentRestriction": role >= Role.organizer and restrictable,
        "canReadLabels": False,
        "canReadRevisions": edit and restrictable,
        "canRemoveChildren": folder and edit and not shared_drive,
        "canRemoveContentRestriction": file.restriction is not None and lifts,
        "canRename": may_modify_content(file, role) and not file.is_root,
        "canShare": shares and not file.is_root,
        "canStartApproval": False,
        "canTrash": may_trash(file, role) and not top,
        "canUntrash": may_trash(file, role) and not top,
        "canMoveItemOutOfDrive": (manages if shared_drive else role is Role.owner) and not folder,
        "canMoveItemWithinDrive": (manages if shared_drive else edit) and not top,
    }
    if shared_drive:
        organizes = folder and role is Role.organizer
        out, within = folder and manages, folder and manages
        found |= {
            "canAddFolderFromAnotherDrive": False,
            "canDeleteChildren": organizes,
            "canMoveChildrenOutOfDrive": out,
            "canMoveChildrenOutOfTeamDrive": out,
            "canMoveChildrenWithinDrive": within,
            "canMoveChildrenWithinTeamDrive": within,
            "canMoveItemOutOfTeamDrive": found["canMoveItemOutOfDrive"],
            "canMoveItemWithinTeamDrive": found["canMoveItemWithinDrive"],
            "canMoveTeamDriveItem": found["canMoveItemWithinDrive"],
            "canReadDrive": _is_member(store, file, caller),
            "canReadTeamDrive": _is_member(store, file, caller),
            "canTrashChildren": folder and manages,
        }
    else:
        held = file.grants.get(grantee_id(caller.email)) if caller.email else None
        found |= {
            "canAcceptOwnership": held is not None and held.pending_owner,
            "canAddMyDriveParent": False,
            "canMoveItemIntoTeamDrive": found["canMoveItemOutOfDrive"],
            "canRemoveMyDriveParent": edit and not top,
        }
    return found


def _is_member(store: Store, file: File, caller: Caller) -> bool:
    drive = store.files.get(file.drive_id) if file.drive_id else None
    return drive is not None and any(key in drive.grants for key in caller.principals)


def _owner_restricted(file: File) -> bool:
    return file.restriction is not None and file.restriction.owner_restricted


def of_drive(role: Role) -> dict[str, bool]:
    """Return `capabilities` of a shared drive."""
    write, manage, organize = role >= Role.writer, role >= Role.fileOrganizer, role is Role.organizer
    return {
        "canAddChildren": write,
        "canChangeCopyRequiresWriterPermissionRestriction": organize,
        "canChangeDownloadRestriction": organize,
        "canChangeDomainUsersOnlyRestriction": organize,
        "canChangeDriveBackground": organize,
        "canChangeDriveMembersOnlyRestriction": organize,
        "canChangeSharingFoldersRequiresOrganizerPermissionRestriction": organize,
        "canComment": role >= Role.commenter,
        "canCopy": True,
        "canDeleteChildren": organize,
        "canDeleteDrive": organize,
        "canDownload": True,
        "canEdit": write,
        "canListChildren": True,
        "canManageMembers": organize,
        "canReadRevisions": write,
        "canRename": write,
        "canRenameDrive": organize,
        "canResetDriveRestrictions": organize,
        "canShare": write,
        "canTrashChildren": manage,
    }


def export_links(file: File, base_url: str) -> dict[str, str]:
    """Return `exportLinks` of a native file."""
    return {
        mime: f"{base_url}/drive/v3/files/{file.id}/export?mimeType={mime.replace('/', '%2F')}"
        for mime in EXPORTS.get(file.mime_type, ())
    }
