"""The PDF, the published schema, and what a new version says of the one before."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pypdfium2
import pytest
from material import cuts_of, document, record

from handoff.domain.cuts import Cut
from handoff.domain.dossier import Dossier, News, Section, Unread
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import TransientError
from handoff.render import TemplateRenderer, typesetting
from handoff.render.pdf import dossier_pdf
from handoff.render.schema import dossier_schema

ROOT = Path(__file__).parents[2]
RENDERER = TemplateRenderer()
NASTY = '#eval("1") \\ $x$ [y] *z* @label <script>alert(1)</script> =SUM(A1)'
GOALS = document("Plan", f"# Goals\n\n- Sell more tea\n- {NASTY}\n- Größe, цель, שלום, مرحبا\n")
FILM = Unread(RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, "f"), "Film", "It is too large.")


def text_of(pdf: bytes) -> str:
    """Return the words of a PDF."""
    document_ = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document_)


def test_pdf_holds_what_the_dossier_says() -> None:
    """Client, cut, claims, unread records and sources stand in the PDF, and the same dossier gives the same bytes."""
    dossier = cuts_of(GOALS, FILM)[Cut.SUCCESSOR]
    pdf = dossier_pdf(dossier)
    said = text_of(pdf)
    for words in ("Acme", "The successor's copy", "Sell more tea", "Priya Raman", "Film", "It is too large.", "цель"):
        assert words in said, words
    assert pdf == dossier_pdf(dossier)


def test_pdf_takes_no_text_for_markup() -> None:
    """What a vendor's record says comes out as it was written, and runs nothing."""
    said = text_of(dossier_pdf(cuts_of(GOALS)[Cut.INTERNAL])).replace(" ", "")
    for words in ("#eval", "$x$", "[y]", "@label", "=SUM(A1)"):
        assert words in said, words


def test_pdf_is_set_by_the_same_python_without_our_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The process of its own finds what this one finds by path, its libraries too, and is told nothing else."""
    (tmp_path / "typst.py").write_text("import os\ndef compile(*_, **__): return repr(dict(os.environ)).encode()\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/python/lib")
    monkeypatch.setenv("HANDOFF_SECRET", "hush")
    told = typesetting.typeset("dossier.typ", "{}").decode()
    assert f"'PYTHONPATH': '{tmp_path}'" in told
    assert "'LD_LIBRARY_PATH': '/opt/python/lib'" in told
    assert "hush" not in told


def test_pdf_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A typesetter that gives nothing holds no task for ever: the error says so, and that a retry may help."""
    (tmp_path / "typst.py").write_text("import time\ndef compile(*_, **__): time.sleep(60)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(typesetting, "SECONDS", 0.5)
    with pytest.raises(TransientError, match=r"no PDF of dossier.typ within 0.5 seconds") as caught:
        typesetting.typeset("dossier.typ", '{"client": "Acme"}')
    assert "Acme" not in repr(caught.value.__dict__)


@pytest.mark.parametrize("cut", Cut)
def test_json_keeps_to_the_published_schema(cut: Cut) -> None:
    """Each cut's JSON is as docs/dossier.schema.json says, which is as the code says."""
    schema = json.loads((ROOT / "docs/dossier.schema.json").read_text())
    assert schema == dossier_schema(), "python -m handoff.render > docs/dossier.schema.json"
    first = cuts_of(GOALS, FILM, record(Kind.CONTACT, name="Ana"))[cut]
    jsonschema.validate(first.as_json(), schema, format_checker=jsonschema.FormatChecker())
    jsonschema.validate(replace(first, news=News.between(first.as_json(), first)).as_json(), schema)


def next_version(cut: Cut) -> Dossier:
    """Return the second version of a client whose goals have changed."""
    before = cuts_of(document("Plan", "# Goals\n\n- Sell more tea\n- Keep the till\n"))[cut]
    after = cuts_of(document("Plan", "# Goals\n\n- Sell more tea\n- Open a shop\n"))[cut]
    return replace(after, news=News.between(before.as_json(), after))


def test_new_version_says_what_changed() -> None:
    """What is new is marked, what has gone is counted; what has not changed is neither."""
    dossier = next_version(Cut.SUCCESSOR)
    assert [claim.text for claim in dossier.claims if dossier.is_new(claim)] == ["Open a shop"]
    html, markdown = RENDERER.dossier_html(dossier), RENDERER.dossier_markdown(dossier)
    pdf = text_of(RENDERER.dossier_pdf(dossier))
    for form in (html, markdown, pdf):
        assert "What changed since version 3" in form
        assert "Goals then and now: 1 new line, 1 line gone" in form
        assert "Keep the till" not in form
    assert "Keep the till" not in json.dumps(dossier.as_json())


def test_what_has_gone_is_named_in_the_internal_cut_alone() -> None:
    """The firm sees what is gone; it may have gone because it should not have been shown."""
    dossier = next_version(Cut.INTERNAL)
    assert dossier.news == News(3, frozenset({(Section.GOALS, "Open a shop")}), ((Section.GOALS, "Keep the till"),))
    assert "Gone: Keep the till" in RENDERER.dossier_markdown(dossier)


def test_first_version_has_no_news() -> None:
    """Nothing is new where there is nothing to compare with."""
    dossier = cuts_of(GOALS)[Cut.SUCCESSOR]
    assert not any(dossier.is_new(claim) for claim in dossier.claims)
    assert "What changed" not in RENDERER.dossier_html(dossier)
