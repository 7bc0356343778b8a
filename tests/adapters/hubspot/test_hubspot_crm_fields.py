"""Fields set in HubSpot: as its properties are named, a lifecycle stage backwards too, and interrupted in between."""

from __future__ import annotations

from collections.abc import Callable

from adapter_portal import Portal

from handoff.domain.change import Change, ChangeKind, Fields, Phase, satisfied
from handoff.domain.ports.vendors import Done, Seen
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import OutcomeUnknownError

UPDATE = "POST objects/companies/batch/update"


def set_fields(kind: Kind, identifier: str, before: Fields, after: Fields) -> Change:
    """Return a change of fields."""
    return Change(ChangeKind.SET_FIELDS, RecordRef(Vendor.HUBSPOT, kind, identifier), before, after, Phase.REASSIGN)


BACK = set_fields(Kind.COMPANY, "501", {"lifecyclestage": "customer"}, {"lifecyclestage": "lead"})
ON = set_fields(Kind.COMPANY, "501", {"lifecyclestage": "customer"}, {"lifecyclestage": "evangelist"})


def test_fields_are_seen_and_set_by_the_vendors_names(portal: Portal) -> None:
    """A value is written as it is given, null empties, and both are seen so."""
    crm = portal.crm()
    change = set_fields(
        Kind.COMPANY, "501", {"description": None, "phone": None}, {"description": "Moved on.", "phone": None}
    )
    (seen,) = crm.observe([change])
    assert isinstance(seen, Seen)
    (done,) = crm.apply([change])
    assert isinstance(done, Done)
    (seen,) = crm.observe([change])
    assert isinstance(seen, Seen)
    assert satisfied(change, seen.fields)


def test_lifecycle_moves_backwards_by_being_emptied_first(portal: Portal) -> None:
    """Backwards it takes two writes and ends where it should; forwards one."""
    crm = portal.crm()
    for change, writes in ((BACK, 2), (BACK.inverse(), 1), (ON, 1)):
        assert change is not None
        before = portal.now
        (done,) = crm.apply([change])
        assert isinstance(done, Done)
        (seen,) = crm.observe([change])
        assert isinstance(seen, Seen)
        assert satisfied(change, seen.fields)
        assert portal.calls(before)[UPDATE] == writes


def test_lifecycle_that_is_emptied_and_not_set_is_half_done(serve: Callable[..., Portal]) -> None:
    """Where the second write fails the outcome is not known; what is seen is ours, and applying again finishes it."""
    portal = serve()
    crm = portal.crm()
    portal.fault(fault="server_error", path="/crm/.*companies/batch/update", times=1, skip=1)
    (lost,) = crm.apply([BACK])
    assert isinstance(lost, OutcomeUnknownError)
    (seen,) = crm.observe([BACK])
    assert seen == Seen({"lifecyclestage": None}, halfway=True)
    (done,) = crm.apply([BACK])
    assert isinstance(done, Done)
    (seen,) = crm.observe([BACK])
    assert isinstance(seen, Seen)
    assert satisfied(BACK, seen.fields)


def test_lifecycle_that_hubspot_refuses_gets_its_own_back(portal: Portal) -> None:
    """A stage that does not exist is refused, and the record keeps the one that it had."""
    crm = portal.crm()
    wrong = set_fields(Kind.COMPANY, "501", {"lifecyclestage": "customer"}, {"lifecyclestage": "no_such_stage"})
    (refused,) = crm.apply([wrong])
    assert not isinstance(refused, Done)
    (seen,) = crm.observe([wrong])
    assert isinstance(seen, Seen)
    assert seen.fields == wrong.before
