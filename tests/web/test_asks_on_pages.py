"""What the pages say of a question that waits: what it is about, and where it is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from browsing import served
from playing import POLICY

from handoff.bootstrap import App
from handoff.domain.ask import Ask, AskKind, Named
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.handoff import State
from handoff.domain.ids import AskId
from handoff.domain.mark import Determination, Mark
from handoff.domain.people import Client
from handoff.domain.plan import Plan
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.settings import Settings
from handoff.web.words import ASKS

DEAL = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "9")
CLIENT = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "1"), "Acme", ("acme.example",), "folder-0")
PUT_IN = {
    AskKind.APPROVAL: State.AWAITING_APPROVAL,
    AskKind.FINDING: State.AWAITING_FINDING,
    AskKind.UNDO: State.CLOSED,
    AskKind.WITHDRAWAL: State.APPROVED,
    AskKind.CHANGED: State.AWAITING_CUTOFF,
}


@pytest.mark.parametrize("kind", AskKind)
def test_page_says_what_is_asked_and_where_it_is_answered(database_url: str, tmp_path: Path, kind: AskKind) -> None:
    """Each kind has its own heading on the handoff's page and on the plan's; once another plan is put it waits no more.

    An undo is not said to be a plan that waits for an approver.
    """
    now = datetime.now(UTC)
    settings = Settings(database_url=database_url, policy=POLICY, artifacts=str(tmp_path / "artifacts"))
    with App(settings=settings) as product, served(product) as browser:
        with product.registry.begin() as tx:
            opened, _ = tx.handoffs.open(Mark("handoff_hubspot", DEAL, now, "in_transition"), now)
            change = Change(ChangeKind.SET_OWNER, DEAL, {"owner": "7"}, {"owner": "1"}, Phase.UNDO)
            plan = Plan(opened.id, "Acme", now, (change,))
            tx.plans.add(plan)
            ask = Ask(AskId(f"{opened.id}-{kind}-x"), opened.id, kind, plan.digest, now, now + timedelta(days=1))
            tx.asks.add(ask)
            waiting = replace(opened, state=PUT_IN[kind], digest=plan.digest)
            tx.handoffs.save(waiting)
        for page in (f"/handoffs/{opened.id}", f"/handoffs/{opened.id}/plan"):
            shown = browser.get(page).text
            assert ASKS[kind] in shown
            assert ask.id in shown, "the link leads to the question's own run"
            assert not any(words in shown for other, words in ASKS.items() if other is not kind)
        with product.registry.begin() as tx:
            tx.handoffs.save(replace(waiting, state=State.UNDONE if kind is not AskKind.UNDO else State.UNDOING))
        assert ASKS[kind] not in browser.get(f"/handoffs/{opened.id}").text


def test_page_names_who_and_what_was_approved_and_is_named_now(database_url: str, tmp_path: Path) -> None:
    """A question about a changed mark shows the new successor's name and both cut-offs, which its body does not."""
    now = datetime.now(UTC)
    settings = Settings(database_url=database_url, policy=POLICY, artifacts=str(tmp_path / "artifacts"))
    with App(settings=settings) as product, served(product) as browser:
        with product.registry.begin() as tx:
            opened, _ = tx.handoffs.open(Mark("handoff_hubspot", DEAL, now, "in_transition"), now)
            plan = Plan(
                opened.id, "Acme", now, (Change(ChangeKind.SET_OWNER, DEAL, {}, {"owner": "1"}, Phase.DELIVER),)
            )
            tx.plans.add(plan)
            named = Named(
                "other",
                "2",
                tx.people.identify("ada@studio.example", name="Ada Lane"),
                datetime(2031, 1, 31, tzinfo=UTC),
            )
            ask = Ask(AskId(f"{opened.id}-changed-x"), opened.id, AskKind.CHANGED, plan.digest, now, now, named=named)
            tx.asks.add(ask)
            assert tx.asks.get(ask.id) == ask
            meant = Determination("1", cutoff_at=datetime(2030, 5, 4, tzinfo=UTC), terms="first")
            tx.handoffs.save(
                replace(opened, state=State.APPROVED, digest=plan.digest, determination=meant, client=CLIENT)
            )
        shown = browser.get(f"/handoffs/{opened.id}").text
        for words in ("HubSpot owner 1", "Ada Lane", "4 May 2030", "31 Jan 2031"):
            assert words in shown
