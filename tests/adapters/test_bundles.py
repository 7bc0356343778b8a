"""Bundles of evidence: what was written checks, and nothing else does."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.adapters.evidence import SignedBundles, check_bundle, fingerprint, new_key, read_key
from handoff.domain import evidence
from handoff.domain.canonical import canonical_json
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.ids import HandoffId
from handoff.domain.journal import Entry, EntryKind
from handoff.domain.plan import Plan
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import NotFoundError, SettingsError

NOW = datetime(2026, 11, 25, tzinfo=UTC)
HANDOFF = HandoffId("h-0123456789ab")
DEAL = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "1")
CHANGE = Change(ChangeKind.SET_OWNER, DEAL, {"owner": "1"}, {"owner": "2"}, Phase.REASSIGN)
PLAN = Plan(HANDOFF, "Acme", NOW, (CHANGE,))
HEAD: dict[str, Any] = {"format": evidence.FORMAT, "handoff": HANDOFF, "client": "Acme", "made_at": "now"}


def files(*, choice: str = "Approve", plan: bool = True) -> dict[str, bytes]:
    """Return the contents of a small bundle in which one approved change was applied."""
    intent = Entry.after(None, handoff=HANDOFF, at=NOW, kind=EntryKind.INTENT, change=CHANGE.id)
    applied = {"result": "applied"}
    outcome = Entry.after(intent, handoff=HANDOFF, at=NOW, kind=EntryKind.OUTCOME, change=CHANGE.id, detail=applied)
    lines = [canonical_json(entry.as_json()) + b"\n" for entry in (intent, outcome)]
    asked = [{"digest": PLAN.digest, "answer": {"choice": choice}}]
    plans = {f"plans/{PLAN.digest}.json": json.dumps(PLAN.as_json()).encode()} if plan else {}
    return {evidence.JOURNAL: b"".join(lines), evidence.ASKS: json.dumps(asked).encode(), **plans}


@pytest.fixture
def write(tmp_path: Path) -> Callable[[dict[str, bytes]], Path]:
    """Return a function that writes a bundle with a new key."""
    key = new_key(tmp_path / "key.pem")

    def write(contents: dict[str, bytes]) -> Path:
        place = tmp_path / "bundle"
        SignedBundles(lambda: key).write(place, HEAD, contents.items())
        return place

    return write


Write = Callable[[dict[str, bytes]], Path]


@pytest.fixture
def bundle(write: Write) -> Path:
    """Return a small bundle."""
    return write(files())


def test_bundle_checks_and_says_whose_it_is(write: Write, tmp_path: Path) -> None:
    """A bundle as it was written holds, with its key pinned or not; another key's fingerprint fails it."""
    place = write(files())
    key = fingerprint(read_key(tmp_path / "key.pem").public)
    found = check_bundle(place, key)
    assert (found.problems, found.handoff, found.client, found.key) == ([], HANDOFF, "Acme", key)
    assert check_bundle(place).problems == []
    assert "pinned" in check_bundle(place, "0" * 64).problems[0]


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changed_byte_fails(bundle: Path, data: st.DataObject) -> None:
    """One byte changed, put in or taken out of any file, manifest, signature and key among them, fails the check."""
    path = data.draw(st.sampled_from(sorted(path for path in bundle.rglob("*") if path.is_file())))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(1, 255))
    changed = bytes([whole[at] ^ byte])
    damaged = data.draw(
        st.sampled_from(
            [
                whole[:at] + changed + whole[at + 1 :],
                whole[:at] + changed + whole[at:],
                whole[:at] + whole[at + 1 :],
                whole + b"\n",
                b"",
            ]
        )
    )
    path.write_bytes(damaged)
    try:
        assert check_bundle(bundle).problems
    finally:
        path.write_bytes(whole)
    assert check_bundle(bundle).problems == []


def test_missing_added_and_linked_files_fail(write: Write, tmp_path: Path) -> None:
    """A file that is missing, one that was added, and one that is but a link are each named."""
    place = write(files())
    (place / "extra.txt").write_text("x")
    assert check_bundle(place).problems == ["extra.txt: it does not belong here."]
    (place / "extra.txt").unlink()
    (place / evidence.JOURNAL).rename(tmp_path / "journal")
    assert check_bundle(place).problems == [f"{evidence.JOURNAL}: it is missing."]
    (place / evidence.JOURNAL).symlink_to(tmp_path / "journal")
    assert check_bundle(place).problems == [f"{evidence.JOURNAL}: it is missing."]
    (place / evidence.MANIFEST).unlink()
    with pytest.raises(NotFoundError):
        check_bundle(place)


def test_bundle_signed_anew_with_another_key_fails_where_pinned(write: Write, tmp_path: Path) -> None:
    """Whoever forges all of a bundle can sign it, but not with the firm's key."""
    place = write(files())
    firms = check_bundle(place).key
    forged = tmp_path / "forged"
    other = new_key(tmp_path / "other.pem")
    SignedBundles(lambda: other).write(forged, HEAD, files().items())
    assert check_bundle(forged).problems == []
    assert check_bundle(forged, firms).problems


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (files(choice="Refuse"), "no approved plan"),
        (files(plan=False), "is not here"),
        (files() | {evidence.JOURNAL: files()[evidence.JOURNAL].replace(b"applied", b"held")}, "chain is broken"),
        (files() | {f"plans/{'0' * 64}.json": b"{}"}, "digest"),
        (files() | {evidence.ASKS: b"nothing"}, "can't be read"),
    ],
)
def test_signed_contents_that_contradict_themselves_fail(write: Write, contents: dict[str, bytes], says: str) -> None:
    """A signature is not enough: chain, digests and approvals are checked too."""
    assert says in " ".join(check_bundle(write(contents)).problems)


def test_key_is_kept_from_others_and_never_overwritten(tmp_path: Path) -> None:
    """A new key's file is its owner's alone; one that is there stays; what is no key says how to make one."""
    path = tmp_path / "key.pem"
    new_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(SettingsError):
        new_key(path)
    (tmp_path / "wrong.pem").write_text("no key")
    for wrong in (tmp_path / "none.pem", tmp_path / "wrong.pem"):
        with pytest.raises(SettingsError, match="new-key"):
            read_key(wrong)


def test_bundle_is_written_into_an_empty_folder_only(write: Write) -> None:
    """A folder that holds something is left as it is."""
    place = write(files())
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    with pytest.raises(SettingsError, match="empty"):
        write(files())
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before
