"""The ids of the registry's own things. None of them carries personal data."""

from __future__ import annotations

from typing import NewType

HandoffId = NewType("HandoffId", str)
"""`h-` and twelve hexadecimal digits made from the mark, so that one mark can only give one handoff."""

BatchId = NewType("BatchId", str)
"""`b-` and twelve hexadecimal digits made from a manifest's hash and the way in which it is approved."""

PersonId = NewType("PersonId", str)
"""`p-` and random hexadecimal digits; resolved through the people table, which can be erased."""

AskId = NewType("AskId", str)
"""`<handoff>-<kind>-<first 8 digits of the digest>-<n>`."""

ChangeId = NewType("ChangeId", str)
"""The first 16 hexadecimal digits of the change's own digest."""

PlanDigest = NewType("PlanDigest", str)
"""SHA-256 of the canonical JSON of all changes of a plan, 64 hexadecimal digits."""

ArtifactRef = NewType("ArtifactRef", str)
"""SHA-256 of an artifact's bytes, 64 hexadecimal digits: its address in the artifact store."""

Gathering = NewType("Gathering", str)
"""One set of snapshots of a handoff, `prepare.1`, `archive.2`: the DAG's short name and the attempt."""
