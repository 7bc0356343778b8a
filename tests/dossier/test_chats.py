"""Exported chats and lists that were typed as lines: each message and each thing is read by itself."""

from __future__ import annotations

import pytest
from material import document, said, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.summary.reading.chats import begins_message, without_stamp
from handoff.domain.summary.reading.keys import lines

CHAT = """\
[02/07/2026, 18:04] Moira Dent: evening all, who took my cup
[02/07/2026, 18:05] Abe Fenn: not me
[02/07/2026, 18:09] Moira Dent: the gate code is in the safe under Harbour, Abe has the only key to it
[02/07/2026, 18:11] Abe Fenn: lovely sunset
"""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[21/02/2026, 09:05] Caspar: not me", "Caspar: not me"),
        ("12.03.26, 17:40 - Jana: morgen", "Jana: morgen"),
        ("[14/05 18:06] Moira D: gate is open", "Moira D: gate is open"),
        ("[9/3/26, 9:05:22 a. m.] Lola: ya", "Lola: ya"),
        ("[14:05] Ruth: fine", "Ruth: fine"),
        ("2026-03-04 09:10 Jo: hello", "Jo: hello"),
    ],
)
def test_stamp_of_a_message_is_taken_off(line: str, message: str) -> None:
    """When a message was sent is no day of which it speaks."""
    assert begins_message(line)
    assert without_stamp(line) == message


@pytest.mark.parametrize(
    "line",
    [
        *("Fee 12.50 per head", "at 14:30 the lorry came", "At 14:30 the lorry came", "about 12.50 EUR each"),
        "Version 2.10 is live",
        "12.03.26 Jana rang",
        "[draft] Title: of a book",
        "On 3/4/2026, 9:00 the gate was shut",
        "Fee: 12.50 EUR",
    ],
)
def test_other_lines_are_no_messages(line: str) -> None:
    """A day, a mark in brackets or a key alone make no message."""
    assert not begins_message(line)
    assert without_stamp(line) == line


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
def test_what_one_message_says_is_a_line_of_its_own(media_type: str) -> None:
    """The small talk around it is not told with it, and nothing falls due when a message was sent."""
    told = said("Chat export", CHAT, Section.ACCESS, media_type)
    assert told == ["Moira Dent: the gate code is in the safe under Harbour, Abe has the only key to it"]
    assert said("Chat export", CHAT, Section.DEADLINES, media_type) == []


def test_lines_of_a_list_without_marks_are_things_of_their_own() -> None:
    """Whoever types a line a thing means as many things."""
    assert lines("fetch the glasses\nletter to the minister, answers only on Thursdays\nbook the tent") == [
        "fetch the glasses",
        "letter to the minister, answers only on Thursdays",
        "book the tent",
    ]


def test_wrapped_lines_are_one_text() -> None:
    """A line that ends where the next word has no room goes on."""
    text = (
        "The tent has to be booked before the end of the month since the\n"
        "fair takes them all, and the minister's people want to see it first."
    )
    assert lines(text) == [text.replace("\n", " ")]


def test_paragraphs_of_a_note_are_not_one_story() -> None:
    """What went wrong in one paragraph does not swallow what the next says is still open."""
    text = (
        "The pump failed in May and the cellar flooded; Abe bridged it with a hired one.\n\n"
        "The supplier still owes us the drawing of the new pump."
    )
    dossier = sum_up(document("Visit", text))
    assert texts(dossier, Section.LOOSE_ENDS) == ["The supplier still owes us the drawing of the new pump."]
