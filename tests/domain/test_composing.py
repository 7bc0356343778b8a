"""The whole plan of a client, by each of the documentation's policies: what is in it, what is left out or refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from drive_model import applied
from hypothesis import given
from hypothesis import strategies as st
from strategies import rows_of, trees

from handoff.adapters.policy import load_policy
from handoff.domain.change import PHASES, Change, ChangeKind
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import ArtifactRef, HandoffId, PersonId
from handoff.domain.mark import Determination, Mark
from handoff.domain.people import Client, Owner
from handoff.domain.plan import Plan
from handoff.domain.planning import Letter, Named, Planner, compose
from handoff.domain.planning.endings import end_changes
from handoff.domain.planning.manual import UNSEEN, manual_changes
from handoff.domain.policy import Caps, Hold, Holds, Policy, SystemRule, Systems
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import PlanRefusedError

POLICIES = Path(__file__).parents[2] / "docs/policies"
EXAMPLES = ("small-agency", "managed-service-provider", "regulated-firm")
DEAL = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "9")
CLIENT = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "1"), "Acme", ("acme.example",), "folder-0")
CUTOFF = datetime(2026, 12, 1, tzinfo=UTC)
DONE = CUTOFF + timedelta(days=100)
OWNERS = {
    number: Owner(number, f"{name}@studio.example", name.title(), active=True)
    for number, name in (("1", "maya"), ("2", "tom"), ("7", "jo"), ("8", "pat"))
}
HANDOFF = Handoff(
    HandoffId("h-0123456789ab"), Mark("hs", DEAL, CUTOFF, "x"), State.OPENED, CUTOFF, client=CLIENT,
    determination=Determination("7", roles={"technical_lead": "8"}), cutoff_at=CUTOFF,
)  # fmt: skip


def record(kind: Kind, number: str, **fields: Any) -> Snapshot:
    """Make a record of the client's in HubSpot."""
    own = {"companies": [CLIENT.record.key]} if kind is not Kind.COMPANY else {}
    ref = RecordRef(Vendor.HUBSPOT, kind, number)
    return Snapshot(ref, f"{kind} {number}", "", "1", None, "", {"owner": "1", **own, **fields}, (DEAL,))


CRM = [
    record(Kind.DEAL, "9", **{"owner:technical_lead": "2", "property:dealstage": "in_transition"}),
    record(Kind.DEAL, "10", closed=True, **{"property:dealstage": "closedwon"}),
    record(Kind.COMPANY, "1", **{"property:lifecyclestage": "customer", "property:retention_class": None}),
    record(Kind.CONTACT, "3", email="ana@acme.example", **{"property:hs_lead_status": "OPEN"}),
    record(Kind.TICKET, "4", **{"property:hs_ticket_priority": "HIGH"}),
    record(Kind.TASK, "5", closed=True),
]


def planner(policy: Policy, **more: Any) -> Planner:
    """Make a planner of a policy; people are named by their address."""
    letter = Letter(PersonId("p-1"), "Goodbye", ArtifactRef("a" * 64))
    given = {"owners": OWNERS, "identify": PersonId, "dossier": ArtifactRef("d" * 64), "note": "n", "letters": [letter]}
    return Planner(policy=policy, **{**given, **more})


def policy_of(example: str) -> Policy:
    """Load one of the documentation's policies, for the firm of these tests."""
    policy = load_policy(str(POLICIES / f"{example}.yaml"))
    return replace(policy, firm=replace(policy.firm, domains=("studio.example",)))


def made(records: Iterable[Snapshot], changes: Iterable[Change]) -> list[Snapshot]:
    """Return the CRM's records as they are once owners and fields are set."""
    done: dict[RecordRef, dict[str, Any]] = {}
    for change in changes:
        head = "property:" if change.kind is ChangeKind.SET_FIELDS else ""
        if change.kind in (ChangeKind.SET_OWNER, ChangeKind.SET_FIELDS):
            done.setdefault(change.record, {}).update({head + name: value for name, value in change.after.items()})
    return [replace(item, fields={**item.fields, **done.get(item.record, {})}) for item in records]


@pytest.mark.parametrize("example", EXAMPLES)
@given(tree=trees())
def test_compose_by_a_worked_example_is_done_once_applied(example: str, tree: list[Snapshot]) -> None:
    """Planning again after everything was applied gives nothing but what waits for its time, and the phases are in
    order; the plan's JSON reads back with its digest.
    """
    policy = policy_of(example)
    plan = compose(HANDOFF, [*CRM, *tree], planner(policy), CUTOFF, frozenset())
    assert Plan.from_json(plan.as_json()) == plan
    phases = [PHASES.index(change.phase) for change in plan.changes]
    assert phases == sorted(phases)
    assert len({change.id for change in plan.changes}) == len(plan.changes), "each change stands once"
    settled = frozenset(change.record.key for change in plan.changes if change.is_unseen)
    files = _transferred(applied(tree, plan.changes, DONE), plan.changes)
    again = compose(HANDOFF, [*made(CRM, plan.changes), *files], planner(policy), CUTOFF, settled)
    assert again.changes == ()


def _transferred(tree: list[Snapshot], changes: Iterable[Change]) -> list[Snapshot]:
    """Return the files with their new owners, and with what the successor was given."""
    given = {c.record.id: c for c in changes if c.kind in (ChangeKind.TRANSFER_FILE, ChangeKind.GRANT_ACCESS)}
    after: list[Snapshot] = []
    for file in tree:
        grants = rows_of(file)
        if file.record.id in given:
            for grant in grants:
                if grant["role"] == "owner":
                    grant["grantee"] = given[file.record.id].after["owner"]
        elif f"{file.record.id}/user/jo@studio.example" in given:
            grants = [grant for grant in grants if grant["grantee"] != "jo@studio.example"]
            grants.append({"type": "user", "grantee": "jo@studio.example", "role": "writer", "inherited": False})
        after.append(replace(file, fields={**file.fields, "grants": grants}))
    return after


def test_compose_gives_roles_to_their_own_successors_and_sets_the_ends() -> None:
    """The technical lead's role goes to another than the rest; fields are set on what is open and the client's own."""
    policy = policy_of("regulated-firm")
    ends = {**policy.ends["hubspot"], "deal": {"dealstage": "handed_over"}, "marked": {"reason_code": "x"}}
    policy = replace(policy, ends={"hubspot": ends})
    plan = compose(HANDOFF, CRM, planner(policy), CUTOFF, frozenset())
    owners = {change.record.id: change.after for change in plan.changes if change.kind is ChangeKind.SET_OWNER}
    assert owners["9"] == {"owner": "7", "owner:technical_lead": "8"}
    assert "10" not in owners
    fields = {change.record.id: change for change in plan.changes if change.kind is ChangeKind.SET_FIELDS}
    assert fields["9"].after == {"dealstage": "handed_over"}
    assert fields["1"].before == {"lifecyclestage": "customer", "retention_class": None}
    assert fields["3"].after == {"hs_lead_status": None}
    assert "10" not in fields
    assert any("no property 'reason_code'" in item.reason and item.person for item in plan.left_out)


def test_end_changes_need_nothing_where_the_field_is_so() -> None:
    """A field that has the value already, or is empty where it shall be, is not written."""
    company = record(Kind.COMPANY, "1", **{"property:a": "x", "property:b": ""})
    assert list(end_changes([company], CLIENT, DEAL, {"company": {"a": "x", "b": None}})) == []


def test_compose_is_refused_beyond_a_cap_and_names_the_key() -> None:
    """Each cap holds: all changes, letters, and a kind."""
    policy = policy_of("small-agency")
    for caps, key in (
        (Caps(3, 9), "caps.changes"),
        (Caps(99, 9, {ChangeKind.SET_OWNER: 1}), "caps.kinds.set_owner"),
        (Caps(99, 0), "caps.letters"),
    ):
        with pytest.raises(PlanRefusedError, match=key):
            compose(HANDOFF, CRM, planner(replace(policy, caps=caps)), CUTOFF, frozenset())


def test_compose_is_refused_for_a_client_that_is_held() -> None:
    """Nothing is planned for a client under a legal hold, and the reason is said."""
    holds = Holds((Hold("Legal hold: Matter 7", clients=frozenset({"acme.example"})),))
    with pytest.raises(PlanRefusedError, match=r"Nothing of Acme may be changed\. Legal hold: Matter 7"):
        compose(HANDOFF, CRM, planner(replace(policy_of("small-agency"), holds=holds)), CUTOFF, frozenset())


def test_compose_leaves_excluded_records_out_and_says_so() -> None:
    """A deal that is never touched keeps owner and fields, gets no note, and stands among what was left out."""
    holds = Holds((Hold("Excluded by the policy: ours", records=frozenset({DEAL.key})),))
    plan = compose(HANDOFF, CRM, planner(replace(policy_of("small-agency"), holds=holds)), CUTOFF, frozenset())
    assert DEAL not in {change.record for change in plan.changes}
    notes = [change for change in plan.changes if change.kind is ChangeKind.CREATE_NOTE]
    assert [change.after["on"] for change in notes] == [[CLIENT.record.key]]
    assert any(item.record == DEAL and item.reason == "Excluded by the policy: ours" for item in plan.left_out)


def test_manual_changes_come_from_the_policy_and_from_what_is_named() -> None:
    """A rule for all, one for those whose material names it, and what is named and has no rule; our own are not."""
    vault = SystemRule("vault", "Vault", "Delete them", "ops@studio.example", "The log")
    github = SystemRule("github", "GitHub", "Remove them", "tom@studio.example", "A link", words=("gh",), always=False)
    figma = replace(github, key="figma", name="Figma", words=())
    named = [
        Named("Xero", "Xero — role: admin"),
        Named("", "The gh organisation is shared"),
        Named("HubSpot", "HubSpot"),
    ]
    systems = Systems((vault, github, figma), owner="pat@studio.example")
    found = list(manual_changes(systems, named, HANDOFF.id, CUTOFF, PersonId))
    changes = [item for item in found if isinstance(item, Change)]
    assert [str(change.after["what"]).partition(":")[0] for change in changes] == ["Vault", "GitHub", "Xero"]
    assert [change.after["owner"] for change in changes] == [
        "ops@studio.example", "tom@studio.example", "pat@studio.example",
    ]  # fmt: skip
    assert all(change.before["done"] is False and change.after["done"] is True for change in changes)
    assert len({change.record for change in changes}) == 3
    said = list(manual_changes(replace(systems, owner=""), named, HANDOFF.id, CUTOFF, PersonId))
    left = [item for item in said if not isinstance(item, Change)]
    assert [(item.person, item.reason, item.record.id.partition(".")[2]) for item in left] == [(True, UNSEEN, "Xero")]


@given(st.text(max_size=40))
def test_system_is_named_by_whole_words_only(text: str) -> None:
    """A name inside another word is not the system's; by itself, in any case of letters, it is."""
    rule = SystemRule("gh", "GH", "", "", "", words=("c++",))
    assert not rule.is_named(f"{text}xghx{text}") or rule.is_named(text)
    assert rule.is_named(f"{text} gh ")
    assert rule.is_named(f"uses C++, {text}")
