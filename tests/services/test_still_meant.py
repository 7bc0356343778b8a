"""What is remembered of wordings that mean what was approved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, cast

from firm import POLICY

from handoff.adapters.policy import load_policy
from handoff.domain.ask import AskKind
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import HandoffId
from handoff.domain.mark import Determination, Mark
from handoff.domain.people import Client
from handoff.domain.ports.registry import Registry
from handoff.domain.ports.vendors import Crm
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.services.still_meant import StillMeant

NOW = datetime(2026, 11, 25, tzinfo=UTC)
CLIENT = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "1"), "Acme", ("acme.example",), "f")


@dataclass
class Reworded:
    """A CRM in which every marked record is worded alike."""

    def terms(self, mark: Mark, rule: object) -> str:  # noqa: ARG002 - the port's own
        """Return the wording."""
        return "reworded"


def approved(name: str, successor: str) -> Handoff:
    """Return a handoff that is approved for a successor."""
    mark = Mark("handoff_hubspot", RecordRef(Vendor.HUBSPOT, Kind.DEAL, name), NOW, "in_transition")
    determination = Determination(successor, terms="first")
    return Handoff(HandoffId(f"h-{name}"), mark, State.APPROVED, NOW, client=CLIENT, determination=determination)


def test_wording_that_means_the_same_for_one_handoff_says_nothing_of_another() -> None:
    """Where the same words stand on two records, and mean for one of them what was approved, the other is asked about;
    so is the first, once another successor was approved for it.
    """

    def determine(handoff: Handoff) -> tuple[Client, Determination]:
        return CLIENT, replace(handoff.known()[1], successor="7", terms="reworded")

    def never(*_: object) -> Any:
        raise AssertionError("nothing is written")

    crms = cast("dict[str, Crm]", {"handoff_hubspot": Reworded()})
    meant = StillMeant(load_policy(str(POLICY)), cast("Registry", None), crms, determine, never, lambda: NOW)
    first = approved("1", "7")
    assert meant.amiss(first) is None
    other = meant.amiss(approved("2", "8"))
    assert other is not None
    assert other.kind is AskKind.CHANGED
    assert other.named is not None
    assert (other.named.successor, other.named.terms) == ("7", "reworded")
    assert meant.amiss(first) is None
    assert meant.amiss(replace(first, determination=Determination("8", terms="second"))) is not None
