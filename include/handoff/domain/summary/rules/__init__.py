"""The rules, each a small module, and the lists in which they are tried. To widen the dossier, add to these.

- a record rule reads one record's fields;
- a text rule reads one passage of a document, note or mail; the first that says anything has the passage;
- a ledger sees every record and says at the end what holds of them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Said
from handoff.domain.summary.ledgers import Ledger
from handoff.domain.summary.reading.passage import Passage
from handoff.domain.summary.rules.prose import sections, sentences, ticks
from handoff.domain.summary.rules.records import contacts, deals, deliverables, meetings, open_work
from handoff.domain.summary.rules.records.access import AccessLedger
from handoff.domain.summary.rules.records.files import FileLedger
from handoff.domain.summary.rules.rows import rows
from handoff.domain.summary.setting import Setting

RecordRule = Callable[[Snapshot, Setting], Iterator[Said]]
TextRule = Callable[[Passage], Iterator[Said]]

RECORD_RULES: Sequence[RecordRule] = (
    deals.engagement,
    deals.money,
    deals.items,
    deals.offers,
    deals.work,
    open_work.tasks_and_tickets,
    meetings.meetings,
    contacts.people,
    deliverables.files,
)
TEXT_RULES: Sequence[TextRule] = (
    ticks.boxes,
    rows.rows,
    sections.below_headings,
    sentences.sentences_of,
    sentences.rows_of_no_heading,
)
LEDGERS: Sequence[type[Ledger]] = (FileLedger, AccessLedger)
