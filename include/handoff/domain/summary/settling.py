"""Settling what one record says: a file that only lists what was delivered, and days that are over by now.

A sheet whose rows are what was handed over was not itself delivered. What a delivered file says of its own delivery
stands with the file; a delivery note is told by what it says was handed over. A day that is past when the dossier is
made is no deadline, unless it is that of something still open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Draft, Said
from handoff.domain.summary.lexicon.names import DELIVERY_NOTES, INDEX_NAMES, STILL_OPEN
from handoff.domain.summary.lexicon.telling import HANDED_ON
from handoff.domain.summary.reading.dates import last_day
from handoff.domain.summary.reading.terms import Terms, phrases
from handoff.domain.summary.reading.topics import Topic, topic_named
from handoff.domain.summary.reading.words import content_words, fold, sentences
from handoff.domain.summary.rules.prose.sections import only_dates, titled
from handoff.domain.summary.rules.records.deliverables import is_among_deliverables

_NOTE = Terms(DELIVERY_NOTES)
_INDEX = Terms(INDEX_NAMES)
_OPEN = Terms(STILL_OPEN)
_HANDED_ON = phrases(HANDED_ON)
_FILED = frozenset(("File", "Acceptance"))
_DATED = frozenset(("Due", "Deadline"))
_TOLD = 260
"""Characters of what a delivery note, or a delivered file, says of the delivery."""


def settled(said: Sequence[Said], snapshot: Snapshot, beginning: Sequence[str], now: datetime) -> list[Said]:
    """Return what a record says, settled; `beginning` are its first pieces, `now` the instant of the dossier."""
    open_yet = [one for one in said if not _has_lapsed(one, snapshot.as_of, now)]
    kept = [
        one for one in open_yet if not _is_over(one, open_yet, snapshot.as_of, now) and not _says_only_its_date(one)
    ]
    return list(_of_file(kept, snapshot, beginning)) if snapshot.record.kind is Kind.FILE else kept


def _of_file(said: Sequence[Said], snapshot: Snapshot, beginning: Sequence[str]) -> Iterator[Said]:
    work = [one for one in said if isinstance(one, Draft) and one.section is Section.WORK and one.label not in _FILED]
    listed = [one for one in work if one.about]
    filed = any(isinstance(one, Draft) and one.label == "File" for one in said)
    title = snapshot.text("name") or snapshot.title
    named = _INDEX.within(_spoken(title))
    only_lists = bool(listed) and (named or (len(listed) > 1 and not is_among_deliverables(snapshot)))
    for one in said:
        if not isinstance(one, Draft) or one.section is not Section.WORK:
            yield one
        elif one.label in _FILED and not only_lists:
            yield _with_delivery(one, snapshot, work, beginning)
        elif one.label not in _FILED and (not filed or (only_lists and one.about)):
            leans = not one.about and _HANDED_ON.match(fold(one.text)) is not None
            yield replace(one, text=titled((_spoken(title),), one.text)) if leans else one


def _with_delivery(file: Draft, snapshot: Snapshot, told: Sequence[Draft], beginning: Sequence[str]) -> Draft:
    """Return a delivered file with what it says of its own delivery."""
    texts = [one.about or one.text for one in told]
    title = snapshot.text("name") or snapshot.title
    if _NOTE.within(_spoken(title)):
        body = [text for text in beginning if not content_words(text) <= content_words(title)]
        texts = list(sentences(body[0]))[:2] if body else texts
    shown = ("; " if any(one.about for one in told) else " ").join(texts)
    return replace(file, text=f"{file.text} \u2014 {_cut(shown)}") if shown else file


def _spoken(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")


def _cut(text: str) -> str:
    return text if len(text) <= _TOLD else f"{text[:_TOLD].rsplit(' ', 1)[0]} \u2026"


def _says_only_its_date(said: Said) -> bool:
    """Whether something open, or due, is no more than the day of the list in which it stands, or its heading."""
    if not isinstance(said, Draft) or said.section not in (Section.LOOSE_ENDS, Section.DEADLINES):
        return False
    text = said.about or said.text
    return only_dates(text) or (not said.values and topic_named(text) not in (None, Topic.NEUTRAL))


def _has_lapsed(said: Said, as_of: datetime | None, now: datetime) -> bool:
    """Whether something was open until a day that is past, and nothing says that it still is."""
    if not isinstance(said, Draft) or not said.lapses:
        return False
    day = said.due or last_day(said.text, as_of)
    return day is not None and day.date() < now.date()


def _is_over(said: Said, others: Sequence[Said], as_of: datetime | None, now: datetime) -> bool:
    """Whether a deadline is past, and nothing says that what it is about is still open.

    The heads of a row's cells say nothing of it: 'If missed' is what may come, whatever became of it.
    """
    if not isinstance(said, Draft) or said.section is not Section.DEADLINES or said.label not in _DATED:
        return False
    due = said.due if said.label == "Due" else None  # a row tells its other days beside its own
    day = due or last_day(said.text, as_of) or said.due
    if day is None or day.date() >= now.date() or _OPEN.within(said.values or said.text):
        return False
    ends = (one for one in others if isinstance(one, Draft) and one.section is Section.LOOSE_ENDS)
    return not any((said.about and one.about == said.about) or said.text in one.text for one in ends)
