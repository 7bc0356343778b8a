"""Unfounded: what sounds like a claim and is none: nobody's liking, approved minutes, who somebody is not."""

from __future__ import annotations

import re
from typing import Final

from handoff.domain.summary.cues.language import Language, languages_of
from handoff.domain.summary.cues.tokens import tokens_of
from handoff.domain.summary.drafts import Draft, Said
from handoff.domain.summary.lexicon.introducing import ALL_WORK, FORMALITIES, FRIENDS, LEADS, NOT, SOMEBODY
from handoff.domain.summary.lexicon.names import CONTRACT_NAMES
from handoff.domain.summary.lexicon.placing import PRESENT
from handoff.domain.summary.persons import CAPITAL, names_role, persons_in
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.reading.terms import Terms, phrases
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.reading.words import fold, sentences, spoken

_CONTRACT = Terms(CONTRACT_NAMES)
_SOMEBODY = phrases(SOMEBODY)
_PRESENT = phrases(PRESENT)
_NAMELIKE = re.compile(rf"(?<=[a-z,;] ){CAPITAL}[^\W\d_]+")
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|er|ihn|ihm|ihr|sein\w*|ella)\b")
_FORMALITY = phrases(FORMALITIES)
_ALL_WORK = phrases(ALL_WORK)
_FRIEND = phrases(FRIENDS)
_ANY_ONE: Final = re.compile(r"\b(?:an?|ein\w*|una?) \w+")
"""'A vet' is nobody in particular."""

_DENIED: Final = re.compile(
    rf"\b(?:{phrases(LEADS).pattern})(?:n't| (?:{phrases(NOT).pattern}))(?!\w)|\b(?:ya )?no (?:es|son)\b(?! sol)"
)
"""Who somebody is not: 'Ms Berg is no longer the director', 'ya no es la gerente'."""

_GONE: Final = re.compile(
    r"^[^,;]{3,60}, (?:an? |the |der |die |el |la )?(?:former|ex-?|ehemalig\w*|antigu[oa])\b[^,;]{0,60},"
    r" (?:has )?(?:left|retired|resigned|ging|se fue|se jubilo)\b[^,;]{0,40}$"
)
"""Who is there no more, and was somebody before: 'the former head of sales, left in May'."""


def is_unfounded(said: Said, passage: Passage) -> bool:
    """Whether a draft rests on nothing: nobody wants it, no work was approved, or it says who somebody is not."""
    if not isinstance(said, Draft):
        return False
    if said.label == Topic.DELIVERABLE.label:
        return any(found.search(fold(said.text)) for found in (_FORMALITY, _ALL_WORK)) or _is_agreed(passage)
    if said.label == Topic.PERSON.label:
        alone = not passage.cells and len(list(sentences(said.text))) == 1
        denied = alone and any(found.search(spoken(said.text)) for found in (_DENIED, _GONE, _FRIEND))
        return denied or _introduces_nobody(said.text, passage)
    return said.label == Topic.PREFERENCE.label and _is_nobodys(said, passage)


def _is_agreed(passage: Passage) -> bool:
    """Whether a sentence stands in a contract: it says what will be delivered, or holds of all that is.

    A note about the contract is none: it may tell what was delivered.
    """
    return passage.in_file and not passage.cells and _CONTRACT.within(passage.path[0])


def _introduces_nobody(text: str, passage: Passage) -> bool:
    """Whether what is taken for a person is a list of who was there, or names nobody at all."""
    if passage.topic is Topic.PERSON:
        return False
    if _PRESENT.match(spoken(text)):
        return True
    if passage.cells:
        return not any(letter.isupper() for letter in text)
    named = any(persons_in(text, passage.people | passage.colleagues)) or _may_name(text)
    return not named and _PRONOUN.search(spoken(text)) is None and not names_role(_ANY_ONE.sub(" ", fold(text)))


def _may_name(text: str) -> bool:
    """Whether a text may name somebody by one name: a capital within a sentence, where not every noun has one."""
    return _NAMELIKE.search(text) is not None and Language.GERMAN not in languages_of(tokens_of(text))


def _is_nobodys(said: Draft, passage: Passage) -> bool:
    """Whether what is taken for a preference is an order to nobody in particular: 'Take the phone at six'.

    In a letter, about a contact, or below a heading that says so, somebody wants it even where no name is said.
    """
    if passage.to_person or passage.written_to_somebody or passage.topic is not None:
        return False
    text = passage.text or said.text
    return not (
        _SOMEBODY.search(spoken(text))
        or any(persons_in(text, passage.people))
        or names_role(_ANY_ONE.sub(" ", fold(text)))
    )
