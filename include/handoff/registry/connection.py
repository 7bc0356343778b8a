"""How the registry's database is reached, and what its errors mean.

Statements' values never stand in an error, since they hold people's names. A database that does not answer, that is
full or that broke a deadlock is a transient error; one without its tables is a setting that a person mends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from handoff.domain.canonical import canonical_json
from handoff.errors import RegistryUnavailableError, SettingsError

_DRIVERS = frozenset({"postgresql", "postgresql+psycopg2"})
_NO_SUCH_TABLE_OR_COLUMN = frozenset({"42P01", "42703"})


def engine_for(url: str) -> Engine:
    """Return an engine with a small pool that checks a connection before it lends it; it connects on first use.

    SettingsError where the address is not one of PostgreSQL.
    """
    return create_engine(
        _checked(url),
        pool_size=2,
        max_overflow=8,
        pool_pre_ping=True,
        pool_recycle=1800,
        hide_parameters=True,
        json_serializer=lambda value: canonical_json(value).decode(),
        connect_args={"connect_timeout": 10, "application_name": "handoff", "options": "-c timezone=utc"},
    )


@contextmanager
def database_errors() -> Iterator[None]:
    """Turn the database's errors into ours."""
    try:
        yield
    except PoolTimeoutError as error:
        raise RegistryUnavailableError("All connections to the registry's database are in use.") from error
    except ProgrammingError as error:
        if getattr(error.orig, "pgcode", None) not in _NO_SUCH_TABLE_OR_COLUMN:
            raise
        raise SettingsError(
            "The registry's database does not have the tables of this version.", mend="Run: handoff db upgrade"
        ) from error
    except (OperationalError, InterfaceError) as error:
        raise _unavailable(error) from error
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        raise _unavailable(error) from error


def _unavailable(error: DBAPIError) -> RegistryUnavailableError:
    said = str(error.orig).strip().partition("\n")[0]
    return RegistryUnavailableError(
        f"The registry's database does not answer ({said}).", mend="Check HANDOFF_DATABASE_URL and the server."
    )


def _checked(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise SettingsError(
            "The registry's database address cannot be read.",
            mend="Set HANDOFF_DATABASE_URL to postgresql://user:password@host/database.",
        ) from None  # the cause would show the password
    if address.drivername not in _DRIVERS:
        raise SettingsError(
            f"The registry needs PostgreSQL by psycopg2, not {address.drivername}.",
            mend="Set HANDOFF_DATABASE_URL to postgresql://user:password@host/database.",
        )
    return address.set(drivername="postgresql+psycopg2")
