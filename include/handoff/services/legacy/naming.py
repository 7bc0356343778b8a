"""Naming: which of the companies that were found a row means, or why that can't be told."""

from __future__ import annotations

from collections.abc import Sequence

from handoff.domain.legacy.manifest import Column
from handoff.domain.legacy.matching import has_domain, has_id, has_name, meant
from handoff.domain.people import Client
from handoff.services.legacy.draft import Draft

SHOWN = 5
"""Companies of a name that a fault names by id."""


def choose(draft: Draft, found: Sequence[Client]) -> Client | None:
    """Return the company that a row means; None, and a fault on the row, where that is none or not clear."""
    wanted = draft.wanted
    some = meant(wanted, found)
    if len(some) > 1:
        ids = ", ".join(company.record.id for company in some[:SHOWN])
        draft.fault(
            Column.CLIENT,
            f"{len(some)} companies may be meant: {ids}{' and more' if len(some) > SHOWN else ''}.",
            "Write the one's id under record.",
        )
        return None
    if not some:
        _say_why_none(draft, found)
        return None
    (company,) = some
    if wanted.record and wanted.name and not has_name(company, wanted.name):
        draft.fault(
            Column.RECORD,
            f"The company of this id is called '{company.name}', and not as the row says.",
            "Correct the id; or write the name as the CRM has it, or leave it empty.",
        )
        return None
    if wanted.record and wanted.domain and company.domains and not has_domain(company, wanted.domain):
        draft.fault(
            Column.RECORD,
            "The company of this id has another domain than the row says.",
            "Correct the one that is wrong, or leave the domain empty.",
        )
        return None
    return company


def _say_why_none(draft: Draft, found: Sequence[Client]) -> None:
    wanted = draft.wanted
    merged = next((company for company in found if wanted.record and not has_id(company, wanted.record)), None)
    if merged is not None:
        draft.fault(Column.RECORD, f"It was merged into {merged.record.id}.", f"Write {merged.record.id}.")
    elif wanted.record:
        mend = "Correct it, or leave it empty and write the company's name."
        draft.fault(Column.RECORD, "The CRM has no company of this id, or does not show it to us.", mend)
    elif found and has_name(found[0], wanted.name):
        ids = ", ".join(company.record.id for company in found[:SHOWN])
        mend = "Correct the domain or leave it empty, or write the company's id under record."
        draft.fault(Column.DOMAIN, f"The company of this name has another domain ({ids}).", mend)
    elif found:
        called = f"'{found[0].name}' ({found[0].record.id})"
        mend = "Write that name if it is meant, or the company's id under record."
        draft.fault(Column.CLIENT, f"No company has this name; the domain is that of {called}.", mend)
    else:
        mend = "Write the name as the CRM has it, or the company's id under record."
        draft.fault(Column.CLIENT, "The CRM has no company of this name, or does not show it to us.", mend)
