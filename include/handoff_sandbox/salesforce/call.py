"""One call of the API, as the handlers see it, and what they answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.errors import no_access, not_found, unreadable_json
from handoff_sandbox.salesforce.soql.plan import Reader
from handoff_sandbox.salesforce.wire import Wire

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.access.sessions import Login
    from handoff_sandbox.salesforce.bulk.jobs import Jobs
    from handoff_sandbox.salesforce.definitions.schema import SObject
    from handoff_sandbox.salesforce.limits import Limiter
    from handoff_sandbox.salesforce.query import Queries
    from handoff_sandbox.salesforce.records.transactions import Transactions
    from handoff_sandbox.salesforce.store import Store


@dataclass(frozen=True)
class Organisation:
    """All that the handlers need of one organisation."""

    store: Store
    queries: Queries
    jobs: Jobs
    limiter: Limiter
    transactions: Transactions


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; `body` None is an empty one, bytes are sent as they are."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Call:
    """One request, its session accepted; `root` is the path of the API's version, `locked` makes every other record
    of a collection fail as held by another transaction, `fault_of` names the fault that is set for a record of it.
    """

    organisation: Organisation
    login: Login
    root: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes = b""
    locked: bool = False
    fault_of: Callable[[str], str | None] = lambda _: None

    @property
    def store(self) -> Store:
        """The organisation's records."""
        return self.organisation.store

    @property
    def version(self) -> str:
        """The API's version of this call: 67.0."""
        return self.root.rpartition("/v")[2]

    @property
    def wire(self) -> Wire:
        """What tells records in the version of this call."""
        return Wire(self.store, self.root)

    @cached_property
    def body(self) -> Any:
        """The body as JSON; raises JSON_PARSER_ERROR."""
        try:
            return json.loads(self.raw or b"null")
        except ValueError as error:
            raise unreadable_json(f"Unexpected character: {error}") from None

    @property
    def sobject(self) -> SObject:
        """The object that the path names; raises Salesforce's 404."""
        found = self.store.schema.get(self.path["sobject"])
        if found is None:
            raise not_found()
        return found

    def reader(self, *, deleted: bool = False) -> Reader:
        """Return who asks."""
        return Reader(self.login.user_id, self.login.all_files, deleted)

    def require_write(self) -> None:
        """Raise Salesforce's 403 where the user may change nothing."""
        if self.login.read_only:
            raise no_access()
