"""The artifact store on any `upath` location: a folder, or a bucket where the firm has one (`s3://bucket/path`).

What always holds: an artifact lies under the SHA-256 of its bytes (`ab/cdef…`), is there whole or not at all, never
changes, and is checked against its name whenever it is read. In a folder only the user who runs Handoff can read it;
a bucket's rights are the bucket's owner's to set. Nothing is ever deleted here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from upath import UPath

from handoff.domain.canonical import sha256_hex
from handoff.domain.ids import ArtifactRef
from handoff.domain.ports.tools import Artifacts
from handoff.errors import NotFoundError, SettingsError, TransientError

_REF = re.compile(r"[0-9a-f]{64}")
_ON_THIS_MACHINE = ("", "file")


class ArtifactStore(Artifacts):
    """The store at a location; SettingsError where its kind is unknown or not installed."""

    def __init__(self, location: str) -> None:
        try:
            place = UPath(location)
            self._local = place.protocol in _ON_THIS_MACHINE
            self._root = UPath(Path(place.path).expanduser().resolve()) if self._local else place
            _ = self._root.fs
        except (ImportError, ValueError) as error:
            raise SettingsError(
                f"The artifact store's location can't be used ({error}).",
                mend="Name a folder, or a bucket whose file system is installed, such as s3:// with s3fs.",
            ) from error

    def put(self, data: bytes) -> ArtifactRef:
        """Keep some bytes; the same bytes again are no change. Either all is kept or nothing.

        SettingsError where the store may not be written, TransientError where it does not answer or is full.
        """
        ref = ArtifactRef(sha256_hex(data))
        path = self._path(ref)
        with self._errors():
            if path.exists():
                return ref
            if self._local:
                _write_whole(Path(path.path), data)
            else:
                path.write_bytes(data)  # a bucket shows an object once it is whole
        return ref

    def get(self, ref: ArtifactRef) -> bytes:
        """Return the bytes, checked against their hash; NotFoundError where they are missing or damaged."""
        if not _REF.fullmatch(ref):
            raise NotFoundError("This is not the address of an artifact.", record=f"artifact {ref[:64]}")
        with self._errors():
            try:
                data = self._path(ref).read_bytes()
            except FileNotFoundError as error:
                raise self._lost(ref, "The artifact is not in the store.") from error
        if sha256_hex(data) != ref:
            raise self._lost(ref, "The artifact is damaged: its bytes are not those that were kept.")
        return data

    def location(self, ref: ArtifactRef) -> str:
        """Return where it lies, for people."""
        return str(self._path(ref))

    def _path(self, ref: ArtifactRef) -> UPath:
        return self._root / ref[:2] / ref[2:]

    def _lost(self, ref: ArtifactRef, what: str) -> NotFoundError:
        return NotFoundError(what, record=f"artifact {ref}", mend=f"Restore {self.location(ref)} from a backup.")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except PermissionError as error:
            raise SettingsError(
                f"The artifact store {self._root} refuses us.", mend="Give Handoff the right to read and write there."
            ) from error
        except OSError as error:
            raise TransientError(
                f"The artifact store {self._root} does not work ({error.strerror or type(error).__name__}).",
                mend="See that it can be reached and has room.",
            ) from error


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file that appears whole, on the disk, readable by its owner only."""
    path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:  # made with mode 0600
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
