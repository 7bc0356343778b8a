"""The command line over a registry that holds handoffs: what people read, what programs read, and what goes wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from handoff.domain.alumni import Alumnus
from handoff.domain.ask import Answer, Ask, AskKind
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.handoff import Problem, State
from handoff.domain.ids import AskId, HandoffId
from handoff.domain.journal import EntryKind
from handoff.domain.mark import Determination, Mark
from handoff.domain.people import Client
from handoff.domain.plan import LeftOut, Plan
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.entrypoints.cli import app, output
from handoff.errors import AnswerRefusedError, InvalidRecordError, NotFoundError, SettingsError, TransitionError
from handoff.registry.database import PostgresRegistry

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DEAL = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "1")
POLICY = Path(__file__).parents[2] / "include/handoff/entrypoints/local/policy.yaml"
Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command with the settings of this test's registry."""
    monkeypatch.setenv("HANDOFF_DATABASE_URL", database_url)
    monkeypatch.setenv("HANDOFF_ARTIFACTS", str(tmp_path / "artifacts"))
    monkeypatch.setenv("HANDOFF_POLICY", str(POLICY))
    # set on the console itself: it read COLUMNS when it was imported, maybe by another suite of this process
    monkeypatch.setattr(output.console, "width", 200)
    monkeypatch.setattr(output.errors, "width", 200)
    return lambda *words: CliRunner().invoke(app, list(words))


@pytest.fixture
def handoff(registry: PostgresRegistry) -> HandoffId:
    """Record a handoff that waits for its approval, with a plan, a problem, a journal and an alumna."""
    client = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "5"), "Acme [bold]& Söhne", ("acme.example",), "f-1")
    with registry.begin() as tx:
        opened, _ = tx.handoffs.open(Mark("handoff_hubspot", DEAL, NOW, "in_transition"), NOW)
        ana = tx.people.identify("ana@acme.example", name="Ana Ruiz", role="Chief")
        jo = tx.people.identify("jo@studio.example", name="Jo")
        letter = RecordRef(Vendor.MAIL, Kind.LETTER, "x@studio.example")
        plan = Plan(
            opened.id,
            client.name,
            NOW,
            (
                Change(ChangeKind.SET_OWNER, DEAL, {"owner": "1"}, {"owner": "2"}, Phase.REASSIGN),
                Change(ChangeKind.SEND_LETTER, letter, {"sent": False}, {"sent": True}, Phase.FAREWELL, "It is sent."),
            ),
            (LeftOut(RecordRef(Vendor.HUBSPOT, Kind.TASK, "9"), "Closed: it stays.", person=False),),
        )
        tx.plans.add(plan)
        tx.asks.add(
            Ask(
                AskId(f"{opened.id}-approval-1"), opened.id, AskKind.APPROVAL, plan.digest, NOW, NOW + timedelta(days=7)
            )
        )
        problem = Problem.of(
            InvalidRecordError("It has no owner.", record=str(DEAL), mend="Give it one."), NOW, retried=False
        )
        tx.handoffs.save(
            replace(
                opened,
                state=State.AWAITING_APPROVAL,
                client=client,
                determination=Determination("2"),
                digest=plan.digest,
                problem=problem,
            )
        )
        tx.journal.append(opened.id, NOW, EntryKind.INTENT, plan.changes[0].id, plan.changes[0].promise())
        tx.alumni.record(
            Alumnus(ana, opened.id, "Acme", RecordRef(Vendor.HUBSPOT, Kind.CONTACT, "3"), "Chief", jo, NOW)
        )
    return opened.id


def as_json(result: Result) -> Any:
    """Read what a command printed."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_status_without_handoffs_says_what_to_do(run: Run) -> None:
    """An empty registry is not an error."""
    assert "Mark a deal" in run("status").stdout
    assert as_json(run("status", "--json")) == []


def test_status_names_client_state_and_problem(run: Run, handoff: HandoffId) -> None:
    """Who reads the list sees whose handoff stands where and what is wrong; a vendor's text is no markup."""
    shown = run("status").stdout
    for words in (handoff, "Acme [bold]& Söhne", "awaiting approval", "It has no owner."):
        assert words in shown
    assert as_json(run("status", "--json"))[0]["problem"]["mend"] == "Give it one."


def test_show_tells_counts_problem_and_asks(run: Run, handoff: HandoffId) -> None:
    """One handoff: what went wrong and what to do, the counts, the question that waits."""
    shown = run("show", handoff).stdout
    for words in ("InvalidRecordError", "Give it one.", "2 changes", "waits for its answer"):
        assert words in shown
    found = as_json(run("show", handoff, "--json"))
    assert (found["planned"], found["applied"], found["residual"], found["alumni"]) == (2, 0, None, 1)


def test_show_tells_that_an_answer_was_not_counted(run: Run, handoff: HandoffId, registry: PostgresRegistry) -> None:
    """A question that was put again says why; one that the handoff waits for no more is not said to wait."""
    ask = AskId(f"{handoff}-approval-1")
    with registry.begin() as tx:
        tx.asks.put_again(ask, "A refusal needs a reason, and had none.")
    assert "The last answer was not counted: A refusal needs a reason, and had none." in run("show", handoff).stdout
    assert as_json(run("show", handoff, "--json"))["asks"][0]["not_counted"].startswith("A refusal needs")
    with registry.begin() as tx:
        tx.handoffs.save(replace(tx.handoffs.get(handoff), state=State.WITHDRAWN))
    assert "waits for its answer" not in run("show", handoff).stdout


def test_undo_of_what_waits_for_its_approval_names_the_way_out(run: Run, handoff: HandoffId) -> None:
    """Nothing is made yet: the command fails, says that a question waits, and names the command to give it up."""
    result = run("undo", handoff)
    assert result.exit_code != 0
    assert isinstance(result.exception, TransitionError)
    assert "an ask waits" in str(result.exception)
    assert f"handoff withdraw {handoff}" in str(result.exception)


def test_plan_shows_every_change_and_what_was_left_out(run: Run, handoff: HandoffId) -> None:
    """The whole plan with its digest, what can't be undone, and what was left out and why."""
    found = as_json(run("plan", handoff, "--json"))
    shown = run("plan", handoff).stdout
    for words in (found["digest"], "1 can't be undone", "Owner: HubSpot owner 1", "owner 2", "Closed: it stays."):
        assert words in shown
    assert len(found["changes"]) == 2


def test_plan_is_printed_as_csv(run: Run, handoff: HandoffId) -> None:
    """The file has a line for each field of each change, and is the pages' own."""
    lines = run("plan", handoff, "--csv").stdout.lstrip("\ufeff").splitlines()
    assert lines[0].startswith("Phase,Change,Record,Type,Field,Before,After")
    assert [line.partition(",")[0] for line in lines[1:]] == ["Reassign"]


def test_plan_diff_shows_what_only_one_holds(run: Run, handoff: HandoffId, registry: PostgresRegistry) -> None:
    """Of two plans of a handoff, named by the beginning of their digests, what is gone and what is new."""
    from dataclasses import replace

    with registry.begin() as tx:
        [old] = tx.plans.all(handoff)
        new = replace(old.changes[0], after={"owner": "3"})
        fresh = replace(old, changes=(new, *old.changes[1:]), made_at=NOW + timedelta(days=1))
        tx.plans.add(fresh)
    found = as_json(run("plan", "diff", handoff, old.digest[:8], fresh.digest[:8], "--json"))
    assert [(item["new"], item["id"]) for item in found] == [(False, old.changes[0].id), (True, new.id)]
    assert "owner 3" in run("plan", "diff", handoff, old.digest, fresh.digest).stdout
    assert "hold the same changes" in run("plan", "diff", handoff, old.digest, old.digest).stdout


@pytest.mark.parametrize("words", [["diff"], ["diff", "h", "a"], ["a", "b", "c"]])
def test_plan_wants_one_or_a_difference_of_two(run: Run, words: list[str]) -> None:
    """Other words are an error that says how it is called."""
    assert isinstance(run("plan", *words).exception, SettingsError)


def test_plan_of_a_digest_that_is_not_there_is_named(run: Run, handoff: HandoffId) -> None:
    """A digest of no plan, or one cut too short to tell, is an error."""
    assert isinstance(run("plan", handoff, "ffffffff0000").exception, NotFoundError)


def test_manual_is_listed_and_done_with_evidence(run: Run, handoff: HandoffId, registry: PostgresRegistry) -> None:
    """What is approved to be done by hand stands open until somebody shows that it is done; then the journal has it."""
    from dataclasses import replace

    with registry.begin() as tx:
        owner = tx.people.identify("ops@studio.example")
        said = {"what": "Vault: delete them", "owner": owner, "due": "2020-01-01T00:00:00Z", "evidence": "The log"}
        by_hand = Change(
            ChangeKind.MANUAL,
            RecordRef(Vendor.MANUAL, Kind.SYSTEM, f"{handoff}.vault"),
            {"done": False, **said},
            {"done": True, **said},
            Phase.ARCHIVE,
        )
        plan = Plan(handoff, "Acme", NOW, (by_hand,))
        tx.plans.add(plan)
        ask = Ask(AskId(f"{handoff}-approval-2"), handoff, AskKind.APPROVAL, plan.digest, NOW, NOW)
        tx.asks.add(ask)
        tx.asks.answer(ask.id, Answer("Approve", plan.digest, "anna", NOW))
        tx.handoffs.save(replace(tx.handoffs.get(handoff), state=State.AWAITING_MANUAL))
    [item] = as_json(run("manual", "list", handoff, "--json"))
    assert (item["change"], item["owner"], item["done"]) == (by_hand.id, "ops@studio.example", False)
    assert "overdue" in run("manual", "list").stdout
    bare = run("manual", "done", handoff, by_hand.id, "--by", "Ops")
    assert isinstance(bare.exception, AnswerRefusedError)
    assert isinstance(run("manual", "done", handoff, "no", "--by", "x", "--evidence", "y").exception, NotFoundError)
    settled = run("settle", handoff, by_hand.id, "done", "--by", "Ops", "--because", "I say so")
    assert isinstance(settled.exception, AnswerRefusedError)
    assert not as_json(run("manual", "list", "--json"))[0]["done"]
    done = run("manual", "done", handoff, by_hand.id, "--by", "Ops", "--evidence", "https://vault.example/log/7")
    assert "Done: Vault: delete them" in done.stdout
    assert as_json(run("manual", "list", "--json"))[0]["done"]
    again = run("manual", "done", handoff, by_hand.id, "--by", "Ops", "--evidence", "x")
    assert isinstance(again.exception, AnswerRefusedError)
    with registry.begin() as tx:
        assert [entry.detail.get("said_by") for entry in tx.journal.read(handoff)][-1] == "Ops"
        assert tx.handoffs.due(datetime.now(UTC))[0].id == handoff


def test_journal_holds_and_a_forged_one_does_not(run: Run, handoff: HandoffId, registry: PostgresRegistry) -> None:
    """--verify says so and exits 0 where the chain holds, 1 where somebody changed an entry."""
    assert "hold" in run("journal", handoff, "--verify").stdout
    with registry._engine.begin() as session:
        session.exec_driver_sql("SET session_replication_role = replica")
        session.exec_driver_sql("UPDATE journal SET detail = '{\"forged\": true}'")
    broken = run("journal", handoff, "--verify")
    assert broken.exit_code == 1
    assert "broken at entry 1" in broken.stdout
    assert as_json(run("journal", handoff, "--json"))["broken_at"] == 1


@pytest.mark.parametrize("given", [["one"], ["--all"]])
def test_stop_and_resume_are_seen(run: Run, handoff: HandoffId, registry: PostgresRegistry, given: list[str]) -> None:
    """The stop button is pressed and released, for one handoff and for all."""
    words = [handoff] if given == ["one"] else given

    def stopped() -> bool:
        with registry.begin() as tx:
            return tx.stops.all_stopped() or tx.handoffs.get(handoff).stopped

    assert run("stop", *words).exit_code == 0
    assert stopped()
    assert run("resume", *words).exit_code == 0
    assert not stopped()


@pytest.mark.parametrize("words", [[], ["h-1", "--all"]])
def test_stop_wants_one_or_all(run: Run, words: list[str]) -> None:
    """Neither nothing nor both."""
    assert isinstance(run("stop", *words).exception, SettingsError)


def test_alumni_are_found(run: Run, handoff: HandoffId) -> None:
    """A part of a name, address, role or client finds a person and who looks after them."""
    assert "jo@studio.example" in run("alumni", "search", "RUIZ").stdout
    assert as_json(run("alumni", "search", "acme", "--json"))[0]["handoff"] == handoff
    assert "Nobody matches" in run("alumni", "search", "nobody").stdout


@pytest.mark.parametrize("command", ["show", "plan", "journal"])
def test_unknown_handoff_is_named(run: Run, command: str) -> None:
    """A handoff that is not there is an error that names it."""
    result = run(command, "h-000000000000")
    assert isinstance(result.exception, NotFoundError)
    assert "h-000000000000" in str(result.exception)


def test_missing_settings_are_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing falls back to a database of its own: what is missing is named."""
    monkeypatch.delenv("HANDOFF_DATABASE_URL")
    result = run("status")
    assert isinstance(result.exception, SettingsError)
    assert "HANDOFF_DATABASE_URL" in str(result.exception)
