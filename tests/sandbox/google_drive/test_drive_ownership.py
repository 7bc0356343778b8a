"""Handing over ownership: within the organisation, between consumer accounts, and not across organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drive_client import ANA, BEN, CLEO, CLIENT, MAIL_ONE, MAIL_TWO, OLD, refused, roles, row_of

if TYPE_CHECKING:
    from drive_client import Drive


def owner(email: str) -> dict[str, str]:
    """Return the body that makes a user the owner."""
    return {"type": "user", "role": "owner", "emailAddress": email}


def test_owner_hands_over_within_the_organisation(drive: Drive) -> None:
    """The new owner owns, the old one stays a writer, the file stays put; only the new owner can hand it back."""
    service = drive.api(ANA)
    service.permissions().create(fileId="goals", body=owner(BEN), transferOwnership=True).execute()
    file = service.files().get(fileId="goals", fields="owners(emailAddress),ownedByMe,parents").execute()
    assert file == {"owners": [{"emailAddress": BEN}], "ownedByMe": False, "parents": ["client-folder"]}
    assert roles(service, "goals") == {ANA: "writer", BEN: "owner", CLIENT: "reader"}
    with refused(403, "insufficientFilePermissions"):
        service.permissions().create(fileId="goals", body=owner(ANA), transferOwnership=True).execute()
    drive.api(BEN).permissions().create(fileId="goals", body=owner(ANA), transferOwnership=True).execute()
    assert roles(service, "goals")[ANA] == "owner"


def test_owner_hands_over_by_update(drive: Drive) -> None:
    """An existing permission can be raised to owner in the same way."""
    service = drive.api(ANA)
    row = row_of(service, "client-folder", BEN)["id"]
    service.permissions().update(
        fileId="client-folder", permissionId=row, body={"role": "owner"}, transferOwnership=True
    ).execute()
    assert roles(service, "client-folder") == {ANA: "writer", BEN: "owner", CLIENT: "reader"}


def test_folder_goes_without_its_contents(drive: Drive) -> None:
    """What lies in a folder keeps its owner; the folder's new owner is a writer of it."""
    service = drive.api(ANA)
    service.permissions().create(fileId="client-folder", body=owner(CLEO), transferOwnership=True).execute()
    assert roles(service, "goals") == {ANA: "owner", BEN: "writer", CLEO: "writer", CLIENT: "reader"}


def test_transfer_can_move_to_the_new_owners_root(drive: Drive) -> None:
    """With moveToNewOwnersRoot the file leaves its folder and all that it inherited there."""
    drive.api(ANA).permissions().create(
        fileId="goals", body=owner(CLEO), transferOwnership=True, moveToNewOwnersRoot=True
    ).execute()
    new = drive.api(CLEO)
    root = new.files().get(fileId="root").execute()["id"]
    assert new.files().get(fileId="goals", fields="parents").execute() == {"parents": [root]}
    assert roles(new, "goals") == {CLEO: "owner", ANA: "writer"}


@pytest.mark.parametrize(
    ("email", "file_id", "new_owner", "options", "status", "reason"),
    [
        (ANA, "goals", BEN, {}, 403, "forbidden"),
        (ANA, "goals", BEN, {"transferOwnership": True, "sendNotificationEmail": False}, 403, "forbidden"),
        (BEN, "goals", BEN, {"transferOwnership": True}, 403, "insufficientFilePermissions"),
        (ANA, "orphaned", BEN, {"transferOwnership": True}, 403, "insufficientFilePermissions"),
        (ANA, "goals", CLIENT, {"transferOwnership": True}, 400, "ownershipChangeAcrossDomainNotPermitted"),
        (ANA, "goals", MAIL_ONE, {"transferOwnership": True}, 400, "ownershipChangeAcrossDomainNotPermitted"),
        (ANA, "goals", OLD, {"transferOwnership": True}, 400, "invalidSharingRequest"),
        (MAIL_ONE, "consumer", MAIL_TWO, {"transferOwnership": True}, 403, "consentRequiredForOwnershipTransfer"),
        (
            ANA,
            "drive-doc",
            BEN,
            {"transferOwnership": True, "supportsAllDrives": True},
            403,
            "ownerOnTeamDriveItemNotSupported",
        ),
    ],
)
def test_transfer_that_google_does_not_do_is_refused(
    library: Drive, email: str, file_id: str, new_owner: str, options: dict[str, bool], status: int, reason: str
) -> None:
    """Without the flag, by a non-owner, across organisations, in shared drives: refused, each by its reason."""
    with refused(status, reason):
        library.api(email).permissions().create(fileId=file_id, body=owner(new_owner), **options).execute()


def test_owner_cannot_be_removed(library: Drive) -> None:
    """The owner's row is neither deleted nor lowered."""
    service = library.api()
    row = row_of(service, "goals", ANA)["id"]
    with refused(403, "cannotRemoveOwner"):
        service.permissions().delete(fileId="goals", permissionId=row).execute()
    with refused(403, "cannotRemoveOwner"):
        service.permissions().update(fileId="goals", permissionId=row, body={"role": "reader"}).execute()


def test_old_owner_is_revoked_separately(drive: Drive) -> None:
    """After a transfer the old owner's own row can be deleted; what a folder of theirs gives stays."""
    service = drive.api(ANA)
    for file_id in ("handbook", "goals"):
        service.permissions().create(fileId=file_id, body=owner(BEN), transferOwnership=True).execute()
        row = row_of(service, file_id, ANA)["id"]
        drive.api(BEN).permissions().delete(fileId=file_id, permissionId=row).execute()
    assert ANA not in roles(drive.api(BEN), "handbook")
    assert roles(drive.api(BEN), "goals")[ANA] == "writer"


def test_consumer_accounts_hand_over_by_consent(drive: Drive) -> None:
    """The owner names a pending owner, who accepts with their own credentials."""
    one, two = drive.api(MAIL_ONE), drive.api(MAIL_TWO)
    pending = {"type": "user", "role": "writer", "emailAddress": MAIL_TWO, "pendingOwner": True}
    made = one.permissions().create(fileId="consumer", body=pending, fields="*").execute()
    assert (made["role"], made["pendingOwner"]) == ("writer", True)
    with refused(403, "consentRequiredForOwnershipTransfer"):
        one.permissions().create(fileId="consumer", body=owner(MAIL_TWO), transferOwnership=True).execute()
    two.permissions().update(
        fileId="consumer", permissionId=made["id"], body={"role": "owner"}, transferOwnership=True
    ).execute()
    assert roles(two, "consumer") == {MAIL_ONE: "writer", MAIL_TWO: "owner"}
    assert row_of(two, "consumer", MAIL_TWO)["pendingOwner"] is False


def test_pending_owner_across_organisations_is_refused(drive: Drive) -> None:
    """Nobody outside can even be asked."""
    pending = {"type": "user", "role": "writer", "emailAddress": CLIENT, "pendingOwner": True}
    with refused(400, "ownershipChangeAcrossDomainNotPermitted"):
        drive.api(ANA).permissions().create(fileId="goals", body=pending).execute()
    row = row_of(drive.api(ANA), "client-folder", CLIENT)["id"]
    with refused(403, "invalidOwnershipTransfer"):
        drive.api(ANA).permissions().update(
            fileId="client-folder", permissionId=row, body={"pendingOwner": True}
        ).execute()
