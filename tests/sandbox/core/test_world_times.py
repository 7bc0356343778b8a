"""Times in a world, and the clock that they refer to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from handoff_sandbox.core.clock import Clock
from handoff_sandbox.core.times import parse_time

START = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("-30d", "2026-10-04T09:00:00+00:00"),
        ("+2h", "2026-11-03T11:00:00+00:00"),
        ("-1d 4h 30m", "2026-11-02T04:30:00+00:00"),
        ("+1w10s", "2026-11-10T09:00:10+00:00"),
        ("now", "2026-11-03T09:00:00+00:00"),
        ("2026-01-31", "2026-01-31T00:00:00+00:00"),
        ("2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00+00:00"),
        ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00+00:00"),
    ],
)
def test_time_is_read_absolute_or_from_the_start(written: str, meant: str) -> None:
    """Both forms give an aware instant in UTC."""
    assert parse_time(written, Clock(START)).isoformat() == meant


@pytest.mark.parametrize("written", ["yesterday", "30d", "-30", "-3y", "", "2026-13-01"])
def test_time_of_neither_form_is_refused(written: str) -> None:
    """The error quotes what was written."""
    with pytest.raises(ValueError, match="is not a time") as raised:
        parse_time(written, Clock(START))
    assert repr(written) in str(raised.value)


def test_time_stays_relative_to_the_start_after_the_clock_was_moved() -> None:
    """A relative time refers to the start, not to now."""
    clock = Clock(START)
    clock.advance(86_400)
    assert parse_time("now", clock) == START


def test_clock_moves_forward_only() -> None:
    """Advancing moves now by that much, and a negative step is refused."""
    clock = Clock(START)
    clock.advance(3600)
    assert timedelta(hours=1) <= clock.now() - START < timedelta(hours=1, seconds=5)
    with pytest.raises(ValueError, match="forward only"):
        clock.advance(-1)
