"""The firm of a generated world and its staff, whom all sections share."""

from __future__ import annotations

from dataclasses import dataclass

DOMAIN = "quayside.example"
NAME = "Quayside Partners"


@dataclass(frozen=True)
class Colleague:
    """One of the staff; one who has left owns records still."""

    number: int
    first: str
    last: str
    role: str
    active: bool = True

    @property
    def email(self) -> str:
        """Their address."""
        return f"{self.first.lower()}@{DOMAIN}"


STAFF = (
    Colleague(1, "Maren", "Holt", "partner"),
    Colleague(2, "Idris", "Vale", "account manager"),
    Colleague(3, "Sunniva", "Roe", "account manager"),
    Colleague(4, "Teo", "Marchetti", "consultant"),
    Colleague(5, "Oona", "Kivi", "operations"),
    Colleague(6, "Bram", "Aalto", "left last year", active=False),
)
TEAM = f"team@{DOMAIN}"


def head(name: str, starts_at: str | None) -> dict[str, object]:
    """Return the top of the world."""
    about: dict[str, object] = {
        "name": name,
        "description": "Generated; every client but the last can be handed off, the last stands beside.",
    }
    if starts_at:
        about["starts_at"] = starts_at
    return {
        "world": about,
        "firm": {"name": NAME, "domains": [DOMAIN]},
        "people": {
            one.first.lower(): {"name": f"{one.first} {one.last}", "email": one.email, "role": one.role}
            for one in STAFF
        },
    }
