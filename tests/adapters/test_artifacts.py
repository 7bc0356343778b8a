"""The artifact store, and pages of snapshots in it."""

from __future__ import annotations

import gzip
import os
import resource
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.adapters.artifacts import ArtifactStore, JsonLinePages
from handoff.domain.canonical import Json, sha256_hex
from handoff.domain.ids import ArtifactRef
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import NotFoundError, SettingsError, TransientError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
JSON: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
SNAPSHOTS = st.builds(
    Snapshot,
    record=st.builds(RecordRef, st.sampled_from(Vendor), st.sampled_from(Kind), TEXT),
    title=TEXT,
    url=TEXT,
    revision=TEXT,
    as_of=st.none() | st.datetimes(timezones=st.just(UTC)),
    author=TEXT,
    fields=st.dictionaries(TEXT, JSON, max_size=3),
    links=st.lists(st.builds(RecordRef, st.sampled_from(Vendor), st.sampled_from(Kind), TEXT), max_size=2).map(tuple),
    content=st.none() | st.binary(max_size=4).map(lambda data: ArtifactRef(sha256_hex(data))),
    media_type=TEXT,
    raw=st.dictionaries(TEXT, JSON, max_size=3),
)


def note(number: int, body: str = "") -> Snapshot:
    record = RecordRef(Vendor.HUBSPOT, Kind.NOTE, str(number))
    return Snapshot(record, f"Note {number}", "", "1", datetime(2026, 3, 1, tzinfo=UTC), "", {"body": body})


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ArtifactStore:
    """Return a store in a folder, and one on a file system that is not this machine's, as a bucket is."""
    return ArtifactStore(str(tmp_path / "store") if request.param == "folder" else f"memory://bucket/{uuid4()}")


@given(st.binary())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_artifact_comes_back_as_it_was_kept(store: ArtifactStore, data: bytes) -> None:
    """Any bytes come back, under their hash, however often they are kept."""
    ref = store.put(data)
    assert ref == sha256_hex(data)
    assert store.put(data) == ref
    assert store.get(ref) == data


def test_artifact_that_is_not_there_is_named(store: ArtifactStore) -> None:
    """A missing artifact is an error that names it and where it was looked for."""
    ref = ArtifactRef("a" * 64)
    with pytest.raises(NotFoundError, match=f"artifact {ref}: .* not in the store") as caught:
        store.get(ref)
    assert store.location(ref) in str(caught.value)


@pytest.mark.parametrize("ref", ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n"])
def test_artifact_address_leads_nowhere_else(store: ArtifactStore, ref: str) -> None:
    """Only a hash is an address, so that nothing outside the store can be read."""
    with pytest.raises(NotFoundError, match="not the address of an artifact"):
        store.get(ArtifactRef(ref))


def test_artifact_that_was_damaged_is_not_returned(tmp_path: Path) -> None:
    """Bytes that are not those that were kept are refused."""
    store = ArtifactStore(str(tmp_path))
    ref = store.put(b"as it was")
    Path(store.location(ref)).write_bytes(b"as it is now")
    with pytest.raises(NotFoundError, match="damaged"):
        store.get(ref)


def test_artifact_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    """Files have mode 0600 and folders 0700, whatever the umask."""
    before = os.umask(0)
    try:
        store = ArtifactStore(str(tmp_path / "store"))
        path = Path(store.location(store.put(b"secret")))
    finally:
        os.umask(before)
    assert path.relative_to(tmp_path / "store").parts == (path.parent.name, path.name)
    assert [oct(item.stat().st_mode & 0o777) for item in (path, path.parent, path.parent.parent)] == [
        "0o600",
        "0o700",
        "0o700",
    ]


def test_artifact_appears_whole_when_many_keep_it(tmp_path: Path) -> None:
    """Sixteen writers of the same bytes leave one file and nothing half-written beside it."""
    store, data = ArtifactStore(str(tmp_path)), b"x" * 500_000

    def put_and_get(_: int) -> bytes:
        return store.get(store.put(data))

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(put_and_get, range(16))) == {data}
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_artifact_that_does_not_fit_leaves_nothing(tmp_path: Path) -> None:
    """A write that fails in the middle is a transient error and leaves no half a file."""
    store = ArtifactStore(str(tmp_path))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(TransientError, match="does not work"):
            store.put(b"x" * 2000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("location", ["nosuch://bucket", "smb://server/share"])
def test_artifact_store_of_an_unknown_kind_is_a_setting_to_mend(location: str) -> None:
    """A kind of store that is unknown or not installed is said when it is named, not when it is used."""
    with pytest.raises(SettingsError, match="location can't be used"):
        ArtifactStore(location)


def test_artifact_store_takes_a_file_address_and_a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`file://` and `~` name the same folder as its path does."""
    monkeypatch.setenv("HOME", str(tmp_path))
    ref = ArtifactStore("~/store").put(b"data")
    assert ArtifactStore(f"file://{tmp_path}/store").get(ref) == b"data"
    assert ArtifactStore(str(tmp_path / "store")).get(ref) == b"data"


@given(st.lists(SNAPSHOTS, max_size=8), st.integers(1, 4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_snapshot_pages_come_back_without_loss(store: ArtifactStore, snapshots: list[Snapshot], page_size: int) -> None:
    """Any snapshots come back in order, and each row has its record, its hash and its page."""
    pages = JsonLinePages(store)
    rows = list(pages.write(snapshots, page_size))
    assert [(row.record, row.revision, row.sha256) for row in rows] == [
        (item.record, item.revision, item.sha256) for item in snapshots
    ]
    refs = [row.page for row in rows[::page_size]]
    assert list(pages.read(refs)) == snapshots
    assert [row.page for row in pages.write(snapshots, page_size)] == [row.page for row in rows]


def test_snapshot_pages_are_the_same_whenever_they_are_written(store: ArtifactStore) -> None:
    """A page's bytes carry no time of writing."""
    (row,) = JsonLinePages(store).write([note(1)])
    assert store.get(row.page)[4:8] == bytes(4)  # MTIME, RFC 1952 2.3.1
    assert gzip.decompress(store.get(row.page)).count(b"\n") == 0


def test_snapshot_pages_hold_one_page_in_memory(tmp_path: Path) -> None:
    """Rows come while snapshots are still read, and four times as many snapshots take no more memory."""
    pages = JsonLinePages(ArtifactStore(str(tmp_path)))
    taken = 0

    def notes(count: int) -> Iterator[Snapshot]:
        nonlocal taken
        for number in range(count):
            taken += 1
            yield note(number, "word " * 400)

    next(pages.write(notes(100), page_size=10))
    assert taken == 10

    def peak(count: int) -> int:
        tracemalloc.start()
        refs = list(dict.fromkeys(row.page for row in pages.write(notes(count), page_size=50)))
        assert sum(1 for _ in pages.read(refs)) == count
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(50)
    assert peak(800) < 1.5 * peak(200)


def test_page_is_kept_anew_with_what_is_newer(store: ArtifactStore) -> None:
    """The newer snapshots stand in the old ones' places, the others are what they were, and the old page stays."""
    pages = JsonLinePages(store)
    old = [note(number) for number in range(5)]
    [page] = {row.page for row in pages.write(old)}
    newer = replace(old[2], revision="9", title="Newer")
    rows = pages.amend(page, {newer.record: newer})
    assert list(pages.read({row.page for row in rows})) == [*old[:2], newer, *old[3:]]
    assert [(row.record, row.revision, row.sha256) for row in rows] == [
        (one.record, one.revision, one.sha256) for one in (*old[:2], newer, *old[3:])
    ]
    assert list(pages.read([page])) == old
    assert [row.record for row in pages.amend(page, {old[0].record: None})] == [one.record for one in old[1:]]
    assert pages.amend(page, dict.fromkeys(one.record for one in old)) == []
