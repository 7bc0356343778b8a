"""The policy's rules about successors, access, approval and what is done by hand: read, and refused where wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handoff.adapters.policy import load_policy
from handoff.domain.ask import Approver
from handoff.domain.change import ChangeKind
from handoff.domain.ids import HandoffId, PlanDigest
from handoff.domain.people import Client, Owner
from handoff.domain.plan import PlanHead
from handoff.domain.policy import Hold, Holds, Limits, Policy, Successors
from handoff.domain.policy.succession import owner_at
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import PolicyError

POLICIES = Path(__file__).parents[2] / "docs/policies"
HARBOUR = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "5"), "Harbour", ("harbour.example",), "f")
ACME = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "6"), "Acme", ("acme.example",), "g")
Edit = Callable[[dict[str, Any]], object]


def changed(tmp_path: Path, edit: Edit, example: str = "managed-service-provider") -> Policy:
    """Load one of the worked examples after an edit."""
    document = yaml.safe_load((POLICIES / f"{example}.yaml").read_text())
    edit(document)
    (tmp_path / "successors.csv").write_text((POLICIES / "successors.csv").read_text())
    path = tmp_path / "policy.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False))
    return load_policy(str(path))


@pytest.mark.parametrize("example", ["small-agency", "managed-service-provider", "regulated-firm"])
def test_policy_worked_examples_load(example: str) -> None:
    """Each whole policy of the documentation is one."""
    policy = load_policy(str(POLICIES / f"{example}.yaml"))
    assert policy.approvers
    assert policy.ends["hubspot"]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda d: d["successors"].update(otherwise="me"), "successors.otherwise: 'me' is not a mail address"),
        (lambda d: d.pop("successors"), "marks.hubspot.successor is missing, and successors names nobody"),
        (
            lambda d: d["delegates"][0].update(of="eve"),
            "delegates names 'eve', who is no approver; allowed: priya, omar",
        ),
        (lambda d: d["delegates"][0].update(last="2026-12-01"), "delegates[0]: its last day 2026-12-01 lies before"),
        (lambda d: d["delegates"][0].update(first="soon"), "delegates[0].first: this is no day; allowed: one such as"),
        (lambda d: d["caps"]["kinds"].update(drop=1), "caps.kinds.drop: input should be 'set_owner', 'set_fields'"),
        (lambda d: d["second_approval"].pop("above"), "second_approval.above: this key is missing"),
        (
            lambda d: d["second_approval"].update(over={}),
            "second_approval.over: there is no such key; allowed: above, app",
        ),
        (
            lambda d: d.update(client_keeps={"grace": {"deal": "P1D"}}),
            "client_keeps.grace.deal: input should be 'folder'",
        ),
        (
            lambda d: d.update(client_keeps={"grace": {"file": "P400D"}}),
            "client_keeps.grace.file: Drive lets access exp",
        ),
        (
            lambda d: d.update(client_keeps={"role": "writer", "grace": {}}),
            "client_keeps.role: input should be 'reader'",
        ),
        (
            lambda d: d["archive"].update(move_to="x"),
            "archive.move_to: there is no such key; allowed: folder, drive, lock",
        ),
        (
            lambda d: d["ends"]["hubspot"].update(invoice={}),
            "ends.hubspot.invoice: there is no such key; allowed: marked",
        ),
        (lambda d: d.update(legal_holds=[{"clients": ["Acme"]}]), "legal_holds[0].why: this key is missing"),
        (
            lambda d: d.update(never_touch=[{"why": "x", "records": ["deal 1"]}]),
            "records[0]: 'deal 1' names no record;",
        ),
        (
            lambda d: d["systems"]["rules"].append(d["systems"]["rules"][0]),
            "systems.rules names 'password-vault' twice",
        ),
        (lambda d: d["systems"]["rules"][0].pop("evidence"), "systems.rules[0].evidence: this key is missing"),
        (lambda d: d["marks"]["hubspot"].update(value="unpaid"), "value: 'unpaid' is about payment, and access never"),
        (
            lambda d: d["marks"]["hubspot"].update(property="Invoice_State"),
            "property: 'Invoice_State' is about payment",
        ),
    ],
)
def test_policy_rules_that_are_wrong_are_refused(tmp_path: Path, edit: Edit, said: str) -> None:
    """Each mistake is named with its file, line, place and what is allowed there."""
    with pytest.raises(PolicyError, match=r"policy\.yaml:\d+: ") as caught:
        changed(tmp_path, edit)
    assert said in caught.value.what


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("client,who\n", ":1: the columns are client, who; allowed: client, successor, role"),
        ("client,successor\nAcme,me\n", ":2: successor: 'me' is not a mail address"),
        ("client,successor\n,a@b.example\n", ":2: client is empty"),
        ("client,successor\nAcme,a@b.example\nacme,c@b.example\n", ":3: 'acme' is there already"),
    ],
)
def test_policy_mapping_of_successors_names_the_wrong_line(tmp_path: Path, text: str, said: str) -> None:
    """A mapping is checked as the policy is, with its own file and line."""

    def edit(document: dict[str, Any]) -> None:
        document["successors"]["mapping"] = "mine.csv"
        (tmp_path / "mine.csv").write_text(text)

    with pytest.raises(PolicyError) as caught:
        changed(tmp_path, edit)
    assert said in caught.value.what


def test_successors_are_looked_for_in_order() -> None:
    """The mapping goes first where the policy says so, then the mark, then whoever is named for the rest."""
    rules = load_policy(str(POLICIES / "managed-service-provider.yaml")).successors
    assert rules.takes_over(HARBOUR, "mark@tidewater.example") == "priya@tidewater.example"
    assert rules.takes_over(ACME, "mark@tidewater.example") == "mark@tidewater.example"
    assert rules.takes_over(ACME, "") == "priya@tidewater.example"
    assert rules.by_role(ACME) == {
        "account_manager": "sales@tidewater.example",
        "technical_lead": "noc@tidewater.example",
    }
    assert Successors().takes_over(ACME, "") == ""


def test_owner_at_an_address_is_the_active_one() -> None:
    """A deactivated user of the same address does not hide the active one."""
    gone, there = (
        Owner("1", "Jo@studio.example", "Jo", active=False),
        Owner("2", "jo@studio.example", "Jo", active=True),
    )
    assert owner_at([gone, there], "jo@Studio.example") == there
    assert owner_at([gone], "jo@studio.example") == gone
    assert owner_at([gone], "al@studio.example") is None


def head(**counts: int) -> PlanHead:
    """Make a plan's head of some counts; letters can't be undone."""
    final = {"send_letter": counts["send_letter"]} if "send_letter" in counts else {}
    made = datetime(2026, 11, 25, tzinfo=UTC)
    return PlanHead(HandoffId("h-0123456789ab"), "Acme", made, PlanDigest("0" * 64), counts, final, 0, 0)


@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.integers(0, 8))
def test_second_approval_is_needed_above_a_limit_and_not_at_it(
    owners: int, letters: int, limit: int, total: int
) -> None:
    """A plan at a limit passes with one approval, one change more needs two."""
    plan = head(set_owner=owners, send_letter=letters)
    assert Limits(changes=total).passed_by(plan) is (owners + letters > total)
    assert Limits(irreversible=limit).passed_by(plan) is (letters > limit)
    assert Limits(kinds={ChangeKind.SET_OWNER: limit}).passed_by(plan) is (owners > limit)
    assert not Limits().passed_by(plan)


def test_delegate_answers_in_their_days_only() -> None:
    """From the first day to the last, both included, beside whom they stand in for; nobody else's delegate."""
    approving = load_policy(str(POLICIES / "managed-service-provider.yaml")).approving
    lena = Approver("lena", "lena@tidewater.example")
    first, last = datetime(2026, 12, 20, tzinfo=UTC), datetime(2027, 1, 5, 23, 59, tzinfo=UTC)
    for at in (first, last):
        assert lena in approving.may_answer(at)
        assert not approving.outside_their_days("lena", at)
    for at in (first - timedelta(seconds=1), last + timedelta(minutes=2)):
        assert lena not in approving.may_answer(at)
        assert approving.outside_their_days("lena", at)
    second = load_policy(str(POLICIES / "regulated-firm.yaml")).approving
    assert [approver.user for approver in second.may_answer(first)] == ["mia"]
    assert [approver.user for approver in second.may_answer(first, second=True)] == ["jon", "compliance"]


def test_holds_reach_below_folders_and_onto_permissions() -> None:
    """A held folder holds all that lies in it, and a held file its permissions; other records are free."""
    hold = Hold("Legal hold: x", frozenset({"google_drive/file/a"}), frozenset({"top"}), frozenset({"acme.example"}))
    holds = Holds((hold,))
    drive = Vendor.GOOGLE_DRIVE
    assert holds.on_record(RecordRef(drive, Kind.FILE, "a"))
    assert holds.on_record(RecordRef(drive, Kind.PERMISSION, "a/user/p-1"))
    assert holds.on_record(RecordRef(drive, Kind.FILE, "b"), ["top", "root"])
    assert holds.on_record(RecordRef(drive, Kind.PERMISSION, "top/anyone/anyone"))
    assert holds.on_record(RecordRef(drive, Kind.FILE, "b"), ["root"]) == ""
    assert holds.on_record(RecordRef(Vendor.HUBSPOT, Kind.DEAL, "a")) == ""
    assert holds.on_client(ACME) == "Legal hold: x"
    assert holds.on_client(HARBOUR) == ""
