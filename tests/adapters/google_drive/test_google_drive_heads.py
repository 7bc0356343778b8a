"""Many clients' folders looked at together: each as the walk would begin it, and in few requests."""

from __future__ import annotations

from drive_world import ADMIN, CLIENT, FOLDER, OWNER, STRANGER, Open, client_folder

from handoff.domain.planning.grants import grants_of
from handoff.domain.snapshot import Snapshot


def folder(identifier: str, *readers: str, **more: object) -> dict[str, object]:
    """Return a folder."""
    permissions = [{"type": "user", "role": "reader", "email": email} for email in readers]
    return {"id": identifier, "name": identifier, "type": "folder", "permissions": permissions} | more


def test_folders_are_told_as_the_walk_tells_them_wherever_they_lie(open_desk: Open) -> None:
    """In My Drive, below another folder, in a shared drive, or only to be read by us: the same access is told."""
    members = [{"type": "user", "role": "organizer", "email": ADMIN}]
    shared = {"name": "Clients", "id": "shared-drive", "members": members, "files": [folder("in-drive", CLIENT)]}
    files = [client_folder(), folder("only-read", ADMIN, STRANGER, owner=OWNER), folder("theirs", ADMIN, owner=CLIENT)]
    desk = open_desk({"files": files, "shared_drives": [shared]})
    ids = [FOLDER, "reports-folder", "in-drive", "only-read", "theirs"]
    for identifier, told in zip(ids, desk.drive.folders(ids), strict=True):
        begun = next(item for item in desk.drive.walk(identifier) if isinstance(item, Snapshot))
        assert isinstance(told, Snapshot), identifier
        assert list(grants_of(told)) == list(grants_of(begun)), identifier
        assert (told.record, told.title) == (begun.record, begun.title)
    (alone,) = desk.drive.folders(["in-drive"])
    assert isinstance(alone, Snapshot)
    assert {grant.grantee for grant in grants_of(alone)} == {ADMIN, CLIENT}


def test_folders_are_asked_for_a_hundred_in_a_request(open_desk: Open) -> None:
    """Two hundred and fifty folders, some of them twice, take three requests."""
    ids = [f"folder-{number:03}" for number in range(250)]
    desk = open_desk({"files": [folder(one, CLIENT, owner=ADMIN) for one in ids]})
    before = len(desk.calls())
    told = desk.drive.folders([*ids, *ids[:50]])
    assert [item.record.id for item in told if isinstance(item, Snapshot)] == [*ids, *ids[:50]]
    assert len(desk.calls()) - before == 3
