"""How a world is judged: at the time at which it plays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import run


@pytest.mark.parametrize(
    ("starts_at", "ago"), [("-10d", timedelta(days=10)), ("+2d", timedelta(days=-2)), (None, timedelta())]
)
def test_world_is_judged_at_its_own_time(starts_at: str | None, ago: timedelta) -> None:
    """A clock that a world sets by days is everybody's while it is judged, and nobody's afterwards."""
    with run.at_its_time({"world": {"starts_at": starts_at} if starts_at else {}}):
        within = datetime.now(UTC)
    assert abs(datetime.now(UTC) - within - ago) < timedelta(minutes=1)


def test_world_is_judged_on_the_day_that_it_names() -> None:
    """So is one that names an instant."""
    with run.at_its_time({"world": {"starts_at": "2026-03-04T09:00:00Z"}}):
        assert datetime.now(UTC).date().isoformat() == "2026-03-04"
