"""Text that stays text in Markdown.

Whatever a vendor's record says, it comes out as one line in which nothing is a link, an image, a heading, a list, a
table or HTML, and which reads as it was written. Bare addresses are set as code, since renderers make links of them
elsewhere (https://github.github.com/gfm/#autolinks-extension-), and code can be copied as it stands.
"""

from __future__ import annotations

import re

from handoff.render.filters import one_line, safe_url

_ADDRESS = re.compile(
    r"((?:[a-z][a-z0-9+.-]{0,30}://|www\.|(?:mailto|xmpp):)(?:\[secret removed\]|(?!\[secret removed\])[^\s`|])*"
    r"(?:\[secret removed\]|[^\s`|.,;:!?)\]'\"])"
    r"|[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)*)",
    re.IGNORECASE,
)
"""The repetitions are bounded, so that a long run of letters takes no longer than its length. What stands for a removed
secret has a space in it, and does not end an address all the same."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$])")
_OPENS_A_BLOCK = re.compile(r"^([-+=#:]|\d+[.)])")


def as_markdown(value: object) -> str:
    """Return Markdown that shows some text as it is, in one line."""
    pieces = _ADDRESS.split(one_line(value))
    # Every second piece is an address; no other backtick is left unescaped to join its own, and of two addresses with
    # nothing between, one code is made.
    marked = [f"`{piece}`" if index % 2 else _escaped(piece) for index, piece in enumerate(pieces)]
    for index in range(2, len(marked) - 1, 2):
        if not marked[index]:
            marked[index - 1], marked[index + 1] = "", f"{marked[index - 1][:-1]}{marked[index + 1][1:]}"
    text = "".join(marked)
    return _OPENS_A_BLOCK.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", text)


def markdown_url(value: str) -> str:
    """Return an address for the angle brackets of a Markdown link, "" for one that may not be followed."""
    return safe_url(value).replace("&", "&amp;")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;"))
