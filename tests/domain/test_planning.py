"""What always holds of a plan: it takes all of the leaving side's access, nobody else's, and is done once applied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from drive_model import applied
from hypothesis import given
from hypothesis import strategies as st
from strategies import CLIENT, FIRM, archive_rules, grants, keepings, stacked, trees

from handoff.domain.access import NOTHING_KEPT, Grant, GranteeType, Keeping, Side
from handoff.domain.change import MADE_ONCE, Change, ChangeKind
from handoff.domain.ids import HandoffId, PersonId
from handoff.domain.people import Owner
from handoff.domain.plan import LeftOut
from handoff.domain.planning.archive import Archiving, archive_changes
from handoff.domain.planning.grants import grants_of, is_theirs, proposals_of
from handoff.domain.planning.holding import let_be
from handoff.domain.planning.ownership import file_changes, owner_changes
from handoff.domain.planning.recipients import recipients
from handoff.domain.planning.revoking import PROPOSED
from handoff.domain.planning.staying import whose
from handoff.domain.planning.taking_out import IN_THEIRS
from handoff.domain.planning.tree import Tree
from handoff.domain.policy import ArchiveRule, Hold, Holds
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot

SIDE = Side(CLIENT, FIRM, frozenset({"all@studio.example", "tom@studio.example"}))
SUCCESSOR = Owner("7", "jo@studio.example", "Jo", active=True)
DEAL = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "9")
CUTOFF = datetime(2026, 12, 1, tzinfo=UTC)
LATER = CUTOFF + timedelta(days=40)
HANDOFF = HandoffId("h-0123456789ab")


def identify(email: str) -> PersonId:
    """Name a person by the address itself, so that a test can read it."""
    return PersonId(email)


def archiving(rule: ArchiveRule = ArchiveRule(), keeping: Keeping = NOTHING_KEPT) -> Archiving:  # noqa: B008 - frozen
    """Make what the archive phase rests on."""
    side = replace(SIDE, keeping=keeping, cutoff=CUTOFF)
    return Archiving(HANDOFF, side, CLIENT.folder_id, identify, rule, "maya@studio.example")


def revocable(grant: Grant, tree: list[Snapshot], rule: ArchiveRule) -> bool:
    """Whether a residual grant is one that we can end: not come from above the client's folder, not an organiser's,
    who may be the last, nor its grantee's by a folder that is theirs where nothing is taken out of it, or can't be.
    """
    came = {whose(g) for g in grants_of(tree[0]) if g.inherited}
    above = set(Tree.of(CLIENT.folder_id, tree).above(grant.file.id))
    stay = {"organizer"} if rule.take_out and not is_theirs(tree[0], SIDE) else {"organizer", "owner"}
    came |= {whose(g) for file in tree if file.record.id in above for g in grants_of(file) if g.role in stay}
    return whose(grant) not in came and grant.role != "organizer"


@given(trees() | trees(stacked), archive_rules, keepings)
def test_archive_leaves_no_residual_access(tree: list[Snapshot], rule: ArchiveRule, keeping: Keeping) -> None:
    """Once the archive phase is applied nothing more is left than the client keeps; after the grace period, nothing.

    Planning again gives the revocations to come and then nothing, but for what is made once.
    """
    asked = archiving(rule, keeping)
    changes, _ = archive_changes(tree, asked)
    for now in (CUTOFF, LATER):
        after = applied(tree, changes, now)
        left = [grant for file in after for grant in asked.side.residual(grants_of(file), now)]
        assert [grant for grant in left if revocable(grant, tree, rule)] == []
        again, _ = archive_changes(after, asked)
        planned = {change.id for change in changes}
        assert all(c.id in planned and (c.not_before or c.kind in MADE_ONCE) for c in again)
    assert [change for change in again if change.kind not in MADE_ONCE] == []


@given(trees(), archive_rules, keepings)
def test_archive_never_touches_the_firms_own_access(tree: list[Snapshot], rule: ArchiveRule, keeping: Keeping) -> None:
    """No colleague, kept group, firm's domain or owner loses access; every change is of the client's tree."""
    changes, _ = archive_changes(tree, archiving(rule, keeping))
    inside = {file.record.id for file in tree}
    for change in changes:
        if change.kind in MADE_ONCE:
            assert change.record.id.startswith(f"new:{HANDOFF}-")
            continue
        file_id, _, rest = change.record.id.partition("/")
        assert file_id in inside
        kind, _, grantee = rest.partition("/")
        if change.record.kind is Kind.PERMISSION:
            assert change.before.get("role") != "owner"
            assert grantee not in SIDE.kept
            assert kind == "group" or not grantee.endswith("studio.example")


@given(trees(), archive_rules)
def test_archive_keeps_an_organiser(tree: list[Snapshot], rule: ArchiveRule) -> None:
    """Where a file has organisers of its own, one is left; if none is the firm's, a person is told."""
    changes, left_out = archive_changes(tree, archiving(rule))
    after = {file.record: file for file in applied(tree, [c for c in changes if c.kind in _ACCESS], CUTOFF)}
    for file in tree:
        had = [grant for grant in grants_of(file) if grant.role == "organizer"]
        have = [grant for grant in grants_of(after[file.record]) if grant.role == "organizer"]
        if not any(grant.inherited for grant in had):
            assert bool(had) is bool(have)
        elif not rule.cut_inherited and any(not SIDE.must_go(grant) for grant in had):
            assert have
        if had and not had[0].inherited and all(SIDE.must_go(grant) for grant in had):
            assert any(item.record == file.record and "only organiser" in item.reason for item in left_out)


@given(trees())
def test_archive_never_cuts_off_our_own_account(tree: list[Snapshot]) -> None:
    """What comes from above the client's folder is cut off only where our account can go on editing it."""
    changes, _ = archive_changes(tree, archiving(ArchiveRule(cut_inherited=True)))
    cut = [change for change in changes if change.after.get("inherited_disabled")]
    mine = [grant for grant in grants_of(tree[0]) if grant.grantee == "maya@studio.example"]
    if not any(not grant.inherited or grant.role == "organizer" for grant in mine):
        assert cut == []
    assert all(change.record == tree[0].record for change in cut)


@given(trees(), keepings)
def test_archive_is_in_the_safe_order(tree: list[Snapshot], keeping: Keeping) -> None:
    """What is open to the web goes first, then what is taken out of folders of theirs; roles are lowered before they
    expire, locks and moves into the archive come before the last revocations but of whoever keeps something, folders
    are made before what goes into them.
    """
    rule = ArchiveRule(folder="archive", drive="vault", lock=True, copy_theirs=True)
    changes, _ = archive_changes(tree, archiving(rule, keeping))
    keepers = {c.record.id.partition("/")[2] for c in changes if c.kind in _ACCESS[1:]}
    early = [c for c in changes if _STEPS[-2](c) and not _open(c) and c.record.id.partition("/")[2] in keepers]
    order = [_STEPS.index(next(step for step in _STEPS if step(change))) for change in changes if change not in early]
    assert order == sorted(order)
    made: set[str] = set()
    for change in changes:
        folder = str(change.after.get("folder", ""))
        assert not folder.startswith("new:") or folder in made
        if change.kind is ChangeKind.CREATE_FOLDER:
            made.add(change.record.id)


def _open(change: Change) -> bool:
    return "/anyone/" in change.record.id or "/domain/" in change.record.id


_ACCESS = (ChangeKind.REVOKE_ACCESS, ChangeKind.LOWER_ROLE, ChangeKind.SET_EXPIRATION)
_STEPS: tuple[Callable[[Change], bool], ...] = (
    lambda change: change.kind is ChangeKind.UNPUBLISH_FILE,
    _open,
    lambda change: change.kind is ChangeKind.SET_SHARING,
    lambda change: change.kind is ChangeKind.MOVE_FILE and not str(change.after["folder"]).startswith("new:"),
    lambda change: change.kind is ChangeKind.LOWER_ROLE,
    lambda change: change.kind is ChangeKind.SET_EXPIRATION,
    lambda change: change.kind is ChangeKind.LOCK_FILE,
    lambda change: change.kind in (ChangeKind.CREATE_FOLDER, ChangeKind.COPY_FILE, ChangeKind.MOVE_FILE),
    lambda change: change.kind is ChangeKind.REVOKE_ACCESS and not change.not_before,
    lambda change: change.kind is ChangeKind.REVOKE_ACCESS,
)


@given(trees())
def test_archive_moves_all_of_the_firms_files_and_none_of_theirs(tree: list[Snapshot]) -> None:
    """Into a shared drive every file of the firm's is moved, and every one of theirs that can be is copied.

    A folder of the firm's is moved only out of one of theirs.
    """
    rule = ArchiveRule(folder="archive", drive="vault", copy_theirs=True)
    changes, _ = archive_changes(tree, archiving(rule))
    theirs = {f.record.id for f in tree for g in grants_of(f) if g.role == "owner" and SIDE.must_go(g)}
    files = {file.record.id for file in tree if file.record.kind is Kind.FILE}
    moved = {change.record.id for change in changes if change.kind is ChangeKind.MOVE_FILE}
    copied = {change.after["source"] for change in changes if change.kind is ChangeKind.COPY_FILE}
    assert moved & files == files - theirs
    assert copied <= files & theirs
    above = {file.record.id: file.fields["folder"] for file in tree}
    assert all(above[folder] in theirs and folder not in theirs for folder in moved - files)


@given(trees(), archive_rules, keepings, st.integers(0, 5))
def test_held_folders_are_let_be(tree: list[Snapshot], rule: ArchiveRule, keeping: Keeping, number: int) -> None:
    """Nothing in or around a held folder is changed or moved, and what was left alone is said with the reason."""
    held = tree[number % len(tree)].record
    whole = Tree.of(CLIENT.folder_id, tree)
    changes, _ = archive_changes(whole, archiving(rule, keeping))
    holds = Holds((Hold("Legal hold: x", folders=frozenset({held.id})),))
    free, left = let_be(changes, holds, whole)
    below = {file.record.id for file in tree if held.id in (file.record.id, *whole.above(file.record.id))}
    around = set(whole.above(held.id)) | below
    for change in free:
        assert change.record.id.partition("/")[0] not in below
        assert change.after.get("source") not in below
        assert change.kind is not ChangeKind.MOVE_FILE or change.record.id not in around
    assert {change.record for change in changes if change not in free} == {item.record for item in left}
    assert all("Legal hold: x" in item.reason for item in left)


@given(trees(stacked), archive_rules)
def test_what_is_ours_leaves_folders_of_theirs_or_is_said(tree: list[Snapshot], rule: ArchiveRule) -> None:
    """Nothing of the firm's stays in a folder that the leaving side owns, and no copy is put there, or a person is told
    what to do; what the leaving side owns itself is not moved.
    """
    changes, left_out = archive_changes(tree, archiving(rule))
    theirs = {file.record.id for file in tree if is_theirs(file, SIDE)}
    said = {item.record.id for item in left_out if item.reason == IN_THEIRS and item.person}
    into = {change.record.id: change.after["folder"] for change in changes if change.kind is ChangeKind.MOVE_FILE}
    ours = {file.record.id: file.text("folder") for file in tree if file.record.id not in theirs}
    for file_id, folder in ours.items():
        inside = into.get(file_id, folder) in theirs
        assert (file_id in said) is inside
        assert not inside or not rule.take_out or CLIENT.folder_id in theirs
    assert into.keys() - ours.keys() <= {CLIENT.folder_id}
    assert not {change.after["folder"] for change in changes if change.kind is ChangeKind.COPY_FILE} & theirs


@given(trees())
def test_what_cannot_be_revoked_is_said(tree: list[Snapshot]) -> None:
    """A file that the leaving side owns is left out with a reason and needs a person."""
    _, left_out = archive_changes(tree, archiving())
    theirs = {
        file.record
        for file in tree
        for grant in grants_of(file)
        if grant.role == "owner" and not grant.grantee.endswith("studio.example")
    }
    assert theirs <= {item.record for item in left_out if item.person}


@given(grants)
def test_residual_is_what_must_go_and_is_not_theirs(grant: Grant) -> None:
    """A link always goes; a colleague never; a group of the firm's that was given access here goes unless kept."""
    if grant.type is GranteeType.ANYONE:
        assert SIDE.must_go(grant)
    if grant.grantee in SIDE.kept:
        assert not SIDE.must_go(grant)
    if grant.type is GranteeType.USER and grant.grantee.endswith("@studio.example"):
        assert not SIDE.must_go(grant)
    assert SIDE.is_residual(grant) is (SIDE.must_go(grant) and grant.role != "owner")


owners = st.none() | st.sampled_from(["1", "2", "7"])
crm = st.lists(
    st.builds(
        lambda kind, number, owner, manager, closed, company: Snapshot(
            RecordRef(Vendor.HUBSPOT, kind, str(number)), "", "", "", None, "",
            {"owner": owner, "owner:manager": manager, "closed": closed, "companies": company},
        ),
        st.sampled_from([Kind.DEAL, Kind.COMPANY, Kind.CONTACT, Kind.TASK, Kind.TICKET, Kind.NOTE, Kind.CALL]),
        st.integers(1, 20), owners, owners, st.booleans(),
        st.sampled_from([[], [CLIENT.record.key], [CLIENT.record.key, "hubspot/company/2"]]),
    ),
    max_size=8, unique_by=lambda item: item.record,
)  # fmt: skip


def test_account_of_salesforce_gets_its_owner_last() -> None:
    """HubSpot's company comes first, since it may cascade; Salesforce's account last, since it moves the sharing."""
    for vendor, place in ((Vendor.HUBSPOT, 0), (Vendor.SALESFORCE, -1)):
        records = [
            Snapshot(RecordRef(vendor, kind, "1"), "", "", "", None, "", {"owner": "3"})
            for kind in (Kind.COMPANY, Kind.CONTACT, Kind.DEAL, Kind.TASK)
        ]
        changes, _ = owner_changes(records, CLIENT, DEAL, SUCCESSOR.id)
        assert changes[place].record.kind is Kind.COMPANY


@given(crm)
def test_owner_changes_reach_what_is_open_and_nothing_else(records: list[Snapshot]) -> None:
    """Open records of the client go to the successor; closed work, history and shared records stay and are said."""
    changes, left_out = owner_changes(records, CLIENT, DEAL, SUCCESSOR.id)
    by_record = {item.record: item for item in records}
    for change in changes:
        record = by_record[change.record]
        assert record.record.kind not in (Kind.NOTE, Kind.CALL)
        assert set(change.after.values()) == {SUCCESSOR.id}
        assert change.before == {name: record.fields[name] for name in change.after}
        assert "hubspot/company/2" not in record.fields["companies"]  # type: ignore[operator]  # a list of keys
        assert not record.flag("closed") or record.record.kind in (Kind.COMPANY, Kind.CONTACT) or record.record == DEAL
    done = {change.record: change for change in changes}
    after = [
        replace(item, fields={**item.fields, **done[item.record].after}) if item.record in done else item
        for item in records
    ]
    assert owner_changes(after, CLIENT, DEAL, SUCCESSOR.id) == ([], left_out)


@given(trees())
def test_files_of_the_firm_go_to_the_successor(tree: list[Snapshot]) -> None:
    """Only files that a colleague owns are transferred; a deactivated colleague's are left to a person."""
    gone = Owner("2", "tom@studio.example", "Tom", active=False)
    changes, left_out = file_changes(
        tree, CLIENT, SUCCESSOR, {"tom@studio.example": gone, SUCCESSOR.email: SUCCESSOR}, FIRM, identify
    )
    for change in changes:
        if change.kind is ChangeKind.TRANSFER_FILE:
            assert str(change.before["owner"]).endswith("@studio.example")
            assert change.before["owner"] != gone.email
    assert all(item.person for item in left_out)
    assert sum(change.kind is ChangeKind.GRANT_ACCESS for change in changes) == 1


def contact(number: int, email: str, companies: list[str]) -> Snapshot:
    """Make a contact of the marked deal."""
    record = RecordRef(Vendor.HUBSPOT, Kind.CONTACT, str(number))
    return Snapshot(record, "", "", "", None, "", {"email": email, "companies": companies}, (DEAL,))


def test_letters_go_to_the_clients_own_people_alone() -> None:
    """Another company's person, an outside address and a contact without one get no letter, and it is said why."""
    own, elsewhere = [CLIENT.record.key], [CLIENT.record.key, "hubspot/company/2"]
    found = [
        contact(1, "ana@acme.example", own),
        contact(2, "bo@acme.example", elsewhere),
        contact(3, "eve@nextagency.example", own),
        contact(4, "", own),
    ]
    written, left_out = recipients(found, CLIENT, DEAL)
    assert [item.text("email") for item in written] == ["ana@acme.example"]
    assert [item.record.id for item in left_out] == ["2", "3", "4"]
    assert all(item.person and item.reason.startswith("No letter") for item in left_out)


@given(trees(), st.sampled_from(["cleo@client.example", "tom@studio.example"]))
def test_a_request_for_access_is_shown_where_the_leaving_side_makes_it(tree: list[Snapshot], asker: str) -> None:
    """A person is told to decline it, and it is no access; a colleague's is the firm's own affair."""
    proposals = [{"grantee": asker, "role": "reader"}]
    asked = replace(tree[-1], fields={**tree[-1].fields, "proposals": proposals})
    _, left_out = archive_changes(Tree.of(CLIENT.folder_id, [*tree[:-1], asked]), archiving())
    assert (LeftOut(asked.record, PROPOSED, person=True) in left_out) is asker.endswith("client.example")
    assert not any(SIDE.is_residual(grant) for grant in proposals_of(asked))
