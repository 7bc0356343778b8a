"""The one place where concrete things meet: settings, connections, adapters, registry and services.

Everything is made when it is first asked for, so that a command that only reads the registry needs no vendor, and a
vendor's SDK is imported only by the process that calls it. One `App` serves one task or one command; close it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from handoff.bootstrap.connecting import drive_connection, hubspot_connection, mail_connection
from handoff.domain.ids import PersonId
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.tools import Artifacts, Clock, Documents, Renderer, Secrets, SnapshotPages
from handoff.domain.ports.vendors import Changer, Crm, Drive, Mail
from handoff.domain.record import Vendor
from handoff.errors import SettingsError
from handoff.services import apply, archive, ask, carry_out, detect, gather, keep_in_touch, plan, show, verify
from handoff.services import open as opening
from handoff.services import write_dossier as writing
from handoff.services.settle import Settle
from handoff.services.trouble import Stop, Trouble
from handoff.settings import Connection, Connections, Settings, load_settings

if TYPE_CHECKING:
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
    """The CRMs by the vendor's name, each connected when it is first asked for."""

    def __init__(self, connections: Mapping[str, str], connect: Callable[[str, str], Crm]) -> None:
        self._connections = connections
        self._connect = connect
        self._crms: dict[str, Crm] = {}

    def __getitem__(self, vendor: str) -> Crm:
        if vendor not in self._crms:
            self._crms[vendor] = self._connect(vendor, self._connections[vendor])
        return self._crms[vendor]

    def __iter__(self) -> Iterator[str]:
        return iter(self._connections)

    def __len__(self) -> int:
        return len(self._connections)


class App:
    """The product, wired. `connections` finds Airflow's connections; `clock` is the wall's unless a test sets it."""

    def __init__(
        self, connections: Connections | None = None, settings: Settings | None = None, clock: Clock = now
    ) -> None:
        self._connections = connections
        self._settings = settings
        self.clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the registry's database."""
        if "registry" in self.__dict__:
            self.registry.close()

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

        return PostgresRegistry(self.settings.database_url)

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
    def documents(self) -> Documents:
        """The reader of documents."""
        from handoff.adapters.documents import DocumentReader

        return DocumentReader()

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
    def crms(self) -> Mapping[str, Crm]:
        """The connected CRMs by the vendor's name in the policy."""
        return Connected({vendor: rule.connection for vendor, rule in self.policy.marks.items()}, self._crm)

    def _crm(self, vendor: str, connection: str) -> Crm:
        if vendor == Vendor.HUBSPOT:
            from handoff.adapters.hubspot import HubSpotCrm

            return HubSpotCrm(hubspot_connection(self._connection(connection)), self.people)
        raise SettingsError(f"'{vendor}' can't be connected yet.", mend="Use hubspot in the policy's marks.")

    @cached_property
    def drive(self) -> Drive:
        """Google Drive."""
        from handoff.adapters.google_drive import GoogleDrive

        connection = drive_connection(self._connection(self.settings.drive_connection))
        return GoogleDrive(connection, self.people, self.artifacts)

    @cached_property
    def mail(self) -> Mail:
        """The firm's mail."""
        from handoff.adapters.mail import SmtpMail

        connection = mail_connection(self._connection(self.settings.mail_connection), self.policy.firm)
        return SmtpMail(connection, self.people, self.artifacts)

    @property
    def changers(self) -> Sequence[Changer]:
        """All that can apply changes."""
        return [*self.crms.values(), self.drive, self.mail]

    def _connection(self, name: str) -> Connection:
        if self._connections is None:
            raise SettingsError(f"The connection '{name}' is read inside Airflow only.", mend="Run it as a task.")
        return self._connections(name)

    @property
    def detect(self) -> detect.Detect:
        """Finds marks."""
        return detect.Detect(self.policy, self.registry, self.crms, self.clock)

    @property
    def open(self) -> opening.Open:
        """Opens a handoff."""
        return opening.Open(self.policy, self.registry, self.crms, self.drive, self.clock)

    @property
    def gather(self) -> gather.Gather:
        """Gathers records."""
        return gather.Gather(self.registry, self.artifacts, self.pages, self.crms, self.drive, self.clock)

    @property
    def write_dossier(self) -> writing.WriteDossier:
        """Writes the dossier."""
        return writing.WriteDossier(
            self.policy,
            self.registry,
            self.artifacts,
            self.pages,
            self.documents,
            self.secrets,
            self.renderer,
            self.crms,
            self.clock,
        )

    @property
    def make_plan(self) -> plan.MakePlan:
        """Makes the plan."""
        return plan.MakePlan(
            self.policy, self.registry, self.artifacts, self.pages, self.renderer, self.crms, self.clock
        )

    @property
    def ask_person(self) -> ask.AskPerson:
        """Asks."""
        return ask.AskPerson(self.policy, self.registry, self.renderer, self.crms, self.clock, self.settings.base_url)

    @property
    def carry_out(self) -> carry_out.CarryOut:
        """Begins and ends the carrying out."""
        return carry_out.CarryOut(self.policy, self.registry, self.crms, self.clock)

    @property
    def apply(self) -> apply.Apply:
        """Applies approved changes."""
        return apply.Apply(self.registry, self.changers, self.clock)

    @property
    def verify(self) -> verify.Verify:
        """Reads back what was applied."""
        return verify.Verify(self.registry, self.changers, self.clock)

    @property
    def record_alumni(self) -> keep_in_touch.RecordAlumni:
        """Records alumni."""
        return keep_in_touch.RecordAlumni(self.registry, self.pages, self.crms, self.clock)

    @property
    def archive(self) -> archive.Archive:
        """Archives access."""
        return archive.Archive(self.policy, self.registry, self.pages, self.crms, self.drive, self.clock)

    @property
    def show(self) -> show.Show:
        """Answers what people ask about handoffs."""
        return show.Show(self.registry, self.pages)

    @property
    def trouble(self) -> Trouble:
        """Writes problems onto handoffs."""
        return Trouble(self.registry, self.clock)

    @property
    def settle(self) -> Settle:
        """Takes what a person says of a change."""
        return Settle(self.registry, self.clock)

    @property
    def stop(self) -> Stop:
        """The stop button."""
        return Stop(self.registry)


def migrate_registry() -> None:
    """Bring the registry's schema to this version."""
    from handoff.registry.migrate import upgrade

    upgrade(load_settings().database_url)
