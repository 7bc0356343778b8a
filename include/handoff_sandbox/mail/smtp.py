"""The SMTP side: takes every message into the mailbox, unless a fault rule says otherwise.

A rule for vendor "mail" is matched with method DATA and the first recipient's address as its path. Its own faults are
SMTP's temporary and permanent replies.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from typing import TYPE_CHECKING, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from handoff_sandbox.core.faults import DROP_AFTER_SUCCESS, DROP_BEFORE

if TYPE_CHECKING:
    from handoff_sandbox.core.clock import Clock
    from handoff_sandbox.core.faults import FaultRule, Faults
    from handoff_sandbox.mail.mailbox import Mailbox

logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd's, which would print every client that goes away

REPLIES = {
    "unavailable": "421 4.3.2 Service shutting down and closing transmission channel",
    "temporary_failure": "451 4.3.0 Local error in processing, try again later",
    "rejected": "554 5.7.1 Message rejected",
}
"""What each of mail's faults answers."""


class Catcher:
    """aiosmtpd's handler: asks for the login where one is required, and stores what was sent."""

    def __init__(self, mailbox: Mailbox, clock: Clock, faults: Faults, *, auth_required: bool) -> None:
        self._mailbox, self._clock, self._faults = mailbox, clock, faults
        self._auth_required = auth_required

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the sender; asked for here since aiosmtpd's own check warns of the missing TLS at every connection."""
        if self._auth_required and not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep the message and answer 250, or do what the fault rule says."""
        recipients = tuple(envelope.rcpt_tos)
        rule = self._faults.take("mail", "DATA", recipients[0])
        if rule and rule.seconds:
            await asyncio.sleep(rule.seconds)
        if rule is None or _keeps(rule):
            self._mailbox.add(envelope.original_content or b"", envelope.mail_from or "", recipients, self._clock.now())
        if rule and rule.fault in (DROP_BEFORE, DROP_AFTER_SUCCESS):
            cast("asyncio.Transport", server.transport).abort()
        elif rule and rule.fault == "unavailable":
            asyncio.get_running_loop().call_soon(cast("asyncio.Transport", server.transport).close)
        return REPLIES.get(rule.fault, "250 OK") if rule else "250 OK"


def _keeps(rule: FaultRule) -> bool:
    return rule.after_success or not (rule.fault in REPLIES or rule.fault == DROP_BEFORE)


def smtp_session(catcher: Catcher, user: str, password: str) -> SMTP:
    """Return the protocol for one connection; AUTH PLAIN and LOGIN work without TLS, which loopback does not need."""

    def authenticate(
        _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, login: object
    ) -> AuthResult:
        known = isinstance(login, LoginPassword) and (
            hmac.compare_digest(login.login, user.encode()) and hmac.compare_digest(login.password, password.encode())
        )
        return AuthResult(success=known, handled=False)

    return SMTP(
        catcher,
        hostname="sandbox.localhost",
        ident="Handoff sandbox",
        enable_SMTPUTF8=True,
        authenticator=authenticate,
        auth_require_tls=False,
    )
