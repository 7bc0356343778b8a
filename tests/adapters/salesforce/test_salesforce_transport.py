"""How calls reach Salesforce: logins, sessions that end, limits, pages in place of JSON, and what errors say."""

from __future__ import annotations

from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from ledger import BOOKS, CLIENT, INES, LONG_AGO, MARK, PIOTR, RULE, SANA, Ledger, set_owner

from handoff.adapters.salesforce import SalesforceConnection, SalesforceCrm
from handoff.adapters.salesforce.api import Api, Query
from handoff.adapters.salesforce.transport import Transport
from handoff.domain.record import Kind
from handoff.errors import (
    HandoffError,
    NotAuthorisedError,
    OutcomeUnknownError,
    RateLimitedError,
    SettingsError,
    VendorRefusedError,
    VendorUnavailableError,
)

EDIT = set_owner(Kind.DEAL, BOOKS, "005000000000002AAA", SANA)


def test_each_way_to_log_in_reaches_the_organisation(ledger: Ledger) -> None:
    """Client credentials, a signed assertion and a session all read the same users."""
    login = ledger.server.credentials["salesforce"]
    key, secret, private = (login[name] for name in ("consumer_key", "consumer_secret", "private_key"))
    ways = (
        {"consumer_key": key, "consumer_secret": secret},
        {"consumer_key": key, "private_key": private, "username": "leo@tallisreed.example"},
        {"session_id": "session-of-nora"},
    )
    assert len({tuple(ledger.crm(**way).owners()) for way in ways}) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"base_url": "https://firm.my.salesforce.com"},
        {"base_url": "https://firm.my.salesforce.com", "consumer_key": "k", "private_key": "p"},
        {"base_url": "https://example.com", "session_id": "s"},
        {"base_url": "https://firm.my.salesforce.com", "session_id": "s", "api_version": "latest"},
    ],
)
def test_connection_that_cannot_be_right_is_refused(given: dict[str, Any]) -> None:
    """Nothing to log in with, another host or no version is said before any call, with the connection's name."""
    with pytest.raises(SettingsError, match="handoff_salesforce"):
        SalesforceConnection("handoff_salesforce", **given)


def test_connection_tells_no_secret() -> None:
    """What a log may print of a connection holds no secret."""
    shown = repr(
        SalesforceConnection("c", "https://f.my.salesforce.com", "key", "the-secret", "user", "the-key", "the-session")
    )
    assert not any(word in shown for word in ("the-secret", "the-key", "the-session"))


def test_ended_session_is_renewed_once_and_the_call_sent_again(ledger: Ledger) -> None:
    """A session that ended in the middle costs one login; one that goes on being refused ends the call."""
    crm = ledger.crm()
    crm.owners()
    ledger.fault("unauthorized", path="/services/data/.*")
    crm.owners()
    assert ledger.calls().count("POST /services/oauth2/token") == 2
    ledger.fault("unauthorized", path="/services/data/.*", times=None)
    with pytest.raises(NotAuthorisedError):
        crm.owners()
    assert ledger.calls().count("POST /services/oauth2/token") == 3


def test_given_session_is_never_renewed(ledger: Ledger) -> None:
    """Where there is nothing to log in with, the end of the session says so."""
    with pytest.raises(NotAuthorisedError, match="nothing to log in with"):
        ledger.crm(session_id="session-that-ended").owners()


def test_wrong_secret_is_refused_without_being_told(ledger: Ledger) -> None:
    """The error names the connection and the code, and never the secret."""
    key = ledger.server.credentials["salesforce"]["consumer_key"]
    with pytest.raises(NotAuthorisedError) as caught:
        ledger.crm(consumer_key=key, consumer_secret="wrong-secret").owners()
    assert "handoff_salesforce" in str(caught.value)
    assert "wrong-secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("unavailable", VendorUnavailableError),
        ("html_error", VendorUnavailableError),
        ("server_error", VendorUnavailableError),
        ("query_timeout", VendorUnavailableError),
        ("concurrent_limit", RateLimitedError),
        ("request_limit_exceeded", RateLimitedError),
        ("forbidden", NotAuthorisedError),
    ],
)
def test_error_of_a_read_says_whether_a_retry_helps(ledger: Ledger, fault: str, error: type[HandoffError]) -> None:
    """Each refusal has its type, by its code and not by its status; none holds what was asked for."""
    ledger.fault(fault, path="/services/data/.*", times=None)
    with pytest.raises(error) as caught:
        ledger.crm().marks(RULE, LONG_AGO)
    assert "Moving On" not in str(caught.value)


def test_day_that_is_spent_is_not_waited_for(ledger: Ledger) -> None:
    """A limit of the day ends the call at once with the time to wait; one of the moment is waited out."""
    crm = ledger.crm()
    crm.owners()
    ledger.fault("concurrent_limit", path="/services/data/.*", times=2)
    crm.owners()
    assert len(ledger.waits) == 2
    ledger.fault("request_limit_exceeded", path="/services/data/.*")
    with pytest.raises(RateLimitedError) as caught:
        crm.owners()
    assert caught.value.retry_after == 3600
    assert len(ledger.waits) == 2


@pytest.mark.parametrize(
    ("fault", "error", "waits"),
    [("too_many_requests", RateLimitedError, [7.0, 7.0]), ("html_error", VendorUnavailableError, None)],
)
def test_answer_from_before_the_api_is_waited_out(
    ledger: Ledger, fault: str, error: type[HandoffError], waits: list[float] | None
) -> None:
    """A 429 or 503 without Salesforce's codes is tried again, a 429 after as long as it asks for; one that stays is
    transient.
    """
    crm = ledger.crm()
    crm.owners()
    ledger.fault(fault, path="/services/data/.*", times=2, retry_after=7)
    crm.owners()
    assert len(ledger.waits) == 2
    assert waits in (None, ledger.waits)
    ledger.fault(fault, path="/services/data/.*", times=None)
    with pytest.raises(error):
        crm.owners()


def test_gathering_on_a_day_that_is_spent_costs_one_call(ledger: Ledger) -> None:
    """With no request left each attempt is refused at its first call, and says so: no worker goes on asking."""
    crm = ledger.crm()
    crm.owners()
    ledger.fault("request_limit_exceeded", path="/services/data/.*", times=None)
    before = len(ledger.calls())
    with pytest.raises(RateLimitedError, match="in a day") as caught:
        list(crm.gather(MARK, CLIENT))
    assert len(ledger.calls()) == before + 1
    assert caught.value.mend


@pytest.mark.parametrize("fault", ["server_error", "html_error"])
def test_write_that_failed_in_an_unknown_way_is_not_sent_again(ledger: Ledger, fault: str) -> None:
    """A server's error after a write leaves its outcome to be read."""
    crm = ledger.crm()
    crm.observe([EDIT])
    ledger.fault(fault, path=".*/composite.*", body='OwnerId":', times=None)
    (answer,) = crm.apply([EDIT])
    assert isinstance(answer, OutcomeUnknownError)
    assert ledger.waits == []


def test_wrong_field_is_named_and_the_query_is_not_told(ledger: Ledger) -> None:
    """Salesforce cites the whole query with its values; the error keeps what is wrong with it."""
    rule = replace(RULE, property="Stage__c", value="Secret Project")
    with pytest.raises(VendorRefusedError, match="Stage__c") as caught:
        ledger.crm().marks(rule, LONG_AGO)
    assert "Secret Project" not in str(caught.value)


def test_server_that_is_not_there_is_unavailable() -> None:
    """Nobody at the address is an error that a retry may help against, of a write too, since it was never sent."""
    nowhere = SalesforceConnection("handoff_salesforce", "http://127.0.0.1:9", session_id="a-session")
    crm = SalesforceCrm(nowhere, sleep=lambda _: None)
    with pytest.raises(VendorUnavailableError):
        crm.owners()
    assert isinstance(crm.apply([set_owner(Kind.CONTACT, INES, PIOTR, SANA)])[0], VendorUnavailableError)


def test_answer_that_breaks_off_is_asked_for_again() -> None:
    """Part of a page is no page: neither where the line breaks nor where the JSON ends too soon."""
    page = b'{"done": true, "records": [{"Id": "001A"}, {"Id": "001B"}]}'
    answers = [(page[:40], len(page)), (page[:40], 40), (page, len(page))]

    class Breaking(BaseHTTPRequestHandler):
        """Sends some bytes and says how many it will send."""

        def do_GET(self) -> None:
            """Answer."""
            data, length = answers.pop(0)
            self.send_response(200)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(data)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

    waits: list[float] = []
    with HTTPServer(("127.0.0.1", 0), Breaking) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        connection = SalesforceConnection("handoff_salesforce", url, session_id="s")
        found = Api(Transport(connection, waits.append), connection.api_version).answer(Query("SELECT Id FROM Account"))
        server.shutdown()
    assert found.ids == ["001A", "001B"]
    assert (answers, len(waits)) == ([], 2)
