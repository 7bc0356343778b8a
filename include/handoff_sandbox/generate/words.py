"""The words of generated worlds: names of firms and people, subjects, sentences. None of them is anybody's."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_FIRST = (
    "Ada", "Amir", "Beatriz", "Chidi", "Dana", "Elif", "Farid", "Greta", "Hana", "Ines", "Jonas", "Kavya", "Lena",
    "Malik", "Nora", "Oskar", "Petra", "Quentin", "Rosa", "Samir", "Tove", "Uma", "Viktor", "Wanda", "Yusuf", "Zoë",
)  # fmt: skip
_LAST = (
    "Abara", "Berg", "Castell", "Dumont", "Eriksen", "Ferrante", "Grahn", "Halloran", "Ito", "Jansen", "Kowalski",
    "Lindqvist", "Moreau", "Novák", "Okafor", "Petrov", "Quist", "Raman", "Søgaard", "Tanaka", "Usman", "Vance",
)  # fmt: skip
_FIRM = ("Alder", "Beacon", "Copper", "Dune", "Ember", "Fathom", "Grove", "Harbour", "Ivory", "Juniper", "Kestrel")
_TRADE = ("Bakery", "Cycles", "Dental", "Foods", "Gardens", "Ironworks", "Learning", "Press", "Textiles", "Travel")
_TOPIC = (
    "the shop", "hosting", "the newsletter", "the migration", "analytics", "the price list", "invoices", "the audit",
    "photographs", "the wholesale page", "access", "the report for the board", "stock", "the holiday campaign",
)  # fmt: skip
_DID = ("agreed", "asked about", "sent", "finished", "postponed", "checked", "repaired", "wrote up", "paid for")
_ROLES = ("Owner", "Managing director", "Finance", "Operations", "Marketing", "Buyer", "Support", "Freelance")


def person(chance: Random) -> tuple[str, str]:
    """Return a first and a last name."""
    return chance.choice(_FIRST), chance.choice(_LAST)


def firm(number: int) -> str:
    """Return a client's name, another for each number."""
    name = f"{_FIRM[number % len(_FIRM)]} {_TRADE[number // len(_FIRM) % len(_TRADE)]}"
    again = number // (len(_FIRM) * len(_TRADE))
    return f"{name} {again + 1}" if again else name


def role(chance: Random) -> str:
    """Return what somebody is at a client."""
    return chance.choice(_ROLES)


def subject(chance: Random) -> str:
    """Return a short subject."""
    return f"{chance.choice(_DID).capitalize()} {chance.choice(_TOPIC)}"


def text(chance: Random) -> str:
    """Return some sentences about the work; a few of them tell of something open, agreed or decided."""
    count = chance.randint(1, 4)
    told = [f"We {chance.choice(_DID)} {chance.choice(_TOPIC)}." for _ in range(count)]
    if chance.random() < 0.2:
        told.append(f"Open: {chance.choice(_TOPIC)}, until ${{day:+{chance.randint(1, 60)}d}}.")
    if chance.random() < 0.1:
        told.append(f"Decided: {chance.choice(_TOPIC)} stays as it is.")
    return " ".join(told)


@dataclass(frozen=True)
class Draw:
    """What chance has drawn for one record: words, a person, an age in days; `place` is its place among its kind."""

    place: int
    chance: Random
    days: int
    first: str
    last: str
    subject: str
    text: str

    @property
    def address(self) -> str:
        """The person's address, before the @; another for each place."""
        return f"{self.first}.{self.last}.{self.place}".lower().encode("ascii", "ignore").decode()


def draw(place: int, chance: Random) -> Draw:
    """Draw what a record needs."""
    return Draw(place, chance, chance.randint(1, 700), *person(chance), subject(chance), text(chance))
