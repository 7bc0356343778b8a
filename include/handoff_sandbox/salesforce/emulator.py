"""The Salesforce emulator as the sandbox's server sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, Response

from handoff_sandbox.core.cross_origin import open_to_pages
from handoff_sandbox.core.emulator import Route
from handoff_sandbox.core.errors import WorldError
from handoff_sandbox.core.ids import secret
from handoff_sandbox.core.packing import Packing
from handoff_sandbox.core.world import validate_section
from handoff_sandbox.salesforce.access.auth import Auth, check_certificate
from handoff_sandbox.salesforce.access.organisation import build_store, find_user, read_id
from handoff_sandbox.salesforce.access.sessions import Login, Sessions
from handoff_sandbox.salesforce.access.soap import Soap
from handoff_sandbox.salesforce.app import LOCKED, Api, error_response, route_table
from handoff_sandbox.salesforce.bulk.jobs import Jobs
from handoff_sandbox.salesforce.call import Organisation
from handoff_sandbox.salesforce.errors import FAULTS
from handoff_sandbox.salesforce.limits import Limiter
from handoff_sandbox.salesforce.load import load_records, read_transactions
from handoff_sandbox.salesforce.query import Queries
from handoff_sandbox.salesforce.records.transactions import Transactions
from handoff_sandbox.salesforce.seed import SalesforceSection
from handoff_sandbox.salesforce.switches import SalesforceSwitches

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.core.emulator import FaultName

PAGES = {
    "html_error": (503, "We are down for maintenance."),
    "too_many_requests": (429, "Too many requests."),
}
"""The faults of a page in place of JSON: of an instance that is down, and of what stands before the API."""
LOCKED_ROWS = "unable_to_lock_row"


class Salesforce:
    """An organisation in memory, loaded from a world's `salesforce` section; a bad section raises WorldError."""

    name = "salesforce"
    switches: SalesforceSwitches
    prefixes: tuple[str, ...] = ("/services", "/id", "/lightning")

    def __init__(self, section: dict[str, Any], clock: Clock) -> None:
        model = self._section = validate_section(SalesforceSection, section, self.name)
        self.store = build_store(model, clock)
        load_records(model, self.store)
        logins, forever, passwords = {}, {}, {}
        self._refresh_tokens = {f"5Aep{secret(80)}": user for user in model.users}
        for user in model.users:
            user_id = read_id("005", user.id)
            logins[user_id] = Login(user_id, user.read_only, user.query_all_files)
            if user.session_id:
                forever[user.session_id] = user_id
            if user.password:
                passwords[user_id] = user.password, user.security_token
        self.switches = self.store.switches
        self.transactions = Transactions(self.store, read_transactions(model, self.store))
        self.limiter = Limiter(model.limits.daily_api_requests, clock, self.switches)
        self.queries = Queries(self.store)
        organisation = Organisation(self.store, self.queries, Jobs(self.store), self.limiter, self.transactions)
        sessions = Sessions(self.store, logins, model.session_minutes, forever)
        self._auth = Auth(
            self.store,
            sessions,
            model.connected_app,
            self._run_as(),
            model.organization.my_domain,
            passwords,
            {token: read_id("005", user.id) for token, user in self._refresh_tokens.items()},
        )
        served = Api(organisation, self._auth, Soap(self._auth)).app()
        self.app: ASGIApp = Packing(open_to_pages(served, model.cors) if model.cors else served)

    def _run_as(self) -> str | None:
        app = self._section.connected_app
        if app.certificate is not None:
            try:
                check_certificate(app.certificate)
            except ValueError as error:
                raise WorldError.at(str(error), self.name, "connected_app", "certificate") from None
        if app.run_as is None:
            return None
        user = find_user(self.store, app.run_as)
        if user is None:
            raise WorldError.at(f"no user is {app.run_as!r}", self.name, "connected_app", "run_as")
        return user.id

    @staticmethod
    def routes() -> list[Route]:
        """Return the paths of the API."""
        return [Route(row["method"], row["path"], row["does"]) for row in route_table()]

    def credentials(self, base_url: str) -> dict[str, object]:
        """Return the organisation's address, the connected app, and the sessions that a world gives its users."""
        people = {one.username: one.session_id for one in self._section.users if one.session_id}
        run_as = next(
            (one.username for one in self._section.users if read_id("005", one.id) == self._auth.run_as), None
        )
        refreshing = {one.username: token for token, one in self._refresh_tokens.items()}
        told = {"username": run_as, "people": people, "refresh_tokens": refreshing}
        return {**self._auth.credentials(base_url), **told}

    def spent(self) -> int:
        """Return how much of the quota was used since the start."""
        return self.limiter.total

    @staticmethod
    def faults() -> dict[str, str]:
        """Return the named faults with what each answers."""
        errors = {name: error() for name, error in FAULTS.items()}
        said = {name: f"{error.status} {error.code}: {error.message}" for name, error in errors.items()}
        return said | {name: f"{status} with a page of HTML in place of JSON" for name, (status, _) in PAGES.items()}

    def fault_response(self, fault: FaultName, request: Request) -> Response:
        """Return Salesforce's answer for a named fault; raises KeyError for one that it does not know."""
        if fault in PAGES:
            status, words = PAGES[fault]
            return HTMLResponse(f"<html><body>{words}</body></html>", status)
        error = FAULTS[fault]()
        if fault == LOCKED_ROWS and request.url.path.rstrip("/").endswith(("/composite/sobjects", "/composite")):
            return _Locked(self.app)
        return error_response(error, self.limiter.headers() if error.status != 401 else None)


class _Locked(Response):
    """The answer to a collection of which every other record is held by another transaction."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__()
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer, with the records held."""
        await self._app({**scope, LOCKED: True}, receive, send)
