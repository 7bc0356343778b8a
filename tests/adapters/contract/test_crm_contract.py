"""What every CRM keeps to: its marks, what they open, its owners and neighbours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from client_world import DAN, FOLDER, MAYA, TOM
from subjects import LONG_AGO, CrmSubject

from handoff.domain.record import Kind
from handoff.errors import InvalidRecordError, TransientError


def test_mark_is_found_with_its_instant_and_its_client(crm: CrmSubject) -> None:
    """Nothing is marked before; afterwards the mark has the record, its instant, its value and the company's name."""
    assert crm.changer.marks(crm.rule, LONG_AGO).marks == ()
    before = datetime.now(UTC) - timedelta(seconds=2)
    mark = crm.mark()
    assert mark.record == crm.ref(Kind.DEAL, crm.deal)
    assert (mark.value, mark.client, mark.connection) == (crm.rule.value, "Marlow", crm.rule.connection)
    assert before <= mark.at <= datetime.now(UTC) + timedelta(seconds=5)


def test_same_mark_is_the_same_handoff_until_it_is_set_again(crm: CrmSubject) -> None:
    """Found again it is the same, and tells when its successor is changed; taken back it no longer stands."""
    mark = crm.mark()
    (again,) = crm.changer.marks(crm.rule, LONG_AGO).marks
    assert again.handoff_id == mark.handoff_id
    terms = crm.changer.terms(mark, crm.rule)
    assert terms is not None
    assert terms == crm.changer.open(mark, crm.rule)[1].terms
    crm.set(successor=MAYA)
    assert crm.changer.terms(mark, crm.rule) not in (None, terms)
    crm.set(value="Active" if crm.rule.value == "Leaving" else "active")
    assert crm.changer.marks(crm.rule, LONG_AGO).marks == ()
    assert crm.changer.terms(mark, crm.rule) is None


def test_next_look_begins_where_the_last_one_saw_everything(crm: CrmSubject) -> None:
    """A look says up to when it saw all, where that is not now; from there on the same mark is found again."""
    mark = crm.mark()
    found = crm.changer.marks(crm.rule, LONG_AGO)
    assert found.until is None or mark.at - timedelta(minutes=1) <= found.until
    assert crm.changer.marks(crm.rule, min(found.until or mark.at, mark.at)).marks == (mark,)


def test_opening_tells_client_and_determination(crm: CrmSubject) -> None:
    """The client is the company with its domains and folder; the successor is an owner's id, the reason as written."""
    mark = crm.mark()
    client, determination = crm.changer.open(mark, crm.rule)
    assert (client.record, client.name) == (crm.ref(Kind.COMPANY, crm.company), "Marlow")
    assert (client.domains, client.folder_id) == (("marlow.example",), FOLDER)
    assert determination.successor == crm.tom


@pytest.mark.parametrize("successor", [DAN, "nobody@fieldnote.example"])
def test_opening_refuses_a_successor_who_cannot_take_over(crm: CrmSubject, successor: str) -> None:
    """One who is deactivated or unknown is refused, with the record and the mend and without the address."""
    mark = crm.mark()
    crm.set(successor=successor)
    with pytest.raises(InvalidRecordError) as caught:
        crm.changer.open(mark, crm.rule)
    assert caught.value.record == str(mark.record)
    assert caught.value.mend
    assert "@" not in str(caught.value)


def test_opening_leaves_a_missing_successor_to_the_policy(crm: CrmSubject) -> None:
    """A mark may name nobody."""
    mark = crm.mark()
    crm.set(successor="")
    assert crm.changer.open(mark, crm.rule)[1].successor == ""


def test_opening_refuses_a_company_without_a_folder(crm: CrmSubject) -> None:
    """Without the client's folder there is nothing to hand over."""
    mark = crm.mark()
    crm.set(folder="")
    with pytest.raises(InvalidRecordError):
        crm.changer.open(mark, crm.rule)


def test_owners_are_all_told_the_inactive_too(crm: CrmSubject) -> None:
    """Three people, by the ids with which records are assigned, and who is still active."""
    owners = {owner.id: owner for owner in crm.changer.owners()}
    assert {crm.maya, crm.tom, crm.dan} <= set(owners)
    assert owners[crm.tom].email == TOM
    assert [owners[one].active for one in (crm.maya, crm.tom, crm.dan)] == [True, True, False]


def test_neighbour_with_a_domain_is_found(crm: CrmSubject) -> None:
    """Another company that has a domain of the client's folder is named; no domain names nobody."""
    client, _ = crm.changer.open(crm.mark(), crm.rule)
    assert list(crm.changer.others_with(client, [])) == []
    assert list(crm.changer.others_with(client, ["harbour.example"])) == ["Harbour"]


def test_look_for_marks_outlasts_a_vendor_that_fails_for_a_while(crm: CrmSubject) -> None:
    """Two failures are outlasted; one that goes on is an error that a retry helps against."""
    mark = crm.mark()
    crm.befall("unavailable", times=2)
    assert crm.changer.marks(crm.rule, LONG_AGO).marks == (mark,)
    crm.befall("unavailable", times=60)
    with pytest.raises(TransientError):
        crm.changer.marks(crm.rule, LONG_AGO)


def test_marks_of_records_are_those_at_which_they_stand(crm: CrmSubject) -> None:
    """A record that stands at the mark gives the very mark that a look finds; others, and what is not there, none."""
    assert crm.changer.marks_of(crm.rule, [crm.deal]) == ()
    mark = crm.mark()
    missing = crm.deal[:-3] + "999" if len(crm.deal) < 5 else crm.deal.replace("0801", "0999")
    assert crm.changer.marks_of(crm.rule, [crm.deal, missing, crm.deal]) == (mark,)


def test_past_marks_are_those_of_the_span_whatever_the_record_says_today(crm: CrmSubject) -> None:
    """A mark that was taken back since is found in the span in which it was set, in no other, and by its instant."""
    mark = crm.mark()
    crm.set(value="Active" if crm.rule.value == "Leaving" else "active")
    second = timedelta(seconds=1)
    assert crm.changer.marks(crm.rule, LONG_AGO).marks == ()
    assert [found.handoff_id for found in crm.changer.past_marks(crm.rule, mark.at, mark.at + second)] == [
        mark.handoff_id
    ]
    assert list(crm.changer.past_marks(crm.rule, mark.at - timedelta(days=9), mark.at)) == []
    assert list(crm.changer.past_marks(crm.rule, mark.at + second, mark.at + timedelta(days=9))) == []
