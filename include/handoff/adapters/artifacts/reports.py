"""What preflights found, in the artifact store: each is one artifact, and names its manifest, which is another."""

from __future__ import annotations

from typing import Literal

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from handoff.domain.ids import ArtifactRef
from handoff.domain.ports.manifests import Kept, Reports
from handoff.domain.ports.tools import Artifacts
from handoff.errors import NotFoundError


@dataclass(frozen=True)
class _Artifact:
    kind: Literal["preflight"]
    kept: Kept


_ADAPTER = TypeAdapter(_Artifact)


class KeptReports(Reports):
    """Reports in a store."""

    def __init__(self, artifacts: Artifacts) -> None:
        self._artifacts = artifacts

    def keep(self, kept: Kept) -> ArtifactRef:
        """Keep one; the same again is no change."""
        return self._artifacts.put(_ADAPTER.dump_json(_Artifact("preflight", kept)))

    def get(self, ref: ArtifactRef) -> Kept:
        """Return one; NotFoundError where there is none, or something else lies there."""
        try:
            return _ADAPTER.validate_json(self._artifacts.get(ref)).kept
        except (ValidationError, NotFoundError) as error:  # where it would lie is nothing for who mistypes an address
            raise NotFoundError(
                "There is no such preflight.", record=f"artifact {ref}", mend="Give the manifest once more."
            ) from error
