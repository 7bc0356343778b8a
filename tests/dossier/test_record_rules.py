"""What the fields of records say: each rule by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from material import DEAL, HANDOFF, NOW, OWNERS, claims, document, finding, record, sum_up, texts

from handoff.domain.dossier import Finding, Section, Unread
from handoff.domain.record import Kind

ANYONE = {"type": "anyone", "grantee": "anyone", "role": "reader", "inherited": False}


def grant(grantee: str, role: str = "writer", *, inherited: bool = False) -> dict[str, object]:
    """Make a grant to a user."""
    return {"type": "user", "grantee": grantee, "role": role, "inherited": inherited}


def test_header_names_client_engagement_amount_and_days() -> None:
    """The header says who leaves, from what engagement, since when and until when."""
    deal = record(Kind.DEAL, id="1", name="Care retainer", stage_label="In transition", amount="24000", currency="EUR")
    said = {claim.label: claim.text for claim in claims(sum_up(deal), Section.HEADER)}
    assert said["Client"] == "Acme"
    assert said["Engagement"] == "Care retainer"
    assert said["Amount"] == "EUR 24,000"
    assert said["Kind of exit"] == "unknown: the marked record names none"
    assert said["Cut-off"] == "2026-07-01 00:00 UTC"


def test_determination_names_the_decider_and_the_reason() -> None:
    """Who decided stands by name, with the marked deal as the source."""
    dossier = sum_up(record(Kind.DEAL, id="1", name="Care retainer"))
    said = {claim.label: claim.text for claim in claims(dossier, Section.DETERMINATION)}
    assert said["Decided by"] == "Maya Okafor"
    assert said["Reason"] == "They need a bigger team."
    assert {source.record for claim in claims(dossier, Section.DETERMINATION) for source in claim.sources} == {DEAL}


@pytest.mark.parametrize(
    ("by", "told"),
    [("9003", " by Daniel Reyes (inactive)"), ("10", " by Maya Okafor"), ("77", " by CRM user 77"), ("", "")],
)
def test_who_marked_is_told_by_name(by: str, told: str) -> None:
    """Who marked is a user, whose id may not be the owner's: told by name, by the id where nobody is known, or not."""
    dossier = sum_up(handoff=replace(HANDOFF, mark=replace(HANDOFF.mark, by=by)))
    said = {claim.label: claim.text for claim in claims(dossier, Section.DETERMINATION)}
    assert said["Marked"].partition(" by ")[1:] == (told[:4], told[4:])


def test_determination_says_what_nobody_wrote_down() -> None:
    """An empty reason is said to be unknown; without a determination the section is."""
    assert HANDOFF.determination is not None
    silent = replace(HANDOFF, determination=replace(HANDOFF.determination, reason="", decided_by=""))
    said = texts(sum_up(handoff=silent), Section.DETERMINATION)
    assert sum(text.startswith("unknown: ") for text in said) == 2
    assert finding(sum_up(handoff=replace(HANDOFF, determination=None)), Section.DETERMINATION) is Finding.UNKNOWN


@pytest.mark.parametrize(
    ("due", "priority", "colour"),
    [
        ("2026-06-01T00:00:00Z", "HIGH", "Red"),
        ("2026-06-01T00:00:00Z", "LOW", "Amber"),
        ("2026-08-01T00:00:00Z", "high", "Amber"),
        ("2026-08-01T00:00:00Z", "MEDIUM", "Green"),
        ("", "", "Green"),
    ],
)
def test_condition_follows_what_is_overdue_and_urgent(due: str, priority: str, colour: str) -> None:
    """Red is overdue and urgent, amber is either, green is neither."""
    task = record(Kind.TASK, subject="Renew the certificate", due=due, priority=priority, closed=False)
    (now,) = claims(sum_up(task), Section.CONDITION)
    assert now.label == colour
    assert "Most urgent: Renew the certificate" in now.text
    assert now.sources[0].record == task.record


def test_condition_names_the_most_urgent_of_several() -> None:
    """What is overdue and of high priority comes before what is only overdue."""
    tasks = [
        record(Kind.TASK, subject="Old and slow", due="2026-01-01T00:00:00Z", priority="LOW"),
        record(Kind.TASK, subject="Old and burning", due="2026-06-01T00:00:00Z", priority="HIGH"),
        record(Kind.TASK, subject="Later", due="2026-09-01T00:00:00Z", priority="HIGH"),
    ]
    (now,) = claims(sum_up(*tasks), Section.CONDITION)
    assert "3 items are open; 2 overdue, 2 of high priority" in now.text
    assert "Most urgent: Old and burning (due 2026-06-01, overdue)" in now.text


def test_condition_says_that_the_records_disagree_on_what_is_most_urgent() -> None:
    """A headline that took one of two days would settle in silence what stands as a contradiction below it."""
    task = record(Kind.TASK, subject="Write down how the returns export works", due="2026-05-06T00:00:00Z")
    rows = document("Open items", "Item,Owner,Due\nHow the returns export works,Daniel,2026-12-27\n", "text/csv")
    (now,) = claims(sum_up(task, rows), Section.CONDITION)
    assert "(due 2026-05-06, overdue; the records disagree)" in now.text


def test_condition_is_green_when_all_is_closed_and_unknown_when_nobody_looked() -> None:
    """Closed work shows that somebody looked; no work at all shows nothing."""
    (now,) = claims(sum_up(record(Kind.TASK, subject="Done", closed=True)), Section.CONDITION)
    assert now.label == "Green"
    assert finding(sum_up(), Section.CONDITION) is Finding.UNKNOWN


def test_open_work_says_owner_priority_and_day() -> None:
    """A loose end names its owner (and that they have left), its priority and its day; its deadline stands too."""
    task = record(
        Kind.TASK, subject="Renew", body="The licence ends.", owner="30", priority="HIGH", due="2026-07-02T10:00:00Z"
    )
    dossier = sum_up(task)
    assert texts(dossier, Section.LOOSE_ENDS) == [
        "Renew: The licence ends. — Owner: Daniel Reyes (inactive); Priority: high; Due: 2026-07-02"
    ]
    assert texts(dossier, Section.DEADLINES) == ["2026-07-02: Renew"]


def test_open_work_comes_in_the_order_of_its_days() -> None:
    """What is due first comes first; what has no day comes last."""
    work = [
        record(Kind.TICKET, subject="No day"),
        record(Kind.TASK, subject="Later", due="2026-08-01T00:00:00Z"),
        record(Kind.TASK, subject="Sooner", due="2026-07-01T00:00:00Z"),
    ]
    said = texts(sum_up(*work), Section.LOOSE_ENDS)
    assert [text.split(" — ")[0] for text in said] == ["Sooner", "Later", "No day"]


def test_loose_ends_are_none_when_all_work_is_closed_and_unknown_without_any() -> None:
    """'None' needs something in which it was looked for."""
    closed = [record(Kind.TASK, subject="Done", closed=True), record(Kind.TICKET, subject="Fixed", closed=True)]
    assert finding(sum_up(*closed), Section.LOOSE_ENDS) is Finding.NONE
    assert finding(sum_up(record(Kind.DEAL, id="1", name="Deal")), Section.LOOSE_ENDS) is Finding.UNKNOWN


def test_closed_ticket_of_high_priority_is_a_challenge() -> None:
    """What burned and was put out belongs to the challenges; what was small does not."""
    tickets = [
        record(Kind.TICKET, subject="Shop down", body="502 for two hours.", priority="HIGH", closed=True),
        record(Kind.TICKET, subject="Typo", priority="LOW", closed=True),
    ]
    assert texts(sum_up(*tickets), Section.CHALLENGES) == ["Shop down: 502 for two hours. (closed)"]


def test_ticket_says_by_its_title_what_its_trouble_was() -> None:
    """A challenge of a closed ticket is led by the title, unless its text says that itself; one of a note is not."""
    body = "The belt burst twice and two days of orders were lost."
    ticket = record(Kind.TICKET, subject="Smell in hall two", body=body, closed=True)
    assert texts(sum_up(ticket), Section.CHALLENGES) == [f"Smell in hall two: {body}"]
    same = record(Kind.TICKET, subject="Belt burst twice", body=body, closed=True)
    assert texts(sum_up(same), Section.CHALLENGES) == [body]
    asked = record(Kind.TICKET, subject="RE: Ticket #4411: What now?", body=body, closed=True)
    assert texts(sum_up(asked), Section.CHALLENGES) == [body]
    answer = record(Kind.TICKET, subject="AW: Ticket #4411: Smell in hall two", body=body, closed=True)
    assert texts(sum_up(answer), Section.CHALLENGES) == [f"Smell in hall two: {body}"]
    note = record(Kind.NOTE, subject="Smell in hall two", body=body)
    assert texts(sum_up(note), Section.CHALLENGES) == [body]


def test_contact_is_a_person_with_role_and_reach() -> None:
    """Name, role, address and number stand in one line."""
    contact = record(Kind.CONTACT, name="Ana Ruiz", role="CFO", email="ana@acme.example", phone="+34 1")
    assert texts(sum_up(contact), Section.PEOPLE) == ["Ana Ruiz, CFO — ana@acme.example; +34 1"]


@pytest.mark.parametrize(
    ("amount", "shown"), [("24000", "EUR 24,000"), ("99.5", "EUR 99.50"), (0, "EUR 0"), ("many", "many")]
)
def test_deal_amounts_are_written_for_people(amount: object, shown: str) -> None:
    """Whole amounts have no decimals, others two; what is no number is shown as it is."""
    (text,) = texts(sum_up(record(Kind.DEAL, name="Site", amount=amount, currency="EUR")), Section.MONEY)
    assert text.startswith(f"Site: {shown}")


def test_prices_and_amounts_of_what_was_sold_have_their_currency() -> None:
    """A line item's price and amount are written as a deal's are."""
    item = record(Kind.LINE_ITEM, name="Care", quantity="12", price="95", amount="1140", currency="EUR")
    assert texts(sum_up(item), Section.MONEY) == ["Care: 12 at EUR 95; amount EUR 1,140"]


@pytest.mark.parametrize(
    ("industry", "shown"),
    [
        ("RETAIL", "Retail"),
        ("COMPUTER_SOFTWARE", "Computer software"),
        ("health_care", "Health care"),
        ("Food & Beverage", "Food & Beverage"),
        ("Lebensmittel", "Lebensmittel"),
        ("NGO", "NGO"),
    ],
)
def test_fixed_values_of_a_vendor_are_shown_in_words(industry: str, shown: str) -> None:
    """An industry that the CRM keeps as a fixed value is said in words; what somebody wrote stays as it is."""
    company = record(Kind.COMPANY, id="2", name="Acme", industry=industry)
    said = {claim.label: claim.text for claim in claims(sum_up(company), Section.HEADER)}
    assert said["Company"] == f"Acme: {shown}"


def test_closed_deal_is_work_delivered_and_a_lost_one_is_not() -> None:
    """Only what was carried through counts as work."""
    deals = [
        record(Kind.DEAL, name="Site", closed=True, stage_label="Delivered", close_date="2025-08-25"),
        record(Kind.DEAL, name="Portal", closed=True, stage_label="Closed lost"),
        record(Kind.DEAL, name="Care", closed=False),
    ]
    assert texts(sum_up(*deals), Section.WORK) == ["Site (Delivered, 2025-08-25)"]


def test_open_deal_that_is_not_won_yet_keeps_its_amount() -> None:
    """What is not closed has not come to nothing: its amount is told."""
    deal = record(Kind.DEAL, name="Portal", closed=False, won=False, stage_label="Active", amount="900")
    assert any("900" in text for text in texts(sum_up(deal), Section.MONEY))


@pytest.mark.parametrize(
    ("stage", "won", "told"),
    [
        ("Passed", False, False),
        ("Passed", None, True),
        ("Passed", True, True),
        ("Übergeben", False, True),
        ("Not won", None, False),
    ],
)
def test_stage_that_is_not_won_tells_no_work_unless_its_name_does(stage: str, won: bool | None, told: bool) -> None:  # noqa: FBT001 - a case of three states
    """A closed deal counts as work where its stage is won, unknown, or named like something carried through."""
    deal = record(Kind.DEAL, name="Portal", closed=True, stage_label=stage, won=won)
    assert texts(sum_up(deal), Section.WORK) == ([f"Portal ({stage})"] if told else [])


@pytest.mark.parametrize(
    ("name", "path", "label"),
    [
        ("Style guide", ["Acme", "02 Deliverables"], "File"),
        ("Handbuch", ["Acme", "Lieferungen"], "File"),
        ("Manual", ["Acme", "Entregables"], "File"),
        ("Homepage_final.pdf", ["Acme"], "File"),
        ("Abnahmeprotokoll Lieferung", ["Acme"], "Acceptance"),
        ("Style guide (draft)", ["Acme", "02 Deliverables"], None),
        ("Contract", ["Acme", "02 Deliverables"], None),
        ("Notes", ["Acme", "Meetings"], None),
    ],
)
def test_files_are_deliverables_by_folder_or_name(name: str, path: list[str], label: str | None) -> None:
    """Folder and name decide; drafts, contracts and notes are no deliverables."""
    labels = [claim.label for claim in claims(sum_up(record(Kind.FILE, name=name, path=path)), Section.WORK)]
    assert labels == ([label] if label else [])


def test_ledger_tells_whose_the_files_are() -> None:
    """The client's own files and those of strangers stand one by one, the firm's by count."""
    files = [
        record(Kind.FOLDER, name="Acme"),
        record(Kind.FILE, name="Ours", owners=["maya@studio.example"]),
        record(Kind.FILE, name="Ours too", owners=["maya@studio.example"]),
        record(Kind.FILE, name="Theirs", owners=["ana@sub.acme.example"]),
        record(Kind.FILE, name="Strange", owners=["x@else.example"]),
        record(Kind.FILE, name="Gone", owners=["x@else.example"], trashed=True),
    ]
    said = texts(sum_up(*files), Section.RECORDS)
    assert said[0] == "2 files owned by maya@studio.example, of the firm"
    assert "Theirs is owned by the client (ana@sub.acme.example)" in said
    assert "Strange is owned by somebody outside (x@else.example)" in said
    assert not any("Gone" in text for text in said)


def test_ledger_is_none_for_an_empty_folder_and_unknown_without_one() -> None:
    """An empty folder was looked into; no folder was not."""
    assert finding(sum_up(record(Kind.FOLDER, name="Acme")), Section.RECORDS) is Finding.NONE
    assert finding(sum_up(), Section.RECORDS) is Finding.UNKNOWN


def test_link_shared_file_stands_in_ledger_and_access() -> None:
    """Who has the link can read it: both sections say so."""
    dossier = sum_up(record(Kind.FILE, name="Gallery", owners=["maya@studio.example"], grants=[ANYONE]))
    assert "Gallery can be opened by anyone who has the link" in texts(dossier, Section.RECORDS)
    assert texts(dossier, Section.ACCESS) == [
        "Anyone who has the link is reader on 1 file or folder in Google Drive: Gallery"
    ]


def test_access_counts_outsiders_and_leaves_the_firm_out() -> None:
    """A grantee outside the firm is one line, its source the place where it was given."""
    folder = record(Kind.FOLDER, name="Shared", grants=[grant("ana@acme.example"), grant("maya@studio.example")])
    file = record(Kind.FILE, name="Plan", grants=[grant("ana@acme.example", inherited=True)])
    (claim,) = claims(sum_up(folder, file), Section.ACCESS)
    assert claim.text == "ana@acme.example (the client's) is writer on 2 files and folders in Google Drive: Shared"
    assert [source.record for source in claim.sources] == [folder.record]


def test_access_says_that_nobody_outside_has_any() -> None:
    """A walk without outsiders is a finding too."""
    file = record(Kind.FILE, name="Plan", grants=[grant("maya@studio.example", "owner")])
    assert texts(sum_up(file), Section.ACCESS) == ["Nobody outside the firm has access in Google Drive"]


def test_public_mail_host_of_an_owner_makes_no_stranger_the_firm() -> None:
    """An owner with a public address does not make all of that host's people the firm's."""
    owners = OWNERS | {"40": replace(OWNERS["10"], id="40", email="kim@gmail.com")}
    file = record(Kind.FILE, name="Plan", grants=[grant("kim@gmail.com"), grant("who@gmail.com")])
    (text,) = texts(sum_up(file, owners=owners), Section.ACCESS)
    assert text.startswith("who@gmail.com (outside the firm)")


def test_forward_names_the_successor_and_how_to_reach_them() -> None:
    """Who takes over stands first."""
    assert texts(sum_up(), Section.FORWARD)[0] == "Jonas Weber — jonas@studio.example"


def test_acceptance_is_unknown_until_somebody_accepts() -> None:
    """Nothing that was gathered can accept in the receiver's name."""
    dossier = sum_up(document("Acceptance", "# Acceptance\n\n- Accepted by Ana on 1 May 2026."))
    assert finding(dossier, Section.ACCEPTANCE) is Finding.UNKNOWN


def test_unread_records_are_named_with_their_reason() -> None:
    """What the gathering could not read and what no parser reads is named alike."""
    given = Unread(DEAL, "Movie", "It is too large.")
    scan = document("Scan", "PK", "application/zip")
    unread = sum_up(given, scan).unread
    assert unread[0] == given
    assert unread[1].record == scan.record
    assert "application/zip cannot be read yet" in unread[1].reason


def test_dossier_carries_version_instant_and_cutoff() -> None:
    """What heads the page comes from the handoff and the call."""
    dossier = sum_up()
    assert HANDOFF.determination is not None
    assert (dossier.version, dossier.made_at, dossier.client) == (3, NOW, "Acme")
    assert dossier.cutoff_at == HANDOFF.determination.cutoff_at


@pytest.mark.parametrize(
    ("status", "holds"),
    [("APPROVAL_NOT_NEEDED", True), ("APPROVED", True), ("DRAFT", False), ("Accepted", False), ("Angenommen", False)],
)
def test_quote_that_is_out_falls_due_when_it_ends(status: str, *, holds: bool) -> None:
    """Until then somebody may take it; a draft, or one that was answered, asks for nothing."""
    quote = record(
        Kind.QUOTE, name="Second oven", status=status, due="2026-12-01T00:00:00Z", description="A day's work."
    )
    told = texts(sum_up(quote), Section.DEADLINES)
    assert told == (["2026-12-01: Second oven (quote holds until)"] if holds else [])


def test_long_terms_of_a_quote_are_cut() -> None:
    """A line of the dossier is read at a glance; the record has the rest."""
    (text,) = texts(sum_up(record(Kind.QUOTE, name="Oven", description="terms " * 2000)), Section.MONEY)
    assert len(text) < 800
    assert text.endswith("…")


def test_open_task_stays_open_though_its_text_quotes_a_handoff() -> None:
    """Only what Handoff wrote is no source; what somebody still has to do is told."""
    task = record(Kind.TASK, subject="Order filters", body="See h-5f6704ad8819.", due="2026-07-01T00:00:00Z")
    assert texts(sum_up(task), Section.LOOSE_ENDS) != []


def test_text_of_an_open_task_tells_of_money_and_days_alone() -> None:
    """What is still to be done decides nothing yet, but what it costs is known."""
    task = record(Kind.TASK, subject="Claim", body="The loss is 3,140 EUR. We decided to wait because the board asked.")
    dossier = sum_up(task)
    assert any("3,140 EUR" in text for text in texts(dossier, Section.MONEY))
    assert texts(dossier, Section.DECISIONS) == []


def test_what_a_closed_ticket_tells_is_told_once() -> None:
    """The record's own line holds what its text says; no second line repeats it."""
    ticket = record(
        Kind.TICKET,
        subject="Pump failed",
        body="The pump failed twice and halted the line.",
        priority="HIGH",
        closed=True,
    )
    assert len(texts(sum_up(ticket), Section.CHALLENGES)) == 1
