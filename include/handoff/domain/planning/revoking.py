"""Who loses which access to a client's files, at the cut-off or at the end of a grace period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handoff.domain.access import Grant, Side, is_at_most
from handoff.domain.canonical import Json, instant
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.plan import LeftOut
from handoff.domain.planning.grants import OWNER, Identify, grants_of, permission_of, proposals_of
from handoff.domain.planning.tree import Tree
from handoff.domain.record import Kind, RecordRef
from handoff.domain.snapshot import Snapshot

PROPOSED = (
    "Somebody of the leaving side asks for access to it, and a later yes would give it again: decline that in Drive."
)

_ORGANIZER = "organizer"


def revocations(tree: Tree, side: Side, identify: Identify, *, cut: bool) -> Iterator[Change | LeftOut]:
    """Yield what ends the leaving side's access, folders first, and what can't be ended by us.

    `cut` says that access from above may be cut off, so that no organiser from there is counted on.
    """
    for file in tree:
        grants = sorted(grants_of(file), key=lambda item: (item.type, item.grantee))
        last = _last_organisers([item for item in grants if not (cut and item.inherited)], side)
        for grant in grants:
            if side.is_doubtful(grant) and file.record.id == tree.root:
                yield LeftOut(
                    file.record,
                    f"The group {grant.grantee} has access from above the client's folder: see that nobody of the "
                    "client is in it.",
                    person=True,
                )
            if side.must_go(grant):
                yield from _ended(file, grant, tree, side, identify, last=grant in last)
        if any(side.must_go(grant) for grant in proposals_of(file)):
            yield LeftOut(file.record, PROPOSED, person=True)


def _ended(
    file: Snapshot, grant: Grant, tree: Tree, side: Side, identify: Identify, *, last: bool
) -> Iterator[Change | LeftOut]:
    if grant.role == OWNER:
        yield LeftOut(file.record, "The leaving side owns this file: agree with them what becomes of it.", person=True)
    elif grant.inherited:
        if file.record.id == tree.root:
            yield LeftOut(
                file.record, "Access is inherited from above the client's folder: take it away there.", person=True
            )
    elif last:
        yield LeftOut(
            file.record, "The leaving side is its only organiser: give it one of the firm's first.", person=True
        )
    else:
        yield from _revoked(grant, side, permission_of(grant, identify))


def _revoked(grant: Grant, side: Side, record: RecordRef) -> Iterator[Change]:
    until = side.kept_until(grant)
    if until is None:
        yield _edit(ChangeKind.REVOKE_ACCESS, record, "role", grant.role, None)
        return
    role = grant.role if is_at_most(grant.role, side.keeping.role) else side.keeping.role
    if role != grant.role:
        yield _edit(ChangeKind.LOWER_ROLE, record, "role", grant.role, role)
    end = instant(until.replace(microsecond=0))  # Drive keeps milliseconds, and reads back what it keeps
    # Drive lets only readers' access to a folder expire; the revocation is there for every case.
    if (grant.file.kind is Kind.FILE or role == "reader") and not (grant.expires and grant.expires <= end):
        yield _edit(ChangeKind.SET_EXPIRATION, record, "expires", grant.expires or None, end)
    yield _edit(ChangeKind.REVOKE_ACCESS, record, "role", role, None, end)


def _edit(kind: ChangeKind, record: RecordRef, field: str, before: Json, after: Json, not_before: str = "") -> Change:
    return Change(kind, record, {field: before}, {field: after}, Phase.ARCHIVE, not_before=not_before)


def _last_organisers(grants: Sequence[Grant], side: Side) -> list[Grant]:
    """Return the leaving side's organisers where none of the firm's is left: Drive needs one, and so do we."""
    organisers = [grant for grant in grants if grant.role == _ORGANIZER]
    going = [grant for grant in organisers if side.must_go(grant)]
    return [] if len(going) < len(organisers) else going
