"""What documents, notes and mails say: by headings, columns, keys, boxes and phrases, in three languages."""

from __future__ import annotations

import pytest
from material import claims, document, finding, read, record, said, sum_up, texts

from handoff.domain.dossier import Finding, Section
from handoff.domain.record import Kind


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Goals", Section.GOALS),
        ("2. Project objectives", Section.GOALS),
        ("Projektziele", Section.GOALS),
        ("Objetivos del proyecto", Section.GOALS),
        ("Deliverables", Section.WORK),
        ("Lieferumfang", Section.WORK),
        ("Entregables", Section.WORK),
        ("Challenges and how we overcame them", Section.CHALLENGES),
        ("Herausforderungen", Section.CHALLENGES),
        ("Retos", Section.CHALLENGES),
        ("Key decisions", Section.DECISIONS),
        ("Entscheidungen", Section.DECISIONS),
        ("Decisiones tomadas", Section.DECISIONS),
        ("Open points", Section.LOOSE_ENDS),
        ("Offene Punkte", Section.LOOSE_ENDS),
        ("Temas pendientes", Section.LOOSE_ENDS),
        ("Risks", Section.DEADLINES),
        ("Risiken", Section.DEADLINES),
        ("Plazos", Section.DEADLINES),
        ("Systems and access", Section.ACCESS),
        ("Zugänge", Section.ACCESS),
        ("Accesos", Section.ACCESS),
        ("Billing", Section.MONEY),
        ("Rechnungsstand", Section.MONEY),
        ("Facturación", Section.MONEY),
        ("Who is who", Section.PEOPLE),
        ("Ansprechpartner", Section.PEOPLE),
        ("Contactos", Section.PEOPLE),
        ("Things you should know", Section.TACIT),
        ("Gut zu wissen", Section.TACIT),
        ("Conviene saber", Section.TACIT),
        ("Runbook", Section.FORWARD),
        ("Betriebshandbuch", Section.FORWARD),
        ("Mantenimiento", Section.FORWARD),
        ("Retention", Section.RECORDS),
        ("Why we part", Section.DETERMINATION),
    ],
)
def test_heading_gives_what_is_below_to_its_section(heading: str, section: Section) -> None:
    """An item below a heading is a claim of the heading's section and of no other text section."""
    text = "The blue widget reaches Bilbao"
    dossier = sum_up(document("Handbook", f"# Handbook\n\n## {heading}\n\n- {text}\n"))
    assert text in texts(dossier, section)
    assert sum(text in texts(dossier, other) for other in Section) == 1


def test_innermost_heading_decides() -> None:
    """A neutral heading shields what is below it, a nearer topic wins over a farther one."""
    text = "## Goals\n\n### Risks\n\n- Supplier may close\n\n### Attendees\n\n- Ana from Acme\n"
    dossier = sum_up(document("Review", text))
    assert texts(dossier, Section.GOALS) == []
    assert texts(dossier, Section.DEADLINES) == ["Supplier may close"]


def test_subheading_leads_its_text() -> None:
    """The heading below the topic is part of what is said; its paragraphs tell one story."""
    text = "## Challenges\n\n### The flood\n\nWater came in May.\n\nWe moved the archive upstairs.\n"
    assert said("Review", text, Section.CHALLENGES) == ["The flood: Water came in May. We moved the archive upstairs."]


def test_sections_headed_like_columns_are_one_row() -> None:
    """'What happened', 'Effect', 'What remains' tell one challenge."""
    text = (
        "# Review\n\n## What happened\n\nThe van broke.\n\n## Effect\n\nTwo days lost.\n\n"
        "## How it was overcome\n\nWe hired one.\n\n## What remains\n\nIt is old.\n"
    )
    told = "The van broke. — Effect: Two days lost.; How it was overcome: We hired one.; What remains: It is old."
    assert said("Review", text, Section.CHALLENGES) == [told]


def test_decision_document_is_one_decision() -> None:
    """A record of one decision, in sections, is one claim with what was rejected."""
    text = (
        "# 7. Use PostgreSQL\n\n## Status\n\nAccepted\n\n## Decision\n\nWe use PostgreSQL.\n\n"
        "## Alternatives considered\n\nMySQL and files.\n"
    )
    assert said("ADR 7", text, Section.DECISIONS) == [
        "7. Use PostgreSQL: We use PostgreSQL. — Alternatives considered: MySQL and files."
    ]


@pytest.mark.parametrize(
    ("heads", "row", "section", "text"),
    [
        ("Goal | Baseline | Result", "Faster | 9 s | 2 s", Section.GOALS, "Faster — Baseline: 9 s; Result: 2 s"),
        ("Ziel | Ausgangswert | Ist", "Tempo | 9 s | 2 s", Section.GOALS, "Tempo — Ausgangswert: 9 s; Ist: 2 s"),
        ("Objetivo | Inicial | Actual", "Ventas | 3 | 5", Section.GOALS, "Ventas — Inicial: 3; Actual: 5"),
        (
            "Date | Decision | Options rejected",
            "May | Use X | Y",
            Section.DECISIONS,
            "Use X — Date: May; Options rejected: Y",
        ),
        ("Item | Owner | Due", "Sign | Ana | soon", Section.LOOSE_ENDS, "Sign — Owner: Ana; Due: soon"),
        (
            "Aufgabe | Zuständig | Fällig",
            "Prüfen | Ana | bald",
            Section.LOOSE_ENDS,
            "Prüfen — Zuständig: Ana; Fällig: bald",
        ),
        (
            "Tarea | Responsable | Vence",
            "Firmar | Ana | pronto",
            Section.LOOSE_ENDS,
            "Firmar — Responsable: Ana; Vence: pronto",
        ),
        ("Risk | Effect | Owner", "Strike | delay | Ana", Section.DEADLINES, "Strike — Effect: delay; Owner: Ana"),
        ("System | Role | Holder", "CMS | admin | Ana", Section.ACCESS, "CMS — Role: admin; Holder: Ana"),
        ("System | Rolle | Benutzer", "CMS | Admin | Ana", Section.ACCESS, "CMS — Rolle: Admin; Benutzer: Ana"),
        ("Deliverable | Version", "Guide | 2.1", Section.WORK, "Guide — Version: 2.1"),
        ("Item | Amount | Due", "Hosting | 85 | May", Section.MONEY, "Hosting — Amount: 85; Due: May"),
        ("Name | Role | Email", "Ana | CFO | a@b.example", Section.PEOPLE, "Ana — Role: CFO; Email: a@b.example"),
        (
            "Records | Legal basis | Until",
            "Ledgers | tax law | 2032",
            Section.RECORDS,
            "Ledgers — Legal basis: tax law; Until: 2032",
        ),
        ("If | Then | Call", "Fire | Leave | 112", Section.DEADLINES, "Fire — Then: Leave; Call: 112"),
    ],
)
def test_columns_give_a_row_to_its_section(heads: str, row: str, section: Section, text: str) -> None:
    """The columns vote for the section; the row is one claim with its other cells named."""
    line = "|".join("---" for _ in heads.split("|"))
    assert said("Sheet", f"| {heads} |\n| {line} |\n| {row} |\n", section) == [text]


def test_table_that_names_nothing_is_no_claim() -> None:
    """A table of measurements says nothing that the dossier asks for."""
    dossier = sum_up(document("Readings", "Month,Visits,Orders\nMay,100,3\nJune,120,4\n", "text/csv"))
    assert {claim.label for claim in dossier.claims if claim.sources[0].title == "Readings"} <= {
        "Files",
        "Google Drive",
    }


def test_open_row_carries_day_and_urgency() -> None:
    """A row's due day makes a deadline, its priority counts in the condition."""
    text = "Task,Owner,Due,Priority\nRenew licence,Ana,1 June 2026,high\n"
    dossier = sum_up(document("Actions", text, "text/csv"))
    assert texts(dossier, Section.DEADLINES) == ["2026-06-01: Renew licence (Due: 1 June 2026)"]
    assert claims(dossier, Section.CONDITION)[0].label == "Red"


@pytest.mark.parametrize("status", ["done", "Closed", "erledigt", "hecho"])
def test_closed_row_is_no_loose_end(status: str) -> None:
    """What a list says is done shows that the list was kept, and is no loose end."""
    dossier = sum_up(document("Open items", f"Item,Owner,Status\nSign,Ana,{status}\n", "text/csv"))
    assert finding(dossier, Section.LOOSE_ENDS) is Finding.NONE


def test_boxes_are_loose_ends_until_they_are_ticked() -> None:
    """An unticked box is open, a ticked one is not, under whatever heading."""
    text = "- [ ] Renew the certificate by 2026-07-01\n- [x] Move the DNS\n"
    dossier = sum_up(document("Notes", text))
    assert texts(dossier, Section.LOOSE_ENDS) == ["Renew the certificate by 2026-07-01"]
    assert finding(sum_up(document("Notes", "- [x] Move the DNS\n")), Section.LOOSE_ENDS) is Finding.NONE


@pytest.mark.parametrize("word", ["None.", "keine", "Ninguno", "n/a", "No open items"])
def test_none_said_is_none(word: str) -> None:
    """A section that says in a word that it is empty is 'none', not 'unknown'."""
    dossier = sum_up(document("Status", f"## Open items\n\n{word}\n"))
    assert finding(dossier, Section.LOOSE_ENDS) is Finding.NONE


@pytest.mark.parametrize("word", ["TBD", "<name here>", "[to fill in]", "???", "unknown", "The following are open:"])
def test_slots_and_leads_are_no_claims(word: str) -> None:
    """A form's empty slot and a line that leads to others say nothing."""
    assert finding(sum_up(document("Status", f"## Open items\n\n- {word}\n")), Section.LOOSE_ENDS) is Finding.UNKNOWN


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("We decided to use Shopify because the team knows it.", Section.DECISIONS),
        ("Wir haben uns für Shopify entschieden, weil das Team es kennt.", Section.DECISIONS),
        ("Decidimos usar Shopify porque el equipo lo conoce.", Section.DECISIONS),
        ("The goal is to halve the waiting time by autumn.", Section.GOALS),
        ("Das Ziel ist, die Wartezeit zu halbieren.", Section.GOALS),
        ("El objetivo es reducir la espera a la mitad.", Section.GOALS),
        ("The import failed twice and orders were lost.", Section.CHALLENGES),
        ("Der Import ist zweimal fehlgeschlagen.", Section.CHALLENGES),
        ("La importación falló dos veces en marzo.", Section.CHALLENGES),
        ("The migration of the archive is still outstanding.", Section.LOOSE_ENDS),
        ("Die Migration des Archivs steht noch aus.", Section.LOOSE_ENDS),
        ("La migración del archivo sigue pendiente.", Section.LOOSE_ENDS),
        ("It is not yet decided who pays for the stand.", Section.LOOSE_ENDS),
        ("We learned that the board reads only the first page.", Section.TACIT),
        ("Nur Herr Kunz weiß, wie die Anlage startet.", Section.TACIT),
        ("Conviene saber que agosto está cerrado.", Section.TACIT),
        ("Helena prefers a call before ten.", Section.PEOPLE),
        ("Frau Vogt bevorzugt kurze Mails.", Section.PEOPLE),
        ("Lucía prefiere hablar por teléfono.", Section.PEOPLE),
        ("We promised Ana a training day in July.", Section.PEOPLE),
        ("If the feed stops, call Samuel and restart it.", Section.DEADLINES),
        ("Falls die Anlage ausfällt, den Notdienst anrufen.", Section.DEADLINES),
        ("Si el servidor cae, llamar a Marta.", Section.DEADLINES),
        ("The certificate expires on 3 August 2026.", Section.DEADLINES),
        ("Der Vertrag endet am 31.12.2026.", Section.DEADLINES),
        ("El contrato vence el 31 de diciembre de 2026.", Section.DEADLINES),
        ("The final invoice of EUR 2,600 goes out in June.", Section.MONEY),
        ("Die Schlussrechnung über 2.600 € folgt im Juni.", Section.MONEY),
        ("La factura final de 2.600 € sale en junio.", Section.MONEY),
        ("Ana has admin access to the shop system.", Section.ACCESS),
        ("Das Passwort liegt im Tresor der Firma.", Section.ACCESS),
        ("The guide was delivered and signed off in May.", Section.WORK),
    ],
)
def test_phrase_gives_a_sentence_to_its_section(sentence: str, section: Section) -> None:
    """Free prose in a note is understood by its phrases."""
    note = record(Kind.NOTE, "Call", body=f"Long talk with the team today. {sentence} The weather was fine.")
    assert texts(sum_up(note), section) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Should we decide this on Monday or later?",
        "There has been no outage since the spring.",
        "Nice lunch with the whole team in Bristol.",
        "31 findings were fixed by 27 August 2026.",
        "The following decisions were taken in spring and summer.",
    ],
)
def test_prose_that_says_nothing_is_no_claim(sentence: str) -> None:
    """Questions, introductions, small talk and what did not happen are left out."""
    note = record(Kind.NOTE, "Call", body=sentence)
    assert not [claim for claim in sum_up(note).claims if claim.sources[0].record == note.record]


def test_sentences_that_go_on_stay_together() -> None:
    """What was done about a problem stays with it."""
    body = "The import failed twice in March. We fixed it by splitting the file. Lunch was good."
    assert texts(sum_up(record(Kind.NOTE, "Call", body=body)), Section.CHALLENGES) == [
        "The import failed twice in March. We fixed it by splitting the file."
    ]


def test_keyed_lines_are_one_row() -> None:
    """`Key: value` lines below one another are cells of one claim; the next main key begins another."""
    body = "Decision: Use X\nReason: cheaper\nRejected: Y\n\nDecision: Launch in May\nReason: trade fair\n"
    assert texts(sum_up(record(Kind.NOTE, "Meeting", body=body)), Section.DECISIONS) == [
        "Use X — Reason: cheaper; Rejected: Y",
        "Launch in May — Reason: trade fair",
    ]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Decided: ship on Tuesdays only", Section.DECISIONS),
        ("Beschlossen: Versand nur am Dienstag", Section.DECISIONS),
        ("Risk: the supplier may close", Section.DEADLINES),
        ("Riesgo: el proveedor puede cerrar", Section.DEADLINES),
        ("We learned: call before ten", Section.TACIT),
        ("Still open: the transfer code", Section.LOOSE_ENDS),
        ("Needs a decision: who is on call in August", Section.LOOSE_ENDS),
        ("Alternatives offered: a smaller contract", Section.DETERMINATION),
    ],
)
def test_leading_words_give_a_line_to_its_section(line: str, section: Section) -> None:
    """A single line with a known key is a claim, also in the middle of a paragraph."""
    value = line.split(": ")[1]
    assert value in texts(sum_up(record(Kind.NOTE, "Call", body=line)), section)
    assert value in texts(sum_up(record(Kind.NOTE, "Call", body=f"All is well. {line}")), section)


def test_lead_heads_the_items_below_it() -> None:
    """A line that ends in a colon is the heading of the items that follow, and of them alone."""
    body = "Open points:\n- Transfer code\n- Last invoice\n\nThanks to everybody, it was good.\n"
    assert texts(sum_up(record(Kind.NOTE, "Call", body=body)), Section.LOOSE_ENDS) == [
        "Transfer code",
        "Last invoice",
    ]


def test_title_gives_its_topic_to_items_and_keeps_introductions_out() -> None:
    """Items of a 'Risk register' are risks; the paragraph that introduces them is not one."""
    text = "# Risk register\n\nThis lists what may happen, reviewed monthly.\n\n- The supplier may close\n"
    assert said("Risk register", text, Section.DEADLINES) == ["The supplier may close"]


def test_introduction_speaks_where_nothing_else_does() -> None:
    """A document of one paragraph is heard if its title names a topic."""
    assert said("Goals", "# Goals\n\nHalve the waiting time.\n", Section.GOALS) == ["Halve the waiting time."]


@pytest.mark.parametrize(
    "title", ["Statement of work: care and growth retainer", "Meeting with the access committee of the county council"]
)
def test_title_that_only_mentions_a_topic_gives_none(title: str) -> None:
    """A title is about a topic only where the topic is at least half of it."""
    assert said(title, "- We sell plants\n", Section.MONEY) == []
    assert said(title, "- We sell plants\n", Section.ACCESS) == []


def test_only_the_latest_of_a_series_is_believed_about_the_present() -> None:
    """What an older report calls open is not open any more; what it calls decided still is."""
    reports = [
        document("Status 2026-05-01", "## Open items\n\n- Old thing\n\n## Decisions\n\n- Use X\n"),
        document("Status 2026-06-01", "## Open items\n\n- New thing\n"),
        document("Status 2026-04-01", "## Open items\n\n- Older thing\n"),
    ]
    dossier = sum_up(*reports)
    assert texts(dossier, Section.LOOSE_ENDS) == ["New thing"]
    assert texts(dossier, Section.DECISIONS) == ["Use X"]


def test_templates_and_binned_files_say_nothing() -> None:
    """A template is about nobody; a file in the bin was thrown away."""
    text = "## Open items\n\n- Fill in the list\n"
    binned = document("Status", text, trashed=True)
    assert finding(sum_up(document("Status template", text), binned), Section.LOOSE_ENDS) is Finding.UNKNOWN


def test_quoted_mail_and_signature_say_nothing() -> None:
    """What a mail quotes is said by the mail that it quotes."""
    body = "Fine with me.\n\n> Decided: ship on Tuesdays\n\n-- \nRisk: none, Ana"
    mail = record(Kind.EMAIL, "Re: plan", body=body)
    assert not [claim for claim in sum_up(mail).claims if claim.sources[0].record == mail.record]


def test_long_paragraph_is_parted_at_sentences_and_loses_nothing() -> None:
    """A claim stays short enough to be read; all of its words are in one claim or another."""
    text = " ".join(f"Sentence number {number} says something of its own." for number in range(60))
    parts = said("Review", f"## Challenges\n\n{text}\n", Section.CHALLENGES)
    assert len(parts) > 1
    assert all(len(part) <= 700 for part in parts)
    assert " ".join(parts) == text


def test_same_thing_from_two_records_is_one_claim_with_two_sources() -> None:
    """Case, accents, punctuation and small words do not make a second claim."""
    one = document("Notes", "## Decisions\n\n- We ship on Tuesdays only.\n")
    two = record(Kind.NOTE, "Call", body="Decision: ship only on TUESDAYS")
    (claim,) = claims(sum_up(one, two), Section.DECISIONS)
    assert [source.record for source in claim.sources] == [one.record, two.record]


def test_same_words_in_two_sections_are_two_claims() -> None:
    """Merging never moves a claim into another section."""
    text = "## Goals\n\n- Ship faster\n\n## Open items\n\n- Ship faster\n"
    dossier = sum_up(document("Notes", text))
    assert texts(dossier, Section.GOALS) == texts(dossier, Section.LOOSE_ENDS) == ["Ship faster"]


def test_own_earlier_dossier_is_no_source() -> None:
    """A document that names this handoff was delivered by it, and is left out whole."""
    dossier = sum_up()
    own = document("Dossier", f"## Goals\n\n- Ship faster\n\nHandoff {dossier.handoff}.\n")
    assert read(own)
    assert finding(sum_up(own), Section.GOALS) is Finding.UNKNOWN


def test_documents_own_word_on_the_condition_is_reported_beside_ours() -> None:
    """Ours, from the records, comes first; what people wrote is shown as reported."""
    text = "## Condition now\n\nAmber: the campaign falls into the change.\n\n## Open items\n\n- Sign the form\n"
    labels = [claim.label for claim in claims(sum_up(document("Start here", text)), Section.CONDITION)]
    assert labels == ["Green", "Reported"]


def test_bare_headings_of_plain_text_are_headings() -> None:
    """A short line above what is longer, or above a list, heads it, also without any mark."""
    text = "Site file\n\nQuirks\nThe scanner needs the printer to be on.\n\nGoals agreed in 2023\n  1. No downtime\n"
    assert said("Site file", text, Section.TACIT, "text/plain") == ["The scanner needs the printer to be on."]
    assert said("Site file", text, Section.GOALS, "text/plain") == ["No downtime"]


@pytest.mark.parametrize("title", ["Handover Acme", "Übergabe Mandat Acme", "Traspaso de Acme"])
def test_title_of_a_handover_gives_no_topic(title: str) -> None:
    """A handover document is about everything: what no heading names stays unsaid."""
    assert finding(sum_up(document(title, "## Weather\n\n- It rained\n")), Section.TACIT) is Finding.UNKNOWN
    assert said(title, "## Weather\n\n- It rained\n", Section.FORWARD) == [
        "Jonas Weber — jonas@studio.example",
        "2026-07-01 00:00 UTC; it never depends on a payment",
    ]


def test_key_of_a_few_words_names_the_main_thing() -> None:
    """'Main risk', 'Objetivo inicial' are keys too; 'Account manager' is none."""
    body = "Main risk: the supplier closes\nAccount manager: Maya Okafor"
    note = record(Kind.NOTE, "Call", body=body)
    assert texts(sum_up(note), Section.DEADLINES) == ["the supplier closes"]
    assert not claims(sum_up(note), Section.ACCESS)


def test_person_who_is_to_do_something_has_a_loose_end() -> None:
    """'Jo to send …' is how minutes assign."""
    note = record(Kind.NOTE, "Call", body="- Jo to send the logo files by 3 July 2026\n- nice weather in town today")
    assert texts(sum_up(note), Section.LOOSE_ENDS) == ["Jo to send the logo files by 3 July 2026"]


def test_a_long_story_goes_on_under_its_own_head() -> None:
    """What a long row says last stands under the head of its own cell, not under that of the first."""
    filler = "The pumps ran all night and nobody slept much, as the log of the watch says in its own plain words. " * 6
    text = (
        "# Review of the flood\n\n## What happened\nThe cellar was flooded on 3 March.\n\n"
        f"## How it was overcome\n{filler}\n\n## What remains\nThe drain is narrow. Test it before each winter."
    )
    told = claims(sum_up(document("Review of the flood", text)), Section.CHALLENGES)
    assert told[0].label == "What happened"
    assert [claim.label for claim in told if "before each winter" in claim.text] == ["What remains"]
