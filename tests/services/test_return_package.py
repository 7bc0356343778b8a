"""The return package: the client's records in their native formats, accounted for to the last one."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
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


def test_package_holds_files_attached_in_hubspot(make_firm: Callable[..., Firm], tmp_path: Path) -> None:
    """What came with a mail to or from the client is returned byte by byte, a picture too; what hangs on a note stays,
    and one that can't be fetched is to be returned by hand. Without HubSpot what was read as a document is there.
    """
    files = {"201": "Orders with tax.csv", "202": "Plants.png", "203": "Pricing.txt", "204": "Gone.pdf"}

    def edit(world: dict[str, Any]) -> None:
        portal = world["hubspot"]
        portal["files"] = [{"id": key, "name": name, "content": f"held in {name}"} for key, name in files.items()]
        for kind, identifier, held in (("emails", "51003", "201;202;204"), ("notes", "", "203")):
            rows = portal["records"][kind] if "records" in portal else portal[kind]
            row = next(row for row in rows if not identifier or row["id"] == identifier)
            row["properties"]["hs_attachment_ids"] = held

    firm = make_firm(edit)
    handoff = firm.mark()
    firm.prepare(handoff)
    with firm.app() as app:
        stored = app.return_records(handoff, gathered=True)
        assert "crms" not in app.__dict__
        rule = {"vendor": "hubspot", "fault": "not_found", "path": ".*/files/204/signed-url", "times": None}
        httpx.post(f"{firm.server.base_url}/_sandbox/faults", json=rule).raise_for_status()
        app.return_records(handoff)
        app.write_package(handoff, tmp_path / "package")
    assert fates(json.loads((tmp_path / "package/index.json").read_text())) == {
        "201": "returned", "202": "returned", "203": "retained", "204": "not_exported",
    }  # fmt: skip
    for identifier in ("201", "202"):
        held = (tmp_path / "package/files/attachment" / f"{identifier} {files[identifier]}").read_bytes()
        assert held == f"held in {files[identifier]}".encode()
    assert fates(stored.as_json()) == {
        "201": "returned", "202": "not_exported", "203": "retained", "204": "returned",
    }  # fmt: skip


def fates(package: Mapping[str, Any]) -> dict[str, str]:
    """Return what became of each attached file, by its id."""
    attached = [item for item in package["items"] if "/attachment/" in item["record"]]
    return {item["record"].rpartition("/")[2]: item["fate"] for item in attached}


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
