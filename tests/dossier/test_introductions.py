"""Who somebody is, and what somebody gives their word for, in whatever sentence names them."""

from __future__ import annotations

import pytest
from material import record, said, sum_up, texts

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.summary.drafts import Draft
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.rules.prose.introductions import introductions

OLA = record(Kind.CONTACT, name="Ola Berg")


def people(body: str) -> list[str]:
    """Return what a note says of people, but for the contact herself."""
    note = record(Kind.NOTE, body=f"Lunch at the canteen. {body}")
    return [text for text in texts(sum_up(OLA, note), Section.PEOPLE) if text != "Ola Berg"]


def introduced(sentence: str) -> list[str]:
    """Return what the rule alone makes of a sentence of a note, however its words are weighed."""
    passage = Passage(sentence, ("Lunch",), people=frozenset({"ola", "berg"}), jotted=True)
    return [one.text for one in introductions(passage) if isinstance(one, Draft)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Roy Marsh, the night porter, doubts that the doors need new locks.",
        "Ola Berg is the choir's organist and tunes the piano herself.",
        "Ola looks after the linen.",
        "Jean Marsh sits in the gatehouse and makes up the passes.",
        "Our contact in the lab is Olga Petrov.",
        "The kitchen is run by Pauline Reid.",
        "Everything about invoices goes through Sven Holt.",
        "Ola has the last word on colours.",
        "Ottilie Brandt ist seit Mai die neue Küchenchefin.",
        "Karl Huber, der Hausmeister, glaubt nicht an neue Schlösser.",
        "Karl Huber betreut die Heizung.",
        "Ottilie Brandt ist seit Mai Leiterin der Küche.",
        "Seitdem vertritt Karl Huber die Bauherrin.",
        "Frau Lang, die das Labor leitet, ist freitags nicht da.",
        "Rechnungen laufen über Sven Holt.",
        "Ansprechpartnerin im Labor ist Frau Lang.",
        "Nuria Vidal, vocal de la junta, duda de las cerraduras.",
        "Nuria Vidal lleva la contabilidad.",
        "La encargada del almacén es Nuria Vidal.",
        "El almacén lo lleva Nuria Vidal.",
        "Hernán Ríos fue nombrado gerente en mayo.",
    ],
)
def test_who_somebody_is_is_heard_in_any_sentence(sentence: str) -> None:
    """A name beside a role, or beside what somebody does as their work, introduces them."""
    assert people(sentence) == [sentence]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Else Marsh rang about the garden.", "She is secretary of the old pupils' club."),
        ("Karl Huber war heute da.", "Er kümmert sich um die Heizung."),
        ("Ayer vino Nuria Vidal.", "Ella es la contable de la finca."),
    ],
)
def test_a_pronoun_takes_the_name_before_it_along(before: str, sentence: str) -> None:
    """'She is secretary' says nothing to somebody who doesn't read the sentence before."""
    assert people(f"{before} {sentence}") == [f"{before} {sentence}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola promised to name two wardens on each floor.",
        "Ola has promised us the keys by Easter.",
        "We undertake to keep the old links alive for a year.",
        "Ola hat uns zugesagt, die Pläne zu schicken.",
        "Ich verspreche, dass die Pläne bis Ostern da sind.",
        "Ola se ha comprometido a mandar los planos.",
        "Me comprometo a pasar las lecturas cada viernes.",
    ],
)
def test_a_promise_of_somebody_who_is_named_is_about_people(sentence: str) -> None:
    """Whoever gave their word, to whoever writes, is held to it."""
    assert people(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "We met Pauline Reid in town.",
        "The new pump looks after the water.",
        "John Marsh, the architect, built it in 1870.",
        "Leila Haddad, former head of sales, left in May.",
        "Der neue Kessel leitet die Wärme weiter.",
        "Frau Lang ist krank.",
        "La bomba nueva lleva el agua arriba.",
        "Nuria Vidal, antigua gerente, se fue en mayo.",
        "Ola is meeting the architect on Monday.",
        "Ola is waiting for the plumber.",
        "Ola is a friend of the director.",
        "Ola heads home at five.",
        "Ola maintains that the roof is sound.",
        "Ola ist beim Arzt.",
        "Ola leitet die Mail weiter.",
        "Ola pflegt früh zu gehen.",
        "Ola es amiga de la directora.",
        "Ola mantiene que el tejado aguanta.",
        "Take the phone at six, read the log of the shift before, get a drink.",
    ],
)
def test_meetings_machines_and_the_past_introduce_nobody(sentence: str) -> None:
    """A name without a role, a role without a name, and what somebody no longer is, are nobody's introduction."""
    assert people(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Photographer Lena Orme, two helpers and a dog.",
        "Please ring the clerk, Jo Marsh, who needs three weeks.",
        "We are paid until June, and the agent is Jo Marsh.",
        "Jo Marsh in procurement will ask for two quotes.",
        "Ring Jo Marsh at Orme & Marsh the same day.",
        "At the gate the inspector Orme looks at the back first.",
        "Their press lead, Orme, knows the spare keys.",
        "Den Schlüssel hat der Hausmeister Huber.",
        "Unser Steuerberater Huber weiß es.",
        "Der Lieferant ist Karl Huber.",
        "Ask Jo Marsh in production about it.",
        "Mr Marsh in IT has the key.",
        "Frau Lang in der Buchhaltung fragt danach.",
        "Den Schlüssel hat der Hausmeister Karl Huber.",
        "Hay que llamar a Toni Sanz, en la terminal, antes de las nueve.",
        "En el muelle, la inspectora Sanz abre siempre por el fondo.",
        "Nuria Vidal, que no sale en la ficha, es la secretaria de la junta.",
    ],
)
def test_role_or_a_place_in_a_house_beside_a_name_introduces_somebody(sentence: str) -> None:
    """Whoever has to be rung is known by what they are, or by where they sit."""
    assert introduced(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The crates of Orme Blue came in May.",
        "Jo Marsh in Leeds sent a card.",
        "Drawn up with the bursar and Jo Marsh in March.",
        "Console: global administrator is Jo Marsh.",
        "Neue Regale im Lager sind bestellt.",
        "The manager Monday is fine.",
        "Manager Training Plan, version 3, is out.",
        "Orme Mailer in production is slow.",
        "Our page builder is Brightleaf Pro.",
        "Our form builder is Brightleaf Kit.",
        "Restart the agent Service first.",
        "Log in to the supplier Portal first.",
        "Die Leiterin Einkauf ist da.",
        "Der Hausmeister Montag früh ist neu.",
    ],
)
def test_towns_goods_programs_and_days_beside_capitals_introduce_nobody(sentence: str) -> None:
    """A town is no place in a house, two nouns or a program are no name, and a row is about its own thing."""
    assert introduced(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ("Maya stays on the claims.", True),
        ("Jonas takes the account over in May.", True),
        ("Daniel goes on parental leave in May.", True),
        ("Jonas bleibt bis Mai.", True),
        ("Jonas se queda con las cuentas.", True),
        ("Maya takes over in May.", True),
        ("Maya takes on the account.", True),
        ("Jonas lleva la cuenta desde mayo.", True),
        ("Maya takes the bus on Fridays.", False),
        ("Maya takes the bus over the bridge.", False),
        ("Maya coge el tren a casa.", False),
        ("Jonas takes notes.", False),
        ("Jonas, the neighbour's surveyor has come back.", False),
        ("The stairs stay on the north side.", False),
    ],
)
def test_colleague_who_goes_or_stays_is_told(sentence: str, known: bool) -> None:  # noqa: FBT001 - a case's answer
    """Who of the firm will be there is said; what else colleagues do is nobody's introduction."""
    assert people(sentence) == ([sentence] if known else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Present: Mr Lowe, Ms Berg, the treasurer",
        "Anwesend: Rektor Huber, Frau Lang, Herr Berg",
        "Asisten: la presidenta, don Luis Sanz y la secretaria",
        "Der Konvent ist die Versammlung aller Lehrpersonen.",
    ],
)
def test_those_present_and_nobody_are_no_persons(sentence: str) -> None:
    """Who was in the room says nothing of who they are, and a word that is explained is nobody."""
    assert people(sentence) == []


def test_what_a_firm_does_in_a_contract_introduces_nobody() -> None:
    """Two words with capitals may be a firm's name, so what they do says less in a document than in a note."""
    assert said("Terms", "Acme Blue advises the board on taxes.", Section.PEOPLE) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ms Berg is not our contact.",
        "Mr Lowe is no longer the director.",
        "Mr Lowe is hardly a manager.",
        "Mr Lowe, no longer the director, rang.",
        "Mr Lowe was director, and he is not our manager any more.",
        "Frau Lang ist nicht mehr Leiterin der Schule.",
        "Frau Lang ist leider keine Leiterin.",
        "Frau Lang leitet das Labor nicht mehr.",
        "Frau Lang, die nie das Labor leitet, ist da.",
        "Nuria Vidal ya no es la gerente.",
        "Nuria Vidal, ya no gerente, vino ayer.",
        "Nuria Vidal, nunca vocal de la junta, duda.",
        "Ola promised us nothing.",
        "Ola has promised us no discount.",
        "Ola has committed herself to nothing.",
        "Ola hat uns nichts zugesagt.",
        "Ola hat uns keinen Rabatt zugesagt.",
        "Ola verpflichtet sich zu nichts.",
        "Ola se compromete a nada.",
        "Ola nos prometió nada menos que nada.",
    ],
)
def test_what_somebody_is_not_and_gives_no_word_for_introduces_nobody(sentence: str) -> None:
    """A denial says neither who somebody is nor what they are held to."""
    assert introduced(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ms Berg is not only our contact but the treasurer too.",
        "Frau Lang ist nicht nur Leiterin der Schule.",
        "Nuria Vidal es no solo la gerente sino la contable.",
        "Ola promised us not to paint the doors.",
        "Ola has committed herself to not painting the doors.",
        "Ola hat uns zugesagt, nichts zu löschen.",
        "Ola versprach uns, nie wieder zu streichen.",
        "Ola se ha comprometido a no pintar las puertas.",
        "Ola nos ha prometido no pintar las puertas.",
    ],
)
def test_more_than_a_role_and_a_promise_not_to_are_no_denials(sentence: str) -> None:
    """'Not only' says more than a role, and whoever promises to leave something alone gives their word for it."""
    assert introduced(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ms Berg is not our contact.",
        "Mr Lowe is no longer the director.",
        "Frau Lang ist nicht mehr Leiterin der Schule.",
        "Nuria Vidal ya no es la gerente.",
    ],
)
def test_denial_reaches_no_section_of_people(sentence: str) -> None:
    """Who somebody is not is said of nobody, whatever the sentence weighs."""
    assert people(sentence) == []
    assert people("Ms Berg is not only our contact, she is the head of purchasing.") != []


def test_role_among_many_names_is_nobody_s_introduction() -> None:
    """A list of who came is no introduction, whoever of them has a role."""
    assert introduced("Roy Marsh, the night porter, came with Jean Reid.")
    assert introduced("Roy Marsh, the night porter, came with Jean Reid, Lena Orme and Sven Holt.") == []
