"""What always holds of a dossier, whatever was gathered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from material import DEAL, HANDOFF, NOW, OWNERS, READER, SCANNER, document, record, sum_up

from handoff.domain.cuts import Cut
from handoff.domain.dossier import Finding, Section
from handoff.domain.ids import ArtifactRef
from handoff.domain.ports.tools import Block, BlockKind
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.setting import Setting
from handoff.domain.summary.summarise import summarise
from handoff.errors import VendorUnavailableError
from handoff.render import TemplateRenderer

PASSWORD = "Fennel-Harvest-2291"
TEXTS = st.text(max_size=80) | st.sampled_from(
    [
        "# Goals\n\n- Sell more",
        "Decision: X\nReason: Y",
        "| Risk | Owner |\n|---|---|\n| Fire | Ana |",
        "Open items:\n- [ ] Sign by 2026-07-01",
        "The import failed. We fixed it by splitting.",
        f"Password: {PASSWORD}",
    ]
)
VALUES = TEXTS | st.booleans() | st.none() | st.integers() | st.lists(st.text(max_size=10), max_size=3)
NAMES = st.sampled_from(
    [
        *("name", "subject", "body", "description", "amount", "currency", "closed", "due", "priority", "owner", "role"),
        *("path", "owners", "grants", "trashed", "stage", "stage_label", "close_date", "email", "phone", "drive_id"),
    ]
)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Draw a record of any kind with any fields, as a careless adapter might give it."""
    kind = draw(st.sampled_from([kind for kind in Kind if kind not in (Kind.PERMISSION, Kind.LETTER)]))
    fields: dict[str, Any] = draw(st.dictionaries(NAMES, VALUES, max_size=6))
    made = record(kind, draw(TEXTS), id=draw(st.sampled_from(["1", "2", "3", "4"])), **fields)
    text = draw(st.none() | TEXTS)
    media_type = draw(st.sampled_from(["text/markdown", "text/html", "text/plain", "text/csv", "application/pdf"]))
    return replace(
        made,
        author=draw(st.text(max_size=10)),
        as_of=draw(st.none() | st.just(NOW)),
        content=None if text is None else ArtifactRef(text),
        media_type="" if text is None else media_type,
    )


@settings(deadline=None)
@given(st.lists(snapshots(), max_size=5))
def test_every_section_speaks_and_every_claim_has_its_source(given_: list[Snapshot]) -> None:
    """Sixteen sections in order; claims only where something is known; each source is a record that was given."""
    dossier = sum_up(*given_)
    assert [page.section for page in dossier.pages] == list(Section)
    known = {snapshot.record for snapshot in given_} | {DEAL}
    for page in dossier.pages:
        assert (page.finding is Finding.KNOWN) == bool(page.claims)
        for claim in page.claims:
            assert claim.text.strip()
            assert "\n" not in claim.text
            assert {source.record for source in claim.sources} <= known
            assert len({source.record for source in claim.sources}) >= 1
    assert dossier.pages[Section.ACCEPTANCE.number - 1].finding is Finding.UNKNOWN


@settings(deadline=None, max_examples=60)
@given(st.lists(snapshots(), max_size=4))
def test_no_password_reaches_any_form(given_: list[Snapshot]) -> None:
    """Not a claim, a title, an author, an address or an unread record's name carries it, in any form."""
    renderer = TemplateRenderer()
    dossier = sum_up(*given_)
    for form in (json.dumps(dossier.as_json()), renderer.dossier_html(dossier), renderer.dossier_markdown(dossier)):
        assert PASSWORD not in form


@pytest.mark.parametrize(
    "text",
    [
        f"## Access\n\n- CMS: admin, password {PASSWORD}\n",
        f"## Passwords\n\n- {PASSWORD}\n",
        f"Passwords:\n\n- {PASSWORD}\n",
        f"## Access\n\n| System | Password |\n|---|---|\n| CMS | {PASSWORD} |\n",
        f"## Open items\n\n- [ ] change password: {PASSWORD}\n",
        f"Decision: keep it\nPassword: {PASSWORD}\n",
        f"# Login: admin / {PASSWORD}\n\n## Goals\n\n- Sell\n",
        f"## Risks\n\nThe password\nis {PASSWORD}\n",
    ],
)
def test_password_is_removed_wherever_a_document_holds_it(text: str) -> None:
    """Headings, leads, table heads and line ends between the word and the secret don't hide it."""
    dossier = sum_up(document(f"Notes, pw: {PASSWORD}", text))
    assert PASSWORD not in json.dumps(dossier.as_json())
    assert dossier.claims


def test_password_in_fields_titles_authors_and_addresses_is_removed() -> None:
    """Every field that reaches the dossier is redacted; an address that carries a secret is left out."""
    task = record(Kind.TASK, f"pw: {PASSWORD}", subject=f"Use password: {PASSWORD}", body=f"pw is {PASSWORD}")
    task = replace(task, author=f"pw: {PASSWORD}", url=f"https://x.example/?password={PASSWORD}")
    unread = replace(document(f"Password: {PASSWORD}", "x", "application/pdf"))
    dossier = sum_up(task, unread)
    assert PASSWORD not in json.dumps(dossier.as_json())
    assert dossier.unread


def test_same_records_give_the_same_dossier() -> None:
    """Nothing of chance or of the clock is in it."""
    given_ = [document("Notes", "## Goals\n\n- Sell\n\n## Risks\n\n- Fire\n"), record(Kind.TASK, subject="Sign")]
    assert sum_up(*given_) == sum_up(*given_)


def test_documents_are_read_one_at_a_time() -> None:
    """No document is opened before the one before it has been read to its end."""
    open_now: list[str] = []

    def read(snapshot: Snapshot) -> Iterator[Block]:
        assert not open_now
        open_now.append(snapshot.title)
        for number in range(50):
            yield Block(BlockKind.ITEM, f"Sell {number} more", ("Goals",))
        open_now.clear()

    given_ = (document(f"Notes {letter}", "x") for letter in "abcdef")
    setting = Setting(HANDOFF, OWNERS, "Studio", NOW)
    dossier = summarise(given_, read, setting, redact=SCANNER.redact, version=1)[Cut.INTERNAL]
    claims = dossier.pages[Section.GOALS.number - 1].claims
    assert len(claims) == 50
    assert all(len(claim.sources) == 6 for claim in claims)


def test_error_that_may_pass_is_the_callers() -> None:
    """A store that does not answer stops the summary, so that the task is tried again; it is no unread record."""

    def read(_snapshot: Snapshot) -> Iterator[Block]:
        raise VendorUnavailableError("The store did not answer.")

    with pytest.raises(VendorUnavailableError):
        summarise(
            [document("Notes", "x")],
            read,
            Setting(HANDOFF, OWNERS, "Studio", NOW),
            redact=SCANNER.redact,
            version=1,
        )


def test_document_that_breaks_off_is_named_and_keeps_what_it_said() -> None:
    """A document whose reading ends in an error is named as unread; what it said before is kept."""

    def read(snapshot: Snapshot) -> Iterator[Block]:
        yield Block(BlockKind.ITEM, "Sell more", ("Goals",))
        yield from READER.blocks(b"", snapshot.media_type)

    dossier = summarise(
        [document("Scan", "x", "application/pdf")],
        read,
        Setting(HANDOFF, OWNERS, "Studio", NOW),
        redact=SCANNER.redact,
        version=1,
    )[Cut.INTERNAL]
    assert [item.title for item in dossier.unread] == ["Scan"]
    assert [claim.text for claim in dossier.pages[Section.GOALS.number - 1].claims] == ["Sell more"]
