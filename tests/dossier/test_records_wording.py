"""What rests on records, in the wording of many trades: tables, folders, indices, days, people; in three languages."""

from __future__ import annotations

import pytest
from material import claims, document, record, said, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.record import Kind


@pytest.mark.parametrize(
    "folder",
    [
        "Reports sent across",
        "Gone out",
        "What left the house",
        "Submitted to the council",
        "Handed in",
        "Transmittals",
        "Supplied",
        "Despatched",
        "Filed returns",
        "Ausgefolgt",
        "Rausgegangen",
        "Eingereicht beim Finanzamt",
        "Zugestellt",
        "Was wir abgeliefert haben",
        "An die Klinik übergeben",
        "Remitido",
        "Presentado en Hacienda",
        "Lo que salió",
        "Emitidos",
        "Mandado al cliente",
    ],
)
def test_folder_named_for_what_left_the_house_holds_deliverables(folder: str) -> None:
    """Whatever the word for it, what lies in such a folder was delivered."""
    made = record(Kind.FILE, name="Flood study", path=["Acme", folder])
    assert any("Flood study" in text for text in texts(sum_up(made), Section.WORK))


@pytest.mark.parametrize(
    "folder",
    [
        "Sent by client",
        "Received",
        "Invoices sent",
        "Sent mail",
        "Correspondence issued",
        "Quotes submitted",
        "Vom Kunden übergeben",
        "Rechnungen versandt",
        "Angebote eingereicht",
        "Recibido del cliente",
        "Facturas enviadas",
        "Presupuestos presentados",
        "To be sent",
        "Noch nicht übergeben",
        "Sin entregar",
        "Ready to issue",
        "Sent for comment",
        "Zur Freigabe versandt",
        "Enviado para revisión",
    ],
)
def test_folder_of_other_things_that_were_sent_holds_none(folder: str) -> None:
    """Bills, offers, letters, what the client sent and what is still to be sent are no deliverables."""
    made = record(Kind.FILE, name="Flood study", path=["Acme", folder])
    assert texts(sum_up(made), Section.WORK) == []


@pytest.mark.parametrize(
    ("title", "sheet", "items"),
    [
        (
            "Transmittal log",
            "No,Document,Rev,Sent on,Received by\n1,Soil report,B,2026-01-10,K. Ivers\n",
            ["Soil report"],
        ),
        (
            "Index of what went out",
            "Title,Edition,Issued to\nCare manual,2,Matron\nStaff rota,1,Matron\n",
            ["Care manual", "Staff rota"],
        ),
        ("Handed over", "Item,Date,Signed for by\nKeys plan,2026-02-01,Ola\n", ["Keys plan"]),
        (
            "Verzeichnis der übergebenen Unterlagen",
            "Unterlage,Fassung,Übergeben am,Quittiert durch\nSchulungsheft,3,10.01.2026,Frau Lind\n",
            ["Schulungsheft"],
        ),
        ("Planausgang", "Plan,Index,Versandt am,Empfänger\nGrundriss EG,C,10.01.2026,Bauamt\n", ["Grundriss EG"]),
        (
            "Relación de lo entregado",
            "Documento,Edición,Entregado el,Recibí\nPlan de riego,2,10/13/2025,Rosa Gil\n",
            ["Plan de riego"],
        ),
        (
            "Control de envíos",
            "Plano,Revisión,Enviado a,Fecha\nPlanta baja,B,Ayuntamiento,2026-01-10\n",
            ["Planta baja"],
        ),
    ],
)
def test_rows_of_an_index_are_deliverables_and_the_index_is_none(title: str, sheet: str, items: list[str]) -> None:
    """A sheet that lists what was handed over speaks of its rows; the sheet itself was not delivered."""
    made = document(title, sheet, "text/csv", path=["Acme", "Deliverables"])
    work = texts(sum_up(made), Section.WORK)
    assert len(work) == len(items)
    for item in items:
        assert any(item in text for text in work)


@pytest.mark.parametrize(
    ("sheet", "thing", "place"),
    [
        ("Instrument,Site,Serial,Calibration expires\nDensity meter,Colne,DM-4,2026-12-05\n", "Density meter", "Colne"),
        (
            "No,Building,Defect,Responsible,Due,State\n1,North wing,Gutter leaks,Ola,2026-12-05,open\n",
            "Gutter leaks",
            "North wing",
        ),
        ("Branch,Fault,Owner,By when\nLeeds,Till freezes,Ola,2026-12-05\n", "Till freezes", "Leeds"),
        (
            "Nr,Haus,Mangel,Zuständig,Frist,Stand\n1,Arnika,Kabelschott undicht,Ola,2026-12-05,offen\n",
            "Kabelschott undicht",
            "Arnika",
        ),
        ("Filiale;Gerät;Prüfung bis\nGrimma;Kühltheke;05.12.2026\n", "Kühltheke", "Grimma"),
        ("Standort,Anlage,Nächste Wartung\nWerk 2,Presse,2026-12-05\n", "Presse", "Werk 2"),
        ("Sede,Equipo,Caduca\nVigo,Autoclave,2026-12-05\n", "Autoclave", "Vigo"),
        (
            "Planta,Incidencia,Responsable,Fecha límite,Estado\nLugo,Gotea la caldera,Ola,2026-12-05,abierta\n",
            "Gotea la caldera",
            "Lugo",
        ),
    ],
)
def test_row_of_a_thing_at_a_place_falls_due_by_its_thing(sheet: str, thing: str, place: str) -> None:
    """What falls due is the thing, at its place, wherever the columns stand; a place is no system."""
    dossier = sum_up(document("Register", sheet, "text/csv"))
    (due,) = [text for text in texts(dossier, Section.DEADLINES) if "2026" in text]
    assert thing in due
    assert place in due
    assert not any("System" in claim.label for claim in claims(dossier, Section.ACCESS))


@pytest.mark.parametrize(
    "line",
    [
        "Version 5, accepted by Fiona Galbraith on 3 May 2026.",
        "Valid until 30 April 2026.",
        "The permit must be renewed by 12 May 2026.",
        "Fassung 3, unterschrieben vom Betriebsrat am 3. Mai 2026.",
        "Die Lizenz läuft am 30.04.2026 ab.",
        "Segunda edición, aceptada por Óscar el 3 de mayo de 2026.",
        "El permiso vence el 30 de abril de 2026.",
    ],
)
def test_day_that_is_past_at_the_handoff_is_no_deadline(line: str) -> None:
    """What was still to come when it was written, and is over now, is no deadline."""
    made = document("Paper", f"# Paper\n\n## Dates\n\n- {line}\n\n## Text\n\n{line}\n")
    assert said("Paper", str(made.content), Section.DEADLINES) == []


def test_lost_deal_is_no_money() -> None:
    """What was never sold was never worth anything."""
    lost = record(Kind.DEAL, id="7", name="App", stage_label="Verloren", amount="28000", closed=True)
    assert texts(sum_up(lost), Section.MONEY) == []


@pytest.mark.parametrize(
    ("question", "answer", "section"),
    [
        ("What haven't you got round to?", "The Ilkley site has no cost centre codes.", Section.LOOSE_ENDS),
        ("What did you not manage to finish?", "The archive in the cellar.", Section.LOOSE_ENDS),
        ("Who can get into the accounts?", "Dev alone, with his smartcard.", Section.ACCESS),
        ("Who should I talk to?", "Lorna Whitehead, area manager.", Section.PEOPLE),
        ("What do they still owe us?", "The second half of the fee.", Section.MONEY),
        ("What comes up soon?", "The declaration goes in at the end of March.", Section.DEADLINES),
        ("Wozu sind Sie nicht gekommen?", "Die Ablage im Keller.", Section.LOOSE_ENDS),
        ("Was ist liegen geblieben?", "Die Ablage im Keller.", Section.LOOSE_ENDS),
        ("Wer kommt an die Konten?", "Nur Dev mit seiner Karte.", Section.ACCESS),
        ("Was schulden sie uns noch?", "Die zweite Hälfte des Honorars.", Section.MONEY),
        ("¿Qué no os ha dado tiempo a hacer?", "El archivo del sótano.", Section.LOOSE_ENDS),
        ("¿Qué queda por hacer?", "El archivo del sótano.", Section.LOOSE_ENDS),
        ("¿Quién puede entrar en las cuentas?", "Solo Dev, con su tarjeta.", Section.ACCESS),
        ("¿Cuánto nos deben?", "La segunda mitad de la cuota.", Section.MONEY),
    ],
)
@pytest.mark.parametrize("form", ["### {q}\n\n{a}\n", "Q: {q}\nA: {a}\n", "**{q}**\n\n{a}\n", "{q}\n{a}\n"])
def test_answer_is_about_what_was_asked(form: str, question: str, answer: str, section: Section) -> None:
    """A question names the topic of its answer, as a heading, with Q and A, or on a line of its own."""
    marked = not form.startswith(("Q", "{"))
    text = ("# For beginners\n\n" if marked else "") + form.format(q=question, a=answer)
    found = said("For beginners", text, section, "text/markdown" if marked else "text/plain")
    assert any(answer.rstrip(".") in text for text in found)
    assert not any(text.startswith("A: ") for text in found)


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("Discipline,Firm,Person,Contact\nFire,Ember,Tess Mulligan,tess@ember.example\n", "Tess Mulligan"),
        ("Who,Trade,Telephone\nOla Berg,Boilers,01632 960000\n", "Ola Berg"),
        ("Funktion,Name,Durchwahl\nStallmeister,Ole Rust,17\n", "Ole Rust"),
        ("Gewerk,Firma,Ansprechpartner,Telefon\nElektro,Volt GmbH,Ole Rust,0341 000\n", "Ole Rust"),
        ("Cargo,Nombre,Correo\nJefa de taller,Rosa Gil,rosa@acme.example\n", "Rosa Gil"),
        ("Área,Empresa,Contacto,Móvil\nLuz,Voltio,Rosa Gil,600 000 000\n", "Rosa Gil"),
    ],
)
def test_row_with_a_name_and_a_way_to_reach_it_is_a_person(sheet: str, told: str) -> None:
    """A table of people is one by its columns, and each row is about the person."""
    (text,) = texts(sum_up(document("Consultants", sheet, "text/csv")), Section.PEOPLE)
    assert text.startswith(told)


def test_delivered_file_is_told_once_with_its_own_word_of_it() -> None:
    """What a delivered file says of its acceptance stands with the file, and is no second deliverable."""
    made = document("Care manual", "# Care manual\n\nEdition 2 was accepted by Ola Berg.\n", path=["Acme", "Issued"])
    (work,) = texts(sum_up(made), Section.WORK)
    assert work == "Care manual (in Acme / Issued) \u2014 Edition 2 was accepted by Ola Berg."


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Crates - handing-over note", "Nine crates, stencilled. Signed for by E. Laird."),
        ("Lieferschein 12", "Neun Kisten, beschriftet. Quittiert von Frau Lind."),
        ("Acta de entrega", "Nueve cajas, rotuladas. Recibidas por Rosa Gil."),
    ],
)
def test_delivery_note_is_told_by_what_it_hands_over(title: str, text: str) -> None:
    """A paper about a delivery says what was delivered."""
    (work,) = texts(sum_up(document(title, f"{text}\n", "text/plain", path=["Acme", "Issued"])), Section.WORK)
    assert text in work


def test_list_of_parts_does_not_make_a_plan_an_index() -> None:
    """A delivered plan with a table of its sheets is the deliverable; the sheets stand with it."""
    sheet = "Drawing,Rev,Issued to\nGround floor,F,Tenderers\nRoof,F,Tenderers\n"
    (work,) = texts(sum_up(document("Plans for tender", sheet, "text/csv", path=["Acme", "Issued"])), Section.WORK)
    assert work == "Plans for tender (in Acme / Issued) \u2014 Ground floor; Roof"


def test_day_of_what_is_still_open_stays_although_it_is_past() -> None:
    """What is overdue is still due."""
    table = "Item,Owner,Due,Status\nCollect the keys,Ola,2026-05-20,open\n"
    task = record(Kind.TASK, subject="Return the badge", due="2026-05-20T00:00:00Z")
    found = texts(sum_up(document("Open items", table, "text/csv"), task), Section.DEADLINES)
    assert sorted(found) == ["2026-05-20: Collect the keys", "2026-05-20: Return the badge"]
    assert said("Paper", "## Dates\n\n- The filing of 12 May 2026 is overdue.\n", Section.DEADLINES)


@pytest.mark.parametrize(
    "line", ["As of 24 May 2026", "Stand 24. Mai 2026", "Fecha: 24/05/2026", "done", "erledigt", "hecho"]
)
def test_list_of_what_is_open_says_its_date_and_its_ticks_without_a_claim(line: str) -> None:
    """The day of a list, and a bare word for done, are nothing that is open."""
    assert said("Plan", f"# Plan\n\n## Open points\n\n- {line}\n", Section.LOOSE_ENDS) == []


@pytest.mark.parametrize(
    "line", ["Cut-over: 12 December 2026", "Abgabe: 12.12.2026", "Mudanza: 12 de diciembre de 2026"]
)
def test_bare_day_in_a_list_of_what_is_open_is_a_deadline(line: str) -> None:
    """A name and its day among open items is a day to keep."""
    text = f"# Plan\n\n## Open points\n\n- {line}\n"
    assert said("Plan", text, Section.DEADLINES) == [line]
    assert said("Plan", text, Section.LOOSE_ENDS) == []


@pytest.mark.parametrize("line", ["From behind, or far away.", "Von hinten oder weit weg.", "De espaldas o de lejos."])
def test_line_below_people_that_names_nobody_is_no_person(line: str) -> None:
    """A chapter on how to photograph people names nobody."""
    assert said("Style", f"# Style\n\n## People\n\n- {line}\n", Section.PEOPLE) == []


def test_diary_is_no_list_of_deadlines() -> None:
    """Below a title alone only what names a time is a deadline."""
    text = "# Gallery diary\n\n- Moths: none. Touch wood.\n- The smoke heads are tested each March.\n"
    assert said("Gallery diary", text, Section.DEADLINES) == ["The smoke heads are tested each March."]


def test_diary_that_tells_what_was_names_no_deadlines() -> None:
    """What happened in a month stands below that month, and falls due no more."""
    text = "# Gallery diary\n\n## April\n\nThe lift stood still for a week until the fitter came.\n"
    assert said("Gallery diary", text, Section.DEADLINES) == []
    assert said("Gallery diary", text, Section.CHALLENGES) != []


@pytest.mark.parametrize(
    "sheet",
    [
        "Ref,Room,Observation,Status\n2.1,Hall,Door slams,Open\n2.2,Hall,Paint chip,Closed\n2.3,WC,Tap drips,In hand\n",
        "Pos.,Raum,Beanstandung,Stand\n1,A,Door slams,offen\n2,A,Paint chip,erledigt\n3,WC,Tap drips,in Arbeit\n",
        "Ref,Sala,Deficiencia,Estado\n1,A,Door slams,abierta\n2,A,Paint chip,cerrada\n3,WC,Tap drips,en curso\n",
    ],
)
def test_thing_whose_state_is_open_is_a_loose_end(sheet: str) -> None:
    """A list of findings with their states holds what is open, and nothing of what is closed."""
    found = texts(sum_up(document("Round 2", sheet, "text/csv")), Section.LOOSE_ENDS)
    assert [text.partition(" \u2014 ")[0] for text in found] == ["Door slams", "Tap drips"]


def test_day_of_the_last_service_is_no_system() -> None:
    """'Last service' is a day and no service that somebody gets into."""
    sheet = "Plant room,Boiler,Last service,Next service due\nGym,Vaillant 2,2026-01-01,2026-08-15\n"
    dossier = sum_up(document("Boilers", sheet, "text/csv"))
    assert "Vaillant 2" in "".join(texts(dossier, Section.DEADLINES))
    assert "Vaillant 2" not in "".join(texts(dossier, Section.ACCESS))


@pytest.mark.parametrize("line", ["As of 24 December 2026", "Stand 24. Dezember 2026", "noch offen"])
def test_date_or_heading_of_a_note_is_nothing_that_is_open(line: str) -> None:
    """A line of a plain note that only dates it, or heads it, is no loose end and no deadline."""
    text = f"{line}\n\nring the plumber about the valve\n"
    found = sum_up(document("To do", text, "text/plain"))
    assert line not in "".join([*texts(found, Section.LOOSE_ENDS), *texts(found, Section.DEADLINES)])
