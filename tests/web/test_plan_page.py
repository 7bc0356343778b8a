"""What an approver reads: the plan's page, and the plan as CSV."""

from __future__ import annotations

import csv
import io

import pytest
from browsing import Browser, Tags, text_of
from playing import CLIENT, FORMULA, Played

from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.services.names import Names
from handoff.services.plan_rows import rows
from handoff.services.plan_sheet import sheet
from handoff.services.show import ShownChange


def test_plan_names_client_digest_and_counts(browser: Browser, played: Played) -> None:
    """The head of the page says whose plan it is, which digest, how many changes, and how many can't be undone."""
    with played.firm.app() as app:
        plan = app.show.plan(played.closed).plan
    text = text_of(browser.get(f"/handoffs/{played.closed}/plan").text)
    assert CLIENT in text
    assert plan.digest[:12] in text
    assert plan.digest[12:] in text
    assert f"{len(plan.changes)} changes" in text
    assert f"{len(plan.irreversible)} can't be undone" in text


def test_plan_shows_what_cannot_be_undone_before_every_change(browser: Browser, played: Played) -> None:
    """What can't be taken back and what needs a person come first, each with its reason."""
    text = text_of(browser.get(f"/handoffs/{played.closed}/plan").text)
    order = [text.index(head) for head in ("What can't be undone", "What a person has to do", "Every change")]
    assert order == sorted(order)
    assert "A letter that was sent can't be called back." in text
    assert "Closed: it stays with whoever did the work." in text


def test_plan_shows_every_change_with_names(browser: Browser, played: Played) -> None:
    """Each change stands there with its record's name; people are named, and none by an id alone."""
    with played.firm.app() as app:
        shown = app.show.plan(played.closed)
    page = browser.get(f"/handoffs/{played.closed}/plan").text
    text = text_of(page)
    assert page.count("<tr>") - page.count("<thead><tr>") >= len(shown.changes)
    assert "Jonas Weber" in text
    assert "jonas@fieldnote.example" in text
    assert "Maya Okafor" in text
    for item in shown.changes:
        if item.change.kind is ChangeKind.TRANSFER_FILE:
            assert item.title in text
            assert str(item.change.before["owner"]) not in text


def test_plan_is_filtered_by_phase(browser: Browser, played: Played) -> None:
    """A phase alone is shown where one is chosen; an unknown one is an error in words."""
    text = text_of(browser.get(f"/handoffs/{played.closed}/plan?phase=archive").text)
    assert "Take access away" in text[text.index("Every change") :]
    assert "Transfer file" not in text[text.index("Every change") :]
    assert browser.get(f"/handoffs/{played.closed}/plan?phase=sideways").status_code == 400


def test_plan_leads_to_the_answer_while_it_waits(browser: Browser, played: Played) -> None:
    """An approver gets from the plan to Airflow's required action; after the answer the page says what it was."""
    waiting = browser.get(f"/handoffs/{played.waiting}/plan").text
    assert any(address.endswith("/required_actions") for address in Tags(waiting).addresses)
    closed = browser.get(f"/handoffs/{played.closed}/plan").text
    assert not any(address.endswith("/required_actions") for address in Tags(closed).addresses)
    assert "Approve by operator" in text_of(closed)


def test_plan_sheet_holds_every_change_and_no_formula(browser: Browser, played: Played) -> None:
    """The CSV has all changes with names, and a record named like a formula is text in it."""
    answer = browser.get(f"/handoffs/{played.closed}/plan.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="plan-{played.closed}-')
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    with played.firm.app() as app:
        changes = app.show.plan(played.closed).plan.changes
    assert {line["Id"] for line in lines} == {change.record.key for change in changes}
    assert f"'{FORMULA}" in {line["Record"] for line in lines}
    assert not [cell for line in lines for cell in line.values() if cell.startswith(("=", "+", "-", "@", "\t"))]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_sheet_disarms_every_way_to_begin_a_formula(name: str, played: Played) -> None:
    """Whatever a spreadsheet would calculate starts with a quote instead."""
    record = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "1")
    change = Change(ChangeKind.SET_OWNER, record, {"owner": "1"}, {"owner": "2"}, Phase.REASSIGN)
    with played.firm.app() as app, app.registry.begin() as tx:
        text = "".join(sheet(rows([ShownChange(change, name, "")], Names(tx, "HubSpot", {"1": "Ann", "2": "Ben"}))))
    line = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert line["Record"] == f"'{name}"
    assert (line["Before"], line["After"]) == ("Ann", "Ben")


def test_rows_say_what_is_not_known(played: Played) -> None:
    """An owner or a person without a name is shown by its id, and nobody as nobody."""
    owner = Change(
        ChangeKind.SET_OWNER,
        RecordRef(Vendor.HUBSPOT, Kind.TASK, "1"),
        {"owner": None, "owner:helper": "7"},
        {"owner": "8", "owner:helper": "8"},
        Phase.REASSIGN,
    )
    everyone = Change(
        ChangeKind.REVOKE_ACCESS,
        RecordRef(Vendor.GOOGLE_DRIVE, Kind.PERMISSION, "f1/anyone/anyone"),
        {"role": "reader"},
        {"role": None},
        Phase.ARCHIVE,
    )
    shown = [ShownChange(owner, "Task", ""), ShownChange(everyone, "File (anyone anyone)", "applied")]
    with played.firm.app() as app, app.registry.begin() as tx:
        first, second = rows(shown, Names(tx, "HubSpot", {}))
    assert [(line.label, line.before, line.after) for line in first.lines] == [
        ("Owner", "nobody", "HubSpot owner 8"),
        ("Owner (helper)", "HubSpot owner 7", "HubSpot owner 8"),
    ]
    assert second.title == "File"
    assert [(line.label, line.before, line.after) for line in second.lines] == [
        ("Anyone", "", "with the link"),
        ("Access", "reader", "none"),
    ]
    assert second.result == "applied"
