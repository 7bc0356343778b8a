"""Surveys which records are a client's, and how they hang together, before any of them is read.

It holds ids alone. A record that hangs on the client's and belongs to other companies only is not the client's. An
activity that hangs on nothing of the client's but a contact who works for others too may be about those others: it is
named, not read.
"""

from __future__ import annotations

from collections import defaultdict
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
        self._extend(Kind.DEAL, Kind.COMPANY)
        self._keep_own(Kind.DEAL)
        self._extend(Kind.TICKET, Kind.COMPANY, Kind.DEAL)
        self._keep_own(Kind.TICKET)
        self._extend(Kind.CONTACT, Kind.COMPANY, Kind.DEAL, Kind.TICKET)
        self._keep_own(Kind.CONTACT)
        for activity in ACTIVITIES:
            self._extend(activity, Kind.COMPANY, Kind.DEAL, Kind.TICKET)
            self._add_from_contacts(activity)
        return survey

    def _extend(self, kind: Kind, *sources: Kind) -> None:
        for source in sources:
            for others in self._follow(source, kind).values():
                self._survey.ids[kind].update(others)

    def _follow(self, source: Kind, target: Kind) -> dict[str, list[str]]:
        """Return the ids of a kind with which each record of another is associated, and keep the links."""
        survey = self._survey
        found = self._api.associated(source, survey.in_order(source), target)
        for identifier, others in found.items():
            for other in others:
                survey.links[ref(source, identifier)].add(ref(target, other.id))
                survey.links[ref(target, other.id)].add(ref(source, identifier))
        return {identifier: [other.id for other in others] for identifier, others in found.items()}

    def _keep_own(self, kind: Kind) -> None:
        """Read the companies of all records of a kind and let go of those that are other companies' alone."""
        survey = self._survey
        for identifier, others in self._follow(kind, Kind.COMPANY).items():
            record = ref(kind, identifier)
            survey.companies[record] = [ref(Kind.COMPANY, other) for other in others]
            if self._company not in survey.companies[record] and record != self._marked:
                survey.ids[kind].discard(identifier)

    def _add_from_contacts(self, activity: Kind) -> None:
        survey = self._survey
        in_doubt: set[str] = set()
        for contact, activities in self._follow(Kind.CONTACT, activity).items():
            companies = survey.companies.get(ref(Kind.CONTACT, contact), [])
            shared = any(company != self._company for company in companies)
            (in_doubt if shared else survey.ids[activity]).update(activities)
        survey.doubtful.update(ref(activity, identifier) for identifier in in_doubt - survey.ids[activity])


def _by_number(identifier: str) -> tuple[int, str]:
    """Ids are numbers, written as text."""
    return (int(identifier) if identifier.isdecimal() else 0, identifier)
