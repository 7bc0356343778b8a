"""The firm itself, and the marks of its CRMs."""

from __future__ import annotations

from dataclasses import dataclass

from handoff.domain.record import Kind

_KINDS = {"opportunity": Kind.DEAL, "account": Kind.COMPANY}
"""Salesforce's words for the kinds of record that can be marked."""


@dataclass(frozen=True, slots=True)
class Firm:
    """The firm that runs Handoff: its name, its mail domains, and who signs the letter."""

    name: str
    domains: tuple[str, ...]
    sender_name: str
    sender_email: str
    reply_to: str


@dataclass(frozen=True, slots=True)
class MarkRule:
    """Which status of which CRM is the mark, and where its fields stand, by the vendor's property names.

    `connection` is the Airflow connection's id; a property that is "" is not used.
    """

    connection: str
    record: str
    property: str
    value: str
    successor: str
    reason: str = ""
    decided_by: str = ""
    cutoff: str = ""
    company_folder: str = ""


def kind_marked(rule: MarkRule) -> Kind:
    """Return the kind of record that is marked, in the domain's words."""
    return _KINDS.get(rule.record) or Kind(rule.record)
