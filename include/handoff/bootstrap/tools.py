"""What the use cases stand on: settings, connections, adapters and registry, each made when it is first asked for.

A command that only reads the registry needs no vendor, and a vendor's SDK is imported only by the process that calls
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from handoff.bootstrap.connecting import (
    AIRFLOW,
    airflow_account,
    drive_connection,
    hubspot_connection,
    hubspot_receiver,
    mail_connection,
    salesforce_connection,
    salesforce_receiver,
)
from handoff.bootstrap.language_model import Models
from handoff.domain.ids import PersonId
from handoff.domain.policy import Policy
from handoff.domain.ports.manifests import Manifests, Reports
from handoff.domain.ports.notices import Receiver
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import (
    Artifacts,
    Bundles,
    Clock,
    Limiter,
    Quota,
    Renderer,
    Runs,
    Secrets,
    SnapshotPages,
)
from handoff.domain.ports.vendors import Changer, Crm, Drive, Mail
from handoff.domain.record import Vendor
from handoff.errors import NotFoundError, SettingsError
from handoff.settings import Connection, Connections, Settings, load_settings

if TYPE_CHECKING:
    from handoff.adapters.documents import BoundedReader
    from handoff.registry.database import PostgresRegistry


def now() -> datetime:
    """Return the instant, aware and in UTC."""
    return datetime.now(UTC)


class People:
    """Resolves people through the registry, each look-up in a transaction of its own."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._ids: dict[str, PersonId] = {}

    def email(self, person: PersonId) -> str:
        """Return a person's address."""
        with self._registry.begin() as tx:
            return tx.people.get(person).email

    def identify(self, email: str, name: str = "") -> PersonId:
        """Return the id of an address, recording it if new."""
        key = email.lower()
        if key not in self._ids:
            with self._registry.begin() as tx:
                self._ids[key] = tx.people.identify(email, name=name)
        return self._ids[key]


class Connected(Mapping[str, Crm]):
    """The CRMs by the id of their connection, each connected when it is first asked for."""

    def __init__(self, connections: Mapping[str, str], connect: Callable[[str, str], Crm]) -> None:
        self._connections = connections
        self._connect = connect
        self._crms: dict[str, Crm] = {}

    def __getitem__(self, connection: str) -> Crm:
        if connection not in self._crms:
            self._crms[connection] = self._connect(self._connections[connection], connection)
        return self._crms[connection]

    def __iter__(self) -> Iterator[str]:
        return iter(self._connections)

    def __len__(self) -> int:
        return len(self._connections)


class Tools:
    """All that the use cases need. `connections` finds Airflow's connections; `clock` is the wall's but in tests."""

    def __init__(
        self, connections: Connections | None = None, settings: Settings | None = None, clock: Clock = now
    ) -> None:
        self._connections = connections
        self._settings = settings
        self.clock = clock
        self._opened = ExitStack()
        self.models: Models | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what was opened: the registry's database, Airflow, the process that reads documents."""
        self._opened.close()

    @cached_property
    def settings(self) -> Settings:
        """The settings of the environment."""
        return self._settings or load_settings()

    @cached_property
    def policy(self) -> Policy:
        """The firm's policy."""
        from handoff.adapters.policy import load_policy

        return load_policy(str(self.settings.policy))

    @cached_property
    def registry(self) -> PostgresRegistry:
        """The registry."""
        from handoff.registry.database import PostgresRegistry

        return self._opened.enter_context(closing(PostgresRegistry(self.settings.database_url)))

    @cached_property
    def people(self) -> People:
        """The people's directory."""
        return People(self.registry)

    @cached_property
    def artifacts(self) -> Artifacts:
        """The artifact store."""
        from handoff.adapters.artifacts import ArtifactStore

        return ArtifactStore(self.settings.artifacts)

    @cached_property
    def pages(self) -> SnapshotPages:
        """Pages of snapshots in the artifact store."""
        from handoff.adapters.artifacts import JsonLinePages

        return JsonLinePages(self.artifacts)

    @cached_property
    def documents(self) -> BoundedReader:
        """The reader of documents."""
        from handoff.adapters.documents import BoundedReader

        return self._opened.enter_context(closing(BoundedReader()))

    @cached_property
    def manifests(self) -> Manifests:
        """The reader of manifests."""
        from handoff.adapters.manifests import ManifestReader

        return ManifestReader(self.documents)

    @cached_property
    def reports(self) -> Reports:
        """What preflights found."""
        from handoff.adapters.artifacts import KeptReports

        return KeptReports(self.artifacts)

    @cached_property
    def secrets(self) -> Secrets:
        """The finder of secrets."""
        from handoff.adapters.secrets import SecretScanner

        return SecretScanner()

    @cached_property
    def renderer(self) -> Renderer:
        """The templates."""
        from handoff.render import TemplateRenderer

        return TemplateRenderer()

    @cached_property
    def bundles(self) -> Bundles:
        """Where evidence is kept, signed with the firm's key."""
        from handoff.adapters.evidence import SignedBundles
        from handoff.bootstrap.airflow import environment_connection
        from handoff.bootstrap.evidence import signing_key

        return SignedBundles(lambda: signing_key(self.settings, self._connections or environment_connection))

    @cached_property
    def crms(self) -> Mapping[str, Crm]:
        """The connected CRMs by the id of their connection."""
        return Connected(self.policy.connections, self._crm)

    def _crm(self, vendor: str, connection: str) -> Crm:
        limiter, properties = self._limiter(vendor, connection), self.policy.named_properties(vendor)
        if vendor == Vendor.HUBSPOT:
            from handoff.adapters.hubspot import HubSpotCrm

            portal = hubspot_connection(self._connection(connection))
            return HubSpotCrm(portal, self.people, limiter=limiter, properties=properties)
        if vendor == Vendor.SALESFORCE:
            from handoff.adapters.salesforce import SalesforceCrm

            organisation = salesforce_connection(self._connection(connection))
            return SalesforceCrm(organisation, self.people, limiter=limiter, properties=properties)
        raise SettingsError(f"'{vendor}' can't be connected.", mend="Use hubspot or salesforce in the policy's marks.")

    @cached_property
    def drive(self) -> Drive:
        """Google Drive."""
        from handoff.adapters.google_drive import GoogleDrive

        connection = drive_connection(self._connection(self.settings.drive_connection))
        limiter = self._limiter(Vendor.GOOGLE_DRIVE, connection.project)
        return GoogleDrive(connection, self.people, self.artifacts, limiter)

    @cached_property
    def mail(self) -> Mail:
        """The firm's mail."""
        from handoff.adapters.mail import SmtpMail

        connection = mail_connection(self._connection(self.settings.mail_connection), self.policy.firm)
        return SmtpMail(connection, self.people, self.artifacts)

    @cached_property
    def runs(self) -> Runs:
        """Airflow's runs, over its public API."""
        from handoff.adapters.airflow import AirflowRuns

        return self._opened.enter_context(AirflowRuns(airflow_account(self._connection(AIRFLOW))))

    def receiver(self, vendor: str, connection: str) -> Receiver:
        """Return what checks and reads the webhooks of a connection; NotFoundError where the policy has none such."""
        if self.policy.connections.get(connection) != vendor:
            raise NotFoundError(f"The policy has no connection of this name to {vendor}.")
        given = self._connection(connection)
        if vendor == Vendor.HUBSPOT:
            return hubspot_receiver(given)
        return salesforce_receiver(given)

    @property
    def observed(self) -> Sequence[str]:
        """The connections that are only to be read: nothing is applied as long as there are any."""
        names = [*self.policy.connections, self.settings.drive_connection]
        return [name for name in names if self._connection(name).extra_dejson.get("read_only") is True]

    def changers(self, connection: str) -> Sequence[Changer]:
        """Return all that can apply changes to the handoffs of a CRM's connection."""
        return [self.crms[connection], self.drive, self.mail]

    def _limiter(self, vendor: str, account: str, usual: Sequence[Quota] = ()) -> Limiter:
        """Return what keeps all workers within our share of an account's quotas; `usual` are those of every call."""
        from handoff.adapters.limits import SharedLimiter

        return SharedLimiter(self.registry, f"{vendor} {account}", self.policy.quota_share, usual)

    def _connection(self, name: str) -> Connection:
        if self._connections is None:
            raise SettingsError(f"The connection '{name}' is read inside Airflow only.", mend="Run it as a task.")
        return self._connections(name)
