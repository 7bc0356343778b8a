"""Fixtures: each subject of the contract, fresh for every test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from client_world import HEAD
from subjects import (
    WORLDS,
    CrmSubject,
    FakeCrmSubject,
    FakeDriveSubject,
    GoogleDriveSubject,
    HubSpotSubject,
    SalesforceSubject,
    Subject,
)

from handoff.adapters.artifacts import ArtifactStore
from handoff.domain.ports.vendors import Drive
from handoff_sandbox.core.server import Server

CRMS = ("hubspot", "salesforce", "fake_crm")
DRIVES = ("google_drive", "fake_drive")


@contextmanager
def served(name: str, folder: Path) -> Iterator[Subject]:
    """Make a subject by its name; an adapter gets an emulator of its own."""
    if name == "fake_crm":
        yield FakeCrmSubject()
    elif name == "fake_drive":
        yield FakeDriveSubject()
    else:
        with Server({**HEAD, name: WORLDS[name]()}) as server:
            match name:
                case "hubspot":
                    yield HubSpotSubject(server)
                case "salesforce":
                    yield SalesforceSubject(server)
                case _:
                    yield GoogleDriveSubject(server, ArtifactStore(str(folder)))


@pytest.fixture(params=[*CRMS, *DRIVES])
def subject(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Subject]:
    """Return each CRM and each Drive in turn."""
    with served(request.param, tmp_path) as found:
        yield found


@pytest.fixture(params=CRMS)
def crm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CrmSubject]:
    """Return each CRM in turn."""
    with served(request.param, tmp_path) as found:
        assert isinstance(found, CrmSubject)
        yield found


@pytest.fixture(params=DRIVES)
def drive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Drive]:
    """Return each Drive in turn."""
    with served(request.param, tmp_path) as found:
        assert isinstance(found, FakeDriveSubject | GoogleDriveSubject)
        yield found.changer
