"""Files that are deliverables, by the folder in which they lie or by their own name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Draft, Said
from handoff.domain.summary.names import (
    ACCEPTANCE_NAMES,
    DELIVERY_FOLDERS,
    DELIVERY_NAMES,
    LISTED_NAMES,
    NOT_DELIVERED_NAMES,
    UNFINISHED_NAMES,
)
from handoff.domain.summary.setting import Setting
from handoff.domain.summary.terms import Terms

_DELIVERED = Terms(DELIVERY_NAMES)
_FOLDERS = Terms(DELIVERY_FOLDERS)
_UNFINISHED = Terms(UNFINISHED_NAMES)
_ACCEPTANCE = Terms(ACCEPTANCE_NAMES)
_BESIDE = Terms(NOT_DELIVERED_NAMES)
_LISTED = Terms(LISTED_NAMES)


def files(snapshot: Snapshot, _setting: Setting) -> Iterator[Said]:
    """Yield a file of Drive that was delivered; drafts, contracts, lists and what is in the bin are not."""
    if snapshot.record.kind is not Kind.FILE or not _lies_with_deliverables(snapshot):
        return
    name, path = snapshot.text("name") or snapshot.title, folders_of(snapshot)
    where = f" (in {' / '.join(path)})" if path else ""
    if _ACCEPTANCE.within(_spoken(name)):
        yield Draft(Section.WORK, f"{name}{where}", "Acceptance", rank=60)
    elif is_delivered(snapshot):
        yield Draft(Section.WORK, f"{name}{where}", "File", rank=30)


def is_delivered(snapshot: Snapshot) -> bool:
    """Whether a file is a deliverable: by its folder or its name, and no draft, contract, list or acceptance."""
    name = _spoken(snapshot.text("name") or snapshot.title)
    if not _lies_with_deliverables(snapshot) or _ACCEPTANCE.within(name) or _BESIDE.within(name):
        return False
    return _is_among_deliverables(snapshot) or not _LISTED.within(name)


def _lies_with_deliverables(snapshot: Snapshot) -> bool:
    if snapshot.record.kind not in (Kind.FILE, Kind.ATTACHMENT) or snapshot.flag("trashed"):
        return False
    folders = [_spoken(part) for part in folders_of(snapshot)]
    spoken = [*folders, _spoken(snapshot.text("name") or snapshot.title)]
    delivered = any(_DELIVERED.within(part) for part in spoken) or any(_FOLDERS.within(part) for part in folders)
    return delivered and not any(_UNFINISHED.within(part) for part in spoken)


def _is_among_deliverables(snapshot: Snapshot) -> bool:
    """Whether one of the folders above a file is named for what was delivered."""
    folders = [_spoken(part) for part in folders_of(snapshot)]
    return any(_DELIVERED.within(part) or _FOLDERS.within(part) for part in folders)


def _spoken(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").replace(".", " ")


def folders_of(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the names of the folders in which a file lies, outermost first."""
    path = snapshot.fields.get("path")
    return tuple(str(part) for part in path) if isinstance(path, Sequence) and not isinstance(path, str) else ()
