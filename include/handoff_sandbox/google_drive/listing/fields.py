"""Field masks: the `fields` parameter, parsed strictly and applied to an answer.

`files(id,owners/emailAddress)`, `*` and nested forms of both. A field that the discovery document does not know is a
400 `invalidParameter`, as Google answers it.
https://developers.google.com/workspace/drive/api/guides/fields-parameter
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from handoff_sandbox.google_drive import errors, schema

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.schema import SchemaNode

_TOKEN = re.compile(r"\s*([A-Za-z_][\w-]*|\*|[(),/])")


class Mask(dict[str, "Mask"]):
    """The selected fields, each with the mask of what is below it; an empty mask selects all."""

    def selects(self, name: str) -> bool:
        """Whether the answer holds this field."""
        return not self or name in self or "*" in self

    def below(self, name: str) -> Mask:
        """Return the mask of a field's own fields."""
        return self.get(name) or self.get("*") or Mask()

    def names(self) -> frozenset[str] | None:
        """Return the names at this level; None for all."""
        return None if not self or "*" in self else frozenset(self)


def parse(text: str, schema_name: str) -> Mask:
    """Parse a mask for a resource; raises DriveError for a syntax error or an unknown field."""
    tokens = _tokens(text)
    mask = Mask()
    _list(tokens, schema.node_of(schema_name), mask, text)
    if tokens:
        raise _bad(text)
    return mask


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if not match:
            raise _bad(text)
        found.append(match[1])
        at = match.end()
    return found[::-1]  # so that pop() takes the next one


def _list(tokens: list[str], node: SchemaNode, mask: Mask, text: str) -> None:
    _item(tokens, node, mask, text)
    while tokens and tokens[-1] == ",":
        tokens.pop()
        _item(tokens, node, mask, text)


def _item(tokens: list[str], node: SchemaNode, mask: Mask, text: str) -> None:
    if not tokens or tokens[-1] in "(),/":
        raise _bad(text)
    name = tokens.pop()
    below: SchemaNode | None = node if name == "*" else schema.child(node, name)
    if below is None:
        raise _bad(name)
    inner = mask.setdefault(name, Mask())
    following = tokens[-1] if tokens else ""
    if following == "/":
        tokens.pop()
        _item(tokens, below, inner, text)
    elif following == "(":
        tokens.pop()
        _list(tokens, below, inner, text)
        if not tokens or tokens.pop() != ")":
            raise _bad(text)


def _bad(selection: str) -> errors.DriveError:
    return errors.invalid_parameter("fields", f"Invalid field selection {selection}")


def apply(mask: Mask, value: Any) -> Any:
    """Return the part of a JSON value that the mask selects."""
    if not mask:
        return value
    if isinstance(value, list):
        return [apply(mask, item) for item in value]
    if not isinstance(value, dict):
        return value
    everything, found = mask.get("*"), {}
    for key, item in value.items():
        below = mask.get(key, everything)
        if below is not None:
            found[key] = apply(below, item) if below else item
    return found
