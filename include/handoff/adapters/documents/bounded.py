"""Documents are read in a process of its own, since a parser can hang, crash or take all memory.

One worker serves many documents, one after another. It holds none of our credentials (its environment is empty but
for what Python needs), and for each document it may take so much time and memory as is said here; beyond, it is ended
by the system, the document is refused, and the next one gets a new worker.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import weakref
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import IO, Any

from handoff.adapters.documents.bounds import LARGEST, check_size
from handoff.adapters.documents.wire import block_from_json
from handoff.domain.ports.manifests import Sheet
from handoff.domain.ports.tools import Block
from handoff.errors import InvalidRecordError

SECONDS = 20
"""Seconds of processor time for one document; six times as many by the clock, for a machine that is busy."""

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space for the worker, its libraries included."""

_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV")


class BoundedReader:
    """Implements the ports Documents and Workbooks."""

    def __init__(self, *, seconds: int = SECONDS, memory: int = MEMORY, largest: int = LARGEST) -> None:
        self._largest = largest
        self._seconds = seconds
        self._memory = memory
        self._worker: subprocess.Popen[bytes] | None = None
        self._turn = Lock()

    def blocks(self, content: bytes, media_type: str) -> Iterator[Block]:
        """Yield the pieces of a document in order; InvalidRecordError where it can't be read within bounds."""
        yield from map(block_from_json, self._read(content, media_type))

    def sheets(self, content: bytes) -> Sequence[Sheet]:
        """Return the name and the lines of each visible sheet of a workbook that has anything in it; errors of
        `blocks`.
        """
        return [(name, lines) for name, lines in self._read(content, "")]

    def _read(self, content: bytes, media_type: str) -> list[Any]:
        """Return what the worker answers, line by line; of several threads one after the other."""
        check_size(content, self._largest)
        with self._turn:
            return self._answers(content, media_type)

    def _answers(self, content: bytes, media_type: str) -> list[Any]:
        worker = self._running()
        head = json.dumps({"media_type": media_type, "bytes": len(content), "seconds": self._seconds})
        found: list[Any] = []
        try:
            stdin, stdout = _pipes(worker)
            stdin.write(head.encode() + b"\n" + content)
            stdin.flush()
            for line in stdout:
                answer = json.loads(line)
                if answer == "end":
                    break
                if isinstance(answer, str):
                    raise InvalidRecordError(answer)
                found.append(answer)
            else:
                raise self._ended(worker)
        except (BrokenPipeError, ConnectionResetError, json.JSONDecodeError) as error:
            raise self._ended(worker) from error
        return found

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            _end(self._worker)
            self._worker = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            self._worker = subprocess.Popen(  # noqa: S603 - our own module, by this interpreter
                [sys.executable, "-m", "handoff.adapters.documents.worker", str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _KEPT if name in os.environ},
            )
            weakref.finalize(self, _end, self._worker)
        return self._worker

    def _ended(self, worker: subprocess.Popen[bytes]) -> InvalidRecordError:
        """Say why a worker ended, and let go of it."""
        _end(worker)
        self._worker = None
        if -worker.returncode in (signal.SIGPROF, signal.SIGALRM, signal.SIGXCPU):
            return InvalidRecordError(f"Reading the document takes more than {self._seconds} seconds; it is not read.")
        return InvalidRecordError(
            "The document can't be read within the memory that one may take, or breaks its reader."
        )


def _pipes(worker: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if worker.stdin is None or worker.stdout is None:
        raise RuntimeError("a worker without pipes")
    return worker.stdin, worker.stdout


def _end(worker: subprocess.Popen[bytes]) -> None:
    """End a worker: one that waits ends by itself when its input does, one that is at work is killed."""
    for pipe in (worker.stdin, worker.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was still to be written has no reader left
                continue
    try:
        worker.wait(timeout=1)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
