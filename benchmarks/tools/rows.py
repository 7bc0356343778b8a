"""A row of the benchmarks' output: what was measured, and whether it keeps to its bars."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Number = float | int | str


@dataclass
class Row:
    """One thing that was measured, e.g. 'gather/hubspot'; a bar says in words what shall hold, and whether it does."""

    name: str
    numbers: dict[str, Number] = field(default_factory=dict)
    bars: dict[str, bool] = field(default_factory=dict)

    @property
    def passes(self) -> bool:
        """Whether all bars hold."""
        return all(self.bars.values())

    def as_json(self) -> dict[str, Any]:
        """Return the row as data."""
        return asdict(self) | {"passes": self.passes}

    def as_text(self) -> str:
        """Return the row as lines for people."""
        lines = [self.name]
        lines += [f"    {name:<38} {_shown(value):>12}" for name, value in self.numbers.items()]
        lines += [f"    {'holds' if holds else 'FAILS'}: {bar}" for bar, holds in self.bars.items()]
        return "\n".join(lines)


def _shown(value: Number) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else value
