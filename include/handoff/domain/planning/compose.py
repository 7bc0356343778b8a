"""Composes the plan of a handoff from its phases: deliver, reassign, farewell, archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from handoff.domain.access import GranteeType
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.handoff import Handoff
from handoff.domain.ids import ArtifactRef, PersonId
from handoff.domain.people import Owner
from handoff.domain.plan import LeftOut, Plan, each_once
from handoff.domain.planning.archive import Archiving, archive_changes
from handoff.domain.planning.client_cut import client_cut_changes
from handoff.domain.planning.endings import end_changes
from handoff.domain.planning.grants import Identify, permission
from handoff.domain.planning.holding import let_be, refuse_held
from handoff.domain.planning.manual import Named, manual_changes
from handoff.domain.planning.ownership import file_changes, owner_changes
from handoff.domain.planning.tree import FILES, Tree
from handoff.domain.policy import Ends, Policy
from handoff.domain.policy.policy import MARKED
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import PlanRefusedError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that is written and waits to be sent: to whom, and its text in the artifact store."""

    to: PersonId
    subject: str
    content: ArtifactRef


@dataclass(frozen=True, slots=True)
class Planner:
    """What a plan rests on besides the snapshots.

    `owners` by their CRM id; `unwritten`, who gets no letter; `named`, what the dossier says of systems; `account`, the
    address as which we act in Drive; `client_cut`, the client's cut of the dossier; `doubts`, what may keep files from
    being moved into the archive.
    """

    policy: Policy
    owners: Mapping[str, Owner]
    identify: Identify
    dossier: ArtifactRef
    note: str
    letters: Sequence[Letter]
    unwritten: Sequence[LeftOut] = ()
    named: Sequence[Named] = ()
    account: str = ""
    client_cut: ArtifactRef | None = None
    doubts: Sequence[LeftOut] = ()

    def archiving(self, handoff: Handoff, successor: Owner) -> Archiving:
        """Return what the archive phase rests on."""
        client, _ = handoff.known()
        side = self.policy.side(handoff, successor.email, self.account)
        return Archiving(handoff.id, side, client.folder_id, self.identify, self.policy.archive, self.account)


def dossier_record(handoff: Handoff) -> RecordRef:
    """Return the record of the dossier's document, by our key until it is created."""
    return RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, f"new:{handoff.id}-dossier")


def compose(
    handoff: Handoff, snapshots: Iterable[Snapshot], planner: Planner, made_at: datetime, settled: frozenset[str]
) -> Plan:
    """Return the plan; PlanRefusedError where it is beyond the policy's caps, or the client may not be touched.

    `settled` are the records (by key) of creations and letters that earlier attempts have made already.
    """
    client, determination = handoff.known()
    policy, crm = planner.policy, handoff.mark.record.vendor.value
    refuse_held(client, policy.holds, handoff.id)
    successor = planner.owners[determination.successor]
    records: list[Snapshot] = []
    tree = Tree.of(client.folder_id, _parted(snapshots, records))
    by_email = {owner.email.lower(): owner for owner in planner.owners.values()}
    owned, owned_out = owner_changes(records, client, handoff.mark.record, successor.id, determination.roles)
    filed, filed_out = file_changes(tree, client, successor, by_email, policy.firm.domains, planner.identify)
    archived, archived_out = archive_changes(tree, planner.archiving(handoff, successor))
    for_client = list(client_cut_changes(handoff, policy, planner.client_cut, tree))
    ended = list(end_changes(records, client, handoff.mark.record, _ends(handoff, policy.ends.get(crm, {}))))
    by_hand = list(manual_changes(policy.systems, planner.named, handoff.id, handoff.cutoff_at, planner.identify))
    changes = [
        *_deliver(handoff, planner, successor),
        *_only(Change, for_client),
        *owned,
        *filed,
        *_farewell(handoff, planner),
        *archived,
        *_only(Change, ended),
        *_only(Change, by_hand),
    ]
    free, held = let_be(changes, policy.holds, tree)
    said = [*planner.unwritten, *owned_out, *filed_out, *archived_out, *_only(LeftOut, [*for_client, *ended, *by_hand])]
    said += held
    if any(change.kind is ChangeKind.MOVE_FILE for change in free):
        said += planner.doubts
    plan = Plan(
        handoff=handoff.id,
        client=client.name,
        made_at=made_at,
        changes=tuple(change for change in each_once(free) if change.record.key not in settled),
        left_out=tuple(_once(said)),
    )
    check_caps(plan, policy)
    return plan


def check_caps(plan: Plan, policy: Policy) -> None:
    """PlanRefusedError where a plan holds more than the policy allows."""
    counts, caps = plan.counts(), policy.caps
    limits = [
        ("changes", len(plan.changes), caps.changes, "caps.changes"),
        ("letters", counts.get(ChangeKind.SEND_LETTER.value, 0), caps.letters, "caps.letters"),
        *(
            (f"changes of the kind {kind}", counts.get(kind.value, 0), cap, f"caps.kinds.{kind}")
            for kind, cap in caps.kinds.items()
        ),
    ]
    for what, count, cap, key in limits:
        if count > cap:
            raise PlanRefusedError(
                f"The plan for {plan.client} holds {count} {what}, the policy allows {cap}.",
                record=f"handoff {plan.handoff}",
                mend=f"See whether the client's folder and records are the right ones, or raise {key}.",
            )


def _deliver(handoff: Handoff, planner: Planner, successor: Owner) -> list[Change]:
    client, _ = handoff.known()
    document = dossier_record(handoff)
    note = RecordRef(handoff.mark.record.vendor, Kind.NOTE, f"new:{handoff.id}-dossier-note")
    reader = permission(document.id, GranteeType.USER, planner.identify(successor.email))
    return [
        Change(
            ChangeKind.CREATE_FILE,
            document,
            {"exists": False},
            {
                "exists": True,
                "name": f"Handoff dossier: {client.name}",
                "folder": planner.policy.delivery_folder,
                "content": planner.dossier,
                "media_type": "text/html",
            },
            Phase.DELIVER,
        ),
        Change(ChangeKind.GRANT_ACCESS, reader, {"role": None}, {"role": "writer"}, Phase.DELIVER),
        Change(
            ChangeKind.CREATE_NOTE,
            note,
            {"exists": False},
            {"exists": True, "body": planner.note, "on": [handoff.mark.record.key, client.record.key]},
            Phase.DELIVER,
        ),
    ]


def _farewell(handoff: Handoff, planner: Planner) -> list[Change]:
    host = planner.policy.firm.sender_email.rpartition("@")[2]
    return [
        Change(
            ChangeKind.SEND_LETTER,
            RecordRef(Vendor.MAIL, Kind.LETTER, f"{handoff.id}.{letter.to}@{host}"),
            {"sent": False},
            {"sent": True, "to": letter.to, "subject": letter.subject, "content": letter.content},
            Phase.FAREWELL,
            irreversible="A letter that was sent can't be called back.",
        )
        for letter in planner.letters
    ]


def _ends(handoff: Handoff, ends: Ends) -> Ends:
    """Return the ends that are meant: of a legacy client no record is the marked one."""
    return ends if handoff.legacy is None else {kind: fields for kind, fields in ends.items() if kind != MARKED}


def _once(items: Iterable[LeftOut]) -> list[LeftOut]:
    return list(dict.fromkeys(items))


def _parted(snapshots: Iterable[Snapshot], records: list[Snapshot]) -> Iterator[Snapshot]:
    """Yield the files among some snapshots, and keep the CRM's records aside, without the vendor's raw answers."""
    for item in snapshots:
        if item.record.kind in FILES:
            yield item
        else:
            records.append(replace(item, raw={}))


def _only(kind: type[T], items: Iterable[object]) -> Iterator[T]:
    return (item for item in items if isinstance(item, kind))
