"""What the restrictions of a shared drive keep out: people who are not its members, people of other organisations.

https://developers.google.com/workspace/drive/api/guides/manage-shareddrives
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from handoff_sandbox.google_drive.model import File, Grant
    from handoff_sandbox.google_drive.store import Store

ADMIN_MANAGED = "adminManagedRestrictions"
COPY_REQUIRES_WRITER = "copyRequiresWriterPermission"
DOMAIN_ONLY = "domainUsersOnly"
MEMBERS_ONLY = "driveMembersOnly"
FOLDERS_BY_ORGANIZERS = "sharingFoldersRequiresOrganizerPermission"
FLAGS = (ADMIN_MANAGED, COPY_REQUIRES_WRITER, DOMAIN_ONLY, MEMBERS_ONLY, FOLDERS_BY_ORGANIZERS)
"""The restrictions of a shared drive that are on or off."""


def on(store: Store, file: File, name: str) -> bool:
    """Whether the shared drive that a file lies in has a restriction; never in My Drive."""
    drive = store.drives.get(file.drive_id) if file.drive_id else None
    return drive is not None and drive.restrictions.get(name, False)


def download_limits(store: Store, file: File) -> tuple[bool, bool]:
    """Return whether readers and whether writers are kept from a file's content, by itself or by its shared drive."""
    drive = store.drives.get(file.drive_id) if file.drive_id else None
    readers, writers = drive.download_limits if drive else (False, False)
    by_drive = drive is not None and drive.restrictions.get(COPY_REQUIRES_WRITER, False)
    return (
        readers or writers or by_drive or file.copy_requires_writer or file.writers_may_not_download,
        writers or file.writers_may_not_download,
    )


def admits(store: Store, file: File) -> Callable[[Grant], bool] | None:
    """Return which grants count in a file's shared drive; None where all do."""
    members = on(store, file, MEMBERS_ONLY)
    domain = on(store, file, DOMAIN_ONLY)
    if not members and not domain:
        return None
    return lambda grant: (
        not (domain and is_outside(store, grant)) and not (members and not is_member(store, file, grant))
    )


def is_outside(store: Store, grant: Grant) -> bool:
    """Whether a grant lets in people of other organisations."""
    ours = store.directory.domains
    return (grant.domain or (grant.email or "").rpartition("@")[2]) not in ours


def is_member(store: Store, file: File, grant: Grant) -> bool:
    """Whether a grantee is a member of the file's shared drive, by name or through a group."""
    members = store.files[file.drive_id].grants if file.drive_id else {}
    principals = store.directory.principals(grant.email) if grant.type == "user" else {grant.id}
    return any(key in members for key in principals)


def keeps_out(store: Store, file: File, grant: Grant) -> str | None:
    """Return Google's reason for refusing a new grant in this shared drive; None where it is taken."""
    top = file.id in store.drives
    if on(store, file, DOMAIN_ONLY) and is_outside(store, grant):
        return "teamDriveDomainUsersOnlyRestriction"
    if on(store, file, MEMBERS_ONLY) and not top and not is_member(store, file, grant):
        return "teamDriveTeamMembersOnlyRestriction"
    return None
