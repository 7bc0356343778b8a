"""Channels: an address that is told of changes, for as long as it was asked for."""

from __future__ import annotations

import queue
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from drive_client import BEN, CLEO, Drive, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

Told = queue.Queue[dict[str, str]]


@contextmanager
def receiver(*statuses: int) -> Iterator[tuple[str, Told]]:
    """Listen for notifications; the first ones are answered with the statuses, the others with 200."""
    told: Told = queue.Queue()
    answers = list(statuses)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.put({name.lower(): value for name, value in self.headers.items()})
            self.send_response(answers.pop(0) if answers else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/told", told
        server.shutdown()
        thread.join()


def said(told: Told) -> tuple[str, str]:
    """Return the state and the number of the next notification."""
    headers = told.get(timeout=20)
    return headers["x-goog-resource-state"], headers["x-goog-message-number"]


def channel(address: str, **more: object) -> dict[str, Any]:
    """Return the body of a watch."""
    return {"id": "channel-one", "type": "web_hook", "address": address, "token": "secret", **more}


def test_changes_are_told_until_the_channel_is_stopped(drive: Drive) -> None:
    """A sync comes first, then one for what changed; after stop nothing comes, and it is gone."""
    service = drive.api()
    token = service.changes().getStartPageToken().execute()["startPageToken"]
    with receiver() as (address, told):
        opened = service.changes().watch(pageToken=token, body=channel(address)).execute()
        first = told.get(timeout=20)
        assert (first["x-goog-resource-state"], first["x-goog-channel-token"]) == ("sync", "secret")
        assert first["x-goog-resource-id"] == opened["resourceId"]
        service.files().update(fileId="goals", body={"description": "new"}).execute()
        assert said(told) == ("change", "2")
        stop = {"id": opened["id"], "resourceId": opened["resourceId"]}
        with refused(404, "notFound"):
            drive.api(BEN).channels().stop(body=stop).execute()
        service.channels().stop(body=stop).execute()
        service.files().update(fileId="goals", body={"description": "newer"}).execute()
        with refused(404, "notFound"):
            service.channels().stop(body=stop).execute()
        assert told.empty()


def test_file_is_watched_through_trash_and_loss(drive: Drive) -> None:
    """A file's channel tells an edit, the trash, and that its holder no longer sees it; a 503 is tried again."""
    owner, files = drive.api(), drive.api(BEN).files()
    with receiver(200, 503) as (address, told):
        files.watch(fileId="report", body=channel(address)).execute()
        assert said(told) == ("sync", "1")
        owner.files().update(fileId="report", body={"description": "new"}).execute()
        assert [said(told), said(told)] == [("update", "2"), ("update", "2")]
        owner.files().update(fileId="report", body={"trashed": True}).execute()
        assert said(told) == ("trash", "3")
        owner.files().delete(fileId="report").execute()
        assert said(told) == ("remove", "4")


def test_channel_ends_with_its_time(drive: Drive) -> None:
    """Once its expiration has passed, by the sandbox's clock, its id is free again."""
    service = drive.api()
    with receiver() as (address, told):
        ends = int(drive.server.clock.now().timestamp() * 1000) + 60_000
        answer = service.files().watch(fileId="goals", body=channel(address, expiration=ends)).execute()
        assert answer["expiration"] == str(ends)
        with refused(400, "channelIdNotUnique"):
            service.files().watch(fileId="goals", body=channel(address)).execute()
        drive.server.clock.advance(61)
        service.files().update(fileId="goals", body={"description": "late"}).execute()
        service.files().watch(fileId="goals", body=channel(address)).execute()
        assert [said(told), said(told)] == [("sync", "1"), ("sync", "1")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"address": "http://elsewhere.example/x"}, "push.webhookUrlNotHttps"),
        ({"type": "pigeon"}, "push.unknownDeliveryMethod"),
        ({"id": ""}, "required"),
    ],
)
def test_channel_that_cannot_be_is_refused(library: Drive, change: dict[str, str], reason: str) -> None:
    """Plain http elsewhere, another way of delivery, and no id."""
    with refused(400, reason):
        library.api().files().watch(fileId="goals", body=channel("https://a.example/x") | change).execute()
    with refused(404, "notFound"):
        library.api(CLEO).files().watch(fileId="goals", body=channel("https://a.example/x")).execute()
