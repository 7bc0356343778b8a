"""The ledger of files: whose they are. The client's own and those of strangers one by one, the firm's by count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from handoff.domain.canonical import Json
from handoff.domain.dossier import Section, Source
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Draft, Nothing, Said
from handoff.domain.summary.ledgers import source_of
from handoff.domain.summary.rules.records.deliverables import folders_of
from handoff.domain.summary.setting import Setting

SHOWN = 5
"""How many sources a claim about many files names; they are all in the folder that it names first."""


class FileLedger:
    """Who owns the files, and which of them anyone with the link can open."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._said: list[Draft] = []
        self._counts: defaultdict[str, int] = defaultdict(int)
        self._sources: defaultdict[str, list[Source]] = defaultdict(list)
        self._root: Source | None = None
        self._depth = 1_000

    def see(self, snapshot: Snapshot) -> None:
        """Take a file or folder into account."""
        if snapshot.record.kind is Kind.FOLDER and len(folders_of(snapshot)) < self._depth:
            self._root, self._depth = source_of(snapshot), len(folders_of(snapshot))
        if snapshot.record.kind is not Kind.FILE or snapshot.flag("trashed"):
            return
        name, source = snapshot.text("name") or snapshot.title, source_of(snapshot)
        owners = [str(owner) for owner in listed(snapshot, "owners")]
        if owners and all(self._setting.is_firms(owner) for owner in owners):
            self._count(f"owned by {', '.join(owners)}, of the firm", source)
        elif owners:
            side = "the client" if any(self._setting.is_clients(owner) for owner in owners) else "somebody outside"
            self._said.append(
                Draft(
                    Section.RECORDS,
                    f"{name} is owned by {side} ({', '.join(owners)})",
                    "Not ours",
                    20,
                    sources=(source,),
                )
            )
        elif snapshot.text("drive_id"):
            self._count("in a shared drive", source)
        else:
            self._count("whose owner is not shown", source)
        if any(grant.get("type") == "anyone" for grant in grants_of(snapshot)):
            self._said.append(
                Draft(
                    Section.RECORDS,
                    f"{name} can be opened by anyone who has the link",
                    "Shared by link",
                    30,
                    sources=(source,),
                )
            )

    def say(self) -> Iterator[Said]:
        """Yield what was seen."""
        for what, count in self._counts.items():
            sources = (*((self._root,) if self._root else ()), *self._sources[what])[:SHOWN]
            yield Draft(
                Section.RECORDS, f"{count} {'file' if count == 1 else 'files'} {what}", "Files", 10, sources=sources
            )
        yield from self._said
        if self._root and not self._counts and not self._said:
            yield Nothing(Section.RECORDS)

    def _count(self, what: str, source: Source) -> None:
        self._counts[what] += 1
        if len(self._sources[what]) < SHOWN:
            self._sources[what].append(source)


def listed(snapshot: Snapshot, name: str) -> Sequence[Json]:
    """Return a field that is a list; anything else is an empty one."""
    value = snapshot.fields.get(name)
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def grants_of(snapshot: Snapshot) -> Iterator[Mapping[str, Json]]:
    """Yield the grants on a file or folder."""
    for grant in listed(snapshot, "grants"):
        if isinstance(grant, Mapping):
            yield grant
