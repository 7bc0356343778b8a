"""The line of a handoff's life, and the parts of long lists: what they show of every case."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import handoff.web
from handoff.domain.ask import Ask, AskKind
from handoff.domain.change import ChangeKind, Phase
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import AskId, PlanDigest
from handoff.domain.journal import EntryKind, Result
from handoff.domain.mark import Mark
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.words import KINDS
from handoff.web import words
from handoff.web.life import LIFE, Standing, life
from handoff.web.parts import part

NOW = datetime(2026, 11, 23, tzinfo=UTC)
MARK = Mark("handoff_hubspot", RecordRef(Vendor.HUBSPOT, Kind.DEAL, "1"), NOW, "in_transition")
HANDOFF = Handoff(MARK.handoff_id, MARK, State.MARKED, NOW)


def ask(kind: AskKind) -> tuple[Ask, None]:
    """Return an ask that has no answer."""
    return Ask(AskId(f"{HANDOFF.id}-{kind}"), HANDOFF.id, kind, PlanDigest("0" * 64), NOW, NOW), None


@pytest.mark.parametrize("state", LIFE)
def test_life_has_what_was_before_and_what_comes(state: State) -> None:
    """All before the state is done, the state is now, all after it is to come; a closed one is done as a whole."""
    standings = [step.standing for step in life(replace(HANDOFF, state=state), [])]
    at = LIFE.index(state)
    assert standings[:at] == [Standing.DONE] * at
    assert standings[at] is (Standing.DONE if state is State.CLOSED else Standing.NOW)
    assert standings[at + 1 :] == [Standing.NEXT] * (len(LIFE) - at - 1)


@pytest.mark.parametrize(
    ("state", "kinds", "at", "standing"),
    [
        (State.REFUSED, [AskKind.APPROVAL], State.AWAITING_APPROVAL, Standing.ENDED),
        (State.EXPIRED, [AskKind.APPROVAL], State.AWAITING_APPROVAL, Standing.ENDED),
        (State.REFUSED, [AskKind.APPROVAL, AskKind.FINDING], State.ARCHIVING, Standing.ENDED),
        (State.AWAITING_FINDING, [AskKind.APPROVAL, AskKind.FINDING], State.ARCHIVING, Standing.NOW),
        (State.WITHDRAWN, [], State.OPENED, Standing.ENDED),
        (State.WITHDRAWN, [AskKind.APPROVAL], State.AWAITING_APPROVAL, Standing.ENDED),
    ],
)
def test_life_shows_an_end_where_it_came(state: State, kinds: list[AskKind], at: State, standing: Standing) -> None:
    """A refusal, an expiry, a withdrawal and a finding stand in the place of the step that they came in."""
    step = life(replace(HANDOFF, state=state), [ask(kind) for kind in kinds])[LIFE.index(at)]
    assert (step.word, step.standing) == (words.STATES[state][0], standing)


def test_parts_cover_a_list_without_gap_or_overlap() -> None:
    """The parts of a list put together are the list, and a number past the end is the last part."""
    items = list(range(23))
    found = [part(items, number, 10) for number in (1, 2, 3)]
    assert [item for one in found for item in one.items] == items
    assert [(one.first, one.last, one.earlier, one.later) for one in found] == [
        (1, 10, None, 2),
        (11, 20, 1, 3),
        (21, 23, 2, None),
    ]
    assert part(items, 99, 10) == found[2]
    assert list(part([], 1, 10).items) == []


def test_airflow_is_imported_by_one_file_of_the_pages() -> None:
    """security.py alone knows Airflow, so that all else can be read and tested without it."""
    importers = set()
    for path in Path(handoff.web.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if any(name.split(".")[0] == "airflow" for name in names):
                importers.add(path.name)
    assert importers == {"security.py"}


def test_words_are_there_for_all_that_the_domain_names() -> None:
    """A new state, kind, phase, result, entry or vendor needs its word before a page can show it."""
    assert set(words.STATES) == set(State)
    assert set(KINDS) == set(ChangeKind)
    assert set(words.PHASES) == set(Phase)
    assert set(words.RESULTS) >= {"", *(result.value for result in Result)}
    assert set(words.ENTRIES) == set(EntryKind)
    assert set(words.VENDORS) == set(Vendor)
