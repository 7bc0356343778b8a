"""Connections that do not work, and what is sent on those that do."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from drive_world import ADMIN, FOLDER, OWNER, SUCCESSOR, Desk, connection

from handoff.adapters.artifacts import ArtifactStore
from handoff.adapters.google_drive import DriveConnection, GoogleDrive
from handoff.domain.change import ChangeKind
from handoff.domain.ports.vendors import Done
from handoff.errors import HandoffError, NotAuthorisedError, SettingsError, VendorUnavailableError


def drive(desk: Desk, artifacts: ArtifactStore, **more: Any) -> GoogleDrive:
    """Return an adapter on a desk's server with another connection."""
    return GoogleDrive(replace(connection(desk.server), **more), desk.people, artifacts)


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    "key",
    [
        {},
        {"type": "service_account", "client_email": "a@b.example"},
        {"private_key": "no key", "client_email": "a@b.example", "token_uri": "http://127.0.0.1/token"},
    ],
)
def test_connection_with_a_malformed_key_is_named_at_once(
    desk: Desk, artifacts: ArtifactStore, key: dict[str, str]
) -> None:
    """What is no service account's key is a settings error that names the connection, before any call."""
    with pytest.raises(SettingsError, match="'google_drive_default' holds no valid key"):
        drive(desk, artifacts, service_account=key)


def test_connection_with_another_key_is_refused(desk: Desk, artifacts: ArtifactStore) -> None:
    """A key that Google does not know gets no token; the message has the reason, and no key and no address."""
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    text = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    account = dict(desk.server.credentials["google_drive"]["service_account"])
    wrong = drive(desk, artifacts, service_account=account | {"private_key": text})
    with pytest.raises(NotAuthorisedError, match="invalid_grant") as caught:
        list(wrong.walk(FOLDER))
    assert "@" not in str(caught.value)
    assert "PRIVATE" not in str(caught.value)


def test_connection_as_a_user_of_another_organisation_is_refused(desk: Desk, artifacts: ArtifactStore) -> None:
    """Domain-wide delegation ends at the organisation."""
    wrong = drive(desk, artifacts, subject="lee@gmail.com")
    with pytest.raises(NotAuthorisedError, match="domain-wide delegation"):
        list(wrong.walk(FOLDER))


def test_connection_to_nobody_is_unavailable_and_sends_nothing(artifacts: ArtifactStore, desk: Desk) -> None:
    """Where nobody answers, reads and writes alike say that nothing was sent."""
    root = f"http://127.0.0.1:{free_port()}/"
    key = dict(desk.server.credentials["google_drive"]["service_account"]) | {"token_uri": f"{root}token"}
    gone = drive(desk, artifacts, root_url=root, service_account=key, attempts=2)
    with pytest.raises(VendorUnavailableError, match="nothing was sent"):
        list(gone.walk(FOLDER))
    answers = gone.apply([desk.creation(), desk.permission(FOLDER, "user", SUCCESSOR, None, "writer")])
    assert [type(answer) for answer in answers] == [VendorUnavailableError, VendorUnavailableError]
    assert [type(seen) for seen in gone.observe([desk.creation()])] == [VendorUnavailableError]


def test_connection_that_answers_too_late_is_unavailable(desk: Desk, artifacts: ArtifactStore) -> None:
    """A call ends after the connection's timeout; a read is then tried again."""
    slow = drive(desk, artifacts, timeout=0.3, attempts=2)
    desk.fault(fault="latency", seconds=1.0, path=f"/drive/v3/files/{FOLDER}", times=None)
    with pytest.raises(VendorUnavailableError, match="did not answer"):
        list(slow.walk(FOLDER))


def test_connection_asks_for_one_token_a_user(desk: Desk) -> None:
    """Tokens are kept: one for the subject, one for the owner who gives a file away."""
    identify = desk.people.identify
    change = desk.on_file(
        ChangeKind.TRANSFER_FILE, "goals-doc", {"owner": identify(OWNER)}, {"owner": identify(SUCCESSOR)}
    )
    list(desk.drive.walk(FOLDER))
    list(desk.drive.walk(FOLDER))
    desk.drive.apply([change])
    tokens = desk.server.log.find(vendor="google_drive", path="/token")
    assert len(tokens) == 2


def test_connection_whose_token_is_lost_on_the_way_asks_again(desk: Desk) -> None:
    """A token that does not arrive leaves reads and writes unsent, so that both go on with the next."""
    desk.fault(fault="drop_before", path="/token", times=2)
    assert isinstance(desk.drive.apply([desk.creation()])[0], Done)
    assert len(desk.calls("POST", "/upload/drive/v3/files")) == 1


def test_connection_keeps_its_secrets_out_of_its_own_words() -> None:
    """Neither the key nor the address that is acted for shows where a connection is printed."""
    shown = repr(DriveConnection("drive", {"private_key": "SECRET"}, ADMIN))
    assert "SECRET" not in shown
    assert ADMIN not in shown


def test_errors_name_no_address(desk: Desk) -> None:
    """Whatever goes wrong, nobody's address is in the message."""
    desk.fault(fault="forbidden", path="/batch/drive/v3", times=None)
    for answer in desk.drive.apply([desk.permission(FOLDER, "user", SUCCESSOR, None, "writer")]):
        assert isinstance(answer, HandoffError)
        assert answer.record
        assert "@" not in str(answer)
