"""HubSpot's texts and values."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.adapters.text import end_of, folder_id, markup, moment, plain, same_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("plain\ntwo & three", "plain\ntwo & three"),
        ("5 < 6 &amp; 7", "5 < 6 & 7"),
        ("<p>One</p><p>Two<br/>Three</p>", "One\n\nTwo\nThree"),
        ("One\n \n\n\nTwo\nThree", "One\n\nTwo\nThree"),
        ("One<br><br>Two", "One\n\nTwo"),
        ("<div>One</div><div>Two</div><div><br></div><div>Three<br></div><div>Four</div>", "One\nTwo\n\nThree\nFour"),
        ("<p>One</p><ul><li>x</li><li>y</li></ul>Two", "One\n\n- x\n- y\n\nTwo"),
        ("<div>a <b>b</b>\n c</div>", "a b c"),
        ("<ul><li>x</li><li>y</li></ul>", "- x\n- y"),
        ("<ul><li><p>x</p></li><li><p>y</p></li></ul>", "- x\n- y"),
        ("<ul><li>x<li>y</ul><p>One</p><p>Two</p>", "- x\n- y\n\nOne\n\nTwo"),
        ("<table><tr><td><p>x</p></td><td><p>y</p></td></tr></table>", "x y"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<p>a</p><script>alert(1)</script><style>p{}</style><p>b</p>", "a\n\nb"),
        ("<p>caf&eacute;&nbsp;&#8364;</p>", "café €"),
        ("<p>never <b>closed", "never closed"),
    ],
)
def test_plain_takes_markup_off(html: str, text: str) -> None:
    """Blocks become lines, paragraphs stay apart, items get a dash, scripts and styles go, entities are read."""
    assert plain(html) == text


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=200))
def test_markup_shows_any_text_as_it_is(text: str) -> None:
    """Whatever is written reads the same once it was markup, and makes no tag but paragraphs and links."""
    html = markup(text)
    assert same_text(plain(html) or "", " ".join(text.split()))
    for tag in ("<p>", "</p>", "</a>"):
        html = html.replace(tag, "")
    assert html.count("<") == html.count('<a href="http')


def test_markup_makes_addresses_links() -> None:
    """An address is a link up to the full stop that ends the sentence."""
    assert markup("See https://a.example/x?y=1&z.") == (
        '<p>See <a href="https://a.example/x?y=1&amp;z">https://a.example/x?y=1&amp;z</a>.</p>'
    )


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        (None, None),
        ("", None),
        ("2026-03-01T10:00:00.000Z", datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("2026-03-01T10:00:00", datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("1772359200000", datetime(2026, 3, 1, 10, tzinfo=UTC)),
        (1772359200000, datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
    ],
)
def test_moment_reads_hubspots_instants(value: object, instant: datetime | None) -> None:
    """ISO 8601 and milliseconds are read; without a time zone UTC is meant."""
    assert moment(value) == instant


def test_end_of_a_day_is_the_next_midnight() -> None:
    """A bare date lasts until its end, also over a month's; an instant is itself."""
    assert end_of("2026-02-28") == datetime(2026, 3, 1, tzinfo=UTC)
    assert end_of("2026-02-28T08:00:00Z") == datetime(2026, 2, 28, 8, tzinfo=UTC)
    assert end_of(None) is None
    with pytest.raises(ValueError, match="soon"):
        end_of("soon")


@pytest.mark.parametrize(
    ("value", "identifier"),
    [
        (None, ""),
        (" 1AbC-d_e ", "1AbC-d_e"),
        ("https://drive.google.com/drive/folders/1AbC-d_e", "1AbC-d_e"),
        ("https://drive.google.com/drive/u/1/folders/1AbC-d_e?resourcekey=0-x&usp=sharing", "1AbC-d_e"),
        ("https://drive.google.com/open?id=1AbC-d_e", "1AbC-d_e"),
        ("https://evil.example/drive/folders/1AbC", ""),
        ("https://drive.google.com/drive/my-drive", ""),
        ("in the drive", ""),
    ],
)
def test_folder_id_is_read_out_of_what_people_write(value: str | None, identifier: str) -> None:
    """An id and Drive's addresses of a folder are read; anything else names none."""
    assert folder_id(value) == identifier
