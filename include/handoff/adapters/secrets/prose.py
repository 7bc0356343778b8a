"""Passwords as people write them: 'Password: x', 'pw is x', 'the admin login is user / x', in three languages.

A colon or an equals sign after the word is the strongest sign: what follows is a secret unless it is an everyday word
('Password: see the vault'). After 'is' a plain word counts only for what surely names a password, and only at the end
of the clause ('the password is swordfish.', not 'the password is swordfish-shaped nonsense'). Without anything
between, the word has to look like a password: letters with figures or signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handoff.adapters.secrets.vocabulary import ACCOUNT, EVERYDAY, LOGIN, STRONG, USER, WEAK

_EVERYDAY = frozenset(EVERYDAY.split())
_ANY = re.compile(
    r"pass|kenn?w|pw|pin|code|key|token|secret|schlüssel|zugang|anmeld|log|cred|admin|root|ftp|ssh|wp|cms|db|contrase|clave|acceso"
    r"|geheim|losung|user|benutzer|nutzer|usuario|smtp",
    re.IGNORECASE,
)
_OPEN, _CLOSE = "\"'`„“”‚‘’«»", "\"'`“”‘’«»"  # noqa: RUF001 - the quotes of three languages
_QUOTED = rf"[{_OPEN}](?P<quoted>[^{_OPEN}\n]{{3,80}})[{_CLOSE}]"
_VALUE = rf"(?:{_QUOTED}|(?P<bare>[^\s{_OPEN}]\S*))"
_FOR = r"(?:\s*\([^()\n]{1,40}\)|\s+(?:for|of|to|zum|zur|zu|für|vom|von|des|der|para|del|de)(?:\s+[\w'&.-]+){1,5}?)?"
_IS = r"(?:\s+(?:is|was|lautet|ist|war|es|era))(?:\s+(?:now|still|currently|jetzt|aktuell|derzeit|ahora))?:?\s+"
_SIGN = r"\s*(?::=|=>|->|→|[:=])\s*"
_START = r"(?<![^\W_])"

_STRONG_SIGN = re.compile(rf"{_START}{STRONG}{_FOR}{_SIGN}{_VALUE}", re.IGNORECASE)
_STRONG_IS = re.compile(rf"{_START}{STRONG}{_FOR}{_IS}{_VALUE}", re.IGNORECASE)
_STRONG_BESIDE = re.compile(
    rf"{_START}{STRONG}(?:{_FOR}(?:\s+(?:has been |was |wurde )?(?:set |changed |geändert )?(?:to|auf|a)))?\s+{_VALUE}",
    re.IGNORECASE,
)
_WEAK_SIGN = re.compile(rf"{_START}{WEAK}{_FOR}(?:{_SIGN}|{_IS}){_VALUE}", re.IGNORECASE)
_PAIR = re.compile(
    rf"{_START}(?:{LOGIN}{_FOR}(?:{_SIGN}|{_IS}|\s+)|{ACCOUNT}{_FOR}(?:{_SIGN}|{_IS}))(?P<user>[^\s/|]*[^\s/|:])(?:\s*(?P<stroke>[/|])\s*|\s*:\s*)(?P<bare>[^\s/|]\S*)",
    re.IGNORECASE,
)
_USER_THEN = re.compile(
    rf"{_START}{USER}{_SIGN[:-3]}?\s+[^\s,;]+[,;]?\s+(?:and |und |y |with |mit |con )?{STRONG}\s+{_VALUE}",
    re.IGNORECASE,
)
_LOOKS = re.compile(r"(?=.*[^\W\d_])(?=.*(?:\d|[!@#$%^&*+=~?§_<>{}|\\])).{4,}", re.DOTALL)
_FIGURES = re.compile(r"[\d*#-]{4,10}")
_NO_SECRET = re.compile(
    r"https?://.*|www\..*|[\w.+-]+@[\w-]+\.[\w.-]+|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|v?\d+(?:\.\d+)+|\d{1,2}(?:st|nd|rd|th)"
    r"|[\d.,]+ ?(?:%|€|\$|£|eur|usd|h|min|km|mb|gb|days?|tage?)|\W+|2fa|mfa|365|\[.*|<.*>|\{.*\}|\*+|[•x.…]{3,}|q[1-4]",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"\s*(?:[.!?]?(?:\s*$|\s*\n|\s+[A-ZÄÖÜ¿¡])|[.,;)])")
_PARTICIPLE = re.compile(r"\w+(?:ed|ing|able|iert|ado|ada|ido|ida)|ge\w+(?:t|en)|ver\w+t", re.IGNORECASE)
_MOST_WORDS = 4


def spoken_secrets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of passwords and other secrets that the prose names as such."""
    if not _ANY.search(text):
        return
    for match in _STRONG_SIGN.finditer(text):
        yield from _after_sign(match)
    for pattern in (_STRONG_IS, _USER_THEN):
        yield from (_span(match) for match in pattern.finditer(text) if _said_to_be(match))
    for match in _STRONG_BESIDE.finditer(text):
        if not match["quoted"] and looks_secret(_value(match)):
            yield _span(match)
    for match in _WEAK_SIGN.finditer(text):
        if looks_secret(_value(match)):
            yield _span(match)
    for match in _PAIR.finditer(text):
        if _is_password_of_pair(match):
            yield _span(match)


def looks_secret(value: str) -> bool:
    """Whether a word by itself looks like a password: letters with figures or signs, or only figures, but no date,
    address, version or amount.
    """
    if _is_everyday(value) or _NO_SECRET.fullmatch(value):
        return False
    return _LOOKS.fullmatch(value) is not None or _FIGURES.fullmatch(value) is not None


def _after_sign(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the value after a colon: the phrase where it is a short one (a pass phrase), else its first word."""
    value = _value(match)
    if _is_everyday(value) or _NO_SECRET.fullmatch(value):
        return
    start, end = _span(match)
    if not match["quoted"]:
        rest = re.match(r"[^\n.,;]*", match.string[end:])
        phrase = rest.group().rstrip() if rest else ""
        if len(phrase.split()) < _MOST_WORDS and not any(_is_everyday(word) for word in phrase.split()):
            end += len(phrase)
    yield start, end


def _said_to_be(match: re.Match[str]) -> bool:
    value = _value(match)
    if match["quoted"] is not None:
        return not _is_everyday(value)
    if looks_secret(value):
        return True
    if _is_everyday(value) or _NO_SECRET.fullmatch(value) or _PARTICIPLE.fullmatch(value):
        return False
    return _CLAUSE_END.match(match.string, _span(match)[1]) is not None


def _is_password_of_pair(match: re.Match[str]) -> bool:
    value, user = _value(match), match["user"]
    if _is_everyday(value) or _is_everyday(user) or _NO_SECRET.fullmatch(value) or user.lower().startswith("http"):
        return False
    return looks_secret(value) or (match["stroke"] is not None and re.search(r"\s[/|]\s", match.group()) is not None)


def _value(match: re.Match[str]) -> str:
    start, end = _span(match)
    return match.string[start:end]


def _span(match: re.Match[str]) -> tuple[int, int]:
    """Return where the value stands, without the punctuation that closes its clause."""
    group = match.groupdict()
    if group.get("quoted") is not None:
        return match.span("quoted")
    start = match.start("bare")
    bare = match["bare"]
    cut = bare.find(";")
    kept = (bare[:cut] if cut > 0 else bare).rstrip(".,:)]" + _CLOSE)
    return start, start + len(kept)


def _is_everyday(word: str) -> bool:
    return word.strip(".,;:!?()[]\"'").lower() in _EVERYDAY
