"""The corpus from which the weights of cues are learnt, and that the weights are learnt from it."""

from __future__ import annotations

from pathlib import Path

import corpus
import pytest

from handoff.domain.summary import cues
from handoff.domain.summary.cues.weights import SUBJECTS

LEARNT = Path(str(cues.__file__)).parent / "weights.tsv"


def test_every_line_has_a_subject_and_every_language_its_share() -> None:
    """All pieces read; each subject is there in each language, none of them seldom."""
    counts: dict[tuple[str, str], int] = {}
    for piece in corpus.pieces():
        for subject in piece.subjects:
            counts[piece.language[:2], subject] = counts.get((piece.language[:2], subject), 0) + 1
    assert {language for language, _ in counts} == {"en", "de", "es"}
    assert min(counts[language, subject] for language in ("en", "de", "es") for subject in SUBJECTS) >= 100


def test_weights_are_learnt_from_this_corpus() -> None:
    """The weights name what they were learnt from; who changes the corpus or the word classes learns anew."""
    head = LEARNT.read_text(encoding="utf-8").partition("\n")[0]
    assert corpus.digest() in head, "make weights"


@pytest.mark.parametrize("line", ["goals: they want more", "a line of its own", "goal:", "goal, "])
def test_bad_line_is_named(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A label that is none, and a line without a label, are told with file, line and the subjects there are."""
    (tmp_path / "mine.txt").write_text(f"# en | note | bakery\nnone: A fine day.\n{line}\n")
    monkeypatch.setattr(corpus, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"mine\.txt, line 3 .*challenge"):
        list(corpus.pieces())
