"""Counts what a world's section holds, whatever the vendor: the entries of every list, with nested ones."""

from __future__ import annotations

from typing import Any


def count_entries(section: dict[str, Any]) -> dict[str, int]:
    """Return how many entries stand under each key of a section; `children` count for the key that they are under."""
    counts: dict[str, int] = {}
    for key, value in section.items():
        if isinstance(value, list):
            counts[key] = _count(value)
            counts[f"{key}.files"] = sum(_count(entry.get("files", [])) for entry in value if isinstance(entry, dict))
        elif isinstance(value, dict):
            counts |= {f"{key}.{name}": count for name, count in count_entries(value).items()}
    return {key: count for key, count in counts.items() if count}


def _count(entries: list[Any]) -> int:
    return sum(1 + _count(entry.get("children", [])) for entry in entries if isinstance(entry, dict))
