"""What keeps a dossier from going to the wrong people or telling of the wrong ones.

Most reported breaches are a mail or a file about another client. So the text of a cut that leaves the firm is searched
for the names, mail domains, people and folders of every other company in the CRM. What is found stops the release and
is shown, with the place; a person corrects the record, or the policy says that the name may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handoff.domain.access import within
from handoff.domain.dossier import Dossier
from handoff.domain.people import PUBLIC_HOSTS, Client, Owner
from handoff.domain.written import Stop

_SHORTEST = 4
"""Characters of a name that can be looked for; fewer stand in too many words."""
_SHORTEST_FOLDER = 8


@dataclass(frozen=True, slots=True)
class Other:
    """Another company in the CRM: its name, mail domains and Drive folder ("" where none), and its people by name and
    address.
    """

    name: str
    domains: tuple[str, ...] = ()
    folder_id: str = ""
    people: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Sign:
    what: str
    sign: str
    pattern: re.Pattern[str]


def strangers(
    dossiers: Iterable[Dossier],
    others: Iterable[Other],
    client: Client,
    ours: Sequence[str],
    may_name: Iterable[str],
    people: Iterable[tuple[str, str]] = (),
) -> list[Stop]:
    """Return where some cuts speak of another company; `ours` are the firm's people's names and the firm's domains,
    `people` the client's own people by name and address, `may_name` the names of companies that may stand there.

    Whoever is one of the client's people too, as an adviser of two companies is, is nobody else's.
    """
    allowed = {_plain(name) for name in may_name}
    own = {_plain(text) for text in (*ours, client.name, *(text for person in people for text in person)) if text}
    signs = [sign for other in others if _plain(other.name) not in allowed for sign in _signs(other, client, own)]
    found: dict[Stop, None] = {}
    for where, text in _texts(dossiers):
        plain = _plain(text)
        for sign in signs:
            if sign.pattern.search(plain if sign.what != _CAPITAL else text):
                found[Stop(f"another client's {sign.what if sign.what != _CAPITAL else 'name'}", sign.sign, where)] = (
                    None
                )
    return list(found)


_CAPITAL = "capital"
"""A name of one word is compared as it is written, since 'harbour' is also a word."""


def _signs(other: Other, client: Client, own: set[str]) -> Iterator[_Sign]:
    name = other.name.strip()
    if (
        len(name) >= _SHORTEST
        and _plain(name) not in own
        and not set(_plain(name).split()) <= set(_plain(client.name).split())
    ):
        one_word = len(name.split()) == 1
        yield _Sign(_CAPITAL if one_word else "name", name, _whole(name if one_word else _plain(name)))
    for domain in (domain.lower() for domain in other.domains):
        if domain not in PUBLIC_HOSTS and domain not in own and not within(domain, client.domains):
            yield _Sign("domain", domain, re.compile(rf"(?<![\w-]){re.escape(domain)}(?![\w-]|\.\w)"))
    if len(other.folder_id) >= _SHORTEST_FOLDER and other.folder_id != client.folder_id:
        yield _Sign("folder", other.folder_id, _whole(_plain(other.folder_id)))
    for person, email in other.people:
        host = email.rpartition("@")[2].lower()
        if email and not client.owns_address(email) and host not in own and _plain(email) not in own:
            yield _Sign("person", other.name, _whole(_plain(email)))
        if len(person.split()) > 1 and _plain(person) not in own:
            yield _Sign("person", other.name, _whole(_plain(person)))


def _texts(dossiers: Iterable[Dossier]) -> Iterator[tuple[str, str]]:
    for dossier in dossiers:
        for claim in dossier.claims:
            where = f"{claim.section.number}. {claim.section.title}: {claim.sources[0].record}"
            yield where, f"{claim.label} {claim.text}"
            for source in claim.sources:
                yield where, f"{source.title} {source.url} {source.author}"
        for item in dossier.unread:
            yield "Not read", item.title


def recipient_refusal(successor: Owner, firm_domains: Sequence[str], consented: Iterable[str]) -> str:
    """Return why the dossier may not be released to its successor, "" where it may.

    A colleague has an address of the firm. Anybody else needs the client's consent, recorded for this very person.
    """
    if within(successor.email.rpartition("@")[2].lower(), firm_domains) or successor.id in set(consented):
        return ""
    return "The successor is outside the firm, and the client's consent to the release is not recorded."


def _whole(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
