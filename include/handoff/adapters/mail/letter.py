"""Composes a letter as a message: plain text and HTML, as mail that a machine sends.

https://www.rfc-editor.org/rfc/rfc3834 (Auto-Submitted), https://www.rfc-editor.org/rfc/rfc5322 (Message-ID)
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from handoff.adapters.mail.connection import MailConnection
from handoff.domain.change import Change
from handoff.errors import InvalidRecordError


def message_id(change: Change) -> str:
    """Return the Message-ID of a letter, with its brackets."""
    return f"<{change.record.id}>"


def compose(change: Change, to: str, content: bytes, connection: MailConnection) -> EmailMessage:
    """Return the message for a change; `content` is JSON with `subject`, `text` and `html`. InvalidRecordError."""
    message = EmailMessage(policy=SMTP)
    try:
        to.encode("ascii")  # what lies beyond would need every server on the way to take it
        letter = json.loads(content)
        message["Subject"] = letter["subject"]
        message["From"] = Address(connection.sender_name, addr_spec=connection.sender_email)
        message["To"] = Address(addr_spec=to)
        if connection.reply_to:
            message["Reply-To"] = Address(addr_spec=connection.reply_to)
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Message-ID"] = message_id(change)
        message["Auto-Submitted"] = "auto-generated"
        # Quoted-printable, since not every server on the way takes eight bits and lines as long as HTML has them.
        message.set_content(letter["text"], cte="quoted-printable")
        message.add_alternative(letter["html"], subtype="html", cte="quoted-printable")
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise InvalidRecordError(
            f"The letter can't be written as a message ({type(error).__name__}).",
            record=str(change.record),
            mend="Check the person's address, the sender's and the letter's template.",
        ) from None
    return message
