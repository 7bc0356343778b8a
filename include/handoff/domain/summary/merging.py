"""Claims out of drafts: one for each thing said, however many records say it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from handoff.domain.dossier import Claim, Section, Source
from handoff.domain.summary.contradictions import Done, done_elsewhere, otherwise_figured
from handoff.domain.summary.doubles import merged
from handoff.domain.summary.drafts import Draft
from handoff.domain.summary.reading.words import content_words, fold, tidy

_Key = tuple[Section, frozenset[str] | str]


@dataclass(slots=True)
class _Held:
    draft: Draft
    sources: dict[Source, None]
    order: int


class Merger:
    """Gathers drafts, merges those that say the same in one section, and orders them.

    Every text passes `redact` here once more, so that no rule can bring a secret into a claim.
    """

    def __init__(self, redact: Callable[[str], str]) -> None:
        self._redact = redact
        self._held: dict[_Key, _Held] = {}
        self._done: list[Done] = []

    def add(self, draft: Draft, source: Source | None = None) -> None:
        """Take a draft in; `source` is the record being read, where the draft names none."""
        sources = draft.sources or ((source,) if source else ())
        text = tidy(self._redact(tidy(draft.text)))
        if not text or not sources:
            return
        label = tidy(self._redact(draft.label))
        key: _Key = (draft.section, content_words(text) or fold(text))
        held = self._held.get(key)
        if held is None:
            said = replace(draft, text=text, label=label)
            self._held[key] = _Held(said, dict.fromkeys(sources), len(self._held))
            return
        held.sources.update(dict.fromkeys(sources))
        held.draft = replace(
            held.draft,
            rank=min(held.draft.rank, draft.rank),
            due=held.draft.due or draft.due,
            urgent=held.draft.urgent or draft.urgent,
        )

    def add_done(self, what: str, source: Source) -> None:
        """Take in what a record says is done."""
        self._done.append(Done(tidy(self._redact(tidy(what))), source))

    def of(self, section: Section) -> Sequence[Draft]:
        """Return a section's drafts in order: by rank, then what is due first, then as they were read.

        Deadlines stand by their days, whatever told of them: whoever looks for the next one reads from the top.
        """
        held = [item for item in self._held.values() if item.draft.section is section]
        held.sort(key=lambda item: (*_place(item.draft), item.order))
        said = done_elsewhere([replace(item.draft, sources=tuple(item.sources)) for item in held], self._done)
        once = sorted(merged(said), key=_place)
        return otherwise_figured(once)

    def claims(self, section: Section) -> tuple[Claim, ...]:
        """Return a section's claims in order."""
        return tuple(Claim(section, draft.text, draft.sources, draft.label) for draft in self.of(section))


def _place(draft: Draft) -> tuple[int, bool, float, int]:
    """Return where a draft stands among others of its section."""
    rank = 0 if draft.section is Section.DEADLINES and draft.due else draft.rank
    return rank, draft.due is None, draft.due.timestamp() if draft.due else 0.0, draft.rank
