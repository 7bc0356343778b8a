"""What the handoff itself says: who is leaving, what was decided and by whom, who takes over, until when."""

from __future__ import annotations

from collections.abc import Iterator

from handoff.domain.cuts import Cut
from handoff.domain.dossier import Section, Source
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Draft, Said
from handoff.domain.summary.ledgers import source_of
from handoff.domain.summary.reading.dates import show_day
from handoff.domain.summary.setting import Setting


class Framing:
    """Header, determination and the way ahead. Their source is the marked record.

    Why the firm and the client part is the firm's own note of it, and is not said in the client's cut.
    """

    def __init__(self, setting: Setting, cut: Cut = Cut.INTERNAL) -> None:
        self._setting = setting
        self._cut = cut
        mark = setting.handoff.mark
        self._source = Source(mark.record, str(mark.record), "", "", mark.at)

    @property
    def source(self) -> Source:
        """The marked record, as it was seen, or by its name alone where it was not."""
        return self._source

    def see(self, snapshot: Snapshot) -> None:
        """Keep the marked record as the source."""
        if snapshot.record == self._setting.handoff.mark.record:
            self._source = source_of(snapshot)

    def say(self) -> Iterator[Said]:
        """Yield what the handoff says."""
        for section, label, text, rank in (*self._header(), *self._determination(), *self._forward()):
            if text:
                yield Draft(section, text, label, rank, sources=(self._source,))

    def _header(self) -> Iterator[tuple[Section, str, str, int]]:
        handoff = self._setting.handoff
        yield Section.HEADER, "Client", handoff.name, 10
        yield Section.HEADER, "Kind of exit", self._exit(), 30
        yield Section.HEADER, "Cut-off", self._cutoff(), 40

    def _determination(self) -> Iterator[tuple[Section, str, str, int]]:
        decided = self._setting.handoff.determination
        if decided is None or self._cut is Cut.CLIENT:
            return
        who = self._setting.owner_name(decided.decided_by)
        named = "the marked record" if self._setting.handoff.legacy is None else "the manifest"
        yield Section.DETERMINATION, "Decided by", who or f"unknown: {named} names nobody", 10
        yield Section.DETERMINATION, "Reason", decided.reason or f"unknown: {named} gives no reason", 20
        if self._setting.handoff.legacy is not None:
            yield Section.DETERMINATION, "Left", self._left() or "unknown: the manifest names no day", 30
            yield Section.DETERMINATION, "In force from", self._cutoff(), 40
            return
        mark = self._setting.handoff.mark
        told = [show_day(mark.at), self._setting.user_name(mark.by)]
        yield Section.DETERMINATION, "Marked", " by ".join(filter(None, told)), 30
        yield Section.DETERMINATION, "In force from", self._cutoff(), 40

    def _forward(self) -> Iterator[tuple[Section, str, str, int]]:
        decided = self._setting.handoff.determination
        if decided is None:
            return
        successor = self._setting.owners.get(decided.successor)
        name = self._setting.owner_name(decided.successor)
        reach = f" — {successor.email}" if successor and successor.email != name else ""
        yield Section.FORWARD, "Successor", f"{name}{reach}" if name else "", 10
        if cutoff := self._cutoff():
            yield Section.FORWARD, "Access ends", f"{cutoff}; it never depends on a payment", 15

    def _exit(self) -> str:
        handoff = self._setting.handoff
        if handoff.legacy is not None:
            return f"Left before this handoff, {f'on {self._left()}' if self._left() else 'nobody knows when'}"
        return "unknown: the marked record names none"

    def _left(self) -> str:
        legacy = self._setting.handoff.legacy
        return show_day(legacy.left_at) if legacy is not None and legacy.left_at is not None else ""

    def _cutoff(self) -> str:
        # Only what the marked record itself says has that record as its source; the policy's date heads the page.
        decided = self._setting.handoff.determination
        return f"{decided.cutoff_at:%Y-%m-%d %H:%M %Z}" if decided and decided.cutoff_at else ""
