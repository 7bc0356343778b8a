"""The whole life of a handoff that was marked in Salesforce, through the same services as one of HubSpot."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from firm import WORLDS
from parting import Batches
from practice import (
    ACCOUNT,
    BOOKS,
    CASE,
    DAIRY,
    GRETA,
    INES,
    NORA,
    PATHS,
    PIOTR,
    POLICY,
    SANA,
    Practice,
    wire,
)
from test_disturbed import again

from handoff.domain.change import ChangeKind
from handoff.domain.handoff import State
from handoff.domain.ids import HandoffId
from handoff.domain.legacy.batch import RowState
from handoff.domain.legacy.preflight import Ready, Report
from handoff.domain.mark import Determination
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import PlanRefusedError, StoppedError
from handoff.services.names import names_of
from handoff.settings import Settings
from handoff_sandbox.core.server import Server

Make = Callable[..., Practice]
WORLD = (WORLDS / "ledger_house.yaml").read_text()
DROPS = {"account_owner_change_drops_team": True, "opportunity_owner_change_drops_team": True}


@pytest.fixture
def make_practice(database_url: str, tmp_path: Path) -> Iterator[Make]:
    """Return a function that serves the practice's world, with some switches, and wires the firm over it."""
    servers: list[Server] = []

    def make(marks: str = "Opportunity", **switches: bool) -> Practice:
        world = yaml.safe_load(WORLD)
        world["salesforce"]["switches"] |= switches
        policy = yaml.safe_load(POLICY.read_text())
        if marks == "Account":
            policy["marks"]["salesforce"] |= {"record": "account", "property": "Engagement_State__c"}
        (tmp_path / "policy.yaml").write_text(yaml.safe_dump(policy))
        server = Server(json.loads(json.dumps(world, default=str))).__enter__()
        servers.append(server)
        where = str(tmp_path / "artifacts")
        settings = Settings(database_url=database_url, policy=tmp_path / "policy.yaml", artifacts=where)
        return wire(server, settings, marks)

    yield make
    for server in servers:
        server.__exit__(None, None, None)


def play(firm: Practice, disturb: Callable[[Practice], None] = lambda _firm: None) -> HandoffId:
    """Play a handoff to its close, trying each step again where a retry helps, as Airflow does."""
    handoff = firm.mark()
    firm.approve(again(lambda: firm.prepare(handoff)))
    disturb(firm)
    again(lambda: firm.carry_out(handoff))
    firm.ahead += timedelta(days=15)
    assert again(lambda: firm.archive(handoff)) is None
    return handoff


@pytest.mark.parametrize("marks", ["Opportunity", "Account"])
def test_mark_in_salesforce_becomes_a_finished_handoff(make_practice: Make, marks: str) -> None:
    """A marked opportunity and a marked account each end closed, all applied and read back, with nothing left open."""
    firm = make_practice(marks)
    handoff = play(firm)
    with firm.app() as app:
        summary = app.show.one(handoff)
        _, broken = app.show.journal(handoff)
        app.detect()
        assert [item.id for item in app.show.all()] == [handoff], "Handoff's own writes are no mark"
    assert summary.planned == summary.applied == summary.verified > 15
    assert (summary.residual, broken) == (0, None)
    client, determination = summary.handoff.known()
    assert (client.name, client.domains) == ("Oakhaven Foods", ("oakhaven.example",))
    assert determination.decided_by == summary.handoff.mark.by == NORA
    check_end(firm, handoff)


def test_owners_are_called_by_their_own_names(make_practice: Make) -> None:
    """Who decided, and who takes over, has a name as soon as the handoff is open, whether or not they own anything; a
    record's owner has their own, and not that of who changed the record last, and a queue has its.
    """
    firm = make_practice()
    firm.salesforce("PATCH", f"sobjects/Contact/{INES}", json={"Phone": "+44 113 1"})  # by Nora, of Piotr's contact
    handoff = firm.mark()
    with firm.app() as app:
        item = app.open(handoff)
        with app.registry.begin() as tx:
            names = names_of(tx, item)
        assert (names.owner(NORA), names.owner(SANA)) == ("Nora Tallis", "Sana Iqbal")
        assert names.owner(PIOTR) == f"Salesforce owner {PIOTR}", "nobody has asked for it yet"
    firm.prepare(handoff)
    with firm.app() as app, app.registry.begin() as tx:
        names = names_of(tx, tx.handoffs.get(handoff))
    assert names.owner(PIOTR) == "Piotr Reed"
    assert names.owner(GRETA) == "Greta Holm"


def test_client_that_shares_its_adviser_with_another_is_handed_off(make_practice: Make) -> None:
    """Tess belongs to Oakhaven and by a further relation to Millbrook: her name in Millbrook's dossier stops nothing,
    and that of Oakhaven's director does.
    """
    firm = make_practice("Account")
    handoff = firm.mark(DAIRY, Description="Agreed with Ines Duarte of the mill.")
    with pytest.raises(PlanRefusedError, match="another client's person"):
        firm.prepare(handoff)
    firm.salesforce("PATCH", f"sobjects/Account/{DAIRY}", json={"Description": "Milk, mostly."})
    firm.approve(firm.prepare(handoff))
    with firm.app() as app, app.registry.begin() as tx:
        dossier = app.artifacts.get(tx.dossiers.list(handoff)[-1].markdown).decode()
    assert "Tess Lowe" in dossier


def test_dossier_tells_what_attached_documents_say(make_practice: Make) -> None:
    """What stands in a file that hangs on the client's records is said with the file as its source; a file of a type
    that is not read is among what was not read.
    """
    firm = make_practice()
    handoff = firm.mark()
    letter = {"Title": "Key dates", "PathOnClient": "Key dates.md", "FirstPublishLocationId": ACCOUNT}
    text = b"# Open items\n\n- [ ] Return the pension deeds to Bram\n"
    plan = {"Title": "Mill", "PathOnClient": "Mill.dwg", "FirstPublishLocationId": BOOKS}
    for file, content in ((letter, text), (plan, b"drawing")):
        body = file | {"VersionData": base64.b64encode(content).decode()}
        firm.salesforce("POST", "sobjects/ContentVersion", json=body)
    firm.prepare(handoff)
    with firm.app() as app, app.registry.begin() as tx:
        dossier = app.artifacts.get(tx.dossiers.list(handoff)[-1].markdown).decode()
    assert "Return the pension deeds to Bram" in dossier
    assert "Key dates.md" in dossier
    assert "Mill.dwg" in dossier
    assert "cannot be read yet" in dossier


def test_package_holds_files_attached_in_salesforce(make_practice: Make, tmp_path: Path) -> None:
    """The newest version of what hangs on a case is returned byte by byte, a picture and a file of the old kind too;
    what hangs on the account stays.
    """
    firm = make_practice()
    held = {"Ledger.csv": b"supplier;amount\n", "Credit note.png": b"\x89PNG\r\n\x00", "Scan.pdf": b"%PDF-1.4 scan"}
    for title in ("Ledger.csv", "Credit note.png"):
        file = {"Title": title.partition(".")[0], "PathOnClient": title, "FirstPublishLocationId": CASE}
        body = file | {"VersionData": base64.b64encode(held[title]).decode()}
        firm.salesforce("POST", "sobjects/ContentVersion", json=body)
    old = {"ParentId": CASE, "Name": "Scan.pdf", "Body": base64.b64encode(held["Scan.pdf"]).decode()}
    firm.salesforce("POST", "sobjects/Attachment", json=old)
    handoff = firm.mark()
    firm.prepare(handoff)
    with firm.app() as app:
        app.return_records(handoff)
        app.write_package(handoff, tmp_path / "package")
    package = json.loads((tmp_path / "package/index.json").read_text())
    attached = [item for item in package["items"] if "/attachment/" in item["record"]]
    returned = {item["title"]: (tmp_path / "package" / item["path"]).read_bytes() for item in attached if item["path"]}
    assert returned == held | {"Stock count.csv": b"item,count"}, "and the case's own"
    letter = firm.rows("SELECT Id FROM ContentDocument WHERE Title = 'Letter of engagement'")[0]["Id"]
    assert [item["fate"] for item in attached if item["record"].endswith(letter)] == ["retained"]


STORM = [
    {"fault": "drop_after_success", "path": PATHS + "/composite", "body": "ContentNote"},
    {"fault": "unable_to_lock_row", "path": PATHS + "/composite", "body": "OwnerId"},
    {"fault": "drop_after_success", "path": PATHS + "/composite/sobjects", "method": "PATCH"},
    {"fault": "concurrent_limit", "path": PATHS},
    {"fault": "unauthorized", "path": PATHS},
]
"""What befalls the carrying out: two writes whose answers are lost, locked rows in the very call that changes owners, a
limit, a session that ends."""


def test_storm_in_salesforce_ends_in_the_undisturbed_state(make_practice: Make) -> None:
    """Whatever fails on the way, and though teams are dropped with the owner, the end is that of a calm day: nothing is
    there twice, nothing is missing, and who was on a team is on it still, with role and access.
    """
    firm = make_practice(**DROPS)

    def disturb(firm: Practice) -> None:
        for fault in STORM:
            firm.fault("salesforce", **fault)

    handoff = play(firm, disturb)
    check_end(firm, handoff)
    assert [fault["fault"] for fault in firm.server.faults.as_json() if not fault["fired"]] == []
    member = firm.rows(f"SELECT TeamMemberRole, AccountAccessLevel FROM AccountTeamMember WHERE UserId = '{SANA}'")
    assert member == [{"TeamMemberRole": "Account Manager", "AccountAccessLevel": "Edit"}]


def check_end(firm: Practice, handoff: HandoffId) -> None:
    """What is open is the successor's, by the owner and by the organisation's own fields; closed work, other clients'
    records and advisers stay; teams are whole; the client's people have their letter.
    """
    state = firm.end_state(handoff)
    assert state["state"] is State.CLOSED
    assert set(state["results"]) <= {"applied", "held"}
    assert state["notes"] == state["dossiers"] == 1
    assert state["letters"] == state["alumni"] == ["bram.kuiper@oakhaven.example", "ines.duarte@oakhaven.example"]
    assert {name: [owner for _, owner, *_ in rows] for name, rows in state["owners"].items()} == {
        "Account": [SANA, NORA, SANA],
        "Opportunity": [SANA, SANA, GRETA, NORA],
        "Contact": [SANA, SANA, NORA, NORA],
        "Case": [SANA, SANA, GRETA],
        "Task": [SANA, SANA, SANA],
    }
    assert state["owners"]["Account"][0] == [ACCOUNT, SANA, SANA]
    assert firm.rows(f"SELECT Engagement_State__c FROM Account WHERE Id = '{ACCOUNT}'") == [
        {"Engagement_State__c": "Former"}
    ]
    assert state["owners"]["Case"][0][1:] == [SANA, SANA]
    assert state["teams"] == [[NORA, SANA], [SANA]]
    assert not re.search("oakhaven.example|lowe-advisory|anyone", str(state["grants"]))


def test_nothing_is_written_before_the_approval_or_twice(make_practice: Make) -> None:
    """Up to the approval Salesforce stays as it is, and a step that runs again only reads."""
    firm = make_practice(**DROPS)
    handoff = firm.mark()
    before = firm.stamps()
    ask = firm.prepare(handoff)
    assert firm.stamps() == before
    firm.approve(ask)
    firm.carry_out(handoff)
    after = firm.stamps()
    firm.carry_out(handoff)
    assert firm.stamps() == after != before


def test_mark_taken_back_in_salesforce_stops(make_practice: Make) -> None:
    """Between approval and carrying out the mark is looked at once more; the plan gave a queue's open case to the
    successor, and nobody else anything.
    """
    firm = make_practice()
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    with firm.app() as app:
        plan = app.show.plan(handoff).plan
    given = {change.record.id: change for change in plan.changes if change.kind is ChangeKind.SET_OWNER}
    assert str(given["500000000000602AAA"].before["owner"]).startswith("00G")
    assert {owner for change in given.values() for owner in change.after.values()} == {SANA}
    firm.salesforce("PATCH", f"sobjects/Opportunity/{BOOKS}", json={"StageName": "In Service"})
    with firm.app() as app, pytest.raises(StoppedError, match="taken back"):
        app.carry_out.begin(handoff)


def test_legacy_account_is_handed_off_by_a_batch(make_practice: Make) -> None:
    """An account that a manifest names, with no mark anywhere, is planned, approved, carried out and closed."""
    firm = make_practice()
    client = Client(
        RecordRef(Vendor.SALESFORCE, Kind.COMPANY, ACCOUNT),
        "Oakhaven Foods",
        ("oakhaven.example",),
        "1of-oakhaven-folder",
    )
    row = Ready(2, "handoff_salesforce", client, Determination(SANA), datetime(2024, 5, 31, tzinfo=UTC), "")
    batch = Batches(firm, Report((row,), ()))
    batch.run()
    batch.answer(batch.asks()[0])
    batch.run()
    assert batch.states() == {RowState.CLOSED: 1}, batch.why(2)
    assert firm.rows(f"SELECT OwnerId, Engagement_State__c FROM Account WHERE Id = '{ACCOUNT}'") == [
        {"OwnerId": SANA, "Engagement_State__c": "Former"}
    ]
    assert firm.letters() == []
    with firm.app() as app:
        app.detect()
        (handoff,) = app.show.all()
        summary = app.show.one(handoff.id)
    assert summary.planned == summary.applied == summary.verified > 10
    assert summary.residual == 0
