"""Files that are deliverables, by the folder in which they lie or by their own name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Draft, Said
from handoff.domain.summary.lexicon.names import (
    ACCEPTANCE_NAMES,
    CLIENT_PROVIDED_NAMES,
    DELIVERY_FOLDERS,
    DELIVERY_NAMES,
    DELIVERY_NOTES,
    LISTED_NAMES,
    NOT_DELIVERED_NAMES,
    NOT_OUTGOING_FOLDERS,
    UNFINISHED_NAMES,
)
from handoff.domain.summary.reading.terms import Terms
from handoff.domain.summary.setting import Setting

_DELIVERED = Terms(DELIVERY_NAMES)
_FOLDERS = Terms(DELIVERY_FOLDERS)
_UNFINISHED = Terms(UNFINISHED_NAMES)
_ACCEPTANCE = Terms(ACCEPTANCE_NAMES)
_BESIDE = Terms(NOT_DELIVERED_NAMES)
_NOTE = Terms(DELIVERY_NOTES)
_LISTED = Terms(LISTED_NAMES)
_NOT_OUTGOING = Terms(NOT_OUTGOING_FOLDERS)
_PROVIDED = Terms(CLIENT_PROVIDED_NAMES)


def files(snapshot: Snapshot, _setting: Setting) -> Iterator[Said]:
    """Yield a file of Drive that was delivered; drafts, contracts, lists and what is in the bin are not."""
    if snapshot.record.kind is not Kind.FILE or not _lies_with_deliverables(snapshot):
        return
    name, path = snapshot.text("name") or snapshot.title, folders_of(snapshot)
    where = f" (in {' / '.join(path)})" if path else ""
    if _ACCEPTANCE.within(_spoken(name)):
        yield Draft(Section.WORK, f"{name}{where}", "Acceptance", rank=60)
    elif is_delivered(snapshot) or _NOTE.within(_spoken(name)):
        yield Draft(Section.WORK, f"{name}{where}", "File", rank=30)


def is_delivered(snapshot: Snapshot) -> bool:
    """Whether a file is a deliverable: by its folder or its name, and no draft, contract, list or acceptance."""
    name = _spoken(snapshot.text("name") or snapshot.title)
    if not _lies_with_deliverables(snapshot) or _ACCEPTANCE.within(name) or _BESIDE.within(name):
        return False
    return is_among_deliverables(snapshot) or not _LISTED.within(name)


def _lies_with_deliverables(snapshot: Snapshot) -> bool:
    if snapshot.record.kind not in (Kind.FILE, Kind.ATTACHMENT) or snapshot.flag("trashed"):
        return False
    name, folders = _spoken(snapshot.text("name") or snapshot.title), [_spoken(part) for part in folders_of(snapshot)]
    if any(_UNFINISHED.within(part) for part in (*folders, name)) or any(map(_holds_other_things, folders[1:])):
        return False
    return _DELIVERED.within(name) or any(map(_is_of_deliverables, folders))


def is_among_deliverables(snapshot: Snapshot) -> bool:
    """Whether one of the folders above a file is named for what was delivered."""
    return any(_is_of_deliverables(_spoken(part)) for part in folders_of(snapshot))


def _is_of_deliverables(folder: str) -> bool:
    return _DELIVERED.within(folder) or _FOLDERS.within(folder)


def _holds_other_things(folder: str) -> bool:
    """Whether a folder is named for what went out and is no work: bills, letters, what others sent or is still here.

    A client's own folder, the outermost, may be called anything.
    """
    sent = _is_of_deliverables(folder)
    return sent and (_NOT_OUTGOING.within(folder) or _BESIDE.within(folder) or _PROVIDED.within(folder))


def _spoken(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").replace(".", " ")


def folders_of(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the names of the folders in which a file lies, outermost first."""
    path = snapshot.fields.get("path")
    return tuple(str(part) for part in path) if isinstance(path, Sequence) and not isinstance(path, str) else ()
