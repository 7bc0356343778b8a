"""What sentences show without announcing it, in the words of firms that the rules have not been written for."""

from __future__ import annotations

import pytest
from material import document, record, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.record import Kind


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("She was after one thing only: waiting lists under ten days by the autumn.", Section.GOALS),
        ("Der Verein will die Mitgliedsbeiträge bis Ende 2027 um ein Viertel senken.", Section.GOALS),
        ("La cooperativa nos contrató para bajar las mermas por debajo de 4 %.", Section.GOALS),
        ("In March the cold store broke down and the whole batch spoiled, so we rented a lorry.", Section.CHALLENGES),
        ("Im Mai fiel die Heizung zwei Wochen aus, am Ende haben wir einen Kessel gemietet.", Section.CHALLENGES),
        ("In May the pump broke down for two days, so we borrowed one from the neighbour.", Section.CHALLENGES),
        ("Im Mai wurden die Kisten in Rotterdam gestohlen, am Ende haben wir Ersatz gemietet.", Section.CHALLENGES),
        ("En junio se rompió la prensa y perdimos tres días, al final alquilamos otra.", Section.CHALLENGES),
        ("The trustees turned down the second site because the lease is too expensive.", Section.DECISIONS),
        ("Die Filiale bleibt geschlossen, weil die Miete zu teuer ist.", Section.DECISIONS),
        ("La junta prefirió seguir con el proveedor local porque responde antes.", Section.DECISIONS),
        ("The side door only opens if you lift the handle first.", Section.TACIT),
        ("Der Drucker im Lager klemmt immer bei Nässe, man muss ihn von hand anschieben.", Section.TACIT),
        ("La caldera solo arranca si se aprieta el botón dos veces.", Section.TACIT),
        ("The lease of the annexe hasn't been signed.", Section.LOOSE_ENDS),
        ("Für den Anbau fehlt noch die Unterschrift der Bank.", Section.LOOSE_ENDS),
        ("La licencia del local sigue sin firmar por el dueño.", Section.LOOSE_ENDS),
        ("They still owe us GBP 480 for the spring visit.", Section.MONEY),
        ("Für den Winterdienst wurden 900 Euro vorausbezahlt.", Section.MONEY),
        ("La cuota del seguro es de 210 euros al mes.", Section.MONEY),
        ("The boiler inspection has to take place before 4 September 2026.", Section.DEADLINES),
        ("Die Gewährleistung für das Tor endet am 30.09.2026.", Section.DEADLINES),
        ("El permiso de obra caduca el 12 de octubre de 2026.", Section.DEADLINES),
    ],
)
def test_sentence_shows_what_it_is_about(sentence: str, section: Section) -> None:
    """Grammar and everyday words tell, without a heading or a phrase that announces it."""
    note = record(Kind.NOTE, "Call", body=sentence)
    assert any(sentence in text for text in texts(sum_up(note), section))


@pytest.mark.parametrize(
    "sentence",
    [
        "Let me know if you have any questions about the visit next week.",
        "Lunch with Ana was nice and the weather was lovely.",
        "If we ever won the lottery we would rebuild the whole yard.",
        "Wenn Sie Fragen haben, melden Sie sich gerne jederzeit bei uns.",
        "Si tienes cualquier duda, no dudes en llamar a la oficina.",
    ],
)
def test_courtesy_and_small_talk_say_nothing(sentence: str) -> None:
    """What is polite, a joke or a daydream is no claim."""
    note = record(Kind.NOTE, "Call", body=sentence)
    assert not [claim for claim in sum_up(note).claims if claim.sources[0].record == note.record]


@pytest.mark.parametrize("around", ["{}", "{} The rest was about their holidays.", "Nice chat with Ana. {}"])
@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("The supplier went bankrupt in March and we had to find a second one within a week.", Section.CHALLENGES),
        ("Der Verein will die Mitgliedsbeiträge bis Ende 2027 um ein Viertel senken.", Section.GOALS),
        ("El primer envío llegó roto y hubo que repetirlo.", Section.CHALLENGES),
        ("Night shift stays in house because the union insists on it.", Section.DECISIONS),
        ("The boiler only starts if you press the button twice, whatever the manual says.", Section.TACIT),
    ],
)
def test_sentence_says_the_same_alone_and_beside_small_talk(sentence: str, section: Section, around: str) -> None:
    """What a note says does not hang on whether anything else stands in it."""
    note = record(Kind.NOTE, "Call", body=around.format(sentence))
    assert texts(sum_up(note), section) == [sentence]


@pytest.mark.parametrize(
    "sentence", ["Das ist noch nie passiert.", "Das Dach hat noch nie ein Leck gehabt.", "It has never before leaked."]
)
def test_what_never_was_is_neither_open_nor_due(sentence: str) -> None:
    """What has never happened leaves nothing to do."""
    dossier = sum_up(record(Kind.NOTE, "Call", body=sentence))
    assert texts(dossier, Section.LOOSE_ENDS) == texts(dossier, Section.DEADLINES) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Access is returned whether or not invoices are open.",
        "Der Zugang wird zurückgegeben, ob noch Rechnungen offen sind oder nicht.",
    ],
)
def test_what_does_not_hang_on_it_leaves_nothing_open(sentence: str) -> None:
    """What holds either way says of nothing that it is still to be done."""
    assert texts(sum_up(record(Kind.NOTE, "Call", body=sentence)), Section.LOOSE_ENDS) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "We still have to find out whether or not the insurer pays.",
        "Wir müssen klären, ob der Mieter zahlt oder nicht.",
    ],
)
def test_what_has_to_be_found_out_is_open(sentence: str) -> None:
    """Whoever has to find out whether or not something holds has something to do."""
    assert texts(sum_up(record(Kind.NOTE, "Call", body=sentence)), Section.LOOSE_ENDS) == [sentence]


def test_lines_of_machines_say_nothing() -> None:
    """A zone file has no word in it that a person wrote."""
    zone = "www    300  IN CNAME  web1.pell.example.\ncache1 300  IN A      203.0.113.31\n"
    told = sum_up(document("DNS export", zone, "text/plain")).claims
    assert not [claim for claim in told if "203.0.113" in claim.text]


def test_plan_for_a_disaster_tells_of_none() -> None:
    """What is to be done once everything burns has not happened."""
    plan = "# Keeping going after a disaster\n\n## First hour\n\nCount heads and call the brigade.\n"
    assert texts(sum_up(document("Business continuity plan", plan)), Section.CHALLENGES) == []


def test_whom_a_sentence_speaks_of_stands_before_it() -> None:
    """A sentence that leans on the one before is said with it."""
    note = record(Kind.NOTE, "Call", body="Old Sam Reed still comes in. He alone knows where the main valve is.")
    assert texts(sum_up(note), Section.TACIT) == [
        "Old Sam Reed still comes in. He alone knows where the main valve is."
    ]


def test_circulars_and_automatic_replies_say_nothing() -> None:
    """What was written to everybody, or by nobody, is no source."""
    circular = record(
        Kind.EMAIL, "News", subject="News", body="We decided to open a shop. Unsubscribe here if you like."
    )
    reply = record(Kind.EMAIL, "Out of office: Ana", subject="Out of office: Ana", body="The report is still pending.")
    assert not [claim for claim in sum_up(circular, reply).claims if claim.sources[0].record.kind is Kind.EMAIL]


def test_quoted_mail_and_what_is_below_the_closing_say_nothing() -> None:
    """Another record says the quoted mail, and a signature's slogan is nobody's goal."""
    body = (
        "Hello Ana,\nthe survey hasn't been signed.\nBest regards\nSam\nOur goal is your success, always.\n"
        "On Monday Ana wrote:\n> We decided to drop the second survey."
    )
    dossier = sum_up(record(Kind.EMAIL, "Survey", subject="Survey", body=body))
    assert texts(dossier, Section.LOOSE_ENDS) == ["the survey hasn't been signed."]
    assert not texts(dossier, Section.GOALS) + texts(dossier, Section.DECISIONS)


def test_a_mixed_log_is_read_by_its_kinds() -> None:
    """A column of kinds gives each row its section; an issue that is open is a loose end."""
    log = document(
        "RAID",
        "Type,Description,Owner,Status\nIssue,Scanner lost its link,Ana,Closed\nIssue,Gate sticks,Sam,Open\n"
        "Decision,Night shift stays in house,Ana,Closed\n",
        "text/csv",
    )
    dossier = sum_up(log)
    assert any("Scanner" in text for text in texts(dossier, Section.CHALLENGES))
    assert any("Gate" in text for text in texts(dossier, Section.LOOSE_ENDS))
    assert any("Night shift" in text for text in texts(dossier, Section.DECISIONS))


def test_what_is_paid_for_says_until_when() -> None:
    """A subscription's renewal day is a deadline too, while it is still to come."""
    sheet = document("Subscriptions", "Item,Amount,Renewal date\nMonitoring,EUR 480,2026-11-03\n", "text/csv")
    assert texts(sum_up(sheet), Section.DEADLINES) == ["2026-11-03: Monitoring (Renewal date) — Amount: EUR 480"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The permit for the yard has to be renewed before 4 September.", True),
        ("Die Unterlagen müssen bis 4. September beim Amt sein.", True),
        ("La licencia caduca el 4 de septiembre.", True),
        ("The permit for the yard has to be renewed before 4 June.", False),
        ("The permit for the yard has to be renewed before 4 April.", False),
    ],
)
def test_day_without_a_year_falls_due_where_it_is_to_come(sentence: str, told: bool) -> None:  # noqa: FBT001 - a case's answer
    """The note is of 1 May, and the dossier of 15 June: a day of April or early June is over."""
    assert bool(texts(sum_up(record(Kind.NOTE, "Call", body=sentence)), Section.DEADLINES)) is told


def test_what_is_below_done_is_done() -> None:
    """A heading 'Done' takes what is below it out of everything that is open."""
    text = "# Notes\n\n## Done\n\n- The gate hasn't been painted, not needed\n\n## Left to do\n\n- Paint the fence\n"
    assert texts(sum_up(document("Notes", text)), Section.LOOSE_ENDS) == ["Paint the fence"]


def test_unsigned_is_not_done() -> None:
    """'has not been signed' below a heading of open items stays open, 'is done' does not."""
    text = "# Open items\n\n- The lease has not been signed\n- The badge is done\n"
    assert texts(sum_up(document("Open items", text)), Section.LOOSE_ENDS) == ["The lease has not been signed"]


def test_messages_and_line_items_are_read() -> None:
    """A text message tells, and a line item is money."""
    message = record(Kind.MESSAGE, "Message", body="The back gate only opens if you push it twice.")
    item = record(Kind.LINE_ITEM, "Support", name="Support", quantity="12", price="90")
    dossier = sum_up(message, item)
    assert texts(dossier, Section.TACIT) == ["The back gate only opens if you push it twice."]
    assert texts(dossier, Section.MONEY) == ["Support: 12 at 90"]


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("The board leaves quietly right after the annual report is accepted.", Section.WORK),
        ("Keys are returned whether or not invoices are open.", Section.LOOSE_ENDS),
        ("Order matters: first the valve, then the pump.", Section.LOOSE_ENDS),
        ("See the review of the flood.", Section.CHALLENGES),
        ("First call with Yusuf.", Section.PEOPLE),
    ],
)
def test_what_only_sounds_like_a_topic_is_no_claim(sentence: str, section: Section) -> None:
    """A clause that only supposes something, a pointer elsewhere and the occasion of a note say nothing."""
    note = record(Kind.NOTE, body=sentence)
    assert texts(sum_up(note), section) == []


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("The permit expires on 4 September 2026.", True),
        ("The lease runs from 1 May 2025 and ends on 30 April 2027.", True),
        ("The contract was signed on 4 February 2025 and ends the older one.", False),
        ("Results as of 30 April 2026, until the next count.", False),
        ("Ruth must send the figures by 3 May 2026 (done on 2 May 2026).", False),
        ("Der Vertrag wurde am 4. Februar 2025 bis zum Ende verhandelt.", False),
    ],
)
def test_a_day_that_is_over_is_no_deadline(sentence: str, due: bool) -> None:  # noqa: FBT001 - a parameter of cases
    """A day that was past when the record was written, or what is marked as done, is nothing that falls due."""
    note = record(Kind.NOTE, body=sentence)
    assert bool(texts(sum_up(note), Section.DEADLINES)) is due
