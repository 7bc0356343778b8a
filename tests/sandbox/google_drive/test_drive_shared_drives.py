"""Shared drives: members as permissions, and what their items do differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drive_client import ANA, BEN, CLEO, CLIENT, names, refused, roles, row_of

if TYPE_CHECKING:
    from drive_client import Drive

FOLDER = "application/vnd.google-apps.folder"
BOTH = {"supportsAllDrives": True}


def test_drive_is_listed_to_its_members(library: Drive) -> None:
    """Members find the drive, others do not, an admin finds all when asking as one."""
    for email, ids in ((ANA, ["studio-drive"]), (CLIENT, ["studio-drive"]), (CLEO, [])):
        drives = library.api(email).drives().list(fields="*").execute()["drives"]
        assert [drive["id"] for drive in drives] == ids
    assert library.api(BEN).drives().get(driveId="studio-drive", fields="*").execute()["name"] == "Studio"
    with refused(404, "notFound"):
        library.api(CLEO).drives().get(driveId="studio-drive").execute()
    with refused(403, "insufficientAdministratorPrivileges"):
        library.api(CLEO).drives().list(useDomainAdminAccess=True).execute()


def test_item_is_found_only_by_callers_that_support_it(library: Drive) -> None:
    """Without supportsAllDrives an item of a shared drive is not found."""
    with refused(404, "notFound"):
        library.api().files().get(fileId="drive-doc").execute()
    file = library.api().files().get(fileId="drive-doc", fields="*", **BOTH).execute()
    assert file["driveId"] == "studio-drive"
    assert not {"owners", "ownedByMe", "shared", "permissions", "writersCanShare"} & set(file)
    assert file["hasAugmentedPermissions"] is False


def test_membership_is_inherited_by_items(library: Drive) -> None:
    """Items show the members, each with the drive that the row comes from."""
    assert roles(library.api(), "drive-doc") == {ANA: "organizer", BEN: "writer", CLIENT: "reader"}
    (detail,) = row_of(library.api(), "drive-doc", BEN)["permissionDetails"]
    assert detail == {"permissionType": "member", "role": "writer", "inherited": True, "inheritedFrom": "studio-drive"}
    assert roles(library.api(CLIENT), "studio-drive")[ANA] == "organizer"


def test_members_are_managed_by_organizers(drive: Drive) -> None:
    """An organizer adds and removes members; others cannot, and the last organizer stays."""
    service = drive.api()
    new = {"type": "user", "role": "fileOrganizer", "emailAddress": CLEO}
    with refused(403, "insufficientFilePermissions"):
        drive.api(BEN).permissions().create(fileId="studio-drive", body=new, **BOTH).execute()
    made = service.permissions().create(fileId="studio-drive", body=new, **BOTH).execute()
    assert roles(drive.api(CLEO), "drive-doc")[CLEO] == "fileOrganizer"
    service.permissions().delete(fileId="studio-drive", permissionId=made["id"], **BOTH).execute()
    with refused(404, "notFound"):
        drive.api(CLEO).files().get(fileId="drive-doc", **BOTH).execute()
    last = row_of(service, "studio-drive", ANA)["id"]
    with refused(403, "cannotChangeOrganizer"):
        service.permissions().delete(fileId="studio-drive", permissionId=last, **BOTH).execute()
    with refused(403, "cannotChangeOrganizer"):
        service.permissions().update(
            fileId="studio-drive", permissionId=last, body={"role": "writer"}, **BOTH
        ).execute()
    assert roles(service, "studio-drive")[ANA] == "organizer"


@pytest.mark.parametrize(
    ("file_id", "body", "reason"),
    [
        ("drive-doc", {"type": "user", "role": "organizer", "emailAddress": CLEO},
         "organizerOnNonTeamDriveItemNotSupported"),
        ("drive-doc", {"type": "user", "role": "fileOrganizer", "emailAddress": CLEO},
         "fileOrganizerOnFoldersInSharedDriveOnly"),
        ("studio-drive", {"type": "anyone", "role": "reader"}, "cannotShareTeamDriveTopFolderWithAnyoneOrDomains"),
        ("studio-drive",
         {"type": "user", "role": "reader", "emailAddress": CLEO, "expirationTime": "2999-01-01T00:00:00Z"},
         "expirationDateNotAllowedForSharedDriveMembers"),
    ],
)  # fmt: skip
def test_grants_that_shared_drives_do_not_have_are_refused(
    library: Drive, file_id: str, body: dict[str, str], reason: str
) -> None:
    """Roles and grantees are limited by where in a drive they are given."""
    with refused(403, reason):
        library.api().permissions().create(fileId=file_id, body=body, **BOTH).execute()


def test_item_can_have_permissions_of_its_own(drive: Drive) -> None:
    """A direct grant on an item makes it augmented; a writer can share a file, not a folder."""
    grant = {"type": "user", "role": "reader", "emailAddress": CLEO}
    editor = drive.api(BEN)
    editor.permissions().create(fileId="drive-doc", body=grant, **BOTH).execute()
    file = editor.files().get(fileId="drive-doc", fields="hasAugmentedPermissions", **BOTH).execute()
    assert file == {"hasAugmentedPermissions": True}
    with refused(403, "insufficientFilePermissions"):
        editor.permissions().create(fileId="drive-folder", body=grant, **BOTH).execute()
    with refused(403, "cannotModifyInheritedPermission"):
        row = row_of(drive.api(), "drive-doc", CLIENT)["id"]
        drive.api().permissions().delete(fileId="drive-doc", permissionId=row, **BOTH).execute()
    with refused(403, "teamDrivesSharingRestrictionNotAllowed"):
        drive.api().files().update(fileId="drive-doc", body={"writersCanShare": False}, **BOTH).execute()


def test_folder_is_not_moved_into_a_shared_drive(drive: Drive) -> None:
    """The API refuses folders; a file goes in by its owner, loses its owner and takes direct grants along."""
    service = drive.api()
    move = {"addParents": "drive-folder", "removeParents": "client-folder"}
    with refused(403, "teamDrivesFolderMoveInNotSupported"):
        service.files().update(fileId="inner", **move, **BOTH).execute()
    with refused(403, "fileWriterTeamDriveMoveInDisabled"):
        drive.api(BEN).files().update(fileId="goals", **move, **BOTH).execute()
    service.files().update(fileId="group-notes", **move, **BOTH).execute()
    file = service.files().get(fileId="group-notes", fields="*", **BOTH).execute()
    assert (file["driveId"], file["parents"]) == ("studio-drive", ["drive-folder"])
    assert "owners" not in file
    assert roles(service, "group-notes") == {
        ANA: "organizer", BEN: "writer", CLIENT: "reader", "everybody@fieldnote.example": "writer",
    }  # fmt: skip


def test_file_made_in_a_shared_drive_has_no_owner(drive: Drive) -> None:
    """The drive owns it; a writer makes and edits, only managers trash, only organizers delete."""
    editor = drive.api(BEN)
    made = (
        editor.files().create(body={"name": "New", "mimeType": FOLDER, "parents": ["studio-drive"]}, **BOTH).execute()
    )
    assert made["driveId"] == "studio-drive"
    with refused(403, "insufficientFilePermissions"):
        editor.files().update(fileId=made["id"], body={"trashed": True}, **BOTH).execute()
    with refused(403, "insufficientFilePermissions"):
        editor.files().delete(fileId=made["id"], **BOTH).execute()
    drive.api().files().delete(fileId=made["id"], **BOTH).execute()
    everything = (
        drive.api().files().list(corpora="drive", driveId="studio-drive", includeItemsFromAllDrives=True, **BOTH)
    )
    assert names(everything.execute()) == {"drive-folder", "drive-doc"}


def test_shared_drive_is_made_once_for_a_request(drive: Drive) -> None:
    """drives.create makes its caller the organizer; a second call with the same requestId is a 409."""
    drives = drive.api(CLEO).drives()
    made = drives.create(requestId="one", body={"name": "Archive", "themeId": "meadow"}, fields="*").execute()
    assert roles(drive.api(CLEO), made["id"]) == {CLEO: "organizer"}
    assert made["colorRgb"] == "#0f9d58"
    with refused(409, "teamDriveAlreadyExists"):
        drives.create(requestId="one", body={"name": "Archive"}).execute()
    with refused(403, "userCannotCreateTeamDrives"):
        drive.api(CLIENT).drives().create(requestId="two", body={"name": "Theirs"}).execute()


def test_shared_drive_is_renamed_hidden_and_deleted(drive: Drive) -> None:
    """By its organizer; one that still holds something only by an admin who says so."""
    drives = drive.api().drives()
    assert drives.update(driveId="studio-drive", body={"name": "Atelier"}).execute()["name"] == "Atelier"
    with refused(403, "insufficientFilePermissions"):
        drive.api(BEN).drives().update(driveId="studio-drive", body={"name": "Mine"}).execute()
    assert drives.hide(driveId="studio-drive", fields="hidden").execute() == {"hidden": True}
    assert drives.list(q="hidden = false").execute()["drives"] == []
    assert drives.unhide(driveId="studio-drive", fields="hidden").execute() == {"hidden": False}
    with refused(403, "teamDriveNotEmpty"):
        drives.delete(driveId="studio-drive").execute()
    start = drive.api().changes().getStartPageToken(**BOTH).execute()["startPageToken"]
    drives.delete(driveId="studio-drive", allowItemDeletion=True, useDomainAdminAccess=True).execute()
    with refused(404, "notFound"):
        drive.api(BEN).files().get(fileId="drive-doc", **BOTH).execute()
    changes = drive.api(BEN).changes().list(pageToken=start, includeItemsFromAllDrives=True, **BOTH).execute()
    gone = {one["fileId"] if one["changeType"] == "file" else one["driveId"] for one in changes["changes"]}
    assert gone == {"studio-drive", "drive-doc", "drive-folder"}
    assert all(one["removed"] for one in changes["changes"])


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("name = 'Studio'", True),
        ("name contains 'stu' and createdTime > '2001-01-01T00:00:00'", True),
        ("memberCount >= 3 and organizerCount = 1", True),
        ("memberCount > 3 or not hidden = false", False),
    ],
)
def test_shared_drives_are_searched(library: Drive, q: str, found: bool) -> None:  # noqa: FBT001 - a parameter
    """drives.list takes the documented terms, some of them only from an admin."""
    answer = library.api().drives().list(q=q, useDomainAdminAccess=True).execute()
    assert [drive["id"] for drive in answer["drives"]] == (["studio-drive"] if found else [])


@pytest.mark.parametrize("q", ["memberCount > 1", "trashed = false", "name > 'a'", "hidden = 'yes'"])
def test_terms_that_are_not_for_the_caller_are_refused(library: Drive, q: str) -> None:
    """A term for admins, a term of files, and operators and values that a term does not have."""
    with refused(400, "invalid"):
        library.api().drives().list(q=q).execute()


def test_domain_restriction_keeps_others_out_at_once(drive: Drive) -> None:
    """With domainUsersOnly a member of another organisation has no access, and none is let in."""
    theirs = drive.api(CLIENT).files()
    assert theirs.get(fileId="drive-doc", **BOTH).execute()
    only = {"restrictions": {"domainUsersOnly": True}}
    changed = drive.api().drives().update(driveId="studio-drive", body=only, fields="restrictions").execute()
    assert changed["restrictions"]["domainUsersOnly"]
    with refused(404, "notFound"):
        theirs.get(fileId="drive-doc", **BOTH).execute()
    with refused(403, "teamDriveDomainUsersOnlyRestriction"):
        body = {"type": "user", "role": "reader", "emailAddress": CLIENT}
        drive.api().permissions().create(fileId="drive-doc", body=body, **BOTH).execute()
    off = {"restrictions": {"domainUsersOnly": False}}
    drive.api().drives().update(driveId="studio-drive", body=off).execute()
    assert theirs.get(fileId="drive-doc", **BOTH).execute()


def test_member_restriction_keeps_direct_grants_out(drive: Drive) -> None:
    """With driveMembersOnly only members open what is in the drive."""
    grant = {"type": "user", "role": "reader", "emailAddress": CLEO}
    drive.api().permissions().create(fileId="drive-doc", body=grant, **BOTH).execute()
    assert drive.api(CLEO).files().get(fileId="drive-doc", **BOTH).execute()
    only = {"restrictions": {"driveMembersOnly": True}}
    drive.api().drives().update(driveId="studio-drive", body=only).execute()
    with refused(404, "notFound"):
        drive.api(CLEO).files().get(fileId="drive-doc", **BOTH).execute()
    assert drive.api(CLIENT).files().get(fileId="drive-doc", **BOTH).execute()
    with refused(403, "teamDriveTeamMembersOnlyRestriction"):
        drive.api().permissions().create(fileId="drive-folder", body=grant, **BOTH).execute()


def test_download_restriction_of_a_drive_holds_for_its_items(drive: Drive) -> None:
    """Readers and, where it says so, writers cannot take the content away; capabilities tell."""
    limits = {"restrictions": {"downloadRestriction": {"restrictedForReaders": True, "restrictedForWriters": True}}}
    drive.api().drives().update(driveId="studio-drive", body=limits).execute()
    for email, allowed in ((ANA, True), (BEN, False), (CLIENT, False)):
        files = drive.api(email).files()
        file = files.get(fileId="drive-doc", fields="capabilities(canDownload,canCopy)", **BOTH).execute()
        assert file == {"capabilities": {"canDownload": allowed, "canCopy": allowed}}
    with refused(403, "cannotDownloadFile"):
        drive.api(BEN).files().export(fileId="drive-doc", mimeType="text/plain").execute()


def test_trash_of_a_drive_is_emptied_by_an_organizer(drive: Drive) -> None:
    """What is trashed in the drive goes for good, and nothing else."""
    service = drive.api()
    service.files().update(fileId="drive-doc", body={"trashed": True}, **BOTH).execute()
    with refused(403, "insufficientFilePermissions"):
        drive.api(BEN).files().emptyTrash(driveId="studio-drive").execute()
    service.files().emptyTrash(driveId="studio-drive").execute()
    with refused(404, "notFound"):
        service.files().get(fileId="drive-doc", **BOTH).execute()
    assert service.files().get(fileId="drive-folder", **BOTH).execute()


def test_older_name_of_shared_drives_does_the_same(drive: Drive) -> None:
    """Calls of teamdrives list, make, restrict and delete what drives does, in their own words."""
    old = drive.api().teamdrives()
    (studio,) = old.list(fields="*").execute()["teamDrives"]
    assert studio["capabilities"]["canRenameTeamDrive"]
    assert studio["restrictions"]["teamMembersOnly"] is False
    made = old.create(requestId="old", body={"name": "Old"}).execute()
    only = {"restrictions": {"teamMembersOnly": True}}
    assert old.update(teamDriveId=made["id"], body=only, fields="restrictions").execute()["restrictions"] == (
        studio["restrictions"] | {"teamMembersOnly": True}
    )
    restrictions = drive.api().drives().get(driveId=made["id"], fields="restrictions").execute()["restrictions"]
    assert restrictions["driveMembersOnly"]
    assert old.get(teamDriveId=made["id"]).execute()["name"] == "Old"
    old.delete(teamDriveId=made["id"]).execute()
    with refused(404, "notFound"):
        drive.api().drives().get(driveId=made["id"]).execute()
