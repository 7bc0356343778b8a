"""What SEARCH and FETCH say of a stored message (RFC 3501, sections 6.4.4 and 6.4.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handoff_sandbox.mail.imap_syntax import Argument, ImapSyntaxError, parse_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handoff_sandbox.mail.mailbox import StoredMessage

_HEADERS = {"FROM", "TO", "CC", "SUBJECT"}
_FIELDS = re.compile(r"BODY(?:\.PEEK)?\[HEADER\.FIELDS \(([^)]*)\)\]", re.IGNORECASE)


def search_test(arguments: list[Argument], largest: int, largest_uid: int) -> Callable[[int, StoredMessage], bool]:
    """Return the test, of a message and its sequence number, that SEARCH's criteria ask for; all must hold."""
    tests = list(_tests(iter(arguments), largest, largest_uid))
    return lambda number, message: all(test(number, message) for test in tests)


def _tests(
    criteria: Iterator[Argument], largest: int, largest_uid: int
) -> Iterator[Callable[[int, StoredMessage], bool]]:
    for criterion in criteria:
        key = str(criterion).upper()
        if key in {"ALL", "SEEN", "UNDELETED", "UNDRAFT"}:
            continue
        if key == "CHARSET":
            _text(criteria)
        elif key == "HEADER":
            yield _has_header(_text(criteria), _text(criteria))
        elif key in _HEADERS:
            yield _has_header(key, _text(criteria))
        elif key == "UID":
            yield _uid_in(parse_set(_text(criteria), largest_uid))
        elif re.fullmatch(r"[\d:,*]+", key):
            yield _number_in(parse_set(key, largest))
        else:
            raise ImapSyntaxError(f"the sandbox does not search by {key}")


def _text(criteria: Iterator[Argument]) -> str:
    value = next(criteria, None)
    if not isinstance(value, str):
        raise ImapSyntaxError("a search key lacks its value")
    return value


def _has_header(name: str, value: str) -> Callable[[int, StoredMessage], bool]:
    return lambda _, message: any(value.lower() in str(v).lower() for v in message.parsed().get_all(name, []))


def _uid_in(uids: Callable[[int], bool]) -> Callable[[int, StoredMessage], bool]:
    return lambda _, message: uids(message.uid)


def _number_in(numbers: Callable[[int], bool]) -> Callable[[int, StoredMessage], bool]:
    return lambda number, _: numbers(number)


def fetch_item(item: str, message: StoredMessage) -> bytes:
    """Return one data item of a FETCH response: its name and its value."""
    name = item.upper().replace("BODY.PEEK[", "BODY[")
    if name == "UID":
        return b"UID %d" % message.uid
    if name == "FLAGS":
        return b"FLAGS (\\Seen)"
    if name == "RFC822.SIZE":
        return b"RFC822.SIZE %d" % len(message.raw)
    if name == "INTERNALDATE":
        return f'INTERNALDATE "{message.received:%d-%b-%Y %H:%M:%S} +0000"'.encode()
    return name.encode() + b" {%d}\r\n" % len(part := _part(item, name, message)) + part


def _part(item: str, name: str, message: StoredMessage) -> bytes:
    header, _, body = message.raw.partition(b"\r\n\r\n")
    if name in {"RFC822", "BODY[]"}:
        return message.raw
    if name in {"RFC822.HEADER", "BODY[HEADER]"}:
        return header + b"\r\n\r\n"
    if name in {"RFC822.TEXT", "BODY[TEXT]"}:
        return body
    if fields := _FIELDS.fullmatch(item):
        wanted = {field.lower() for field in fields[1].split()}
        lines = re.split(rb"\r\n(?![ \t])", header)
        kept = [line for line in lines if line.split(b":")[0].decode("latin-1").lower() in wanted]
        return b"".join(line + b"\r\n" for line in kept) + b"\r\n"
    raise ImapSyntaxError(f"the sandbox does not fetch {item}")
