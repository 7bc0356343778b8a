"""Bundles of evidence: files with a manifest that is signed by Ed25519, and their check."""

from handoff.adapters.evidence.bundle import Checked, SignedBundles, check_bundle
from handoff.adapters.evidence.keys import KeyPair, fingerprint, key_of, new_key, read_key, read_public

__all__ = [
    "Checked",
    "KeyPair",
    "SignedBundles",
    "check_bundle",
    "fingerprint",
    "key_of",
    "new_key",
    "read_key",
    "read_public",
]
