"""What it takes to reach one Google Workspace; plain values, no SDK."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

GOOGLE = "https://www.googleapis.com/"


@dataclass(frozen=True, slots=True)
class DriveConnection:
    """One Workspace, reached by a service account with domain-wide delegation.

    `id` is the Airflow connection's, for messages. `service_account` is the key's JSON; `subject` the address of the
    user it acts as, whose view of Drive is the product's. `timeout`, `wait` and `longest_wait` are in seconds: a call
    that Drive puts off is sent up to `attempts` times, after `wait` at first and up to `longest_wait` between two: by
    default for a minute and a half, since quotas are counted by the minute.
    With `read_only` nothing can be applied, by scope. `units` and `units_per_user` are the quota units a minute of the
    project and of a user: https://developers.google.com/workspace/drive/api/guides/limits
    `api_key` (of the project) and `probe` (the JSON of an authorised user of the client's side) are what files are
    tried with as a stranger and as the client.
    """

    id: str
    service_account: Mapping[str, object] = field(repr=False)
    subject: str = field(repr=False)
    root_url: str = GOOGLE
    timeout: float = 60.0
    read_only: bool = False
    api_key: str = field(default="", repr=False)
    probe: Mapping[str, object] | None = field(default=None, repr=False)
    attempts: int = 8
    wait: float = 1.0
    longest_wait: float = 32.0
    units: int = 1_000_000
    units_per_user: int = 325_000

    @property
    def project(self) -> str:
        """The Google Cloud project, whose quota all calls count against."""
        return str(self.service_account.get("project_id") or self.id)
