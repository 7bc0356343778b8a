"""What the commands of evidence need without an app: the check of a bundle, and the key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handoff.bootstrap.airflow import environment_connection
from handoff.errors import SettingsError
from handoff.settings import Connections, Settings, load_settings

if TYPE_CHECKING:
    from handoff.adapters.evidence import Checked, KeyPair


def signing_key(settings: Settings, find: Connections) -> KeyPair:
    """Return the firm's key: of the connection, or of the file where one is named. SettingsError where there is none.

    In the connection it is the password, a PEM whose lines may be parted by a backslash and an n.
    """
    from handoff.adapters.evidence import key_of, read_key

    if settings.evidence_key is not None:
        return read_key(settings.evidence_key)
    name = settings.evidence_connection
    pem = find(name).password
    if not pem:
        raise SettingsError(
            f"The connection '{name}' lacks its password (the key as PEM).", mend="See docs/evidence.md."
        )
    return key_of(pem.replace("\\n", "\n").encode(), f"the connection '{name}'")


def check_evidence(place: Path, pinned: str) -> Checked:
    """Check a bundle of evidence; it needs no settings."""
    from handoff.adapters.evidence import check_bundle

    return check_bundle(place, pinned)


def evidence_key() -> tuple[str, str]:
    """Return the public key for evidence as PEM, and its fingerprint; SettingsError where none is set."""
    from handoff.adapters.evidence import fingerprint

    public = signing_key(load_settings(), environment_connection).public
    return public.decode(), fingerprint(public)


def new_evidence_key(path: Path) -> str:
    """Make a key for evidence in a new file; return its fingerprint."""
    from handoff.adapters.evidence import fingerprint, new_key

    return fingerprint(new_key(path).public)
