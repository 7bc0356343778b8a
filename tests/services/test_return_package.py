"""The return package: the client's records in their native formats, accounted for to the last one."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from firm import Firm
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.cuts import RecordClass
from handoff.domain.journal import EntryKind
from handoff.domain.returning import Fate, path_of
from handoff.errors import InvalidRecordError, NotFoundError
from handoff.render.csv_text import table_csv


def test_package_holds_what_is_the_clients_and_accounts_for_the_rest(firm: Firm, tmp_path: Path) -> None:
    """Files come in native formats with their hashes; what stays is named by its record, with basis and day."""
    handoff = firm.mark()
    firm.prepare(handoff)
    place = tmp_path / "package"
    with firm.app() as app:
        with pytest.raises(NotFoundError):
            app.write_package(handoff, place)
        app.return_records(handoff)
        counts = app.write_package(handoff, place)
        with pytest.raises(InvalidRecordError, match="not empty"):
            app.write_package(handoff, place)
        with app.registry.begin() as tx:
            (entry,) = [one for one in tx.journal.read(handoff) if one.kind is EntryKind.RETURN]
    package: dict[str, Any] = json.loads((place / "index.json").read_text())
    returned = [item for item in package["items"] if item["fate"] == "returned"]
    assert counts["returned"] == len(returned) > 10
    assert entry.detail["returned"] == len(returned)
    for item in returned:
        data = (place / item["path"]).read_bytes()
        assert item["class"] in ("client_provided", "prepared", "work_product")
        assert (hashlib.sha256(data).hexdigest() in item["sha256"], len(data)) == (True, item["bytes"])
    office = [item for item in returned if item["path"].endswith(".docx")]
    assert office
    assert all(zipfile.is_zipfile(io.BytesIO((place / item["path"]).read_bytes())) for item in office)
    kept = [item for item in package["items"] if item["fate"] == "retained"]
    assert kept
    assert {item["title"] for item in kept} == {""}
    assert len({item["record"] for item in package["items"]}) == len(package["items"])
    rows = list(csv.reader(io.StringIO((place / "index.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(package["items"]) + 1
    certificate = (place / "certificate.md").read_text()
    for words in ("## Returned", "## Retained", "## Deleted", f"{len(returned)} records"):
        assert words in certificate


def test_package_of_what_was_gathered_asks_no_vendor(firm: Firm) -> None:
    """Without Drive only what lies in the artifact store is returned, and the rest is said to be missing."""
    handoff = firm.mark()
    firm.prepare(handoff)
    with firm.app() as app:
        package = app.return_records(handoff, gathered=True)
    assert "drive" not in app.__dict__
    assert any(item.path.endswith(".md") for item in package.of(Fate.RETURNED))
    assert all(item.kind is not RecordClass.INTERNAL for item in package.of(Fate.RETURNED))


@given(st.lists(st.text(max_size=12), max_size=4), st.text(max_size=40), st.sampled_from(["", ".pdf", ".docx"]))
def test_paths_never_lead_out_and_never_meet(folders: list[str], name: str, ending: str) -> None:
    """Whatever vendors call files and folders, each has a path of its own below the package."""
    taken: set[str] = set()
    paths = [path_of(folders, name, ending, taken) for _ in range(3)]
    assert len({path.lower() for path in paths}) == 3
    for path in paths:
        parts = Path(path).parts
        assert parts[0] == "files"
        assert ".." not in parts
        assert "\x00" not in path


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", " =cmd|'/c calc'!A1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    """What a spreadsheet would calculate is set as text."""
    ((shown,),) = csv.reader(io.StringIO(table_csv([[cell]]).removeprefix("\ufeff")))
    assert shown.startswith("'")
