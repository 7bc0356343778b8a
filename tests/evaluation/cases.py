"""The cases: papers of made-up engagements, marked with what a successor has to be told. The weights learn from them.

A case is one YAML file: `client`, `people` (the client's), `firm_people`, `records` ({id, kind, title, text}) and
`marks` ({record, about, quote}), where a quote is a whole sentence of the record as it stands there. What nobody marked
says nothing. The texts are read as the product reads them. In `planted/` are those into whose records what has to be
told was planted, in `worlds/` the sentences of the evaluation's worlds, marked by their planted facts; the others were
written as papers and marked afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from corpus import CASES

from handoff.adapters.documents.markdown import markdown_blocks
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.summary.cues.weights import SUBJECTS
from handoff.domain.summary.reading.generality import names_of
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.passages import Passages
from handoff.domain.summary.reading.plain import plain_blocks
from handoff.domain.summary.reading.words import sentences, words

PLANTED = frozenset(("planted", "worlds"))
"""The folders of cases whose authors planned first what has to be told."""

_COMPANY = RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "1")
_FEWEST = 3
"""A sentence of fewer words is one of a quote only where it is all of it: '12 August.' may come of a bad cut."""

_TASK = "task"
"""Tasks are told whole by their status, so there is nothing to learn of their sentences."""
_BY_STATUS = {"ticket": {"open"}}
"""What the record's own status says, and no sentence of it."""

_MARKUP = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of one passage that follow one another, and the subjects of each: none says nothing."""

    case: str
    language: str
    passage: Passage
    sentences: tuple[str, ...]
    subjects: tuple[frozenset[str], ...]
    planted: bool = False


def cases() -> Iterator[Told]:
    """Yield what all cases tell; ValueError names a mark that is about nothing known, or whose quote stands nowhere."""
    for path in sorted(CASES.rglob("*.yaml")):
        planted = path.parent.name in PLANTED
        case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        yield from _read(path.stem, case, planted=planted)


def _read(name: str, case: Mapping[str, Any], *, planted: bool = False) -> Iterator[Told]:
    used: set[int] = set()
    marks = [(mark["record"], mark["about"], _bare(mark["quote"])) for mark in case["marks"]]
    for _, about, quote in marks:
        if about not in SUBJECTS[1:]:
            raise ValueError(f"{name}: {about!r} is no subject; they are {', '.join(SUBJECTS[1:])}: {quote[:60]}")
    for record in case["records"]:
        if record["kind"] == _TASK:
            continue
        own = [(place, about, quote) for place, (where, about, quote) in enumerate(marks) if where == record["id"]]
        for passage in _passages(case, record):
            texts = tuple(sentences(passage.text))
            found = [[(place, about) for place, about, quote in own if _is_of(_bare(text), quote)] for text in texts]
            used.update(place for one in found for place, _ in one)
            if texts:
                yield Told(
                    name,
                    case["case"]["language"],
                    passage,
                    texts,
                    tuple(
                        frozenset(about for _, about in one) - _BY_STATUS.get(record["kind"], set()) for one in found
                    ),
                    planted=planted,
                )
    for place, (where, _, quote) in enumerate(marks):
        if place not in used and not _is_row(case, where, quote):
            raise ValueError(f"{name}: {where} has no sentence {quote[:80]!r}")


def _passages(case: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[Passage]:
    kind, text = record["kind"], record["text"]
    like = Passage(
        "",
        (),
        jotted=kind in ("note", "call"),
        people=_words_of(case["people"]),
        colleagues=_words_of(case["firm_people"]),
        written_to_somebody=kind == "email",
        in_file=kind == "file",
        client=names_of(Client(_COMPANY, case["client"], domains=(), folder_id="")),
    )
    blocks = markdown_blocks(text) if kind == "file" else plain_blocks(text)
    return Passages(record["title"], str, like).read(blocks)


def _words_of(names: Sequence[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in words(name)) - {""}


def _is_of(text: str, quote: str) -> bool:
    """Whether a sentence is one of a quote, which may be cut otherwise than the product cuts; a splinter is none."""
    within = f" {text} " in f" {quote} " or f" {quote} " in f" {text} "
    return text == quote or (within and len(text.split()) >= _FEWEST)


def _is_row(case: Mapping[str, Any], record: str, quote: str) -> bool:
    """Whether a quote stands in its record, but in no sentence of it: in a heading, or in the row of a table."""
    return any(one["id"] == record and quote in _bare(one["text"]) for one in case["records"])


def _bare(text: str) -> str:
    return _MARKUP.sub(" ", text).strip().casefold()
