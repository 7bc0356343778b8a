"""The pages of legacy clients: the list of batches, one batch with its rows, stop and resume, and the sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import Browser, Tags, served, text_of
from playing import POLICY, SCRIPT

from handoff.bootstrap import App
from handoff.domain.handoff import State
from handoff.domain.ids import BatchId
from handoff.domain.legacy.batch import Approve
from handoff.domain.legacy.manifest import Column
from handoff.domain.legacy.preflight import Fault, Ready, Report
from handoff.domain.mark import Determination
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.settings import Settings

BY = "ewa"


def _ready(row: int, name: str) -> Ready:
    client = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, str(row)), name, (), "folder")
    return Ready(row, "handoff_hubspot", client, Determination("70104"), None, "south")


@pytest.fixture
def product(database_url: str, tmp_path: Path) -> Iterator[App]:
    """Return the product over an empty registry."""
    settings = Settings(database_url=database_url, policy=POLICY, artifacts=str(tmp_path / "artifacts"))
    with App(settings=settings) as app:
        yield app


@pytest.fixture
def batch(product: App) -> BatchId:
    """Record a batch of two clients and a bad row."""
    fault = Fault(9, Column.CLIENT, f"No company is called {SCRIPT}.", "Mend the name.")
    report = Report((_ready(2, SCRIPT), _ready(3, "=1+1 Ltd")), (fault,))
    return product.batches.record(report, "f" * 64, Approve.TOGETHER, BY).id


@pytest.fixture
def browser(product: App) -> Iterator[Browser]:
    """Somebody at the pages."""
    with served(product) as found:
        yield found


def test_list_leads_to_the_batch_with_its_counts(browser: Browser, batch: BatchId) -> None:
    """Each batch is listed with how many rows are in which state, and its page is one click away."""
    answer = browser.get("/legacy")
    assert "2 waiting" in text_of(answer.text)
    assert "1 faulty" in text_of(answer.text)
    assert f"/handoff/legacy/{batch}" in Tags(answer.text).addresses


def test_list_without_a_batch_says_how_to_begin(browser: Browser) -> None:
    """With no batch at all the page says what makes one."""
    assert "No batch yet" in browser.get("/legacy").text


def test_batch_shows_rows_with_reason_and_no_vendor_text_is_markup(browser: Browser, batch: BatchId) -> None:
    """Every row stands there with its state; a faulty one with what to mend; names are shown as text."""
    answer = browser.get(f"/legacy/{batch}")
    text = text_of(answer.text)
    for said in (SCRIPT, "=1+1 Ltd", "waiting", "south", "Mend the name."):
        assert said in text
    assert "script" not in Tags(answer.text).tags
    only = text_of(browser.get(f"/legacy/{batch}?state=faulty").text)
    assert "Mend the name." in only
    assert "=1+1 Ltd" not in only


def test_batch_is_stopped_and_resumed_by_who_may_steer(browser: Browser, batch: BatchId, product: App) -> None:
    """The buttons stop and resume the batch; from another site, or without the right, nothing happens."""
    assert browser.http.post(f"{browser.address}{browser.root}/handoff/legacy/{batch}/stop").status_code == 403
    assert browser.send(f"/legacy/{batch}/stop").status_code == 303
    assert product.batches.look.one(batch).batch.stopped
    assert "This batch is stopped" in browser.get(f"/legacy/{batch}").text
    assert browser.send(f"/legacy/{batch}/resume").status_code == 303
    assert not product.batches.look.one(batch).batch.stopped
    assert "Stop" not in text_of(browser.get(f"/legacy/{batch}", **{"x-role": "viewer"}).text)


def test_batch_that_is_over_has_nothing_to_stop(browser: Browser, batch: BatchId, product: App) -> None:
    """Once no row has anything left to be done there is no button to stop it, nor one to resume it."""
    assert "Stop" in text_of(browser.get(f"/legacy/{batch}").text)
    with product.registry.begin() as tx:
        for line in tx.batches.lines(batch):
            if line.handoff:
                tx.handoffs.save(replace(line.handoff, state=State.CLOSED))
    assert "Stop" not in text_of(browser.get(f"/legacy/{batch}").text)
    browser.send(f"/legacy/{batch}/stop")
    text = text_of(browser.get(f"/legacy/{batch}").text)
    assert ("This batch is stopped" in text, "Resume" in text) == (False, False)


def test_sheet_has_every_row_and_no_formula(browser: Browser, batch: BatchId) -> None:
    """The CSV has each row once, with its state and reason, and no cell that a spreadsheet would calculate."""
    lines = list(csv.DictReader(io.StringIO(browser.get(f"/legacy/{batch}/rows.csv").text.lstrip("\ufeff"))))
    assert [(line["Row"], line["State"]) for line in lines] == [("2", "waiting"), ("3", "waiting"), ("9", "faulty")]
    assert lines[1]["Client"] == "'=1+1 Ltd"


def test_batch_that_is_not_there_is_said(browser: Browser) -> None:
    """Another id is no batch."""
    assert browser.get("/legacy/b-000000000000").status_code == 404
