"""The dossier of a whole client: every section spoken for, every claim with a source that opens, no secret anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from firm import Firm
from planted import SECRETS

from handoff.domain.dossier import Section
from handoff.domain.ids import Gathering
from handoff.domain.journal import EntryKind
from handoff.domain.snapshot import Snapshot


@dataclass
class Written:
    """A dossier in its three forms, with the snapshots that it rests on."""

    firm: Firm
    html: str
    markdown: str
    model: Any
    snapshots: list[Snapshot]

    @property
    def claims(self) -> Iterator[tuple[int, Any]]:
        """Every claim with the number of its section."""
        for section in self.model["sections"]:
            for claim in section["claims"]:
                yield section["number"], claim


@pytest.fixture
def written(firm: Firm) -> Written:
    """Prepare the studio's leaving client and read what was written."""
    handoff = firm.mark()
    firm.prepare(handoff)
    with firm.app() as app, app.registry.begin() as tx:
        row = tx.dossiers.latest(handoff)
        assert row is not None
        pages = tx.snapshots.pages(handoff, Gathering("prepare.1"))
        assert [entry for entry in tx.journal.read(handoff) if entry.kind is EntryKind.UNREAD] == []
        get = app.artifacts.get
        return Written(
            firm,
            get(row.html).decode(),
            get(row.markdown).decode(),
            json.loads(get(row.model)),
            list(app.pages.read(pages)),
        )


def test_no_planted_secret_reaches_the_dossier(written: Written) -> None:
    """Passwords, keys, tokens and connection strings of the material are in none of the forms, though it was read."""
    gathered = [item for item in written.snapshots if item.content is not None]
    assert len(gathered) > 10
    for secret in SECRETS:
        for form in (written.html, written.markdown, json.dumps(written.model)):
            assert secret not in form, secret
    assert "[secret removed]" in written.html


def test_every_section_is_spoken_for(written: Written) -> None:
    """Where the material says something the section is known; acceptance is unknown until somebody accepts."""
    findings = {section["number"]: section["finding"] for section in written.model["sections"]}
    assert sorted(findings) == [section.number for section in Section]
    assert findings.pop(Section.ACCEPTANCE.number) == "unknown"
    assert set(findings.values()) == {"known"}


def test_every_source_is_a_gathered_record_that_opens(written: Written) -> None:
    """Each claim names records of this client that were gathered, and their addresses open."""
    known = {item.record.key for item in written.snapshots}
    addresses: set[str] = set()
    for _, claim in written.claims:
        assert claim["sources"]
        for source in claim["sources"]:
            assert source["record"] in known
            addresses.add(source["url"])
    token = written.firm.server.credentials["hubspot"]["access_token"]
    for address in sorted(addresses):
        answer = httpx.get(address, headers={"Authorization": f"Bearer {token}"}, timeout=10)
        assert answer.status_code == 200, address


SAID = {
    Section.DETERMINATION: "They have outgrown us",
    Section.GOALS: "Newsletter subscribers",
    Section.WORK: "Gift cards",
    Section.CHALLENGES: "Overcome by",
    Section.DECISIONS: "Options rejected",
    Section.LOOSE_ENDS: "returns export",
    Section.ACCESS: "vault, entry",
    Section.RECORDS: "owned by the client",
    Section.MONEY: "Final invoice",
    Section.PEOPLE: "Helena Marlow",
}


def test_sections_hold_what_the_material_says(written: Written) -> None:
    """What a document, task or record plainly says is found in the section where it is looked for."""
    texts: dict[int, str] = {}
    for number, claim in written.claims:
        texts[number] = texts.get(number, "") + f"\n{claim['label']} {claim['text']}".lower()
    assert {section.name for section, words in SAID.items() if words.lower() not in texts[section.number]} == set()


def test_nothing_of_another_client_is_in_it(written: Written) -> None:
    """The names and domains of the studio's other clients do not appear."""
    for other in ("Harbour Lane", "Tidewater", "Orrin", "harbourlane.example", "tidewater.example"):
        assert other not in written.html
