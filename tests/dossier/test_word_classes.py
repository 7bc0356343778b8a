"""Word classes and weights: how their files are read, and what they find."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.summary.cues.classes import WordClasses, classes_of
from handoff.domain.summary.cues.language import Language
from handoff.domain.summary.cues.tokens import tokens_of
from handoff.domain.summary.cues.weights import SUBJECTS, Weights, likelihoods

WRITTEN = """
FAIL
burst | fell over | collaps* | *ausfall | over # days |
gave/gives up

WISH
keen .. on
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The pipe burst.", {"FAIL"}),
        ("It fell over again", {"FAIL"}),
        ("It fell, over there", set()),
        ("Collapsing roofs", {"FAIL"}),
        ("Der Stromausfall", {"FAIL"}),
        ("Over 12 days, over twelve days", {"FAIL"}),
        ("Over some days", set()),
        ("She gives up", {"FAIL"}),
        ("They were keen from the start on it; it burst", {"FAIL", "WISH"}),
        ("They were keen and one two three four five six on", set()),
    ],
)
def test_members_are_found_as_they_are_written(text: str, found: set[str]) -> None:
    """Stems, endings, numbers, either of two words, and gaps of at most five words."""
    assert WordClasses(WRITTEN).shown(tokens_of(text)) == found


@pytest.mark.parametrize("language", list(Language))
def test_every_language_has_the_same_classes(language: Language) -> None:
    """A class that one language has and another lacks would be a sign of the language."""
    of = {one: set(classes_of(one).names) for one in Language}
    plain = {name for name in of[Language.ENGLISH] if not name[-1].isdigit()}
    assert {name for name in of[language] if not name[-1].isdigit()} == plain


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_likelihoods_are_told_for_each_sentence_and_subject(sentences: list[str]) -> None:
    """Whatever the text, each sentence has finite odds for each subject."""
    told = likelihoods(sentences)
    assert len(told) == len(sentences)
    for odds in told:
        assert set(odds) == set(SUBJECTS)
        assert all(math.isfinite(value) for value in odds.values())


def test_weights_say_for_a_cue_what_they_hold() -> None:
    """A cue speaks for its topic, a neighbour and a place for theirs; without any cue all are alike."""
    learnt = Weights(
        "// head\n1\tburst\t1.5\tchallenge=2.0\n2\titself challenge\t1\tchallenge=1\n2\tbefore challenge\t1\topen=3"
        "\n2\tletter\t1\tmoney=20"
    )
    alone = [learnt.alone("The pipe burst."), learnt.alone("A man came.")]
    assert SUBJECTS[max(range(len(SUBJECTS)), key=alone[0].__getitem__)] == "challenge"
    assert len(set(alone[1])) == 1
    nowhere: frozenset[str] = frozenset()
    among = list(learnt.among(alone, [nowhere, nowhere]))
    assert SUBJECTS[max(range(len(SUBJECTS)), key=among[1].__getitem__)] == "open"
    written = next(learnt.among(alone[:1], [frozenset({"letter"})]))
    assert SUBJECTS[max(range(len(SUBJECTS)), key=written.__getitem__)] == "money"
