"""Which company of the CRM a row of a manifest means.

What always holds: a row means one company or none; where what it says of it does not agree with the CRM it means none,
since the wrong client handed off is the worst that can happen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handoff.domain.people import Client


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row says of its company: the CRM's id, or a name and perhaps a mail domain; "" where it says nothing."""

    record: str = ""
    name: str = ""
    domain: str = ""


def is_id(own: str, text: str) -> bool:
    """Whether a text is a certain id; Salesforce's are also written with 15 of their 18 characters."""
    return bool(text) and (own == text or (len(text) == 15 and len(own) == 18 and own[:15] == text))


def has_id(company: Client, text: str) -> bool:
    """Whether a text is a company's id."""
    return is_id(company.record.id, text)


def has_name(company: Client, text: str) -> bool:
    """Whether a text is a company's name, but for case and white space."""
    return _plain(company.name) == _plain(text)


def has_domain(company: Client, text: str) -> bool:
    """Whether a mail domain is a company's, or below one of its."""
    return company.owns_address(f"@{text.strip().lower().removeprefix('@').removeprefix('www.')}")


def meant(wanted: Wanted, found: Sequence[Client]) -> Sequence[Client]:
    """Return those of some companies that a row may mean: one where it is clear."""
    if wanted.record:
        return [one for one in found if has_id(one, wanted.record)]
    named = [one for one in found if has_name(one, wanted.name)]
    if not wanted.domain:
        return named
    return [one for one in named if has_domain(one, wanted.domain)] or [one for one in named if not one.domains]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
