"""Who calls: the sessions that logins gave out, and those that a world gives its users for ever.

A session of a login ends when it has not been used for the organisation's time, by the sandbox's clock, when it is
revoked, or when its user is deactivated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from handoff_sandbox.core.ids import secret
from handoff_sandbox.salesforce.errors import SalesforceError, invalid_session

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.store import Store


@dataclass(frozen=True)
class Login:
    """A user, and what they may do."""

    user_id: str
    read_only: bool = False
    all_files: bool = False


class Sessions:
    """The sessions of one organisation; `logins` are its users by their ids."""

    def __init__(self, store: Store, logins: dict[str, Login], minutes: float, forever: dict[str, str]) -> None:
        self._store = store
        self._logins = logins
        self._lifetime = timedelta(minutes=minutes)
        self._forever = forever
        self._used: dict[str, tuple[str, datetime]] = {}

    def open(self, user_id: str) -> str:
        """Return the id of a new session of a user."""
        session = f"{self._store.organization_id[:15]}!{secret(60)}"
        self._used[session] = user_id, self._store.clock.now()
        return session

    def close(self, session: str) -> bool:
        """End a session; says whether there was one."""
        return self._used.pop(session, None) is not None

    def login(self, authorization: str | None) -> Login:
        """Return whose session a header names; raises Salesforce's 401."""
        scheme, _, session = (authorization or "").partition(" ")
        if scheme.lower() not in ("bearer", "oauth") or not session:
            raise SalesforceError(401, "INVALID_AUTH_HEADER", "INVALID_HEADER_TYPE")
        own = session.removeprefix(f"{self._store.organization_id[:15]}!")  # some clients insist on a token's form
        user_id = self._forever.get(own) or self._touch(session)
        user = self._store.tables.get("User", user_id) if user_id else None
        if user is None or not user.values.get("IsActive"):
            raise invalid_session()
        return self._logins[user.id]

    def _touch(self, session: str) -> str | None:
        user_id, used = self._used.get(session, (None, None))
        now = self._store.clock.now()
        if user_id is None or used is None or now - used > self._lifetime:
            self._used.pop(session, None)
            return None
        self._used[session] = user_id, now
        return user_id
