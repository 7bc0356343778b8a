"""Secrets that are known by what surrounds them: armoured keys, and credentials inside addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ARMOUR = re.compile(r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----.*?(?:-----END [A-Z0-9 ]*-----|\Z)", re.DOTALL)
_USER_INFO = re.compile(r"\b[a-z][a-z0-9+.-]{0,20}://[^\s/:@]*:([^\s/@]+(?:@[^\s/@]+)*)@(?=[\w.-])", re.IGNORECASE)
_DATABASE = re.compile(
    r"\b(?:postgres\w*|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|jdbc:\w+)(?:\+\w+)?://[^\s:@/]*:(\S+)@(?=[\w.-])",
    re.IGNORECASE,
)
_QUERY = re.compile(
    r"[?&;#](?:access_?token|auth_?token|token|api_?key|key|sig|signature|x-amz-(?:signature|credential|security-token)|password"
    r"|passwort|passwd|pwd|secret|client_?secret|auth|sas)=([^&\s#\"'<>)]{6,})",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\b(?:Basic|Bearer)\s+((?=[^\s]*\d)[A-Za-z0-9+/=._~-]{8,})")


def armoured_keys(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of private keys in their armour, or from its beginning on where the end is missing."""
    if "-----BEGIN" in text:
        yield from (match.span() for match in _ARMOUR.finditer(text))


def structured_secrets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of what stands for a password in an address or a header."""
    if "://" in text:
        for pattern in (_USER_INFO, _DATABASE, _QUERY):
            yield from (match.span(1) for match in pattern.finditer(text))
    yield from (match.span(1) for match in _HEADER.finditer(text))
