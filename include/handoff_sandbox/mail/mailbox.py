"""The mailbox that everything sent ends in, as the Sent folder of a mail service does. Nothing is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import EmailMessage


@dataclass(frozen=True)
class StoredMessage:
    """One message as it was submitted; `uid` counts from 1 and is never used again."""

    uid: int
    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    received: datetime

    def parsed(self) -> EmailMessage:
        """Return the message with decoded headers."""
        return message_from_bytes(self.raw, policy=policy.default)

    def as_json(self) -> dict[str, Any]:
        """Return the envelope, the headers that people look at, and the texts."""
        message = self.parsed()
        plain, html = message.get_body(("plain",)), message.get_body(("html",))
        return {
            "uid": self.uid,
            "received": self.received.isoformat(),
            "sender": self.sender,
            "recipients": list(self.recipients),
            "message_id": message["Message-ID"],
            "from": message["From"],
            "to": message["To"],
            "subject": message["Subject"],
            "text": plain.get_content() if plain else None,
            "html": html.get_content() if html else None,
            "attachments": [part.get_filename() for part in message.iter_attachments()],
        }


class Mailbox:
    """Keeps the messages in the order in which they came."""

    def __init__(self) -> None:
        self.messages: list[StoredMessage] = []
        self.next_uid = 1

    def add(self, raw: bytes, sender: str, recipients: tuple[str, ...], received: datetime) -> StoredMessage:
        """Keep a message and return it."""
        message = StoredMessage(self.next_uid, raw, sender, recipients, received)
        self.next_uid += 1
        self.messages.append(message)
        return message

    def clear(self) -> None:
        """Forget all messages; their uids are not given out again."""
        self.messages.clear()
