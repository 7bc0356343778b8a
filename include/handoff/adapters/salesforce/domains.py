"""Which mail domains are an account's, since Salesforce has no field for them: its website's, and its contacts' own.

Advisers and private addresses stand among contacts too. So where there is a website, a contact's domain counts only if
it is that of the website, above or below it or the same name elsewhere (firm.com, firm.de); where there is none, it
counts if more than half of the contacts are there. Public mail services never count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

_PUBLIC = frozenset(
    (
        "126", "163", "aol", "fastmail", "free", "gmail", "gmx", "googlemail", "hotmail", "icloud", "laposte", "libero",
        "live", "mac", "mail", "mailbox", "me", "msn", "naver", "orange", "outlook", "posteo", "proton", "protonmail",
        "qq", "t-online", "web", "wp", "yahoo", "yandex", "ymail", "zoho",
    )
)  # fmt: skip
"""The names of mail services that anybody can use, wherever they are: yahoo.com, yahoo.co.uk."""

_HOST = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+")
_SECOND = frozenset({"ac", "co", "com", "edu", "gov", "net", "or", "org"})
"""What stands before a country where names are given a level below: firm.co.uk."""


def domains_of(website: str, addresses: Iterable[str]) -> tuple[str, ...]:
    """Return an account's mail domains in lower case, its website's first."""
    site = host_of(website)
    counts = Counter(filter(_HOST.fullmatch, (address.rpartition("@")[2].lower().strip() for address in addresses)))
    if site and not is_public(site):
        others = [domain for domain in counts if _name(domain) == _name(site) and not is_public(domain)]
        return tuple(dict.fromkeys([site, *sorted(others)]))
    total = sum(counts.values())
    return tuple(domain for domain, count in counts.items() if count * 2 > total and not is_public(domain))


def host_of(website: str) -> str:
    """Return the host of an address as people write it, without www; "" for what is none."""
    text = website.strip().lower()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.").rstrip(".")
    return host if _HOST.fullmatch(host) else ""


def is_public(domain: str) -> bool:
    """Whether anybody can have an address at a domain."""
    return _name(domain) in _PUBLIC


def _name(domain: str) -> str:
    """The part of a domain that somebody has registered, without what it was registered under: firm of a.firm.co.uk."""
    parts = domain.split(".")
    below = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SECOND else 2
    return parts[-below]
