"""Letters: greetings, closings and names are no claims, and a subject lends its topic only to what shows it."""

from __future__ import annotations

import pytest
from material import record, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.summary.reading.courtesy import is_courtesy, without_courtesies


@pytest.mark.parametrize(
    "text",
    [
        "Dear Helena, dear Tobias,",
        "Hi all",
        "Sehr geehrte Frau Brandt,",
        "Hola Marta,",
        "Kind regards, Priya",
        "Mit freundlichen Grüßen",
        "Un cordial saludo",
        "And do stay in touch, I mean it.",
        "Thank you so much for all the patience.",
        "Vielen Dank für die gute Zeit!",
    ],
)
def test_courtesies_are_known(text: str) -> None:
    """Greetings, closings and good wishes say nothing of the matter, in three languages."""
    assert is_courtesy(text.replace("Hola Marta,", "Hola Marta,"))


@pytest.mark.parametrize(
    "text",
    [
        "Dear customers get the letter before the shop closes.",
        "Best price guarantee stays for the first year",
        "Thanks to the cache the shop is fast again.",
        "Liebe Kunden: so beginnt jede Rundmail.",
        "Hello page loads in two seconds on a phone",
    ],
)
def test_what_only_begins_like_a_courtesy_is_none(text: str) -> None:
    """A sentence that says something is kept, however it begins."""
    assert not is_courtesy(text)


def test_a_subject_lends_its_topic_only_to_what_shows_it() -> None:
    """Of a letter headed 'What we decided' neither greeting nor name nor small talk are decisions; the decision is."""
    letter = record(
        Kind.EMAIL,
        "What we decided on Monday",
        subject="What we decided on Monday",
        body="Dear Ruth, dear Omar,\nit was good to see the new hall at last.\n\n"
        "We decided against the second warehouse because the lease runs ten years.\n\nDo stay in touch!\nNadia",
    )
    assert texts(sum_up(letter), Section.DECISIONS) == [
        "We decided against the second warehouse because the lease runs ten years."
    ]


def test_greeting_and_name_leave_a_letter() -> None:
    """A letter without its greeting has no bare name at its end either; a text without a greeting stays as it is."""
    assert without_courtesies(["Hallo Jonas,", "", "der Server zieht um.", "", "Nadia Berg"]) == [
        "",
        "der Server zieht um.",
        "",
    ]
    assert without_courtesies(["Owner", "Nadia Berg"]) == ["Owner", "Nadia Berg"]
