"""How blocks go from the worker to its reader: a list in JSON, one a line."""

from __future__ import annotations

from typing import Any

from handoff.domain.ports.tools import Block, BlockKind


def block_as_json(block: Block) -> list[object]:
    """Return `[kind, text, path, cells, checked]`."""
    return [block.kind.value, block.text, list(block.path), [list(cell) for cell in block.cells], block.checked]


def block_from_json(value: Any) -> Block:  # noqa: ANN401 - what json gives
    """Read `block_as_json` back."""
    kind, text, path, cells, checked = value
    return Block(BlockKind(kind), text, tuple(path), tuple((head, cell) for head, cell in cells), checked)
