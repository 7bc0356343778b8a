"""Marks, gathering and changes in Salesforce, as far as they are its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from ledger import ACCOUNT, BOOKS, CLIENT, INES, LONG_AGO, MARK, NORA, PAYROLL, PIOTR, RULE, SANA, TESS, WORLD, Ledger
from ledger import set_owner as owner_change

from handoff.adapters.salesforce.api import Api, Query
from handoff.adapters.salesforce.pages import Page
from handoff.adapters.salesforce.rounds import Rounds, Source
from handoff.adapters.salesforce.transport import Transport
from handoff.domain.dossier import Unread
from handoff.domain.ports.vendors import Done
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import NotAuthorisedError, PolicyError, VendorRefusedError, VendorUnavailableError

Serve = Callable[..., Ledger]
BY_STATE = replace(RULE, record="account", property="Engagement_State__c")


def test_marked_account_has_the_instant_of_its_tracked_field(ledger: Ledger) -> None:
    """A field with history says when the mark was set and by whom; set again, it is another mark."""
    crm = ledger.crm()
    ledger.write(f"Account/{ACCOUNT}", Engagement_State__c="Moving On")
    (mark,) = crm.marks(BY_STATE, LONG_AGO).marks
    assert (mark.record.id, mark.by, mark.client) == (ACCOUNT, NORA, "Oakhaven Foods")
    ledger.write(f"Account/{ACCOUNT}", Phone="+44 113 1")
    assert crm.terms(mark, BY_STATE)
    ledger.write(f"Account/{ACCOUNT}", Engagement_State__c="Active")
    ledger.admin("clock", advance=90)
    ledger.write(f"Account/{ACCOUNT}", Engagement_State__c="Moving On")
    assert crm.terms(mark, BY_STATE) is None
    (again,) = crm.marks(BY_STATE, LONG_AGO).marks
    assert again.handoff_id != mark.handoff_id


def test_mark_that_commits_late_is_found(serve: Serve) -> None:
    """What a long transaction writes has an old stamp once it is seen: the next look begins where it had begun."""
    now = datetime.now(UTC)
    write = {"record": f"Opportunity/{PAYROLL}", "fields": {"StageName": "Moving On"}, "at": "-20m"}
    ledger = serve(transactions=[{"began": "-40m", "commits": "+10m", "writes": [write]}])
    crm = ledger.crm()
    found = crm.marks(RULE, now - timedelta(minutes=1))
    assert found.marks == ()
    assert found.until is not None
    assert found.until <= now - timedelta(minutes=39)
    ledger.admin("clock", advance=700)
    (mark,) = crm.marks(RULE, found.until).marks
    assert mark.record.id == PAYROLL


def test_mark_from_before_the_last_look_is_not_found_again(serve: Serve) -> None:
    """A record that stood at the mark long ago and has not changed since is no news, and is after a long absence."""
    records = {name: [dict(one) for one in rows] for name, rows in WORLD["salesforce"]["records"].items()}
    old = {"StageName": [{"value": "In Service", "at": "-500d"}, {"value": "Moving On", "at": "-50d"}]}
    records["Opportunity"][1] = {
        "id": 902, "owner": 3, "created": "-500d", "fields": {"Name": "Old", "AccountId": 701, "CloseDate": "+9d"},
        "history": old,
    }  # fmt: skip
    ledger = serve(records=records)
    assert ledger.crm().marks(RULE, datetime.now(UTC) - timedelta(days=3)).marks == ()
    (mark,) = ledger.crm().marks(RULE, datetime.now(UTC) - timedelta(days=60)).marks
    assert timedelta(days=49) < datetime.now(UTC) - mark.at < timedelta(days=51)


def test_name_in_the_policy_that_is_none_is_refused(ledger: Ledger) -> None:
    """What stands in a query by name has to be a name."""
    with pytest.raises(PolicyError):
        ledger.crm().marks(replace(RULE, property="StageName = 'x' OR Name"), LONG_AGO)


def test_gathering_asks_for_several_objects_in_a_call(ledger: Ledger) -> None:
    """One description of all, two calls for all objects but e-mails, which rest on the deals and contacts, one for
    these, one for the notes and one for the text of the long one.
    """
    crm = ledger.crm()
    crm.owners()
    before = len(ledger.calls())
    found = list(crm.gather(MARK, CLIENT))
    assert Counter(ledger.calls()[before:]) == {
        "POST composite": 4,
        "GET query": 1,
        "GET sobjects/ContentNote/069000000000092AAA/Content": 1,
    }
    assert Counter(item.record.kind for item in found) == {
        Kind.DEAL: 3, Kind.COMPANY: 1, Kind.CONTACT: 3, Kind.TICKET: 3, Kind.TASK: 4, Kind.MEETING: 1, Kind.EMAIL: 2,
        Kind.LINE_ITEM: 2, Kind.QUOTE: 1, Kind.NOTE: 2, Kind.ATTACHMENT: 2,
    }  # fmt: skip
    assert not [item for item in found if isinstance(item, Unread)]


def test_gathered_records_have_the_domains_fields(ledger: Ledger) -> None:
    """Owners, teams, histories, companies, links and bodies are there under the domain's names."""
    found = {item.record.id: item for item in ledger.crm().gather(MARK, CLIENT) if isinstance(item, Snapshot)}
    account, books, tess = found[ACCOUNT], found[BOOKS], found[TESS]
    assert (account.fields["owner"], account.fields["owner:Relationship_Partner__c"]) == (PIOTR, NORA)
    assert account.fields["folder_id"] == CLIENT.folder_id
    assert [one["user"] for one in account.fields["team"]] == [SANA, NORA]  # type: ignore[union-attr, index, call-overload]  # a list of objects, as snapshots.py makes it
    assert [one["value"] for one in books.fields["history"]] == ["Proposal", "In Service"]  # type: ignore[union-attr, index, call-overload]  # a list of objects, as snapshots.py makes it
    assert books.record in found[INES].links
    assert len(tess.fields["companies"]) == 2  # type: ignore[arg-type]  # a list, as snapshots.py makes it
    note = found["069000000000092AAA"]
    assert note.text("body").endswith("Nobody but Ines may release a payment\nrun, whatever the portal says.") or (
        "Nobody but Ines may release a payment run" in note.text("body")
    )
    assert "Piotr Reed" not in found["500000000000601AAA"].text("subject")
    assert "credit note was sent twice" in found["500000000000601AAA"].text("body")


def test_object_that_is_refused_is_unread_as_a_whole(ledger: Ledger) -> None:
    """What our user may not query is named; all else is there."""
    ledger.fault("forbidden", path=".*/composite", record=".*FROM.EmailMessage.WHERE.*", times=None)
    found = list(ledger.crm().gather(MARK, CLIENT))
    unread = [item.record for item in found if isinstance(item, Unread)]
    assert unread == [RecordRef(Vendor.SALESFORCE, Kind.EMAIL, of) for of in ("*", "contacts")]
    assert len(found) == 24


@pytest.mark.parametrize(("fault", "asked_again"), [("query_timeout", 1), ("forbidden", 0)])
def test_query_of_a_call_that_fails_is_asked_again_where_that_helps(
    ledger: Ledger, fault: str, asked_again: int
) -> None:
    """What took too long is asked for again, alone; what is refused is named, and all else is there."""
    crm = ledger.crm()
    whole = len(list(crm.gather(MARK, CLIENT)))
    ledger.fault(fault, path=".*/composite", record=".*FROM.Event.*")
    before = len(ledger.calls())
    found = list(crm.gather(MARK, CLIENT))
    assert ledger.calls()[before:].count("GET queryAll") == asked_again
    assert len(found) == whole
    assert [item.record.kind for item in found if isinstance(item, Unread)] == [Kind.MEETING] * (1 - asked_again)


def test_letters_of_contacts_alone_and_old_files_are_gathered(serve: Serve) -> None:
    """An e-mail that is about no record comes with the contact whom it went to; where that contact belongs to another
    account too it is named; an old attachment comes with its case, and a bare relation to an address brings nothing.
    """
    records = {name: [dict(one) for one in rows] for name, rows in WORLD["salesforce"]["records"].items()}
    records["EmailMessage"] += [
        {"id": 990 + place, "fields": {"Subject": subject, "TextBody": "Hello", "MessageDate": "-3d"}}
        for place, subject in enumerate(("To Ines", "To Tess", "To both", "To a stranger"))
    ]
    people = ((990, 801), (991, 803), (992, 803), (992, 801), (993, None))
    records["EmailMessageRelation"] = [
        {
            "id": place + 1,
            "fields": {"EmailMessageId": letter, "RelationType": "ToAddress"}
            | ({"RelationId": f"Contact/{person}"} if person else {"RelationAddress": "x@elsewhere.example"}),
        }
        for place, (letter, person) in enumerate(people)
    ]
    records["Attachment"] = [
        {
            "id": 5,
            "owner": 1,
            "fields": {"ParentId": "Case/601", "Name": "scan.pdf", "Body": "%PDF", "ContentType": "application/pdf"},
        }
    ]
    crm = serve(records=records).crm()
    found = list(crm.gather(MARK, CLIENT))
    letters = {item.title: item for item in found if isinstance(item, Snapshot) and item.record.kind is Kind.EMAIL}
    assert {"To Ines", "To both"} <= set(letters)
    assert not {"To Tess", "To a stranger"} & set(letters)
    assert RecordRef(Vendor.SALESFORCE, Kind.CONTACT, INES) in letters["To both"].links
    [unread] = [item for item in found if isinstance(item, Unread)]
    assert "another account" in unread.reason
    [scan] = [item for item in found if item.record.id.startswith("00P")]
    assert isinstance(scan, Snapshot)
    assert (scan.title, scan.fields["size"], scan.fields["mime"]) == ("scan.pdf", 4, "application/pdf")
    assert [link.kind for link in scan.links] == [Kind.TICKET]
    half = [item for item in found if isinstance(item, Snapshot)][:12]
    rest = [item for item in crm.gather(MARK, CLIENT, half) if isinstance(item, Snapshot)]
    assert [item.record for item in half + rest] == [item.record for item in found if isinstance(item, Snapshot)]


def test_letter_to_a_contact_without_account_is_gathered_once(serve: Serve) -> None:
    """Who has a role in a deal and belongs to no account is known last: what went to such a person is read all the
    same, and is not named as unread because it went to a person of two accounts too.
    """
    records = {name: [dict(one) for one in rows] for name, rows in WORLD["salesforce"]["records"].items()}
    records["Contact"].append({"id": 880, "owner": 1, "fields": {"LastName": "Freelance"}})
    records["OpportunityContactRole"] = [
        *records.get("OpportunityContactRole", []),
        {"id": 77, "fields": {"OpportunityId": 901, "ContactId": 880}},
    ]
    records["EmailMessage"] += [
        {"id": 990 + place, "fields": {"Subject": subject, "TextBody": "Hello", "MessageDate": "-3d"}}
        for place, subject in enumerate(("To both", "To the freelance", "To Tess"))
    ]
    records["EmailMessageRelation"] = [
        {
            "id": place + 1,
            "fields": {"EmailMessageId": letter, "RelationType": "ToAddress", "RelationId": f"Contact/{person}"},
        }
        for place, (letter, person) in enumerate(((990, 803), (990, 880), (991, 880), (992, 803)))
    ]
    found = list(serve(records=records).crm().gather(MARK, CLIENT))
    letters = [item.title for item in found if isinstance(item, Snapshot) and item.record.kind is Kind.EMAIL]
    assert (letters.count("To both"), letters.count("To the freelance"), letters.count("To Tess")) == (1, 1, 0)
    assert [item.record.id for item in found if isinstance(item, Unread)] == ["02s000000000992AAA"]


def test_query_of_several_in_a_call_has_its_own_error(ledger: Ledger) -> None:
    """One query is wrong and the others are answered, with all their pages."""
    connection = ledger.connection()
    api = Api(Transport(connection, ledger.waits.append), connection.api_version)
    texts = {
        "Account": "SELECT Id FROM Account",
        "Case": "SELECT Nothing FROM Case",
        "Contact": "SELECT Id FROM Contact",
    }
    sources = [Source(name, iter([Query(text)])) for name, text in texts.items()]
    found = dict(Rounds(api, sources, lambda _name, _page: None).pages())
    rows = [page for name in ("Account", "Contact") if isinstance(page := found[name], Page)]
    assert [len(list(page.take())) for page in rows] == [3, 4]
    assert [len(list(page.take())) for page in rows] == [0, 0], "what was taken is let go"
    assert isinstance(found["Case"], VendorRefusedError)
    assert "Nothing" in str(found["Case"])


@pytest.mark.parametrize("drops", [False, True])
def test_team_is_whole_after_its_record_got_another_owner(serve: Serve, *, drops: bool) -> None:
    """Whether teams are dropped or kept, members stand once, with their role and access."""
    switches = dict.fromkeys(("account_owner_change_drops_team", "opportunity_owner_change_drops_team"), drops)
    ledger = serve(switches=WORLD["salesforce"]["switches"] | switches)
    crm = ledger.crm()
    changes = [owner_change(Kind.COMPANY, ACCOUNT, PIOTR, SANA), owner_change(Kind.DEAL, BOOKS, PIOTR, SANA)]
    assert list(crm.apply(changes)) == [Done(), Done()]
    teams = {
        item.record.id: item.fields["team"]
        for item in crm.gather(MARK, CLIENT)
        if isinstance(item, Snapshot) and "team" in item.fields
    }
    assert {
        record: sorted((str(one["user"]), str(one["role"])) for one in team)  # type: ignore[union-attr, index, call-overload]  # a list of objects, as snapshots.py makes it
        for record, team in teams.items()
    } == {
        ACCOUNT: [(NORA, "Executive Sponsor"), (SANA, "Account Manager")],
        BOOKS: [(SANA, "Pre-Sales Consultant")],
    }


def test_only_what_was_locked_is_written_again_and_the_account_last(ledger: Ledger) -> None:
    """A lock holds some records of a call: these alone are sent again, and a lock that stays is transient."""
    crm = ledger.crm()
    changes = [
        owner_change(Kind.CONTACT, INES, PIOTR, SANA),
        owner_change(Kind.TASK, "00T000000000501EAA", PIOTR, SANA),
    ]
    ledger.fault("unable_to_lock_row", path=".*/composite/sobjects", method="PATCH")
    assert list(crm.apply(changes)) == [Done(), Done()]
    assert ledger.waits == [1.0]
    ledger.fault("unable_to_lock_row", path=".*/composite/sobjects", method="PATCH", times=None)
    answers = crm.apply([change.inverse() for change in changes])  # type: ignore[misc]  # what sets an owner can be undone
    assert any(isinstance(answer, VendorUnavailableError) for answer in answers)


def test_user_who_may_only_read_can_prepare_and_not_apply(serve: Serve) -> None:
    """With a session that may change nothing all is gathered, and every change is refused as such."""
    users = [dict(user) for user in WORLD["salesforce"]["users"]]
    users[0] |= {"read_only": True}
    crm = serve(users=users).crm(session_id="session-of-nora")
    assert len(list(crm.gather(MARK, CLIENT))) > 20
    assert isinstance(crm.apply([owner_change(Kind.CONTACT, INES, PIOTR, SANA)])[0], NotAuthorisedError)
