"""What rows of tables say: whether they are done, what they cost, what was handed over, when they fall due."""

from __future__ import annotations

import pytest
from material import claims, document, finding, read, record, said, sum_up, texts

from handoff.domain.dossier import Finding, Section
from handoff.domain.record import Kind
from handoff.domain.summary.rules.rows.values import is_day_alone

_CSV = "text/csv"


@pytest.mark.parametrize(
    "sheet",
    [
        "What,Who,By\nOil the gate,Ola,done\n",
        "What,Who\nOil the gate,done in December\n",
        "Item,Owner,Due,Remark\nOil the gate,Ola,2026-12-01,dealt with\n",
        "Item,Owner,State\nOil the gate,Ola,closed on 3 April 2026\n",
        "Item,Owner,State\nOil the gate,Ola,signed off by Reith\n",
        "Punkt,wer,bis\nTor ölen,Ola,erledigt\n",
        "Punkt,wer,bis,Datum\nTor ölen,Ola,erledigt,03.05.2026\n",
        "Mangel,Firma,Stand\nTor klemmt,Ola GmbH,beseitigt\n",
        "Mangel,Zuständig,Bemerkung\nTor klemmt,Ola,behoben am 3. Mai\n",
        "Aufgabe,Zuständig,Erledigt am\nTor ölen,Ola,03.04.2026\n",
        "Asunto,Quién,Para cuándo\nEngrasar la verja,Ola,hecho\n",
        "Defecto,Responsable,Estado\nChirría la verja,Ola,subsanado el 3 de mayo\n",
        "Asunto,Responsable,Plazo,Observaciones\nEngrasar la verja,Ola,2026-12-01,realizado por Ola\n",
        "Familia,Total,Estado,Pendiente\nPantalón,170,publicado,nada por fotografiar\n",
        "Patent,Gemeldet,Offen\nDichtspalt,2026-03-02,nein\n",
        "No,What,Who,Where it stands\nTB-15,Image sitemap,Ola,done 12 May\n",
        "What,From,State\nSound at each order,Ola,not doing it\n",
    ],
)
def test_row_that_says_it_is_done_is_no_loose_end(sheet: str) -> None:
    """Whatever column says that a row is done closes it, and it is no deadline either."""
    dossier = sum_up(document("Open items", sheet, _CSV))
    assert finding(dossier, Section.LOOSE_ENDS) is Finding.NONE
    assert texts(dossier, Section.DEADLINES) == []


@pytest.mark.parametrize(
    ("sheet", "thing"),
    [
        ("Item,Owner,State\nOil the gate,Ola,to be done by Friday\n", "Oil the gate"),
        ("Item,Owner,State\nOil the gate,Ola,done by Friday\n", "Oil the gate"),
        ("Item,Owner,State\nOil the gate,Ola,closed except for the latch\n", "Oil the gate"),
        ("Item,Owner,State\nOil the gate,Ola,closed on 3 December 2026\n", "Oil the gate"),
        ("Punkt,wer,Stand\nTor ölen,Ola,noch nicht erledigt\n", "Tor ölen"),
        ("Asunto,Quién,Estado\nEngrasar la verja,Ola,hecho salvo el pestillo\n", "Engrasar la verja"),
        ("Item,Owner,State\nOil the gate,Ola,done 60 %\n", "Oil the gate"),
        ('Item,Owner,State\nOil the gate,Ola,"done, 3 of 5"\n', "Oil the gate"),
        ("Item,Owner,State\nOil the gate,Ola,100% (latch outstanding)\n", "Oil the gate"),
        ("Item,Owner,State\nOil the gate,Ola,done by end of Q1\n", "Oil the gate"),
        ("Item,Owner,State\nOil the gate,Ola,finished in draft\n", "Oil the gate"),
        ("Punkt,wer,Stand\nTor ölen,Ola,fertig 50 %\n", "Tor ölen"),
        ("Punkt,wer,Stand\nTor ölen,Ola,erledigt bis auf die Tests\n", "Tor ölen"),
        ("Asunto,Quién,Estado\nEngrasar la verja,Ola,hecho en parte\n", "Engrasar la verja"),
        ("Asunto,Quién,Estado\nEngrasar la verja,Ola,terminado al 80 %\n", "Engrasar la verja"),
    ],
)
def test_row_that_is_not_quite_done_stays_a_loose_end(sheet: str, thing: str) -> None:
    """A word for what is done closes nothing where it is still to come, or is taken back."""
    (text,) = said("Open items", sheet, Section.LOOSE_ENDS, _CSV)
    assert text.startswith(thing)


@pytest.mark.parametrize(
    "sheet",
    [
        "Trade,Firm,Guarantee until\nRoof,Ola Ltd,expired\nLift,Ola Ltd,2029-06-30\n",
        "Gewerk,Firma,Gewährleistung bis\nDach,Ola GmbH,abgelaufen\nAufzug,Ola GmbH,30.06.2029\n",
        "Oficio,Empresa,Garantía hasta\nTejado,Ola SL,caducada\nAscensor,Ola SL,2029-06-30\n",
    ],
)
def test_guarantee_that_has_run_out_is_no_deadline(sheet: str) -> None:
    """Of a list of guarantees only those that still run are deadlines."""
    (text,) = said("Deadlines", sheet, Section.DEADLINES, _CSV)
    assert "2029" in text


@pytest.mark.parametrize(
    ("sheet", "thing", "amount"),
    [
        ("Product,Seats,Yearly (GBP),Renews\nMail filter,120,2160,2027-03-15\n", "Mail filter", "2160"),
        ("Service,Users,Cost per year,Renewal date\nTill software,4,980,2027-03-15\n", "Till software", "980"),
        ("Dienst,Jahresbetrag netto,Kündbar bis\nKassensoftware,980,15.03.2027\n", "Kassensoftware", "980"),
        ("Servicio,Cuota anual (EUR),Próxima renovación\nRiego,980,2027-03-15\n", "Riego", "980"),
    ],
)
def test_service_with_a_price_is_money_and_falls_due_once(sheet: str, thing: str, amount: str) -> None:
    """What is paid for is money, and its renewal a deadline that says what it costs; it is no access."""
    dossier = sum_up(document("Services", sheet, _CSV))
    (money,) = texts(dossier, Section.MONEY)
    (due,) = texts(dossier, Section.DEADLINES)
    assert thing in money
    assert amount in money
    assert due.startswith(f"2027-03-15: {thing}")
    assert amount in due
    assert not any(claim.label == "System" for claim in claims(dossier, Section.ACCESS))


def test_system_with_holder_and_price_is_access_and_money() -> None:
    """A row that says who gets in, and what it costs, says both."""
    dossier = sum_up(document("Systems", "System,Admin,Cost per year\nTill,Ola,EUR 980\n", _CSV))
    assert [claim.text for claim in claims(dossier, Section.ACCESS) if claim.label == "System"] == [
        "Till — Admin: Ola; Cost per year: EUR 980"
    ]
    assert texts(dossier, Section.MONEY) == ["Till — Admin: Ola; Cost per year: EUR 980"]


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("Document,Issue,Handed over,Status\nPlan,3,2026-01-30,Signed off by Ola\n", "Signed off by Ola"),
        ("Document,Issue,Status\nPlan,3,Adopted by the board\n", "Adopted by the board"),
        ("Dokument,Fassung,Stand\nPlan,3,freigegeben durch Ola\n", "freigegeben durch Ola"),
        ("Documento,Revisión,Estado\nPlan,3,Aprobado por Ola\n", "Aprobado por Ola"),
    ],
)
def test_register_of_documents_tells_deliverables(sheet: str, told: str) -> None:
    """A number below 'Issue' is a version where the row says that it was handed over or accepted."""
    dossier = sum_up(document("Papers", sheet, _CSV))
    (text,) = texts(dossier, Section.WORK)
    assert text.startswith("Plan")
    assert told in text
    assert texts(dossier, Section.CHALLENGES) == []


def test_measure_without_a_comparison_is_no_goal() -> None:
    """A measure that was taken is no goal; one that falls due is a deadline."""
    table = (
        "| Boat | Condition | Measure |\n|---|---|---|\n| 14 | cracked keel | inspect again before 31 March 2027 |\n"
        "| 22 | rot at the stern | broken up on 27 October 2025 |\n"
    )
    assert said("Survey", table, Section.GOALS) == []
    assert said("Survey", table, Section.DEADLINES) == [
        "inspect again before 31 March 2027 — Boat: 14; Condition: cracked keel"
    ]


@pytest.mark.parametrize(
    ("title", "sheet", "thing"),
    [
        ("Equipment", "Device,Last inspection,Next inspection\nLift,April 2026,April 2027\n", "Lift"),
        ("Geräte", "Gerät,Letzte Prüfung,Nächste Prüfung\nAufzug,04/2026,04/2027\n", "Aufzug"),
        ("Equipos", "Equipo,Última revisión,Próxima revisión\nAscensor,abril 2026,abril de 2027\n", "Ascensor"),
        ("Terminplan", "Vorgang,Datum,Bemerkung\nSperrung Saal 4,2026-12-05,drei Wochen\n", "Sperrung Saal 4"),
        ("Works schedule", "Step,Date,Days\nClosing the ward,2026-12-05,9\n", "Closing the ward"),
        ("Cronograma", "Paso,Fecha,Días\nCierre de la sala,2026-12-05,9\n", "Cierre de la sala"),
    ],
)
def test_month_and_a_schedules_day_to_come_are_deadlines(title: str, sheet: str, thing: str) -> None:
    """What is due in a month, and what a schedule says is to come, falls due."""
    (text,) = said(title, sheet, Section.DEADLINES, _CSV)
    assert text.startswith(thing)


def test_list_of_games_is_no_schedule() -> None:
    """A day in a list that is no schedule is no deadline."""
    assert said("Home games", "Date,Pitch,Team\n2026-12-05,1,First fifteen\n", Section.DEADLINES, _CSV) == []


@pytest.mark.parametrize("stage", ["Not taken up", "Nicht beauftragt", "No adjudicado", "Turned down by the client"])
def test_deal_that_was_never_taken_up_is_no_work(stage: str) -> None:
    """A closed deal whose stage says that it came to nothing was neither delivered nor paid."""
    deal = record(Kind.DEAL, "Deep clean", name="Deep clean", closed=True, stage_label=stage, amount="900")
    assert texts(sum_up(deal), Section.WORK) == []
    assert texts(sum_up(deal), Section.MONEY) == []


@pytest.mark.parametrize("name", ["Terms of business signed", "Fristen Gewährleistung", "Plazos de garantía"])
def test_terms_and_lists_of_deadlines_are_not_delivered(name: str) -> None:
    """What was agreed, and what falls due, lies among what was accepted without being it."""
    made = record(Kind.FILE, name, name=name, path=["Acme", "05 Abnahme"])
    assert texts(sum_up(made), Section.WORK) == []


@pytest.mark.parametrize(
    ("title", "sheet", "section", "told"),
    [
        ("Keys", "Door,Who has it,Since\nFront,Ann Poe,2023-01-01\n", Section.ACCESS, "Front — Who has it: Ann Poe"),
        ("Schlüssel", "Tür,Schlüssel Nr,Inhaber\nTor,12,Ola\n", Section.ACCESS, "Tor — Schlüssel Nr: 12; Inhaber: Ola"),
        (
            "Scales",
            "Instrument,Last,Next\nScale,2025-12-01,2026-12-01\n",
            Section.DEADLINES,
            "Scale — Last: 2025-12-01",
        ),
        ("Extintores", "Extintor,Ubicación,Próxima revisión\nE-1,Bar,2026-12-01\n", Section.DEADLINES, "Extintor: E-1"),
        ("Permits", "Permit,Authority,Valid to\nWell,Council,2026-12-31\n", Section.DEADLINES, "Well — Authority"),
        ("Orders", "Order,Item,Expected\nO-1,Ten chairs,2026-12-01\n", Section.DEADLINES, "Ten chairs — Order: O-1"),
        ("Drawings", "Drawing,Rev,Sent,To\nA-101,C,2026-03-02,Poe\n", Section.WORK, "Drawing: A-101 — Rev: C"),
        ("KPI", "KPI,2024,Target,2025\nReturns,9%,4%,5%\n", Section.GOALS, "Returns — 2024: 9%; Target: 4%; 2025: 5%"),
        ("Datos", "Medida,2022,Objetivo,2025\nMermas,9%,4%,5%\n", Section.GOALS, "Mermas — 2022: 9%; Objetivo: 4%"),
        ("Targets", "Indicator,Before,Goal,Now\nWaste,9 t,4 t,5 t\n", Section.GOALS, "Waste — Before: 9 t; Goal: 4 t"),
        ("Fuhrpark", "Fahrzeug,HU bis\nTransporter,12.2026\n", Section.DEADLINES, "Transporter — HU bis: 12.2026"),
        ("Klagen", "Datum,Reklamation\n03.02.2025,Suppe kalt\n", Section.CHALLENGES, "Suppe kalt — Datum: 03.02.2025"),
        ("Lift", "Anlage,Jahrespreis\nLift,1200\n", Section.MONEY, "Lift — Jahrespreis: 1200"),
        ("Übergabeliste", "Ding,Übergeben an\nBuch,Anna Post\n", Section.WORK, "Buch — Übergeben an: Anna Post"),
        ("Metas", "Indicador,2022,2025\nMermas,9%,5%\n", Section.GOALS, "Mermas — 2022: 9%; 2025: 5%"),
        ("Team", "Who,What for,Reach\nAnn Poe,budget,ann@acme.example\n", Section.PEOPLE, "Ann Poe — What for: budget"),
    ],
)
def test_row_is_about_the_thing_in_it(title: str, sheet: str, section: Section, told: str) -> None:
    """Numbers, places, holders and years stand beside the thing that a row is about."""
    (text,) = said(title, sheet, section, _CSV)
    assert text.startswith(told)


@pytest.mark.parametrize(
    "sheet",
    [
        "Action,Lead,Progress\nFix gate,Ola,50%\nPaint wall,Ola,100%\n",
        "Snag,Room,Owner,Cleared\nFix gate,101,Ola,no\nPaint wall,102,Ola,yes\n",
        "Room,Defect,Contractor,Fixed on\n101,Fix gate,Ola,\n102,Paint wall,Ola,2026-04-01\n",
        "Thema,Wer,Termin\nFix gate,Ola,KW 50\nPaint wall,Ola,erl.\n",
        "Point,Who,Target\nFix gate,Ola,in May\nPaint wall,Ola,done 4 April\n",
        "Mangel,Raum,Zuständig,behoben\nFix gate,101,Ola,nein\nPaint wall,102,Ola,ja\n",
        "Defecto,Sala,Responsable,Reparado\nFix gate,101,Ola,no\nPaint wall,102,Ola,sí\n",
    ],
)
def test_column_of_what_is_done_closes_its_rows(sheet: str) -> None:
    """A yes below a head that says that something is done closes the row; so do a hundred per cent."""
    (text,) = said("Open items", sheet, Section.LOOSE_ENDS, _CSV)
    assert text.startswith("Fix gate")


def test_years_head_figures_and_years_of_things_do_not() -> None:
    """A line of names and years heads a sheet where figures stand below the years, and else is a row like others."""
    sheet = "Boiler,Vaillant,2019\nPump,Wilo,2021\n"
    assert [block.text for block in read(document("Plant", sheet, _CSV))] == ["Boiler Vaillant 2019", "Pump Wilo 2021"]


@pytest.mark.parametrize(
    "value",
    [
        *("2026-12-20", "3 May 2026 at 10 am", "by Friday 2026-05-03", "expires on 2026-12-20", "done 3 April 2026"),
        *("spätestens 3.5.2026", "Mo, 3.5.2026, 10 Uhr", "31.12.2026 (3 Monate)", "läuft ab am 3.5.2026"),
        *("el lunes 3 de mayo de 2026 a las 10:00", "a más tardar el 3.5.2026", "vence el 3.5.2026"),
    ],
)
def test_day_with_small_words_is_a_day_alone(value: str) -> None:
    """A weekday, an hour and what says 'by' or 'until' add nothing to a day."""
    assert is_day_alone(value)


@pytest.mark.parametrize(
    "value",
    [
        *("Domain expires on 2026-12-20", "2027-01-03: credited with the final invoice", "Audit 2026-05-03", "in May"),
        *("Pass läuft ab am 3.5.2026", "Übergabe 3.5.2026", "Dominio vence el 3.5.2026", "Entrega 3.5.2026"),
    ],
)
def test_day_of_something_is_no_day_alone(value: str) -> None:
    """One word for what happens on a day makes the cell tell it, however short it is."""
    assert not is_day_alone(value)


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("Risk,What to do\nDomain expires on 2026-12-20,renew by hand\n", "Domain expires on 2026-12-20"),
        ("Risiko,Maßnahme\nPass läuft ab am 20.12.2026,von Hand verlängern\n", "Pass läuft ab am 20.12.2026"),
        ("Riesgo,Medida\nDominio vence el 20.12.2026,renovar a mano\n", "Dominio vence el 20.12.2026"),
    ],
)
def test_row_is_named_by_what_happens_on_a_day(sheet: str, told: str) -> None:
    """A risk that names its day is still what the row is about."""
    (text,) = said("Risks", sheet, Section.DEADLINES, _CSV)
    assert text.startswith(told)


def test_thing_that_has_a_day_in_its_name_names_its_row() -> None:
    """What is hired until a day is named by itself, and not by the remark beside it."""
    sheet = "Service,Cost,Renews,Note\nPump hire to 2027-01-03,85 a month,2027-01-03,credited with the final invoice\n"
    (text,) = said("Services", sheet, Section.DEADLINES, _CSV)
    assert text.startswith("2027-01-03: Pump hire to 2027-01-03")


@pytest.mark.parametrize(
    ("sheet", "cells"),
    [
        ("Milestone,2025,2026\nRoof,tiles,gutters\n", (("Milestone", "Roof"), ("2025", "tiles"), ("2026", "gutters"))),
        ("Maßnahme,2025/26,2026/27\nDach,,Rinnen\n", (("Maßnahme", "Dach"), ("2025/26", ""), ("2026/27", "Rinnen"))),
        (
            "Hito,2025,2026,2027\nTejado,tejas,,listo\n",
            (("Hito", "Tejado"), ("2025", "tejas"), ("2026", ""), ("2027", "listo")),
        ),
    ],
)
def test_years_in_a_row_head_words(sheet: str, cells: tuple[tuple[str, str], ...]) -> None:
    """A plan by years has words below them; years that follow one another are nobody's dates of purchase."""
    (block,) = read(document("Plan", sheet, _CSV))
    assert block.cells == cells


@pytest.mark.parametrize(
    "sheet",
    [
        "Boiler,2019,12\nPump,wet,9\n",
        "Boiler,2019,2020\nPump,2021,2022\n",
        "Kessel,2019,2025\nPumpe,nass,leer\n",
        "Caldera,2019\nBomba,nueva\n",
    ],
)
def test_years_of_a_thing_head_nothing(sheet: str) -> None:
    """A year beside another figure, far from another year, alone or above years is a thing's own."""
    assert all(not block.cells for block in read(document("Plant", sheet, _CSV)))


def test_what_others_rejected_is_still_to_be_dealt_with() -> None:
    """A permit that was refused is open; what the firm dropped is not."""
    sheet = "What,Who,State,By\nCrane permit,Ola,rejected,2026-07-03\nFlag,Ola,dropped,2026-07-03\n"
    (text,) = texts(sum_up(document("Open items", sheet, "text/csv")), Section.LOOSE_ENDS)
    assert text.startswith("Crane permit")
