"""The weights of cues: how much each speaks for each topic, learnt from sentences that were written for it.

`weights.tsv` holds them, one cue a line: the step, the cue, how rare it is, then `topic=weight` for each topic for
which it speaks or against which it does. They are learnt by `tests/evaluation/learn.py` from `tests/evaluation/corpus`
(docs/evaluation.md), by logistic regression in two steps: what a sentence shows by itself, and what it is among its
neighbours. In the first a rare cue counts more than a common one, and the cues of each sentence together have the same
measure, so that a long one is no surer than a short one. No model is loaded and nothing is downloaded: what a line
weighs can be looked up, and why.
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
"""What a sentence can be about; the labels of the corpus, in the order of all rows of weights."""

NEIGHBOURS: Final = {"before": -1, "after": 1, "before that": -2, "after that": 2}
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

    def among(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Yield the same for sentences that follow one another, `rows` being what each is by itself."""
        for place in range(len(rows)):
            seen = dict(context(rows, place))
            scaled = (_times(self._among[cue], value) for cue, value in seen.items() if cue in self._among)
            yield _likely(list(scaled))


def context(rows: Sequence[Row], place: int) -> Iterator[tuple[str, float]]:
    """Yield the cues of a sentence among its neighbours: what it is itself, what each of them is, what the text is."""
    yield ALWAYS, 1.0
    for name, value in zip(SUBJECTS, rows[place], strict=True):
        yield f"itself {name}", max(value, _LEAST)
    for where, offset in NEIGHBOURS.items():
        if 0 <= place + offset < len(rows):
            for name, value in zip(SUBJECTS, rows[place + offset], strict=True):
                yield f"{where} {name}", math.exp(value)
    if len(rows) > 1:
        for index, name in enumerate(SUBJECTS):
            yield f"around {name}", sum(math.exp(row[index]) for row in rows) / len(rows)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights that were learnt."""
    return Weights((files("handoff.domain.summary.cues") / "weights.tsv").read_text(encoding="utf-8"))


def likelihoods(sentences: Sequence[str]) -> list[Mapping[str, float]]:
    """Return for sentences that follow one another how likely each is about each subject, as log-odds."""
    learnt = weights()
    return [
        {name: value - math.log(max(1 - math.exp(value), 1e-9)) for name, value in zip(SUBJECTS, row, strict=True)}
        for row in learnt.among([_alone(sentence) for sentence in sentences])
    ]


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
