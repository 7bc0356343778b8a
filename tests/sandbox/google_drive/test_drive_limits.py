"""Quota, faults, coverage and the world's section."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from drive_answers import DISCOVERY
from drive_client import ANA, BEN, WORLD, Drive, check_error, names, refused

from handoff_sandbox.core.clock import Clock
from handoff_sandbox.core.world import WorldError
from handoff_sandbox.google_drive import GoogleDrive
from handoff_sandbox.google_drive.app import route_table

if TYPE_CHECKING:
    from collections.abc import Callable


def fail(drive: Drive, **rule: object) -> None:
    """Set a fault rule for Drive by the admin API."""
    answer = httpx.post(f"{drive.server.base_url}/_sandbox/faults", json={"vendor": "google_drive", **rule})
    assert answer.is_success, answer.text


def test_quota_is_counted_in_units_by_user(sandbox: Callable[..., Any]) -> None:
    """A list costs 100, an export 200, an edit 50, a get 5; over the limit is a 403 until the next minute."""
    quota = {"units_per_minute": 1000, "units_per_minute_per_user": 360}
    drive = Drive(
        sandbox({"google_drive": WORLD | {"quota": quota}, "world": {"name": "q", "starts_at": "2026-11-03"}})
    )
    service = drive.api()
    service.files().list().execute()
    service.files().export(fileId="goals", mimeType="text/plain").execute()
    service.files().update(fileId="goals", body={"description": "x"}).execute()
    service.files().get(fileId="goals").execute()
    service.files().get(fileId="goals").execute()
    with refused(403, "userRateLimitExceeded"):
        service.files().get(fileId="goals").execute()
    assert drive.api(BEN).files().get(fileId="goals").execute()["id"] == "goals"
    drive.server.clock.advance(60)
    assert service.files().get(fileId="goals").execute()["id"] == "goals"
    drive.close()


def test_quota_has_a_limit_for_the_project(sandbox: Callable[..., Any]) -> None:
    """All users together are limited too, with the project's own reason."""
    quota = {"units_per_minute": 150, "units_per_minute_per_user": 120}
    drive = Drive(
        sandbox({"google_drive": WORLD | {"quota": quota}, "world": {"name": "q", "starts_at": "2026-11-03"}})
    )
    drive.api(ANA).files().list().execute()
    with refused(403, "rateLimitExceeded"):
        drive.api(BEN).files().list().execute()
    drive.close()


@pytest.mark.parametrize(
    ("fault", "status", "reason"),
    [
        ("rate_limit", 403, "userRateLimitExceeded"),
        ("project_rate_limit", 403, "rateLimitExceeded"),
        ("sharing_rate_limit", 403, "sharingRateLimitExceeded"),
        ("daily_limit", 403, "dailyLimitExceeded"),
        ("too_many_requests", 429, "rateLimitExceeded"),
        ("unauthorized", 401, "authError"),
        ("forbidden", 403, "insufficientFilePermissions"),
        ("not_found", 404, "notFound"),
        ("server_error", 500, "internalError"),
        ("bad_gateway", 502, "backendError"),
        ("unavailable", 503, "backendError"),
        ("timeout", 504, "gatewayTimeout"),
        ("invalid_sharing", 400, "invalidSharingRequest"),
    ],
)
def test_fault_answers_as_google_does(drive: Drive, fault: str, status: int, reason: str) -> None:
    """Every named fault has Google's status, reason and body, and is over when its times are."""
    fail(drive, fault=fault, path="/drive/v3/files/goals", times=1)
    token = {"Authorization": f"Bearer {drive.token()}"}
    answer = drive.raw("GET", "/drive/v3/files/goals", None, headers=token)
    check_error(answer.status_code, answer.json(), status, reason)
    assert drive.raw("GET", "/drive/v3/files/goals", None, headers=token).status_code == 200


def test_fault_of_the_empty_answer_is_a_success(drive: Drive) -> None:
    """The known fault of an OR of parents: nothing is found once, and everything the next time."""
    fail(drive, fault="empty_answer", method="GET", path="/drive/v3/files", times=1)
    q = "'client-folder' in parents or 'inner' in parents"
    assert drive.api().files().list(q=q).execute()["files"] == []
    assert len(drive.api().files().list(q=q).execute()["files"]) == 8


def test_fault_that_is_unknown_is_a_key_error() -> None:
    """A name that Drive has no answer for is not made up."""
    with pytest.raises(KeyError):
        GoogleDrive(copy.deepcopy(WORLD), Clock()).fault_response("locked", None)  # type: ignore[arg-type]  # the request is not looked at


def test_share_that_worked_can_answer_that_it_did_not(drive: Drive) -> None:
    """A 400 invalidSharingRequest after the work is done leaves the permission in place."""
    fail(drive, fault="invalid_sharing", method="POST", path=".*/permissions", after_success=True)
    body = {"type": "user", "role": "reader", "emailAddress": "cleo@fieldnote.example"}
    with refused(400, "invalidSharingRequest"):
        drive.api().permissions().create(fileId="goals", body=body).execute()
    assert "goals" in names(drive.api("cleo@fieldnote.example").files().list().execute())


def test_route_table_names_every_method_of_the_vendor() -> None:
    """The coverage data has all methods of the discovery document, the emulated ones marked."""
    table = {row.method: row for row in route_table()}
    expected = {
        f"drive.{resource}.{method}" for resource, node in DISCOVERY["resources"].items() for method in node["methods"]
    }
    assert set(table) == expected
    missing = {row.method.removeprefix("drive.").partition(".")[0] for row in table.values() if not row.emulated}
    assert missing == {"approvals", "apps", "files"}
    assert table["drive.files.list"].emulated


def broken(change: Callable[[dict[str, Any]], object]) -> str:
    """Return what the world's check says after a change for the worse."""
    section = copy.deepcopy(WORLD)
    change(section)
    with pytest.raises(WorldError) as caught:
        GoogleDrive(section, Clock())
    return str(caught.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s: s.update(nonsense=1), "google_drive.nonsense"),
        (lambda s: s["files"][0].update(colour="red"), "google_drive.files[0].colour"),
        (lambda s: s["files"][0]["children"][0].update(type="word document"), "is not one of folder, doc"),
        (
            lambda s: s["files"][0].update(owner="x@fieldnote.example"),
            "files[0].owner: x@fieldnote.example has no account",
        ),
        (lambda s: s["files"][1].update(id="goals"), "files[1].id: the id goals is used twice"),
        (lambda s: s["files"][1].pop("owner"), "files[1]: needs an `owner`"),
        (lambda s: s["files"][0]["children"][5].update(target="lost"), "there is no file with the id lost"),
        (lambda s: s["files"][1].update(children=[{"name": "x", "type": "text"}]), "only a folder has `children`"),
        (lambda s: s["files"][1].update(content_file="/no/such/file"), "takes `content` or `content_file`"),
        (lambda s: s["files"][1]["permissions"][0].pop("domain"), "a domain needs `domain`"),
        (lambda s: s["files"][1]["permissions"][0].update(role="organizer"), "is for shared drives only"),
        (
            lambda s: s["shared_drives"][0].update(members=s["shared_drives"][0]["members"][1:]),
            "with the role organizer",
        ),
        (lambda s: s["files"][0].update(modified="last week"), "files[0].modified"),
        (lambda s: s.update(service_account={"impersonate": "x@fieldnote.example"}), "service_account.impersonate"),
    ],
)
def test_world_that_does_not_hold_is_refused_with_its_path(
    change: Callable[[dict[str, Any]], object], message: str
) -> None:
    """Each mistake in a world is named with where it stands."""
    assert message in broken(change)


def test_world_reads_content_from_files(tmp_path: Any) -> None:
    """A blob's bytes can come from a file beside the world."""
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7")
    section = copy.deepcopy(WORLD)
    section["files"].append({"name": "scan", "type": "pdf", "owner": ANA, "content_file": str(tmp_path / "scan.pdf")})
    store = GoogleDrive(section, Clock()).store
    assert [file.content for file in store.files.values() if file.name == "scan"] == [b"%PDF-1.7"]


def test_credentials_impersonate_the_admin_by_default() -> None:
    """Whom to act for is the world's choice, else an admin."""
    assert GoogleDrive(copy.deepcopy(WORLD), Clock()).credentials("http://h:1")["impersonate"] == ANA
    section = copy.deepcopy(WORLD) | {"service_account": {"impersonate": BEN}}
    found = GoogleDrive(section, Clock()).credentials("http://h:1")
    assert (found["impersonate"], found["root_url"]) == (BEN, "http://h:1/")
