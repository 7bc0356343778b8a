"""The firm's mail behind the product's port: sends letters once, and reads back whether they were sent."""

from __future__ import annotations

from collections.abc import Sequence

from handoff.adapters.mail import sent
from handoff.adapters.mail.connection import MailConnection
from handoff.adapters.mail.letter import compose, message_id
from handoff.adapters.mail.outbox import Outbox
from handoff.domain.change import Change, ChangeKind
from handoff.domain.ids import ArtifactRef, PersonId
from handoff.domain.ports.tools import Artifacts
from handoff.domain.ports.vendors import Done, PeopleDirectory, Seen
from handoff.domain.record import Vendor
from handoff.errors import HandoffError, SettlementNeededError, VendorRefusedError


class SmtpMail:
    """Mail by SMTP, read back by IMAP where the connection has it; may be shared by threads."""

    vendor = Vendor.MAIL
    workers = 1
    kinds = frozenset({ChangeKind.SEND_LETTER})

    def __init__(self, connection: MailConnection, people: PeopleDirectory, artifacts: Artifacts) -> None:
        self._connection = connection
        self._people = people
        self._artifacts = artifacts

    def observe(self, changes: Sequence[Change]) -> Sequence[Seen | HandoffError]:
        """Return for each letter whether it was sent; SettlementNeededError for each where nothing can be read back.

        A letter that is found is the one that was meant, since its Message-ID is ours.
        """
        if self._connection.sent is None:
            return [
                SettlementNeededError(
                    "Whether this letter was sent can't be read back.",
                    record=str(change.record),
                    mend="Look in the folder of sent mail, or give the mail connection its IMAP settings.",
                )
                for change in changes
            ]
        try:
            found = sent.find(self._connection, self._connection.sent, map(message_id, changes)) if changes else set()
        except HandoffError as error:
            return [error for _ in changes]
        return [Seen(change.after if message_id(change) in found else {"sent": False}) for change in changes]

    def apply(self, changes: Sequence[Change]) -> Sequence[Done | HandoffError]:
        """Send each letter once, over one connection."""
        with Outbox(self._connection) as outbox:
            return [self._send(change, outbox) for change in changes]

    def _send(self, change: Change, outbox: Outbox) -> Done | HandoffError:
        try:
            if not change.after.get("sent"):
                raise VendorRefusedError("A letter that was sent can't be called back.", record=str(change.record))
            to = self._people.email(PersonId(str(change.after["to"])))
            content = self._artifacts.get(ArtifactRef(str(change.after["content"])))
            message = compose(change, to, content, self._connection)
            outbox.send(message, self._connection.sender_email, to, str(change.record))
        except HandoffError as error:
            return error
        return Done()
