"""Learn the weights of cues from the corpus and the cases, and say how well they do: `make weights`.

Logistic regression (scikit-learn) in two steps: each sentence by what it shows, then where it stands. In the first a
cue counts by how rare it is, and each sentence has the same measure, however long it is; only the cues that say most
are kept. The second learns, above all from the cases, by what a first step says that did not see the paper at hand, and
asks for each subject by itself, since one sentence may tell two things. Both are held on a short rein: of what they
could learn, only what holds in papers of other hands is of use.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import diags
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).parent))

import cases
import corpus

from handoff.domain.summary import cues
from handoff.domain.summary.cues.features import features_of
from handoff.domain.summary.cues.weights import ALWAYS, NONE, SUBJECTS, context, signs_of

KEPT = 60_000
"""How many cues are kept."""

SELDOM = 3
"""A cue that fewer sentences have is left out."""

MEASURE = 7.0
"""The length of a sentence's vector of cues; it and the regularisation belong together."""

COUNTS = {"pieces": (1.0, 0.1), "papers": (2.0, 1.0), "planted": (10.0, 10.0)}
"""How much a sentence counts in each step: one of the corpus, of papers that were marked afterwards, and of records
into which what has to be told was planted. Those are nearest to how a dossier is judged."""

STRICT, CONTEXT_STRICT = 0.05, 0.0005
"""The inverse strength of the regularisation of each step."""

FOLDS = 5
SEED = 1
SILENT = 0.02
"""A weight of the first step below MEASURE times this is left out."""

TARGET = Path(str(cues.__file__)).parent / "weights.tsv"

Numbers: TypeAlias = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class First:
    """The first step, fitted: the columns of the cues that it kept, how rare each is, and the model."""

    columns: Numbers
    rarity: Numbers
    model: Any

    def say(self, shown: Any) -> Numbers:
        """Return the logarithms of how likely sentences are about each subject."""
        return np.asarray(self.model.predict_log_proba(_measured(shown[:, self.columns], self.rarity)))


class Learner:
    """Learns from pieces and from what cases tell."""

    def __init__(self, pieces: Sequence[corpus.Piece], told: Sequence[cases.Told]) -> None:
        self._texts = [*(piece.sentences for piece in pieces), *(one.sentences for one in told)]
        self._where = [*(frozenset[str]() for _ in pieces), *(one.passage.where for one in told)]
        names = [*(f"piece {index}" for index in range(len(pieces))), *(one.case for one in told)]
        self.group = np.array([name for name, texts in zip(names, self._texts, strict=True) for _ in texts])
        self.subjects = np.array(
            [[name == said for name in SUBJECTS] for piece in pieces for said in piece.subjects]
            + [[name in said for name in SUBJECTS] for one in told for said in one.subjects]
        )
        self.subjects[:, SUBJECTS.index(NONE)] = ~self.subjects[:, 1:].any(1)
        kinds = [*("pieces" for _ in pieces), *("planted" if one.planted else "papers" for one in told)]
        self.kind = np.array([kind for kind, texts in zip(kinds, self._texts, strict=True) for _ in texts])
        self._counts = np.array([COUNTS[kind] for kind in self.kind])
        vocabulary = DictVectorizer()
        shown = vocabulary.fit_transform(
            [dict.fromkeys(features_of(text), 1) for texts in self._texts for text in texts]
        )
        self._shown = shown.tocsr()
        self._cues = [str(name) for name in vocabulary.feature_names_]

    def first(self, rows: Numbers) -> First:
        """Fit the first step to some sentences: to all cues that are not too seldom, then to those that tell."""
        row, subject = np.nonzero(self.subjects[rows])
        counts = self._counts[rows, 0][row] / self.subjects[rows].sum(1)[row]
        shown = self._shown[rows[row]]
        often = np.asarray(shown.sum(0)).ravel()
        columns = np.flatnonzero(often >= SELDOM)
        rarity = np.log(len(row) / often.clip(1))

        def fitted(kept: Numbers) -> First:
            model = LogisticRegression(C=STRICT, max_iter=1000, tol=1e-3)
            model.fit(_measured(shown[:, kept], rarity[kept]), subject, sample_weight=counts)
            return First(kept, rarity[kept], model)

        tells = fitted(columns).model.coef_.std(0) * np.sqrt(often[columns]) * rarity[columns]
        return fitted(np.sort(columns[np.argsort(-tells)[:KEPT]]))

    def papers(self) -> Papers:
        """Return what the second step learns from: what a first step that did not see a paper says of its sentences."""
        folds = list(GroupKFold(FOLDS).split(self.group, groups=self.group))
        said = np.zeros(self.subjects.shape)
        fitted = Parallel(n_jobs=-1)(delayed(self.first)(train) for train, _ in folds)
        for first, (_, test) in zip(fitted, folds, strict=True):
            said[test] = first.say(self._shown[test])
        draw, seen, at = Random(SEED), [], 0  # noqa: S311 - a draw that is the same each time
        for texts, where in zip(self._texts, self._where, strict=True):
            rows = said[at : at + len(texts)].tolist()
            at += len(rows)
            for place, text in enumerate(texts):
                begins, ends = _window(place, len(texts), draw) if self.kind[at - 1] == "pieces" else (0, len(texts))
                seen.append(dict(context(rows[begins:ends], place - begins, signs_of(text, where))))
        return Papers(seen, self.subjects, self._counts[:, 1], self.kind == "planted", folds)

    def lines(self, first: First) -> Iterator[str]:
        """Yield the first step's lines of weights.tsv."""
        yield _line(1, ALWAYS, 1, first.model.intercept_)
        for place, (column, rarity) in enumerate(zip(first.columns, first.rarity, strict=True)):
            yield _line(1, self._cues[column], rarity, first.model.coef_[:, place] * MEASURE)


class Papers:
    """The second step: learns what a sentence is where it stands; judged by the sentences that are `like` a world's."""

    def __init__(
        self,
        seen: Sequence[dict[str, float]],
        subjects: Numbers,
        counts: Numbers,
        like: Numbers,
        folds: Sequence[tuple[Numbers, Numbers]],
    ) -> None:
        self._names = DictVectorizer()
        self._table = self._names.fit_transform(seen).toarray()
        self._subjects = subjects
        self._counts = counts
        self._like = like
        self._folds = folds
        self.subjects = subjects[like]

    def unseen(self) -> Numbers:
        """Return the log-odds of each sentence that it is judged by, learnt from the other cases."""
        odds = np.zeros(self._subjects.shape)
        for train, test in self._folds:
            weights = self._fit(train)
            odds[test] = self._table[test] @ weights[1:] + weights[0]
        return odds[self._like]

    def lines(self) -> Iterator[str]:
        """Yield the lines of weights.tsv: what was learnt from all cases, as sure as it proved to be on unseen ones."""
        weights, odds = self._fit(np.arange(len(self._subjects))), self.unseen()
        for index in range(len(SUBJECTS)):
            proved = LogisticRegression(C=1e6).fit(odds[:, [index]], self.subjects[:, index])
            weights[:, index] *= proved.coef_[0, 0]
            weights[0, index] += proved.intercept_[0]
        places = dict(self._names.vocabulary_)
        yield _line(2, ALWAYS, 1, weights[0] + weights[1 + places.pop(ALWAYS)], digits=3)
        for name, place in sorted(places.items()):
            yield _line(2, name, 1, weights[1 + place], digits=3)

    def _fit(self, rows: Numbers) -> Numbers:
        """Return for each subject (a column) what it weighs by itself, then what each cue weighs."""
        table, counts = self._table[rows], self._counts[rows]
        middle, spread = table.mean(0), table.std(0).clip(1e-3)
        columns = []
        for index in range(len(SUBJECTS)):
            model = LogisticRegression(C=CONTEXT_STRICT, max_iter=3000, tol=1e-5)
            model.fit((table - middle) / spread, self._subjects[rows, index], sample_weight=counts)
            scaled = model.coef_[0] / spread
            columns.append([float(model.intercept_[0] - scaled @ middle), *scaled])
        return np.array(columns).T


def judge(papers: Papers) -> None:
    """Print for each subject how much of it is found where nine, eight and seven of ten lines are to be right."""
    odds = papers.unseen()
    print(f"{'subject':12}{'lines':>7}{'found at .9':>13}{'at .8':>8}{'at .7':>8}   log-odds at each")  # noqa: T201 - a command
    for index, name in enumerate(SUBJECTS[1:], start=1):
        order = np.argsort(-odds[:, index])
        right = np.cumsum(papers.subjects[order, index])
        precise = right / np.arange(1, len(order) + 1)
        ends = [int(np.flatnonzero(precise >= bar).max(initial=0)) for bar in (0.9, 0.8, 0.7)]
        found = "".join(f"{right[end] / right[-1]:>8.2f}" for end in ends)
        least = "".join(f"{odds[order[end], index]:>7.2f}" for end in ends)
        print(f"{name:12}{right[-1]:>7}     {found}   {least}")  # noqa: T201 - as above


def _window(place: int, length: int, draw: Random) -> tuple[int, int]:
    """Return the ends of a few sentences around one, as many as a draw says: most records of a CRM are short."""
    wide = draw.choice((1, 1, 2, 2, 3, 3, 4, 5, length))
    begins = max(0, place - draw.randrange(wide))
    return begins, max(min(length, begins + wide), place + 1)


def _measured(shown: Any, rarity: Numbers) -> Any:
    """Return sentences' vectors of cues, each cue by how rare it is, each vector of the same length."""
    shown = shown @ diags(rarity)
    lengths = np.sqrt(np.asarray(shown.multiply(shown).sum(1)).ravel())
    return diags(MEASURE / lengths.clip(1e-9)) @ shown


def _line(step: int, cue: str, rarity: float, row: Numbers, *, digits: int = 2) -> str:
    least = SILENT * MEASURE if step == 1 else 10.0**-digits
    given = (f"{name}={value:.{digits}f}" for name, value in zip(SUBJECTS, row, strict=True) if abs(value) >= least)
    return "\t".join((str(step), cue, f"{rarity:.2f}", *given))


def main() -> None:
    """Learn, judge where that is asked for, and write."""
    learner = Learner(list(corpus.pieces()), list(cases.cases()))
    print(*(f"{sum(learner.kind == kind)} sentences of {kind}" for kind in COUNTS), sep=", ")  # noqa: T201 - a command's output
    papers = learner.papers()
    if "--judge" in sys.argv[1:]:
        judge(papers)
    lines = [
        f"// learnt from {corpus.digest()} by tests/evaluation/learn.py",
        *learner.lines(learner.first(np.arange(len(learner.group)))),
        *papers.lines(),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
