"""Batches: many calls in one request, each with its own answer."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from drive_client import check_error, refused, roles

from handoff_sandbox.google_drive import GoogleDrive

if TYPE_CHECKING:
    from drive_client import Drive
    from googleapiclient.errors import HttpError


def test_batch_answers_each_call_by_itself(drive: Drive) -> None:
    """Reads, writes and refusals in one batch each have their own status, in their order."""
    service, answers = drive.api(), {}

    def keep(key: str, answer: Any, error: HttpError | None) -> None:
        answers[key] = error.resp.status if error else answer

    batch = service.new_batch_http_request(callback=keep)
    grant = {"type": "user", "role": "reader", "emailAddress": "cleo@fieldnote.example"}
    batch.add(service.files().get(fileId="goals", fields="name"), request_id="get")
    batch.add(service.files().get(fileId="no-such-file"), request_id="missing")
    batch.add(service.permissions().create(fileId="goals", body=grant, fields="role"), request_id="grant")
    batch.add(service.files().update(fileId="goals", body={"name": "Aims é"}, fields="name"), request_id="rename")
    batch.add(service.files().delete(fileId="short"), request_id="delete")
    batch.execute()
    assert answers == {
        "get": {"name": "Goals 2026"},
        "missing": 404,
        "grant": {"role": "reader"},
        "rename": {"name": "Aims é"},
        "delete": "",
    }
    assert roles(service, "goals")["cleo@fieldnote.example"] == "reader"


def test_batch_takes_a_hundred_calls_and_no_more(drive: Drive) -> None:
    """Drive's cap is 100, though the SDK would send 1,000."""
    service, answers = drive.api(), []
    for count in (100, 101):
        batch = service.new_batch_http_request(callback=lambda *args: answers.append(args))
        for _ in range(count):
            batch.add(service.files().get(fileId="goals"))
        with nullcontext() if count == 100 else refused(400, "badRequest"):
            batch.execute()
    assert len(answers) == 100


def test_batch_calls_cost_their_own_quota(drive: Drive) -> None:
    """Ten calls in a batch cost ten calls."""
    service = drive.api()
    (emulator,) = drive.server.emulators
    assert isinstance(emulator, GoogleDrive)
    before = emulator.quota.total
    batch = service.new_batch_http_request(callback=lambda *_: None)
    for _ in range(10):
        batch.add(service.files().get(fileId="goals"))
    batch.execute()
    assert emulator.quota.total - before == 50


def test_batch_that_is_none_is_refused(library: Drive) -> None:
    """A body that is no multipart/mixed is a 400."""
    answer = library.raw("POST", "/batch/drive/v3", json={})
    check_error(answer.status_code, answer.json(), 400, "badRequest")
