"""Which folders files lie in, one above the other: what is changed on any of them reaches the file by inheritance.

A folder is asked for once and remembered, since few folders hold many files; a file that is read again is noted anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from handoff.adapters.google_drive.heads import parents
from handoff.adapters.google_drive.session import Session


class Chains:
    """The folder of each file and folder seen; may be shared by threads. A chain ends where we see no folder."""

    def __init__(self) -> None:
        self._folder: dict[str, str] = {}

    def above(self, session: Session, lying_in: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
        """Return all folders above some files, given the folder that each lies in (none where that is not seen).

        TransientError where a folder can't be told now.
        """
        self._folder |= {file: next(iter(folders), "") for file, folders in lying_in.items()}
        while unknown := {last for file in lying_in if (last := self._chain(file)[-1]) not in self._folder}:
            self._learn(session, unknown)
        return {file: set(self._chain(file)[1:]) for file in lying_in}

    def _learn(self, session: Session, folders: Collection[str]) -> None:
        found = parents(session, sorted(folders))
        self._folder |= {folder: found.get(folder, "") for folder in folders}

    def _chain(self, file: str) -> list[str]:
        """Return a file and the folders above it, as far as they are known."""
        chain = [file]
        while (folder := self._folder.get(chain[-1], "")) and folder not in chain:
            chain.append(folder)
        return chain
