"""The client's cut of a dossier goes into the client's folder where the policy says so, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handoff.domain.change import Change, ChangeKind
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import ArtifactRef
from handoff.domain.mark import Determination, Mark
from handoff.domain.people import Client
from handoff.domain.plan import LeftOut
from handoff.domain.planning.client_cut import client_cut_changes
from handoff.domain.planning.tree import Tree
from handoff.domain.policy import Approving, Caps, DossierRules, Firm, Policy
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot

NOW = datetime(2026, 6, 15, tzinfo=UTC)
DEAL = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "1")
CLIENT = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "2"), "Acme", ("acme.example",), "folder")
MARK = Mark("c", DEAL, NOW, "in_transition")
HANDOFF = Handoff(MARK.handoff_id, MARK, State.OPENED, NOW, client=CLIENT, determination=Determination("20"))


def policy(client_cut: str) -> Policy:
    """Make a policy that says where the client's cut goes."""
    firm = Firm("Studio", ("studio.example",), "Maya", "maya@studio.example", "hello@studio.example")
    rules = DossierRules(client_cut=client_cut)
    caps = Caps(10, 10)
    kept = frozenset({"auditor@ledger.example"})
    return Policy(firm, {}, Approving((), timedelta(days=7)), timedelta(days=14), caps, kept=kept, dossier=rules)


def planned(client_cut: str, *grantees: str) -> list[Change | LeftOut]:
    """Plan the delivery into a folder that some can open."""
    grants: list[Any] = [{"type": "user", "grantee": grantee, "role": "reader"} for grantee in grantees]
    record = RecordRef(Vendor.GOOGLE_DRIVE, Kind.FOLDER, "folder")
    root = Snapshot(record, "Acme", "", "1", NOW, "", {"grants": grants})
    return list(client_cut_changes(HANDOFF, policy(client_cut), ArtifactRef("cut"), Tree.of("folder", [root])))


def test_client_cut_is_created_in_the_clients_folder() -> None:
    """Where client, firm and who is kept are all that can open the folder, the cut is created there."""
    (change,) = planned("folder", "ana@acme.example", "acme.example", "maya@studio.example", "auditor@ledger.example")
    assert isinstance(change, Change)
    assert change.kind is ChangeKind.CREATE_FILE
    assert (change.after["folder"], change.after["content"]) == ("folder", "cut")


@pytest.mark.parametrize("grantee", ["anyone", "print@other.example", "notacme.example"])
def test_client_cut_is_left_out_where_others_can_open_the_folder(grantee: str) -> None:
    """A folder that somebody else can open gets none, and a person is told."""
    (left,) = planned("folder", "ana@acme.example", grantee)
    assert isinstance(left, LeftOut)
    assert left.person


def test_client_cut_goes_nowhere_unless_the_policy_says_so() -> None:
    """Without a word in the policy nothing is delivered to the client."""
    assert planned("nowhere", "ana@acme.example") == []
