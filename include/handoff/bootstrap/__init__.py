"""The composition root: `App` is the product, wired."""

from handoff.bootstrap.app import App, migrate_registry, now

__all__ = ["App", "migrate_registry", "now"]
