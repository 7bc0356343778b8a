"""The commands of one IMAP session (RFC 3501): what each answers, and in which state it is allowed.

Two folders: Sent, which is the mailbox, and an empty INBOX; both read-only, every message is seen.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from handoff_sandbox.mail.imap_messages import fetch_item, search_test
from handoff_sandbox.mail.imap_syntax import Argument, ImapSyntaxError, parse_arguments, parse_set, quote

if TYPE_CHECKING:
    from collections.abc import Callable

    from handoff_sandbox.mail.mailbox import Mailbox, StoredMessage

    Command = Callable[[list[Argument]], bytes]

_UID_VALIDITY = 1


class _NoError(Exception):
    """The command is understood but fails: answered with NO."""


class ImapSession:
    """A client's state, from the greeting to LOGOUT."""

    def __init__(self, mailbox: Mailbox, user: str, password: str) -> None:
        self._mailbox, self._login = mailbox, (user, password)
        self._logged_in = False
        self._folder: str | None = None
        self._always: dict[str, Command] = {
            "CAPABILITY": lambda _: b"* CAPABILITY IMAP4rev1 LITERAL+ SPECIAL-USE UNSELECT\r\n",
            "NOOP": lambda _: self._exists() if self._folder else b"",
            "LOGOUT": lambda _: b"* BYE\r\n",
            "LOGIN": self._log_in,
        }
        self._authenticated: dict[str, Command] = {
            "LIST": lambda _: b'* LIST (\\HasNoChildren) "/" INBOX\r\n* LIST (\\HasNoChildren \\Sent) "/" Sent\r\n',
            "SELECT": self._select,
            "EXAMINE": self._select,
        }
        self._selected: dict[str, Command] = {
            "CHECK": lambda _: b"",
            "CLOSE": self._close,
            "UNSELECT": self._close,
            "SEARCH": self._search,
            "FETCH": self._fetch,
            "UID SEARCH": lambda arguments: self._search(arguments, by_uid=True),
            "UID FETCH": lambda arguments: self._fetch(arguments, by_uid=True),
        }

    def answer(self, tag: str, name: str, rest: str) -> bytes:
        """Return the whole answer to a command: the untagged lines and OK, NO or BAD."""
        try:
            arguments = parse_arguments(rest)
            if name == "UID" and arguments:
                name = f"UID {arguments.pop(0)}".upper()
            untagged = self._command(name)(arguments)
        except ImapSyntaxError as error:
            return f"{tag} BAD {error}\r\n".encode("latin-1", "replace")
        except _NoError as error:
            return f"{tag} NO {error}\r\n".encode("latin-1", "replace")
        return untagged + f"{tag} OK {name} completed\r\n".encode("latin-1")

    def _command(self, name: str) -> Command:
        if name in self._authenticated and not self._logged_in:
            raise _NoError("log in first")
        if name in self._selected and not self._folder:
            raise _NoError("select a folder first")
        commands = self._always | self._authenticated | self._selected
        if name not in commands:
            raise ImapSyntaxError(f"the sandbox has no command {name}")
        return commands[name]

    def _log_in(self, arguments: list[Argument]) -> bytes:
        given = [str(argument).encode() for argument in arguments]
        wanted = [text.encode() for text in self._login]
        if len(given) != 2 or not all(map(hmac.compare_digest, given, wanted)):
            raise _NoError("[AUTHENTICATIONFAILED] wrong user or password")
        self._logged_in = True
        return b""

    def _messages(self) -> list[tuple[int, StoredMessage]]:
        return list(enumerate(self._mailbox.messages, start=1)) if self._folder == "SENT" else []

    def _exists(self) -> bytes:
        return b"* %d EXISTS\r\n* 0 RECENT\r\n" % len(self._messages())

    def _select(self, arguments: list[Argument]) -> bytes:
        folder = str(arguments[0]).upper() if arguments else ""
        self._folder = folder if folder in {"SENT", "INBOX"} else None
        if self._folder is None:
            raise _NoError(f"[NONEXISTENT] there is no folder {quote(folder)}")
        state = f"* OK [UIDVALIDITY {_UID_VALIDITY}]\r\n* OK [UIDNEXT {self._mailbox.next_uid}]\r\n"
        flags = "* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS ()]\r\n"
        return self._exists() + (flags + state).encode()

    def _close(self, _: list[Argument]) -> bytes:
        self._folder = None
        return b""

    def _search(self, arguments: list[Argument], *, by_uid: bool = False) -> bytes:
        messages = self._messages()
        test = search_test(arguments, len(messages), messages[-1][1].uid if messages else 0)
        found = [message.uid if by_uid else number for number, message in messages if test(number, message)]
        return ("* SEARCH" + "".join(f" {number}" for number in found) + "\r\n").encode()

    def _fetch(self, arguments: list[Argument], *, by_uid: bool = False) -> bytes:
        if len(arguments) != 2 or not isinstance(arguments[0], str):
            raise ImapSyntaxError("FETCH takes a set and the items")
        items = [str(item) for item in (arguments[1] if isinstance(arguments[1], list) else [arguments[1]])]
        if by_uid and "UID" not in map(str.upper, items):
            items.insert(0, "UID")
        messages = self._messages()
        largest = messages[-1][1].uid if by_uid and messages else len(messages)
        wanted = parse_set(arguments[0], largest)
        return b"".join(
            b"* %d FETCH (" % number + b" ".join(fetch_item(item, message) for item in items) + b")\r\n"
            for number, message in messages
            if wanted(message.uid if by_uid else number)
        )
