"""Bodies of several parts, as uploads and batches have them: cut at their boundary, byte by byte.

The standard library's parser of mail is not used, since it takes long over headers and may touch line ends in content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_BOUNDARY = re.compile(r'boundary=(?:"([^"]+)"|([^;\s]+))', re.IGNORECASE)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True)
class Part:
    """One part: its headers by their names in lower case, and its content as it came."""

    headers: Mapping[str, str]
    content: bytes


def split(content_type: str, raw: bytes, kind: str) -> list[Part]:
    """Return the parts of a body of the kind 'multipart/…'; an empty list for any other body, or a broken one."""
    found = _BOUNDARY.search(content_type)
    if not found or not content_type.lower().startswith(kind):
        return []
    mark = re.escape(b"--" + (found[1] or found[2]).encode())
    ends = re.search(mark + rb"[ \t]*(\r?\n)", raw)  # as the first boundary's line ends, so do those of the others
    pieces = re.split(rb"(?:\A|" + (ends[1] if ends else b"\n") + rb")" + mark + rb"(?=--|[ \t]*\r?\n)", raw)
    return [_part(piece) for piece in pieces[1:] if not piece.startswith(b"--")]


def _part(piece: bytes) -> Part:
    piece = piece.lstrip(b" \t").removeprefix(b"\r").removeprefix(b"\n")
    if re.match(rb"\r?\n", piece):  # no header at all
        return Part({}, piece.removeprefix(b"\r").removeprefix(b"\n"))
    at = _BLANK_LINE.search(piece)
    head, content = (piece[: at.start()], piece[at.end() :]) if at else (piece, b"")
    unfolded = re.sub(r"\r?\n[ \t]+", " ", head.decode("latin-1"))
    lines = (line.partition(":") for line in unfolded.splitlines())
    return Part({name.strip().lower(): value.strip() for name, _, value in lines}, content)
