"""Owner changes in HubSpot: seen, written, taken back, and what comes of trouble."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from adapter_portal import Portal, create_note, many, set_owner

from handoff.domain.change import Change, ChangeKind, holds
from handoff.domain.ports.vendors import Done, Seen
from handoff.domain.record import Kind
from handoff.errors import (
    InvalidRecordError,
    NotAuthorisedError,
    OutcomeUnknownError,
    RecordNotFoundError,
    VendorRefusedError,
    VendorUnavailableError,
)

DEAL = set_owner(
    Kind.DEAL, "1", {"owner": "71", "owner:account_manager": "72"}, {"owner": "72", "owner:account_manager": "71"}
)
COMPANY = set_owner(Kind.COMPANY, "501", {"owner": "71"}, {"owner": "72"})
UPDATE = "POST objects/deals/batch/update"


def contacts(count: int, after: str = "72") -> list[Change]:
    """Return owner changes of many contacts."""
    return [set_owner(Kind.CONTACT, str(5000 + number), {"owner": "71"}, {"owner": after}) for number in range(count)]


def test_observe_answers_exactly_the_fields_of_the_change(portal: Portal) -> None:
    """Owner fields come by the change's own names; a record without an owner has None."""
    nobody = set_owner(Kind.CONTACT, "302", {"owner": None}, {"owner": "72"})
    assert portal.crm().observe([DEAL, COMPANY, nobody]) == [
        Seen({"owner": "71", "owner:account_manager": "72"}),
        Seen({"owner": "71"}),
        Seen({"owner": None}),
    ]


def test_observe_of_a_record_that_is_gone(portal: Portal) -> None:
    """A record that is not there has no fields, and hides no other's."""
    gone = set_owner(Kind.DEAL, "999", {"owner": "71"}, {"owner": "72"})
    assert portal.crm().observe([gone, DEAL])[0] == Seen(None)
    assert portal.crm().observe([gone, DEAL])[1] == Seen(DEAL.before)


def test_observe_of_a_record_that_was_merged(serve: Callable[..., Portal]) -> None:
    """A merged record's survivor is another record, which nobody approved to change."""
    merged = {"id": "9", "properties": {"dealstage": "active", "pipeline": "default"}, "merged": ["8"]}
    portal = serve(deals=[merged])
    (seen,) = portal.crm().observe([set_owner(Kind.DEAL, "8", {"owner": None}, {"owner": "72"})])
    assert isinstance(seen, InvalidRecordError)
    assert "merged into 9" in seen.what


def test_apply_writes_all_owner_fields_at_once(portal: Portal) -> None:
    """A record's own owner and its further owner properties go in one write, and are seen after it."""
    crm = portal.crm()
    assert crm.apply([DEAL]) == [Done()]
    assert portal.calls() == {UPDATE: 1}
    (seen,) = crm.observe([DEAL])
    assert isinstance(seen, Seen)
    assert holds(DEAL.after, seen.fields)


def test_apply_takes_a_change_back_by_its_inverse(portal: Portal) -> None:
    """The inverse gives back what was there, nobody included."""
    nobody = set_owner(Kind.CONTACT, "302", {"owner": None}, {"owner": "72"})
    crm = portal.crm()
    assert crm.apply([nobody]) == [Done()]
    assert portal.value("contacts/302", "hubspot_owner_id") == "72"
    inverse = nobody.inverse()
    assert inverse is not None
    assert crm.apply([inverse]) == [Done()]
    assert portal.value("contacts/302", "hubspot_owner_id") is None
    assert crm.observe([inverse]) == [Seen({"owner": None})]


def test_apply_fills_batches_and_keeps_the_order(serve: Callable[..., Portal]) -> None:
    """150 contacts and a company are two batches and one, the company first, answered in the order of the changes."""
    portal = serve(
        contacts=many(150, 5000, {"owner": "71", "properties": {"firstname": "A"}}), company_owner_cascade=True
    )
    changes = [*contacts(150), COMPANY]
    assert portal.crm().apply(changes) == [Done()] * 151
    assert [path.split("/")[4] for path in portal.paths()] == ["companies", "contacts", "contacts"]
    assert {
        seen.fields["owner"] for seen in portal.crm().observe(changes) if isinstance(seen, Seen) and seen.fields
    } == {"72"}
    assert portal.calls()["POST objects/contacts/batch/read"] == 2


def test_apply_lets_one_failure_hide_no_other(serve: Callable[..., Portal]) -> None:
    """A deactivated owner and a record that is gone fail by themselves, in the answers of their changes."""
    portal = serve(contacts=many(6, 5000, {"owner": "71", "properties": {"firstname": "A"}}))
    changes = contacts(6)
    changes[2] = set_owner(Kind.CONTACT, "5002", {"owner": "71"}, {"owner": "73"})
    changes[4] = set_owner(Kind.CONTACT, "999", {"owner": "71"}, {"owner": "72"})
    answers = portal.crm().apply(changes)
    assert [type(answer) for answer in answers] == [
        Done, Done, VendorRefusedError, Done, RecordNotFoundError, Done,
    ]  # fmt: skip
    refused = answers[2]
    assert isinstance(refused, VendorRefusedError)
    assert refused.record == "hubspot contact 5002"
    assert "INVALID_OWNER_ID on hubspot_owner_id" in refused.what


def test_apply_finds_the_record_that_a_whole_batch_was_refused_for(serve: Callable[..., Portal]) -> None:
    """Where HubSpot refuses a batch as a whole, it is halved until the refused record stands alone."""
    portal = serve(contacts=many(8, 5000, {"owner": "71", "properties": {"firstname": "A"}}))
    portal.fault("conflict", ".*/objects/.*/contacts/batch/update", times=2)
    answers = portal.crm().apply(contacts(8))
    assert answers == [Done()] * 8
    assert portal.calls()["POST objects/contacts/batch/update"] == 5


def test_apply_says_that_an_outcome_is_unknown(portal: Portal) -> None:
    """A connection dropped after the write, or a 500, is sent once; reading back tells what came of it."""
    crm = portal.crm()
    portal.fault("drop_after_success", ".*/batch/update")
    (answer,) = crm.apply([DEAL])
    assert isinstance(answer, OutcomeUnknownError)
    assert crm.observe([DEAL]) == [Seen(DEAL.after)]
    portal.fault("server_error", ".*/batch/update")
    (answer,) = crm.apply([COMPANY])
    assert isinstance(answer, OutcomeUnknownError)
    assert crm.observe([COMPANY]) == [Seen(COMPANY.before)]
    assert [portal.calls()[f"POST objects/{kind}/batch/update"] for kind in ("deals", "companies")] == [1, 1]


def test_apply_waits_where_nothing_was_processed(portal: Portal) -> None:
    """A rate limit and a lock mean that nothing was written: the write is repeated, and done once."""
    portal.fault("rate_limit", ".*/batch/update", times=2, retry_after=3)
    portal.fault("locked", ".*/batch/update", times=1)
    assert portal.crm().apply([DEAL]) == [Done()]
    assert portal.slept[:2] == [3, 3]
    assert portal.slept[2] >= 2


def test_apply_and_observe_answer_trouble_for_each_change(portal: Portal) -> None:
    """A wrong token or a vendor in trouble is every change's own error, never an exception."""
    wrong = portal.crm(access_token="nonsense")
    assert [type(answer) for answer in wrong.apply([DEAL, COMPANY])] == [NotAuthorisedError] * 2
    assert [type(answer) for answer in wrong.observe([DEAL, COMPANY])] == [NotAuthorisedError] * 2
    portal.fault("server_error", ".*/objects/.*/deals/batch/read", times=None)
    answers = portal.crm().observe([DEAL, COMPANY])
    assert isinstance(answers[0], VendorUnavailableError)
    assert answers[1] == Seen({"owner": "71"})


def test_apply_of_a_kind_that_is_not_hubspots(portal: Portal) -> None:
    """A change of another vendor's kind is refused by name."""
    stray = replace(create_note("x", "hubspot/deal/1"), kind=ChangeKind.SEND_LETTER)
    (answer,) = portal.crm().apply([stray])
    assert isinstance(answer, VendorRefusedError)
    assert "send_letter" in answer.what
