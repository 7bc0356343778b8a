"""What always holds of a plan: it takes all of the leaving side's access, nobody else's, and is done once applied."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from strategies import CLIENT, FIRM, grants, trees

from handoff.domain.access import Grant, GranteeType, Side
from handoff.domain.change import Change, ChangeKind
from handoff.domain.ids import PersonId
from handoff.domain.people import Owner
from handoff.domain.planning.archive import archive_changes
from handoff.domain.planning.grants import grants_of
from handoff.domain.planning.ownership import file_changes, owner_changes
from handoff.domain.planning.recipients import recipients
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot

SIDE = Side(CLIENT, FIRM, frozenset({"all@studio.example", "tom@studio.example"}))
SUCCESSOR = Owner("7", "jo@studio.example", "Jo", active=True)
DEAL = RecordRef(Vendor.HUBSPOT, Kind.DEAL, "9")


def identify(email: str) -> PersonId:
    """Name a person by the address itself, so that a test can read it."""
    return PersonId(email)


def applied(tree: list[Snapshot], changes: list[Change]) -> list[Snapshot]:
    """Return the tree as Drive would show it once the revocations are done, inherited rows gone with their origin."""
    gone = {change.record.id for change in changes if change.kind is ChangeKind.REVOKE_ACCESS}
    shown: dict[str, list[dict[str, object]]] = {}
    after: list[Snapshot] = []
    for file in tree:
        parent = file.fields["path"][-1]  # type: ignore[index]
        own = [
            grant
            for grant in file.fields["grants"]  # type: ignore[union-attr]
            if not grant["inherited"] and f"{file.record.id}/{grant['type']}/{grant['grantee']}" not in gone
        ]
        shown[file.record.id] = [*({**grant, "inherited": True} for grant in shown.get(str(parent), [])), *own]
        sharing = any(c.kind is ChangeKind.SET_SHARING and c.record == file.record for c in changes)
        fields = {**file.fields, "grants": shown[file.record.id]} | ({"writers_can_share": False} if sharing else {})
        after.append(replace(file, fields=fields))
    return after


@given(trees())
def test_archive_leaves_no_residual_access(tree: list[Snapshot]) -> None:
    """Once the archive phase is applied, no grant is residual, and planning again gives nothing."""
    changes, _ = archive_changes(tree, SIDE, CLIENT.folder_id, identify)
    after = applied(tree, changes)
    assert [grant for file in after for grant in grants_of(file) if SIDE.is_residual(grant)] == []
    again, _ = archive_changes(after, SIDE, CLIENT.folder_id, identify)
    assert again == []


@given(trees())
def test_archive_never_touches_the_firms_own_access(tree: list[Snapshot]) -> None:
    """No colleague, kept group, firm's domain or owner loses access; every change is of the client's tree."""
    changes, _ = archive_changes(tree, SIDE, CLIENT.folder_id, identify)
    inside = {file.record.id for file in tree}
    for change in changes:
        file_id, _, rest = change.record.id.partition("/")
        assert file_id in inside
        kind, _, grantee = rest.partition("/")
        if change.kind is ChangeKind.REVOKE_ACCESS:
            assert change.before["role"] != "owner"
            assert grantee not in SIDE.kept
            assert kind == "group" or not grantee.endswith("studio.example")


@given(trees())
def test_what_cannot_be_revoked_is_said(tree: list[Snapshot]) -> None:
    """A file that the leaving side owns is left out with a reason and needs a person."""
    _, left_out = archive_changes(tree, SIDE, CLIENT.folder_id, identify)
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
        assert "hubspot/company/2" not in record.fields["companies"]  # type: ignore[operator]
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
