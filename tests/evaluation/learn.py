"""Learn the weights of cues from the corpus, and say how well they do: `make weights`.

Logistic regression (scikit-learn) in two steps: each sentence by what it shows, then among its neighbours. The second
step learns from what the first says of sentences that it did not see, and sees each among a few neighbours, as many as
a draw says, since most records of a CRM are a sentence or two. Only the cues that say most are kept.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).parent))

import corpus

from handoff.domain.summary import cues
from handoff.domain.summary.cues.features import features_of
from handoff.domain.summary.cues.weights import ALWAYS, SUBJECTS, context

KEPT = 16000
"""How many cues are kept."""

SELDOM = 3
"""A cue that fewer sentences have is left out."""

STRICT, CONTEXT_STRICT = 0.5, 1.0
"""The inverse strength of the regularisation of each step."""

PLAINLY = 3.0
"""How many times a sentence counts that says plainly what it says; most of the corpus is written to be hard."""

EXACT = 1e-4
"""The gradient at which fitting ends; learning that is broken off early finds a third less of what it could."""

FOLDS = 5
SEED = 1
SILENT = 0.05
"""A weight below this is left out."""

TARGET = Path(str(cues.__file__)).parent / "weights.tsv"
Table = dict[str, np.ndarray[Any, Any]]


class Learner:
    """Learns from pieces."""

    def __init__(self, pieces: Sequence[corpus.Piece]) -> None:
        self.pieces = pieces
        self.subject = np.array([SUBJECTS.index(name) for piece in pieces for name in piece.subjects])
        self.group = np.array([index for index, piece in enumerate(pieces) for _ in piece.sentences])
        self.counts = np.array([PLAINLY if piece.plain else 1.0 for piece in pieces for _ in piece.sentences])
        lengths = np.cumsum([0, *(len(piece.sentences) for piece in pieces)])
        self._ends = list(zip(lengths[:-1].tolist(), lengths[1:].tolist(), strict=True))
        self._names = DictVectorizer()
        shown = [dict.fromkeys(features_of(text), 1) for piece in pieces for text in piece.sentences]
        self._shown = self._names.fit_transform(shown).tocsr()

    def alone(self, rows: np.ndarray[Any, Any]) -> tuple[Any, np.ndarray[Any, Any]]:
        """Fit the first step to some sentences; return it, and the columns of the cues that it kept."""
        shown = self._shown[rows]
        often = np.flatnonzero(np.asarray((shown > 0).sum(0)).ravel() >= SELDOM)
        first = self._fit(shown[:, often], rows)
        tells = first.coef_.max(0) - first.coef_.min(0)
        kept = np.sort(often[np.argsort(-tells)[:KEPT]])
        return self._fit(shown[:, kept], rows), kept

    def unseen(self, groups: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Return what the first step says of each of some sentences, fitted to others."""
        said = np.zeros((len(self.subject), len(SUBJECTS)))
        for train, test in GroupKFold(FOLDS).split(groups, groups=self.group[groups]):
            model, kept = self.alone(groups[train])
            said[groups[test]] = model.predict_log_proba(self._shown[groups[test]][:, kept])
        return said

    def say(self, model: Any, kept: np.ndarray[Any, Any], rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Return what a first step says of some sentences."""
        said = np.zeros((len(self.subject), len(SUBJECTS)))
        said[rows] = model.predict_log_proba(self._shown[rows][:, kept])
        return said

    def among(self, said: np.ndarray[Any, Any], rows: np.ndarray[Any, Any]) -> tuple[Any, DictVectorizer]:
        """Fit the second step to what the first says of some sentences."""
        names = DictVectorizer()
        table = names.fit_transform(self.contexts(said, rows, Random(SEED)))  # noqa: S311 - a draw that is the same each time
        model = LogisticRegression(C=CONTEXT_STRICT, max_iter=2000, tol=EXACT)
        return model.fit(table, self.subject[rows], sample_weight=self.counts[rows]), names

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

    def cue_names(self, kept: np.ndarray[Any, Any]) -> list[str]:
        """Return the cues of some columns."""
        return [str(self._names.feature_names_[column]) for column in kept]

    def _fit(self, shown: Any, rows: np.ndarray[Any, Any]) -> Any:
        model = LogisticRegression(C=STRICT, max_iter=2000, tol=EXACT)
        return model.fit(shown, self.subject[rows], sample_weight=self.counts[rows])


def judge(learner: Learner) -> None:
    """Print for each subject how much of it is found where nine, eight and seven of ten lines are to be right."""
    rows = np.arange(len(learner.subject))
    odds = np.zeros((len(rows), len(SUBJECTS)))
    for train, test in GroupKFold(FOLDS).split(rows, groups=learner.group):
        model, names = learner.among(learner.unseen(train), train)
        first, kept = learner.alone(train)
        said = learner.say(first, kept, test)
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
    first, kept = learner.alone(rows)
    alone = _table(learner.cue_names(kept), first)
    among = _table([str(name) for name in names.feature_names_], second)
    lines = [f"// learnt from {corpus.digest()} by tests/evaluation/learn.py"]
    for step, table in ((1, alone), (2, among)):
        for cue, row in sorted(table.items()):
            given = [f"{name}={value:.2f}" for name, value in zip(SUBJECTS, row, strict=True) if abs(value) >= SILENT]
            lines.append("\t".join((str(step), cue, *given)))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(alone)} cues and {len(among)} of neighbours are in {TARGET.name}")  # noqa: T201 - a command's output


def _table(cue_names: Sequence[str], model: Any) -> Table:
    table = {name: model.coef_[:, index] for index, name in enumerate(cue_names)}
    return {**table, ALWAYS: table.get(ALWAYS, 0) + model.intercept_}


def main() -> None:
    """Learn, judge where that is asked for, and write."""
    learner = Learner(list(corpus.pieces()))
    print(f"{len(learner.subject)} sentences in {len(learner.pieces)} pieces")  # noqa: T201 - a command's output
    if "--judge" in sys.argv[1:]:
        judge(learner)
    write(learner)


if __name__ == "__main__":
    main()
