"""The process that reads documents for `bounded.py`: `python -m handoff.adapters.documents.worker MEMORY`.

It takes `{"media_type", "bytes", "seconds"}` in a line and then so many bytes; it answers a line for each piece (where
no media type is named, for each sheet of a workbook) and then `"end"`, or a line with the reason why it can't be read.
Its timers end it, also in the midst of C code, when a document takes too long; when a document takes too much memory,
it says so and ends.
"""

from __future__ import annotations

import json
import resource
import signal
import sys

from handoff.adapters.documents.reader import DocumentReader
from handoff.adapters.documents.wire import block_as_json
from handoff.errors import HandoffError

_CLOCK_TIMES = 6
"""How many times the processor's seconds may pass by the clock."""


def main() -> None:
    """Serve documents until the input ends."""
    memory = int(sys.argv[1])
    if sys.platform == "linux":  # elsewhere the system does not keep to this bound, and macOS refuses it
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    reader = DocumentReader()
    while head := sys.stdin.buffer.readline():
        asked = json.loads(head)
        content = sys.stdin.buffer.read(asked["bytes"])
        signal.setitimer(signal.ITIMER_PROF, asked["seconds"])
        signal.setitimer(signal.ITIMER_REAL, asked["seconds"] * _CLOCK_TIMES)
        try:
            kind = asked["media_type"]
            found = map(block_as_json, reader.blocks(content, kind)) if kind else reader.sheets(content)
            lines = [json.dumps(item) for item in found]
            lines.append('"end"')
        except HandoffError as error:
            lines = [json.dumps(error.what)]
        except (MemoryError, RecursionError):
            return
        except Exception as error:  # noqa: BLE001 - a parser's own failure is this document's, whatever it is
            lines = [json.dumps(f"The document is broken: its reader fails with {type(error).__name__}.")]
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
