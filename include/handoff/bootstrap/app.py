"""The one place where concrete things meet: the use cases over their tools.

One `App` serves one task or one command; close it. The use cases that rest on the dossier's rules are imported where
they are asked for: compiling the rules' patterns takes half a second, which every other task would pay.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from handoff.bootstrap.language_model import narrator, sorter
from handoff.bootstrap.legacy import Batches
from handoff.bootstrap.tools import Tools
from handoff.domain.handoff import Handoff
from handoff.domain.ids import HandoffId
from handoff.domain.returning import Package
from handoff.services import apply, archive, ask, carry_out, detect, gather, keep_in_touch, plan, show, verify
from handoff.services import open as opening
from handoff.services.audit import Audit
from handoff.services.evidence import Evidence
from handoff.services.find_past import FindPast
from handoff.services.follow import Follow, start_all
from handoff.services.guard import Guard
from handoff.services.hear import Hear
from handoff.services.legacy.examine import Examine, ListClients
from handoff.services.legacy.preflight import Preflight
from handoff.services.manual import Manual
from handoff.services.mark_now import MarkNow
from handoff.services.release import Consent
from handoff.services.remind import Remind
from handoff.services.review import Review
from handoff.services.settle import Settle
from handoff.services.show_plan import ShowPlan
from handoff.services.still_meant import StillMeant
from handoff.services.trouble import Stop, Trouble
from handoff.services.undo import Undo
from handoff.services.withdraw import Withdraw
from handoff.settings import load_settings

if TYPE_CHECKING:
    from handoff.services.return_records import WritePackage
    from handoff.services.write_dossier import WriteDossier


class App(Tools):
    """The product, wired: one use case a property."""

    @property
    def detect(self) -> detect.Detect:
        """Finds marks."""
        return detect.Detect(self.policy, self.registry, self.crms, self.hear, self.review, self.clock)

    @property
    def find_past(self) -> FindPast:
        """Finds the marks of the past."""
        return FindPast(self.policy, self.registry, self.crms, self.clock)

    def start(self, handoffs: Iterable[Handoff]) -> int:
        """Start the preparation of handoffs; return how many were not started before."""
        return start_all(self.runs, handoffs)

    @property
    def mark_now(self) -> MarkNow:
        """Opens the handoff of a marked record."""
        return MarkNow(self.policy, self.registry, self.crms, self.clock)

    @property
    def withdraw(self) -> Withdraw:
        """Withdraws handoffs."""
        return Withdraw(self.registry, self.crms, lambda: self.observed)

    @property
    def review(self) -> Review:
        """Looks again at what nobody has approved yet."""
        return Review(self.policy, self.registry, self.crms, self.open, self.withdraw, self.still_meant)

    @property
    def hear(self) -> Hear:
        """Keeps what CRMs tell, and makes handoffs of it."""
        return Hear(self.policy, self.registry, self.crms, self.clock)

    @property
    def follow(self) -> Follow:
        """Follows up what CRMs told."""
        return Follow(self.hear, self.runs)

    @property
    def open(self) -> opening.Open:
        """Opens a handoff."""
        return opening.Open(self.policy, self.registry, self.crms, self.drive, self.withdraw, self.clock)

    @property
    def gather(self) -> gather.Gather:
        """Gathers records."""
        return gather.Gather(self.policy, self.registry, self.artifacts, self.pages, self.crms, self.drive, self.clock)

    @property
    def write_dossier(self) -> WriteDossier:
        """Writes the dossier."""
        from handoff.services.write_dossier import WriteDossier

        return WriteDossier(
            self.policy,
            self.registry,
            self.artifacts,
            self.pages,
            self.documents,
            self.secrets,
            self.renderer,
            self.crms,
            self.clock,
            narrator(self.policy.dossier.narrative, self.models),
            sorter(self.policy.dossier.sorting, self.models),
        )

    @property
    def make_plan(self) -> plan.MakePlan:
        """Makes the plan."""
        return plan.MakePlan(
            self.policy, self.registry, self.artifacts, self.pages, self.renderer, self.crms, self.drive, self.clock
        )

    @property
    def ask_person(self) -> ask.AskPerson:
        """Asks."""
        return ask.AskPerson(
            self.policy, self.registry, self.renderer, self.crms, self.still_meant, self.clock, self.settings.base_url
        )

    @property
    def remind(self) -> Remind:
        """Reminds approvers."""
        return Remind(
            self.policy, self.registry, self.artifacts, self.renderer, self.mail, self.clock, self.settings.base_url
        )

    @property
    def carry_out(self) -> carry_out.CarryOut:
        """Begins and ends the carrying out."""
        return carry_out.CarryOut(self.registry, self.guard, self.crms, self.clock)

    @property
    def apply(self) -> apply.Apply:
        """Applies approved changes."""
        return apply.Apply(self.registry, self.changers, self.guard, self.clock)

    @property
    def guard(self) -> Guard:
        """Says whether changes may still be made."""
        return Guard(self.policy, self.registry, self.pages, self.still_meant, self.observed)

    @property
    def still_meant(self) -> StillMeant:
        """Says whether marked records still say what was approved."""
        return StillMeant(self.policy, self.registry, self.crms, self.open.determine, self.withdraw.tell, self.clock)

    @property
    def verify(self) -> verify.Verify:
        """Reads back what was applied."""
        return verify.Verify(self.registry, self.changers, self.clock)

    @property
    def record_alumni(self) -> keep_in_touch.RecordAlumni:
        """Records alumni."""
        return keep_in_touch.RecordAlumni(self.registry, self.pages, self.crms, self.clock)

    @property
    def archive(self) -> archive.Archive:
        """Archives access."""
        return archive.Archive(self.policy, self.registry, self.pages, self.crms, self.drive, self.clock)

    @property
    def audit(self) -> Audit:
        """Audits closed handoffs."""
        return Audit(self.registry, self.drive, self.gather, self.archive, self.clock)

    @property
    def undo(self) -> Undo:
        """Undoes handoffs."""
        return Undo(self.policy, self.registry, self.pages, self.crms, self.clock)

    @property
    def evidence(self) -> Evidence:
        """Writes bundles of evidence."""
        return Evidence(self.registry, self.artifacts, self.bundles, self.clock)

    @property
    def show(self) -> show.Show:
        """Answers what people ask about handoffs."""
        return show.Show(self.registry, self.pages)

    @property
    def show_plan(self) -> ShowPlan:
        """Answers what people ask about plans."""
        return ShowPlan(self.registry, self.pages)

    @property
    def trouble(self) -> Trouble:
        """Writes problems onto handoffs."""
        return Trouble(self.registry, self.clock)

    def return_records(self, handoff: HandoffId, *, gathered: bool = False) -> Package:
        """Make the return package; `gathered` asks no vendor and takes what lies in the artifact store."""
        from handoff.services.return_records import ReturnRecords

        crms, drive = ({}, None) if gathered else (self.crms, self.drive)
        make = ReturnRecords(
            self.policy, self.registry, self.artifacts, self.pages, self.renderer, crms, drive, self.clock
        )
        return make(handoff)

    @property
    def write_package(self) -> WritePackage:
        """Writes a return package out."""
        from handoff.services.return_records import WritePackage

        return WritePackage(self.registry, self.artifacts, self.renderer)

    @property
    def consent(self) -> Consent:
        """Records a client's consent."""
        return Consent(self.registry, self.clock)

    @property
    def settle(self) -> Settle:
        """Takes what a person says of a change."""
        return Settle(self.registry, self.clock)

    @property
    def manual(self) -> Manual:
        """Lists what is done by hand, and takes the evidence."""
        return Manual(self.registry, self.artifacts, self.clock)

    @property
    def preflight(self) -> Preflight:
        """Looks at manifests."""
        return Preflight(self.policy, self.registry, self.crms, self.drive, self.clock)

    @property
    def examine(self) -> Examine:
        """Preflights manifests, and keeps what was found."""
        return Examine(self.manifests, self.preflight, self.artifacts, self.reports, self.clock)

    @property
    def list_clients(self) -> ListClients:
        """Makes manifests of what a CRM is asked."""
        return ListClients(self.policy, self.crms)

    @property
    def batches(self) -> Batches:
        """Hands off legacy clients."""
        return Batches(self)

    @property
    def stop(self) -> Stop:
        """The stop button."""
        return Stop(self.registry)


def migrate_registry() -> None:
    """Bring the registry's schema to this version."""
    from handoff.registry.migrate import upgrade

    upgrade(load_settings().database_url)
