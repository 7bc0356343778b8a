"""dossier/…: the dossier of the reference client, in all its cuts and forms, after gathering.

Bars: within 60 s and 1 GiB on two cores. Memory is that of the process that writes and of the one that reads
documents, together.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.measuring import measure
from tools.rows import Row
from tools.sandbox import mark, served

from handoff.entrypoints.local.postgres import embedded_postgres
from handoff.registry.migrate import upgrade
from handoff_sandbox.generate.size import Size

REFERENCE = Size(records=2000, files=5000, folders=400, depth=8, vendors=("hubspot", "google_drive"))
DOCUMENTS = 500
SECONDS, MEGABYTES = 60.0, 1024.0


def written(name: str, size: Size) -> Iterator[Row]:
    """Gather a client once, then measure how its dossier is written."""
    with served(size) as sandbox, TemporaryDirectory(prefix="handoff-bench-") as folder:
        sandbox.switch("google_drive", quota_scale=100)
        sandbox.switch("hubspot", quota_scale=100)
        mark(sandbox, "hubspot")
        with embedded_postgres(Path(folder) / "postgres") as server:
            url = server.url("handoff")
            upgrade(url)
            told = {"credentials": sandbox.credentials, "database": url, "folder": folder}
            gathered = measure("writing.gather", **told)
            ours = measure("writing.write", handoff=gathered.result["handoff"], documents=DOCUMENTS, **told)
    numbers: dict[str, float | int | str] = {
        "records": gathered.result["records"],
        "files": gathered.result["files"],
        "documents of text": ours.result["documents"],
        "claims": ours.result["claims"],
        "not read": ours.result["unread"],
        "seconds": ours.seconds,
        "peak memory (MB)": ours.peak,
        "peak memory of the reader (MB)": ours.result["reader"],
    }
    together = ours.peak + ours.result["reader"]
    bars = {
        f"within {SECONDS:.0f} s: {ours.seconds:.1f}": ours.seconds <= SECONDS,
        f"within {MEGABYTES:.0f} MB: {together:.0f}": together <= MEGABYTES,
    }
    yield Row(name, numbers, bars)


ROWS = {"dossier/reference": partial(written, "dossier/reference", REFERENCE)}
