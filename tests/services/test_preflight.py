"""The preflight of a manifest: every row is ready or says what to mend, and nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import practice
import pytest
from departed import DANIEL, company, edit, folder, rows
from firm import POLICY, Firm, read_world, wire

from handoff.adapters.hubspot import HubSpotConnection, HubSpotCrm
from handoff.domain.handoff import State
from handoff.domain.legacy.batch import Approve
from handoff.domain.legacy.manifest import Column
from handoff.domain.legacy.origin import mark_of
from handoff.domain.legacy.preflight import Report
from handoff.domain.mark import Mark
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import InvalidRecordError, TransientError
from handoff.services.legacy.draft import begun
from handoff.settings import Settings
from handoff_sandbox.core.server import Server

GOOD = {"client": "Plain Paper"}


@pytest.fixture
def studio(make_firm: Callable[..., Firm]) -> Firm:
    """Return the studio of the departed."""
    return make_firm(edit)


def looked(firm: Firm, *cells: dict[str, str]) -> Report:
    """Preflight some rows, and see that nothing was changed by it."""
    before = firm.writes()
    with firm.app() as app:
        report = app.preflight(rows(*cells))
    assert firm.writes() == before
    return report


def told(report: Report) -> list[tuple[int, str]]:
    """Return row and column of each fault, and see that each says what and how it is mended."""
    assert all(fault.what and fault.mend for fault in report.faults)
    assert not any("@" in f"{fault.what}{fault.mend}" for fault in report.faults)
    return [(fault.row, fault.column.value) for fault in report.faults]


BAD: list[tuple[dict[str, str], str, str]] = [
    ({"client": "Nobody Ltd"}, "client", "no company of this name"),
    ({"client": "Twin Oaks"}, "client", "6010, 6011"),
    ({"client": "Marlow Finch", "domain": "marlowfinch.example"}, "client", "'Marlow & Finch Botanicals' (5001)"),
    ({"client": "Orrin Cycles", "domain": "other.example"}, "domain", "another domain (5004)"),
    ({"record": "99"}, "record", "no company of this id"),
    ({"record": "no-id"}, "record", "no company of this id"),
    ({"record": "5999"}, "record", "merged into 6016"),
    ({"record": "5004", "client": "Plain Paper"}, "record", "called 'Orrin Cycles'"),
    ({"record": "5004", "domain": "plain.example"}, "record", "another domain"),
    ({"reason": "Gone."}, "client", "names no client"),
    ({"client": "Example: Acme"}, "client", "template's example"),
    ({"client": "Second Paper", "connection": "handoff_pipedrive"}, "connection", "no connection of this name"),
    ({"client": "Lonely & Sons"}, "folder", "Neither the row nor the CRM"),
    ({"client": "Lonely & Sons", "folder": "f-absent"}, "folder", "finds no such folder"),
    ({"client": "Lonely & Sons", "folder": "1mf-goals"}, "folder", "not a folder"),
    ({"client": "Lonely & Sons", "folder": "the usual one"}, "folder", "neither the id nor the address"),
    ({"client": "Lonely & Sons", "folder": "f-second"}, "folder", "shared with another client too (1: Second Paper)"),
    ({"client": "Binned"}, "folder", "in the trash"),
    ({"client": "Filed"}, "folder", "finds no such folder"),
    ({"client": "Cellar Wines"}, "folder", "shared with another client too (1: Harbour Lane Dental)"),
    ({"client": "Plain Paper", "successor": DANIEL}, "successor", "deactivated"),
    ({"client": "Plain Paper", "successor": "somebody@else.example"}, "successor", "no owner"),
    ({"client": "Plain Paper", "successor": "Jonas"}, "successor", "no owner"),
    ({"client": "Plain Paper", "successor": ""}, "successor", "Nobody is named"),
    ({"client": "Plain Paper", "left_on": "03/04/2021"}, "left_on", "whether 3 or 4 is the month"),
    ({"client": "Plain Paper", "left_on": "13/04/2021"}, "left_on", "not written as a day"),
    ({"client": "Plain Paper", "left_on": "2021-02-30"}, "left_on", "no such day"),
    ({"client": "Plain Paper", "left_on": "2999-01-01"}, "left_on", "in the future"),
    ({"client": "Plain Paper", "cutoff": "soon"}, "cutoff", "no day"),
]


@pytest.fixture(scope="module")
def each_alone(migrated_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Report]]:
    """Return a function that preflights rows in a studio that is served once for all of them."""
    world = read_world("small_studio")
    edit(world)
    with Server(json.loads(json.dumps(world, default=str))) as server:
        folder = str(tmp_path_factory.mktemp("artifacts"))
        firm = wire(server, Settings(database_url=migrated_url, policy=POLICY, artifacts=folder))
        yield lambda *cells: looked(firm, *cells)


@pytest.mark.parametrize(("cells", "column", "says"), BAD)
def test_bad_row_says_what_to_mend_and_hides_no_other(
    each_alone: Callable[..., Report], cells: dict[str, str], column: str, says: str
) -> None:
    """The fault stands at its cell and says what is wrong there; the row beside it is ready."""
    report = each_alone(cells, {"client": "Third Paper"})
    assert told(report) == [(2, column)]
    assert says in report.faults[0].what
    assert [ready.row for ready in report.ready] == [3]


def test_all_bad_rows_at_once_say_what_each_says_alone(each_alone: Callable[..., Report]) -> None:
    """However many rows are bad, each has its own fault; good ones among them are ready."""
    once = [item for item in BAD if item[0].get("client") != "Plain Paper" and "folder" not in item[0]]
    report = each_alone({"client": "Third Paper"}, *(cells for cells, _, _ in once), {"record": "6016"})
    assert told(report) == [(place, column) for place, (_, column, _) in enumerate(once, 3)]
    assert all(says in fault.what for fault, (_, _, says) in zip(report.faults, once, strict=True))
    assert [ready.row for ready in report.ready] == [2, len(once) + 3]


def test_row_with_several_faults_tells_all_of_them(each_alone: Callable[..., Report]) -> None:
    """A person mends a row once."""
    cells = {"client": "Nobody", "folder": "f-absent", "successor": DANIEL, "left_on": "1/2/2020", "cutoff": "x"}
    report = each_alone(cells)
    assert [column for _, column in told(report)] == ["client", "folder", "successor", "left_on", "cutoff"]


def test_ready_row_says_all_that_is_known_and_no_more(each_alone: Callable[..., Report]) -> None:
    """Days are instants, people are owners' ids, the folder is the row's own; what nobody knows stays unknown."""
    full = {
        "client": "lonely  &  sons",
        "folder": "https://drive.google.com/drive/folders/f-lonely",
        "left_on": "2023-04-05 10:30",
        "cutoff": "2023-06-30",
        "decided_by": DANIEL,
        "reason": "They merged.",
        "group": "2023",
    }
    first, second = each_alone(full, {"record": "6016", "decided_by": "somebody@else.example"}).ready
    assert (first.client.record.id, first.client.folder_id) == ("6012", "f-lonely")
    assert first.client.domains == ("lonely.example",)
    assert first.left_at == datetime(2023, 4, 5, tzinfo=UTC)
    assert first.determination.cutoff_at == datetime(2023, 7, 1, tzinfo=UTC)
    assert (first.determination.successor, first.determination.decided_by) == ("70104", "70106")
    assert (first.determination.reason, first.group, first.connection) == ("They merged.", "2023", "handoff_hubspot")
    assert (second.left_at, second.determination.decided_by, second.determination.cutoff_at) == (None, "", None)
    assert (second.client.name, second.client.folder_id) == ("Plain Paper", "f-plain")


@pytest.mark.parametrize(
    ("given", "column"), [("", "connection"), ("crm_c", "connection"), ("crm_a", ""), ("crm_b", "")]
)
def test_row_says_in_which_crm_its_client_is_where_there_are_several(given: str, column: str) -> None:
    """One connection need not be named; of several nobody guesses."""
    (row,) = rows({"client": "Plain Paper", "connection": given})
    draft = begun(row, {"crm_a": "hubspot", "crm_b": "salesforce"}, datetime.now(UTC).date())
    assert [fault.column.value for fault in draft.faults] == ([column] if column else [])
    assert draft.connection == ("" if column else given)


def test_client_is_named_once(each_alone: Callable[..., Report]) -> None:
    """The later row has the fault, however it names the client."""
    report = each_alone({"client": "Plain Paper"}, {"record": "6016"}, {"record": "6016", "client": "plain paper"})
    assert told(report) == [(3, "record"), (4, "record")]
    assert all("row 2" in fault.what for fault in report.faults)


def test_two_rows_with_one_folder_are_both_faulty(each_alone: Callable[..., Report]) -> None:
    """Nobody can tell whose it is, though the CRM knows it for neither."""
    shared = {"folder": "f-lonely"}
    report = each_alone({"record": "6012"} | shared, {"record": "6014"} | shared, {"client": "Third Paper"})
    assert told(report) == [(2, "folder"), (3, "folder")]
    assert [ready.row for ready in report.ready] == [4]


def test_folder_in_which_another_rows_folder_lies_is_no_clients_own(each_alone: Callable[..., Report]) -> None:
    """Who names the folder above all clients would hand off all of them."""
    above = {"record": "6012", "folder": "1fn-clients-folder"}
    report = each_alone(above, {"record": "5004"}, {"client": "Third Paper"})
    assert told(report) == [(2, "folder")]
    assert "row 3" in report.faults[0].what
    assert [ready.row for ready in report.ready] == [3, 4]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("1fn-clients-folder", "holds the folder of another client (3: Harbour Lane Dental"),
        ("f-deep-year", "holds the folder of another client (1: Deep)"),
        ("f-inside", "lies in the folder of another client (1: Third Paper)"),
    ],
)
def test_folder_with_others_above_or_below_is_no_clients_own(
    make_firm: Callable[..., Firm], given: str, says: str
) -> None:
    """However many levels lie between, and though the others are in no row; at a mark's opening alike."""

    def more(world: dict[str, Any]) -> None:
        edit(world)
        world["hubspot"]["companies"].append(company(6020, "Deep", "f-deep"))
        files = world["google_drive"]["files"]
        between = folder("f-deep-letter", children=[folder("f-deep")])
        files.append(folder("f-deep-year", children=[between]))
        third = next(one for one in files if one["id"] == "f-third")
        third["children"] = [folder("f-between", children=[folder("f-inside")])]
        lonely = next(one for one in world["hubspot"]["companies"] if one["id"] == "6012")
        lonely["properties"]["drive_folder_id"] = given

    firm = make_firm(more)
    report = looked(firm, {"record": "6012"}, {"record": "6016"})
    assert told(report) == [(2, "folder")]
    assert says in report.faults[0].what
    firm.hubspot("PATCH", "/crm/v3/objects/companies/6012", json={"properties": {"drive_folder_id": ""}})
    firm.hubspot("PATCH", "/crm/v3/objects/companies/5001", json={"properties": {"drive_folder_id": given}})
    handoff = firm.mark()
    with firm.app() as app, pytest.raises(InvalidRecordError) as caught:
        app.open(handoff)
    assert says.partition(" (")[0] in caught.value.what
    firm.hubspot("PATCH", "/crm/v3/objects/companies/5001", json={"properties": {"drive_folder_id": "f-lonely"}})
    with firm.app() as app:
        assert app.open(handoff).state is State.OPENED


def test_client_who_has_a_handoff_is_not_handed_off_again(studio: Firm) -> None:
    """By a deal, by the company, closed or on its way, it is named; one that was withdrawn has changed nothing."""
    now = datetime.now(UTC)
    with studio.app() as app:
        report = app.preflight(rows({"client": "Plain Paper"}, {"client": "Second Paper"}, {"client": "Third Paper"}))
        plain, second, third = (ready.client for ready in report.ready)
        deal = Mark("handoff_hubspot", RecordRef(Vendor.HUBSPOT, Kind.DEAL, "8"), now, "in_transition")
        with app.registry.begin() as tx:
            opened, _ = tx.handoffs.open(deal, now)
            tx.handoffs.save(replace(opened, state=State.CLOSED, client=plain, closed_at=now))
            on_company, _ = tx.handoffs.open(mark_of(second, "handoff_hubspot"), now)
            again = Mark("handoff_hubspot", third.record, now, "in_transition")
            taken_back, _ = tx.handoffs.open(again, now)
            tx.handoffs.save(replace(taken_back, state=State.WITHDRAWN))
    report = looked(studio, {"client": "Plain Paper"}, {"record": "6017"}, {"record": "6018"})
    assert told(report) == [(2, "client"), (3, "record")]
    assert f"{opened.id} was closed on {now:%Y-%m-%d}" in report.faults[0].what
    assert f"{on_company.id}, which is marked" in report.faults[1].what
    assert [ready.row for ready in report.ready] == [4]


def test_refused_handoff_of_a_batch_is_taken_up_by_the_next_manifest(studio: Firm) -> None:
    """Its own batch's handoff that was refused is no fault, since a new batch prepares it anew."""
    with studio.app() as app:
        report = app.preflight(rows({"client": "Plain Paper"}))
        app.batches.record(report, "a" * 64, Approve.TOGETHER, "ewa")
        with app.registry.begin() as tx:
            (handoff,) = tx.handoffs.list()
            tx.handoffs.save(replace(handoff, state=State.REFUSED))
    assert told(looked(studio, {"client": "Plain Paper"})) == []


def test_connection_that_is_refused_is_a_fault_of_its_rows(studio: Firm) -> None:
    """Whose rights do not suffice learns so from every row; a CRM that does not answer is an error."""
    given = studio.connections["handoff_hubspot"]
    studio.connections["handoff_hubspot"] = replace(given, password="not-the-token")
    report = looked(studio, GOOD, {"record": "6017"})
    assert told(report) == [(2, "connection"), (3, "connection")]
    nowhere = HubSpotCrm(HubSpotConnection("x", "http://127.0.0.1:9", "x"), sleep=lambda _: None)
    with studio.app() as app, pytest.raises(TransientError):
        replace(app.preflight, crms={"handoff_hubspot": nowhere})(rows(GOOD))


def test_folder_that_is_refused_for_a_moment_is_a_fault_of_its_row_alone(studio: Firm) -> None:
    """What Drive refuses of one folder says nothing of another."""
    studio.fault("google_drive", "forbidden", ".*", record="/drive/v3/files/f-second", times=50)
    report = looked(studio, {"client": "Second Paper"}, {"client": "Third Paper"})
    assert told(report) == [(2, "folder")]


def test_progress_is_told_to_the_end(studio: Firm) -> None:
    """A bar moves forward only, and ends full, whatever rows are worth."""
    seen: list[tuple[int, int]] = []
    with studio.app() as app:
        app.preflight(rows(GOOD, {"client": "Nobody"}, {"connection": "x"}), lambda *step: seen.append(step))
    assert seen == sorted(seen)
    assert seen[-1] == (9, 9)


def test_ready_rows_open(studio: Firm) -> None:
    """What the preflight let through is prepared, also with a folder that the company does not name."""
    past = {"left_on": f"{datetime.now(UTC) - timedelta(days=400):%Y-%m-%d}"}
    with studio.app() as app:
        report = app.preflight(rows({"record": "6012", "folder": "f-lonely"} | past, {"client": "Plain Paper"}))
        batch = app.batches.record(report, "b" * 64, Approve.TOGETHER, "ewa")
        for handoff in app.batches.steps.to_prepare(batch.id):
            assert app.open(handoff).state is State.OPENED


def test_accounts_of_salesforce_are_looked_at_alike(database_url: str, tmp_path: Path) -> None:
    """By name, or by an id of 15 or 18 characters; their folder, their users and their domains are Salesforce's."""
    world = read_world("ledger_house")
    with Server(json.loads(json.dumps(world, default=str))) as server:
        settings = Settings(database_url=database_url, policy=practice.POLICY, artifacts=str(tmp_path / "artifacts"))
        firm = practice.wire(server, settings)
        sana = {"successor": "sana@tallisreed.example"}
        report = looked(
            firm,
            {"client": "oakhaven foods", "domain": "oakhaven.example", "decided_by": practice.NORA[:15]} | sana,
            {"record": practice.ACCOUNT[:15]} | sana,
            {"client": "Copper Kettle Cafes"} | sana,
            {"client": "Millbrook", "domain": "millbrookdairy.example"} | sana,
            {"record": "001000000000999AAA"} | sana,
        )
        with firm.app() as app:
            asked = app.manifests.read(app.list_clients("", "Engagement_State__c", "Active"))
    assert told(report) == [(3, "record"), (4, "folder"), (5, "client"), (6, "record")]
    (oakhaven,) = report.ready
    assert (oakhaven.client.record.id, oakhaven.client.folder_id) == (practice.ACCOUNT, "1of-oakhaven-folder")
    assert (oakhaven.determination.successor, oakhaven.determination.decided_by) == (practice.SANA, practice.NORA)
    assert [row[Column.CLIENT] for row in asked] == ["Oakhaven Foods", "Millbrook Dairy", "Copper Kettle Cafes"]
