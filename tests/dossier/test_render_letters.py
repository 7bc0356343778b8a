"""The farewell letter, and the note that links the dossier in the CRM."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from render_values import LINK, letter_values

from handoff.render import TemplateRenderer

RENDERER = TemplateRenderer()
OPTIONAL = ("recipient", "successor", "successor_email", "sender", "reply_to")
HOLE = re.compile(r"\{\{|\}\}|\{%|None|\(\s*\)|[ \t]{2,}|\s[.,:;]|^[ \t]+|[ \t]+$", re.MULTILINE)


def paragraphs(html: str) -> str:
    """Return what the letter in HTML says, without its bold headings' marks."""
    return " ".join(paragraph.text for paragraph in BeautifulSoup(html, "html.parser").select("p"))


@pytest.mark.parametrize("form", ["text", "html"])
def test_letter_says_what_its_reader_needs(form: str) -> None:
    """Both forms thank, name the successor and how to reach them, the cut-off, what stays theirs, and the way back."""
    letter = RENDERER.farewell(letter_values())
    said = letter.text if form == "text" else paragraphs(letter.html)
    assert said.startswith("Dear Helena Marlow,")
    for part in (
        "thank you", "Marlow & Finch", "Jonas Weber", "jonas@fieldnote.example", "24 November 2026, 10:15 UTC",
        "what is yours stays yours", "hello@fieldnote.example", "in five years", "Maya Okafor", "Fieldnote Studio",
    ):  # fmt: skip
        assert part in said
    assert "does not depend on any open invoice" in said


KEPT = {"keeps": "read", "folders_until": "2026-12-24T10:15:00Z", "files_until": "2027-01-23T10:15:00Z"}


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (KEPT, ("a folder until 24 December 2026, 10:15 UTC, and", "a single file until 23 January 2027, 10:15 UTC.")),
        (KEPT | {"folders_until": ""}, ("After it you can still read what is shared with you as a single file",)),
        (KEPT | {"files_until": ""}, ("as a folder until 24 December 2026, 10:15 UTC.",)),
    ],
)
def test_letter_says_what_is_kept_and_until_when(kept: dict[str, str], said: tuple[str, ...]) -> None:
    """Where the policy leaves the client something for a while, the letter says what, not that all ends."""
    letter = RENDERER.farewell(letter_values(**kept))
    assert "changes on 24 November 2026" in letter.text
    for part in said:
        assert part in letter.text
        assert part in paragraphs(letter.html)


@pytest.mark.parametrize("kept", [{}, KEPT])
def test_letter_says_the_same_in_both_forms(kept: dict[str, str]) -> None:
    """The sentences of the text and of the HTML are the same, but for the headings' setting."""
    letter = RENDERER.farewell(letter_values(**kept))

    def bare(text: str) -> str:
        return re.sub(r"[^a-z0-9@]", "", text.lower())

    assert bare(letter.text) == bare(paragraphs(letter.html))


@pytest.mark.parametrize("left_out", [(), *((name,) for name in OPTIONAL), OPTIONAL])
def test_letter_has_no_holes(left_out: tuple[str, ...]) -> None:
    """A value that is not known leaves no placeholder, no empty bracket and no gap before a full stop."""
    letter = RENDERER.farewell(letter_values(**dict.fromkeys(left_out, "")))
    for text in (letter.subject, letter.text, paragraphs(letter.html)):
        assert text
        assert not HOLE.findall(text)
    assert "mailto:<" not in letter.html
    if "recipient" in left_out:
        assert letter.text.startswith("Dear friends at Marlow & Finch,")


def test_subject_is_one_line() -> None:
    """No name can add a header to the letter."""
    letter = RENDERER.farewell(letter_values(client="Marlow\r\nBcc: eve@evil.example", firm="Field\u2028note"))
    assert letter.subject == "Marlow Bcc: eve@evil.example and Field note: our handover, and how to reach us"


def test_letter_shows_hostile_names_as_text() -> None:
    """Names with markup are shown in the HTML, and an address that is none is no link."""
    hostile = '<img src=x onerror="alert(1)"> & "Sons"'
    letter = RENDERER.farewell(letter_values(**dict.fromkeys(["firm", "client", "recipient", *OPTIONAL], hostile)))
    html = BeautifulSoup(letter.html, "html.parser")
    assert not html.select("img, a")
    assert paragraphs(letter.html).startswith(f"Dear {hostile},")
    assert letter.text.startswith(f"Dear {hostile},")


@given(st.text(max_size=40))
def test_any_name_keeps_the_letter_whole(name: str) -> None:
    """No name makes a further line or tag."""
    letter = RENDERER.farewell(letter_values(client=name, recipient=name, successor=name))
    tame = RENDERER.farewell(letter_values())
    assert len(letter.text.splitlines()) == len(tame.text.splitlines())
    assert len(letter.subject.splitlines()) == 1
    tags = [tag.name for tag in BeautifulSoup(letter.html, "html.parser").find_all(True)]
    assert tags == [tag.name for tag in BeautifulSoup(tame.html, "html.parser").find_all(True)]


def note(client: str = "Marlow & Finch") -> str:
    """Return a note."""
    values = {"client": client, "cutoff": "2026-11-24T10:15:00Z", "link": LINK, "key": "h-123456789abc"}
    return RENDERER.dossier_note(values)


def test_note_says_what_it_is() -> None:
    """The note names the client, the cut-off and our key, as plain text."""
    text = note()
    assert text.startswith("Handoff dossier of Marlow & Finch: ")
    assert "24 November 2026, 10:15 UTC" in text
    assert text.endswith("Handoff h-123456789abc")


def test_note_keeps_the_link_as_it_is() -> None:
    """The placeholder that is filled in once the dossier is delivered comes through letter by letter."""
    assert note().count(LINK) == 1


def test_note_takes_no_placeholder_from_a_name() -> None:
    """A client can't be called like a placeholder, nor break the note's lines."""
    text = note(f"Eve {LINK}\nHandoff h-000000000000")
    assert text.count("{link:") == 1
    assert len(text.splitlines()) == len(note().splitlines())
