"""The cases, from which the weights learn what a sentence is where it stands: how they are read and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cases
import pytest
import yaml

from handoff.domain.summary.cues.weights import SUBJECTS

CASE: dict[str, Any] = {
    "case": {"language": "en", "trade": "mill"},
    "client": "Pell Mill",
    "people": ["Ola Berg"],
    "firm_people": ["Ida Moss"],
    "records": [
        {"id": "n1", "kind": "note", "title": "Visit", "text": "The belt tore. We spliced it overnight.\n\nNice cake."},
        {"id": "f1", "kind": "file", "title": "Log.md", "text": "# Log\n\n- Ola pays.\n- Rain.\n"},
    ],
    "marks": [
        {"record": "n1", "about": "challenge", "quote": "The belt tore."},
        {"record": "n1", "about": "challenge", "quote": "We spliced it overnight."},
        {"record": "n1", "about": "decision", "quote": "We spliced it overnight."},
        {"record": "f1", "about": "person", "quote": "Ola pays."},
    ],
}


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let a folder of one's own hold the cases."""
    monkeypatch.setattr(cases, "CASES", tmp_path)
    return tmp_path / "mill.yaml"


def test_sentences_have_what_is_marked_and_stand_where_they_stood(written: Path) -> None:
    """Each passage has its sentences, each with its subjects; what nobody marked has none; a file's item is one."""
    written.write_text(yaml.safe_dump(CASE))
    told = list(cases.cases())
    assert [(one.sentences, one.subjects) for one in told[:2]] == [
        (("The belt tore.", "We spliced it overnight."), ({"challenge"}, {"challenge", "decision"})),
        (("Nice cake.",), (frozenset(),)),
    ]
    assert told[0].passage.where == {"jotted"}
    assert [(one.sentences, one.passage.where) for one in told[-2:]] == [
        (("Ola pays.",), frozenset({"file", "item"})),
        (("Rain.",), frozenset({"file", "item"})),
    ]


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ({"record": "n1", "about": "trouble", "quote": "The belt tore."}, "'trouble' is no subject"),
        ({"record": "n1", "about": "challenge", "quote": "The belt held."}, "n1 has no sentence 'the belt held'"),
        ({"record": "n2", "about": "challenge", "quote": "The belt tore."}, "n2 has no sentence 'the belt tore'"),
    ],
)
def test_a_mark_that_marks_nothing_is_refused(written: Path, mark: dict[str, str], said: str) -> None:
    """A subject that is none, and a quote that stands nowhere, are named with their case."""
    written.write_text(yaml.safe_dump({**CASE, "marks": [*CASE["marks"], mark]}))
    with pytest.raises(ValueError, match=f"mill: {said}"):
        list(cases.cases())


def test_every_case_reads_and_every_language_tells_every_subject() -> None:
    """All cases read; in each language each subject is told, and more than a third of the sentences say nothing."""
    counts: dict[str, dict[str, int]] = {}
    for one in cases.cases():
        of_language = counts.setdefault(one.language, dict.fromkeys(SUBJECTS, 0))
        for said in one.subjects:
            for subject in said or {"none"}:
                of_language[subject] += 1
    assert set(counts) == {"en", "de", "es"}
    for of_language in counts.values():
        assert min(of_language.values()) >= 20
        assert of_language["none"] > sum(of_language.values()) / 3
