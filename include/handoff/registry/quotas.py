"""What is left of the vendors' quotas: one row an account, locked while a worker takes its units."""

from __future__ import annotations

from sqlalchemy import BigInteger, Connection, cast, func, select, update
from sqlalchemy.dialects.postgresql import insert

from handoff.domain.ports.quotas import Quotas, Spending
from handoff.registry.tables import quotas


class PostgresQuotas(Quotas):
    """Quotas on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, account: str) -> tuple[int, Spending]:
        """Return the database's instant now and an account's spending, held for this transaction."""
        # A second statement, since the clock is read only once the row is ours.
        held = select(quotas.c.spending).where(quotas.c.account == account).with_for_update()
        spending = self._connection.scalar(held)
        if spending is None:
            new = insert(quotas).values(account=account, spending=Spending())
            self._connection.execute(new.on_conflict_do_nothing())
            spending = self._connection.scalars(held).one()
        now = select(cast(func.extract("epoch", func.clock_timestamp()) * 1000, BigInteger))
        return self._connection.scalars(now).one(), spending

    def save(self, account: str, spending: Spending) -> None:
        """Write an account's spending back."""
        self._connection.execute(update(quotas).where(quotas.c.account == account).values(spending=spending))
