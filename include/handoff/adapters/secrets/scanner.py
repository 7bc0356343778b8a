"""The secret scanner: what opens a door is replaced by `[secret removed]`, the words around it stay.

What always holds: redacting twice is redacting once; a text without secrets comes back as it was; what is found in
one place of a text is replaced in all of its places. It tells nobody what it found.

Four detectors are asked: for keys by their armour and for credentials inside addresses; those of detect-secrets for
the known forms of keys and tokens; its entropy measure for what looks random; and one for passwords as people write
them in prose, which detect-secrets, made for source code, does not look for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from handoff.adapters.secrets.prose import spoken_secrets
from handoff.adapters.secrets.randomness import random_looking
from handoff.adapters.secrets.structures import armoured_keys, structured_secrets
from handoff.adapters.secrets.tokens import known_tokens

REMOVED = "[secret removed]"

Span = tuple[int, int]
Detector = Callable[[str], Iterator[Span]]
DETECTORS: Sequence[Detector] = (structured_secrets, known_tokens, spoken_secrets, random_looking)

_WINDOW = 2_000
_OVERLAP = 400
_TELLING = 6
"""A secret of fewer characters is only replaced where it was found: `1234` stands in dates too."""


class SecretScanner:
    """Implements the Secrets port."""

    def redact(self, text: str) -> str:
        """Return the text with every secret replaced by `[secret removed]`."""
        while (redacted := REMOVED.join(_redact(part) for part in text.split(REMOVED))) != text:
            text = redacted
        return text


def _redact(text: str) -> str:
    spans = _merged(_spans(text))
    if not spans:
        return text
    told = {text[start:end] for start, end in spans if end - start >= _TELLING}
    out, at = [], 0
    for start, end in spans:
        out += [text[at:start], REMOVED]
        at = end
    redacted = "".join([*out, text[at:]])
    for secret in sorted(told, key=len, reverse=True):
        redacted = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", REMOVED, redacted)
    return redacted


def _spans(text: str) -> Iterator[Span]:
    """Yield what the detectors find, in windows of a long text that overlap: what they cost grows with its length."""
    yield from armoured_keys(text)
    start = 0
    while True:
        window = text[start : start + _WINDOW]
        yield from ((start + a, start + b) for detector in DETECTORS for a, b in detector(window))
        if start + _WINDOW >= len(text):
            return
        end = start + _WINDOW - _OVERLAP
        start = max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end), end - _OVERLAP)


def _merged(spans: Iterator[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged
