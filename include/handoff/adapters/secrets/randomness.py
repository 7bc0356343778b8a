"""Words that look random: long, of mixed characters that change often, with a high entropy.

Addresses are left out (the ids of documents stand there), and so are UUIDs, which are names. What people write
together (`Homepage-Redesign-2025-Final`) changes seldom between kinds of characters; that tells it from a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from detect_secrets.filters.heuristic import is_likely_id_string, is_potential_uuid, is_sequential_string
from detect_secrets.plugins.high_entropy_strings import Base64HighEntropyString, HexHighEntropyString

_BASE64 = Base64HighEntropyString(limit=4.0)
_HEX = HexHighEntropyString(limit=3.0)
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]{0,20}://\S+|\bwww\.\S+|[^\s@]{1,64}@\S+", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{20,}={0,2}(?![\w+/-])")
_HEX_WORD = re.compile(r"(?<![\w-])(?:[0-9a-f]{32,}|[0-9A-F]{32,})(?![\w-])")
_CHANGING = 0.24
"""The share of neighbours of different kinds, but for a capital that begins a word: base64 has 0.44, names 0.2."""


def random_looking(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of words that look random."""
    if not _WORD.search(text):
        return
    bare = _ADDRESS.sub(lambda match: " " * len(match.group()), text)
    for match in _HEX_WORD.finditer(bare):
        if _HEX.calculate_shannon_entropy(match.group()) > _HEX.entropy_limit:
            yield match.span()
    for match in _WORD.finditer(bare):
        if _is_random(match.group()) and not is_likely_id_string(match.group(), text):
            yield match.span()


def _is_random(word: str) -> bool:
    if is_potential_uuid(word) or is_sequential_string(word):
        return False
    kinds = [_kind(c) for c in word]
    if not {"upper", "lower", "digit"} <= set(kinds):
        return False
    told = [kind for kind in kinds if kind != "sign"]
    pairs = list(pairwise(told))
    changes = sum(a != b and (a, b) != ("upper", "lower") for a, b in pairs) / len(pairs)
    return changes >= _CHANGING and _BASE64.calculate_shannon_entropy(word) > _BASE64.entropy_limit


def _kind(c: str) -> str:
    return "upper" if c.isupper() else "lower" if c.islower() else "digit" if c.isdigit() else "sign"
