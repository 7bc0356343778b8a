"""Opening a mark: the client, the determination, and every refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from adapter_portal import FOLDER, RULE, Portal, deal

from handoff.domain.people import Client, Owner
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import InvalidRecordError, RecordNotFoundError

STAGE = {"dealstage": "active", "pipeline": "default"}


def refused(portal: Portal, identifier: str, **properties: str) -> InvalidRecordError:
    """Mark a deal, open it and return the refusal."""
    mark = portal.mark(identifier, **properties)
    with pytest.raises(InvalidRecordError) as caught:
        portal.crm().open(mark, RULE)
    assert caught.value.mend
    return caught.value


def test_open_returns_the_client_and_the_determination(portal: Portal) -> None:
    """Names, domains in lower case, the folder's id out of its address, successor and decider as owner ids."""
    mark = portal.mark(handoff_reason=" Outgrew us ", handoff_decided_by="dan@fieldnote.example")
    client, determination = portal.crm().open(mark, RULE)
    assert client == Client(
        RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "501"),
        "Marlow",
        ("marlow.example", "marlow-shop.example", "old.example"),
        FOLDER,
    )
    assert (determination.successor, determination.reason, determination.decided_by) == ("72", "Outgrew us", "73")
    assert determination.cutoff_at is None


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-12-31", datetime(2027, 1, 1, tzinfo=UTC)),
        ("2026-12-31T17:00:00+02:00", datetime(2026, 12, 31, 15, tzinfo=UTC)),
        ("1798732800000", datetime(2026, 12, 31, 16, tzinfo=UTC)),
    ],
)
def test_open_reads_the_cutoff(portal: Portal, text: str, instant: datetime) -> None:
    """A date means the end of that day in UTC; an instant and HubSpot's milliseconds mean themselves."""
    _, determination = portal.crm().open(portal.mark(handoff_cutoff=text), RULE)
    assert determination.cutoff_at == instant


def test_open_takes_an_owner_id_and_leaves_free_text(portal: Portal) -> None:
    """The successor may be an owner id; who decided is left empty where it is no owner."""
    _, determination = portal.crm().open(portal.mark(handoff_successor="71", handoff_decided_by="the board"), RULE)
    assert (determination.successor, determination.decided_by) == ("71", "")


def test_open_takes_a_marked_company_as_the_client(portal: Portal) -> None:
    """A company can bear the mark itself."""
    rule = replace(RULE, record="company", property="lifecyclestage", value="customer", successor="csm")
    (mark,) = portal.crm().marks(rule, datetime(2020, 1, 1, tzinfo=UTC)).marks
    client, determination = portal.crm().open(mark, rule)
    assert (client.record.id, determination.successor) == ("501", "72")


@pytest.mark.parametrize(
    ("successor", "words"),
    [
        ("nobody@fieldnote.example", "not an owner"),
        ("99", "not an owner"),
        ("dan@fieldnote.example", "deactivated"),
        ("73", "deactivated"),
    ],
)
def test_open_refuses_a_successor_who_cannot_take_over(portal: Portal, successor: str, words: str) -> None:
    """An unknown or an inactive successor is refused with the deal's name and without the address."""
    error = refused(portal, "1", handoff_successor=successor)
    assert words in error.what
    assert error.record == "hubspot deal 1"
    assert "handoff_successor" in error.mend
    assert "@" not in str(error)


def test_open_refuses_a_cutoff_that_is_no_date(portal: Portal) -> None:
    """What cannot be read as a date is refused, not guessed."""
    assert "no date" in refused(portal, "1", handoff_cutoff="end of the year").what


@pytest.mark.parametrize(
    ("associations", "words"),
    [([], "has no company"), (["companies/501", "companies/502"], "none is the primary")],
)
def test_open_refuses_a_deal_without_one_company(
    serve: Callable[..., Portal], associations: list[Any], words: str
) -> None:
    """A deal of no company, or of several without a primary one, could mean anybody."""
    portal = serve(deals=[{"id": "9", "properties": STAGE, "associations": associations}])
    error = refused(portal, "9")
    assert words in error.what
    assert error.record == "hubspot deal 9"


def test_open_takes_the_primary_company_of_several(serve: Callable[..., Portal]) -> None:
    """A partner's company on the deal is not the client."""
    links = ["companies/502", {"to": "companies/501", "type": "primary"}]
    portal = serve(deals=[{"id": "9", "properties": STAGE, "associations": links}])
    assert portal.crm().open(portal.mark("9"), RULE)[0].record.id == "501"


def test_open_leaves_it_to_the_policy_where_no_successor_is_named(portal: Portal) -> None:
    """A mark may name nobody: the policy's own rules say then who takes over."""
    _, determination = portal.crm().open(portal.mark(handoff_successor=""), RULE)
    assert determination.successor == ""


@pytest.mark.parametrize("folder", ["", "see the wiki", "https://example.com/folders/abc"])
def test_open_refuses_a_company_without_a_folder(portal: Portal, folder: str) -> None:
    """An empty property, or one that names no Drive folder, is refused with the company's name."""
    portal.write("companies/501", {"drive_folder": folder})
    error = refused(portal, "1")
    assert error.record == "hubspot company 501"
    assert "drive_folder" in error.mend


def test_open_refuses_a_merged_deal(serve: Callable[..., Portal]) -> None:
    """A deal that was merged into another since is named with the one that survived."""
    portal = serve(deals=[{"id": "9", "properties": STAGE, "merged": ["8"], "associations": ["companies/501"]}])
    mark = replace(portal.mark("9"), record=deal("8"))
    with pytest.raises(InvalidRecordError, match="merged into 9"):
        portal.crm().open(replace(mark, record=deal("8")), RULE)


def test_open_refuses_a_deleted_deal(portal: Portal) -> None:
    """A deal that is gone is not found, by name."""
    mark = replace(portal.mark(), record=deal("999"))
    with pytest.raises(RecordNotFoundError) as caught:
        portal.crm().open(mark, RULE)
    assert caught.value.record == "hubspot deal 999"


def test_owners_are_all_owners(portal: Portal) -> None:
    """Active and deactivated owners come with id, address in lower case, name, whether active, and the user's id."""
    assert portal.crm().owners() == (
        Owner("71", "maya@fieldnote.example", "Maya Okafor", active=True, user="9001"),
        Owner("72", "tom@fieldnote.example", "Tom Lind", active=True, user="9002"),
        Owner("73", "dan@fieldnote.example", "Dan", active=False, user="9003"),
    )


def test_owners_are_read_in_full_pages(serve: Callable[..., Portal]) -> None:
    """620 owners take two pages of 500, and one call more for the deactivated ones."""
    more = [{"id": str(1000 + n), "email": f"p{n}@fieldnote.example", "user_id": 20000 + n} for n in range(618)]
    portal = serve(owners=more)
    assert len(portal.crm().owners()) == 621
    assert portal.calls() == {"GET owners/": 3}


@pytest.mark.parametrize(
    ("value", "shares"),
    [
        (FOLDER, True),
        (f"https://drive.google.com/drive/folders/{FOLDER}", True),
        (f"{FOLDER}2", False),
        ("unrelated", False),
    ],
)
def test_others_with_finds_companies_with_the_folder(portal: Portal, value: str, shares: bool) -> None:  # noqa: FBT001 - a case
    """A folder that another company has too is found, be it written as an id or as an address."""
    client, _ = portal.crm().open(portal.mark(), RULE)
    assert portal.crm().others_with(client, []) == []
    portal.write("companies/502", {"drive_folder": value})
    assert portal.crm().others_with(client, []) == (["Harbour"] if shares else [])


def test_others_with_finds_companies_with_a_domain(portal: Portal) -> None:
    """A domain of another company is found, its additional ones too; the client's own are not."""
    crm = portal.crm()
    client, _ = crm.open(portal.mark(), RULE)
    assert crm.others_with(client, client.domains) == []
    assert crm.others_with(client, ["Harbour.example"]) == ["Harbour"]
    portal.write("companies/502", {"hs_additional_domains": "quay.example;old.example"})
    assert crm.others_with(client, client.domains) == ["Harbour"]


def test_others_with_cannot_tell_once_the_folder_is_gone(portal: Portal) -> None:
    """Where the company names its folder no longer, nobody can say who shares it: refused."""
    client, _ = portal.crm().open(portal.mark(), RULE)
    portal.write("companies/501", {"drive_folder": ""})
    with pytest.raises(InvalidRecordError, match="names the client's folder"):
        portal.crm().others_with(client, [])
