"""A minimal IMAP4rev1 server (RFC 3501), for reading back what was sent: the wire of one connection.

What it does not know it answers with BAD; TLS and IDLE are not offered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handoff_sandbox.mail.imap_session import ImapSession

if TYPE_CHECKING:
    import asyncio

_MAX_COMMAND = 65_536


async def serve_imap(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, session: ImapSession) -> None:
    """Answer one client's commands until it goes."""
    try:
        writer.write(b"* OK The sandbox's IMAP server is ready\r\n")
        while command := await _read_command(reader, writer):
            tag, name, rest = (*command.split(" ", 2), "", "")[:3]
            writer.write(session.answer(tag, name.upper(), rest))
            await writer.drain()
            if name.upper() == "LOGOUT":
                break
    except (ConnectionError, EOFError, ValueError):  # gone, in the middle of a literal, or a line without an end
        pass
    finally:
        writer.close()


async def _read_command(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str:
    """Read a line with the literals that it announces (section 4.3); empty at the end of the stream."""
    command = ""
    while True:
        line = (await reader.readline()).decode("latin-1")
        literal = re.search(r"\{(\d+)(\+?)\}\r\n$", line)
        if not literal:
            return (command + line).rstrip("\r\n")
        size = int(literal[1])
        if len(command) + size > _MAX_COMMAND:
            raise ValueError("the command is too long")
        if not literal[2]:
            writer.write(b"+ go on\r\n")
            await writer.drain()
        command += line + (await reader.readexactly(size)).decode("latin-1")
