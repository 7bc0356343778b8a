"""Finding marks in HubSpot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from adapter_portal import LONG_AGO, RULE, Portal, deal, many

from handoff.errors import PolicyError

MARKED = {
    "properties": {"dealname": "Marked", "dealstage": "in_transition", "pipeline": "default"},
    "history": {
        "dealstage": [
            {"value": "in_transition", "at": "-9d", "by": "dan@fieldnote.example"},
            {"value": "active", "at": "-8d"},
            {"value": "in_transition", "at": "-3d", "by": "maya@fieldnote.example"},
        ]
    },
}


def test_marks_are_found_with_instant_and_user(portal: Portal) -> None:
    """A deal that a person moves to the mark's stage is a mark at that instant, by that user."""
    assert portal.crm().marks(RULE, LONG_AGO).marks == ()
    before = portal.server.clock.now()
    mark = portal.mark()
    assert (mark.connection, mark.record, mark.value) == ("hubspot_default", deal("1"), "in_transition")
    assert (mark.by, mark.client) == ("9001", "Marlow")
    assert before - timedelta(seconds=1) <= mark.at <= portal.server.clock.now()


def test_marks_found_again_are_the_same(portal: Portal) -> None:
    """A later change to another property leaves the mark's instant, and so the handoff's id, as it was."""
    mark = portal.mark()
    portal.advance(600)
    portal.write("deals/1", {"handoff_reason": "outgrown us"})
    assert [found.handoff_id for found in portal.crm().marks(RULE, LONG_AGO).marks] == [mark.handoff_id]


def test_marks_take_the_last_time_the_stage_was_reached(serve: Callable[..., Portal]) -> None:
    """A mark that was taken back and set again stands at the second instant, with the second user."""
    portal = serve(deals=[{"id": "77", **MARKED}])
    (mark,) = portal.crm().marks(RULE, LONG_AGO).marks
    assert mark.by == "9001"
    assert timedelta(days=2) < portal.server.clock.now() - mark.at < timedelta(days=4)


def test_marks_leave_out_what_did_not_change_since(serve: Callable[..., Portal]) -> None:
    """A record that changed before the instant, less the index's lag, is not looked at again."""
    portal = serve(deals=[{"id": "77", **MARKED}])
    assert portal.crm().marks(RULE, portal.server.clock.now()).marks == ()


def test_marks_survive_the_lag_of_the_index(serve: Callable[..., Portal]) -> None:
    """A mark that the search shows a minute late is found although the watcher's instant has moved past it."""
    portal = serve(search_lag_seconds=60)
    portal.write("deals/1", {"dealstage": "in_transition"})
    assert portal.crm().marks(RULE, LONG_AGO).marks == ()
    later = portal.advance(90)
    assert [mark.record.id for mark in portal.crm().marks(RULE, later).marks] == ["1"]


def test_marks_taken_back_are_none_although_the_index_shows_them(serve: Callable[..., Portal]) -> None:
    """The history decides, not the search: a deal that has just moved on is no mark."""
    portal = serve(search_lag_seconds=60)
    portal.write("deals/1", {"dealstage": "in_transition"})
    portal.advance(61)
    portal.write("deals/1", {"dealstage": "active"})
    assert portal.crm().marks(RULE, LONG_AGO).marks == ()


def test_marks_fill_pages_and_batches(serve: Callable[..., Portal]) -> None:
    """405 marks take 3 searches of 200, 9 reads of 50, and 2 calls for their clients' names; each is found once."""
    portal = serve(deals=many(405, 1000, MARKED | {"associations": ["companies/502"]}))
    found = [mark.record.id for mark in portal.crm().marks(RULE, LONG_AGO).marks]
    assert found == [str(1000 + number) for number in range(405)]
    assert portal.calls() == {
        "POST objects/deals/search": 3,
        "POST associations/deals/companies/batch/read": 1,
        "POST objects/companies/batch/read": 1,
        "POST objects/deals/batch/read": 9,
    }


def test_marks_of_an_unknown_record_kind_are_refused(portal: Portal) -> None:
    """A policy that marks a kind that HubSpot does not have is told what to write."""
    with pytest.raises(PolicyError, match="deal, company, contact, ticket"):
        portal.crm().marks(replace(RULE, record="opportunity"), LONG_AGO)


def test_mark_stands_until_it_is_taken_back(portal: Portal) -> None:
    """A mark holds until the stage changes; set again, it is another mark; on a deleted record it is none."""
    mark, crm = portal.mark(), portal.crm()
    assert crm.terms(mark, RULE)
    portal.advance(5)
    portal.write("deals/1", {"dealstage": "active"})
    assert crm.terms(mark, RULE) is None
    portal.advance(5)
    portal.write("deals/1", {"dealstage": "in_transition"})
    assert crm.terms(mark, RULE) is None
    assert crm.terms(replace(mark, record=deal("999")), RULE) is None
