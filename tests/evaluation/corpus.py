"""The corpus: sentences of made-up client files, each with what it says. The weights of cues are learnt from it.

A file is pieces (a note, a mail, a paragraph); a piece begins with `# language | genre | trade`, and each line below it
is `subjects: sentence`, the subjects parted by commas, the foremost first.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handoff.domain.summary import cues
from handoff.domain.summary.cues.weights import SUBJECTS

FOLDER = Path(__file__).parent / "corpus"
CASES = Path(__file__).parent / "cases"
WORDS = Path(str(cues.__file__)).parent / "words"
_LINE = re.compile(r"([a-z]+(?:, ?[a-z]+)*): +(\S.*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Sentences that follow one another, and the subject of each."""

    language: str
    genre: str
    sentences: tuple[str, ...]
    subjects: tuple[str, ...]


def pieces() -> Iterator[Piece]:
    """Yield all pieces; ValueError names the line of a file that is none."""
    for path in sorted(FOLDER.glob("*.txt")):
        head: list[str] = []
        lines: list[tuple[str, str]] = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.startswith("#"):
                if lines:
                    yield _piece(head, lines)
                head, lines = [part.strip() for part in line[1:].split("|")], []
            elif line.strip():
                lines.append(_line(line.strip(), f"{path.name}, line {number}"))
        if lines:
            yield _piece(head, lines)


def digest() -> str:
    """Return the digest of all from which the weights are learnt: the corpus, the cases and the word classes."""
    found = hashlib.sha256()
    for path in (*sorted(FOLDER.glob("*.txt")), *sorted(CASES.rglob("*.yaml")), *sorted(WORDS.glob("*.txt"))):
        found.update(path.read_bytes())
    return found.hexdigest()


def _line(line: str, where: str) -> tuple[str, str]:
    match = _LINE.fullmatch(line)
    subject = match[1].split(",")[0] if match else ""
    if match is None or subject not in SUBJECTS:
        raise ValueError(f"{where} is no 'subject: sentence'; the subjects are {', '.join(SUBJECTS)}: {line[:60]}")
    return subject, match[2]


def _piece(head: list[str], lines: list[tuple[str, str]]) -> Piece:
    language, genre, *_ = [*head, "", ""]
    return Piece(language, genre, tuple(text for _, text in lines), tuple(subject for subject, _ in lines))
