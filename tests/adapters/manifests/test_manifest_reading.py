"""Manifests as people save them: every encoding, separator and kind of file comes back as written, or is refused."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.adapters.documents import BoundedReader
from handoff.adapters.documents.reader import DocumentReader
from handoff.adapters.manifests import ManifestReader
from handoff.domain.legacy.manifest import Column, ManifestRow
from handoff.domain.legacy.table import LARGEST, MOST_ROWS
from handoff.domain.legacy.template import EXAMPLE, EXPLAINED
from handoff.errors import ManifestError
from handoff.render import TemplateRenderer


class InProcess:
    """Workbooks read in this process, which is enough for what is no attack."""

    def sheets(self, content: bytes) -> list[tuple[str, Sequence[Sequence[str]]]]:
        """Return the sheets."""
        return list(DocumentReader().sheets(content))


READER = ManifestReader(InProcess())
LINES = [["Client", "Left On", "reason"], ["Müller & Söhne", "2024-03-31", "a; b, “c”"], ["Zoë €", "", ""]]
ROWS = [
    ManifestRow(2, {Column.CLIENT: "Müller & Söhne", Column.LEFT_ON: "2024-03-31", Column.REASON: "a; b, “c”"}),
    ManifestRow(3, {Column.CLIENT: "Zoë €"}),
]


def as_csv(lines: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Write CSV as spreadsheets do."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(lines)
    return text.getvalue()


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]], hidden: str = "") -> bytes:
    """Write a workbook."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})  # the same bytes whenever it is written
    for name, lines in sheets:
        sheet = book.add_worksheet(name)
        for place, line in enumerate(lines):
            for column, cell in enumerate(line):
                (sheet.write_string if isinstance(cell, str) else sheet.write)(place, column, cell)
        if name == hidden:
            sheet.hide()
    book.close()
    return held.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16", "utf-16 big-endian", "windows-1252"],
)
def test_csv_comes_back_in_every_encoding_and_separator(delimiter: str, encode: Callable[[str], bytes]) -> None:
    """What Excel, LibreOffice and scripts write is the same manifest."""
    assert READER.read(encode(as_csv(LINES, delimiter))) == ROWS


@pytest.mark.parametrize("head", ["Left On", "left_on", "LEFT-ON", " left  on ", "Left\u00a0On"])
def test_heads_are_known_in_any_case_and_spacing(head: str) -> None:
    """People write heads as they like."""
    (row,) = READER.read(as_csv([["CLIENT", head], ["Acme", "2024-03-31"]]).encode())
    assert row[Column.LEFT_ON] == "2024-03-31"


def test_rows_are_numbered_as_a_spreadsheet_counts() -> None:
    """Empty lines are no rows and count; a cell with a line break is one line."""
    lines = [["client", "reason"], ["A", "one\ntwo"], [], ["", ""], ["B", ""]]
    assert [row.number for row in READER.read(as_csv(lines).encode())] == [2, 5]
    assert [row.number for row in READER.read(workbook(("Clients", lines)))] == [2, 5]


def test_workbook_gives_its_own_dates_and_ids_as_text() -> None:
    """A spreadsheet's date is that day however it is shown; a long id keeps its digits; a formula is what it was."""
    lines: list[list[object]]
    lines = [["Client", "Record", "Left on", "Cut-off"], ["Acme", 41234567890, date(2021, 4, 3), "03/04/2021"]]
    lines.append(["Borea", "", datetime(2021, 4, 3, 14, 30), ""])  # noqa: DTZ001 - spreadsheets know no zones
    lines[0][3] = "Cutoff"
    first, second = READER.read(workbook(("Sheet1", lines)))
    assert (first[Column.RECORD], first[Column.LEFT_ON], first[Column.CUTOFF]) == (
        "41234567890",
        "2021-04-03",
        "03/04/2021",
    )
    assert second[Column.LEFT_ON] == "2021-04-03 14:30"


def test_sheet_is_the_only_one_or_the_one_called_manifest() -> None:
    """Of several sheets one has to say that it is meant; hidden and empty ones say nothing."""
    notes = ("Notes", [["Something else"]])
    clients = [["client"], ["Acme"]]
    assert len(READER.read(workbook(("manifest ", clients), notes))) == 1
    assert len(READER.read(workbook(("Clients", clients), notes, hidden="Notes"))) == 1
    assert len(READER.read(workbook(("Clients", clients), ("Sheet2", [])))) == 1
    with pytest.raises(ManifestError, match="2 sheets"):
        READER.read(workbook(("Clients", clients), notes))


def test_example_of_the_template_is_no_row() -> None:
    """It may be left in; one that was written over and is still marked comes through, for the preflight to refuse."""
    example = [EXAMPLE.get(column, "") for column in Column]
    changed = ["Example: Acme", *example[1:]]
    rows = READER.read(as_csv([list(Column), example, changed, ["Acme"]]).encode())
    assert [row.number for row in rows] == [3, 4]
    with pytest.raises(ManifestError, match="no client below"):
        READER.read(as_csv([list(Column), example]).encode())


def test_template_is_a_manifest_of_no_rows_until_a_person_writes_some() -> None:
    """Both forms of the template are read back by the reader that will read what people make of them."""
    renderer = TemplateRenderer()
    lines: list[list[str]] = [list(Column), [EXAMPLE.get(column, "") for column in Column]]
    example, explained = ({column.value: text for column, text in one.items()} for one in (EXAMPLE, EXPLAINED))
    for content in (renderer.manifest_workbook(example, explained), renderer.table_csv(lines).encode()):
        with pytest.raises(ManifestError, match="no client below"):
            READER.read(content)
    (row,) = READER.read(renderer.table_csv([*lines, ["Acme"]]).encode())
    assert (row.number, row[Column.CLIENT]) == (3, "Acme")
    assert list(EXPLAINED) == list(Column)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n,,\r\n", "is empty"),
        (b"client\r\n", "no client below"),
        (b"client,owner\r\nA,B\r\n", "'owner'"),
        (b"client,left onn\r\nA,B\r\n", "is 'left_on' meant"),
        (b"client,Client\r\nA,B\r\n", "client twice"),
        (b"left_on,Left On,client\r\n", "left_on twice"),
        (b"domain,reason\r\na.example,x\r\n", "neither the column client"),
        (b"client,reason\r\nSmith, Jones,x\r\n", "Row 2 has a cell under no head"),
        (b'client,reason\r\nA,"open\r\nB,x\r\n', "quotation mark"),
        (b"client,reason\r\nA," + b"x" * 6000, "Row 2, reason: the cell has 6,000"),
        (b"client\r\n" + b"A\r\n" * (MOST_ROWS + 1), "more than 10,000 rows"),
        (b"," * 101 + b"client", "102 cells"),
        (b"x" * (LARGEST + 1), "at most"),
        (bytes(range(256)) * 8, "neither a text nor a workbook"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "no column of a manifest"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "neither a text nor a workbook"),
        (b"PK\x03\x04 and then nothing", "workbook can't be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protected by a password"),
    ],
)
def test_what_is_no_manifest_is_refused_with_a_reason(content: bytes, says: str) -> None:
    """The message says what is wrong and how it is mended."""
    with pytest.raises(ManifestError, match=says) as caught:
        READER.read(content)
    assert caught.value.mend


@pytest.fixture(scope="module")
def bounded() -> Iterator[ManifestReader]:
    """Return the reader as the product wires it."""
    reader = BoundedReader()
    yield ManifestReader(reader)
    reader.close()


def bomb() -> bytes:
    """Return a small workbook that says it unpacks to three hundred megabytes."""
    held = io.BytesIO(workbook(("Clients", [["client"], ["A"]])))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/zeros.bin", bytes(300 * 2**20))
    return held.getvalue()


def wide() -> bytes:
    """Return a workbook with a cell in its last row and column."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write(0, 0, "client")
    sheet.write(1_048_575, 16_383, "A")
    book.close()
    return held.getvalue()


@pytest.mark.parametrize("make", [bomb, wide])
def test_workbook_that_would_take_too_much_is_refused(make: Callable[[], bytes], bounded: ManifestReader) -> None:
    """A bomb costs nothing here, and the next manifest is read."""
    with pytest.raises(ManifestError, match="workbook can't be read"):
        bounded.read(make())
    assert bounded.read(workbook(("Clients", LINES))) == ROWS


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8)


@given(TABLES, st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_table_of_text_comes_back_as_written(lines: list[list[str]], delimiter: str, encoding: str) -> None:
    """Quotes, separators, line breaks and letters of any script; only the space around a cell is lost."""
    content = as_csv([["client", "reason", "group"], ["x", "y", "z"], *lines], delimiter).encode(encoding)
    rows = READER.read(content)
    columns = (Column.CLIENT, Column.REASON, Column.GROUP)
    written = [[cell.strip() for cell in line] for line in lines]
    assert [[row[column] for column in columns] for row in rows] == [
        ["x", "y", "z"],
        *(line for line in written if any(line)),
    ]


def told(reader: ManifestReader, content: bytes) -> object:
    """Return the rows, or what a refusal says; any other error is raised."""
    try:
        return reader.read(content)
    except ManifestError as error:
        return error.what


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda tail: b"client,reason\n" + tail))
def test_no_bytes_raise_anything_but_our_own_error(content: bytes) -> None:
    """Whatever somebody uploads is rows, or a reason."""
    assert told(READER, content)


@settings(max_examples=60)
@given(st.data())
def test_no_broken_workbook_raises_anything_but_our_own_error(bounded: ManifestReader, data: st.DataObject) -> None:
    """A workbook with some of its bytes changed or cut off is rows, or a reason."""
    content = bytearray(workbook(("Clients", LINES)))
    for place in data.draw(st.lists(st.integers(4, len(content) - 1), min_size=1, max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    assert told(bounded, bytes(content[: data.draw(st.integers(4, len(content)))]))
