"""What is said in passing of people, acceptance, money and ways in, whatever else a sentence is about."""

from __future__ import annotations

import pytest
from material import record, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.record import Kind

OLA = record(Kind.CONTACT, name="Ola Berg", role="Matron")


def told(sentence: str, section: Section) -> bool:
    """Whether a note makes a claim of a sentence in a section."""
    note = record(Kind.NOTE, body=f"Lunch at the canteen. {sentence}")
    return any(sentence.rstrip(".") in text for text in texts(sum_up(OLA, note), section))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola wants everything on paper.",
        "Send her the minutes by post, she never opens attachments.",
        "Ms Berg would sooner have a text than a call.",
        "Ring her before nine or after six.",
        "Nothing on Fridays: she does the ward round.",
        "Ola only reads the first page.",
        "Go through her secretary.",
        "She is in theatre Monday to Wednesday.",
        "I do not read attachments.",
        "Frau Berg will alles in Papierform.",
        "Unterlagen liest Ola nur ausgedruckt.",
        "Vor zehn geht sie nicht ans Telefon.",
        "Am liebsten ist ihr eine kurze Sprachnachricht.",
        "Freitags bitte nicht anrufen.",
        "Herr Berg ist nur dienstags im Haus.",
        "Ola lo quiere todo por escrito.",
        "A Ola mejor un audio que un correo.",
        "Los informes los lee solo impresos.",
        "Nada de llamadas antes de las diez.",
        "La señora Berg atiende a partir de las cinco.",
        "A Ola nunca se le escribe, se la llama antes de las ocho.",
        "Never text her, she has no mobile.",
    ],
)
def test_how_somebody_is_reached_or_wants_things_is_about_people(sentence: str) -> None:
    """A way of writing or calling beside a liking, or the hours of somebody, say how to deal with them."""
    assert told(sentence, Section.PEOPLE)


@pytest.mark.parametrize(
    "sentence",
    [
        "I told her that we would leave the manuals behind.",
        "We said we'd send the drawings three weeks ahead.",
        "I gave Ola my word that the old links keep working for a year.",
        "You promised us the figures for May.",
        "We'll come back in October to check the dampers, no charge.",
        "We offered to sit with the new nurse for two days.",
        "She asked, and I said of course, that Suki would come over once more.",
        "Ich habe ihr zugesagt, dass wir die Schulung wiederholen.",
        "Zugesagt haben wir ihr einen Zwischenbericht.",
        "Ihr habt uns die Zahlen für Mai versprochen.",
        "Wie versprochen kommt Jan im März noch einmal vorbei.",
        "Le dije a Ola que le dejaríamos los manuales.",
        "Le di mi palabra de que los enlaces seguirán un año.",
        "Nos prometisteis las cifras de mayo.",
        "Nos comprometimos a repetir el curso.",
        "Jan la acompaña el primer día, así se lo hemos ofrecido.",
    ],
)
def test_what_the_firm_gave_its_word_for_is_about_people(sentence: str) -> None:
    """A promise of the firm is one in whatever words: said, told, offered, given one's word."""
    assert told(sentence, Section.PEOPLE)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola phoned on Monday about the boiler.",
        "We sent the report by post.",
        "She told me that the supplier would close in May.",
        "The printer on the second floor is out of paper.",
        "The letter came before nine.",
        "Everything on paper was lost in the flood.",
        "Ola hat am Montag wegen der Heizung angerufen.",
        "Der Brief kam per Post zurück.",
        "Die Chefin hat dem Amt vier Minuten zugesagt.",
        "Sie sagte, dass der Lieferant im Mai schließt.",
        "Das Papier im Drucker ist alle.",
        "Ola llamó el lunes por la caldera.",
        "El informe salió por correo.",
        "Ola prometió al banco que la obra empieza en enero.",
        "Nos dijo que el proveedor cierra en mayo.",
    ],
)
def test_calls_letters_and_words_of_others_say_nothing_of_people(sentence: str) -> None:
    """That somebody called or wrote, and what others gave their word for, is no preference and no promise of ours."""
    assert not told(sentence, Section.PEOPLE)


@pytest.mark.parametrize(
    "sentence",
    [
        "The trustees took over the gallery without reservation.",
        "We take it as complete.",
        "Version 5, accepted by Ola Berg in May.",
        "The manual was signed for by Ola without remarks.",
        "The survey was carried out to our full satisfaction.",
        "We hereby confirm receipt of the nine crates in good order.",
        "Ola hat die Schulung ohne Beanstandung übernommen.",
        "Die Anlage gilt als abgenommen.",
        "Fassung 3, unterschrieben vom Betriebsrat.",
        "Die Website ist so, wie wir sie uns gewünscht haben.",
        "Damos la obra por recibida.",
        "Ola dio por buena la tienda el mismo día.",
        "El curso se recibió sin reparos.",
        "Segunda edición, aceptada por Ola Berg.",
        "El manual quedó a nuestra entera satisfacción.",
        "Ola passed the new roof on 12 October.",
        "Here is the hymn book, issue 4, as you signed it off on Monday.",
        "Ms Berg signed for release 2.1 of the manual.",
        "Die Anleitungen in Fassung 1.2 hat Frau Berg in zwei Ordnern erhalten.",
        "Frau Berg hat die Fassung 3 am Montag freigegeben.",
        "El comité aprobó la versión 3 del plan.",
    ],
)
def test_acceptance_in_any_words_is_work_delivered(sentence: str) -> None:
    """Somebody took something as it was."""
    assert told(sentence, Section.WORK)


@pytest.mark.parametrize(
    "sentence",
    [
        "She accepted the invitation.",
        "We will take it as complete once the bell rings.",
        "The trustees have not taken it over yet.",
        "Ola took over from her brother in May.",
        "Die Abnahme muss noch erfolgen.",
        "Sie hat den Betrieb von ihrem Bruder übernommen.",
        "Si no dicen nada, lo damos por recibido.",
        "Dio por perdido el paraguas.",
        "The train passed on Monday.",
        "Das Protokoll Nr. 11 wird ohne Änderungen angenommen.",
        "The minutes of 4 May were approved.",
        "Se aprueba el acta del 4 de mayo.",
    ],
)
def test_what_is_not_accepted_yet_or_is_no_work_is_none(sentence: str) -> None:
    """What is only supposed, still to come, or another matter is no acceptance."""
    assert not told(sentence, Section.WORK)


@pytest.mark.parametrize(
    "sentence",
    [
        "Invoice 20417 from January has not been paid.",
        "INV-88 is 32 days late.",
        "Agreed fee for October 650.",
        "The agreed price is 6,250 plus VAT.",
        "The shelf count came to 1,930 at cost.",
        "We met at 4%, for payment at thirty days.",
        "They have paid for 40 hours in advance; 26 are left.",
        "The trustees hold back five per cent of the fee.",
        "Die Rechnung 0388 ist noch offen.",
        "Vereinbart sind 6.250 zuzüglich Mehrwertsteuer.",
        "Von den vorausbezahlten 40 Stunden sind 26 übrig.",
        "Einbehalten werden fünf Prozent des Honorars.",
        "La factura 2291 sigue sin cobrar.",
        "El precio acordado es de 6.250 más IVA.",
        "Quedan 26 de las 40 horas pagadas por adelantado.",
        "Se retiene el cinco por ciento de la cuota.",
        "The fee for an introduction is 16 per cent of the salary.",
        "Ola has paid the dues for next year in advance.",
        "The retainer is 2,400 a month.",
        "They still owe us 3,400 from May.",
        "Die Stiftung hat das zweite Jahr im Voraus bezahlt.",
        "Die Pauschale beträgt 850 im Monat.",
        "Es wurde eine Kaution von 1.500 hinterlegt.",
        "La iguala es de 900 al mes.",
        "Se pagó una fianza de 1.500 al entrar.",
    ],
)
def test_money_is_told_without_its_currency(sentence: str) -> None:
    """A bill with its number, a price with its tax, hours paid in advance, a share held back."""
    assert told(sentence, Section.MONEY)


@pytest.mark.parametrize(
    "sentence",
    [
        "Room 20417 has not been cleaned.",
        "Attendance rose by 4% in May.",
        "The train was 32 minutes late.",
        "We spent 40 hours on the stairs.",
        "Zimmer 388 ist noch offen.",
        "Die Quote stieg um fünf Prozent.",
        "La sala 2291 sigue sin limpiar.",
        "Subió un cinco por ciento.",
        "We get 2,400 visitors a month.",
        "Die Pause dauert 15 Minuten am Tag.",
    ],
)
def test_other_figures_are_no_money(sentence: str) -> None:
    """Rooms, shares and hours are not money by themselves."""
    assert not told(sentence, Section.MONEY)


@pytest.mark.parametrize(
    "sentence",
    [
        "Neil is on the hub as a viewer.",
        "Tom has the only key to the riser cupboard.",
        "Tom hat den einzigen Schlüssel zum Schacht.",
        "Tom tiene la única llave del patinillo.",
        "The account is in Ola's name.",
        "We have added Yolanda to the dashboard with edit rights.",
        "The night shift keep their log-in to the portal.",
        "Ola ist im Portal als Prüferin angelegt.",
        "Das Konto läuft auf Olas Namen.",
        "Wir haben Frau Berg im Forum mit Leserechten freigeschaltet.",
        "Hemos dado de alta a Yolanda en el panel con permiso de edición.",
        "La cuenta está a nombre de Ola.",
        "Anna has an account on the staging server.",
        "Anna hat einen eigenen Zugang zum Lager.",
        "Tom ya tiene usuario propio en el telecontrol con permiso de lectura.",
    ],
)
def test_who_is_let_in_is_access(sentence: str) -> None:
    """That somebody was added to a system, with which right, or in whose name it stands, is access."""
    assert told(sentence, Section.ACCESS)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola is on the board as a member.",
        "The cat is in Ola's name a good mouser.",
        "We have added a paragraph to the report.",
        "Die Idee läuft unter anderem Namen.",
        "Hemos dado de alta la idea.",
    ],
)
def test_other_memberships_are_no_access(sentence: str) -> None:
    """Boards, cats and paragraphs are no systems."""
    assert not told(sentence, Section.ACCESS)
