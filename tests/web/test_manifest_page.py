"""The pages of manifests: a file is given, looked at, shown with what to mend, and begun, by those alone who may."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from browsing import Browser, served, text_of
from playing import POLICY, SCRIPT

sys.path.insert(0, str(Path(__file__).parents[1] / "services"))
sys.path.insert(0, str(Path(__file__).parents[1] / "webhooks"))
from departed import edit
from endpoint import FakeAirflow, held_port, serving
from firm import Firm, GivenConnection, read_world, wire

from handoff.domain.ids import ArtifactRef
from handoff.domain.legacy.batch import RowState
from handoff.domain.legacy.table import LARGEST
from handoff.settings import Settings
from handoff.web.bounded import BESIDE
from handoff_sandbox.core.server import Server

OURS = {"sec-fetch-site": "same-origin"}
GOOD = b"client,successor,left_on\nPlain Paper,jonas@fieldnote.example,2021-05-31\n"
MIXED = GOOD + f'"{SCRIPT}",jonas@fieldnote.example,\nThird Paper,,03/04/2021\n'.encode()


@dataclass(frozen=True)
class Desk:
    """Somebody at the pages of the studio of the departed."""

    firm: Firm
    browser: Browser
    airflow: FakeAirflow

    def give(self, content: bytes, headers: dict[str, str] | None = None, **more: str) -> httpx.Response:
        """Send the form with a file, as a browser does."""
        address = f"{self.browser.address}{self.browser.root}/handoff/manifests"
        files = {"file": ("left.csv", content)}
        return self.browser.http.post(address, files=files, data=more, headers=OURS | (headers or {}))

    def found(self, content: bytes) -> str:
        """Give a manifest and return the address of what was found."""
        answer = self.give(content)
        assert answer.status_code == 303, text_of(answer.text)
        return answer.headers["location"].removeprefix("/handoff")


@pytest.fixture(scope="module")
def studio() -> Iterator[Server]:
    """Serve the studio of the departed."""
    world = read_world("small_studio")
    edit(world)
    with Server(json.loads(json.dumps(world, default=str))) as server:
        yield server


@pytest.fixture
def desk(studio: Server, database_url: str, tmp_path: Path) -> Iterator[Desk]:
    """Return that desk, with an Airflow that takes runs."""
    airflow = FakeAirflow()
    settings = Settings(database_url=database_url, policy=POLICY, artifacts=str(tmp_path / "artifacts"))
    with serving(airflow.app, held_port()) as at:
        firm = wire(studio, settings)
        firm.connections["handoff_airflow"] = GivenConnection("handoff_airflow", at, None, "service", "password")
        with firm.app() as product, served(product) as browser:
            yield Desk(firm, browser, airflow)


def test_manifest_is_looked_at_shown_and_begun(desk: Desk) -> None:
    """What to mend stands by row and column; what is ready becomes a batch by whoever began it, and its run starts."""
    assert "Look at every row" in desk.browser.get("/manifests").text
    place = desk.found(MIXED)
    shown = desk.browser.get(place).text
    said = text_of(shown)
    assert SCRIPT not in shown
    for words in ("Rows 3", "Ready 1", "To mend 2", "no company of this name", "whether 3 or 4 is the month"):
        assert words in said
    answer = desk.browser.send(f"{place}/begin", approve="by_group")
    assert answer.status_code == 303
    with desk.firm.app() as app:
        (batch,) = app.batches.look.all()
        view = app.batches.look.one(batch.id)
    assert answer.headers["location"] == f"/handoff/legacy/{batch.id}"
    assert (batch.by, batch.approve.value) == ("operator", "by_group")
    assert view.counts == {RowState.FAULTY: 2, RowState.WAITING: 1}
    assert list(desk.airflow.runs) == [f"hand_off_legacy_clients/{batch.id}.1"]
    assert desk.browser.send(f"{place}/begin", approve="by_group").status_code == 303
    with desk.firm.app() as app:
        assert len(app.batches.look.all()) == 1


def test_batch_is_recorded_though_airflow_is_down(desk: Desk) -> None:
    """Its page says where it stands; the watcher starts it once Airflow takes runs again."""
    place = desk.found(GOOD)
    desk.airflow.down = True
    answer = desk.browser.send(f"{place}/begin", approve="together")
    assert answer.status_code == 303
    shown = desk.browser.get(answer.headers["location"].removeprefix("/handoff"))
    assert "Plain Paper" in shown.text
    assert not desk.airflow.runs
    desk.airflow.down = False
    with desk.firm.app() as app:
        (started,) = app.batches.runs.start_all()
    assert list(desk.airflow.runs) == [f"hand_off_legacy_clients/{started}"]


def test_address_of_what_was_found_names_nobody_and_shows_nothing_else(desk: Desk) -> None:
    """It is the hash of the report; another artifact, such as the manifest itself, is no report."""
    place = desk.found(GOOD)
    ref = ArtifactRef(place.rpartition("/")[2])
    with desk.firm.app() as app:
        manifest = app.reports.get(ref).manifest
        assert app.artifacts.get(manifest) == GOOD
    assert desk.browser.get(f"/manifests/{ref}").status_code == 200
    for other in (manifest, "0" * 64, "nobody", ref.upper()):
        answer = desk.browser.get(f"/manifests/{other}")
        assert answer.status_code == 404
        assert desk.firm.settings.artifacts not in answer.text
        assert "backup" not in answer.text


def test_all_rows_are_a_sheet(desk: Desk) -> None:
    """The download has each row, and its name no client's."""
    answer = desk.browser.get(f"{desk.found(MIXED)}/rows.csv")
    lines = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [(line["Row"], line["Ready"], line["Column"]) for line in lines] == [
        ("2", "yes", ""),
        ("3", "no", "client"),
        ("4", "no", "successor"),
        ("4", "no", "left_on"),
    ]


def test_templates_are_given_out_and_taken_back(desk: Desk) -> None:
    """Both forms are read by the same page, which finds nobody in them yet."""
    for form in ("csv", "xlsx"):
        answer = desk.give(desk.browser.get(f"/manifests/template.{form}").content)
        assert answer.status_code == 400
        assert "no client below" in text_of(answer.text)


def test_companies_of_a_property_are_looked_at(desk: Desk) -> None:
    """The CRM is asked, and its answer is a manifest like any other."""
    answer = desk.browser.send("/manifests/query", name="city", value="Bath")
    assert answer.status_code == 303
    assert "Nobody is named as successor" in desk.browser.get(answer.headers["location"].removeprefix("/handoff")).text
    assert desk.browser.send("/manifests/query", name="city", value="Atlantis").status_code == 400


@pytest.mark.parametrize(
    ("content", "headers", "status", "says"),
    [
        (b"", {}, 400, "No file was given"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\r", {}, 400, "neither a text nor a workbook"),
        (b"owner\nx\n", {}, 400, "no column of a manifest"),
        (b"x" * (LARGEST + 1), {}, 400, "at most"),
        (b"x" * (LARGEST + BESIDE), {}, 413, "too large"),
        (GOOD, {"x-role": "viewer"}, 403, "may not"),
        (GOOD, {"x-role": "nobody"}, 401, "Log in"),
        (GOOD, {"sec-fetch-site": "cross-site"}, 403, "may not"),
    ],
)
def test_what_is_no_manifest_or_not_allowed_is_refused_and_not_kept(
    desk: Desk, tmp_path: Path, content: bytes, headers: dict[str, str], status: int, says: str
) -> None:
    """The page says why, and nothing lies in the store."""
    answer = desk.give(content, headers)
    assert answer.status_code == status
    assert says in text_of(answer.text)
    assert not [path for path in (tmp_path / "artifacts").rglob("*") if path.is_file()]


def test_viewer_sees_what_was_found_and_begins_nothing(desk: Desk) -> None:
    """Who may not steer has no form, and what they send is refused."""
    place = desk.found(GOOD)
    for path in ("/manifests", place):
        assert "<form" not in desk.browser.get(path, **{"x-role": "viewer"}).text.partition("<main")[2]
    address = f"{desk.browser.address}{desk.browser.root}/handoff{place}/begin"
    refused = desk.browser.http.post(address, data={"approve": "together"}, headers=OURS | {"x-role": "viewer"})
    assert refused.status_code == 403
    with desk.firm.app() as app:
        assert app.batches.look.all() == []


def test_form_without_a_length_is_counted_as_it_comes_in(desk: Desk) -> None:
    """What is too long is refused, though nobody has said beforehand how long it is."""

    def pieces() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        for _ in range(LARGEST // 2**16 + 2):
            yield bytes(2**16)

    address = f"{desk.browser.address}{desk.browser.root}/handoff/manifests"
    headers = OURS | {"content-type": "multipart/form-data; boundary=x"}
    assert desk.browser.http.post(address, content=pieces(), headers=headers).status_code == 413
