"""Escaping for Markdown, for any text and wherever it stands."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from handoff.render.filters import one_line
from handoff.render.markdown import as_markdown, markdown_url

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_AUTOLINK = re.compile(r"(?:https?|ftp)://[a-z0-9-]|\bwww\.[a-z0-9-]|[\w.+-]@[\w-]+\.\w", re.IGNORECASE)
"""What GitHub's Markdown makes a link of. https://github.github.com/gfm/#autolinks-extension-"""
_PIECES = st.sampled_from(
    [
        *"\\`*_[]()<>#+-.!|~&:;=$^@/ \n\t\r\"'1aé\u2028\x00\u202e",
        *("https://", "ftp://x.y", "www.", "mailto:", "javascript:x", "a@b.c", "](", "![", "[x]: y", "&amp;", "<!--"),
        *("1. ", "2) ", "    ", "- ", "---", "===", "```", "~~~", "|-|"),
    ]
)
TEXTS = st.one_of(st.lists(_PIECES, max_size=12).map("".join), st.text(max_size=40))


def pieces(text: str) -> list[Token]:
    """Return the tokens of a Markdown document, those within lines in their place."""
    return [inner for token in _PARSER.parse(text) for inner in (token.children or [token])]


def shown(text: str) -> str:
    """Return what a Markdown document shows."""
    return "".join(token.content for token in pieces(text) if token.type in ("text", "code_inline"))


@pytest.mark.parametrize(
    "place",
    ["{}", "- {}", "- **Label:** {}", "**{}:** after", "> {}", "(see [{}](<https://crm.example>), then)", "| {} | 1 |"],
)
@given(text=TEXTS)
@example(text="\\`https://a.b`")
@example(text="www.a.b` `c` www.d.e")
@example(text="a\\|b|c")
@example(text="a@b.c+a@b.c")
def test_any_text_is_shown_as_it_is(place: str, text: str) -> None:
    """Text comes out as one line that reads as it did and has no markup but code, wherever it is put."""
    head = "| a | b |\n|---|---|\n" if place.startswith("|") else ""
    # A plain word shows which markup the place itself has.
    escaped = as_markdown(text) or "word"
    mine = [token.type for token in pieces(head + place.format(escaped)) if token.type not in ("text", "code_inline")]
    assert mine == [token.type for token in pieces(head + place.format("word")) if token.type != "text"]
    expected = shown(head + place.format("word")).replace("word", one_line(text) or "word")
    assert shown(head + place.format(escaped)) == expected


@given(text=TEXTS)
def test_no_bare_address_is_left(text: str) -> None:
    """No piece of text is one that GitHub's Markdown would turn into a link of its own."""
    assert not [token.content for token in pieces(as_markdown(text)) if _AUTOLINK.search(token.content)
                and token.type == "text"]  # fmt: skip


def test_addresses_are_code_that_can_be_copied() -> None:
    """An address stands as code, without the full stop that ends its sentence and without hidden characters."""
    assert as_markdown("Write to ann@a.example, see https://a.example/x_y.") == (
        "Write to `ann@a.example`, see `https://a.example/x_y`."
    )


def test_plain_text_is_left_alone() -> None:
    """Sentences stay readable as source: nothing is escaped that Markdown would not take."""
    text = 'Due: 5 December (high); 3.5% - Maya\'s, "final" #2!'
    assert as_markdown(text) == text


@pytest.mark.parametrize("run", ["a", "a.", "1", "\\", "`", "http", "a@", "www."])
def test_long_text_is_escaped_in_a_moment(run: str) -> None:
    """No text makes the escaping slow: it takes time by its length alone."""
    began = time.perf_counter()
    as_markdown(run * (200_000 // len(run)))
    assert time.perf_counter() - began < 5


def test_link_keeps_its_address() -> None:
    """An address in a link is the one that was given, with no entity read into it; an unsafe one is none."""
    url = "https://a.example/(x)?a=1&copy;=2"
    [link] = [token for token in pieces(f"[a](<{markdown_url(url)}>)") if token.type == "link_open"]
    assert link.attrs["href"] == url
    assert markdown_url("javascript:alert(1)") == ""


def test_an_address_with_a_removed_secret_is_one_code() -> None:
    """What stands for a secret inside an address is shown as it is, and does not tear the code around it."""
    text = "CACHE_URL=redis://:[secret removed]@cache1.example:6379/0, or https://x.example/?k=[secret removed]"
    assert as_markdown(text) == (
        "CACHE\\_URL=`redis://:[secret removed]@cache1.example:6379/0`, or `https://x.example/?k=[secret removed]`"
    )
