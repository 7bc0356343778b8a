"""A multipart/form-data body, as files are uploaded: its fields as text, its file as bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handoff_sandbox.hubspot.errors import HubSpotError, invalid

_PARAMETER = re.compile(r'(\w+\*?)=(?:"((?:[^"\\]|\\.)*)"|([^;]+))')


@dataclass(frozen=True)
class Form:
    """The parts of a body; `file` is the name and the bytes of the part that is a file, None where there is none."""

    fields: dict[str, str]
    file: tuple[str, bytes] | None


def read_form(content_type: str, raw: bytes) -> Form:
    """Take a body apart; raises HubSpot's 415 or 400."""
    kind, _, rest = content_type.partition(";")
    boundary = dict(_parameters(rest)).get("boundary")
    if kind.strip().lower() != "multipart/form-data" or not boundary:
        raise HubSpotError(415, "A file is uploaded as multipart/form-data", "VALIDATION_ERROR")
    fields: dict[str, str] = {}
    file: tuple[str, bytes] | None = None
    for part in (b"\r\n" + raw).split(b"\r\n--" + boundary.encode("latin-1"))[1:-1]:
        head, found, content = part.partition(b"\r\n\r\n")
        if not found:
            raise invalid("The body is not multipart/form-data")
        about = dict(_parameters(_disposition(head)))
        if "filename" in about:
            file = (about["filename"], content)
        else:
            fields[about.get("name", "")] = content.decode("utf-8", "replace")
    return Form(fields, file)


def _disposition(head: bytes) -> str:
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-disposition":
            return value
    return ""


def _parameters(text: str) -> list[tuple[str, str]]:
    return [(name.lower(), quoted or plain.strip()) for name, quoted, plain in _PARAMETER.findall(text)]
