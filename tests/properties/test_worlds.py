"""What must hold of every handoff, over generated folders, grants, owners and policies: a machine that lives one.

It marks, carries out, archives, plants access, audits, undoes and does it all again in any order that makes sense, and
looks after each step at what may never be otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from firm import POLICY, Firm
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tiny import FOLDER, tiny

from handoff.domain.change import Change, ChangeKind
from handoff.domain.change import Phase as Stage
from handoff.domain.handoff import State
from handoff.domain.ids import HandoffId
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import PlanRefusedError

OTHER = "1hl-harbour-lane-dental-folder"
OURS = ("maya@fieldnote.example", "tomas@fieldnote.example", "jonas@fieldnote.example")
THEIRS = ("helena@marlowfinch.example", "aisha@marlowfinch.example", "owen@harbourlane.example")

people = st.sampled_from([*OURS[1:], *THEIRS]).flatmap(
    lambda email: st.builds(
        lambda role: {"type": "user", "role": role, "email": email}, st.sampled_from(["reader", "commenter", "writer"])
    )
)
wide = st.sampled_from(
    [
        {"type": "anyone", "role": "reader"},
        {"type": "domain", "role": "reader", "domain": "marlowfinch.example"},
        {"type": "group", "role": "reader", "email": "marlow-project@fieldnote.example"},
    ]
)
grants = st.lists(people | wide, max_size=3, unique_by=lambda grant: (grant["type"], grant.get("email")))
files = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["doc", "sheet", "text"]),
            "owner": st.sampled_from([*OURS, THEIRS[0]]),
            "permissions": grants,
        }
    ),
    min_size=1,
    max_size=3,
)
inner = st.fixed_dictionaries({"owner": st.sampled_from([*OURS, THEIRS[0]]), "permissions": grants})
folders = st.fixed_dictionaries({"inner": inner, "deep": inner, "files": files, "below": files})
"""What lies in a client's folder: files, and a folder with files and another folder, in which the last of them lies."""


def edit(folder: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    """Return what makes a world of one client's folder as drawn, beside another client's that is nobody's business."""

    def change(world: dict[str, Any]) -> None:
        others = [child for child in world["google_drive"]["files"][0]["children"] if child["id"] == OTHER]
        tiny(world)
        top = world["google_drive"]["files"][0]
        for other in others:
            other["children"] = [child for child in other["children"] if child["type"] not in ("folder", "shortcut")][
                :1
            ]
        mine = next(child for child in top["children"] if child["id"] == FOLDER)
        drawn = [_file(f"file-{n}", item) for n, item in enumerate(folder["files"])]
        below = [_file(f"below-{n}", item) for n, item in enumerate(folder["below"])]
        deep = _folder("deep", folder["deep"], below[-1:])
        mine["children"] = [*drawn, _folder("inner", folder["inner"], [*below[:-1], deep])]
        top["children"] = [mine, *others]

    return change


def _folder(name: str, item: dict[str, Any], children: list[dict[str, Any]]) -> dict[str, Any]:
    permissions = [grant for grant in item["permissions"] if grant.get("email") != item["owner"]]
    return {"id": name, "name": name, "type": "folder", **item, "permissions": permissions, "children": children}


def _file(name: str, item: dict[str, Any]) -> dict[str, Any]:
    permissions = [grant for grant in item["permissions"] if grant.get("email") != item["owner"]]
    content = "" if item["type"] != "sheet" else "a,b\n1,2\n"
    return {"id": name, "name": name, "content": content or "Words.\n", **item, "permissions": permissions}


class Life(RuleBasedStateMachine):
    """One firm and one handoff of it. `make_firm` and `folder_of` are set by the test."""

    make_firm: Callable[..., Firm]
    tmp: Path

    @initialize(folder=folders, kept=st.booleans())
    def begin(self, folder: dict[str, Any], kept: bool) -> None:  # noqa: FBT001 - Hypothesis calls by name
        """Make the firm, mark the deal, and remember all that there is."""
        self.firm = type(self).make_firm(edit(folder))
        policy = yaml.safe_load(POLICY.read_text()) | {"cutoff_after": "P1D"}
        if kept:
            policy["keep_access"] = [*policy["keep_access"], THEIRS[1]]
        self.policy = policy
        self._use("policy")
        self.handoff: HandoffId = self.firm.mark()
        with self.firm.app() as app:
            app.open(self.handoff)
        self.start = self.firm.records(self.handoff)
        self.others = self._others()
        self.state = "opened"
        self.lost: set[str] = set()
        self.planted = False

    def _use(self, name: str, **changed: Any) -> None:
        path = type(self).tmp / f"{name}-{id(self)}.yaml"
        path.write_text(yaml.safe_dump(self.policy | changed))
        self.firm.settings = self.firm.settings.model_copy(update={"policy": path})

    def teardown(self) -> None:
        """Planning again at the end of a life gives what access is still to be taken away, and after that nothing."""
        if getattr(self, "state", "") == "carried out":
            assert {change.phase for change in self._planned_anew()} <= {Stage.ARCHIVE}
        elif getattr(self, "state", "") == "closed":
            assert self._planned_anew() == ()

    def _planned_anew(self) -> tuple[Change, ...]:
        """Gather and plan as the next attempt would, and return what is still to be changed."""
        with self.firm.app() as app:
            with app.registry.begin() as tx:
                handoff = tx.handoffs.get(self.handoff, lock=True)
                tx.handoffs.save(replace(handoff, attempt=handoff.attempt + 1))
            app.gather.crm(self.handoff, "prepare")
            app.gather.files(self.handoff, "prepare")
            return app.make_plan.plan(self.handoff).changes

    def _others(self) -> list[str]:
        with self.firm.app() as app:
            found = [f"{grant}" for grant in app.drive.grants(OTHER)]
        return sorted(found)

    @precondition(lambda self: self.state == "opened")
    @rule()
    def carry_out(self) -> None:
        """A cap that is too small refuses the plan; then plan, approve and carry out, twice, which is as once."""
        self._use("capped", caps={"changes": 1, "letters": 1})
        with pytest.raises(PlanRefusedError):
            self.firm.prepare(self.handoff)
        self._use("policy")
        self.firm.approve(self.firm.prepare(self.handoff))
        self.firm.carry_out(self.handoff)
        writes, letters = self.firm.writes(), len(self.firm.letters())
        self.firm.carry_out(self.handoff)
        assert (self.firm.writes(), len(self.firm.letters())) == (writes, letters)
        self.state = "carried out"

    @precondition(lambda self: self.state in ("carried out", "planted"))
    @rule()
    def archive(self) -> None:
        """Take access away, ask about what is new, and find none left; archiving once more changes nothing."""
        self.firm.ahead = max(self.firm.ahead, timedelta(days=2))
        ask = self.firm.archive(self.handoff)
        while ask is not None:
            self.firm.approve(ask)
            ask = self.firm.archive(self.handoff)
        with self.firm.app() as app:
            assert app.archive.residual(self.handoff) == []
            assert app.apply(self.handoff, *Stage).total() >= 0
            assert app.show.one(self.handoff).handoff.state is State.CLOSED
        self.state = "closed"

    @precondition(lambda self: self.state == "closed")
    @rule(
        kind=st.sampled_from(["user", "anyone", "domain"]),
        where=st.sampled_from([FOLDER, "inner", "deep", "file-0", "below-0"]),
    )
    def plant(self, kind: str, where: str) -> None:
        """Give access after the close: the walk finds it, and the audit asks about it."""
        with self.firm.app() as app:
            to = {"user": app.people.identify(THEIRS[0]), "anyone": "anyone", "domain": "marlowfinch.example"}[kind]
            record = RecordRef(Vendor.GOOGLE_DRIVE, Kind.PERMISSION, f"{where}/{kind}/{to}")
            (done,) = app.drive.apply(
                [Change(ChangeKind.GRANT_ACCESS, record, {"role": None}, {"role": "reader"}, Stage.ARCHIVE)]
            )
            if isinstance(done, Exception):  # Drive gives an owner nothing, and lets us give nothing of theirs
                return
            left = app.archive.residual(self.handoff)
            assert any(grant.file.id == where and grant.type == kind for grant in left)
        self.firm.ahead += timedelta(days=60)
        with self.firm.app() as app:
            ask = app.audit(self.handoff)
        assert ask is not None
        self.firm.approve(ask)
        self.planted = True
        self.state = "planted"

    @precondition(lambda self: self.state in ("carried out", "closed") and not self.planted)
    @rule()
    def undo(self) -> None:
        """Undo restores every field but those that it said it can't; undoing once more does nothing."""
        ask = self.firm.ask_to_undo(self.handoff)
        if ask is None:
            return
        with self.firm.app() as app:
            lost = {item.record.key for item in app.show.plan(self.handoff).plan.left_out}
        self.firm.approve(ask)
        assert self.firm.undo(self.handoff).state is State.UNDONE
        now = self.firm.records(self.handoff)
        differing = {key for key in self.start if self.start[key] != now.get(key)}
        assert {key.partition("/")[2].partition("/")[2] for key in differing} <= {
            key.partition("/")[2].partition("/")[2].partition("/")[0] for key in lost
        }, {key: (self.start[key], now.get(key)) for key in differing}
        assert self.firm.ask_to_undo(self.handoff) is None
        self.firm.ahead = timedelta()
        self.state = "opened"

    @invariant()
    def nobody_elses_records_change(self) -> None:
        """Another client's folder is as it was, and our own access to this one's is there."""
        if hasattr(self, "others"):
            assert self._others() == self.others
            with self.firm.app() as app:
                assert next(iter(app.drive.walk(FOLDER))).record.id == FOLDER


def test_every_life_keeps_its_promises(make_firm: Callable[..., Firm], tmp_path: Path) -> None:
    """Planning after apply is empty, twice is once, undo restores, the walk finds what is planted, others are left."""
    machine = type("Life", (Life,), {"make_firm": staticmethod(make_firm), "tmp": tmp_path})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=5,
            stateful_step_count=5,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
