"""Looks by IMAP whether letters were sent: in the folder Sent, by their Message-ID.

https://www.rfc-editor.org/rfc/rfc3501, https://www.rfc-editor.org/rfc/rfc6154 (which folder is Sent)
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from handoff.adapters.mail.connection import MailConnection, Security, SentFolder
from handoff.errors import NotAuthorisedError, SettingsError, VendorUnavailableError

_SENT = re.compile(rb"\((?=[^)]*\\Sent\b)[^)]*\) (?:\"[^\"]*\"|NIL) (.+)", re.IGNORECASE)


def find(connection: MailConnection, sent: SentFolder, message_ids: Iterable[str]) -> set[str]:
    """Return those of some Message-IDs (with brackets) that stand in the folder; an error where it can't be read."""
    try:
        with _opened(connection, sent) as imap:
            return {message_id for message_id in message_ids if _holds(imap, message_id)}
    except (OSError, imaplib.IMAP4.error) as error:
        raise VendorUnavailableError(
            f"The folder of sent mail can't be read ({type(error).__name__}).", record=f"connection {connection.id}"
        ) from None


@contextmanager
def _opened(connection: MailConnection, sent: SentFolder) -> Iterator[imaplib.IMAP4]:
    context = ssl.create_default_context() if sent.security is not Security.NONE else None
    if sent.security is Security.TLS:
        imap: imaplib.IMAP4 = imaplib.IMAP4_SSL(sent.host, sent.port, ssl_context=context, timeout=connection.timeout)
    else:
        imap = imaplib.IMAP4(sent.host, sent.port, timeout=connection.timeout)
    try:
        if sent.security is Security.STARTTLS:
            imap.starttls(context)
        _log_in(imap, connection, sent)
        _select(imap, connection, sent)
        yield imap
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            imap.logout()


def _log_in(imap: imaplib.IMAP4, connection: MailConnection, sent: SentFolder) -> None:
    try:
        imap.login(sent.user, sent.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        raise NotAuthorisedError(
            "The IMAP server refuses the login.",
            record=f"connection {connection.id}",
            mend="Check the IMAP user and password of the mail connection.",
        ) from None


def _select(imap: imaplib.IMAP4, connection: MailConnection, sent: SentFolder) -> None:
    folder = _quoted(sent.folder) if sent.folder else _marked(imap)
    answer, _ = imap.select(folder, readonly=True)
    if answer != "OK":
        raise SettingsError(
            "The mailbox has no such folder of sent mail.",
            record=f"connection {connection.id}",
            mend="Name the folder in the mail connection.",
        )


def _marked(imap: imaplib.IMAP4) -> str:
    """Return the folder that the server marks as the one for sent mail, else the usual name, quoted."""
    _, lines = imap.list()
    found = (_SENT.fullmatch(line) for line in lines if isinstance(line, bytes))
    name = next((match[1] for match in found if match), b'"Sent"').decode()
    return name if name.startswith('"') else _quoted(name)


def _holds(imap: imaplib.IMAP4, message_id: str) -> bool:
    answer, found = imap.uid("SEARCH", "HEADER", "Message-ID", _quoted(message_id))
    if answer != "OK":  # which must not pass for "not found": the letter would go out again
        raise imaplib.IMAP4.error("the search was refused")
    return any(line and line.strip() for line in found)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
