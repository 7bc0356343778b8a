"""Learn the weights of cues from the corpus, and say how well they do: `make weights`.

Logistic regression (scikit-learn) in two steps: each sentence by what it shows, then among its neighbours. In the first
a cue counts by how rare it is, and each sentence has the same measure, however long it is. The second step learns from
what the first says of sentences that it did not see, and sees each among a few neighbours, as many as a draw says,
since most records of a CRM are a sentence or two. Only the cues that say most are kept.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from scipy.sparse import diags
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).parent))

import corpus

from handoff.domain.summary import cues
from handoff.domain.summary.cues.features import features_of
from handoff.domain.summary.cues.weights import ALWAYS, SUBJECTS, context

KEPT = 60_000
"""How many cues are kept."""

SELDOM = 3
"""A cue that fewer sentences have is left out."""

RARITY = 1.0
"""The power of the logarithm of how rare a cue is, by which it counts."""

MEASURE = 7.0
"""The length of a sentence's vector of cues; it and the regularisation belong together."""

STRICT, CONTEXT_STRICT = 0.5, 1.0
"""The inverse strength of the regularisation of each step."""

EXACT = 1e-4
"""The gradient at which fitting ends; learning that is broken off early finds a third less of what it could."""

FOLDS = 5
SEED = 1
SILENT = 0.05
"""A weight below this is left out (of the first step's, below MEASURE times this)."""

TARGET = Path(str(cues.__file__)).parent / "weights.tsv"


@dataclass(frozen=True, slots=True)
class Alone:
    """The first step, fitted: its columns are the cues that it kept, each by how rare it is."""

    columns: np.ndarray[Any, Any]
    model: Any

    def say(self, shown: Any, rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Return the logarithms of what some sentences are about, in a table of all sentences."""
        said = np.zeros((shown.shape[0], len(SUBJECTS)))
        said[rows] = self.model.predict_log_proba(_measured(shown[rows][:, self.columns]))
        return said


class Learner:
    """Learns from pieces."""

    def __init__(self, pieces: Sequence[corpus.Piece]) -> None:
        self.pieces = pieces
        self.subject = np.array([SUBJECTS.index(name) for piece in pieces for name in piece.subjects])
        self.group = np.array([index for index, piece in enumerate(pieces) for _ in piece.sentences])
        lengths = np.cumsum([0, *(len(piece.sentences) for piece in pieces)])
        self._ends = list(zip(lengths[:-1].tolist(), lengths[1:].tolist(), strict=True))
        names = DictVectorizer()
        shown = names.fit_transform(
            [dict.fromkeys(features_of(text), 1) for p in pieces for text in p.sentences]
        ).tocsr()
        self.often = np.asarray(shown.sum(0)).ravel()
        self.rarity = np.log(len(self.subject) / self.often) ** RARITY
        self.shown = shown @ diags(self.rarity)
        self.cues = [str(name) for name in names.feature_names_]

    def alone(self, rows: np.ndarray[Any, Any]) -> Alone:
        """Fit the first step to some sentences: first to all cues that are not too seldom, then to those that tell."""
        here = np.asarray((self.shown[rows] > 0).sum(0)).ravel()
        columns = np.flatnonzero(here >= SELDOM)
        tells = self._fit(rows, columns).model.coef_.std(0) * np.sqrt(here[columns]) * self.rarity[columns]
        return self._fit(rows, np.sort(columns[np.argsort(-tells)[:KEPT]]))

    def unseen(self, groups: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Return what the first step says of each of some sentences, fitted to others."""
        said = np.zeros((len(self.subject), len(SUBJECTS)))
        for train, test in GroupKFold(FOLDS).split(groups, groups=self.group[groups]):
            said += self.alone(groups[train]).say(self.shown, groups[test])
        return said

    def among(self, said: np.ndarray[Any, Any], rows: np.ndarray[Any, Any]) -> tuple[Any, DictVectorizer]:
        """Fit the second step to what the first says of some sentences."""
        names = DictVectorizer()
        table = names.fit_transform(self.contexts(said, rows, Random(SEED)))  # noqa: S311 - a draw that is the same each time
        model = LogisticRegression(C=CONTEXT_STRICT, max_iter=2000, tol=EXACT)
        return model.fit(table, self.subject[rows]), names

    def contexts(
        self, said: np.ndarray[Any, Any], rows: np.ndarray[Any, Any], drawn: Random | None = None
    ) -> list[dict[str, float]]:
        """Return the cues of some sentences among all their neighbours, or among as many as are drawn."""
        found = []
        for row in rows:
            begins, ends = self._ends[self.group[row]]
            if drawn is not None:
                length = drawn.choice((1, 1, 2, 2, 3, 3, 4, 5, ends - begins))
                begins = max(begins, int(row) - drawn.randrange(length))
                ends = max(min(ends, begins + length), int(row) + 1)
            found.append(dict(context(said[begins:ends].tolist(), int(row) - begins)))
        return found

    def _fit(self, rows: np.ndarray[Any, Any], columns: np.ndarray[Any, Any]) -> Alone:
        model = LogisticRegression(C=STRICT, max_iter=2000, tol=EXACT)
        shown = _measured(self.shown[rows][:, columns])
        return Alone(columns, model.fit(shown, self.subject[rows]))


def _measured(shown: Any) -> Any:
    """Return sentences' vectors of cues, each of the same length."""
    lengths = np.sqrt(np.asarray(shown.multiply(shown).sum(1)).ravel())
    return diags(MEASURE / lengths.clip(1e-9)) @ shown


def judge(learner: Learner) -> None:
    """Print for each subject how much of it is found where nine, eight and seven of ten lines are to be right."""
    rows = np.arange(len(learner.subject))
    odds = np.zeros((len(rows), len(SUBJECTS)))
    for train, test in GroupKFold(FOLDS).split(rows, groups=learner.group):
        model, names = learner.among(learner.unseen(train), train)
        said = learner.alone(train).say(learner.shown, test)
        likely = model.predict_proba(names.transform(learner.contexts(said, test)))
        odds[test] = np.log(likely / (1 - likely).clip(1e-9))
    print(f"{'subject':12}{'lines':>7}{'found at .9':>13}{'at .8':>8}{'at .7':>8}   log-odds at each")  # noqa: T201 - a command
    for index, name in enumerate(SUBJECTS[1:], start=1):
        order = np.argsort(-odds[:, index])
        right = np.cumsum(learner.subject[order] == index)
        precise = right / np.arange(1, len(order) + 1)
        ends = [int(np.flatnonzero(precise >= bar).max(initial=0)) for bar in (0.9, 0.8, 0.7)]
        found = "".join(f"{right[end] / right[-1]:>8.2f}" for end in ends)
        least = "".join(f"{odds[order[end], index]:>7.2f}" for end in ends)
        print(f"{name:12}{right[-1]:>7}     {found}   {least}")  # noqa: T201 - as above


def write(learner: Learner) -> None:
    """Fit both steps to all sentences and write the weights."""
    rows = np.arange(len(learner.subject))
    second, names = learner.among(learner.unseen(rows), rows)
    first = learner.alone(rows)
    lines = [
        f"// learnt from {corpus.digest()} by tests/evaluation/learn.py",
        _line(1, ALWAYS, 1, first.model.intercept_),
        *(
            _line(1, learner.cues[column], learner.rarity[column], first.model.coef_[:, place] * MEASURE, digits=1)
            for place, column in enumerate(first.columns)
        ),
        _line(2, ALWAYS, 1, second.coef_[:, names.vocabulary_[ALWAYS]] + second.intercept_),
        *(_line(2, name, 1, second.coef_[:, at]) for name, at in sorted(names.vocabulary_.items()) if name != ALWAYS),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(first.columns)} cues and {len(names.vocabulary_)} of neighbours are in {TARGET.name}")  # noqa: T201 - a command's output


def _line(step: int, cue: str, rarity: float, row: np.ndarray[Any, Any], *, digits: int = 2) -> str:
    least = SILENT if digits > 1 else SILENT * MEASURE
    given = (f"{name}={value:.{digits}f}" for name, value in zip(SUBJECTS, row, strict=True) if abs(value) >= least)
    return "\t".join((str(step), cue, f"{rarity:.2f}", *given))


def main() -> None:
    """Learn, judge where that is asked for, and write."""
    learner = Learner(list(corpus.pieces()))
    print(f"{len(learner.subject)} sentences in {len(learner.pieces)} pieces")  # noqa: T201 - a command's output
    if "--judge" in sys.argv[1:]:
        judge(learner)
    write(learner)


if __name__ == "__main__":
    main()
