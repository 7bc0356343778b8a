"""What the fixture `sandbox` is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from handoff_sandbox.core.server import Server


class Serve(Protocol):
    """Starts a server for a world; it stops at the end of the test."""

    def __call__(self, world: dict[str, Any], **options: Any) -> Server:
        """Give the world's sections; `world` and `firm` are filled in where they are left out."""
        ...
