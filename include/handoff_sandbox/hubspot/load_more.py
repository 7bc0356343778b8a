"""Loads a world's files and lists into a store."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from handoff_sandbox.core.errors import Problem, WorldError
from handoff_sandbox.core.times import parse_time
from handoff_sandbox.hubspot.errors import HubSpotError
from handoff_sandbox.hubspot.files.files import File
from handoff_sandbox.hubspot.lists.list_filters import read_branch
from handoff_sandbox.hubspot.lists.lists import DYNAMIC, RecordList

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.seed import FileSeed, HubSpotSection, ListSeed
    from handoff_sandbox.hubspot.store import Store


def load_files(section: HubSpotSection, store: Store) -> None:
    """Put every file of the section into the store; raises WorldError."""
    for place, seed in enumerate(section.files):
        if seed.id in store.files.files:
            raise WorldError.at(f"a file with the id {seed.id} is there already", "hubspot", "files", place, "id")
        try:
            content = _content(seed)
        except OSError as error:
            raise WorldError.at(f"cannot be read: {error}", "hubspot", "files", place, "content_file") from None
        created = parse_time(seed.created, store.clock)
        name = PurePosixPath(seed.name)
        folder = store.files.folder_at(seed.folder, created) if seed.folder else None
        folder_id = folder.id if folder else None
        extension = name.suffix.lstrip(".")
        store.files.add(File(seed.id, name.stem, extension, folder_id, seed.access, content, created, created))


def _content(seed: FileSeed) -> bytes:
    return Path(seed.content_file).read_bytes() if seed.content_file else (seed.content or "").encode()


def load_lists(section: HubSpotSection, store: Store) -> list[Problem]:
    """Put every list of the section into the store; returns what is wrong with them."""
    problems = []
    for place, seed in enumerate(section.lists):
        try:
            store.lists.add(_list(seed, store))
        except (HubSpotError, ValueError) as error:
            problems.append(Problem(("hubspot", "lists", place), str(error)))
    return problems


def _list(seed: ListSeed, store: Store) -> RecordList:
    kind, created = store.types[seed.type], parse_time(seed.created, store.clock)
    if (seed.processing == DYNAMIC) is not (seed.filters is not None) or (seed.processing == DYNAMIC and seed.members):
        raise ValueError("a DYNAMIC list has filters and no members, every other one the reverse")
    if seed.filters is not None:
        read_branch(store, kind, seed.filters)
    if missing := [one for one in seed.members if one not in store.records.get(kind.name, {})]:
        raise ValueError(f"there are no {kind.name} with the ids {', '.join(missing)}")
    owner = store.owners.named(seed.by) if seed.by else None
    if seed.by and owner is None:
        raise ValueError(f"no owner has the id, the user id or the address {seed.by!r}")
    user_id, members = owner.user_id if owner else None, dict.fromkeys(seed.members, created)
    return RecordList(seed.id, seed.name, kind, seed.processing, created, created, user_id, seed.filters, members)
