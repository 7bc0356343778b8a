"""A saved mail (`.eml`): its subject as the heading, and its text, the plain one where there are two.

What is attached to it is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from handoff.adapters.documents.html import html_blocks
from handoff.domain.ports.tools import Block, BlockKind
from handoff.domain.summary.reading.plain import plain_blocks
from handoff.errors import InvalidRecordError


def mail_blocks(content: bytes) -> Iterator[Block]:
    """Yield the pieces of a mail in order; InvalidRecordError where it has no text."""
    mail = message_from_bytes(content, policy=policy.default)
    body = mail.get_body(("plain", "html")) if isinstance(mail, EmailMessage) else None
    if body is None:
        raise InvalidRecordError("The mail has no text of its own.")
    try:
        text = str(body.get_content())
    except (LookupError, ValueError) as error:
        raise InvalidRecordError("The mail's text is in an encoding that is not known.") from error
    subject = " ".join(str(mail.get("subject") or "").split())
    if subject:
        yield Block(BlockKind.HEADING, subject, ())
    above = (subject,) if subject else ()
    found = plain_blocks(text) if body.get_content_subtype() == "plain" else html_blocks(text)
    yield from (replace(block, path=(*above, *block.path)) for block in found)
