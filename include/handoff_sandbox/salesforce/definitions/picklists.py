"""The stages and statuses that mean something: which close a record, and how probable a stage is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """A stage of an opportunity."""

    name: str
    closed: bool = False
    won: bool = False
    probability: float = 0
    forecast: str = "Pipeline"


@dataclass(frozen=True)
class Status:
    """A status of a case or a task."""

    name: str
    closed: bool = False


@dataclass(frozen=True)
class Picklists:
    """What an organisation's stages and statuses mean; one that is not listed is open."""

    stages: tuple[Stage, ...]
    case_statuses: tuple[Status, ...]
    task_statuses: tuple[Status, ...]

    def stage(self, name: object) -> Stage:
        """Return a stage by its name; clients may write others than the listed ones, which count for nothing."""
        return next((one for one in self.stages if one.name == name), Stage(str(name)))

    def closes(self, sobject: str, status: object) -> bool:
        """Say whether a status closes a case or a task."""
        statuses = self.case_statuses if sobject == "Case" else self.task_statuses
        return any(one.closed for one in statuses if one.name == status)


DEFAULT = Picklists(
    stages=(
        Stage("Prospecting", probability=10),
        Stage("Qualification", probability=10),
        Stage("Needs Analysis", probability=20),
        Stage("Value Proposition", probability=50),
        Stage("Id. Decision Makers", probability=60),
        Stage("Perception Analysis", probability=70),
        Stage("Proposal/Price Quote", probability=75),
        Stage("Negotiation/Review", probability=90),
        Stage("Closed Won", closed=True, won=True, probability=100, forecast="Closed"),
        Stage("Closed Lost", closed=True, forecast="Omitted"),
    ),
    case_statuses=(Status("New"), Status("Working"), Status("Escalated"), Status("Closed", closed=True)),
    task_statuses=(
        Status("Not Started"),
        Status("In Progress"),
        Status("Completed", closed=True),
        Status("Waiting on someone else"),
        Status("Deferred"),
    ),
)
