"""Permissions: what is inherited, who can change what, and until when it holds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from drive_client import ANA, BEN, CLEO, CLIENT, EVERYBODY, NEXT, names, refused, roles, row_of

if TYPE_CHECKING:
    from drive_client import Drive


def user(email: str, role: str = "reader", **more: object) -> dict[str, object]:
    """Return the body of a grant to a user."""
    return {"type": "user", "role": role, "emailAddress": email, **more}


def after(drive: Drive, **span: float) -> str:
    """Return a time that far from the sandbox's now, as the wire has it."""
    return (drive.server.clock.now() + timedelta(**span)).isoformat()


def test_permission_is_inherited_from_folders(library: Drive) -> None:
    """A file shows its own rows and those of all folders above, each saying which it is."""
    service = library.api()
    assert roles(service, "report") == {ANA: "owner", BEN: "writer", CLIENT: "reader"}
    details = row_of(service, "report", BEN)["permissionDetails"]
    assert details == [{"permissionType": "file", "role": "writer", "inherited": True}]
    details = row_of(service, "client-folder", BEN)["permissionDetails"]
    assert details == [{"permissionType": "file", "role": "writer", "inherited": False}]
    assert roles(service, "logo")["anyoneWithLink"] == "reader"


def test_permission_rows_are_inline_for_those_who_can_share(library: Drive) -> None:
    """files.get gives `permissions` to editors, not to readers; permissions.list likewise."""
    for email, seen in ((ANA, True), (BEN, True), (CLIENT, False)):
        file = library.api(email).files().get(fileId="goals", fields="permissions,capabilities").execute()
        assert ("permissions" in file) is seen
        assert file["capabilities"]["canShare"] is seen
    with refused(403, "insufficientFilePermissions"):
        library.api(CLIENT).permissions().list(fileId="goals").execute()


def test_permission_of_each_kind_lets_in(drive: Drive) -> None:
    """Users, groups, domains and anyone get the role that was granted."""
    service = drive.api()
    for body in (
        user(NEXT, "writer"),
        {"type": "group", "role": "commenter", "emailAddress": EVERYBODY},
        {"type": "domain", "role": "reader", "domain": "fieldnote.example"},
        {"type": "anyone", "role": "reader"},
    ):
        made = service.permissions().create(fileId="goals", body=body, fields="*").execute()
        again = service.permissions().get(fileId="goals", permissionId=made["id"], fields="*").execute()
        assert again == made
        assert (made["type"], made["role"]) == (body["type"], body["role"])
    assert drive.api(NEXT).files().get(fileId="goals", fields="capabilities").execute()["capabilities"]["canEdit"]
    assert drive.api(CLEO).files().get(fileId="goals", fields="capabilities").execute()["capabilities"]["canComment"]
    assert drive.api(None).files().get(fileId="goals").execute()["id"] == "goals"
    assert roles(service, "goals")["fieldnote.example"] == "reader"


def test_permission_for_a_domain_is_for_that_domain(drive: Drive) -> None:
    """People of another domain do not come in, and what is discoverable is found."""
    assert "handbook" in names(drive.api(CLEO).files().list().execute())
    with refused(404, "notFound"):
        drive.api(CLIENT).files().get(fileId="handbook").execute()


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ({"role": "reader"}, 400, "badRequest"),
        ({"type": "user", "emailAddress": CLEO}, 400, "badRequest"),
        ({"type": "user", "role": "editor", "emailAddress": CLEO}, 400, "badRequest"),
        ({"type": "robot", "role": "reader"}, 400, "badRequest"),
        ({"type": "user", "role": "reader"}, 400, "invalid"),
        ({"type": "domain", "role": "reader"}, 400, "invalid"),
        ({"type": "user", "role": "reader", "emailAddress": CLEO, "allowFileDiscovery": True}, 400, "invalid"),
        ({"type": "user", "role": "organizer", "emailAddress": CLEO}, 403, "organizerOnNonTeamDriveNotSupported"),
        ({"type": "user", "role": "reader", "emailAddress": CLEO, "deleted": True}, 403, "fieldNotWritable"),
    ],
)
def test_permission_that_cannot_be_is_refused(
    library: Drive, body: dict[str, object], status: int, reason: str
) -> None:
    """Bodies without a proper type, role or grantee are refused."""
    with refused(status, reason):
        library.api().permissions().create(fileId="goals", body=body).execute()


def test_permission_to_an_address_without_account_needs_the_email(drive: Drive) -> None:
    """Silently sharing with an address that Google does not know is refused; with the email it works."""
    grant = user("nobody@nowhere.example")
    with refused(400, "invalidSharingRequest"):
        drive.api().permissions().create(fileId="goals", body=grant, sendNotificationEmail=False).execute()
    drive.api().permissions().create(fileId="goals", body=grant).execute()
    assert roles(drive.api(), "goals")["nobody@nowhere.example"] == "reader"
    with refused(403, "forbidden"):
        drive.api().permissions().create(
            fileId="goals", body={"type": "anyone", "role": "reader"}, sendNotificationEmail=False
        ).execute()


def test_permission_granted_twice_is_not_lowered(drive: Drive) -> None:
    """Creating a lower role for one who has a higher changes nothing; a higher one raises."""
    service = drive.api()
    service.permissions().create(fileId="client-folder", body=user(BEN)).execute()
    assert roles(service, "client-folder")[BEN] == "writer"
    service.permissions().create(fileId="client-folder", body=user(CLIENT, "commenter")).execute()
    assert roles(service, "client-folder")[CLIENT] == "commenter"


def test_inherited_permission_cannot_be_lowered_or_deleted_on_a_child(drive: Drive) -> None:
    """On the child it is a 403 and nothing changes; on the folder it works, for all below."""
    service = drive.api()
    row = row_of(service, "report", BEN)["id"]
    with refused(403, "cannotModifyInheritedPermission"):
        service.permissions().update(fileId="report", permissionId=row, body={"role": "reader"}).execute()
    with refused(403, "cannotModifyInheritedPermission"):
        service.permissions().delete(fileId="report", permissionId=row).execute()
    assert roles(service, "report")[BEN] == "writer"
    service.permissions().update(fileId="client-folder", permissionId=row, body={"role": "reader"}).execute()
    assert roles(service, "report")[BEN] == "reader"
    service.permissions().delete(fileId="client-folder", permissionId=row).execute()
    assert BEN not in roles(service, "report")


def test_direct_role_above_an_inherited_one_falls_back_to_it(drive: Drive) -> None:
    """Raised on the child, a grantee has both; deleting the child's row leaves the folder's."""
    service = drive.api()
    row = row_of(service, "report", CLIENT)["id"]
    service.permissions().update(fileId="report", permissionId=row, body={"role": "writer"}).execute()
    details = row_of(service, "report", CLIENT)["permissionDetails"]
    assert {(detail["role"], detail["inherited"]) for detail in details} == {("writer", False), ("reader", True)}
    service.permissions().delete(fileId="report", permissionId=row).execute()
    assert roles(service, "report")[CLIENT] == "reader"


def test_limited_access_folder_cuts_inheritance(drive: Drive) -> None:
    """With inherited permissions disabled only the owner and those named on the folder come in."""
    service = drive.api()
    service.permissions().create(fileId="inner", body=user(NEXT)).execute()
    service.files().update(fileId="inner", body={"inheritedPermissionsDisabled": True}).execute()
    assert roles(service, "report") == {ANA: "owner", NEXT: "reader"}
    with refused(404, "notFound"):
        drive.api(CLIENT).files().get(fileId="report").execute()
    service.files().update(fileId="inner", body={"inheritedPermissionsDisabled": False}).execute()
    assert CLIENT in roles(service, "report")
    with refused(400, "badRequest"):
        service.files().update(fileId="goals", body={"inheritedPermissionsDisabled": True}).execute()


def test_writers_share_only_while_the_owner_lets_them(drive: Drive) -> None:
    """writersCanShare=false takes sharing from editors; only the owner can set it."""
    editor = drive.api(BEN)
    with refused(403, "insufficientFilePermissions"):
        editor.files().update(fileId="goals", body={"writersCanShare": False}).execute()
    editor.permissions().create(fileId="goals", body=user(CLEO)).execute()
    drive.api().files().update(fileId="goals", body={"writersCanShare": False}).execute()
    with refused(403, "insufficientFilePermissions"):
        editor.permissions().create(fileId="goals", body=user(NEXT)).execute()
    with refused(403, "insufficientFilePermissions"):
        drive.api(CLIENT).permissions().create(fileId="goals", body=user(NEXT)).execute()


def test_grantee_can_leave(drive: Drive) -> None:
    """A reader can remove their own row, and no other."""
    client, service = drive.api(CLIENT), drive.api()
    own, other = row_of(service, "client-folder", CLIENT)["id"], row_of(service, "client-folder", BEN)["id"]
    with refused(403, "insufficientFilePermissions"):
        client.permissions().delete(fileId="client-folder", permissionId=other).execute()
    client.permissions().delete(fileId="client-folder", permissionId=own).execute()
    with refused(404, "notFound"):
        client.files().get(fileId="client-folder").execute()


def test_permission_that_is_not_there_is_not_found(library: Drive) -> None:
    """An unknown permission id is a 404."""
    with refused(404, "notFound"):
        library.api().permissions().get(fileId="goals", permissionId="123").execute()
    with refused(404, "notFound"):
        library.api().permissions().delete(fileId="goals", permissionId="123").execute()


def test_group_member_keeps_access_when_only_their_own_row_goes(drive: Drive) -> None:
    """Revoking a person leaves what their group gives."""
    service = drive.api()
    made = service.permissions().create(fileId="group-notes", body=user(CLEO)).execute()
    service.permissions().delete(fileId="group-notes", permissionId=made["id"]).execute()
    assert drive.api(CLEO).files().get(fileId="group-notes").execute()["id"] == "group-notes"


def test_expiration_ends_access(drive: Drive) -> None:
    """A grant ends at its time, by the sandbox's clock, and a removed expiration does not."""
    service = drive.api()
    grant = user(NEXT, expirationTime=after(drive, hours=2))
    made = service.permissions().create(fileId="goals", body=grant, fields="*").execute()
    assert made["expirationTime"].endswith("Z")
    assert drive.api(NEXT).files().get(fileId="goals").execute()["id"] == "goals"
    drive.server.clock.advance(3 * 3600)
    with refused(404, "notFound"):
        drive.api(NEXT).files().get(fileId="goals").execute()
    service.permissions().create(fileId="goals", body=user(CLEO, expirationTime=after(drive, days=1))).execute()
    row = row_of(service, "goals", CLEO)["id"]
    service.permissions().update(fileId="goals", permissionId=row, removeExpiration=True, body={}).execute()
    assert "expirationTime" not in row_of(service, "goals", CLEO)


@pytest.mark.parametrize(
    ("file_id", "body", "span", "reason"),
    [
        ("goals", {"type": "anyone", "role": "reader"}, {"days": 1}, "cannotSetExpirationOnAnyoneOrDomain"),
        ("goals", user(NEXT), {"days": -1}, "expirationDatesMustBeInTheFuture"),
        ("goals", user(NEXT), {"days": 400}, "cannotSetExpiration"),
        ("inner", user(NEXT, "writer"), {"days": 1}, "cannotSetExpiration"),
    ],
)
def test_expiration_rules_are_held(
    library: Drive, file_id: str, body: dict[str, Any], span: dict[str, float], reason: str
) -> None:
    """Only people and groups, only within a year, on folders only readers."""
    grant = body | {"expirationTime": after(library, **span)}
    with refused(403, reason):
        library.api().permissions().create(fileId=file_id, body=grant).execute()


def test_update_of_a_permission_changes_only_what_it_may(drive: Drive) -> None:
    """Role and expiration can change, the grantee cannot."""
    service = drive.api()
    row = row_of(service, "client-folder", CLIENT)["id"]
    for body in ({"emailAddress": NEXT}, {"type": "group", "role": "reader"}):
        with refused(403, "fieldNotWritable"):
            service.permissions().update(fileId="client-folder", permissionId=row, body=body).execute()
    answer = service.permissions().update(fileId="client-folder", permissionId=row, body={"role": "commenter"})
    assert answer.execute()["role"] == "commenter"
