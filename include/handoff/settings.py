"""The settings, read from the environment with the prefix HANDOFF_; secrets stand in Airflow connections, not here."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Protocol

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from handoff.errors import SettingsError


class Settings(BaseSettings):
    """What a process needs to know. A missing required setting is an error; nothing falls back to the sandbox."""

    model_config = SettingsConfigDict(env_prefix="HANDOFF_", extra="ignore", frozen=True)

    database_url: str = Field(description="The registry's PostgreSQL, as an SQLAlchemy address.")
    policy: Path = Field(description="The firm's policy, a YAML file.")
    artifacts: str = Field(description="The artifact store: a folder, or a bucket's address.")
    base_url: str = Field("http://127.0.0.1:8080/handoff", description="Where people open Handoff's pages.")
    webhooks_url: str = Field("", description="Where vendors reach Handoff's webhooks, if not under the pages.")
    drive_connection: str = Field("handoff_google_drive", description="Airflow connection of Google Drive.")
    evidence_key: Path | None = Field(None, description="A file with the key that signs evidence, if in no connection.")
    evidence_connection: str = Field("handoff_evidence", description="Airflow connection of the key of evidence.")
    mail_connection: str = Field("handoff_mail", description="Airflow connection of the mail server.")

    @property
    def webhooks(self) -> str:
        """The address of the webhooks, without a slash at its end."""
        return (self.webhooks_url or f"{self.base_url.rstrip('/')}/webhooks").rstrip("/")


class Schedules(BaseSettings):
    """How often the watchers look, as ISO 8601 durations; read while DAG files are parsed, so nothing is required."""

    model_config = SettingsConfigDict(env_prefix="HANDOFF_", extra="ignore", frozen=True)

    watch_crm_every: str = Field("PT1M", description="How often watch_crm looks for marks.")
    watch_cutoffs_every: str = Field("PT5M", description="How often watch_cutoffs looks for cut-offs that have come.")
    audit_access_every: str = Field("P1D", description="How often audit_access looks for audits that are due.")
    retries: int = Field(8, ge=0, description="How often a task is tried again where a retry helps.")
    retry_delay: float = Field(15, gt=0, description="Seconds before the first retry; each further one waits longer.")


def load_settings() -> Settings:
    """Read the settings; SettingsError naming each that is missing or wrong."""
    try:
        return Settings()  # pydantic reads them from the environment
    except ValidationError as error:
        wrong = "; ".join(
            f"HANDOFF_{'_'.join(map(str, item['loc'])).upper()}: {item['msg']}" for item in error.errors()
        )
        raise SettingsError(
            f"Settings are missing or wrong: {wrong}.",
            mend="Set them in the environment; for a firm that `handoff up` runs: . .handoff/up/environment",
        ) from error


@cache
def load_schedules() -> Schedules:
    """Read the schedules."""
    return Schedules()


class Connection(Protocol):
    """What is read of an Airflow connection."""

    @property
    def conn_id(self) -> str:
        """Its id."""
        ...

    @property
    def host(self) -> str | None:
        """Its address."""
        ...

    @property
    def port(self) -> int | None:
        """Its port."""
        ...

    @property
    def login(self) -> str | None:
        """Its user."""
        ...

    @property
    def password(self) -> str | None:
        """Its secret."""
        ...

    @property
    def extra_dejson(self) -> dict[str, Any]:
        """Its extra."""
        ...


class Connections(Protocol):
    """Finds connections; implemented over Airflow in entrypoints/airflow."""

    def __call__(self, name: str, /) -> Connection:
        """Return one; SettingsError where it is missing."""
        ...
