"""Keeps apart what may not be written at once, across threads: a file, and the folders above it.

Drive loses changes of permissions that reach one file at the same time, be it by inheritance.
https://developers.google.com/workspace/drive/api/guides/manage-sharing
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from threading import Condition


class Busy:
    """Which files are being written, and which folders are above them."""

    def __init__(self) -> None:
        self._free = Condition()
        self._files: set[str] = set()
        self._folders: Counter[str] = Counter()

    @contextmanager
    def hold(self, files: Collection[str], folders: Collection[str]) -> Iterator[None]:
        """Hold files below some folders, as soon as nobody writes them, their folders or what lies below them."""
        with self._free:
            self._free.wait_for(lambda: self._is_free(files, folders))
            self._files.update(files)
            self._folders.update(folders)
        try:
            yield
        finally:
            with self._free:
                self._files.difference_update(files)
                self._folders.subtract(folders)
                self._free.notify_all()

    def _is_free(self, files: Collection[str], folders: Collection[str]) -> bool:
        return not any(file in self._files or self._folders[file] > 0 for file in files) and not any(
            folder in self._files for folder in folders
        )
