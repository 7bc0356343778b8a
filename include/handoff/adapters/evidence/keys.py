"""The firm's key for evidence: an Ed25519 key as PEM (RFC 8032, PKCS 8), in a connection, or in a file that only its
owner reads.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from handoff.domain.canonical import sha256_hex
from handoff.errors import SettingsError

_MEND = "Make one with: handoff evidence new-key FILE; docs/evidence.md says where it goes."


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A key to sign with, and its public half as PEM."""

    private: Ed25519PrivateKey = field(repr=False)
    public: bytes

    def sign(self, data: bytes) -> bytes:
        """Return the 64 bytes of a signature."""
        return self.private.sign(data)


def new_key(path: Path) -> KeyPair:
    """Make a key and keep it in a new file; SettingsError where the file is there already."""
    private = Ed25519PrivateKey.generate()
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    except OSError as error:
        raise SettingsError(
            f"The key's file {path} can't be made ({error.strerror}).", mend="Name a file that is not there yet."
        ) from error
    return _pair(private)


def read_key(path: Path) -> KeyPair:
    """Read the firm's key from a file; SettingsError where it holds none."""
    try:
        pem = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"The key for evidence in {path} can't be read ({error.strerror}).", mend=_MEND) from error
    return key_of(pem, str(path))


def key_of(pem: bytes, place: str) -> KeyPair:
    """Return the key that stands in a PEM, whose place the SettingsError names where it is none."""
    try:
        private = load_pem_private_key(pem, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SettingsError(f"The key for evidence in {place} can't be read.", mend=_MEND) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise SettingsError(f"The key for evidence in {place} is not an Ed25519 key.", mend=_MEND)
    return _pair(private)


def read_public(pem: bytes) -> Ed25519PublicKey | None:
    """Read a public key, None where the bytes are not just that."""
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) and _pem(key) == pem else None


def holds(public: Ed25519PublicKey, signature: bytes, data: bytes) -> bool:
    """Whether a signature is this key's over some bytes."""
    try:
        public.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def fingerprint(pem: bytes) -> str:
    """Return the SHA-256 of a public key's PEM, by which it is pinned."""
    return sha256_hex(pem)


def _pair(private: Ed25519PrivateKey) -> KeyPair:
    return KeyPair(private, _pem(private.public_key()))


def _pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
