"""What a column of a table holds, by its head: the terms of the lexicon, then the lists of heads that people type.

The lists stand in lexicon/heads, one file for each language: a line with the role, and below it the heads, folded and
parted by ` | `; a blank line ends it. A head has to be the whole of one, since words alone mean many things.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from handoff.domain.summary.reading.roles import Role, role_in, role_of
from handoff.domain.summary.reading.words import fold

_MARKS = " .:?\u00bf!*_()[]"


@lru_cache(maxsize=8192)
def role_of_column(head: str) -> Role | None:
    """Return the role that a column's head names, as a whole or by a term that stands in it; None for none."""
    return role_of(head) or _heads().get(fold(head).strip(_MARKS)) or role_in(head)


@lru_cache(maxsize=1)
def _heads() -> Mapping[str, Role]:
    """Return the roles by the heads of all languages; what two of them understand differently is nobody's."""
    found: dict[str, Role] = {}
    torn: set[str] = set()
    folder = files("handoff.domain.summary.lexicon") / "heads"
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        for role, head in _listed(path.read_text(encoding="utf-8")):
            if found.setdefault(head, role) is not role:
                torn.add(head)
    return {head: role for head, role in found.items() if head not in torn}


def _listed(written: str) -> Iterator[tuple[Role, str]]:
    for block in written.split("\n\n"):
        name, _, heads = block.strip().partition("\n")
        for head in heads.replace("\n", " ").split("|"):
            if head.strip():
                yield Role[name], head.strip()
