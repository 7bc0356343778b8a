"""Gathering a client's records from HubSpot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import urllib3
from adapter_portal import FOLDER, RULE, Portal, many

from handoff.adapters.hubspot import HubSpotCrm
from handoff.adapters.side_by_side import WORKERS
from handoff.domain.dossier import Unread
from handoff.domain.snapshot import Snapshot
from handoff.errors import PermanentError, VendorRefusedError, VendorUnavailableError

OWN = [
    "deal/1", "deal/2", "company/501", "contact/301", "contact/302", "contact/303", "ticket/401", "ticket/402",
    "task/601", "task/602", "note/701", "call/801", "meeting/901", "email/1001",
]  # fmt: skip


def gathered(portal: Portal, crm: HubSpotCrm | None = None) -> tuple[dict[str, Snapshot], list[Unread]]:
    """Return the client's snapshots by `kind/id`, in order, and what could not be read."""
    crm = crm or portal.crm()
    mark = portal.mark()
    client, _ = crm.open(mark, RULE)
    found = list(crm.gather(mark, client))
    snapshots = [one for one in found if isinstance(one, Snapshot)]
    names = [f"{one.record.kind}/{one.record.id}" for one in snapshots]
    assert len(set(names)) == len(names)
    return dict(zip(names, snapshots, strict=True)), [one for one in found if isinstance(one, Unread)]


def test_gather_yields_the_clients_records_once_and_in_order(portal: Portal) -> None:
    """Everything of the client comes, the marked deal first; the partner's contact and the other deal do not."""
    snapshots, _ = gathered(portal)
    assert list(snapshots) == OWN
    again, _ = gathered(portal)
    assert [one.sha256 for one in again.values()] == [one.sha256 for one in snapshots.values()]


def test_gather_names_activities_that_may_be_another_clients(portal: Portal) -> None:
    """A note that hangs only on a contact shared with another company is named, not read."""
    snapshots, unread = gathered(portal)
    assert [(one.record.key, "another company" in one.reason) for one in unread] == [("hubspot/note/702", True)]
    assert "note/702" not in snapshots


def test_gather_reads_a_deals_fields(portal: Portal) -> None:
    """A deal has its values, its stage's label, its owners in every owner property, its links and its raw JSON."""
    snapshots, _ = gathered(portal)
    deal = snapshots["deal/1"]
    assert {name: value for name, value in deal.fields.items() if name != "history"} == {
        "owner": "71",
        "owner:account_manager": "72",
        "name": "Marlow retainer",
        "amount": "31200.50",
        "currency": "EUR",
        "close_date": "2026-12-31T12:00:00.000000Z",
        "stage": "in_transition",
        "stage_label": "In transition",
        "closed": False,
        "won": False,
        "companies": ["hubspot/company/501"],
    }
    assert (deal.title, deal.author) == ("Marlow retainer", "Maya Okafor")
    assert [link.key for link in deal.links] == [
        "hubspot/company/501",
        "hubspot/contact/301",
        "hubspot/contact/303",
        "hubspot/task/601",
    ]
    assert deal.raw["id"] == "1"
    assert deal.raw["properties"]["handoff_successor"] == "tom@fieldnote.example"  # type: ignore[index,call-overload]  # HubSpot's own JSON
    assert deal.revision == deal.raw["updatedAt"]
    assert snapshots["deal/2"].flag("closed")


def test_gather_reads_companies_and_contacts(portal: Portal) -> None:
    """A company has domains and folder, a contact its companies, also those beyond the client's."""
    snapshots, _ = gathered(portal)
    assert snapshots["company/501"].fields == {
        "owner": "71",
        "owner:csm": "72",
        "name": "Marlow",
        "domains": ["marlow.example", "marlow-shop.example", "old.example"],
        "lifecycle": "customer",
        "folder_id": FOLDER,
    }
    assert snapshots["contact/301"].fields == {
        "owner": "71",
        "email": "helena@marlow.example",
        "name": "Helena Marlow",
        "phone": "+44 1",
        "role": "Founder",
        "companies": ["hubspot/company/501"],
    }
    assert snapshots["contact/302"].fields["companies"] == ["hubspot/company/501", "hubspot/company/502"]
    assert snapshots["contact/302"].fields["owner"] is None
    assert [link.key for link in snapshots["contact/302"].links] == ["hubspot/company/501"]


def test_gather_reads_work_and_words(portal: Portal) -> None:
    """Tasks, tickets and activities have subject, text without markup, and what is open or due."""
    snapshots, _ = gathered(portal)
    task, ticket, note = snapshots["task/601"], snapshots["ticket/401"], snapshots["note/701"]
    assert task.fields == {
        "owner": "72",
        "subject": "Renew the certificate",
        "body": "By Friday",
        "status": "NOT_STARTED",
        "due": "2026-12-01T09:00:00.000000Z",
        "closed": False,
    }
    assert snapshots["task/602"].flag("closed")
    assert (ticket.text("body"), ticket.text("stage_label"), ticket.flag("closed")) == (
        "Comes back & back",
        "New",
        False,
    )
    assert snapshots["ticket/402"].flag("closed")
    assert note.text("body") == "Decided for Woo.\n\n- no fee\n- own code"
    assert (note.title, note.author) == ("Decided for Woo.", "Dan")
    assert note.as_of == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert snapshots["call/801"].text("subject") == "Weekly"
    assert snapshots["meeting/901"].text("body") == "Agenda\nThey are tense"
    assert snapshots["meeting/901"].text("status") == "SCHEDULED"
    assert snapshots["email/1001"].text("body") == "We accept it."


def test_gather_keeps_deals_stages_and_tickets_apart(serve: Callable[..., Portal]) -> None:
    """A deal's stage may have the id of a ticket's: each has its own label and its own end."""
    paused = {"dealname": "Paused", "dealstage": "4", "pipeline": "default"}
    snapshots, _ = gathered(serve(deals=[{"id": "5", "properties": paused, "associations": ["companies/501"]}]))
    told = [(snapshots[name].text("stage_label"), snapshots[name].flag("closed")) for name in ("deal/5", "ticket/402")]
    assert told == [("Paused", False), ("Closed", True)]


def test_gather_links_records_by_api_or_by_page(portal: Portal) -> None:
    """Without a portal id a record's address is the API's; with one its page, an activity's that of its record."""
    snapshots, _ = gathered(portal)
    assert snapshots["deal/1"].url == f"{portal.server.base_url}/crm/objects/2026-03/deals/1"
    pages, _ = gathered(portal, portal.crm(portal_id="7510"))
    assert pages["deal/1"].url == "https://app.hubspot.com/contacts/7510/record/0-3/1"
    assert pages["note/701"].url == "https://app.hubspot.com/contacts/7510/record/0-2/501?engagement=701"


def test_gather_names_a_record_that_hubspot_does_not_give(serve: Callable[..., Portal]) -> None:
    """A record that is deleted between the survey and the reading is named as unread; the others come."""
    portal = serve(contacts=many(900, 5000, {"associations": ["companies/501"]}))
    crm, mark = portal.crm(), portal.mark()
    client, _ = crm.open(mark, RULE)
    found = crm.gather(mark, client)
    first = next(found)
    for path in ("tasks/601", "notes/701"):
        headers = {"Authorization": "Bearer pat-test"}
        urllib3.request("DELETE", f"{portal.server.base_url}/crm/v3/objects/{path}", headers=headers)
    rest = list(found)
    unread = [one.record.key for one in rest if isinstance(one, Unread)]
    assert unread == ["hubspot/task/601", "hubspot/note/701", "hubspot/note/702"]
    assert len([one for one in [first, *rest] if isinstance(one, Snapshot)]) == len(OWN) + 900 - 2


def test_gather_fills_pages_and_batches(serve: Callable[..., Portal]) -> None:
    """250 contacts and 1,200 notes are read by the hundred and associated by the thousand, nothing twice."""
    portal = serve(
        contacts=many(250, 5000, {"properties": {"firstname": "A"}, "associations": ["companies/501"]}),
        notes=many(1200, 10000, {"properties": {"hs_note_body": "B"}, "associations": ["companies/501"]}),
    )
    mark, crm = portal.mark(), portal.crm()
    client, _ = crm.open(mark, RULE)
    since = portal.now
    snapshots = [one for one in crm.gather(mark, client) if isinstance(one, Snapshot)]
    assert len(snapshots) == len(OWN) + 250 + 1200
    calls = portal.calls(since)
    assert calls["POST objects/contacts/batch/read"] == 3
    assert calls["POST objects/notes/batch/read"] == 13
    assert calls["POST associations/companies/notes/batch/read"] == 3
    assert calls["POST associations/contacts/notes/batch/read"] == 1
    assert sum(calls.values()) == 74  # of which three for lists, and one each for the portal's own types and currency
    assert set(calls.values()) <= {1, 2, 3, 13}  # owners are asked for twice: those who are active, and the others


def test_gather_streams(serve: Callable[..., Portal]) -> None:
    """Records are yielded batch by batch: no more batches are ahead of them than there are calls at once."""
    portal = serve(contacts=many(2500, 5000, {"associations": ["companies/501"]}))
    mark, crm = portal.mark(), portal.crm()
    client, _ = crm.open(mark, RULE)
    found = crm.gather(mark, client)
    while next(found).record.id != "5001":
        pass
    assert portal.calls()["POST objects/contacts/batch/read"] <= WORKERS + 1
    assert len(list(found)) > 2400


def test_gather_goes_on_through_trouble(portal: Portal) -> None:
    """Rate limits, locks, errors and a dropped connection on the way give the same records, each waited for."""
    undisturbed, _ = gathered(portal)
    portal.fault("rate_limit", ".*/objects/.*/contacts/batch/read", times=2, retry_after=7)
    portal.fault("server_error", ".*/associations/.*", times=2)
    portal.fault("locked", ".*/properties/.*/deals", times=1)
    portal.fault("drop_before", ".*/objects/.*/notes/batch/read", times=1)
    portal.fault("drop_after_success", ".*/objects/.*/tasks/batch/read", times=1)
    disturbed, _ = gathered(portal)
    assert {name: one.fields for name, one in disturbed.items()} == {n: one.fields for n, one in undisturbed.items()}
    assert len(portal.slept) == 7
    assert portal.slept.count(7) == 2
    assert min(portal.slept) >= 2


def test_gather_gives_up_in_the_end(portal: Portal) -> None:
    """Trouble that does not end is the vendor's, after six attempts."""
    mark, crm = portal.mark(), portal.crm()
    client, _ = crm.open(mark, RULE)
    portal.fault("server_error", ".*/objects/.*/notes/batch/read", times=None)
    with pytest.raises(VendorUnavailableError, match="HTTP 500"):
        list(crm.gather(mark, client))
    assert portal.calls()["POST objects/notes/batch/read"] == 6


def test_gather_takes_the_survivor_of_a_merged_record(serve: Callable[..., Portal]) -> None:
    """A marked deal that was merged since comes as the record that survived, once."""
    merged = {
        "id": "9",
        "properties": {"dealname": "Both", "dealstage": "active", "pipeline": "default"},
        "merged": ["8"],
        "associations": ["companies/501"],
    }
    portal = serve(deals=[merged])
    mark, crm = portal.mark(), portal.crm()
    client, _ = crm.open(mark, RULE)
    stale = type(mark)(
        mark.connection, type(mark.record)(mark.record.vendor, mark.record.kind, "8"), mark.at, mark.value
    )
    found = [one.record.id for one in crm.gather(stale, client) if one.record.kind == "deal"]
    assert found == ["9", "1", "2"]


def test_gather_keeps_the_history_of_the_mark(portal: Portal) -> None:
    """The marked deal tells when its stage and its owner were what, and who made them so."""
    snapshots, _ = gathered(portal)
    history = snapshots["deal/1"].fields["history"]
    assert isinstance(history, list)
    stages = [(one["value"], one["by"]) for one in history if one["property"] == "dealstage"]
    assert stages == [("active", ""), ("in_transition", "9001")]
    assert "history" not in snapshots["deal/2"].fields


def test_gather_reads_what_was_sold(serve: Callable[..., Portal]) -> None:
    """A deal's line items and quotes come with their words and numbers."""
    portal = serve(
        line_items=[
            {
                "id": "31",
                "properties": {"name": "Care", "quantity": "12", "price": "95", "amount": "1140"},
                "associations": ["deals/1"],
            }
        ],
        quotes=[
            {"id": "41", "properties": {"hs_title": "Relaunch", "hs_status": "APPROVED"}, "associations": ["deals/1"]}
        ],
    )
    snapshots, _ = gathered(portal)
    assert snapshots["line_item/31"].fields == {
        "owner": None,
        "name": "Care",
        "quantity": "12",
        "price": "95",
        "amount": "1140",
        "currency": "EUR",
    }
    assert snapshots["quote/41"].title == "Relaunch"
    assert [link.key for link in snapshots["quote/41"].links] == ["hubspot/deal/1"]


def test_amounts_are_in_the_accounts_currency_unless_they_say_another(serve: Callable[..., Portal]) -> None:
    """A record's own currency goes before the account's; a record without an amount has none; an app that may not see
    the account's gathers amounts without it.
    """
    portal = serve(
        currency="GBP",
        quotes=[
            {"id": "41", "properties": {"hs_title": "Relaunch"}, "associations": ["deals/1"]},
            {
                "id": "42",
                "properties": {"hs_title": "Care", "hs_currency": "CHF"},
                "associations": ["deals/1"],
            },
        ],
    )
    snapshots, _ = gathered(portal)
    found = {key: snapshots[key].text("currency") for key in ("deal/1", "quote/41", "quote/42")}
    assert found == {"deal/1": "GBP", "quote/41": "", "quote/42": "CHF"}
    portal.fault("forbidden", "/account-info/.*")
    snapshots, _ = gathered(portal)
    assert snapshots["deal/1"].text("amount") == "31200.50"
    assert "currency" not in snapshots["deal/1"].fields


def test_gather_names_attached_files_that_it_may_not_see(serve: Callable[..., Portal]) -> None:
    """HubSpot hides the files of activities from most apps: each is named, and the note itself is read."""
    note = {"id": "709", "properties": {"hs_note_body": "See the scan.", "hs_attachment_ids": "88;89"}}
    portal = serve(notes=[note | {"associations": ["deals/1"]}])
    portal.fault("forbidden", "/files/.*")
    snapshots, unread = gathered(portal)
    assert snapshots["note/709"].text("body") == "See the scan."
    assert {"hubspot/attachment/88", "hubspot/attachment/89"} <= {one.record.key for one in unread}


def test_gather_reads_the_portals_own_kinds_of_records(serve: Callable[..., Portal]) -> None:
    """Custom objects of the company and its deals come with their type, name, owner properties and links."""
    retainers = {
        "name": "retainers",
        "singular": "retainer",
        "type_id": "2-101",
        "primary": "title",
        "properties": [{"name": "title", "label": "Title"}, {"name": "lead", "label": "Lead", "type": "owner"}],
        "association_ids": {"companies": [51, 52]},
        "records": [
            {
                "id": "7001",
                "owner": "72",
                "properties": {"title": "Care", "lead": "71"},
                "associations": ["companies/501"],
            },
            {"id": "7002", "properties": {"title": "Theirs"}, "associations": ["companies/502"]},
        ],
    }
    portal = serve(custom_objects=[retainers])
    snapshots, unread = gathered(portal)
    own = [one for name, one in snapshots.items() if name.startswith("custom/")]
    assert [one.record.key for one in own] == ["hubspot/custom/2-101/7001"]
    assert own[0].fields == {"owner": "72", "owner:lead": "71", "type": "Retainer", "name": "Care"}
    assert [link.key for link in own[0].links] == ["hubspot/company/501"]
    assert [one.record.kind for one in unread] == ["note"]


def test_gather_reads_lists_and_attached_files(serve: Callable[..., Portal]) -> None:
    """The lists in which the client's records are, and the files that hang on their activities, without content."""
    note = {"id": "709", "properties": {"hs_note_body": "See the scan.", "hs_attachment_ids": "88;89"}}
    portal = serve(
        notes=[note | {"associations": ["deals/1"]}],
        files=[{"id": "88", "name": "scan.pdf", "content": "scan"}],
        lists=[
            {"id": "61", "name": "Founders", "members": ["301"]},
            {"id": "62", "name": "Others", "members": ["304"]},
        ],
    )
    snapshots, unread = gathered(portal)
    assert snapshots["list/61"].title == "Founders"
    assert [link.key for link in snapshots["list/61"].links] == ["hubspot/contact/301"]
    assert "list/62" not in snapshots
    assert snapshots["attachment/88"].text("name") == "scan.pdf"
    assert [link.key for link in snapshots["attachment/88"].links] == ["hubspot/note/709"]
    assert "hubspot/attachment/89" in {one.record.key for one in unread}


def test_gather_goes_on_where_it_was_broken_off(serve: Callable[..., Portal]) -> None:
    """What was kept is not read again, wherever a gathering is cut, and the whole is the same."""
    portal = serve(contacts=many(250, 5000, {"associations": ["companies/501"]}))
    mark, crm = portal.mark(), portal.crm()
    client, _ = crm.open(mark, RULE)
    whole = [one for one in crm.gather(mark, client) if isinstance(one, Snapshot)]
    for cut in (1, 150, 255, len(whole)):
        since = portal.now
        rest = [one for one in crm.gather(mark, client, whole[:cut]) if isinstance(one, Snapshot)]
        assert [*whole[:cut], *rest] == whole
        kept = sum(one.record.kind == "contact" for one in whole[:cut])
        assert portal.calls(since)["POST objects/contacts/batch/read"] == -(-(253 - kept) // 100)


def test_attached_documents_are_read_at_signed_addresses(serve: Callable[..., Portal]) -> None:
    """A document gives its content without our token, a picture none; one too large, one that is refused and one whose
    address is dead say so.
    """
    names = ("rules.txt", "mill.png", "long.csv", "shut.txt")
    note = {"id": "709", "properties": {"hs_note_body": "See.", "hs_attachment_ids": "88;89;90;91"}}
    note |= {"associations": ["deals/1"]}
    files = [
        {"id": str(88 + place), "name": name, "content": name * (1 + 9 * (name == "long.csv"))}
        for place, name in enumerate(names)
    ]
    portal = serve(notes=[note], files=files)
    crm = portal.crm()
    snapshots, _ = gathered(portal, crm)
    found = [one for name, one in snapshots.items() if name.startswith("attachment/")]
    assert [one.title for one in found] == list(names)
    portal.fault("forbidden", ".*/files/91/signed-url", times=None)
    rules, mill, long, shut = crm.read_all(found, 40)
    assert (rules, mill) == ((b"rules.txt", "text/plain"), None)
    assert crm.export(found[1], 40) == (b"mill.png", "image/png")
    with pytest.raises(VendorRefusedError, match="larger"):
        crm.export(found[2], 40)
    for error, one in ((long, found[2]), (shut, found[3])):
        assert isinstance(error, PermanentError)
        assert error.record == str(one.record)
    portal.fault("not_found", "/hubfs/.*", times=None)
    [gone] = crm.read_all(found[:1], 40)
    assert isinstance(gone, PermanentError)
