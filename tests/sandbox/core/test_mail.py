"""Mail, by Python's own clients: submitted by SMTP, read back by IMAP, and the faults between."""

from __future__ import annotations

import imaplib
import smtplib
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage, Message
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starting import Serve

    from handoff_sandbox.core.server import Server


@pytest.fixture
def server(sandbox: Serve) -> Server:
    """Return a server with mail only."""
    return sandbox({"mail": {"address": "studio@fieldnote.example", "password": "pass word"}})


def letter(number: int = 1, body: str = "Dear Helena,\n.\nthank you.\n") -> EmailMessage:
    """Return a letter with text and HTML."""
    message = EmailMessage()
    message["From"], message["To"] = "studio@fieldnote.example", "helena@marlowfinch.example"
    message["Subject"], message["Message-ID"] = f"Adiós, gracias {number}", f"<letter-{number}@fieldnote.example>"
    message.set_content(body)
    message.add_alternative("<p>Dear Helena</p>", subtype="html")
    return message


@contextmanager
def smtp(server: Server) -> Iterator[smtplib.SMTP]:
    """Log in by SMTP."""
    login = server.credentials["mail"]["smtp"]
    with smtplib.SMTP(login["host"], login["port"], timeout=10) as client:
        client.login(login["user"], login["password"])
        yield client


@contextmanager
def imap(server: Server, folder: str | None = "Sent") -> Iterator[imaplib.IMAP4]:
    """Log in by IMAP and open the folder."""
    login = server.credentials["mail"]["imap"]
    with imaplib.IMAP4(login["host"], login["port"], timeout=10) as client:
        client.login(login["user"], login["password"])
        if folder:
            assert client.select(folder, readonly=True)[0] == "OK"
        yield client


def inbox(server: Server) -> list[dict[str, Any]]:
    """Return what the admin API shows."""
    messages: list[dict[str, Any]] = httpx.get(f"{server.base_url}/_sandbox/mail").json()
    return messages


def set_fault(server: Server, fault: str, **rule: Any) -> None:
    """Put a rule for mail in force."""
    rule = {"vendor": "mail", "fault": fault, **rule}
    httpx.post(f"{server.base_url}/_sandbox/faults", json=rule).raise_for_status()


def test_mail_sent_is_listed_with_envelope_and_text(server: Server) -> None:
    """The admin API shows a message as a person would see it, and forgets it when told."""
    with smtp(server) as client:
        client.send_message(letter())
    [message] = inbox(server)
    assert message["recipients"] == ["helena@marlowfinch.example"]
    assert message["subject"] == "Adiós, gracias 1"
    assert message["text"].replace("\r\n", "\n") == "Dear Helena,\n.\nthank you.\n"
    assert "<p>Dear Helena</p>" in message["html"]
    assert httpx.delete(f"{server.base_url}/_sandbox/mail").json() == []


def test_mail_needs_a_login(server: Server) -> None:
    """Without a login nothing is taken, and a wrong one is refused."""
    login = server.credentials["mail"]["smtp"]
    with smtplib.SMTP(login["host"], login["port"], timeout=10) as client:
        with pytest.raises(smtplib.SMTPSenderRefused) as refused:
            client.send_message(letter())
        assert refused.value.smtp_code == 530
        with pytest.raises(smtplib.SMTPAuthenticationError):
            client.login(login["user"], "wrong")
    assert inbox(server) == []


def test_mail_without_login_where_the_world_says_so(sandbox: Serve) -> None:
    """`smtp_auth: false` takes mail from anybody, and offers no login in the credentials."""
    server = sandbox({"mail": {"address": "studio@fieldnote.example", "smtp_auth": False}})
    login = server.credentials["mail"]["smtp"]
    assert set(login) == {"host", "port"}
    with smtplib.SMTP(login["host"], login["port"], timeout=10) as client:
        client.send_message(letter())
    assert len(inbox(server)) == 1


def test_imap_finds_a_sent_message_by_its_id(server: Server) -> None:
    """What was submitted is in Sent at once, byte for byte, and found by its Message-ID and no other."""
    with smtp(server) as client:
        for number in (1, 2, 3):
            client.send_message(letter(number))
    with imap(server) as client:
        assert client.uid("SEARCH", "HEADER", "Message-ID", "<letter-2@fieldnote.example>") == ("OK", [b"2"])
        assert client.search(None, "HEADER", "Message-ID", '"<letter-9@fieldnote.example>"') == ("OK", [b""])
        _, fetched = client.uid("FETCH", "2", "(RFC822)")
        assert isinstance(fetched[0], tuple)
        read = message_from_bytes(fetched[0][1])
        assert read["Message-ID"] == "<letter-2@fieldnote.example>"
        part = read.get_payload(0)
        assert isinstance(part, Message)
        text = part.get_payload()
        assert isinstance(text, str)
        assert text.replace("\r\n", "\n") == "Dear Helena,\n.\nthank you.\n"


def test_imap_fetches_parts_and_attributes(server: Server) -> None:
    """BODY[], headers, chosen header fields, sizes, flags and dates can be asked for, in one FETCH."""
    with smtp(server) as client:
        client.send_message(letter())
    items = "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID TO)] BODY[])"
    with imap(server) as client:
        status, parts = client.fetch("1:*", items)
    assert status == "OK"
    [fields, whole] = [part for part in parts if isinstance(part, tuple)]
    assert b"UID 1 FLAGS (\\Seen) INTERNALDATE" in fields[0]
    assert sorted(fields[1].strip().split(b"\r\n")) == [
        b"Message-ID: <letter-1@fieldnote.example>",
        b"To: helena@marlowfinch.example",
    ]
    assert b"RFC822.SIZE %d " % len(whole[1]) in fields[0]


def test_imap_searches_by_other_keys(server: Server) -> None:
    """Subject, addressee and sets of numbers are searched, all keys together; text may come as a literal."""
    with smtp(server) as client:
        client.send_message(letter(1))
        client.send_message(letter(2))
    with imap(server) as client:
        assert client.search(None, "SUBJECT", "gracias", "TO", "HELENA")[1] == [b"1 2"]
        assert client.search(None, "2:*", "ALL")[1] == [b"2"]
        assert client.uid("SEARCH", "UID", "1")[1] == [b"1"]
        client.literal = b"gracias 2"  # type: ignore[assignment]  # typeshed says text; imaplib sends bytes
        assert client.search("UTF-8", "SUBJECT")[1] == [b"2"]


def test_imap_lists_folders_and_knows_what_came_meanwhile(server: Server) -> None:
    """Sent bears its special use; NOOP tells of a message that came after SELECT; INBOX is empty."""
    with imap(server) as client:
        assert any(b"\\Sent" in line for line in client.list()[1] if isinstance(line, bytes))
        with smtp(server) as sender:
            sender.send_message(letter())
        client.noop()
        assert client.response("EXISTS")[1][-1] == b"1"
        assert client.select("INBOX", readonly=True) == ("OK", [b"0"])


def test_imap_refuses_what_is_wrong(server: Server) -> None:
    """A wrong login and an unknown folder are NO; an unknown command or search key is BAD, not an empty success."""
    login = server.credentials["mail"]["imap"]
    with imaplib.IMAP4(login["host"], login["port"]) as client, pytest.raises(imaplib.IMAP4.error, match="wrong user"):
        client.login(login["user"], "wrong")
    with imap(server, folder=None) as client:
        assert client.select("Drafts")[0] == "NO"
        assert client.select("Sent")[0] == "OK"
        with pytest.raises(imaplib.IMAP4.error, match="does not search by BODY"):
            client.search(None, "BODY", "x")
        with pytest.raises(imaplib.IMAP4.error, match="has no command"):
            client.expunge()


def test_mail_fault_drop_after_success_keeps_the_message(server: Server) -> None:
    """The sender cannot know whether it was sent; the Sent folder can."""
    set_fault(server, "drop_after_success", path="helena@.*")
    with pytest.raises(smtplib.SMTPServerDisconnected), smtp(server) as client:
        client.send_message(letter())
    with imap(server) as reader:
        assert reader.search(None, "HEADER", "Message-ID", "letter-1@")[1] == [b"1"]


@pytest.mark.parametrize(("fault", "code"), [("temporary_failure", 451), ("unavailable", 421), ("rejected", 554)])
def test_mail_fault_refuses_once_and_keeps_nothing(server: Server, fault: str, code: int) -> None:
    """The reply is SMTP's own, and a second attempt gets through."""
    set_fault(server, fault)
    with pytest.raises(smtplib.SMTPDataError) as refused, smtp(server) as client:
        client.send_message(letter())
    assert refused.value.smtp_code == code
    with smtp(server) as client:
        client.send_message(letter())
    assert len(inbox(server)) == 1


def test_mail_fault_drop_before_keeps_nothing(server: Server) -> None:
    """The connection closes and the message is lost."""
    set_fault(server, "drop_before")
    with pytest.raises(smtplib.SMTPServerDisconnected), smtp(server) as client:
        client.send_message(letter())
    assert inbox(server) == []


@pytest.mark.parametrize(
    ("rule", "message"),
    [({"fault": "earthquake"}, "mail has no fault"), ({"fault": "rejected", "method": "RCPT"}, "have the method DATA")],
)
def test_mail_fault_that_cannot_work_is_refused(server: Server, rule: dict[str, str], message: str) -> None:
    """A typing error in a rule is told at once."""
    refused = httpx.post(f"{server.base_url}/_sandbox/faults", json={"vendor": "mail", **rule})
    assert (refused.status_code, message in refused.json()["error"]) == (400, True)
