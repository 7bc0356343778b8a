"""Values to render: a dossier of any claims, and what the letter, the note and the ask are given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from handoff.domain.canonical import Json
from handoff.domain.dossier import Claim, Dossier, Finding, Page, Section, Source, Unread
from handoff.domain.ids import HandoffId
from handoff.domain.record import Kind, RecordRef, Vendor

MADE_AT = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
CUTOFF = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
DEAL = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "8002")
LINK = "{link:google_drive/file/new:h-123456789abc-dossier}"


def source(
    title: str = "The retainer", url: str = "https://crm.example/deals/8002", author: str = "Maya Okafor"
) -> Source:
    """Return a source."""
    return Source(DEAL, title, url, author, MADE_AT)


def claim(
    section: Section, text: str = "It stands so.", label: str = "", sources: Sequence[Source] = (source(),)
) -> Claim:
    """Return a claim."""
    return Claim(section, text, tuple(sources), label)


def dossier(
    *claims: Claim,
    client: str = "Marlow & Finch",
    firm: str = "Fieldnote Studio",
    none: Sequence[Section] = (),
    unread: Sequence[Unread] = (),
    cutoff: datetime | None = CUTOFF,
) -> Dossier:
    """Return a dossier of some claims; sections without any are unknown but for those in `none`."""
    pages = []
    for section in Section:
        own = tuple(one for one in claims if one.section is section)
        empty = Finding.NONE if section in none else Finding.UNKNOWN
        pages.append(Page(section, Finding.KNOWN if own else empty, own))
    return Dossier(HandoffId("h-123456789abc"), client, firm, 3, MADE_AT, cutoff, tuple(pages), tuple(unread))


def letter_values(**given: str) -> dict[str, str]:
    """Return what the letter is made of."""
    return {
        "firm": "Fieldnote Studio",
        "client": "Marlow & Finch",
        "recipient": "Helena Marlow",
        "successor": "Jonas Weber",
        "successor_email": "jonas@fieldnote.example",
        "cutoff": "2026-11-24T10:15:00.000000Z",
        "sender": "Maya Okafor",
        "reply_to": "hello@fieldnote.example",
        "keeps": "",
        "folders_until": "",
        "files_until": "",
    } | given


def ask_values(**given: Json) -> dict[str, Json]:
    """Return what an ask's body is made of."""
    values: dict[str, Json] = {
        "client": "Marlow & Finch",
        "handoff": "h-123456789abc",
        "digest": "5c" * 32,
        "counts": {"set_owner": 1200, "send_letter": 3},
        "irreversible": {"send_letter": 3},
        "left_out": 1,
        "cutoff": "2026-11-24T10:15:00.000000Z",
        "link": "https://airflow.example/handoff/handoffs/h-123456789abc",
        "refused_because": "",
        "why": "",
        "undo": False,
        "for_people": 0,
        "approvals": 1,
        "second": False,
    }
    return values | given
