"""People, owners and the client, as the domain speaks of them."""

from __future__ import annotations

from dataclasses import dataclass

from handoff.domain.ids import PersonId
from handoff.domain.record import RecordRef

PUBLIC_HOSTS = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "yahoo.com",
        "icloud.com",
        "gmx.de",
        "gmx.net",
        "web.de",
        "t-online.de",
    ]
)
"""Mail services of which nobody is the owner."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the firm, of the client or beyond. The only value that holds personal data by name."""

    id: PersonId
    email: str
    name: str = ""
    phone: str = ""
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """A CRM user who can own records. `id` is the vendor's id for assigning, `user` the user's own, if another."""

    id: str
    email: str
    name: str
    active: bool
    user: str = ""


@dataclass(frozen=True, slots=True)
class Client:
    """The company that is leaving.

    `domains` are its mail domains in lower case; `folder_id` is the Drive folder of its engagement; `record` its
    company record.
    """

    record: RecordRef
    name: str
    domains: tuple[str, ...]
    folder_id: str

    def owns_address(self, email: str) -> bool:
        """Whether an address belongs to one of the client's domains (or a sub-domain of one)."""
        host = email.rpartition("@")[2].lower()
        return any(host == domain or host.endswith(f".{domain}") for domain in self.domains)
