"""Mail as a whole: the world's section, the two listeners, the credentials.

A message that was submitted by SMTP is in the IMAP folder Sent at once, as it is with Gmail and Microsoft 365.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from pydantic import Field

from handoff_sandbox.core.faults import OWN_FAULTS, FaultRule, Faults
from handoff_sandbox.core.ids import secret
from handoff_sandbox.core.world import Section, validate_section
from handoff_sandbox.mail.imap import serve_imap
from handoff_sandbox.mail.imap_session import ImapSession
from handoff_sandbox.mail.mailbox import Mailbox
from handoff_sandbox.mail.smtp import REPLIES, Catcher, smtp_session

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from handoff_sandbox.core.clock import Clock


class MailSection(Section):
    """The `mail` section of a world."""

    address: str = Field(pattern=r"^[^@\s]+@[^@\s]+$", description="the firm's address that letters come from")
    user: str | None = Field(default=None, description="the login; default: the address")
    password: str = Field(default_factory=lambda: secret(20), description="default: a new one at each start")
    smtp_auth: bool = Field(default=True, description="whether SMTP refuses mail without a login")


class Mail:
    """The mail servers of one world; raises WorldError for a bad section."""

    def __init__(self, section: Mapping[str, Any], clock: Clock, faults: Faults) -> None:
        self._section = validate_section(MailSection, section, "mail")
        self._clock, self._faults = clock, faults
        self.mailbox = Mailbox()
        self._ports = (0, 0)

    @property
    def _user(self) -> str:
        return self._section.user or self._section.address

    @asynccontextmanager
    async def listening(self, host: str, smtp_port: int, imap_port: int) -> AsyncIterator[None]:
        """Listen on both ports, 0 for free ones, for as long as the context is open."""
        loop = asyncio.get_running_loop()
        catcher = Catcher(self.mailbox, self._clock, self._faults, auth_required=self._section.smtp_auth)
        smtp = await loop.create_server(
            lambda: smtp_session(catcher, self._user, self._section.password),
            host,
            smtp_port,
        )
        imap = await asyncio.start_server(
            lambda reader, writer: serve_imap(
                reader, writer, ImapSession(self.mailbox, self._user, self._section.password)
            ),
            host,
            imap_port,
        )
        self._ports = (smtp.sockets[0].getsockname()[1], imap.sockets[0].getsockname()[1])
        try:
            yield
        finally:
            smtp.close()
            imap.close()

    def credentials(self, host: str) -> dict[str, Any]:
        """Return both servers' addresses and logins, as JSON; `host` is the name by which clients reach them."""
        login = {"user": self._user, "password": self._section.password}
        smtp_port, imap_port = self._ports
        return {
            "address": self._section.address,
            "smtp": {"host": host, "port": smtp_port} | (login if self._section.smtp_auth else {}),
            "imap": {"host": host, "port": imap_port} | login,
        }

    def check_fault(self, rule: FaultRule) -> None:
        """Raise ValueError for a rule that mail has no answer to."""
        if rule.fault not in OWN_FAULTS and rule.fault not in REPLIES:
            raise ValueError(f"mail has no fault {rule.fault!r}; it has {', '.join([*OWN_FAULTS, *REPLIES])}")
        if rule.method not in (None, "DATA"):
            raise ValueError(f"mail's faults have the method DATA, not {rule.method!r}")
