"""The ledger of access: who outside the firm can reach the files, with which role, and on how many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from handoff.domain.dossier import Section, Source
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Draft, Said
from handoff.domain.summary.ledgers import source_of
from handoff.domain.summary.rules.records.files import SHOWN, grants_of
from handoff.domain.summary.setting import Setting

_ANYONE = "anyone"
_NAMED = 3
"""So many files are named that somebody was given."""


class AccessLedger:
    """The grants of outsiders, by grantee and role. A grant that comes from a folder above is counted there too."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._counts: defaultdict[tuple[str, str, str], int] = defaultdict(int)
        self._direct: defaultdict[tuple[str, str, str], list[Source]] = defaultdict(list)
        self._any: defaultdict[tuple[str, str, str], list[Source]] = defaultdict(list)
        self._walked: Source | None = None
        self._names: dict[str, str] = {}

    def see(self, snapshot: Snapshot) -> None:
        """Take a file's or folder's grants into account."""
        if snapshot.record.kind is Kind.CONTACT and snapshot.text("email") and snapshot.text("name"):
            self._names[snapshot.text("email").lower()] = snapshot.text("name")
        if snapshot.record.kind not in (Kind.FILE, Kind.FOLDER) or snapshot.flag("trashed"):
            return
        source = source_of(snapshot)
        self._walked = self._walked or source
        for grant in grants_of(snapshot):
            kind, grantee, role = (str(grant.get(name) or "") for name in ("type", "grantee", "role"))
            if kind != _ANYONE and self._setting.is_firms(grantee):
                continue
            if name := str(grant.get("name") or ""):
                self._names.setdefault(grantee.lower(), name)
            key = (kind, grantee, role)
            self._counts[key] += 1
            held = self._any if grant.get("inherited") is True else self._direct
            if len(held[key]) < SHOWN:
                held[key].append(source)

    def say(self) -> Iterator[Said]:
        """Yield a line for each outsider, or one that there is none."""
        for key, count in sorted(self._counts.items()):
            kind, grantee, role = key
            name = self._names.get(grantee.lower(), "")
            who = "Anyone who has the link" if kind == _ANYONE else name or grantee
            reach = f"{grantee}, " if name and name != grantee else ""
            side = (
                "" if kind == _ANYONE else f" ({reach}{self._side(grantee)}{', a ' + kind if kind != 'user' else ''})"
            )
            what = "file or folder" if count == 1 else "files and folders"
            sources = tuple(self._direct[key] or self._any[key])
            yield Draft(
                Section.ACCESS,
                f"{who}{side} is {role} on {count} {what} in Google Drive{self._which(key)}",
                "Google Drive",
                20,
                sources=sources,
            )
        if self._walked and not self._counts:
            yield Draft(
                Section.ACCESS,
                "Nobody outside the firm has access in Google Drive",
                "Google Drive",
                20,
                sources=(self._walked,),
            )

    def _which(self, key: tuple[str, str, str]) -> str:
        """Return the names of the files and folders that somebody was given, where they are few."""
        titles = [source.title for source in self._direct[key]]
        few = 0 < len(titles) <= _NAMED
        return f": {', '.join(titles)}" if few else ""

    def _side(self, grantee: str) -> str:
        return "the client's" if self._setting.is_clients(grantee) else "outside the firm"
