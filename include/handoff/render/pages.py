"""The dossier as its templates take it: pages of groups of claims, and the condition that stands above all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from handoff.domain.cuts import Cut
from handoff.domain.dossier import Claim, Dossier, Finding, Page, Section
from handoff.render.filters import count

CUTS = {
    Cut.CLIENT: (
        "The client's copy",
        "The client. It rests on what the client provided, what was prepared for the client and what was delivered.",
    ),
    Cut.SUCCESSOR: (
        "The successor's copy",
        "Who takes over. It rests on the records that may be handed on; what is internal is not in it.",
    ),
    Cut.INTERNAL: (
        "Internal copy",
        "The firm alone. It rests on all records, internal ones too: do not send it on.",
    ),
}
"""Name and reader of each cut."""

COLOURS = ("red", "amber", "green")


@dataclass(frozen=True, slots=True)
class Condition:
    """The condition now: a colour, or the finding where there is none; and its paragraph, "" where there is none."""

    word: str
    text: str

    @classmethod
    def of(cls, dossier: Dossier) -> Condition:
        """Find the condition: the first claim that names a colour by its label or its first word."""
        page = next(page for page in dossier.pages if page.section is Section.CONDITION)
        for claim in page.claims:
            words = f"{claim.label} {claim.text}".replace(":", " ").replace(",", " ").replace(".", " ").lower().split()
            if words and words[0] in COLOURS:
                return cls(words[0], claim.text)
        return cls(Finding.UNKNOWN.value if page.claims else page.finding.value, "")


@dataclass(frozen=True, slots=True)
class Line:
    """One claim as it is set: what it says first, and the details that follow a dash."""

    claim: Claim

    @property
    def lead(self) -> str:
        """What the claim says, without its details."""
        return self.claim.text.partition(" — ")[0]

    @property
    def details(self) -> str:
        """The details, "" where there are none."""
        return self.claim.text.partition(" — ")[2]


def groups(page: Page) -> Iterator[tuple[str, list[Line]]]:
    """Yield the claims of a page, those that follow each other with the same label together."""
    for label, claims in groupby(page.claims, key=lambda claim: claim.label.strip()):
        yield label, [Line(claim) for claim in claims]


def gaps(dossier: Dossier) -> tuple[Page, ...]:
    """Return the pages of which nothing is known."""
    return tuple(page for page in dossier.pages if not page.claims and page.finding is Finding.UNKNOWN)


def read_by(dossier: Dossier) -> str:
    """Say by whom records were read, where not by the rules alone; "" where they were."""
    if not dossier.sorted_records:
        return ""
    records = count(dossier.sorted_records, "record")
    return f"A language model said which lines of {records} tell what; each line stands as its record has it"
