"""What is read of Word, Excel, PowerPoint and PDF, and that no document takes more than its bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import docx
import pptx
import pytest
import xlsxwriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from fpdf import FPDF

from handoff.adapters.documents import BoundedReader
from handoff.adapters.documents.reader import DocumentReader
from handoff.domain.ports.tools import Block, BlockKind
from handoff.errors import InvalidRecordError

OFFICE = "application/vnd.openxmlformats-officedocument."
WORD, SHEET, SLIDES = (
    f"{OFFICE}{kind}" for kind in ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation")
)
PDF = "application/pdf"


@pytest.fixture(scope="module")
def bounded() -> Iterator[BoundedReader]:
    """Return the reader as the product has it."""
    reader = BoundedReader()
    yield reader
    reader.close()


def read(content: bytes, media_type: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Read a document in this process: kind, words and headings of each piece."""
    return [(b.kind.value, b.text, b.path) for b in DocumentReader().blocks(content, media_type)]


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    """Return what a library saves."""
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def word_document() -> bytes:
    """Write a Word document of every kind of piece, with text that was taken back."""
    document = docx.Document()
    document.add_heading("Handover", 0)
    document.add_heading("Goals", 1)
    document.add_paragraph("Close the books by the fifth.")
    document.add_paragraph().add_run("Known problems").bold = True
    document.add_paragraph("The scanner jams.", style="List Bullet")
    struck = document.add_paragraph("Kept ")
    struck.add_run("dropped ").font.strike = True
    struck.add_run("too").font.hidden = True
    deleted = OxmlElement("w:del")
    deleted.append(document.add_paragraph("gone").runs[0]._r)
    struck._p.append(deleted)
    table = document.add_table(2, 2)
    for place, words in enumerate(("Item", "Owner", "Keys", "Ana")):
        table.cell(place // 2, place % 2).text = words
    document.add_paragraph("☑ Signed")
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    content.append(document.add_paragraph("In a control.")._p)
    control.append(content)
    document.element.body.insert(-1, control)
    assert control.find(qn("w:sdtContent")) is content
    return saved(document.save)


def test_word_document_keeps_its_structure() -> None:
    """Headings by level and by weight, items, boxes, tables and controls are read; what was taken back is not."""
    assert read(word_document(), WORD) == [
        ("heading", "Handover", ()),
        ("heading", "Goals", ("Handover",)),
        ("paragraph", "Close the books by the fifth.", ("Handover", "Goals")),
        ("heading", "Known problems", ("Handover", "Goals")),
        ("item", "The scanner jams.", ("Handover", "Goals", "Known problems")),
        ("paragraph", "Kept", ("Handover", "Goals", "Known problems")),
        ("row", "Keys | Ana", ("Handover", "Goals", "Known problems")),
        ("item", "Signed", ("Handover", "Goals", "Known problems")),
        ("paragraph", "In a control.", ("Handover", "Goals", "Known problems")),
    ]


def workbook(write: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """Write an Excel workbook."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    write(book)
    book.close()
    return file.getvalue()


def test_workbook_is_read_sheet_by_sheet() -> None:
    """Each visible sheet is a table below its name; days and whole numbers read as people write them."""

    def write(book: xlsxwriter.Workbook) -> None:
        open_items, licences, hidden = (book.add_worksheet(name) for name in ("Open items", "Licences", "Old"))
        open_items.write_row("A1", ["Item", "Due", "Amount"])
        open_items.write("A2", "Keys")
        open_items.write_datetime("B2", datetime(2026, 12, 1), book.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001 - Excel knows no zones
        open_items.write("C2", 1200.0)
        licences.write_row("A1", ["Licence", "Total"])
        licences.write_row("A2", ["Maps"])
        licences.write_formula("B2", "=600*2", value=1200)
        hidden.write("A1", "unsaid")
        hidden.hide()

    rows = [block for block in DocumentReader().blocks(workbook(write), SHEET) if block.kind is BlockKind.ROW]
    assert [(row.path, row.cells) for row in rows] == [
        (("Open items",), (("Item", "Keys"), ("Due", "2026-12-01"), ("Amount", "1200"))),
        (("Licences",), (("Licence", "Maps"), ("Total", "1200"))),
    ]


def test_slides_are_read_below_their_titles() -> None:
    """A slide's title heads its lines and its notes."""
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Goals"
    slide.placeholders[1].text = "Twice the sales\nHalf the returns"
    slide.notes_slide.notes_text_frame.text = "Ask Ana."
    assert read(saved(deck.save), SLIDES) == [
        ("heading", "Goals", ()),
        ("item", "Twice the sales", ("Goals",)),
        ("item", "Half the returns", ("Goals",)),
        ("item", "Ask Ana.", ("Goals",)),
    ]


def pdf(write: Callable[[FPDF], None]) -> bytes:
    """Write a PDF."""
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=11)
    write(page)
    return bytes(page.output())


def report(page: FPDF) -> None:
    """Write a report with a heading, a paragraph over two lines, a list and a table."""
    page.set_font("Helvetica", size=18)
    page.cell(text="Final report", new_x="LMARGIN", new_y="NEXT")
    page.set_font("Helvetica", size=11)
    page.multi_cell(0, text="The move was late since the crane was " + "very " * 14 + "late.", new_x="LMARGIN")
    page.set_font("Helvetica", "B", 11)
    page.cell(text="Open items", new_x="LMARGIN", new_y="NEXT")
    page.set_font("Helvetica", size=11)
    page.cell(text="- Return the keys", new_x="LMARGIN", new_y="NEXT")
    page.ln(8)
    with page.table(col_widths=(60, 30, 30)) as table:
        for row in (("Item", "Owner", "Due"), ("Permit for the yard", "Jan", "2026-12-01"), ("Keys", "Eva", "May")):
            table.row(row)


def test_pdf_structure_is_told_by_its_layout() -> None:
    """Size and weight tell headings, the measure tells wrapped lines, columns tell tables."""
    said = [*DocumentReader().blocks(pdf(report), PDF)]
    assert [(b.kind.value, b.text, b.path) for b in said] == [
        ("heading", "Final report", ()),
        ("paragraph", "The move was late since the crane was " + "very " * 14 + "late.", ("Final report",)),
        ("heading", "Open items", ("Final report",)),
        ("item", "Return the keys", ("Final report", "Open items")),
        ("row", "Permit for the yard | Jan | 2026-12-01", ("Final report", "Open items")),
        ("row", "Keys | Eva | May", ("Final report", "Open items")),
    ]
    assert said[-1].cells == (("Item", "Keys"), ("Owner", "Eva"), ("Due", "May"))


def test_what_repeats_on_every_page_is_no_content() -> None:
    """Running heads and page numbers are left out."""

    def write(page: FPDF) -> None:
        for number, words in enumerate(("One thing.", "Another thing.", "A third.", "The last."), start=1):
            if number > 1:
                page.add_page()
            for line in ("Confidential", words, f"Page {number} of 4"):
                page.cell(text=line, new_x="LMARGIN", new_y="NEXT")

    assert [text for _, text, _ in read(pdf(write), PDF)] == ["One thing.", "Another thing.", "A third.", "The last."]


def test_reading_in_the_worker_is_reading(bounded: BoundedReader) -> None:
    """What comes back from the worker is what the parser says, one document after another."""
    for content, kind in ((word_document(), WORD), (pdf(report), PDF), ("# Ä\n\n- [x] ö".encode(), "text/markdown")):
        assert list(bounded.blocks(content, kind)) == list(DocumentReader().blocks(content, kind))


def locked(page: FPDF) -> None:
    """Put a PDF under a password."""
    page.set_encryption(owner_password="owner", user_password="user")
    page.cell(text="Nobody sees this.")


def bomb() -> bytes:
    """Write a Word document of some kilobytes that unpacks to 300 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as inside:
        for _ in range(300):
            inside.write(b" " * 1_000_000)
    return file.getvalue()


def corners(book: xlsxwriter.Workbook) -> None:
    """Write a workbook with a cell in each of its far corners."""
    sheet = book.add_worksheet()
    sheet.write(0, 0, "a")
    sheet.write(1_048_575, 16_383, "b")


@pytest.mark.parametrize(
    ("make", "media_type", "says"),
    [
        (lambda: pdf(locked), PDF, "password"),
        (lambda: pdf(report)[:300], PDF, "broken"),
        (lambda: pdf(lambda _: None), PDF, "no text"),
        (lambda: b"", PDF, "empty"),
        (lambda: b"", WORD, "empty"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, WORD, "password"),
        (lambda: word_document()[:900], WORD, "broken"),
        (lambda: word_document(), SHEET, "broken"),  # noqa: PLW0108 - made when the test runs
        (lambda: b"PK\x05\x06" + b"\0" * 18, SLIDES, "broken"),
        (bomb, WORD, "unpacks to 300,000,000 bytes"),
        (lambda: workbook(corners), SHEET, "memory"),
        (lambda: b"id,value\n" + b"1234,5\n" * 1_000_000, "text/csv", "more than 50,000 pieces"),
        (lambda: b"x" * 200_000_000, PDF, "200,000,000 bytes"),
        (lambda: b"x", "application/zip", "application/zip cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_next_is_read(
    bounded: BoundedReader, make: Callable[[], bytes], media_type: str, says: str
) -> None:
    """A document that is locked, broken, empty, huge or explodes is refused with its reason; the next one is read."""
    with pytest.raises(InvalidRecordError, match=says):
        list(bounded.blocks(make(), media_type))
    assert [block.text for block in bounded.blocks(b"fine", "text/plain")] == ["fine"]


@pytest.mark.parametrize(
    ("reader", "says"),
    [(BoundedReader(seconds=1), "more than 1 seconds"), (BoundedReader(memory=200 * 1024 * 1024), "memory")],
)
def test_document_that_takes_too_much_is_ended(reader: BoundedReader, says: str) -> None:
    """A document that takes more time or memory than it may ends its worker, not us."""
    with pytest.raises(InvalidRecordError, match=says):
        list(reader.blocks(b"<p><b>a</b>" * 900_000, "text/html"))
    assert [block.text for block in reader.blocks(b"fine", "text/plain")] == ["fine"]
    reader.close()


def test_worker_holds_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that parses strangers' files sees no setting and no credential of the product."""
    monkeypatch.setenv("HANDOFF_DATABASE_URL", "postgresql://secret")
    reader = BoundedReader()
    assert [block.text for block in reader.blocks(b"fine", "text/plain")] == ["fine"]
    assert reader._worker is not None
    assert b"HANDOFF" not in Path(f"/proc/{reader._worker.pid}/environ").read_bytes()
    reader.close()


def test_right_to_left_text_reads_as_it_is_spoken(bounded: BoundedReader) -> None:
    """Hebrew and Arabic keep their letters in order."""
    words = "שלום עולם. مرحبا بالعالم"
    document = docx.Document()
    document.add_paragraph(words)
    assert [block.text for block in bounded.blocks(saved(document.save), WORD)] == [words]


def test_scripts_of_a_page_say_nothing(bounded: BoundedReader) -> None:
    """Scripts, handlers and frames of an HTML page are neither run nor read."""
    page = b"<p onclick='evil()'>Keep</p><script>evil()</script><iframe src='http://evil.example'>evil</iframe>"
    assert [block.text for block in bounded.blocks(page, "text/html")] == ["Keep"]


def test_other_scripts_encodings_are_told() -> None:
    """Text in an older encoding of another script is read as what it says."""
    said = "Цели проекта и сроки сдачи работ, которые заказчик ждёт от подрядчика до конца года."
    blocks: list[Block] = list(DocumentReader().blocks(said.encode("cp1251"), "text/plain"))
    assert [block.text for block in blocks] == [said]
