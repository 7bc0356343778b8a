"""The rule by which a dossier is judged: planted facts, and when a claim says one. docs/evaluation.md explains it.

A planted fact is `{section, text, records}`. A claim matches it when it stands in that section, cites one of those
records, and holds the content words of its text.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from handoff.domain.dossier import Section

RECORD_SECTIONS = (
    Section.WORK,
    Section.LOOSE_ENDS,
    Section.DEADLINES,
    Section.ACCESS,
    Section.MONEY,
    Section.PEOPLE,
)
"""Sections that rest on records: recall and precision of 0.9."""

TEXT_SECTIONS = (Section.GOALS, Section.CHALLENGES, Section.DECISIONS, Section.TACIT)
"""Sections that rest on free text: precision of 0.9, recall of 0.75."""

_NAMES = {
    "deliverables": Section.WORK,
    "work": Section.WORK,
    "goals": Section.GOALS,
    "decisions": Section.DECISIONS,
    "deadlines": Section.DEADLINES,
    "access": Section.ACCESS,
    "records": Section.RECORDS,
    "tacit": Section.TACIT,
    "tacit facts": Section.TACIT,
    "condition": Section.CONDITION,
}
_NUMBER = re.compile(r"\d+(?:[.,'\u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")
_SALESFORCE = re.compile(r"salesforce/\w+/\w{3}0*(\d+)[A-Z0-5]{3}")
_STOP_WORDS = """
    a about after all an and any are as at be been before but by can could did do does for from had has have he her
    his how i if in into is it its may more must no nor not of on only or our out over s she should so than that the
    their them then there these they this to too until up us was we were what when where which who whom will with would
    you your
    aber als am an auch auf aus bei bis das dass dem den der des die doch durch ein eine einem einen einer eines er es
    fur hat haben hier ich ihr ihre im in ist kann mit nach nicht noch nur oder sei sein seine seit sich sie sind so
    soll uber um und uns unser unter vom von vor war was weil wenn wer werden wie wir wird wurde zu zum zur
    al algo ante como con contra cual cuando de del desde donde e el ella ellos en entre era es esta este fue ha hasta
    hay la las le les lo los mas me mi muy ni no nos o para pero por que se ser si sin sobre su sus tambien un una uno
    unos y ya
"""
_STOP = frozenset(_STOP_WORDS.split())
"""English, German and Spanish words that carry no content of their own, without accents."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One planted fact. One that is `optional` is true and may be said: it counts for precision, not for recall."""

    section: Section
    text: str
    records: frozenset[str]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One claim of a dossier, as its JSON has it."""

    section: Section
    text: str
    records: tuple[str, ...]


@dataclass(slots=True)
class Score:
    """What was found and what was said in one section."""

    found: int = 0
    planted: int = 0
    right: int = 0
    said: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Planted facts that a claim matches; 1 where none was planted."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """Claims that match a planted fact; 1 where nothing was said."""
        return self.right / self.said if self.said else 1.0

    def add(self, other: Score) -> None:
        """Take another world's score in."""
        self.found += other.found
        self.planted += other.planted
        self.right += other.right
        self.said += other.said
        self.missed += other.missed
        self.wrong += other.wrong


def section_of(name: str | int) -> Section:
    """Find a section by number, title, name or the short words of docs/evaluation.md; ValueError."""
    words = str(name).strip().lower().replace("_", " ")
    for section in Section:
        if words in (str(section.number), section.title.lower(), section.name.lower().replace("_", " ")):
            return section
    if words in _NAMES:
        return _NAMES[words]
    raise ValueError(f"{name!r} is no section of the dossier")


def load_facts(path: Path) -> tuple[list[Fact], Mapping[str, Any]]:
    """Read a file of planted facts: a list, or `facts` beside `mark`; return both."""
    data = json.loads(path.read_text()) if path.suffix == ".json" else yaml.safe_load(path.read_text())
    given, mark = (data, {}) if isinstance(data, list) else (data["facts"], data.get("mark") or {})
    facts = [
        Fact(
            section_of(item["section"]),
            str(item["text"]),
            frozenset(str(record) for record in item["records"]),
            bool(item.get("optional", False)),
        )
        for item in given
    ]
    return facts, mark


def claims_of(dossier: Mapping[str, Any]) -> list[Said]:
    """Read the claims of a dossier's JSON."""
    return [
        Said(
            section_of(section["number"]),
            f"{claim['label']} {claim['text']}".strip(),
            tuple(source["record"] for source in claim["sources"]),
        )
        for section in dossier["sections"]
        for claim in section["claims"]
    ]


def content_words(text: str) -> frozenset[str]:
    """Return a text's words that carry content: lower case, without accents; numbers without their separators."""
    spelled = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in spelled if not unicodedata.combining(letter))
    bare = _NUMBER.sub(_plain_number, bare)
    return frozenset(word for word in _WORD.findall(bare) if word not in _STOP)


def matches(claim: Said, fact: Fact) -> bool:
    """Whether a claim says a planted fact."""
    return (
        claim.section is fact.section
        and any(is_record(record, wanted) for record in claim.records for wanted in fact.records)
        and content_words(fact.text) <= content_words(claim.text)
    )


def judge(claims: Iterable[Said], facts: Sequence[Fact]) -> dict[Section, Score]:
    """Score each section that is judged."""
    scores = {section: Score() for section in (*RECORD_SECTIONS, *TEXT_SECTIONS)}
    by_section = [claim for claim in claims if claim.section in scores]
    for fact in facts:
        if fact.section in scores and not fact.optional:
            score = scores[fact.section]
            score.planted += 1
            if any(matches(claim, fact) for claim in by_section):
                score.found += 1
            else:
                score.missed.append(fact.text)
    for claim in by_section:
        score = scores[claim.section]
        score.said += 1
        if any(matches(claim, fact) for fact in facts):
            score.right += 1
        else:
            score.wrong.append(claim.text)
    return scores


def is_record(record: str, wanted: str) -> bool:
    """Whether a record (`vendor/kind/id`) is the one that a fact names by its id, by `kind/id` or in full.

    A world numbers the records of Salesforce, which get an id of 18 characters of that; a fact may have the number.
    """
    key = record.rpartition("/")[2]
    number = _SALESFORCE.fullmatch(record)
    return wanted in (record, record.partition("/")[2], key, number and number[1]) or f"/{wanted}/" in record


def _plain_number(found: re.Match[str]) -> str:
    number = re.sub(r"[.,'\u00a0\u202f](?=\d{3}(?!\d))", "", found.group())
    return re.sub(r"[.,]0+$", "", number).replace(",", ".")
