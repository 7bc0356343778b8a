"""The weights of cues: how much each speaks for each topic, learnt from sentences and papers that were written for it.

`weights.tsv` holds them, one cue a line: the step, the cue, how rare it is, then `topic=weight` for each topic for
which it speaks or against which it does. They are learnt by `tests/evaluation/learn.py` (docs/evaluation.md), by
logistic regression in two steps: what a sentence shows by itself, and what it is where it stands: among its neighbours,
in a file, a letter or a note. In the first a rare cue counts more than a common one, and the cues of each sentence
together have the same measure, so that a long one is no surer than a short one. In the second each topic is asked for
by itself, since one sentence may tell two things. No model is loaded and nothing is downloaded: what a line weighs can
be looked up, and why.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

from handoff.domain.summary.cues.features import features_of

SUBJECTS: Final = (
    "none",
    "goal",
    "challenge",
    "decision",
    "tacit",
    "preference",
    "open",
    "deadline",
    "money",
    "access",
    "deliverable",
    "person",
)
"""What a sentence can be about; the labels of the corpus and the cases, in the order of all rows of weights."""

NONE: Final = SUBJECTS[0]
NEIGHBOURS: Final = {"before": -1, "after": 1, "before that": -2, "after that": 2}
LENGTHS: Final = (6, 10, 21, 31)
"""From how many words on a sentence is a longer one."""

ALWAYS: Final = "*"
"""The cue that every sentence has."""

_LEAST: Final = -8.0
"""Below this a logarithm of a probability tells nothing more."""

Row = Sequence[float]
"""A number for each of SUBJECTS."""

_NOTHING: Final[Row] = (0.0,) * len(SUBJECTS)


class Weights:
    """The weights by cue, for a sentence by itself and among its neighbours; `written` is the text of weights.tsv."""

    def __init__(self, written: str) -> None:
        steps: tuple[dict[str, Row], dict[str, Row]] = ({}, {})
        self._rarity: dict[str, float] = {}
        for line in written.splitlines():
            if line and not line.startswith("//"):
                step, cue, rarity, *given = line.split("\t")
                row = dict(item.rsplit("=", 1) for item in given)
                steps[int(step) - 1][cue] = tuple(float(row.get(name, 0)) for name in SUBJECTS)
                if step == "1":
                    self._rarity[cue] = float(rarity)
        self._alone, self._among = steps

    def alone(self, sentence: str) -> Row:
        """Return the logarithms of how likely a sentence by itself is about each subject."""
        cues = [cue for cue in features_of(sentence) if cue in self._alone]
        measure = math.hypot(*(self._rarity[cue] for cue in cues)) or 1.0
        counted = (_times(self._alone[cue], self._rarity[cue] / measure) for cue in cues)
        return _likely([self._alone.get(ALWAYS, _NOTHING), *counted])

    def among(self, rows: Sequence[Row], signs: Sequence[frozenset[str]]) -> Iterator[Row]:
        """Yield the log-odds of sentences that follow one another: `rows` says what each is by itself, `signs` where
        it stands.
        """
        for place in range(len(rows)):
            seen = dict(context(rows, place, signs[place]))
            scaled = [_times(self._among[cue], value) for cue, value in seen.items() if cue in self._among]
            yield [math.fsum(column) for column in zip(*scaled, strict=True)] or list(_NOTHING)


def context(rows: Sequence[Row], place: int, signs: frozenset[str]) -> Iterator[tuple[str, float]]:
    """Yield the cues of a sentence where it stands: what it is itself, what its neighbours are, what the text is, in
    what it stands.
    """
    yield ALWAYS, 1.0
    for sign in signs:
        yield sign, 1.0
    for name, value in zip(SUBJECTS, rows[place], strict=True):
        yield f"itself {name}", max(value, _LEAST)
        yield f"likely {name}", math.exp(value)
    for where, offset in NEIGHBOURS.items():
        if 0 <= place + offset < len(rows):
            yield f"{where} any", 1.0
            for name, value in zip(SUBJECTS, rows[place + offset], strict=True):
                yield f"{where} {name}", math.exp(value)
    for index, name in enumerate(SUBJECTS):  # a sentence that stands alone has silence beside it
        yield f"around {name}", sum(math.exp(row[index]) for row in rows) / max(len(rows), 2)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights that were learnt."""
    return Weights((files("handoff.domain.summary.cues") / "weights.tsv").read_text(encoding="utf-8"))


def likelihoods(sentences: Sequence[str], where: frozenset[str] = frozenset()) -> list[Mapping[str, float]]:
    """Return for sentences that follow one another how likely each is about each subject, as log-odds.

    `where` says in what they stand: 'file', 'letter', 'jotted', 'item'.
    """
    signs = [signs_of(sentence, where) for sentence in sentences]
    rows = weights().among([_alone(sentence) for sentence in sentences], signs)
    return [dict(zip(SUBJECTS, row, strict=True)) for row in rows]


def signs_of(sentence: str, where: frozenset[str]) -> frozenset[str]:
    """Return where a sentence stands, and how long it is."""
    return where | {f"<{length}>" for length in LENGTHS if len(sentence.split()) >= length}


@lru_cache(maxsize=4096)
def _alone(sentence: str) -> Row:
    return tuple(weights().alone(sentence))


def _times(row: Row, factor: float) -> Row:
    return [value * factor for value in row]


def _likely(rows: Sequence[Row]) -> Row:
    """Return the logarithms of the softmax of the sum of rows."""
    sums = [math.fsum(column) for column in zip(*rows, strict=True)] or [0.0] * len(SUBJECTS)
    most = max(sums)
    whole = most + math.log(math.fsum(math.exp(value - most) for value in sums))
    return [value - whole for value in sums]
