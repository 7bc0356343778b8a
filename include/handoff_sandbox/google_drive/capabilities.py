"""What a caller may do with a file or a shared drive, in the wire's terms.

Computed from role, kind of file and restrictions on every read, so that what is said here and what the methods refuse
follow from the same facts. https://developers.google.com/workspace/drive/api/guides/ref-roles
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import access
from handoff_sandbox.google_drive.content import EXPORTS
from handoff_sandbox.google_drive.model import SHORTCUT, Role

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.model import File
    from handoff_sandbox.google_drive.store import Store


def may_trash(file: File, role: Role) -> bool:
    """Whether a role lets its holder put a file into the trash: the owner, in a shared drive a content manager."""
    return role >= Role.fileOrganizer if file.drive_id else role is Role.owner


def may_delete(role: Role) -> bool:
    """Whether a role lets its holder delete a file for good: the owner, in a shared drive an organizer."""
    return role >= Role.organizer


def may_download(file: File, role: Role) -> bool:
    """Whether a role lets its holder take the content away."""
    return role >= Role.writer or not file.copy_requires_writer


def may_modify_content(file: File, role: Role) -> bool:
    """Whether a role lets its holder change content and title."""
    return role >= Role.writer and file.restriction is None


def may_restrict(role: Role, *, owner_restricted: bool) -> bool:
    """Whether a role lets its holder set or lift a content restriction."""
    return role >= (Role.organizer if owner_restricted else Role.writer)


def of_file(store: Store, file: File, role: Role) -> dict[str, bool]:
    """Return `capabilities` of a file."""
    edit, folder, shared_drive = role >= Role.writer, file.is_folder, file.drive_id is not None
    shares = access.can_share(file, role, is_drive=file.id in store.drives)
    manages = role >= Role.fileOrganizer
    found = {
        "canAddChildren": folder and edit,
        "canChangeCopyRequiresWriterPermission": edit and not folder,
        "canChangeViewersCanCopyContent": edit and not folder,
        "canComment": role >= Role.commenter and file.restriction is None,
        "canCopy": not folder and may_download(file, role),
        "canDelete": may_delete(role),
        "canDisableInheritedPermissions": folder and shares and manages and not file.inherited_disabled,
        "canDownload": not folder and may_download(file, role),
        "canEdit": edit,
        "canEnableInheritedPermissions": folder and shares and manages and file.inherited_disabled,
        "canListChildren": folder,
        "canModifyContent": may_modify_content(file, role),
        "canModifyContentRestriction": may_restrict(role, owner_restricted=_owner_restricted(file)),
        "canModifyEditorContentRestriction": edit and not folder,
        "canModifyOwnerContentRestriction": role >= Role.organizer and not folder,
        "canReadRevisions": edit and file.mime_type != SHORTCUT,
        "canRemoveChildren": folder and edit and not shared_drive,
        "canRemoveContentRestriction": file.restriction is not None
        and may_restrict(role, owner_restricted=_owner_restricted(file)),
        "canRename": may_modify_content(file, role) and not file.is_root,
        "canShare": shares and not file.is_root,
        "canTrash": may_trash(file, role) and not file.is_root,
        "canUntrash": may_trash(file, role) and not file.is_root,
        "canMoveItemOutOfDrive": manages and not folder if shared_drive else role is Role.owner and not folder,
        "canMoveItemWithinDrive": (manages if shared_drive else edit) and not file.is_root,
    }
    if shared_drive:
        found |= {
            "canAddFolderFromAnotherDrive": False,
            "canDeleteChildren": folder and role is Role.organizer,
            "canMoveChildrenOutOfDrive": folder and manages,
            "canMoveChildrenWithinDrive": folder and manages,
            "canReadDrive": True,
            "canTrashChildren": folder and manages,
        }
    else:
        found |= {"canAcceptOwnership": False, "canAddMyDriveParent": False, "canRemoveMyDriveParent": edit}
    return found


def _owner_restricted(file: File) -> bool:
    return file.restriction is not None and file.restriction.owner_restricted


def of_drive(role: Role) -> dict[str, bool]:
    """Return `capabilities` of a shared drive."""
    write, manage, organize = role >= Role.writer, role >= Role.fileOrganizer, role is Role.organizer
    return {
        "canAddChildren": write,
        "canChangeCopyRequiresWriterPermissionRestriction": organize,
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
