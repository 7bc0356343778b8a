"""The registry on PostgreSQL: one transaction with all repositories.

What always holds: everything done in one `begin()` is committed together or not at all; no connection is kept between
transactions but by the pool, which checks it before it lends it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from handoff.domain.ids import HandoffId
from handoff.domain.ports import registry as ports
from handoff.domain.ports.legacy import Batches
from handoff.domain.ports.notices import Notices
from handoff.domain.ports.planned import Asks, Plans
from handoff.errors import BusyError
from handoff.registry.alumni import PostgresAlumni
from handoff.registry.asks import PostgresAsks
from handoff.registry.connection import database_errors, engine_for
from handoff.registry.cursors import PostgresCursors
from handoff.registry.dossiers import PostgresDossiers
from handoff.registry.handoffs import PostgresHandoffs
from handoff.registry.journal import PostgresJournal
from handoff.registry.legacy import PostgresBatches
from handoff.registry.notices import PostgresNotices
from handoff.registry.people import PostgresPeople
from handoff.registry.plans import PostgresPlans
from handoff.registry.quotas import PostgresQuotas
from handoff.registry.snapshots import PostgresSnapshots
from handoff.registry.stops import PostgresStops
from handoff.registry.watchers import PostgresWatchers


class PostgresTransaction(ports.Transaction):
    """All repositories on one connection."""

    def __init__(self, connection: Connection) -> None:
        self.handoffs: ports.Handoffs = PostgresHandoffs(connection)
        self.people: PostgresPeople = PostgresPeople(connection)
        self.snapshots: ports.Snapshots = PostgresSnapshots(connection)
        self.plans: Plans = PostgresPlans(connection)
        self.asks: Asks = PostgresAsks(connection)
        self.journal: ports.Journal = PostgresJournal(connection)
        self.dossiers: ports.Dossiers = PostgresDossiers(connection)
        self.alumni: ports.Alumni = PostgresAlumni(connection)
        self.cursors: ports.Cursors = PostgresCursors(connection)
        self.watchers: ports.Watchers = PostgresWatchers(connection)
        self.stops: ports.Stops = PostgresStops(connection)
        self.quotas: PostgresQuotas = PostgresQuotas(connection)
        self.batches: Batches = PostgresBatches(connection)
        self.notices: Notices = PostgresNotices(connection)


class PostgresRegistry(ports.Registry):
    """The registry at an address, `postgresql://user:password@host/database`; SettingsError for any other."""

    def __init__(self, url: str) -> None:
        self._engine = engine_for(url)

    @contextmanager
    def begin(self) -> Iterator[PostgresTransaction]:
        """Open a transaction: committed when the block ends, taken back where it raises.

        RegistryUnavailableError where the database does not answer, SettingsError where it has not been migrated.
        """
        with database_errors(), self._engine.begin() as connection:
            yield PostgresTransaction(connection)

    @contextmanager
    def exclusive(self, handoff: HandoffId) -> Iterator[None]:
        """Hold a handoff's changes for this process alone, over many transactions; BusyError where another has it.

        It is a lock of the database's on a connection of its own, which is let go when the block ends, and by the
        database when the process dies.
        """
        with database_errors():
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        with closing(connection):
            connection.detach()  # closed and not given back, so that the lock can't outlive the block in the pool
            with database_errors():
                free = connection.scalar(select(func.pg_try_advisory_lock(func.hashtextextended(handoff, 0))))
            if not free:
                raise BusyError(
                    "Another run is working on this handoff.",
                    record=f"handoff {handoff}",
                    mend="It is tried again by itself; look for the other run in Airflow.",
                )
            try:
                yield
            finally:
                # Said plainly, since the server lets go of a closed connection's locks only a moment later.
                with suppress(SQLAlchemyError):
                    connection.scalar(select(func.pg_advisory_unlock(func.hashtextextended(handoff, 0))))

    def close(self) -> None:
        """Close the pool's connections; the registry can be used again afterwards."""
        self._engine.dispose()
