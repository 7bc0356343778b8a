"""The dossier as a page and as Markdown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from render_values import claim, dossier, source

from handoff.domain.dossier import Dossier, Section, Source, Unread
from handoff.domain.ids import HandoffId
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.render import TemplateRenderer

RENDERER = TemplateRenderer()
Show = Callable[[Dossier], BeautifulSoup]
HOSTILE = (
    "<script>alert(1)</script>",
    '"\' onmouseover="alert(1)" x=\'',
    "</style><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% for x in y %}{# gone #}",
    "[click](javascript:alert(1)) ![pixel](https://evil.example/x.png)",
    "# heading\n\n## Another\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "```\ncode\n``` `x` ~~gone~~ **bold** <https://evil.example>",
    "> quote\n1. one\n- two\n\tthree\n===",
    "see https://evil.example/?q=`a|b or www.evil.example or eve@evil.example",
    "&lt;script&gt; &#60;b&#62; \\[x\\](y)",
)
PDF = RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, "1a2b")


def page(value: Dossier) -> BeautifulSoup:
    """Return the page, parsed."""
    return BeautifulSoup(RENDERER.dossier_html(value), "html.parser")


def head(value: Dossier) -> str:
    """Return the text of the page's head."""
    header = page(value).header
    assert header is not None
    return header.text


def markdown(value: Dossier) -> BeautifulSoup:
    """Return the Markdown as a renderer shows it that lets HTML through."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return BeautifulSoup(parser.render(RENDERER.dossier_markdown(value)), "html.parser")


def words(text: str) -> str:
    """Return text with its white space made even."""
    return " ".join(text.split())


def everywhere(text: str, url: str = "https://crm.example/1") -> Dossier:
    """Return a dossier that holds a text in every field that a vendor, or the firm's own policy, fills."""
    hostile = Source(RecordRef(Vendor.HUBSPOT, Kind.NOTE, text), text, url, text, None)
    nameless = Source(RecordRef(Vendor.HUBSPOT, Kind.NOTE, text), "", url, "", None)
    claims = [claim(section, text, text, (hostile, nameless)) for section in Section]
    unread = Unread(RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, text), text, text)
    made = dossier(*claims, client=text, firm=text, unread=[unread])
    return Dossier(HandoffId(text), text, text, 1, made.made_at, made.cutoff_at, made.pages, made.unread)


def test_page_has_sixteen_sections_in_order() -> None:
    """All sections are there with number, title and purpose, and the table of contents leads to each."""
    shown = page(dossier(claim(Section.GOALS)))
    headings = [f"{section.number}. {section.title}" for section in Section]
    assert [heading.text for heading in shown.select("main h2")] == headings
    assert [f"{item.purpose}." for item in Section] == [item.text for item in shown.select(".purpose")]
    targets = [str(link["href"]) for link in shown.select("nav a")]
    assert targets == [f"#s{section.number}" for section in Section]
    assert all(shown.select_one(target) for target in targets)


def test_markdown_has_sixteen_sections_in_order() -> None:
    """The Markdown has the same sections."""
    headings = [heading.text for heading in markdown(dossier(claim(Section.GOALS))).select("h2")]
    assert headings == [f"{section.number}. {section.title}" for section in Section]


@pytest.mark.parametrize("shown", [page, markdown])
def test_claim_shows_label_text_and_every_source(shown: Show) -> None:
    """A claim stands with its label, its text, and link, author and date of each source."""
    second = Source(PDF, "", "", "", None)
    value = dossier(claim(Section.GOALS, "Faster pages — Baseline: 9 s; Result: 2 s", "Goal", (source(), second)))
    text = words(shown(value).text)
    assert "Goal" in text
    assert "Faster pages — Baseline: 9 s; Result: 2 s" in text
    assert "The retainer, Maya Okafor, 23 November 2026" in text
    assert "Google Drive file 1a2b, author unknown, date unknown" in text
    assert [link["href"] for link in shown(value).select("main a, li a") if link["href"][0] != "#"] == [
        "https://crm.example/deals/8002"
    ]


def test_sources_are_parted_only_where_they_stand_in_one_line() -> None:
    """What parts two sources is in the first of them, of the kind that shows in a line and not where each has its own;
    after the last there is none.
    """
    shown = page(dossier(claim(Section.GOALS, sources=[source(), source("The plan"), source("The note")])))
    small = shown.select_one("main small")
    assert small is not None
    assert [tag["class"] for tag in small.find_all(recursive=False)] == [["source"]] * 3
    assert not [text for text in small.find_all(string=True, recursive=False) if text.strip()]
    ends = [[comma.text for comma in one.select(":scope > .comma")] for one in small.select(".source")]
    assert ends == [[", ", "; "], [", ", "; "], [", "]]


def test_printed_claims_are_no_table() -> None:
    """On paper a long group breaks between its claims: its label spans no rows there, and takes the first column of a
    section that has labels, alone.
    """
    text = RENDERER.dossier_html(dossier(claim(Section.GOALS, label="Goal"), claim(Section.MONEY)))
    printed = text.partition("@media print")[2].partition("</style>")[0]
    assert ".claims, .claims tbody { display: block; }" in printed
    assert ".claims tr { display: grid;" in printed
    tables = BeautifulSoup(text, "html.parser").select("table.claims")
    assert ["labelled" in table["class"] for table in tables] == [True, False]


@pytest.mark.parametrize("shown", [page, markdown])
def test_empty_sections_say_none_or_unknown(shown: Show) -> None:
    """No section stays blank: fifteen say in words what was found, each its own."""
    text = words(shown(dossier(claim(Section.GOALS), none=[Section.MONEY, Section.PEOPLE])).text)
    assert text.count("None. It was looked for, and there is none.") == 2
    assert text.count("Unknown. Nothing about this was found") == 13
    assert "12. Money" in text.partition("None.")[0].partition("11. Records ledger")[2]


def test_contents_say_what_is_unknown() -> None:
    """Who reads the first screen alone learns how much is known, what is unknown, and what was not read."""
    value = dossier(claim(Section.GOALS), claim(Section.GOALS), unread=[Unread(PDF, "Statement of work", "Locked.")])
    entries = [words(entry.text) for entry in page(value).select("nav li")]
    assert "Goals then and now 2 claims" in entries
    assert "Money unknown" in entries
    assert "Not read 1 record" in entries
    assert "2 claims, each with its source; 15 sections unknown; 1 record not read" in words(head(value))


@pytest.mark.parametrize("shown", [page, markdown])
def test_unread_records_stand_at_the_end_with_their_reason(shown: Show) -> None:
    """What could not be read is named, with the reason and the record."""
    text = words(shown(dossier(unread=[Unread(PDF, "Statement of work", "It is locked.")])).text)
    assert text.index("16. Acceptance") < text.index("Not read", text.index("16. Acceptance"))
    assert "Statement of work: It is locked." in text
    assert "Google Drive file 1a2b" in text


@pytest.mark.parametrize("colour", ["red", "amber", "green"])
def test_condition_stands_first(colour: str) -> None:
    """The condition is a badge in words and colour above all sections, with its paragraph."""
    value = dossier(claim(Section.CONDITION, "Two items are overdue.", colour.capitalize()))
    box = page(value).select_one("header .condition")
    assert box is not None
    assert box["class"] == ["condition", colour]
    assert words(box.text) == f"Condition now: {colour} Two items are overdue."
    assert f"Condition now: {colour}. Two items are overdue." in words(markdown(value).text)


def test_condition_of_no_known_colour_is_unknown() -> None:
    """A colour is never guessed from words that happen to stand in the paragraph."""
    value = dossier(claim(Section.CONDITION, "The red door was painted.", "Note"))
    assert "Condition now: unknown" in words(head(value))
    assert "Condition now: unknown" in words(head(dossier()))


def test_page_says_when_access_ends() -> None:
    """The cut-off is written for people, in UTC whatever zone it came in; without one, the page says so."""
    assert "24 November 2026, 10:15 UTC" in head(dossier())
    assert "Access ends not set yet" in words(head(dossier(cutoff=None)))
    away = datetime.fromisoformat("2026-11-24T23:30:00-05:00")
    assert "25 November 2026, 04:30 UTC" in head(dossier(cutoff=away))
    late = Source(PDF, "A file", "", "Ann", away)
    assert "Ann, 25 November 2026" in page(dossier(claim(Section.GOALS, sources=[late]))).text


def test_page_needs_nothing_from_elsewhere() -> None:
    """The page carries its styles, and loads no script, image, font or sheet."""
    text = RENDERER.dossier_html(dossier(claim(Section.GOALS)))
    shown = BeautifulSoup(text, "html.parser")
    assert not shown.select("script, img, link, iframe, object, form")
    assert "url(" not in text
    assert "@import" not in text
    assert "@media print" in text
    assert "prefers-color-scheme: dark" in text


def test_links_open_beside_the_page() -> None:
    """A source opens in a window of its own, which learns nothing of the dossier; the page may stand in a frame."""
    links = page(dossier(claim(Section.GOALS))).select("main a")
    assert [(link["target"], link["rel"]) for link in links] == [("_blank", ["noopener", "noreferrer"])]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_shown_on_the_page(text: str) -> None:
    """Whatever a record says in whichever field, it adds no tag and no attribute, and can be read as it was written."""
    shown, tame = page(everywhere(text)), page(everywhere("tame"))
    assert [(tag.name, sorted(tag.attrs)) for tag in shown.find_all(True)] == [
        (tag.name, sorted(tag.attrs)) for tag in tame.find_all(True)
    ]
    times = words(tame.text).count("tame")
    assert words(shown.text).count(words(text)) == times


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_shown_in_markdown(text: str) -> None:
    """In Markdown too: it gives no tag but code, even where HTML is let through, and can be read as it was written."""
    shown, tame = markdown(everywhere(text)), markdown(everywhere("tame"))
    assert [tag.name for tag in shown.find_all(True) if tag.name != "code"] == [tag.name for tag in tame.find_all(True)]
    assert words(shown.text).count(words(text)) == words(tame.text).count("tame")


@pytest.mark.parametrize("shown", [page, markdown])
@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,<b>", "//evil.example", "file:///etc/passwd", "https://good@evil.ex"]
)
def test_unsafe_address_is_text(shown: Show, url: str) -> None:
    """An address that is not plain http or https is shown, and can't be followed."""
    value = shown(dossier(claim(Section.GOALS, sources=[source(url=url)])))
    assert not value.select("a:not([href^='#'])")
    assert f"The retainer ({url})" in words(value.text)


@given(text=st.text(min_size=1, max_size=60))
def test_any_text_leaves_the_page_as_it_is_built(text: str) -> None:
    """No text at all changes the page's tags, and the page can be written as UTF-8."""
    shown = RENDERER.dossier_html(everywhere(text, url=text))
    shown.encode()
    tags = [tag.name for tag in BeautifulSoup(shown, "html.parser").find_all(True)]
    assert {"script", "img", "svg", "b"}.isdisjoint(tags)
    assert tags.count("section") == 17
    assert tags.count("h2") == 17


def test_text_that_deceives_the_eye_is_cleaned() -> None:
    """Marks that turn the direction of text, control characters and half characters do not reach the page."""
    shown = RENDERER.dossier_html(everywhere("invoice\u202efdp.exe\x00\x07 \ud800"))
    assert "invoicefdp.exe" in shown
    assert not set("\u202e\x00\x07\ud800") & set(shown)


def test_rendering_the_same_dossier_gives_the_same_bytes() -> None:
    """A dossier is addressed by its content, so that rendering may not add an instant or a number of its own."""
    value = everywhere("same")
    assert TemplateRenderer().dossier_html(value) == TemplateRenderer().dossier_html(value)
    assert TemplateRenderer().dossier_markdown(value) == TemplateRenderer().dossier_markdown(value)
    assert value.made_at.tzinfo is UTC
