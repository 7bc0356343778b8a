"""What the commands of evidence need without an app: the check of a bundle, and the key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handoff.settings import load_settings

if TYPE_CHECKING:
    from handoff.adapters.evidence import Checked


def check_evidence(place: Path, pinned: str) -> Checked:
    """Check a bundle of evidence; it needs no settings."""
    from handoff.adapters.evidence import check_bundle

    return check_bundle(place, pinned)


def evidence_key() -> tuple[str, str]:
    """Return the public key for evidence as PEM, and its fingerprint; SettingsError where none is set."""
    from handoff.adapters.evidence import fingerprint, read_key

    public = read_key(load_settings().evidence_key).public
    return public.decode(), fingerprint(public)


def new_evidence_key(path: Path) -> str:
    """Make a key for evidence in a new file; return its fingerprint."""
    from handoff.adapters.evidence import fingerprint, new_key

    return fingerprint(new_key(path).public)
