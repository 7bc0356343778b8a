"""The three cuts: what may reach whom, by the class of each record, and what never leaves the firm."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from material import DEAL, HANDOFF, cuts_of, document, record

from handoff.domain.cuts import Cut, CutRules, RecordClass
from handoff.domain.dossier import Finding, Section
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.classes import Classifier
from handoff.render import TemplateRenderer

CLASSIFIER = Classifier(HANDOFF.client)
CLIENTS = {"type": "user", "grantee": "ana@acme.example", "role": "reader"}
CONTACT = RecordRef(Vendor.HUBSPOT, Kind.CONTACT, "7")
RENDERER = TemplateRenderer()


def linked(snapshot: Snapshot, *links: RecordRef) -> Snapshot:
    """Return a record with its associations."""
    return replace(snapshot, links=links)


@pytest.mark.parametrize(
    ("snapshot", "expected"),
    [
        (record(Kind.FILE, name="Logo", owners=["ana@acme.example"]), RecordClass.CLIENT_PROVIDED),
        (
            record(Kind.FILE, name="Logo", owners=["m@studio.example"], path=["From client"]),
            RecordClass.CLIENT_PROVIDED,
        ),
        (record(Kind.FILE, name="Handbuch", path=["Vom Kunden", "2025"]), RecordClass.CLIENT_PROVIDED),
        (record(Kind.FILE, name="Report final"), RecordClass.WORK_PRODUCT),
        (record(Kind.FILE, name="Plan", path=["Entregables"]), RecordClass.WORK_PRODUCT),
        (record(Kind.FILE, name="Report draft", grants=[CLIENTS]), RecordClass.WORKING_PAPER),
        (record(Kind.FILE, name="Status", grants=[CLIENTS]), RecordClass.PREPARED),
        (
            record(Kind.FILE, name="Status", grants=[CLIENTS | {"type": "domain", "grantee": "acme.example"}]),
            RecordClass.PREPARED,
        ),
        (record(Kind.FILE, name="Status"), RecordClass.WORKING_PAPER),
        (record(Kind.NOTE, body="Ana prefers the phone."), RecordClass.WORKING_PAPER),
        (record(Kind.TASK, subject="Call"), RecordClass.WORKING_PAPER),
        (record(Kind.TICKET, subject="Printer"), RecordClass.PREPARED),
        (record(Kind.CONTACT, name="Ana"), RecordClass.PREPARED),
        (linked(record(Kind.EMAIL, body="Hello"), CONTACT), RecordClass.PREPARED),
        (record(Kind.EMAIL, body="Hello"), RecordClass.WORKING_PAPER),
        (record(Kind.ATTACHMENT, name="Logo from client.svg"), RecordClass.CLIENT_PROVIDED),
        (record(Kind.ATTACHMENT, name="Report final.pdf"), RecordClass.WORK_PRODUCT),
        (record(Kind.ATTACHMENT, name="Fees (internal).xlsx"), RecordClass.INTERNAL),
        (record(Kind.ATTACHMENT, name="Credit check.pdf"), RecordClass.WORKING_PAPER),
    ],
)
def test_records_have_their_class(snapshot: Snapshot, expected: RecordClass) -> None:
    """Whose a record is and what it is for is told by owner, folder, name, sharing and kind."""
    assert CLASSIFIER.of(snapshot) is expected


@pytest.mark.parametrize(
    ("held_by", "expected"),
    [
        ([linked(record(Kind.EMAIL, "1", body="See the plan."), CONTACT)], RecordClass.PREPARED),
        ([record(Kind.EMAIL, "1", body="To ourselves.")], RecordClass.WORKING_PAPER),
        ([record(Kind.TICKET, "1", subject="Printer")], RecordClass.PREPARED),
        ([record(Kind.QUOTE, "1", name="Offer")], RecordClass.PREPARED),
        ([record(Kind.COMPANY, "1", name="Acme")], RecordClass.WORKING_PAPER),
        ([record(Kind.NOTE, "1", body="Internal: they pay late.")], RecordClass.INTERNAL),
        ([record(Kind.TICKET, "1", subject="Internal only: fees")], RecordClass.INTERNAL),
        (
            [record(Kind.NOTE, "1", body="Internal: late."), record(Kind.TICKET, "2", subject="Printer")],
            RecordClass.PREPARED,
        ),
    ],
)
def test_attached_file_goes_with_what_passes_between_both_sides(held_by: list[Snapshot], expected: RecordClass) -> None:
    """A file on a mail to the client, a ticket or a quote is the client's too; on all else it stays, and never leaves
    where that is internal. A draft stays wherever it hangs.
    """
    classifier = Classifier(HANDOFF.client)
    for one in held_by:
        classifier.of(one)
    links = [one.record for one in held_by]
    assert classifier.of(linked(record(Kind.ATTACHMENT, "9", name="Plan.pdf"), *links)) is expected
    assert (
        classifier.of(linked(record(Kind.ATTACHMENT, "8", name="Plan draft.pdf"), *links)) is RecordClass.WORKING_PAPER
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"body": "Internal: they are late payers."},
        {"body": "Internal\nThey are late payers."},
        {"body": "Intern: sie zahlen spät."},
        {"body": "Nota interna - pagan tarde."},
        {"body": "Do not share this with the client. They are slow."},
        {"body": "Nicht an den Kunden weitergeben."},
        {"subject": "INTERNAL ONLY fees", "body": "x"},
    ],
)
def test_notes_say_themselves_that_they_are_internal(fields: dict[str, Any]) -> None:
    """The first words of a note decide, in three languages."""
    assert CLASSIFIER.of(record(Kind.NOTE, **fields)) is RecordClass.INTERNAL


@pytest.mark.parametrize("body", ["The internal team grew.", "International sales doubled.", "We interned them."])
def test_talk_about_insides_is_not_internal(body: str) -> None:
    """A word that is near to it marks nothing."""
    assert CLASSIFIER.of(record(Kind.NOTE, body=body)) is RecordClass.WORKING_PAPER


SECRETS = ("Quarrelsome", "zorro-plan", "4711 EUR")


@pytest.mark.parametrize(
    "named",
    [
        record(Kind.CONTACT, name="Ana Intern", role="Head of internal sales"),
        record(Kind.TICKET, subject="Internal server error on the booking page"),
        record(Kind.NOTE, subject="Internal audit in May", body="We moved the internal audit to May."),
        document("Auditoria interna 2026", "# Goals\n\n- pass\n"),
    ],
)
def test_a_matter_that_is_called_internal_is_not_hidden(named: Snapshot) -> None:
    """A person's role, or the client's own matter, that has the word in its name reaches the successor."""
    assert CLASSIFIER.of(named) is not RecordClass.INTERNAL


INTERNAL = (
    record(Kind.NOTE, body=f"Internal: we decided to drop {SECRETS[0]} as a supplier."),
    document("Fees", f"# Goals\n\n- {SECRETS[1]} first\n\n# Open items\n\n- [ ] {SECRETS[1]} now", path=["Internal"]),
    document("Sheet", f"Internal only\n\n# Money\n\nInvoice of {SECRETS[2]} is unpaid.\n"),
    record(
        Kind.TASK, subject=f"Check {SECRETS[0]}", body="Internal: hush", due="2026-06-01T00:00:00Z", priority="HIGH"
    ),
)
SHARED = document("Plan", "# Goals\n\n- Sell more tea\n", grants=[CLIENTS])
NOTE = record(Kind.NOTE, body="We decided to keep the old till.")
MARKED = record(Kind.DEAL, "Acme shop", id=DEAL.id, name="Acme shop", amount="9000", stage_label="In transition")


def test_nothing_internal_reaches_the_other_two() -> None:
    """What is internal, its titles, its urgency and its count stand in the internal cut alone, in no form."""
    cuts = cuts_of(MARKED, SHARED, NOTE, *INTERNAL)
    for cut, dossier in cuts.items():
        forms = (json.dumps(dossier.as_json()), RENDERER.dossier_html(dossier), RENDERER.dossier_markdown(dossier))
        for secret in (*SECRETS, "Fees", *(item.record.key for item in INTERNAL)):
            for form in forms:
                assert (secret in form) is (cut is Cut.INTERNAL and secret in forms[forms.index(form)])
    assert any(SECRETS[0] in claim.text for claim in cuts[Cut.INTERNAL].claims)
    assert cuts[Cut.SUCCESSOR].pages[Section.CONDITION.number - 1].claims == ()


@pytest.mark.parametrize("kind", [Kind.EMAIL, Kind.TICKET])
def test_what_hangs_on_a_record_that_says_in_its_text_that_it_is_internal_stays(kind: Kind) -> None:
    """Such words count where they begin a paragraph further down, too, and for what is attached."""
    body = f"{'It was a long day at the mill. ' * 12}\n\nInternal only: not for the client.\n\nWe decided to part."
    letter = linked(record(kind, "Mill", id="7", subject="Mill", body=body, closed=True), CONTACT)
    plan = linked(document("Plan.md", "# Goals\n\n- Earn more here\n"), letter.record)
    attached = replace(plan, record=RecordRef(Vendor.HUBSPOT, Kind.ATTACHMENT, "8"))
    cuts = cuts_of(letter, attached)
    assert "Earn more here" in str(cuts[Cut.INTERNAL].as_json())
    assert "Earn more here" not in str(cuts[Cut.CLIENT].as_json())
    assert "Earn more here" not in str(cuts[Cut.SUCCESSOR].as_json())


def test_what_says_that_it_is_internal_is_so_whatever_was_redacted_before_it() -> None:
    """A class is judged by what a record says, and not by what redaction leaves of it, which may be longer."""
    codes = "\n".join(["Codes of the shop", *(f"- PIN {n}{n}x4" for n in range(12, 22))])
    note = record(Kind.NOTE, "Codes", body=f"{codes}\nInternal only: we decided to keep 40 percent.")
    cuts = cuts_of(note)
    assert "40 percent" in str(cuts[Cut.INTERNAL].as_json())
    assert "40 percent" not in str(cuts[Cut.SUCCESSOR].as_json())


def test_working_papers_reach_a_colleague_and_nobody_else() -> None:
    """A colleague reads our notes; the client and a successor from outside do not, and are told that it is limited."""

    def decided(cut: Cut, *, outside: bool) -> tuple[Finding, list[str]]:
        page = cuts_of(MARKED, SHARED, NOTE, outside=outside)[cut].pages[Section.DECISIONS.number - 1]
        return page.finding, [claim.text for claim in page.claims]

    said = (Finding.KNOWN, ["We decided to keep the old till."])
    assert decided(Cut.SUCCESSOR, outside=False) == said
    assert decided(Cut.SUCCESSOR, outside=True) == (Finding.WITHHELD, [])
    assert decided(Cut.CLIENT, outside=False) == (Finding.WITHHELD, [])
    assert decided(Cut.INTERNAL, outside=True) == said


def test_why_we_part_is_not_told_to_the_client() -> None:
    """The firm's own reason for the parting stands in the other cuts alone."""
    cuts = cuts_of(MARKED, SHARED)
    reasons = {cut: [c.text for c in d.pages[Section.DETERMINATION.number - 1].claims] for cut, d in cuts.items()}
    assert reasons[Cut.CLIENT] == []
    assert "They need a bigger team." in reasons[Cut.SUCCESSOR]


def test_policy_decides_on_classes_but_not_on_what_is_internal() -> None:
    """A policy may open working papers to the client, or add names of its own; what is internal it can't open."""
    rules = CutRules(client=frozenset(RecordClass), internal=("Zahlen",))
    cuts = cuts_of(
        MARKED, NOTE, record(Kind.NOTE, subject="zahlen 2025", body="We decided on blue."), *INTERNAL, rules=rules
    )
    texts = " ".join(claim.text for claim in cuts[Cut.CLIENT].claims)
    assert "keep the old till" in texts
    assert "blue" not in texts
    assert not any(secret in texts for secret in SECRETS)


def test_one_claim_of_two_sources_keeps_those_that_may_be_shown() -> None:
    """What an internal and a shared record say alike is said, with the shared one as its only source."""
    twin = record(Kind.NOTE, subject="Internal", body="We decided to keep the old till.")
    dossier = cuts_of(MARKED, twin, NOTE)[Cut.SUCCESSOR]
    (claim,) = dossier.pages[Section.DECISIONS.number - 1].claims
    assert [source.record for source in claim.sources] == [NOTE.record]


NAMES = st.sampled_from(["Internal", "From client", "Final", "Draft", "Plan", "Notes", "Vertrag"])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(NAMES, st.booleans(), st.integers(0, 9)), max_size=6), st.booleans())
def test_every_source_of_a_cut_is_of_a_class_that_it_admits(items: list[tuple[str, bool, int]], outside: bool) -> None:  # noqa: FBT001 - drawn
    """Whatever the records are, no cut cites one of a class that it may not rest on."""
    made = [
        document(
            f"Item {number}", f"# Goals\n\n- Reach goal {number}\n", path=[name], grants=[CLIENTS] if shared else []
        )
        for name, shared, number in items
    ]
    rules = CutRules()
    classes = {item.record: CLASSIFIER.of(item) for item in made}
    for cut, dossier in cuts_of(*made, outside=outside).items():
        cited = {source.record for claim in dossier.claims for source in claim.sources} & classes.keys()
        assert {classes[ref] for ref in cited} <= rules.classes(cut, outside=outside)


def test_client_unknown_is_no_crash() -> None:
    """A handoff whose client is not known yet gives its files no owner on the client's side."""
    assert Classifier(None).of(record(Kind.FILE, name="x", owners=["a@b.example"])) is RecordClass.WORKING_PAPER
    assert Client(DEAL, "n", (), "f").owns_address("a@b.example") is False
