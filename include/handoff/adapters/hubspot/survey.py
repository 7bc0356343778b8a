"""Surveys which records are a client's, and how they hang together, before any of them is read.

It holds ids alone. A record that hangs on the client's and belongs to other companies only is not the client's. An
activity that hangs on nothing of the client's but a contact who works for others too may be about those others: it is
named, not read. Each pair of types is asked for once, in full batches, and all pairs of a round side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handoff.adapters.hubspot.api import ASSOCIATIONS, Api, Association, chunks
from handoff.adapters.hubspot.kinds import ACTIVITIES, TYPES, Type
from handoff.adapters.side_by_side import Workers
from handoff.domain.record import Kind, RecordRef
from handoff.errors import HandoffError, NotAuthorisedError

COMPANY, DEAL, TICKET, CONTACT = (TYPES[kind] for kind in (Kind.COMPANY, Kind.DEAL, Kind.TICKET, Kind.CONTACT))
QUOTE, LINE_ITEM = TYPES[Kind.QUOTE], TYPES[Kind.LINE_ITEM]
_ACTIVITIES = tuple(TYPES[kind] for kind in ACTIVITIES)
_ROUNDS = ((COMPANY,), (DEAL,), (TICKET, QUOTE), (CONTACT,))
"""Whose associations are asked for together: each round adds to what the later ones ask about."""


@dataclass
class Survey:
    """What was found: ids by type, links in both directions, companies by record, activities in doubt, and the types
    that the app may not see.
    """

    ids: dict[Type, set[str]] = field(default_factory=lambda: defaultdict(set))
    links: dict[RecordRef, set[RecordRef]] = field(default_factory=lambda: defaultdict(set))
    companies: dict[RecordRef, list[RecordRef]] = field(default_factory=dict)
    doubtful: set[RecordRef] = field(default_factory=set)
    own: set[RecordRef] = field(default_factory=set)
    refused: dict[Type, HandoffError] = field(default_factory=dict)

    def add(self, type_: Type, identifier: str) -> None:
        """Count a record among the client's."""
        self.ids[type_].add(identifier)
        self.own.add(type_.ref(identifier))

    def discard(self, type_: Type, identifier: str) -> None:
        """Count a record among the client's no longer."""
        self.ids[type_].discard(identifier)
        self.own.discard(type_.ref(identifier))

    def in_order(self, type_: Type) -> list[str]:
        """Return the ids of a type, lowest first."""
        return sorted(self.ids[type_], key=_by_number)

    def links_of(self, record: RecordRef) -> tuple[RecordRef, ...]:
        """Return the client's records with which a record is associated."""
        found = (other for other in self.links.get(record, ()) if other in self.own)
        return tuple(sorted(found, key=lambda other: (other.kind, _by_number(other.id))))


class Surveyor:
    """Walks the associations outwards from a company and the marked record; `custom` are the portal's own types."""

    def __init__(self, api: Api, marked: RecordRef, company: RecordRef, custom: Sequence[Type] = ()) -> None:
        self._api, self._marked, self._company, self._custom = api, marked, company, custom
        self._survey = Survey()

    def survey(self, run: Workers) -> Survey:
        """Return what is the client's."""
        survey = self._survey
        survey.add(COMPANY, self._company.id)
        survey.add(TYPES[self._marked.kind], self._marked.id)
        for sources in _ROUNDS:
            pairs = [(source, target) for source in sources for target in self._targets(source)]
            asked = [
                (source, part, target)
                for source, target in pairs
                for part in chunks(survey.in_order(source), ASSOCIATIONS)
            ]
            for (source, _, target), answer in zip(asked, run(self._ask, asked), strict=True):
                if isinstance(answer, HandoffError):
                    survey.refused[target] = answer
                else:
                    self._take(source, target, answer)
        survey.doubtful -= survey.own
        return survey

    def _ask(self, pair: tuple[Type, Sequence[str], Type]) -> Mapping[str, Sequence[Association]] | HandoffError:
        """Return what hangs on some records; the refusal, where the app may not see a type that not every one has."""
        source, ids, target = pair
        try:
            return self._api.associated(source, ids, target)
        except NotAuthorisedError as error:
            if target.kind in (Kind.LINE_ITEM, Kind.QUOTE, Kind.CUSTOM):
                return error
            raise

    def _targets(self, source: Type) -> Iterator[Type]:
        """Yield what can hang on records of a type; the company comes first, since it tells which are the client's."""
        if source is QUOTE:
            yield LINE_ITEM
            return
        if source is not COMPANY:
            yield COMPANY
        yield from {COMPANY: (DEAL, TICKET, CONTACT), DEAL: (TICKET, CONTACT), TICKET: (CONTACT,)}.get(source, ())
        yield from _ACTIVITIES
        if source is DEAL:
            yield from (LINE_ITEM, QUOTE)
        if source in (COMPANY, DEAL):
            yield from (type_ for type_ in self._custom if source.id in type_.linked)

    def _take(self, source: Type, target: Type, found: Mapping[str, Sequence[Association]]) -> None:
        survey = self._survey
        for identifier, others in found.items():
            record = source.ref(identifier)
            for other in others:
                survey.links[record].add(target.ref(other.id))
                survey.links[target.ref(other.id)].add(record)
            if target is COMPANY:
                survey.companies[record] = [COMPANY.ref(other.id) for other in others]
                if self._company not in survey.companies[record] and record != self._marked:
                    survey.discard(source, identifier)
            elif record in survey.own:
                # whose an activity is that hangs on a contact of several companies can't be told
                doubted = source is CONTACT and any(it != self._company for it in survey.companies.get(record, ()))
                for other in others:
                    if doubted:
                        survey.doubtful.add(target.ref(other.id))
                    else:
                        survey.add(target, other.id)


def _by_number(identifier: str) -> tuple[int, str]:
    """Ids are numbers, written as text."""
    return (int(identifier) if identifier.isdecimal() else 0, identifier)
