"""What a rule says of a record: a draft of a claim, or that something was looked for and is empty.

A draft becomes a claim once it has its source and its text has passed the redaction. Drafts of one section with the
same content words are one claim with several sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handoff.domain.dossier import Section, Source


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim to be. `sources` empty stands for the record that is being read.

    `rank` orders the claims of a section, lower first; `due` and `urgent` are an open item's; `about` is
    the short name of what it is about, where the text says more than that; `values` is what the cells of a row say,
    where the text has their heads too; `lapses` says of something open that nothing tells whether it still is once its
    day is past.
    """

    section: Section
    text: str
    label: str = ""
    rank: int = 50
    due: datetime | None = None
    urgent: bool = False
    sources: tuple[Source, ...] = ()
    about: str = ""
    values: str = ""
    lapses: bool = False


@dataclass(frozen=True, slots=True)
class Nothing:
    """A section was looked for in a record that would say it, and nothing is there.

    `done` is what the record says is done, where it says so.
    """

    section: Section
    done: str = ""


Said = Draft | Nothing


def holds(one: Said, other: Said) -> bool:
    """Whether a draft says all that another of its section says."""
    if not isinstance(one, Draft) or not isinstance(other, Draft):
        return False
    return one.section is other.section and other.text in one.text
