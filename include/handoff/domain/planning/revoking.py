"""Who loses which access to a client's files, at the cut-off or at the end of a grace period."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handoff.domain.access import Grant, Side, highest
from handoff.domain.canonical import Json, instant
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.plan import LeftOut
from handoff.domain.planning.grants import OWNER, Identify, grants_of, permission_of, proposals_of
from handoff.domain.planning.staying import Grantee, Staying, role_kept, whose
from handoff.domain.planning.tree import Tree
from handoff.domain.record import Kind, RecordRef
from handoff.domain.snapshot import Snapshot

PROPOSED = (
    "Somebody of the leaving side asks for access to it, and a later yes would give it again: decline that in Drive."
)

_ORGANIZER = "organizer"


@dataclass(frozen=True, slots=True)
class Cut:
    """Whether access from above the client's folder is to be cut off there, and whether this plan does so.

    Where that is asked for, no organiser from above is counted on.
    """

    asked: bool
    made: bool


def revocations(tree: Tree, side: Side, identify: Identify, cut: Cut) -> Iterator[Change | LeftOut]:
    """Yield what ends the leaving side's access, folders first, and what can't be ended by us."""
    staying = Staying(tree, side, cut.made)
    for file in tree:
        grants = sorted(grants_of(file), key=lambda item: (item.type, item.grantee))
        last = _last_organisers([item for item in grants if not (cut.asked and item.inherited)], side)
        above = staying.above(file)
        staying.note(file, last)
        for grant in grants:
            if side.is_doubtful(grant) and file.record.id == tree.root:
                yield LeftOut(
                    file.record,
                    f"The group {grant.grantee} has access from above the client's folder: see that nobody of the "
                    "client is in it.",
                    person=True,
                )
            if not side.must_go(grant):
                continue
            if why := _why_left(file, grant, tree, last):
                yield LeftOut(file.record, why, person=True)
            elif not grant.inherited:
                yield from _revoked(grant, side, permission_of(grant, identify), above)
        if any(side.must_go(grant) for grant in proposals_of(file)):
            yield LeftOut(file.record, PROPOSED, person=True)


def _why_left(file: Snapshot, grant: Grant, tree: Tree, last: Collection[Grant]) -> str:
    """Return why a grant has to be left to a person, "" where it has not."""
    if grant.role == OWNER:
        return "The leaving side owns this file: agree with them what becomes of it."
    if grant.inherited:
        above = file.record.id == tree.root
        return "Access is inherited from above the client's folder: take it away there." if above else ""
    return "The leaving side is its only organiser: give it one of the firm's first." if grant in last else ""


def _revoked(grant: Grant, side: Side, record: RecordRef, above: Mapping[Grantee, str]) -> Iterator[Change]:
    """Yield what ends a grant; what is kept for a while is first lowered and made to expire, as far as what its
    grantee goes on inheriting (`above`) lets Drive do so.
    """
    until = side.kept_until(grant)
    if until is None:
        yield _edit(ChangeKind.REVOKE_ACCESS, record, "role", grant.role, None)
        return
    role = role_kept(grant, side, above)
    if role != grant.role:
        yield _edit(ChangeKind.LOWER_ROLE, record, "role", grant.role, role)
    end = instant(until.replace(microsecond=0))  # Drive keeps milliseconds, and reads back what it keeps
    # Drive lets only readers' access to a folder expire; the revocation is there for every case.
    may_expire = grant.file.kind is Kind.FILE or role == "reader"
    held = highest(role, above.get(whose(grant), role)) == role
    if may_expire and held and not (grant.expires and grant.expires <= end):
        yield _edit(ChangeKind.SET_EXPIRATION, record, "expires", grant.expires or None, end)
    yield _edit(ChangeKind.REVOKE_ACCESS, record, "role", role, None, end)


def _edit(kind: ChangeKind, record: RecordRef, field: str, before: Json, after: Json, not_before: str = "") -> Change:
    return Change(kind, record, {field: before}, {field: after}, Phase.ARCHIVE, not_before=not_before)


def _last_organisers(grants: Sequence[Grant], side: Side) -> list[Grant]:
    """Return the leaving side's organisers where none of the firm's is left: Drive needs one, and so do we."""
    organisers = [grant for grant in grants if grant.role == _ORGANIZER]
    going = [grant for grant in organisers if side.must_go(grant)]
    return [] if len(going) < len(organisers) else going
