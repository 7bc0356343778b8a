"""Letters: sent once, found again, refused and lost, against the sandbox's mail servers."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from handoff.adapters.artifacts import ArtifactStore
from handoff.adapters.mail import MailConnection, Security, SentFolder, SmtpMail
from handoff.domain.change import Change, ChangeKind, Phase, satisfied
from handoff.domain.ids import PersonId
from handoff.domain.ports.vendors import Done, Seen
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import (
    HandoffError,
    InvalidRecordError,
    NotAuthorisedError,
    NotFoundError,
    OutcomeUnknownError,
    SettingsError,
    SettlementNeededError,
    VendorRefusedError,
    VendorUnavailableError,
)
from handoff_sandbox.core.faults import FaultRule
from handoff_sandbox.core.server import Server

SENDER, CLIENT = "hello@fieldnote.example", "cleo@client.example"
DATA = {"vendor": "mail", "method": "DATA"}


class People:
    """A directory of two people."""

    def email(self, person: PersonId) -> str:
        """Return a person's address."""
        known = {"p-1": CLIENT, "p-2": "zoë@client.example", "p-3": "no address", "p-4": "cleo@bücher.example"}
        if person not in known:
            raise NotFoundError("There is no such person.", record=f"person {person}")
        return known[person]

    def identify(self, email: str, name: str = "") -> PersonId:  # noqa: ARG002 - the port's signature
        """Return a person's id."""
        return PersonId("p-1")


@dataclass
class Post:
    """A running mail service, the adapter on it, and what it holds."""

    server: Server
    mail: SmtpMail
    connection: MailConnection
    artifacts: ArtifactStore

    def letter(self, number: int = 1, person: str = "p-1", **more: Any) -> Change:
        """Return the change of sending one letter."""
        content = {"subject": "Grüße und Dank", "text": "Goodbye — and thanks.\n", "html": "<p>Goodbye</p>"} | more
        after = {
            "sent": True,
            "to": person,
            "subject": content["subject"],
            "content": self.artifacts.put(json.dumps(content).encode()),
        }
        record = RecordRef(Vendor.MAIL, Kind.LETTER, f"h-1.letter-{number}@fieldnote.example")
        return Change(ChangeKind.SEND_LETTER, record, {"sent": False}, after, Phase.FAREWELL, "It is sent.")

    def messages(self) -> list[EmailMessage]:
        """Return what was sent."""
        assert self.server.mail is not None
        stored = self.server.mail.mailbox.messages
        return [message_from_bytes(item.raw, policy=policy.default) for item in stored]

    def fault(self, fault: str, times: int | None = 1, **more: Any) -> None:
        """Let the sending of letters go wrong."""
        self.server.faults.add(FaultRule(**DATA, fault=fault, times=times, **more))

    def with_connection(self, **more: Any) -> SmtpMail:
        """Return an adapter with another connection."""
        return SmtpMail(replace(self.connection, **more), People(), self.artifacts)


Serve = Callable[..., Post]


@pytest.fixture
def serve(artifacts: ArtifactStore) -> Iterator[Serve]:
    """Return a function that serves mail and opens the adapter on it."""
    with ExitStack() as servers:

        def start(**section: Any) -> Post:
            head = {"world": {"name": "test"}, "firm": {"name": "Fieldnote", "domains": ["fieldnote.example"]}}
            server = servers.enter_context(Server(head | {"mail": {"address": SENDER} | section}))
            given = server.credentials["mail"]
            connection = MailConnection(
                id="mail_default",
                host=given["smtp"]["host"],
                port=given["smtp"]["port"],
                user=given["smtp"].get("user", ""),
                password=given["smtp"].get("password", ""),
                security=Security.NONE,
                sender_name="Fieldnote Studio",
                sender_email=SENDER,
                reply_to="olga@fieldnote.example",
                timeout=5,
                sent=SentFolder(**given["imap"], security=Security.NONE),
            )
            return Post(server, SmtpMail(connection, People(), artifacts), connection, artifacts)

        yield start


@pytest.fixture
def post(serve: Serve) -> Post:
    """Return a mail service that asks for a login."""
    return serve()


def seen(post: Post, change: Change) -> Seen | HandoffError:
    """Return what is seen of one letter."""
    (found,) = post.mail.observe([change])
    return found


def test_letter_is_sent_as_what_it_is(post: Post) -> None:
    """Both forms, the headers of automatic mail, and the Message-ID that is the record's id."""
    change = post.letter()
    assert post.mail.apply([change]) == [Done()]
    (message,) = post.messages()
    assert {name: message[name] for name in ("From", "To", "Reply-To", "Subject", "Message-ID", "Auto-Submitted")} == {
        "From": f"Fieldnote Studio <{SENDER}>",
        "To": CLIENT,
        "Reply-To": "olga@fieldnote.example",
        "Subject": "Grüße und Dank",
        "Message-ID": "<h-1.letter-1@fieldnote.example>",
        "Auto-Submitted": "auto-generated",
    }
    assert message["Date"].datetime.tzinfo is not None
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert plain.get_content().splitlines() == ["Goodbye — and thanks."]
    assert html is not None
    assert html.get_content().splitlines() == ["<p>Goodbye</p>"]


def test_letter_is_seven_bits_and_short_lines_on_the_way(post: Post) -> None:
    """Every server on the way may take it, however long the HTML's lines are."""
    post.mail.apply([post.letter(html="<p>" + "Grüße " * 500 + "</p>")])
    assert post.server.mail is not None
    raw = post.server.mail.mailbox.messages[0].raw
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_letter_is_seen_once_it_is_sent(post: Post) -> None:
    """What is seen satisfies the change afterwards and not before, for that letter only."""
    change, other = post.letter(1), post.letter(11)
    assert seen(post, change) == Seen({"sent": False})
    post.mail.apply([other])
    assert seen(post, change) == Seen({"sent": False})
    post.mail.apply([change])
    found = seen(post, change)
    assert isinstance(found, Seen)
    assert satisfied(change, found.fields)


def test_letters_go_out_over_one_connection_and_are_seen_over_one(post: Post) -> None:
    """Many letters are one session each way, answered in order."""
    changes = [post.letter(number) for number in range(20)]
    assert list(post.mail.apply(changes)) == [Done()] * 20
    assert [message["Message-ID"] for message in post.messages()] == [f"<{change.record.id}>" for change in changes]
    assert all(isinstance(found, Seen) and found.fields == changes[0].after for found in post.mail.observe(changes[:1]))
    assert len(post.mail.observe(changes)) == 20


@pytest.mark.parametrize("person", ["p-2", "p-3", "p-4"])
def test_letter_to_an_address_that_mail_can_not_have_is_named(post: Post, person: str) -> None:
    """An address beyond ASCII, or one that is none, is the record's error and is not shown."""
    (answer,) = post.mail.apply([post.letter(person=person)])
    assert isinstance(answer, InvalidRecordError)
    assert "client" not in str(answer)
    assert post.messages() == []


def test_letter_needs_no_login_where_the_server_has_none(serve: Serve) -> None:
    """Without a user nothing is logged in."""
    post = serve(smtp_auth=False)
    assert post.connection.user == ""
    assert post.mail.apply([post.letter()]) == [Done()]


def test_letter_whose_answer_was_lost_is_found_and_not_sent_again(post: Post) -> None:
    """The outcome is unknown, the letter is there once, and is seen."""
    post.fault("drop_after_success")
    change = post.letter()
    (answer,) = post.mail.apply([change])
    assert isinstance(answer, OutcomeUnknownError)
    assert answer.record == str(change.record)
    assert len(post.messages()) == 1
    found = seen(post, change)
    assert isinstance(found, Seen)
    assert satisfied(change, found.fields)


def test_letter_that_was_lost_before_it_arrived_is_seen_as_not_sent(post: Post) -> None:
    """The outcome is unknown here too, and reading settles it the other way."""
    post.fault("drop_before")
    change = post.letter()
    assert isinstance(post.mail.apply([change])[0], OutcomeUnknownError)
    assert seen(post, change) == Seen({"sent": False})
    assert post.mail.apply([change]) == [Done()]
    assert len(post.messages()) == 1


def test_letters_after_a_lost_connection_go_out_over_another(post: Post) -> None:
    """One letter's trouble is its own."""
    post.fault("drop_after_success", skip=1)
    answers = post.mail.apply([post.letter(number) for number in range(3)])
    assert [type(answer) for answer in answers] == [Done, OutcomeUnknownError, Done]
    assert len(post.messages()) == 3


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("temporary_failure", VendorUnavailableError),
        ("unavailable", VendorUnavailableError),
        ("rejected", VendorRefusedError),
    ],
)
def test_letter_that_the_server_does_not_take_is_not_sent(post: Post, fault: str, error: type[HandoffError]) -> None:
    """4xx may go better later, 5xx will not; neither names the address, and the next letter goes out."""
    post.fault(fault)
    answers = post.mail.apply([post.letter(1), post.letter(2)])
    assert isinstance(answers[0], error)
    assert "@client" not in str(answers[0])
    assert answers[1] == Done()
    assert [message["Message-ID"] for message in post.messages()] == ["<h-1.letter-2@fieldnote.example>"]


def test_letter_to_somebody_unknown_is_its_own_error(post: Post) -> None:
    """A person, a text or an address that does not do stops no other letter."""
    unknown, wrong, bare = post.letter(1, "p-9"), post.letter(2, "p-3"), post.letter(3)
    bare = replace(bare, after=dict(bare.after) | {"content": post.artifacts.put(b"{}")})
    answers = post.mail.apply([unknown, wrong, bare, post.letter(4)])
    assert [type(answer) for answer in answers] == [NotFoundError, InvalidRecordError, InvalidRecordError, Done]
    assert len(post.messages()) == 1


def test_letter_with_a_broken_subject_is_refused(post: Post) -> None:
    """A subject with a line break could add headers; it is not sent."""
    (answer,) = post.mail.apply([post.letter(subject="Hello\r\nBcc: all@client.example")])
    assert isinstance(answer, InvalidRecordError)
    assert post.messages() == []


def test_letter_can_not_be_called_back(post: Post) -> None:
    """A change that takes a letter back is refused."""
    change = post.letter()
    assert isinstance(post.mail.apply([replace(change, after={"sent": False})])[0], VendorRefusedError)


def test_wrong_login_is_named_on_every_letter_without_the_address(post: Post) -> None:
    """SMTP's refusal names the connection."""
    answers = post.with_connection(password="wrong").apply([post.letter(1), post.letter(2)])
    assert [type(answer) for answer in answers] == [NotAuthorisedError] * 2
    assert "mail_default" in str(answers[0])
    assert "@client" not in str(answers[0])


def test_missing_login_is_named(post: Post) -> None:
    """A server that wants a login and gets none says so before the letter."""
    (answer,) = post.with_connection(user="").apply([post.letter()])
    assert isinstance(answer, NotAuthorisedError)
    assert post.messages() == []


def test_security_that_the_server_does_not_offer_is_a_settings_error(post: Post) -> None:
    """No letter goes out in the clear where the connection asks for STARTTLS."""
    (answer,) = post.with_connection(security=Security.STARTTLS).apply([post.letter()])
    assert isinstance(answer, SettingsError)
    assert post.messages() == []


def test_mail_server_that_nobody_runs_is_unavailable(post: Post) -> None:
    """Nothing was sent, and both ways say so for each letter."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert post.connection.sent is not None
    gone = post.with_connection(port=port, sent=replace(post.connection.sent, port=port))
    assert [type(answer) for answer in gone.apply([post.letter(1), post.letter(2)])] == [VendorUnavailableError] * 2
    assert [type(answer) for answer in gone.observe([post.letter(1), post.letter(2)])] == [VendorUnavailableError] * 2


def test_mail_server_that_expects_tls_otherwise_is_unavailable(post: Post) -> None:
    """A handshake that fails sends nothing."""
    (answer,) = post.with_connection(security=Security.TLS).apply([post.letter()])
    assert isinstance(answer, VendorUnavailableError)


def test_observe_without_imap_asks_a_person(post: Post) -> None:
    """Where nothing can be read back, each letter says so."""
    blind = post.with_connection(sent=None)
    assert [type(found) for found in blind.observe([post.letter(1), post.letter(2)])] == [SettlementNeededError] * 2
    assert blind.apply([post.letter()]) == [Done()]


def test_observe_with_a_wrong_login_is_refused(post: Post) -> None:
    """IMAP's refusal is not 'not sent'."""
    assert post.connection.sent is not None
    wrong = post.with_connection(sent=replace(post.connection.sent, password="wrong"))
    (found,) = wrong.observe([post.letter()])
    assert isinstance(found, NotAuthorisedError)


def test_observe_looks_into_the_folder_that_is_named(post: Post) -> None:
    """Another folder holds no letters; one that is not there is a settings error."""
    post.mail.apply([post.letter()])
    assert post.connection.sent is not None
    elsewhere = post.with_connection(sent=replace(post.connection.sent, folder="INBOX"))
    nowhere = post.with_connection(sent=replace(post.connection.sent, folder="Nowhere"))
    assert elsewhere.observe([post.letter()]) == [Seen({"sent": False})]
    assert [type(found) for found in nowhere.observe([post.letter()])] == [SettingsError]


def test_observe_of_nothing_opens_no_connection(post: Post) -> None:
    """No letters, no calls."""
    gone = post.with_connection(port=1, sent=SentFolder("127.0.0.1", 1))
    assert gone.observe([]) == []
    assert gone.apply([]) == []


def test_mail_connection_keeps_its_secrets_out_of_its_own_words(post: Post) -> None:
    """No password and no address shows where a connection is printed."""
    shown = repr(post.connection)
    assert post.connection.password not in shown
    assert "@" not in shown
