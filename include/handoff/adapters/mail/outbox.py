"""Sends messages by SMTP, each at most once.

What always holds: whatever goes wrong before the message's text is on its way leaves the letter unsent; once it is, a
lost answer is an unknown outcome, and nothing is sent again. Servers' own words may hold addresses and are not
repeated; their codes are. https://www.rfc-editor.org/rfc/rfc5321
"""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from typing import Self

from handoff.adapters.mail.connection import MailConnection, Security
from handoff.errors import (
    HandoffError,
    NotAuthorisedError,
    OutcomeUnknownError,
    SettingsError,
    VendorRefusedError,
    VendorUnavailableError,
)


class Outbox:
    """One SMTP connection, opened when first needed and again after it was lost; for one thread."""

    def __init__(self, connection: MailConnection) -> None:
        self._connection = connection
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close(politely=True)

    def send(self, message: EmailMessage, sender: str, recipient: str, record: str) -> None:
        """Send one message; an error of our tree that names `record`."""
        try:
            smtp = self._open()
            _check(smtp.mail(sender), record)
            _check(smtp.rcpt(recipient), record)
        except HandoffError:
            self._close(politely=True)
            raise
        except smtplib.SMTPAuthenticationError as error:
            self._close()
            raise NotAuthorisedError(
                f"The mail server refuses the login ({error.smtp_code}).",
                record=record,
                mend=f"Check user and password of connection '{self._connection.id}'.",
            ) from None
        except smtplib.SMTPNotSupportedError:
            self._close()
            raise SettingsError(
                "The mail server does not offer what the connection asks for.",
                record=record,
                mend=f"Check security and login of connection '{self._connection.id}'.",
            ) from None
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            raise VendorUnavailableError(
                f"The mail server can't be reached ({type(error).__name__}); nothing was sent.", record=record
            ) from None
        self._deliver(smtp, message.as_bytes(policy=SMTP), record)

    def _deliver(self, smtp: smtplib.SMTP, text: bytes, record: str) -> None:
        try:
            answer = smtp.data(text)
        except smtplib.SMTPDataError as error:  # the server does not want to begin
            answer = (error.smtp_code, b"")
        except (OSError, smtplib.SMTPException):
            self._close()
            raise OutcomeUnknownError("The mail server's answer to a letter was lost.", record=record) from None
        try:
            _check(answer, record)
        except HandoffError:
            self._close(politely=True)
            raise

    def _open(self) -> smtplib.SMTP:
        if self._smtp is None:
            wanted = self._connection
            context = ssl.create_default_context() if wanted.security is not Security.NONE else None
            if wanted.security is Security.TLS:
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(wanted.host, wanted.port, timeout=wanted.timeout, context=context)
            else:
                smtp = smtplib.SMTP(wanted.host, wanted.port, timeout=wanted.timeout)
            self._smtp = smtp
            if wanted.security is Security.STARTTLS:
                smtp.starttls(context=context)
            if wanted.user:
                smtp.login(wanted.user, wanted.password)
            smtp.ehlo_or_helo_if_needed()
        return self._smtp

    def _close(self, *, politely: bool = False) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            if politely:
                smtp.quit()
        except (OSError, smtplib.SMTPException):
            pass  # it is being left anyway
        finally:
            smtp.close()


def _check(answer: tuple[int, bytes], record: str) -> None:
    """Raise what a reply's code means; https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1."""
    code = answer[0]
    if code in (530, 535, 538):
        raise NotAuthorisedError(
            f"The mail server wants another login ({code}).", record=record, mend="Check the mail connection's login."
        )
    if code >= 500:
        raise VendorRefusedError(
            f"The mail server refuses the letter ({code}).",
            record=record,
            mend="Check the person's address and that the firm may send from its own.",
        )
    if code >= 400 or code < 200:
        raise VendorUnavailableError(f"The mail server puts the letter off ({code}).", record=record)
