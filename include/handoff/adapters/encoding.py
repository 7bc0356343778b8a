"""Bytes to text: a byte order mark, then what the media type says, then UTF-8, then line by line.

A file may mix encodings (a UTF-8 file into which Windows text was pasted): then each line that is no UTF-8 is read as
Windows-1252, which is what Western European offices write. Where so many letters are none of ASCII's that the text is
in another script (Cyrillic, Greek, Hebrew, Chinese …), charset-normalizer is asked. Binary data is refused.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from handoff.errors import InvalidRecordError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_LOOKED_AT = 4096
_GUESSED_FROM = 65_536
_FOREIGN = 0.5
"""Of a Western text's letters, less than a sixth are outside ASCII."""
_TELLING = 40
"""Fewer letters tell no script."""


def decode(content: bytes, parameters: str = "") -> str:
    """Return the text of some bytes; `parameters` are those of the media type. InvalidRecordError on binary data."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strict(content.removeprefix(mark) if name == "utf-8" else content, name)
    if guessed := _utf16(content):
        return _strict(content, guessed)
    if b"\x00" in content[:_LOOKED_AT]:
        raise InvalidRecordError("The document is binary data, not text.")
    said = _CHARSET.search(parameters)
    for name in (said.group(1), "utf-8") if said else ("utf-8",):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return _other_script(content) or "".join(_line(line) for line in content.splitlines(keepends=True))


def _other_script(content: bytes) -> str:
    """Return the text of an older encoding of another script, "" where it is Western or can't be told."""
    head = content[:_GUESSED_FROM]
    letters = sum(byte > 127 or chr(byte).isalpha() for byte in head)
    if letters < _TELLING or sum(byte > 127 for byte in head) < letters * _FOREIGN:
        return ""
    best = from_bytes(head).best()
    try:
        return "" if best is None else content.decode(best.encoding)
    except UnicodeDecodeError:
        return ""


def _strict(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise InvalidRecordError(f"The document begins as {name} text and does not go on as such.") from error


def _utf16(content: bytes) -> str:
    """Tell UTF-16 without a mark by its zero bytes, which stand at every other place in Western text."""
    head = content[:_LOOKED_AT]
    if len(head) < 4:
        return ""
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    return "utf-16-le" if odd > 0.4 and even < 0.05 else "utf-16-be" if even > 0.4 and odd < 0.05 else ""


def _line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
