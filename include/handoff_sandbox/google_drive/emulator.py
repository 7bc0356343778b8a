"""Google Drive as the sandbox's server takes it: section in, app, credentials and faults out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from handoff_sandbox.core.cross_origin import open_to_pages
from handoff_sandbox.core.emulator import Route
from handoff_sandbox.core.ids import secret
from handoff_sandbox.core.json_answer import GoogleJSON
from handoff_sandbox.core.packing import Packing
from handoff_sandbox.core.world import validate_section
from handoff_sandbox.google_drive import app, errors
from handoff_sandbox.google_drive.api import Api
from handoff_sandbox.google_drive.auth import Auth
from handoff_sandbox.google_drive.loading import load
from handoff_sandbox.google_drive.quota import Quota
from handoff_sandbox.google_drive.seed import DriveSection
from handoff_sandbox.google_drive.switches import DriveSwitches

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.core.emulator import FaultName

EMPTY_ANSWER = "empty_answer"
"""The fault of a files.list that finds nothing, as Drive does at times for an OR of many parents."""


class GoogleDrive:
    """One emulated Drive; raises WorldError for a section that does not hold."""

    name = "google_drive"
    switches: DriveSwitches
    prefixes = app.PREFIXES

    def __init__(self, section: dict[str, Any], clock: Clock) -> None:
        model = validate_section(DriveSection, section, self.name)
        self.store = load(model, clock)
        self.switches = DriveSwitches()
        limits = model.quota
        self.store.switches = self.switches
        self.quota = Quota(clock, limits.units_per_minute, limits.units_per_minute_per_user, self.switches)
        self._auth = Auth(self.store.directory, model.service_account, model.api_key, oauth_secret=secret(24))
        self._impersonate = model.service_account.impersonate or self._default_subject()
        self.app: ASGIApp = Packing(open_to_pages(app.build(Api(self.store, self._auth, self.quota))), named="gzip")

    @staticmethod
    def routes() -> list[Route]:
        """Return the emulated methods of the API, then sign-in, batches and the page of a file."""
        return app.routes()

    def credentials(self, base_url: str) -> dict[str, object]:
        """Return the address, the service account, whom to act for, and the other ways to sign in."""
        return {
            "root_url": base_url.rstrip("/") + "/",
            "impersonate": self._impersonate,
            **self._auth.credentials(base_url.rstrip("/")),
        }

    def spent(self) -> int:
        """Return how much of the quota was used since the start."""
        return self.quota.total

    @staticmethod
    def faults() -> dict[str, str]:
        """Return the named faults with what each answers."""
        said = {name: f"{error.status} {error.reason}: {error.message}" for name, error in errors.FAULTS.items()}
        return said | {EMPTY_ANSWER: "200 with an empty list of files"}

    def fault_response(self, fault: FaultName, request: Request) -> Response:  # noqa: ARG002 - the contract's signature
        """Return Google's answer for a named fault; raises KeyError for one that Drive does not have."""
        if fault == EMPTY_ANSWER:
            return GoogleJSON({"kind": "drive#fileList", "incompleteSearch": False, "files": []})
        return errors.FAULTS[fault].response()

    def _default_subject(self) -> str | None:
        users = self.store.directory.users.values()
        return next((user.email for user in users if user.admin), None) or next((user.email for user in users), None)
