"""What people read: whole, escaped, honest about what is unknown, and without anything left blank."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from handoff.domain.dossier import Claim, Dossier, Finding, Page, Section, Source, Unread
from handoff.domain.ids import HandoffId
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.render import TemplateRenderer
from handoff.render.text import as_markdown, safe_url

RENDERER = TemplateRenderer()
NOW = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)
RECORD = RecordRef(Vendor.HUBSPOT, Kind.NOTE, "7")
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "# heading\n- item\n1. item\n| a | b |",
    "`code` **bold** _it_ ~~gone~~ http://evil.example <b>",
    "&lt;script&gt;",
    "{{ 7 * 7 }} {% raw %}",
]


def dossier(text: str = "They grew.", url: str = "https://crm.example/7", label: str = "Goal") -> Dossier:
    """Make a dossier that says one text wherever a vendor's text may stand."""
    source = Source(RECORD, text, url, text, NOW)
    pages = tuple(
        Page(section, Finding.KNOWN, (Claim(section, text, (source,), label),))
        if section is Section.GOALS
        else Page(section, Finding.NONE if section is Section.MONEY else Finding.UNKNOWN)
        for section in Section
    )
    return Dossier(HandoffId("h-0123456789ab"), text, "Studio", 2, NOW, NOW, pages, (Unread(RECORD, text, text),))


def test_page_has_all_sections_and_says_what_is_missing() -> None:
    """All sixteen sections stand there in order; 'none' and 'unknown' are said in words, what is unread is named."""
    page = BeautifulSoup(RENDERER.dossier_html(dossier()), "html.parser")
    titles = [heading.get_text() for heading in page.find_all("h2")]
    assert titles[:16] == [f"{section.number}. {section.title}" for section in Section]
    text = page.get_text(" ")
    assert text.count("Unknown.") == 14
    assert text.count("None.") == 1
    assert "Not read" in text
    markdown = RENDERER.dossier_markdown(dossier())
    assert [line for line in markdown.splitlines() if re.match(r"## \d+\. ", line)] == [
        f"## {section.number}. {section.title}" for section in Section
    ]
    assert markdown.count("\nUnknown.") == 14


def test_claim_shows_source_author_and_date() -> None:
    """A claim leads to the record that says it, and names who wrote it and when."""
    page = BeautifulSoup(RENDERER.dossier_html(dossier("Said so")), "html.parser")
    source = page.find("small", recursive=True)
    assert source is not None
    assert source.find("a")["href"] == "https://crm.example/7"  # type: ignore[index]
    assert "Said so, 23 November 2026" in source.get_text()


@pytest.mark.parametrize("text", HOSTILE)
def test_vendor_text_stays_text_in_the_page(text: str) -> None:
    """No element, attribute or link can come of what a vendor's record says."""
    plain = BeautifulSoup(RENDERER.dossier_html(dossier("x", label="x")), "html.parser")
    page = BeautifulSoup(RENDERER.dossier_html(dossier(text, label=text)), "html.parser")
    assert [tag.name for tag in page.find_all()] == [tag.name for tag in plain.find_all()]
    assert [tag.attrs for tag in page.find_all()] == [tag.attrs for tag in plain.find_all()]
    assert text in page.get_text() or "\n" in text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://a b", 'https://x"onclick=', "//x", ""]
)
def test_only_web_addresses_become_links(url: str) -> None:
    """An address of any other kind is shown as text, in HTML and in Markdown."""
    page = BeautifulSoup(RENDERER.dossier_html(dossier(url=url)), "html.parser")
    assert all(link["href"].startswith("#") for link in page.find_all("a"))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(RENDERER.dossier_markdown(dossier(url=url)))
    assert "<a" not in html


def kinds(markdown: str) -> list[str]:
    """Return the kinds of everything that Markdown makes of a text."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    return [item.type for token in tokens for item in (token, *(token.children or []))]


@given(st.text(max_size=60) | st.sampled_from(HOSTILE))
def test_escaped_markdown_is_one_plain_paragraph(text: str) -> None:
    """Whatever a text holds, Markdown shows it as text alone."""
    allowed = {"paragraph_open", "paragraph_close", "inline", "text"}
    assert set(kinds(as_markdown(text))) <= allowed


@given(st.text(max_size=40))
def test_safe_urls_are_web_addresses(text: str) -> None:
    """What passes is http or https and can't leave an attribute."""
    url = safe_url(text)
    assert not url or (url.lower().startswith(("http://", "https://")) and not set(url) & set(' <>"\n'))


VALUES = {
    "firm": "Studio & Co",
    "client": "Acme <Ltd>",
    "recipient": "Ana",
    "successor": "Jo",
    "successor_email": "jo@studio.example",
    "cutoff": "2026-11-24T10:15:00.000000Z",
    "sender": "Maya",
    "reply_to": "hello@studio.example",
}


def test_letter_says_who_when_and_how_to_stay_in_touch() -> None:
    """Both forms name the successor, the cut-off for people, and the way back; names are escaped in HTML alone."""
    letter = RENDERER.farewell(VALUES)
    assert "\n" not in letter.subject
    for form in (letter.text, BeautifulSoup(letter.html, "html.parser").get_text()):
        for words in (
            "Dear Ana",
            "Acme <Ltd>",
            "Jo",
            "jo@studio.example",
            "24 November 2026, 10:15 UTC",
            "hello@studio.example",
        ):
            assert words in form
    assert "Acme &lt;Ltd&gt;" in letter.html


def test_letter_to_a_nameless_contact_has_no_gap() -> None:
    """A contact without a name is still greeted."""
    assert "Dear friends at Acme <Ltd>," in RENDERER.farewell(VALUES | {"recipient": ""}).text


def test_note_keeps_the_place_for_the_link() -> None:
    """The place where the dossier's address is filled in later comes through as it is."""
    link = "{link:google_drive/file/new:h-1-dossier}"
    assert link in RENDERER.dossier_note({"client": "A & B", "cutoff": VALUES["cutoff"], "link": link, "key": "h-1"})


def ask(**more: Any) -> str:
    """Render an ask."""
    values: dict[str, Any] = {
        "client": "Acme",
        "handoff": "h-1",
        "digest": "d" * 64,
        "counts": {"set_owner": 3},
        "irreversible": {"send_letter": 2},
        "left_out": 4,
        "cutoff": VALUES["cutoff"],
        "link": "http://127.0.0.1/handoff/handoffs/h-1",
        "refused_because": "",
    }
    return RENDERER.ask_body(values | more)


def test_ask_names_all_that_an_approver_needs() -> None:
    """Client, counts, what can't be undone or was left out, the cut-off, the whole digest, the way to the plan."""
    body = ask()
    for words in (
        "Acme",
        "set owner | 3",
        "2 \u00d7 send letter",
        "4 records",
        "24 November 2026",
        "d" * 64,
        "/handoffs/h-1",
    ):
        assert words in body
    assert "did not count" not in body
    assert "No reason." in ask(refused_because="No reason.")


def test_ask_is_short_and_never_cuts_the_digest() -> None:
    """A hundred kinds are shortened; the digest stands whole."""
    body = ask(counts={f"kind_{number}_with_a_long_name_of_its_own": number for number in range(200)})
    assert len(body) <= 4000
    assert "d" * 64 in body
    assert "further kinds" in body
