"""The composition root: `App` is the product, wired."""

from handoff.bootstrap.app import App, migrate_registry
from handoff.bootstrap.tools import now

__all__ = ["App", "migrate_registry", "now"]
