"""Workers in processes of their own keep together within the policy's share of a quota that binds."""

from quota import hold


def test_workers_hold_their_share_and_are_not_refused() -> None:
    """Four processes gather eight clients: at least 90% of the share is used, and under 0.5% of the calls refused."""
    [row] = hold("quota/hubspot", "hubspot", clients=8, scale=0.5)
    assert row.numbers["clients"] == 8
    assert row.bars == dict.fromkeys(row.bars, True), row.as_text()
