"""A client's files at the end: sharing settings, what was published to the web, and what only people can judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handoff.domain.access import Grant, Side
from handoff.domain.canonical import Json
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.plan import LeftOut
from handoff.domain.planning.grants import grants_of
from handoff.domain.planning.tree import SHORTCUT, Tree
from handoff.domain.policy.archiving import ArchiveRule
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot

_GOOGLE = "application/vnd.google-apps."
_LIVE = {
    f"{_GOOGLE}form": "A form goes on collecting answers: close it, or give it away by hand.",
    f"{_GOOGLE}site": "A site may be published apart from its sharing: look into it by hand.",
    f"{_GOOGLE}script": "A script may go on running for whoever authorised it: look into it by hand.",
}
_ORGANIZER = "organizer"
_EDITORS = frozenset({"owner", _ORGANIZER, "fileOrganizer", "writer"})


def setting_changes(tree: Tree, side: Side, rule: ArchiveRule, account: str) -> Iterator[Change | LeftOut]:
    """Yield the changes of settings, file by file, and what is left to people; `account` is the address we act as."""
    for file in tree:
        if file.fields.get("published") is True:
            yield _edit(ChangeKind.UNPUBLISH_FILE, file, {"published": True}, {"published": False})
        before, after = _sharing(file, tree, rule, cut=_cut(file, tree, side, rule, account))
        if after:
            yield _edit(ChangeKind.SET_SHARING, file, before, after)
        yield from _for_people(file, tree)


def _sharing(file: Snapshot, tree: Tree, rule: ArchiveRule, *, cut: bool) -> tuple[dict[str, Json], dict[str, Json]]:
    wanted: dict[str, Json] = {}
    if file.record.id == tree.root and file.flag("writers_can_share"):
        wanted["writers_can_share"] = False
    if cut:
        wanted["inherited_disabled"] = True
    if not rule.downloads and file.record.kind is Kind.FILE and file.text("mime") != SHORTCUT:
        wanted["copy_requires_writer"] = True
    changed = {name: value for name, value in wanted.items() if file.flag(name) is not value}
    return {name: file.flag(name) for name in changed}, changed


def _cut(file: Snapshot, tree: Tree, side: Side, rule: ArchiveRule, account: str) -> bool:
    """Whether access from above is cut off here: only where our own account can still edit the folder then."""
    if not rule.cut_inherited or file.record.id != tree.root or file.record.kind is not Kind.FOLDER:
        return False
    grants = list(grants_of(file))
    return any(grant.inherited and side.must_go(grant) for grant in grants) and any(map(_stays(account), grants))


def _stays(account: str) -> Callable[[Grant], bool]:
    """Return what tells a grant by which our account can edit the folder whatever comes from above: a shared drive's
    organisers are never cut off.
    """
    return lambda grant: (
        grant.grantee.lower() == account.lower()
        and (grant.role == _ORGANIZER if grant.inherited else grant.role in _EDITORS)
    )


def _for_people(file: Snapshot, tree: Tree) -> Iterator[LeftOut]:
    mime = file.text("mime")
    if mime in _LIVE:
        yield LeftOut(file.record, _LIVE[mime], person=True)
    target = file.text("shortcut_target")
    if mime == SHORTCUT and target and target not in tree.files:
        yield LeftOut(file.record, "A shortcut to what lies outside the client's folder: that is not touched.")


def _edit(kind: ChangeKind, file: Snapshot, before: dict[str, Json], after: dict[str, Json]) -> Change:
    return Change(kind, file.record, before, after, Phase.ARCHIVE)
