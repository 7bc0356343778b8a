"""A bundle in a folder: its files, a manifest with the SHA-256 of each, and the manifest's signature.

What always holds: a bundle that was written checks; one in which a byte was changed, a file was added or one is missing
does not. The check needs the folder alone. It says whose signature it is only where the key is pinned: whoever holds
another key can sign another bundle.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from handoff.adapters.evidence.keys import KeyPair, fingerprint, holds, read_public
from handoff.domain.canonical import Json, canonical_json, sha256_hex
from handoff.domain.evidence import FORMAT, MANIFEST, PUBLIC_KEY, SIGNATURE, contradictions
from handoff.domain.ports.tools import Bundles
from handoff.errors import NotFoundError, SettingsError


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of a bundle found. `problems` is empty where all holds; `key` is the fingerprint of its key."""

    handoff: str
    client: str
    made_at: str
    files: int
    key: str
    problems: Sequence[str]


class SignedBundles(Bundles):
    """Writes bundles with the firm's key."""

    def __init__(self, key: Callable[[], KeyPair]) -> None:
        self._key = key

    def write(self, place: Path, head: Mapping[str, Json], files: Iterable[tuple[str, bytes]]) -> str:
        """Write files and their signed manifest into a folder that is new or empty; return the manifest's SHA-256."""
        key = self._key()
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise SettingsError(f"{place} is in use.", mend="Name a folder that is new or empty.")
        hashes: dict[str, str] = {}
        for name, data in [(PUBLIC_KEY, key.public), *files]:
            _keep(place / name, data)
            hashes[name] = sha256_hex(data)
        manifest = canonical_json({**head, "files": hashes})
        _keep(place / SIGNATURE, key.sign(manifest))
        _keep(place / MANIFEST, manifest)
        return sha256_hex(manifest)


def check_bundle(place: Path, pinned: str = "") -> Checked:
    """Check a bundle; `pinned` is the fingerprint that its key must have ("": any). NotFoundError if there is none."""
    if not (place / MANIFEST).is_file():
        raise NotFoundError("There is no manifest.json.", record=str(place), mend="Name the bundle's folder.")
    manifest = (place / MANIFEST).read_bytes()
    public = _read(place / PUBLIC_KEY)
    head, problems = _head(manifest), list(_signature(place, manifest, public, pinned))
    named = head.get("files")
    hashes = named if isinstance(named, Mapping) else {}
    files: dict[str, bytes] = {}
    for name in sorted({*hashes, *_present(place)} - {MANIFEST, SIGNATURE}):
        data = _read(place / name) if _is_within(name) else None
        if data is None:
            problems.append(f"{name}: it is missing.")
        elif name not in hashes:
            problems.append(f"{name}: it does not belong here.")
        elif sha256_hex(data) != hashes[name]:
            problems.append(f"{name}: its bytes are not those that were signed.")
        else:
            files[name] = data
    if not problems:
        problems.extend(contradictions(files))
    handoff, client, made_at = (str(head.get(name, "")) for name in ("handoff", "client", "made_at"))
    return Checked(handoff, client, made_at, len(hashes), fingerprint(public or b""), problems)


def _signature(place: Path, manifest: bytes, pem: bytes | None, pinned: str) -> Iterator[str]:
    key = read_public(pem or b"")
    if key is None or pem is None:
        yield f"{PUBLIC_KEY}: it is not an Ed25519 key."
        return
    if pinned and fingerprint(pem) != pinned:
        yield f"{PUBLIC_KEY}: its fingerprint is {fingerprint(pem)}, not the pinned one."
    if not holds(key, _read(place / SIGNATURE) or b"", manifest):
        yield f"{SIGNATURE}: it is not this key's signature of {MANIFEST}."


def _head(manifest: bytes) -> Mapping[str, object]:
    try:
        head = json.loads(manifest)
    except ValueError:
        return {}
    return head if isinstance(head, Mapping) and head.get("format") == FORMAT else {}


def _present(place: Path) -> Iterator[str]:
    for path in place.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(place).as_posix()


def _is_within(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _read(path: Path) -> bytes | None:
    """Return a file's bytes; what a link leads to is no part of the bundle."""
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(data)
    path.chmod(0o600)
