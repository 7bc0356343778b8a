"""The systems that have no adapter, where a named person takes the leaving side's access away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class SystemRule:
    """What is done in one system: `owner` does it (an address) within `within` after the cut-off, and shows `evidence`.

    `words` are the names by which the gathered material speaks of it; with `always` it is done for every client, else
    for those whose material names it.
    """

    key: str
    name: str
    what: str
    owner: str
    evidence: str
    within: timedelta = timedelta()
    words: tuple[str, ...] = ()
    always: bool = True

    def is_named(self, text: str) -> bool:
        """Whether a text names the system."""
        return any(
            re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in (self.name, *self.words)
        )


@dataclass(frozen=True, slots=True)
class Systems:
    """All of them; `owner` does what is found in the material and has no rule, `open_close` lets a handoff close while
    something is still to be done by hand.
    """

    rules: tuple[SystemRule, ...] = ()
    owner: str = ""
    evidence: str = "A link or a picture that shows that the leaving side has no access any more"
    within: timedelta = timedelta()
    open_close: bool = False
