"""Approval: bound to a digest, checked, changed, given by two, refused or run out; nothing else counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.adapters.artifacts import ArtifactStore
from handoff.adapters.policy import load_policy
from handoff.domain.ask import APPROVE, CHANGE, REFUSE, Answer, Approver, Ask, AskKind
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import ArtifactRef, HandoffId, PersonId
from handoff.domain.mark import Determination, Mark
from handoff.domain.people import Client, Owner
from handoff.domain.plan import Plan
from handoff.domain.planning.excluding import EXCLUDED, RESTS, without
from handoff.domain.policy import Limits, Policy
from handoff.domain.policy.approving import Delegate
from handoff.domain.ports.vendors import Crm, Done, Mail, Seen
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import AnswerRefusedError, HandoffError, VendorUnavailableError
from handoff.registry.database import PostgresRegistry
from handoff.render import TemplateRenderer
from handoff.services.ask import AskPerson, Outcome
from handoff.services.plan import keep_with_ask
from handoff.services.remind import LATE, Remind
from handoff.services.still_meant import StillMeant

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
DEAL = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "9")
CLIENT = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "1"), "Acme", ("acme.example",), "folder-0")
ANNA, BEN = Approver("anna", "anna@northlight.example"), Approver("ben", "ben@northlight.example")
LENA = Approver("lena", "lena@northlight.example")
EXAMPLE = Path(__file__).parents[2] / "docs/policies/small-agency.yaml"
OWNERS = (
    Owner("1", ANNA.email, "Anna", active=True),
    Owner("7", "jo@northlight.example", "Jo", active=True),
    Owner("8", "pat@northlight.example", "Pat", active=True),
    Owner("9", "gone@northlight.example", "Gone", active=False),
)


class StandIn:
    """A CRM of which only owners and the mark are asked."""

    marked = True

    def terms(self, mark: Mark, rule: object) -> str | None:  # noqa: ARG002 - the port's own
        """Return how the record names successor and cut-off, None where it stands at the mark no more."""
        return "" if self.marked else None

    def owners(self) -> tuple[Owner, ...]:
        """Return the owners."""
        return OWNERS


def made() -> Plan:
    """Make a plan: a folder and what goes into it, two owners, a letter."""
    folder, drive = f"new:{HandoffId('h-0123456789ab')}-folder-a", Vendor.GOOGLE_DRIVE

    def change(kind: ChangeKind, record: RecordRef, phase: Phase, **after: Any) -> Change:
        return Change(kind, record, dict.fromkeys(after), after, phase)

    return Plan(
        HandoffId("h-0123456789ab"),
        "Acme",
        NOW,
        (
            change(ChangeKind.SET_OWNER, DEAL, Phase.REASSIGN, owner="7"),
            change(ChangeKind.SET_OWNER, CLIENT.record, Phase.REASSIGN, owner="7"),
            change(ChangeKind.CREATE_FOLDER, RecordRef(drive, Kind.FOLDER, folder), Phase.ARCHIVE, exists=True),
            change(ChangeKind.MOVE_FILE, RecordRef(drive, Kind.FILE, "f"), Phase.ARCHIVE, folder=folder),
            change(ChangeKind.GRANT_ACCESS, RecordRef(drive, Kind.PERMISSION, f"{folder}/user/p-1"), Phase.ARCHIVE),
        ),
    )


@dataclass
class Desk:
    """A handoff whose plan waits for its approval, and the people who answer."""

    registry: PostgresRegistry
    policy: Policy
    crm: StandIn = field(default_factory=StandIn)
    at: datetime = NOW

    def __post_init__(self) -> None:
        mark = Mark("handoff_hubspot", DEAL, NOW, "in_transition")
        determination = Determination("7", decided_by="1")
        with self.registry.begin() as tx:
            opened, _ = tx.handoffs.open(mark, NOW)
            opened = replace(opened, client=CLIENT, determination=determination).to(State.OPENED)
            tx.handoffs.save(replace(opened, cutoff_at=NOW + timedelta(days=14)))
            plan = replace(made(), handoff=opened.id)
            self.ask = keep_with_ask(tx, opened, plan, AskKind.APPROVAL, self.policy, NOW)

    @property
    def asking(self) -> AskPerson:
        """The use case."""
        crms = cast("Mapping[str, Crm]", {"handoff_hubspot": self.crm})

        def never(*_: object) -> Any:
            raise AssertionError("no mark is asked about here")

        meant = StillMeant(self.policy, self.registry, crms, never, never, lambda: self.at)
        return AskPerson(self.policy, self.registry, TemplateRenderer(), crms, meant, lambda: self.at, "http://pages")

    def say(self, choice: str, by: str = "ben", ask: Ask | None = None, **more: Any) -> tuple[Outcome, Ask, Handoff]:
        """Answer an ask."""
        ask = ask or self.ask
        answer = Answer(choice, more.pop("digest", ask.digest), by, self.at, **more)
        return self.asking.record(ask.id, answer)

    def untouched(self) -> bool:
        """Whether the ask waits as it was put, and nothing is approved."""
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(self.ask.handoff)
            waiting = tx.asks.answered(self.ask.id) is None and handoff.digest == self.ask.digest
            return waiting and handoff.state is State.AWAITING_APPROVAL and not tx.plans.approved(handoff.id)


@pytest.fixture
def policy() -> Policy:
    """Return the small agency's policy."""
    return load_policy(str(EXAMPLE))


@pytest.fixture
def desk(registry: PostgresRegistry, policy: Policy) -> Desk:
    """Return a desk by that policy."""
    return Desk(registry, policy)


def four_eyes(policy: Policy) -> Policy:
    """Let two people approve everything."""
    return replace(policy, approving=replace(policy.approving, above=Limits(changes=0)))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"choice": "Maybe"}, "'Maybe' is not an answer. Choose Approve, Change, Refuse."),
        ({"choice": APPROVE, "digest": "0" * 64}, "The answer names digest 000000000000"),
        ({"choice": APPROVE, "digest": ""}, "The answer names digest none"),
        ({"choice": APPROVE, "by": "eve"}, "Who answered is not among the policy's approvers."),
        ({"choice": APPROVE, "by": "anna"}, "Who answered has decided this transition"),
        ({"choice": REFUSE, "reason": " "}, "A refusal needs a reason."),
        ({"choice": CHANGE}, "A change of the plan needs what to exclude, or another successor."),
        ({"choice": CHANGE, "exclude": ("a" * 16,)}, "The plan has no change that is called aaaaaaaaaaaaaaaa."),
        ({"choice": CHANGE, "exclude": ("set_owner", "drop_all")}, "no change that is called drop_all."),
        ({"choice": CHANGE, "exclude": ("set_owner", "create_folder")}, "Nothing would be left of the plan."),
        ({"choice": CHANGE, "exclude": ("set_owner",), "successor": "x"}, "Another successor makes another plan"),
        ({"choice": CHANGE, "successor": "eve@elsewhere.example"}, "The successor that was named is no owner"),
        ({"choice": CHANGE, "successor": "gone@northlight.example"}, "The successor that was named is deactivated"),
        ({"choice": CHANGE, "successor": "jo@northlight.example"}, "That is the successor already."),
        ({"choice": APPROVE, "exclude": ("set_owner",)}, "An approval is for the whole plan"),
    ],
)
def test_answers_that_do_not_check_change_nothing_and_are_asked_again(
    desk: Desk, answer: dict[str, Any], said: str
) -> None:
    """What Airflow let through unchecked is said plainly, put again in another run, and nothing else has happened."""
    outcome, again, _ = desk.say(**answer)
    assert outcome is Outcome.AGAIN
    assert said in again.refused_because
    assert again.run_id == f"{desk.ask.id}.2"
    assert desk.untouched()
    question = desk.asking.question(desk.ask.id)
    assert question is not None
    assert "The last answer did not count" in question.body


def test_approval_is_of_the_digest_alone(desk: Desk) -> None:
    """A yes approves that plan; the same answer again, as a repeated task gives it, leads on to the same."""
    for _ in range(2):
        outcome, _, handoff = desk.say(APPROVE)
        assert (outcome, handoff.state) == (Outcome.APPROVED, State.APPROVED)
    with desk.registry.begin() as tx:
        assert [plan.digest for plan in tx.plans.approved(handoff.id)] == [desk.ask.digest]


def test_exclusion_makes_another_plan_digest_and_ask(desk: Desk) -> None:
    """What is excluded is left out and said, what rests on it too; the old digest can't be approved any more."""
    plan = made()
    outcome, second, handoff = desk.say(CHANGE, exclude=(plan.changes[2].id, plan.changes[0].id), reason="not these")
    assert outcome is Outcome.CHANGED
    assert second.digest != desk.ask.digest
    assert desk.say(CHANGE, exclude=("set_owner",))[:2] == (Outcome.CHANGED, second)  # a task that is run again
    with desk.registry.begin() as tx:
        fresh = tx.plans.get(handoff.id, second.digest)
        assert tx.plans.approved(handoff.id) == []
    assert [change.record for change in fresh.changes] == [CLIENT.record]
    assert [item.reason for item in fresh.left_out] == [EXCLUDED, EXCLUDED, RESTS, RESTS]
    assert desk.say(APPROVE, ask=second)[0] is Outcome.APPROVED
    with desk.registry.begin() as tx:
        assert [plan.digest for plan in tx.plans.approved(handoff.id)] == [second.digest]


@given(st.lists(st.sampled_from(made().changes), min_size=1, max_size=4))
def test_without_leaves_nothing_that_rests_on_what_is_gone(chosen: list[Change]) -> None:
    """Whatever is excluded, no change is left that needs a record which is not created any more; none is lost."""
    plan = made()
    try:
        fresh = without(plan, [change.id for change in chosen])
    except AnswerRefusedError:
        assert {change.id for change in chosen} >= {change.id for change in plan.changes[:3]}
        return
    created = {change.record.id for change in fresh.changes if change.kind is ChangeKind.CREATE_FOLDER}
    for change in fresh.changes:
        needed = [change.record.id.partition("/")[0], str(change.after.get("folder", ""))]
        assert all(name in created for name in needed if name.startswith("new:"))
    assert len(fresh.changes) + len(fresh.left_out) == len(plan.changes)
    assert not {change.id for change in chosen} & {change.id for change in fresh.changes}


def test_another_successor_prepares_the_handoff_anew(desk: Desk) -> None:
    """The handoff is open again in its next attempt, with whom the approver chose; the old ask is answered."""
    outcome, _, handoff = desk.say(CHANGE, successor="Pat@northlight.example")
    assert (outcome, handoff.state, handoff.attempt) == (Outcome.PREPARE, State.OPENED, 2)
    assert handoff.determination is not None
    assert handoff.determination.chosen == "8"
    assert desk.say(CHANGE, successor="Pat@northlight.example")[0] is Outcome.PREPARE
    with desk.registry.begin() as tx:
        assert tx.plans.approved(handoff.id) == []


def test_two_different_people_approve_where_the_policy_says_so(registry: PostgresRegistry, policy: Policy) -> None:
    """The first yes asks a second person and approves nothing; the same person can't give both."""
    desk = Desk(registry, four_eyes(replace(policy, approving=replace(policy.approving, delegates=(STANDS_IN,)))))
    outcome, second, handoff = desk.say(APPROVE)
    assert (outcome, handoff.state) == (Outcome.SECOND, State.AWAITING_APPROVAL)
    assert desk.say(APPROVE)[:2] == (Outcome.SECOND, second)
    with registry.begin() as tx:
        assert tx.plans.approved(handoff.id) == []
    question = desk.asking.question(second.id)
    assert question is not None
    assert "ben" not in question.users
    outcome, second, _ = desk.say(APPROVE, ask=second)
    assert outcome is Outcome.AGAIN
    assert "Who gave the first approval can't give the second too." in second.refused_because
    outcome, _, handoff = desk.say(APPROVE, by="lena", ask=second)
    assert (outcome, handoff.state) == (Outcome.APPROVED, State.APPROVED)
    with registry.begin() as tx:
        given = [entry.detail["by"] for entry in tx.journal.read(handoff.id) if "by" in entry.detail]
        assert given == ["ben", "lena"]
        assert len(tx.plans.approved(handoff.id)) == 1


def test_second_person_may_refuse(registry: PostgresRegistry, policy: Policy) -> None:
    """A no of the second ends it, whatever the first has said."""
    desk = Desk(registry, four_eyes(replace(policy, approving=replace(policy.approving, delegates=(STANDS_IN,)))))
    _, second, _ = desk.say(APPROVE)
    outcome, _, handoff = desk.say(REFUSE, by="lena", ask=second, reason="The wrong folder.")
    assert (outcome, handoff.state) == (Outcome.REFUSED, State.REFUSED)
    with registry.begin() as tx:
        assert tx.plans.approved(handoff.id) == []


STANDS_IN = Delegate("anna", LENA, date(2026, 11, 20), date(2026, 11, 30))


def test_delegate_answers_in_their_days(registry: PostgresRegistry, policy: Policy) -> None:
    """In their days a delegate's yes counts; before and after it does not, and it is said why."""
    desk = Desk(registry, replace(policy, approving=replace(policy.approving, delegates=(STANDS_IN,))))
    desk.at = datetime(2026, 12, 1, tzinfo=UTC)
    outcome, again, _ = desk.say(APPROVE, by="lena")
    assert outcome is Outcome.AGAIN
    assert "a delegate, but not on this day" in again.refused_because
    desk.at = NOW
    assert desk.say(APPROVE, by="lena")[0] is Outcome.APPROVED


@pytest.mark.parametrize("choice", [APPROVE, CHANGE, None])
def test_time_that_has_run_out_ends_in_expired_and_never_in_apply(desk: Desk, choice: str | None) -> None:
    """No answer, or one that comes too late, ends the handoff as expired; nothing is approved."""
    desk.at = desk.ask.expires_at
    if choice is None:
        outcome, _, handoff = desk.asking.record(desk.ask.id, None)
    else:
        outcome, _, handoff = desk.say(choice, exclude=("set_owner",) if choice == CHANGE else ())
    assert (outcome, handoff.state) == (Outcome.EXPIRED, State.EXPIRED)
    with desk.registry.begin() as tx:
        assert tx.plans.approved(handoff.id) == []


@pytest.mark.parametrize("late", [timedelta(seconds=1), timedelta(days=3)])
def test_answer_that_was_given_in_time_counts_however_late_it_is_recorded(desk: Desk, late: timedelta) -> None:
    """A yes of the last moment approves the plan although the cut-off has passed when it is recorded."""
    in_time = Answer(APPROVE, desk.ask.digest, "ben", desk.ask.expires_at - timedelta(seconds=1))
    desk.at = desk.ask.expires_at + late
    outcome, _, handoff = desk.asking.record(desk.ask.id, in_time)
    assert (outcome, handoff.state) == (Outcome.APPROVED, State.APPROVED)
    with desk.registry.begin() as tx:
        assert [plan.digest for plan in tx.plans.approved(handoff.id)] == [desk.ask.digest]


def test_mark_that_was_taken_back_withdraws_whatever_is_answered(desk: Desk) -> None:
    """A yes to a handoff whose deal is not marked any more withdraws it."""
    desk.crm.marked = False
    outcome, _, handoff = desk.say(APPROVE)
    assert (outcome, handoff.state) == (Outcome.WITHDRAWN, State.WITHDRAWN)


class Post:
    """Mail that keeps what it is given; `works` lets it fail."""

    def __init__(self) -> None:
        self.sent: list[Change] = []
        self.works = True

    def observe(self, changes: list[Change]) -> list[Seen | HandoffError]:
        """Return which letters were sent."""
        return [Seen({"sent": change in self.sent}) for change in changes]

    def apply(self, changes: list[Change]) -> list[Done | HandoffError]:
        """Send letters."""
        if not self.works:
            return [VendorUnavailableError("The mail server is away.") for _ in changes]
        self.sent.extend(changes)
        return [Done() for _ in changes]


@pytest.mark.parametrize("on_time", [True, False])
def test_approvers_are_reminded_once_before_the_time_runs_out(
    desk: Desk, artifacts: ArtifactStore, registry: PostgresRegistry, *, on_time: bool
) -> None:
    """Not before its time, to each who may answer, later where the mail was away, and never twice."""
    post = Post()
    mail = cast("Mail", post)
    remind = Remind(desk.policy, registry, artifacts, TemplateRenderer(), mail, lambda: desk.at, "http://pages")
    assert remind() == 0
    desk.at = desk.ask.expires_at - desk.policy.approving.remind_before - timedelta(seconds=1)
    assert remind(desk.ask.id) == 0
    desk.at += timedelta(seconds=1)
    post.works = False
    with pytest.raises(VendorUnavailableError):
        remind(desk.ask.id)
    post.works = True
    assert remind() == 0, "what looks at all asks leaves the first turn to the ask's own deadline"
    desk.at += LATE * (not on_time)
    assert remind(desk.ask.id if on_time else None) == 1
    assert remind() == remind(desk.ask.id) == 0
    with registry.begin() as tx:
        to = {tx.people.get(PersonId(str(change.after["to"]))).email for change in post.sent}
    assert to == {ANNA.email, BEN.email}
    assert len(post.sent) == 2
    letter = json.loads(artifacts.get(ArtifactRef(str(post.sent[0].after["content"]))))
    assert "Acme" in letter["subject"]
    assert f"http://pages/handoffs/{desk.ask.handoff}/plan" in letter["text"]


def test_nobody_is_reminded_of_what_is_answered(
    desk: Desk, artifacts: ArtifactStore, registry: PostgresRegistry
) -> None:
    """An ask that has its answer, or whose time is over, waits for nobody."""
    post = Post()
    mail = cast("Mail", post)
    remind = Remind(desk.policy, registry, artifacts, TemplateRenderer(), mail, lambda: desk.at, "http://pages")
    desk.say(APPROVE)
    desk.at = desk.ask.expires_at - timedelta(hours=1)
    assert remind() == 0
    assert post.sent == []
