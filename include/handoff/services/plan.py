"""Plan: make the plan from the gathered snapshots, keep it, and put the question for its approval."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from handoff.domain.access import Keeping
from handoff.domain.ask import Ask, AskKind
from handoff.domain.canonical import instant
from handoff.domain.cuts import Cut
from handoff.domain.dossier import Section
from handoff.domain.handoff import Handoff, State
from handoff.domain.ids import AskId, HandoffId
from handoff.domain.people import Owner
from handoff.domain.plan import LeftOut, Plan
from handoff.domain.planning import Letter, Named, Planner, compose
from handoff.domain.planning.compose import dossier_record
from handoff.domain.planning.recipients import recipients
from handoff.domain.policy import Policy
from handoff.domain.ports.registry import DossierRow, People, Registry, Transaction
from handoff.domain.ports.tools import Artifacts, Clock, Renderer, SnapshotPages
from handoff.domain.ports.vendors import Crm, Drive
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.reading.topics import Topic
from handoff.errors import InvalidRecordError
from handoff.services.archive_place import doubts_about
from handoff.services.gather import gathering
from handoff.services.progress import renewed, settled_changes
from handoff.services.release import check_release

LONGEST_NAME = 60
"""Letters of a system's name; what is longer is a sentence about one."""

_LONG_GONE = "No letter: the client has left before, and the policy writes to nobody who has (legacy.letters)."


@dataclass(frozen=True)
class MakePlan:
    """Makes a plan and its ask."""

    policy: Policy
    registry: Registry
    artifacts: Artifacts
    pages: SnapshotPages
    renderer: Renderer
    crms: Mapping[str, Crm]
    drive: Drive
    clock: Clock

    def __call__(self, handoff_id: HandoffId) -> Ask:
        """Make the plan, keep it, and return the ask for its approval; errors of `plan`."""
        plan = self.plan(handoff_id)
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            return keep_with_ask(tx, handoff, plan, AskKind.APPROVAL, self.policy, plan.made_at)

    def plan(self, handoff_id: HandoffId) -> Plan:
        """Return what is still to be changed by what was gathered last; PlanRefusedError, InvalidRecordError.

        It is neither kept nor asked about.
        """
        now = self.clock()
        with self.registry.begin() as tx:
            handoff = tx.handoffs.get(handoff_id)
            refs = tx.snapshots.pages(handoff_id, gathering("prepare", handoff))
            row = tx.dossiers.latest(handoff_id)
        if row is None:
            raise InvalidRecordError(
                "No dossier has been written.", record=f"handoff {handoff_id}", mend="Run prepare_handoff again."
            )
        _, determination = handoff.known()
        owners = {owner.id: owner for owner in self.crms[handoff.mark.connection].owners()}
        successor = owners.get(determination.successor)
        if successor is None or not successor.active:
            raise InvalidRecordError(
                f"The successor (owner {determination.successor}) is not an active user.",
                record=str(handoff.mark.record),
                mend="Name an active user on the marked record and run prepare_handoff again.",
            )
        vendor = handoff.mark.record.vendor
        with self.registry.begin() as tx:
            cuts = check_release(tx, row, self.artifacts, successor, self.policy)
            of_crm = tx.snapshots.pages(handoff_id, gathering("prepare", handoff), vendor)
        contacts = [item for item in self.pages.read(of_crm) if item.record.kind is Kind.CONTACT]
        written, unwritten = recipients(contacts, handoff.known()[0], handoff.mark.record, self.policy.recipients)
        if handoff.legacy is not None and not self.policy.legacy.letters:
            unwritten += [LeftOut(contact.record, _LONG_GONE) for contact in written]
            written = []
        doubts = doubts_about(self.policy.archive, self.drive, successor)
        with self.registry.begin() as tx:
            planner = Planner(
                policy=self.policy,
                owners=owners,
                identify=cache(tx.people.identify),
                dossier=row.html,
                note=self._note(handoff),
                letters=self._letters(tx.people, handoff, written, successor),
                unwritten=unwritten,
                named=self._named(row),
                account=self.drive.account,
                client_cut=cuts.cuts[Cut.CLIENT].html if cuts else None,
                doubts=doubts,
            )
            settled = frozenset(change.record.key for change in settled_changes(tx, handoff_id) if change.is_unseen)
            return renewed(compose(handoff, self.pages.read(refs), planner, now, settled), tx, handoff)

    def _named(self, row: DossierRow) -> list[Named]:
        """Return what the dossier says of systems: a row of a table names its system first."""
        model = json.loads(self.artifacts.get(row.model))
        claims = next(page["claims"] for page in model["sections"] if page["number"] == Section.ACCESS.number)
        return [Named(_system(str(claim["label"]), str(claim["text"])), str(claim["text"])) for claim in claims]

    def _note(self, handoff: Handoff) -> str:
        client, _ = handoff.known()
        return self.renderer.dossier_note(
            {
                "client": client.name,
                "cutoff": instant(handoff.cutoff_at or self.clock()),
                "link": f"{{link:{dossier_record(handoff).key}}}",
                "key": handoff.id,
            }
        )

    def _letters(
        self, people: People, handoff: Handoff, contacts: Iterable[Snapshot], successor: Owner
    ) -> Sequence[Letter]:
        client, _ = handoff.known()
        letters: dict[str, Letter] = {}
        for contact in contacts:
            email = contact.text("email").lower()
            to = people.identify(
                email,
                name=contact.text("name"),
                phone=contact.text("phone"),
                role=contact.text("role"),
                organisation=client.name,
            )
            letter = self.renderer.farewell(
                {
                    "firm": self.policy.firm.name,
                    "client": client.name,
                    "recipient": contact.text("name"),
                    "successor": successor.name,
                    "successor_email": successor.email,
                    "cutoff": instant(handoff.cutoff_at or self.clock()),
                    **_kept(self.policy.keeping, handoff.cutoff_at),
                    "sender": self.policy.firm.sender_name,
                    "reply_to": self.policy.firm.reply_to,
                }
            )
            content = json.dumps(
                {"subject": letter.subject, "text": letter.text, "html": letter.html}, sort_keys=True
            ).encode()
            letters[to] = Letter(to, letter.subject, self.artifacts.put(content))
        return list(letters.values())


def keep_with_ask(tx: Transaction, handoff: Handoff, plan: Plan, kind: AskKind, policy: Policy, now: datetime) -> Ask:
    """Keep a plan and the ask for it, and let the handoff wait for the answer."""
    tx.plans.add(plan)
    ask = Ask(
        id=AskId(f"{handoff.id}-{kind.value}-{plan.digest[:8]}-{handoff.attempt}"),
        handoff=handoff.id,
        kind=kind,
        digest=plan.digest,
        asked_at=now,
        expires_at=_expiry(handoff, kind, policy, now),
    )
    tx.asks.add(ask)
    current = tx.handoffs.get(handoff.id, lock=True)
    waiting = {AskKind.APPROVAL: State.AWAITING_APPROVAL, AskKind.FINDING: State.AWAITING_FINDING}
    tx.handoffs.save(replace(current, digest=plan.digest, problem=None).to(waiting.get(kind, current.state)))
    return tx.asks.get(ask.id)


def _kept(keeping: Keeping, cutoff: datetime | None) -> dict[str, str]:
    """Return what a letter says of what its reader keeps: what they can still do, and until when; "" nothing."""
    until = {kind: keeping.until(kind, cutoff) for kind in (Kind.FOLDER, Kind.FILE)}
    ends = {f"{kind.value}s_until": instant(end) if end else "" for kind, end in until.items()}
    can = "read" if keeping.role == "reader" else "read and comment on"
    return ends | {"keeps": can if any(ends.values()) else ""}


def _system(label: str, text: str) -> str:
    """Return the system that a claim is about, "" where it is prose or about files in Drive."""
    name, dash, _ = text.partition(" \u2014 ")
    return name if label == Topic.ACCESS.label and dash and len(name) <= LONGEST_NAME else ""


def _expiry(handoff: Handoff, kind: AskKind, policy: Policy, now: datetime) -> datetime:
    """Return until when an ask can be answered: a plan that names a cut-off to come can't be approved
    after it.
    """
    latest = now + policy.approving.within
    if handoff.legacy is not None:
        return latest
    return min(latest, handoff.cutoff_at) if kind is AskKind.APPROVAL and handoff.cutoff_at else latest
