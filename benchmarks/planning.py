"""plan/…: the plan of one client with 50,000 files, made once all is gathered, and shown without being cut.

Every file is owned by a colleague, locked, and moved into a shared drive; each tenth is shared with somebody of the
client's. The policy is the documentation's regulated firm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tools.measuring import measure
from tools.rows import Row

FILES = 50_000
SECONDS, MEGABYTES = 60, 1024


def large() -> Iterator[Row]:
    """Measure the making of a large plan, and its showing: a page, the CSV."""
    made = measure("planning.make", files=FILES)
    result = made.result
    numbers: dict[str, float | int | str] = {
        "files": FILES,
        "changes": result["changes"],
        "left out": result["left_out"],
        "seconds to make it": made.seconds,
        "peak memory (MB)": made.peak,
        "seconds to show its last page": result["page_seconds"],
        "seconds to write it as CSV": result["csv_seconds"],
        "changes in the CSV": result["in_csv"],
        "bytes of the ask's body": result["ask_bytes"],
    }
    bars = {
        f"made within {SECONDS} s": made.seconds <= SECONDS,
        f"within {MEGABYTES} MB, showing included": result["peak_shown"] <= MEGABYTES,
        "the CSV has every change": result["in_csv"] == result["changes"],
        "the ask's body has at most 4,096 bytes": result["ask_bytes"] <= 4096,
    }
    yield Row("plan/large", numbers, bars)


ROWS: dict[str, Callable[[], Iterator[Row]]] = {"plan/large": large}
