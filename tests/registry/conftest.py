"""An open handoff for the registry's tests."""

import pytest
from registry_values import opened

from handoff.domain.handoff import Handoff
from handoff.registry.database import PostgresRegistry


@pytest.fixture
def handoff(registry: PostgresRegistry) -> Handoff:
    """Return a handoff that has just been opened."""
    return opened(registry)
