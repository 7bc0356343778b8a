"""One operation of the API: under which paths it stands, what a token must hold for it, and who answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from handoff_sandbox.hubspot.call import Answer, Call

DATED = ("2025-09", "2026-03", "2026-09")
"""The dated versions. https://developers.hubspot.com/docs/developer-tooling/platform/versioning"""
Access = Literal["read", "write", "schema", "schema_write", "scopes", "developer", "open"]
"""What decides on a call: the scopes of the records that the path names, those of their definitions, the operation's
own `scopes`, the developer's key for the app's settings, or nothing at all."""


@dataclass(frozen=True)
class Operation:
    """One call of the API: `family` is the part before the version and `path` what follows it.

    `version` is the oldest version, None for what has no version; `search` says that it counts by the second; `scopes`
    are alternatives, of which a token needs one.
    """

    method: str
    family: str
    path: str
    handler: Callable[[Call], Answer]
    access: Access
    version: str | None = "v3"
    scopes: tuple[str, ...] = ()
    dated: tuple[str, ...] = DATED
    search: bool = False

    def paths(self) -> Iterator[tuple[str, str]]:
        """Return (version, path) for each version: `/crm/v3/objects/…`, `/crm/objects/2026-03/…`."""
        root, _, name = self.family.rpartition("/")
        if self.version is None:
            yield "", self.family + self.path
        else:
            oldest = f"{root}/{self.version}/{name}" if root else f"{self.family}/{self.version}"
            yield self.version, oldest + self.path
        for dated in self.dated:
            yield dated, f"{self.family}/{dated}{self.path}"

    @property
    def says(self) -> str:
        """What it does, in a sentence."""
        return (self.handler.__doc__ or "").strip().partition("\n")[0]
