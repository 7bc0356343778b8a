"""Surveys which records are a client's, and how they hang together, before any of them is read.

It holds ids alone. A record that hangs on the client's and belongs to other companies only is not the client's. An
activity that hangs on nothing of the client's but a contact who works for others too may be about those others: it is
named, not read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from handoff.adapters.hubspot.api import Api
from handoff.adapters.hubspot.kinds import ACTIVITIES, ref
from handoff.domain.record import Kind, RecordRef


@dataclass
class Survey:
    """What was found: ids by kind, links in both directions, companies by record, and activities in doubt."""

    ids: dict[Kind, set[str]] = field(default_factory=lambda: defaultdict(set))
    links: dict[RecordRef, set[RecordRef]] = field(default_factory=lambda: defaultdict(set))
    companies: dict[RecordRef, list[RecordRef]] = field(default_factory=dict)
    doubtful: set[RecordRef] = field(default_factory=set)

    def has(self, record: RecordRef) -> bool:
        """Whether a record is the client's."""
        return record.id in self.ids[record.kind]

    def in_order(self, kind: Kind) -> list[str]:
        """Return the ids of a kind, lowest first."""
        return sorted(self.ids[kind], key=_by_number)

    def links_of(self, record: RecordRef) -> tuple[RecordRef, ...]:
        """Return the client's records with which a record is associated."""
        found = (other for other in self.links.get(record, ()) if self.has(other))
        return tuple(sorted(found, key=lambda other: (other.kind, _by_number(other.id))))


class Surveyor:
    """Walks the associations outwards from a company and the marked record, each pair of kinds in bulk."""

    def __init__(self, api: Api, marked: RecordRef, company: RecordRef) -> None:
        self._api, self._marked, self._company = api, marked, company
        self._survey = Survey()

    def survey(self) -> Survey:
        """Return what is the client's."""
        survey, company = self._survey, self._company
        survey.ids[Kind.COMPANY].add(company.id)
        survey.ids[self._marked.kind].add(self._marked.id)
        self._add(Kind.DEAL, self._follow(Kind.COMPANY, survey.ids[Kind.COMPANY], Kind.DEAL))
        for source in (Kind.COMPANY, Kind.DEAL):
            self._add(Kind.TICKET, self._follow(source, survey.ids[source], Kind.TICKET))
        for source in (Kind.COMPANY, Kind.DEAL, Kind.TICKET):
            self._add(Kind.CONTACT, self._follow(source, survey.ids[source], Kind.CONTACT))
        for kind in (Kind.DEAL, Kind.TICKET, Kind.CONTACT):
            self._keep_own(kind)
        shared = {
            identifier
            for identifier in survey.ids[Kind.CONTACT]
            if any(other != company for other in survey.companies.get(ref(Kind.CONTACT, identifier), ()))
        }
        for activity in ACTIVITIES:
            self._add_activities(activity, shared)
        return survey

    def _add(self, kind: Kind, ids: Iterable[str]) -> None:
        self._survey.ids[kind].update(ids)

    def _follow(self, source: Kind, ids: Iterable[str], target: Kind) -> set[str]:
        found = self._api.associated(source, sorted(ids, key=_by_number), target)
        for identifier, others in found.items():
            for other in others:
                self._survey.links[ref(source, identifier)].add(ref(target, other.id))
                self._survey.links[ref(target, other.id)].add(ref(source, identifier))
        return {other.id for others in found.values() for other in others}

    def _keep_own(self, kind: Kind) -> None:
        """Read the companies of all records of a kind and let go of those that are other companies' alone."""
        survey = self._survey
        found = self._api.associated(kind, survey.in_order(kind), Kind.COMPANY)
        for identifier, others in found.items():
            companies = [ref(Kind.COMPANY, other.id) for other in others]
            record = ref(kind, identifier)
            survey.companies[record] = companies
            survey.links[record].update(companies)
            if self._company not in companies and record != self._marked:
                survey.ids[kind].discard(identifier)

    def _add_activities(self, activity: Kind, shared: set[str]) -> None:
        survey = self._survey
        sources = {kind: survey.ids[kind] for kind in (Kind.COMPANY, Kind.DEAL, Kind.TICKET, Kind.CONTACT)}
        if shared:
            sources[Kind.CONTACT] = survey.ids[Kind.CONTACT] - shared
        for source, ids in sources.items():
            self._add(activity, self._follow(source, ids, activity))
        found = self._follow(Kind.CONTACT, shared, activity)
        survey.doubtful.update(ref(activity, identifier) for identifier in found - survey.ids[activity])


def _by_number(identifier: str) -> tuple[int, str]:
    """Ids are numbers, written as text."""
    return (int(identifier) if identifier.isdecimal() else 0, identifier)
