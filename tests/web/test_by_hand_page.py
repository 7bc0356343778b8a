"""The page of what is done by hand: listed for all who may read, done by who may steer, with what shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from browsing import Browser, served, text_of
from playing import POLICY, SCRIPT

from handoff.bootstrap import App
from handoff.domain.ask import APPROVE, Answer, Ask, AskKind
from handoff.domain.canonical import instant
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.handoff import State
from handoff.domain.ids import ArtifactRef, AskId, ChangeId, HandoffId
from handoff.domain.journal import Entry, EntryKind
from handoff.domain.mark import Mark
from handoff.domain.plan import LeftOut, Plan
from handoff.domain.planning.manual import UNSEEN
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.services.manual import LARGEST
from handoff.settings import Settings

OURS = {"sec-fetch-site": "same-origin"}


@dataclass(frozen=True)
class Desk:
    """Somebody at the pages of a firm in which one thing is to be done by hand."""

    product: App
    browser: Browser
    handoff: HandoffId
    change: ChangeId

    @property
    def page(self) -> str:
        """The address of the page."""
        return f"/handoffs/{self.handoff}/by-hand"

    def show(self, file: bytes = b"", headers: dict[str, str] | None = None, **form: str) -> httpx.Response:
        """Send the form as a browser does."""
        address = f"{self.browser.address}{self.browser.root}/handoff{self.page}/{self.change}"
        files = {"file": ("members.png", file)}
        return self.browser.http.post(address, data=form, files=files, headers=OURS | (headers or {}))

    def given(self) -> list[Entry]:
        """Return what the journal says that people gave."""
        with self.product.registry.begin() as tx:
            return [entry for entry in tx.journal.read(self.handoff) if entry.kind is EntryKind.OUTCOME]


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    """Return that desk."""
    settings = Settings(database_url=database_url, policy=POLICY, artifacts=str(tmp_path / "artifacts"))
    now = datetime.now(UTC)
    deal = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "9")
    with App(settings=settings) as product, served(product) as browser:
        with product.registry.begin() as tx:
            opened, _ = tx.handoffs.open(Mark("handoff_hubspot", deal, now, "in_transition"), now)
            change = Change(
                ChangeKind.MANUAL,
                RecordRef(Vendor.MANUAL, Kind.SYSTEM, f"{opened.id}.figma"),
                {"done": False},
                {
                    "done": True,
                    "what": f"Figma: remove their people {SCRIPT}",
                    "owner": tx.people.identify("tomas@fieldnote.example"),
                    "due": instant(now + timedelta(days=7)),
                    "evidence": "The member list",
                },
                Phase.ARCHIVE,
            )
            plan = Plan(opened.id, "Acme", now, (change,))
            tx.plans.add(plan)
            ask = Ask(AskId(f"{opened.id}-approval-x"), opened.id, AskKind.APPROVAL, plan.digest, now, now)
            tx.asks.add(ask)
            tx.asks.answer(ask.id, Answer(APPROVE, plan.digest, "operator", now))
            tx.handoffs.save(replace(opened, state=State.AWAITING_MANUAL, digest=plan.digest))
        yield Desk(product, browser, opened.id, change.id)


def test_what_is_done_by_hand_is_listed_and_done_with_what_shows_it(desk: Desk) -> None:
    """It is said what, who and until when; a link and a file show that it is done, and the handoff goes on."""
    before = desk.browser.get(desk.page).text
    assert "Figma: remove their people" in before
    assert SCRIPT not in before
    assert "tomas@fieldnote.example" in before
    assert "It is done" in before
    answer = desk.show(b"a picture", by="Tom\u00e1s", evidence=f"https://figma.example/members {SCRIPT}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/handoff{desk.page}")
    after = desk.browser.get(desk.page).text
    assert "https://figma.example/members" in after
    assert SCRIPT not in after
    assert "It is done" not in after
    (entry,) = desk.given()
    assert entry.detail["said_by"] == "Tom\u00e1s"
    assert desk.product.artifacts.get(ArtifactRef(str(entry.detail["file"]))) == b"a picture"
    with desk.product.registry.begin() as tx:
        assert tx.handoffs.get(desk.handoff).wakes_at is not None


@pytest.mark.parametrize(
    ("headers", "form", "file", "status"),
    [
        ({"x-role": "viewer"}, {"by": "Tom", "evidence": "x"}, b"", 403),
        ({"x-role": "nobody"}, {"by": "Tom", "evidence": "x"}, b"", 401),
        ({"sec-fetch-site": "cross-site"}, {"by": "Tom", "evidence": "x"}, b"", 403),
        ({}, {"by": "Tom", "evidence": " "}, b"", 409),
        ({}, {"by": " ", "evidence": "x"}, b"", 409),
        ({}, {"by": "Tom"}, bytes(LARGEST + 1), 409),
    ],
    ids=["a viewer", "nobody", "from elsewhere", "shows nothing", "by nobody", "too large"],  # a file is no name
)
def test_what_does_not_count_changes_nothing(
    desk: Desk, headers: dict[str, str], form: dict[str, str], file: bytes, status: int
) -> None:
    """Without the right, from elsewhere, without a name or anything that shows it, too large: said, not taken."""
    assert desk.show(file, headers, **form).status_code == status
    assert desk.given() == []


def test_page_says_what_is_planned_and_what_is_left_to_a_person(desk: Desk) -> None:
    """Before the approval what is planned stands there with its number, without a form; what the plan leaves to a
    person has the same number here and on the plan's page, where systems are named, and no key of ours is.
    """
    mark = Mark("handoff_hubspot", RecordRef(Vendor.HUBSPOT, Kind.DEAL, "10"), datetime.now(UTC), "in_transition")
    with desk.product.registry.begin() as tx:
        opened, _ = tx.handoffs.open(mark, mark.at)
        systems = [RecordRef(Vendor.MANUAL, Kind.SYSTEM, f"{opened.id}.{name}") for name in ("Xero", "Shop till")]
        left = [LeftOut(one, UNSEEN, person=True) for one in systems]
        described = {
            "what": "Figma: remove their people",
            "owner": tx.people.identify("ana@fieldnote.example"),
            "due": None,
            "evidence": "",
        }
        change = Change(
            ChangeKind.MANUAL,
            RecordRef(Vendor.MANUAL, Kind.SYSTEM, f"{opened.id}.figma"),
            {"done": False, **described},
            {"done": True, **described},
            Phase.ARCHIVE,
        )
        plan = Plan(opened.id, "Acme", mark.at, (change,), tuple(left))
        tx.plans.add(plan)
        tx.handoffs.save(replace(opened, state=State.AWAITING_APPROVAL, digest=plan.digest))
    html = desk.browser.get(f"/handoffs/{opened.id}/by-hand").text
    text = text_of(html)
    assert "Planned, and not approved yet: 1 Figma: remove their people" in text
    assert "<form" not in html.partition("<main")[2]
    assert "2 left to a person" in text
    shown = text_of(desk.browser.get(f"/handoffs/{opened.id}/plan").text)
    assert "2 left to a person" in shown
    assert "Xero Other system" in shown
    assert "Shop till Other system" in shown
    assert shown.count("see who has access") == 1
    assert f"{opened.id}." not in shown
    for listed in ("Xero", "Shop till"):
        assert f"\n{listed},Other system," in desk.browser.get(f"/handoffs/{opened.id}/left-out.csv").text.replace(
            "\r", ""
        )


def test_page_without_anything_by_hand_says_so(desk: Desk) -> None:
    """A handoff that has no plan yet has nothing to be done by hand, and the page says which of the two it is."""
    mark = Mark("handoff_hubspot", RecordRef(Vendor.HUBSPOT, Kind.DEAL, "11"), datetime.now(UTC), "in_transition")
    with desk.product.registry.begin() as tx:
        opened, _ = tx.handoffs.open(mark, mark.at)
    text = text_of(desk.browser.get(f"/handoffs/{opened.id}/by-hand").text)
    assert "No change of a plan is to be done by hand: there is none yet." in text


def test_viewer_sees_no_form(desk: Desk) -> None:
    """Who may not steer reads what is to be done, and no more."""
    shown = desk.browser.get(desk.page, **{"x-role": "viewer"}).text
    assert "Figma" in shown
    assert "<form" not in shown.partition("<main")[2]
