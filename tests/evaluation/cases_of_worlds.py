"""Make cases of worlds: `python tests/evaluation/cases_of_worlds.py WORLD …` writes them to cases/worlds.

A world's records are read as the product reads them, and each sentence is marked with what the planted facts that it
holds are about. A world of which a case was made judges nothing any more.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import run
import yaml
from corpus import CASES
from rule import Fact, content_words, is_record, load_facts

from handoff.domain.dossier import Section
from handoff.domain.handoff import Handoff
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.cues.language import languages_of
from handoff.domain.summary.cues.tokens import tokens_of
from handoff.domain.summary.cues.weights import likelihoods
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.passages import Passages
from handoff.domain.summary.reading.texts import Reader, blocks_of, title_of
from handoff.domain.summary.reading.words import sentences
from handoff.domain.summary.setting import Setting
from handoff.domain.summary.summarise import summarise
from handoff.entrypoints.local.postgres import embedded_postgres
from handoff.services import write_dossier

TARGET = CASES / "worlds"
KINDS = {
    Kind.NOTE: "note",
    Kind.CALL: "call",
    Kind.MESSAGE: "call",
    Kind.MEETING: "meeting",
    Kind.EMAIL: "email",
    Kind.TICKET: "ticket",
    Kind.FILE: "file",
    Kind.ATTACHMENT: "file",
    Kind.DEAL: "note",
}
"""What each kind of record is in a case; tasks are told whole by their status."""

ABOUT = {
    Section.GOALS: "goal",
    Section.CHALLENGES: "challenge",
    Section.DECISIONS: "decision",
    Section.TACIT: "tacit",
    Section.LOOSE_ENDS: "open",
    Section.DEADLINES: "deadline",
    Section.MONEY: "money",
    Section.ACCESS: "access",
    Section.WORK: "deliverable",
}
"""What a sentence is about that holds a fact of a section; of people, whichever of two its cues say."""

OF_PEOPLE = ("preference", "person")


def case_of(
    snapshots: Sequence[Snapshot], read: Reader, setting: Setting, redact: Callable[[str], str], facts: Sequence[Fact]
) -> Mapping[str, Any]:
    """Return what a case file holds of a world's records: their sentences, and what each is about."""
    handoff: Handoff = setting.handoff
    records: list[dict[str, str]] = []
    marks: list[dict[str, str]] = []
    for snapshot in snapshots:
        kind = KINDS.get(snapshot.record.kind)
        texts = list(_texts(snapshot, read, redact)) if kind is not None else []
        if kind is None or not texts:
            continue
        name = f"{kind[0]}{len(records) + 1}"
        title = title_of(snapshot) or f"{texts[0][:80]}\u2026"
        records.append({"id": name, "kind": kind, "title": title, "text": "\n\n".join(texts)})
        own = [fact for fact in facts if any(is_record(snapshot.record.key, wanted) for wanted in fact.records)]
        for text in texts:
            marks += [{"record": name, "about": about, "quote": quote} for quote, about in _marks(text, own)]
    first = " ".join(record["text"] for record in records)
    people = [snapshot.text("name") for snapshot in snapshots if snapshot.record.kind is Kind.CONTACT]
    return {
        "case": {"language": languages_of(tokens_of(first))[0].value},
        "client": handoff.name,
        "people": [name for name in people if name],
        "firm_people": [owner.name for owner in setting.owners.values()],
        "records": records,
        "marks": marks,
    }


def _texts(snapshot: Snapshot, read: Reader, redact: Callable[[str], str]) -> Iterator[str]:
    for passage in Passages(title_of(snapshot), redact, Passage("", ())).read(blocks_of(snapshot, read)):
        if passage.text:
            yield f"- {passage.text}" if passage.item else passage.text


def _marks(text: str, facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """Yield the sentences that hold a fact, each with what it is about; two of them where neither does it alone."""
    told = list(sentences(text.removeprefix("- ")))
    held = [content_words(one) for one in told]
    for place, quote in enumerate(told):
        about = dict.fromkeys(_about(quote, fact) for fact in facts if _holds(place, held, content_words(fact.text)))
        yield from ((quote, one) for one in about)


def _holds(place: int, held: Sequence[frozenset[str]], wanted: frozenset[str]) -> bool:
    """Whether a sentence holds the words of a fact, or a share of them that its neighbour completes."""
    if any(wanted <= words for words in held):
        return wanted <= held[place]
    pairs = [pair for pair in (place - 1, place) if 0 <= pair < len(held) - 1]
    return any(wanted <= held[pair] | held[pair + 1] for pair in pairs)


def _about(quote: str, fact: Fact) -> str:
    if fact.section is not Section.PEOPLE:
        return ABOUT[fact.section]
    (odds,) = likelihoods([quote])
    return max(OF_PEOPLE, key=lambda name: odds[name])


def read_world(world: Path, folder: Path, database: str) -> Mapping[str, Any]:
    """Hand a world off as far as the dossier, and return the case that is made of what was summed up."""
    facts, mark = load_facts(run.facts_of(world))
    made: dict[str, Any] = {}

    def caught(snapshots: Any, read: Reader, setting: Setting, **more: Any) -> Any:
        found = list(snapshots)
        known = [one for one in found if isinstance(one, Snapshot)]
        made.update(
            case_of(
                known,
                read,
                setting,
                more["redact"],
                [fact for fact in facts if fact.section in ABOUT or fact.section is Section.PEOPLE],
            )
        )
        return summarise(found, read, setting, **more)

    with patch.object(write_dossier, "summarise", caught):
        run.dossier_of(world, mark, database, folder)
    made["case"]["trade"] = world.stem.replace("_", " ")
    return made


def main() -> None:
    """Write a case for each world."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("worlds", nargs="+", type=Path)
    with tempfile.TemporaryDirectory() as name, embedded_postgres(Path(name) / "postgres") as postgres:
        for world in parser.parse_args().worlds:
            folder = Path(name) / world.stem
            folder.mkdir()
            case = read_world(world.resolve(), folder, run.registry_for(world, postgres))
            written = yaml.safe_dump(case, allow_unicode=True, sort_keys=False, width=120)
            (TARGET / f"{world.stem}.yaml").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
