"""The structure that the reader finds in Markdown, HTML, plain text and sheets, and what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.adapters.documents.reader import DocumentReader
from handoff.adapters.text import plain
from handoff.domain.ports.tools import Block, BlockKind
from handoff.errors import InvalidRecordError

READER = DocumentReader()
TYPES = ["text/markdown", "text/html", "text/plain", "text/csv"]


def blocks(text: str | bytes, media_type: str) -> list[Block]:
    """Read a text as a type."""
    return list(READER.blocks(text.encode() if isinstance(text, str) else text, media_type))


def outline(text: str, media_type: str = "text/markdown") -> list[tuple[str, str, tuple[str, ...]]]:
    """Read a text and return kind, words and headings of each piece."""
    return [(block.kind.value, block.text, block.path) for block in blocks(text, media_type)]


MARKDOWN = "# A\n\nWords\nover lines.\n\n## B\n\n- one\n  - two\n\n1. three\n\n## C\n\nEnd.\n"
HTML = """<html><head><title>no</title><style>p{}</style></head><body><h1>A</h1><p>Words<br>over lines.</p>
<div><h2>B</h2><ul><li>one<ul><li>two</li></ul></li></ul><ol><li><p>three</p></li></ol></div><h2>C</h2>End.
<script>alert(1)</script></body></html>"""


@pytest.mark.parametrize(("text", "media_type"), [(MARKDOWN, "text/markdown"), (HTML, "text/html; charset=utf-8")])
def test_headings_paragraphs_and_items_are_found(text: str, media_type: str) -> None:
    """The same document gives the same pieces in Markdown and in HTML."""
    assert outline(text, media_type) == [
        ("heading", "A", ()),
        ("paragraph", "Words\nover lines.", ("A",)),
        ("heading", "B", ("A",)),
        ("item", "one", ("A", "B")),
        ("item", "two", ("A", "B")),
        ("item", "three", ("A", "B")),
        ("heading", "C", ("A",)),
        ("paragraph", "End.", ("A", "C")),
    ]


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("- [ ] open\n- [x] done\n- plain\n", "text/markdown"),
        ("- [ ] open\n- [x] done\n- plain\n", "text/plain"),
        ("☐ open\n☑ done\n- plain\n", "text/plain"),
        (
            "<ul><li><input type=checkbox> open<li><input type=checkbox checked> done<li>plain</ul>",
            "text/html",
        ),
        ("<ul><li>[ ] open</li><li>[x] done</li><li>plain</li></ul>", "text/html"),
    ],
)
def test_boxes_say_whether_they_are_ticked(text: str, media_type: str) -> None:
    """An item knows whether it has a box and whether that is ticked."""
    assert [(block.text, block.checked) for block in blocks(text, media_type)] == [
        ("open", False),
        ("done", True),
        ("plain", None),
    ]


TABLE = (
    "<table><thead><tr><th>Item</th><th>Owner</th></tr></thead><tbody>"
    "<tr><td>Sign | seal</td><td><b>Ana</b></td></tr><tr><td>Send</td><td></td></tr></tbody></table>"
)


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("| Item | Owner |\n|---|---|\n| Sign \\| seal | Ana |\n| Send | |\n", "text/markdown"),
        (
            TABLE,
            "text/html",
        ),
        ("Item,Owner\nSign | seal,Ana\nSend,\n", "text/csv"),
        ("Item;Owner\nSign | seal;Ana\nSend;\n", "text/csv"),
        ("Item\tOwner\nSign | seal\tAna\nSend\t\n", "text/tab-separated-values"),
    ],
)
def test_rows_have_their_cells_by_their_heads(text: str, media_type: str) -> None:
    """A row's cells stand by the columns' heads, an empty one too; the text has what is said."""
    rows = [block for block in blocks(text, media_type) if block.kind is BlockKind.ROW]
    assert [row.cells for row in rows] == [
        (("Item", "Sign | seal"), ("Owner", "Ana")),
        (("Item", "Send"), ("Owner", "")),
    ]
    assert rows[1].text == "Send"


def test_sheet_with_lines_above_its_head_finds_the_head() -> None:
    """A title line above the table is a paragraph; the head is the first line of words."""
    found = blocks("Open items 2026,,\n,,\nItem,Owner,Due\nSign,Ana,May\n", "text/csv")
    assert found[0].text == "Open items 2026"
    assert found[1].cells == (("Item", "Sign"), ("Owner", "Ana"), ("Due", "May"))


def test_struck_through_and_hidden_text_is_left_out() -> None:
    """What its author took back, and what a page does not show, says nothing."""
    assert [block.text for block in blocks("Keep ~~drop~~ this\n", "text/markdown")] == ["Keep  this"]
    html = "<p>Keep</p><p style='display: none'>drop</p><p hidden>drop</p><!-- drop --><del>drop</del>"
    assert [block.text for block in blocks(html, "text/html")] == ["Keep"]


@pytest.mark.parametrize("broken", ["<![0", "<![", "<![0 y>"])
def test_declaration_that_is_none_stops_no_reading(broken: str) -> None:
    """Python's parser raises on it; a page and a note that hold one are read all the same."""
    assert blocks(f"<p>Words</p>{broken}", "text/html")[0].text == "Words"
    assert plain(f"<p>Words</p>{broken}").startswith("Words")


def test_html_inside_markdown_is_read() -> None:
    """A table that an export left as HTML is still a table, below the same headings."""
    text = "# A\n\n<table><tr><th>Item</th><th>Owner</th></tr><tr><td>Sign</td><td>Ana</td></tr></table>\n"
    (row,) = [block for block in blocks(text, "text/markdown") if block.kind is BlockKind.ROW]
    assert (row.cells, row.path) == ((("Item", "Sign"), ("Owner", "Ana")), ("A",))


def test_layout_table_is_read_as_text() -> None:
    """A table of one column, or one that holds another, is no table of data."""
    html = "<table><tr><td><p>One</p></td></tr><tr><td><p>Two</p></td></tr></table>"
    assert [(block.kind, block.text) for block in blocks(html, "text/html")] == [
        (BlockKind.PARAGRAPH, "One"),
        (BlockKind.PARAGRAPH, "Two"),
    ]


def test_terms_and_their_definitions_are_keyed_lines() -> None:
    """A definition list reads as `term: definition`."""
    assert [b.text for b in blocks("<dl><dt>Risk</dt><dd>Strike</dd></dl>", "text/html")] == ["Risk: Strike"]


def test_plain_text_joins_wrapped_lines_and_keeps_short_ones_apart() -> None:
    """A long line goes on in the next; short lines, items and `Key: value` lines stand for themselves."""
    text = (
        "Report\n======\n\nThis is a long line of prose that was wrapped by an editor\nand goes on here.\n"
        "Owner: Ana\nDue: May\n\n* one item that is rather long and therefore goes on in the\n  next line\n* two\n"
    )
    assert outline(text, "text/plain") == [
        ("heading", "Report", ()),
        ("paragraph", "This is a long line of prose that was wrapped by an editor and goes on here.", ("Report",)),
        ("paragraph", "Owner: Ana", ("Report",)),
        ("paragraph", "Due: May", ("Report",)),
        ("item", "one item that is rather long and therefore goes on in the next line", ("Report",)),
        ("item", "two", ("Report",)),
    ]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ("Grüße".encode("utf-8-sig"), "text/plain"),
        ("Grüße".encode("utf-16"), "text/plain"),
        ("Grüße".encode("utf-16-le"), "text/plain"),
        ("Grüße".encode("utf-16-be"), "text/plain"),
        ("Grüße".encode("cp1252"), "text/plain"),
        ("Grüße".encode("cp850"), "text/plain; charset=cp850"),
        ("Grüße".encode(), 'text/plain; charset="no-such-thing"'),
    ],
)
def test_encodings_are_told(content: bytes, media_type: str) -> None:
    """Marks, parameters and the bytes themselves tell the encoding."""
    assert [block.text for block in blocks(content, media_type)] == ["Grüße"]


def test_mixed_encodings_are_read_line_by_line() -> None:
    """A UTF-8 file into which a Windows line was pasted keeps both."""
    content = "Grüße\n\n".encode() + "Köln\n".encode("cp1252")
    assert [block.text for block in blocks(content, "text/plain")] == ["Grüße", "Köln"]


@pytest.mark.parametrize(
    ("content", "media_type", "says"),
    [
        (b"PK", "application/zip", "application/zip cannot be read yet"),
        (b"x", "", "unknown cannot be read yet"),
        (b"\x00\x01\x02\x03abc\x00\x00", "text/plain", "binary data"),
        (b"\xff\xfe\x00\xd8\x00", "text/plain", "does not go on as such"),
        (b"x" * 101, "text/plain", "101 bytes"),
        (b"- a\n" * 12, "text/markdown", "more than 10 pieces"),
        (b'a,b\n"' + b"x" * 90, "text/csv", None),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(content: bytes, media_type: str, says: str | None) -> None:
    """The reader never reads in part in silence: another type, binary data, or too much is an error."""
    reader = DocumentReader(largest=100, most_blocks=10)
    if says is None:
        assert list(reader.blocks(content, media_type))
        return
    with pytest.raises(InvalidRecordError, match=says):
        list(reader.blocks(content, media_type))


def test_field_without_end_is_refused() -> None:
    """A sheet with one cell beyond the csv module's bound is refused, not crashed on."""
    with pytest.raises(InvalidRecordError, match="The sheet cannot be read"):
        blocks(b'a,b\n"' + b"x" * 200_000, "text/csv")


def test_deep_nesting_is_read() -> None:
    """Ten thousand open elements cost no recursion."""
    assert [block.text for block in blocks("<div>" * 10_000 + "deep", "text/html")] == ["deep"]


@pytest.mark.parametrize("media_type", TYPES)
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(media_type: str, content: bytes) -> None:
    """Whatever a file holds, the reader gives pieces with words in them or its one error."""
    try:
        found = blocks(content, media_type)
    except InvalidRecordError:
        return
    assert all(block.text.strip() for block in found)
    assert all(cell for block in found for _, cell in block.cells)


WORDS = st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6))
def test_markdown_items_come_in_order_below_their_heading(items: list[tuple[str, str]]) -> None:
    """Every item is read once, in order, below its own heading."""
    text = "".join(f"# h{heading}\n\n- i{item}\n\n" for heading, item in items)
    found = [(block.path, block.text) for block in blocks(text, "text/markdown") if block.kind is BlockKind.ITEM]
    assert found == [((f"h{heading}",), f"i{item}") for heading, item in items]


def test_saved_mail_is_read_by_its_text() -> None:
    """An .eml gives its subject and its own text; what it quotes, and a mail without text, say nothing."""
    mail = (
        b"From: ana@acme.example\r\nSubject: =?utf-8?q?N=C3=A4chste_Schritte?=\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n\r\nDie Vollmacht fehlt noch.\r\n\r\n> alles erledigt\r\n"
    )
    found = list(READER.blocks(mail, "message/rfc822"))
    assert [block.text for block in found] == ["N\u00e4chste Schritte", "Die Vollmacht fehlt noch."]
    with pytest.raises(InvalidRecordError):
        list(READER.blocks(b"Content-Type: image/png\r\n\r\nx", "message/rfc822"))
