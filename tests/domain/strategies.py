"""Hypothesis strategies for the domain's values; one place for all suites of the domain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from handoff.domain.access import Grant, GranteeType, Keeping
from handoff.domain.canonical import Json
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.ids import HandoffId
from handoff.domain.people import Client
from handoff.domain.plan import LeftOut, Plan
from handoff.domain.policy import ArchiveRule
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot

FIRM = ("studio.example",)
CLIENT = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "1"), "Acme", ("acme.example",), "folder-0")

leaves = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=12)
json_values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
ids = st.text("abcdef0123456789", min_size=1, max_size=8)
records = st.builds(RecordRef, st.sampled_from(Vendor), st.sampled_from(Kind), ids)
fields = st.dictionaries(st.sampled_from(["owner", "role", "exists", "body"]), leaves, min_size=1, max_size=3)
plain_kinds = st.sampled_from(
    sorted(set(ChangeKind) - {ChangeKind.GRANT_ACCESS, ChangeKind.LOWER_ROLE, ChangeKind.REVOKE_ACCESS})
)
lower, higher = st.sampled_from(["reader", "commenter"]), st.sampled_from(["writer", "fileOrganizer", "organizer"])
role_moves = st.one_of(
    st.tuples(st.just(ChangeKind.GRANT_ACCESS), st.none() | lower, higher),
    st.tuples(st.just(ChangeKind.LOWER_ROLE), higher, lower),
    st.tuples(st.just(ChangeKind.REVOKE_ACCESS), lower | higher, st.none()),
).map(lambda move: (move[0], {"role": move[1]}, {"role": move[2]}))
edits = st.tuples(plain_kinds, fields, fields) | role_moves
changes = st.builds(
    lambda edit, record, phase, irreversible, wave: Change(
        edit[0], record, edit[1], edit[2], phase, irreversible, wave=wave
    ),
    edits,
    records,
    st.sampled_from(Phase),
    st.sampled_from(["", "It is sent."]),
    st.integers(0, 2),
)
"""Changes of every kind; those of access go up, down or away as their kind says."""
plans = st.builds(
    Plan,
    st.just(HandoffId("h-0123456789ab")),
    st.text(max_size=10),
    instants,
    st.lists(changes, max_size=6).map(tuple),
    st.lists(st.builds(LeftOut, records, st.text(max_size=10), st.booleans()), max_size=3).map(tuple),
)
snapshots = st.builds(
    Snapshot,
    records,
    st.text(max_size=10),
    st.text(max_size=10),
    st.text(max_size=5),
    st.none() | instants,
    st.text(max_size=10),
    st.dictionaries(st.text(max_size=6), json_values, max_size=4),
    st.lists(records, max_size=3).map(tuple),
)

CLIENTS, COLLEAGUES = "ana@acme.example", ("maya@studio.example", "tom@studio.example")
people = st.sampled_from([CLIENTS, "bo@sub.acme.example", "eve@elsewhere.example", *COLLEAGUES])
grantees = st.one_of(
    st.tuples(st.just(GranteeType.USER), people),
    st.tuples(
        st.just(GranteeType.GROUP), st.sampled_from(["all@studio.example", "proj@studio.example", "g@acme.example"])
    ),
    st.tuples(st.just(GranteeType.DOMAIN), st.sampled_from(["studio.example", "acme.example"])),
    st.just((GranteeType.ANYONE, "anyone")),
)
roles = st.sampled_from(["owner", "writer", "commenter", "reader"])
grants = st.builds(
    lambda who, role, inherited: Grant(RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, "f"), who[0], who[1], role, inherited),
    grantees,
    roles,
    st.booleans(),
)


mimes = st.sampled_from(
    ["application/pdf", *(f"application/vnd.google-apps.{kind}" for kind in ("document", "form", "site", "shortcut"))]
)
roles_given = st.lists(
    st.tuples(grantees, st.sampled_from(["owner", "organizer", "writer", "commenter", "reader"])),
    max_size=3,
    unique_by=lambda pair: pair[0],
)
stacked = st.lists(
    st.tuples(
        st.tuples(st.just(GranteeType.USER), st.sampled_from([CLIENTS, *COLLEAGUES])),
        st.sampled_from(["owner", "writer", "commenter", "reader"]),
    ),
    max_size=3,
    unique_by=lambda pair: pair[0],
)
"""Few people and no other grantees, so that the same one has something on several folders of a chain."""


Row = dict[str, Json]
"""A grant in a snapshot, as wire.py makes it."""


def _row(kind: GranteeType, who: str, role: str, *, inherited: bool = False) -> Row:
    return {"type": kind.value, "grantee": who, "role": role, "inherited": inherited, "expires": None}


def rows_of(file: Snapshot) -> list[Row]:
    """Return the grants of a file's snapshot, each to be changed at will."""
    rows = file.fields["grants"]
    assert isinstance(rows, list)
    return [dict(row) for row in rows]


def inherited(grant: Row) -> Row:
    """Return a grant as what lies in a folder shows it: a folder's owner is there as a writer."""
    return grant | {"inherited": True, "role": "writer" if grant["role"] == "owner" else grant["role"]}


def _as_drive_knows(rows: Iterable[Row], drive: str | None) -> list[Row]:
    """Return a file's own grants without what Drive does not know: a second owner, an organiser but in a shared drive,
    an owner in one.
    """
    kept: list[Row] = []
    for row in rows:
        role = row["role"]
        if drive is not None:
            role = "organizer" if role == "owner" else role
        elif role == "organizer" or any(other["role"] == role == "owner" for other in kept):
            role = "writer"
        kept.append({**row, "role": role})
    return kept


@st.composite
def trees(
    draw: st.DrawFn, given: st.SearchStrategy[list[tuple[tuple[GranteeType, str], str]]] = roles_given
) -> list[Snapshot]:
    """Draw a client's folder with files below it, with grants as Drive shows them: what a folder has, all below has."""
    found: list[Snapshot] = []
    drive = draw(st.sampled_from([None, "shared"]))
    outside = (_row(kind, who, role, inherited=True) for (kind, who), role in draw(given) if role != "owner")
    above: dict[str, list[Row]] = {"outside": _as_drive_knows(outside, drive)}
    paths: dict[str, list[str]] = {}
    for number in range(draw(st.integers(1, 6))):
        folders = [item.record.id for item in found if item.record.kind is Kind.FOLDER]
        parent = "outside" if number == 0 else draw(st.sampled_from(folders))
        handed = [inherited(grant) for grant in above[parent]]
        mine = _as_drive_knows(
            (_row(kind, who, role) for (kind, who), role in draw(given) if role != "owner" or kind is GranteeType.USER),
            drive,
        )
        kind = Kind.FOLDER if number == 0 or draw(st.booleans()) else Kind.FILE
        record = RecordRef(Vendor.GOOGLE_DRIVE, kind, f"folder-{number}")
        above[record.id] = [*handed, *mine]
        paths[record.id] = [*paths.get(parent, []), parent]
        shown: dict[str, Json] = {
            "grants": [*handed, *mine],
            "path": paths[record.id],
            "folder": parent,
            "mime": "application/vnd.google-apps.folder" if kind is Kind.FOLDER else draw(mimes),
            "drive_id": drive,
            "shortcut_target": draw(st.sampled_from([None, "folder-0", "elsewhere"])),
        }
        for name in ("writers_can_share", "copy_requires_writer", "locked", "published", "inherited_disabled"):
            shown[name] = draw(st.booleans())
        found.append(Snapshot(record, record.id, "", "1", None, "", shown))
    return found


graces = st.sampled_from([None, timedelta(days=30), timedelta(days=1)])
keepings = st.builds(
    lambda role, folder, file: Keeping(
        role, {kind: grace for kind, grace in ((Kind.FOLDER, folder), (Kind.FILE, file)) if grace}
    ),
    st.sampled_from(["reader", "commenter"]),
    graces,
    graces,
)
archive_rules = st.builds(
    ArchiveRule,
    folder=st.sampled_from(["", "archive"]),
    drive=st.sampled_from(["", "shared", "vault"]),
    lock=st.booleans(),
    downloads=st.booleans(),
    copy_theirs=st.booleans(),
    take_out=st.booleans(),
    cut_inherited=st.booleans(),
)
