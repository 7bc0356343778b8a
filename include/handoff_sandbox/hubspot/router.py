"""Finds the operation that a request is meant for, by the segments of its path.

There are hundreds of paths, most of which differ in a version alone, so they are kept as a tree that is built once. A
literal segment goes before a parameter, and a parameter is never empty; what is encoded in a segment, a slash too, is
part of its value. A slash at the end makes no difference, and a HEAD is a GET, as in the framework that HubSpot uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handoff_sandbox.hubspot.operation import Operation


@dataclass(frozen=True)
class Match:
    """An operation, the version in which it was asked for, and the values of the path's parameters."""

    operation: Operation
    version: str
    values: dict[str, str]


@dataclass(frozen=True)
class _Leaf:
    operation: Operation
    version: str
    names: tuple[str, ...]


@dataclass
class _Node:
    literals: dict[str, _Node] = field(default_factory=dict)
    parameter: _Node | None = None
    rest: dict[str, _Leaf] = field(default_factory=dict)
    leaves: dict[str, _Leaf] = field(default_factory=dict)


class Router:
    """The tree of all paths."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._root = _Node()
        for operation in operations:
            for version, path in operation.paths():
                self._add(operation, version, path.split("/")[1:])

    def _add(self, operation: Operation, version: str, segments: list[str]) -> None:
        node, names = self._root, []
        for segment in segments:
            if not segment.startswith("{"):
                node = node.literals.setdefault(segment, _Node())
                continue
            name, _, kind = segment[1:-1].partition(":")
            names.append(name)
            if kind == "path":
                node.rest[operation.method] = _Leaf(operation, version, tuple(names))
                return
            node.parameter = node.parameter or _Node()
            node = node.parameter
        node.leaves[operation.method] = _Leaf(operation, version, tuple(names))

    def find(self, method: str, raw_path: str) -> Match | None:
        """Return what is at a path as it was sent; None where only other methods are, raises KeyError for nothing."""
        known, method = False, "GET" if method == "HEAD" else method
        for leaves, values in _walk(self._root, raw_path.removesuffix("/").split("/")[1:], ()):
            known = True
            if leaf := leaves.get(method):
                return Match(leaf.operation, leaf.version, dict(zip(leaf.names, values, strict=True)))
        if not known:
            raise KeyError(raw_path)
        return None


def _walk(
    node: _Node, segments: list[str], values: tuple[str, ...]
) -> Iterator[tuple[dict[str, _Leaf], tuple[str, ...]]]:
    if not segments:
        if node.leaves:
            yield node.leaves, values
        return
    first, *others = segments
    if (literal := node.literals.get(unquote(first))) is not None:
        yield from _walk(literal, others, values)
    if node.parameter is not None and first:
        yield from _walk(node.parameter, others, (*values, unquote(first)))
    if node.rest and any(segments):
        yield node.rest, (*values, "/".join(map(unquote, segments)))
