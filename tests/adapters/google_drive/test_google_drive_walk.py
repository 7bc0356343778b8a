"""The walk over a client's folder: what it yields, in how many calls, and what it says of what it can't read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from drive_world import ADMIN, CLIENT, FOLDER, OWNER, STRANGER, Desk, Open, user

from handoff.domain.change import ChangeKind
from handoff.domain.dossier import Unread
from handoff.domain.ports.vendors import Done
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.errors import InvalidRecordError, RecordNotFoundError

WHOLE = [
    "Client Ltd",
    "Budget",
    "Goals",
    "Reports",
    "Their own",
    "Goals again",
    "June",
    "Old",
    "logo.png",
    "notes.txt",
]


def walked(desk: Desk, folder: str = FOLDER) -> dict[str, Snapshot]:
    """Return all snapshots of a walk by file id; there must be nothing unread."""
    found = list(desk.drive.walk(folder))
    assert not [item for item in found if isinstance(item, Unread)]
    return {item.record.id: item for item in found if isinstance(item, Snapshot)}


def grants(file: Snapshot) -> set[tuple[Any, ...]]:
    """Return a snapshot's grants as tuples."""
    return {(held["type"], held["grantee"], held["role"], held["inherited"]) for held in file.fields["grants"]}  # type: ignore[index,union-attr,call-overload]  # as the port has it


def path_of(file: Snapshot) -> tuple[str, ...]:
    """Return the names of the folders above a file, and its own."""
    path = file.fields["path"]
    assert isinstance(path, list)
    return (*path, file.title)


def wide(folders: int, files_each: int = 1, *, id_length: int = 8) -> dict[str, Any]:
    """Return a client's folder with many folders in it."""
    return {
        "id": FOLDER,
        "name": "Client Ltd",
        "type": "folder",
        "owner": ADMIN,
        "children": [
            {
                "id": f"folder{number:0{id_length}}",
                "name": f"Folder {number:04}",
                "type": "folder",
                "children": [
                    {"id": f"file-{number}-{each}", "name": f"File {each}", "type": "doc", "content": "x"}
                    for each in range(files_each)
                ],
            }
            for number in range(folders)
        ],
    }


def test_walk_yields_the_folder_and_all_below_in_the_same_order(desk: Desk) -> None:
    """Everything comes once, parents before children, sorted within a folder, and twice the same."""
    first, second = (list(desk.drive.walk(FOLDER)) for _ in range(2))
    assert [item.title for item in first] == WHOLE
    assert first == second


def test_walk_takes_one_call_for_the_folder_and_one_a_level(desk: Desk) -> None:
    """Permissions come with the files, so that two levels of folders take three calls."""
    walked(desk)
    assert desk.calls() == [f"GET /drive/v3/files/{FOLDER}", "GET /drive/v3/files", "GET /drive/v3/files"]


def test_walk_describes_a_file_in_the_snapshots_words(desk: Desk) -> None:
    """The fields are the domain's; the vendor's JSON stays beside them, and canonical JSON takes all of it."""
    file = walked(desk)["june-doc"]
    assert file.record.kind is Kind.FILE
    assert {name: value for name, value in file.fields.items() if name not in ("grants", "can")} == {
        "name": "June",
        "mime": "application/vnd.google-apps.document",
        "folder": "reports-folder",
        "path": ["Client Ltd", "Reports"],
        "owners": [OWNER],
        "writers_can_share": True,
        "size": 6,
        "drive_id": None,
        "trashed": False,
        "copy_requires_writer": False,
        "inherited_disabled": False,
        "locked": False,
        "lock_reason": "",
        "published": None,
        "proposals": None,
        "shortcut_target": None,
        "head_revision": file.raw.get("headRevisionId"),
    }
    assert {"canEdit", "canShare", "canDownload"} <= set(file.fields["can"])  # type: ignore[arg-type]  # as the port has it
    assert file.author == "Olga"
    assert file.as_of is not None
    assert file.url.endswith("/june-doc")
    assert file.revision
    assert file.raw["id"] == "june-doc"
    assert Snapshot.from_json(file.as_json()) == file
    assert len(file.sha256) == 64


def test_walk_tells_direct_grants_from_inherited_ones(desk: Desk) -> None:
    """Each grantee is named as the domain names them: addresses, a domain, `anyone`."""
    files = walked(desk)
    assert grants(files[FOLDER]) == {
        ("user", OWNER, "owner", False),
        ("user", ADMIN, "writer", False),
        ("user", CLIENT, "writer", False),
    }
    assert grants(files["goals-doc"]) >= {("anyone", "anyone", "reader", False), ("user", CLIENT, "writer", True)}
    assert grants(files["june-doc"]) >= {
        ("domain", "client.example", "reader", False),
        ("group", "team@client.example", "commenter", True),
    }
    assert ("user", CLIENT, "owner", False) in grants(files["client-doc"])


def test_walk_yields_shortcuts_and_does_not_follow_them(open_desk: Open) -> None:
    """A shortcut to a folder outside is one file."""
    outside = {"id": "outside", "name": "Outside", "type": "folder", "owner": OWNER, "children": [
        {"id": "secret", "name": "Secret", "type": "doc", "content": "x"}]}  # fmt: skip
    inside = {"id": FOLDER, "name": "Client Ltd", "type": "folder", "owner": OWNER, "permissions": [
        {"type": "user", "role": "writer", "email": ADMIN}], "children": [
        {"id": "way-out", "name": "Way out", "type": "shortcut", "target": "outside"}]}  # fmt: skip
    files = walked(open_desk({"files": [outside, inside]}))
    assert set(files) == {FOLDER, "way-out"}
    assert files["way-out"].raw["shortcutDetails"] == {
        "targetId": "outside",
        "targetMimeType": "application/vnd.google-apps.folder",
    }


def test_walk_says_what_lies_in_the_trash(desk: Desk) -> None:
    """A trashed file stays open to those it was shared with, so it is yielded and marked."""
    assert walked(desk)["old-doc"].flag("trashed")


def test_walk_asks_for_fifty_folders_at_once(open_desk: Open) -> None:
    """105 folders take three calls for what is in them."""
    desk = open_desk({"files": [wide(105)]})
    assert len(walked(desk)) == 1 + 105 + 105
    assert len(desk.calls(path="/drive/v3/files")) == 1 + 3


def test_walk_goes_through_long_queries_without_creating_anything(open_desk: Open) -> None:
    """Thirty long ids make the client send its GET as a POST, which must stay a listing."""
    desk = open_desk({"files": [wide(30, id_length=40)]})
    assert len(walked(desk)) == 61
    assert desk.calls("POST", "/drive/v3/files") == ["POST /drive/v3/files"]
    assert len(walked(desk)) == 61


def test_walk_goes_through_all_pages(open_desk: Open) -> None:
    """More files than a page holds come whole."""
    desk = open_desk({"files": [wide(1, files_each=1010)]})
    assert len(walked(desk)) == 1012
    assert len(desk.calls(path="/drive/v3/files")) == 1 + 2


def test_walk_asks_again_one_by_one_where_many_folders_seem_empty(open_desk: Open) -> None:
    """Drive's empty answer to a question about many folders is not believed; they are asked about in one request."""
    desk = open_desk({"files": [wide(5)]})
    desk.fault(fault="empty_answer", path="/drive/v3/files", skip=1, times=1)
    assert len(walked(desk)) == 11
    assert len(desk.calls(path="/drive/v3/files")) == 1 + 1
    assert len(desk.calls(path="/batch/drive/v3")) == 1


def test_walk_names_a_missing_folder(desk: Desk) -> None:
    """A folder that is not there, or not shared with us, says so and says where to mend it."""
    with pytest.raises(RecordNotFoundError, match=r"google_drive folder nowhere.*company in the CRM"):
        list(desk.drive.walk("nowhere"))


@pytest.mark.parametrize("folder", ["june-doc", "goals-shortcut"])
def test_walk_refuses_what_is_no_folder(desk: Desk, folder: str) -> None:
    """A file's id, or a shortcut's, in place of a folder's is named as such."""
    with pytest.raises(InvalidRecordError, match=f"{folder}: This is a file"):
        list(desk.drive.walk(folder))


def test_walk_refuses_a_folder_in_the_trash(open_desk: Open) -> None:
    """A folder that was thrown away is not gathered from."""
    desk = open_desk({"files": [wide(1) | {"trashed": True}]})
    with pytest.raises(InvalidRecordError, match="lies in the trash"):
        list(desk.drive.walk(FOLDER))


def test_walk_asks_the_owner_where_the_subject_may_not_see_permissions(open_desk: Open) -> None:
    """A mere reader sees no permissions; the owner, whom the service account can be, does."""
    desk = open_desk({"files": [wide(2) | {"owner": OWNER, "permissions": [reader(ADMIN)]}]})
    files = walked(desk)
    assert len(files) == 5
    assert all(("user", ADMIN, "reader", file.record.id != FOLDER) in grants(file) for file in files.values())


def test_walk_names_a_file_whose_permissions_nobody_of_the_firm_can_read(open_desk: Open) -> None:
    """What the client owns and shares for reading only is gathered, with its owner, and named as unread."""
    theirs = {"id": "theirs", "name": "Theirs", "type": "doc", "owner": CLIENT, "content": "x"}
    folder = wide(0) | {"owner": CLIENT, "permissions": [reader(ADMIN)], "children": [theirs]}
    found = list(open_desk({"files": [folder]}).drive.walk(FOLDER))
    snapshots = [item for item in found if isinstance(item, Snapshot)]
    unread = [item for item in found if isinstance(item, Unread)]
    assert [item.title for item in snapshots] == ["Client Ltd", "Theirs"]
    assert [item.title for item in unread] == ["Client Ltd", "Theirs"]
    assert grants(snapshots[1]) == {("user", CLIENT, "owner", False)}
    assert unread[1].reason.startswith("Who has access to it can't be read.")
    assert "@" not in unread[1].reason


def test_walk_may_run_in_many_threads_at_once(desk: Desk) -> None:
    """One adapter serves threads side by side."""
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: [item.title for item in desk.drive.walk(FOLDER)], range(24)))
    assert results == [WHOLE] * 24


def shared_drive() -> dict[str, Any]:
    """Return a shared drive with a client's folder that has grants of its own."""
    return {
        "name": "Clients",
        "id": "shared-drive",
        "members": [
            {"type": "user", "role": "organizer", "email": ADMIN},
            {"type": "user", "role": "fileOrganizer", "email": OWNER},
        ],
        "files": [
            {"id": "elsewhere", "name": "Elsewhere", "type": "doc", "content": "x"},
            {
                "id": FOLDER,
                "name": "Client Ltd",
                "type": "folder",
                "permissions": [{"type": "user", "role": "writer", "email": CLIENT}],
                "children": [
                    {"id": "plain", "name": "Plain", "type": "doc", "content": "x"},
                    {
                        "id": "deeper",
                        "name": "Deeper",
                        "type": "folder",
                        "children": [
                            {
                                "id": "linked",
                                "name": "Linked",
                                "type": "doc",
                                "content": "x",
                                "permissions": [{"type": "anyone", "role": "reader"}],
                            },
                            {"id": "quiet", "name": "Quiet", "type": "doc", "content": "x"},
                        ],
                    },
                ],
            },
        ],
    }


def test_walk_rebuilds_a_shared_drive_from_one_listing(open_desk: Open) -> None:
    """The tree, the grants from above and those of a file itself are all there, in four calls."""
    desk = open_desk({"files": [], "shared_drives": [shared_drive()]})
    files = walked(desk)
    above = {
        ("user", ADMIN, "organizer", True),
        ("user", OWNER, "fileOrganizer", True),
        ("user", CLIENT, "writer", True),
    }
    assert list(files) == [FOLDER, "deeper", "linked", "plain", "quiet"]
    assert files["linked"].fields["path"] == ["Client Ltd", "Deeper"]
    assert files["linked"].fields["drive_id"] == "shared-drive"
    assert grants(files[FOLDER]) == above - {("user", CLIENT, "writer", True)} | {("user", CLIENT, "writer", False)}
    assert grants(files["quiet"]) == above
    assert grants(files["linked"]) == above | {("anyone", "anyone", "reader", False)}
    assert desk.calls() == [
        f"GET /drive/v3/files/{FOLDER}",
        "POST /batch/drive/v3",
        "GET /drive/v3/files",
        "POST /batch/drive/v3",
    ]


def test_walk_looks_at_the_folder_before_it_lists_anything(open_desk: Open) -> None:
    """Whoever only wants the folder itself pays for nothing else, in a shared drive either."""
    desk = open_desk({"files": [], "shared_drives": [shared_drive()]})
    assert next(iter(desk.drive.walk(FOLDER))).record.id == FOLDER
    assert desk.calls(path="/drive/v3/files") == []


def reader(email: str) -> dict[str, Any]:
    """Return a grant for reading."""
    return {"type": "user", "role": "reader", "email": email}


def test_walk_survives_a_deactivated_owner(open_desk: Open) -> None:
    """Where the owner can't be asked any more, the file is gathered and named as unread."""
    folder = wide(0) | {"owner": "gone@fieldnote.example", "permissions": [reader(ADMIN)]}
    users = [user(ADMIN, admin=True), user("gone@fieldnote.example", active=False)]
    found = list(open_desk({"files": [folder], "users": users}).drive.walk(FOLDER))
    assert [type(item) for item in found] == [Unread, Snapshot]


@pytest.mark.parametrize("shared", [False, True])
def test_walk_goes_on_where_it_was_broken_off(open_desk: Open, shared: bool) -> None:  # noqa: FBT001 - a parameter
    """Wherever a walk is cut, what follows is the rest and nothing twice, for fewer calls than a whole one."""
    folder = wide(120, 2)
    without_owner = {name: value for name, value in folder.items() if name != "owner"}
    desk = open_desk(
        {"files": [], "shared_drives": [shared_drive() | {"files": [without_owner]}]} if shared else {"files": [folder]}
    )
    whole = [item for item in desk.drive.walk(FOLDER) if isinstance(item, Snapshot)]
    all_calls = len(desk.calls())
    for cut in (1, 2, 60, 121, 122, 200, 361):
        before = len(desk.calls())
        rest = [item for item in desk.drive.walk(FOLDER, whole[:cut]) if isinstance(item, Snapshot)]
        assert [*whole[:cut], *rest] == whole
        assert len(desk.calls()) - before <= all_calls
    assert shared or len(desk.calls()) - before < all_calls
    assert len(whole) == 361


def test_walk_asks_the_owner_at_once_where_we_may_only_read(open_desk: Open) -> None:
    """Nobody is asked who is known to be refused, and requests are filled across pages."""
    desk = open_desk({"files": [wide(2) | {"owner": OWNER, "permissions": [reader(ADMIN)]}]})
    walked(desk)
    assert len(desk.calls(path="/batch/drive/v3")) == 2


@pytest.mark.parametrize("shared", [False, True])
def test_since_yields_what_came_in_while_we_walked(open_desk: Open, shared: bool) -> None:  # noqa: FBT001 - a parameter
    """A document that is made in a walked folder after the bookmark is found, with its path and who has access."""
    desk = open_desk({"files": [], "shared_drives": [shared_drive()]} if shared else {})
    mark = desk.drive.bookmark(FOLDER)
    files = walked(desk)
    folders = {file.record.id: path_of(file) for file in files.values() if file.record.kind is Kind.FOLDER}
    assert list(desk.drive.since(mark, folders)) == []
    into = "deeper" if shared else "reports-folder"
    made = desk.drive.apply([desk.creation(folder=into)])[0]
    desk.drive.apply([desk.creation(key="h-2", folder="root")])
    late = [item for item in desk.drive.since(mark, folders) if isinstance(item, Snapshot)]
    assert [item.record for item in late] == [made.created]  # type: ignore[union-attr]  # it was made
    assert late[0].fields["path"] == [*folders[into]]
    assert ("user", CLIENT, "writer", True) in grants(late[0])


@pytest.mark.parametrize("shared", [False, True])
def test_left_yields_what_lies_in_no_walked_folder_any_more(open_desk: Open, shared: bool) -> None:  # noqa: FBT001 - a parameter
    """What was moved out after the bookmark is told by its id; what was moved within, and what came in, is not."""
    desk = open_desk({"files": [], "shared_drives": [shared_drive()]} if shared else {})
    found = walked(desk)
    folders = {one for one, file in found.items() if file.record.kind is Kind.FOLDER}
    out, within = [one for one, file in found.items() if file.record.kind is Kind.FILE][:2]
    into = next(one for one in folders if one != found[within].fields["folder"])
    mark = desk.drive.bookmark(FOLDER)
    assert list(desk.drive.left(mark, folders)) == []
    desk.drive.apply([desk.creation(folder=FOLDER)])
    moves = [
        desk.on_file(ChangeKind.MOVE_FILE, one, {"folder": found[one].fields["folder"]}, {"folder": to})
        for one, to in ((out, "shared-drive" if shared else "root"), (within, into))
    ]
    assert list(desk.drive.apply(moves)) == [Done(), Done()]
    assert list(desk.drive.left(mark, folders)) == [out]


def test_elsewhere_names_files_outside_that_the_client_reaches(open_desk: Open) -> None:
    """What lies outside the folder and is shared with an address, or open and named after the client, is named."""

    def outside(identifier: str, name: str, *permissions: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": identifier,
            "name": name,
            "type": "doc",
            "owner": ADMIN,
            "content": "x",
            "permissions": permissions,
        }

    stray, own = outside("stray", "Draft", reader(CLIENT)), outside("own", "Ours")
    public = outside("public", "Client Ltd: brief", {"type": "anyone", "role": "reader"})
    desk = open_desk({"files": [wide(1) | {"permissions": [reader(CLIENT)]}, stray, own, public]})
    folders = {item.record.id for item in walked(desk).values() if item.record.kind is Kind.FOLDER}
    found = {item.record.id: item.reason for item in desk.drive.elsewhere("Client Ltd", [CLIENT], folders)}
    assert set(found) == {"stray", "public"}
    assert "anyone with the link" in found["public"]
    assert "@" not in found["stray"]


def test_walk_tells_what_is_published_where_asked(desk: Desk) -> None:
    """Whether a document is published is known after a look at its newest revision, and else unknown."""
    files = {item.record.id: item for item in desk.drive.walk(FOLDER, in_full=True) if isinstance(item, Snapshot)}
    assert files["june-doc"].fields["published"] is False
    assert files["notes-text"].fields["published"] is None
    assert len(desk.calls(path="/batch/drive/v3")) == 5


def asked_for(owner: str, **more: Any) -> dict[str, Any]:
    """Return the client's folder with a document for which the client asks."""
    wish = {"requester": CLIENT, "role": "writer"}
    document = {"id": "wished", "name": "Wished", "type": "doc", "content": "x", "owner": owner, "proposals": [wish]}
    return wide(0) | {"children": [document | more]}


def test_both_walks_tell_who_asks_for_access(open_desk: Open) -> None:
    """A request without an answer is known, also where only the owner is told of it, and is no grant."""
    shared = [{"type": "user", "role": "reader", "email": STRANGER}]
    desk = open_desk({"files": [asked_for(OWNER, writers_can_share=False, permissions=shared)]})
    files = {item.record.id: item for item in desk.drive.walk(FOLDER, in_full=True) if isinstance(item, Snapshot)}
    assert files["wished"].fields["proposals"] == [{"grantee": CLIENT, "role": "writer"}]
    assert CLIENT not in {grantee for _, grantee, *_ in grants(files["wished"])}
    assert [(one.file.id, one.grantee) for one in desk.drive.grants(FOLDER) if one.proposed] == [("wished", CLIENT)]


def test_walk_asks_for_requests_where_something_is_shared_and_the_residual_one_everywhere(open_desk: Open) -> None:
    """A list of requests costs as much as one of a thousand files: the first walk asks for those of folders and of what
    is shared by itself, the one that proves that nothing is left for those of each file.
    """
    files: list[dict[str, Any]] = [
        {"id": f"plain-{n}", "name": f"Plain {n}", "type": "doc", "content": "x", "owner": OWNER} for n in range(60)
    ]
    files[7] |= {"proposals": [{"requester": CLIENT, "role": "reader"}]}
    files[9] |= {"permissions": [{"type": "anyone", "role": "reader"}], "proposals": [{"requester": CLIENT}]}
    desk = open_desk({"files": [wide(0) | {"children": files}]})
    before = desk.spent()
    walked_in_full = [one for one in desk.drive.walk(FOLDER, in_full=True) if isinstance(one, Snapshot)]
    units = desk.spent() - before
    known = {one.record.id: one.fields["proposals"] for one in walked_in_full}
    assert known["plain-9"] == [{"grantee": CLIENT, "role": "reader"}]
    assert known[FOLDER] == []
    assert known["plain-7"] is None
    assert units < 1000  # two lists of requests, and for each document 5 units to know whether it is published
    assert {one.file.id for one in desk.drive.grants(FOLDER) if one.proposed} == {"plain-7", "plain-9"}


def test_walk_does_not_know_who_asks_for_what_is_not_the_firms(open_desk: Open) -> None:
    """Of a file whose owner is nobody of the firm's it is unknown, not that there are none."""
    desk = open_desk({"files": [asked_for(STRANGER, writers_can_share=False)]})
    files = {item.record.id: item for item in desk.drive.walk(FOLDER, in_full=True) if isinstance(item, Snapshot)}
    assert files["wished"].fields["proposals"] is None
