"""A query as it was written, in values; `at` is where a part begins in the text, from 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Choice

ESCAPED = {"%": "\ue025", "_": "\ue05f"}
"""What an escaped wildcard of LIKE becomes in a literal's text, so that it is told from one that means anything."""


@dataclass(frozen=True)
class Path:
    """A field, perhaps over relationships: Account.Owner.Name."""

    names: tuple[str, ...]
    at: int

    def __str__(self) -> str:
        return ".".join(self.names)


Kind = Choice["string", "number", "boolean", "null", "date", "datetime", "date_literal", "currency"]


@dataclass(frozen=True)
class Literal:
    """A value as it was written; `text` is what it says, a string's without quotes and escapes."""

    kind: Kind
    text: str
    at: int


@dataclass(frozen=True)
class Call:
    """A function of fields or values: COUNT(Id), FIELDS(ALL), toLabel(StageName)."""

    function: str
    arguments: tuple[Path | Call | Literal, ...]
    at: int

    def __str__(self) -> str:
        return f"{self.function}({', '.join(str(one) for one in self.arguments)})"


Expression = Path | Call


@dataclass(frozen=True)
class Selected:
    """An expression in the list of what is selected, perhaps with an alias."""

    expression: Expression
    alias: str | None
    at: int


@dataclass(frozen=True)
class When:
    """A branch of TYPEOF; `sobject` is None for ELSE."""

    sobject: str | None
    fields: tuple[Path, ...]


@dataclass(frozen=True)
class TypeOf:
    """TYPEOF: what to read of a polymorphic relationship, by what it leads to."""

    relationship: Path
    branches: tuple[When, ...]
    at: int


@dataclass(frozen=True)
class Subquery:
    """The children of each record."""

    query: Query
    at: int


@dataclass(frozen=True)
class Comparison:
    """`=`, `!=`, `<`, `<=`, `>`, `>=` or LIKE."""

    left: Expression
    operator: str
    value: Literal
    at: int


@dataclass(frozen=True)
class Membership:
    """IN, NOT IN, INCLUDES or EXCLUDES; a query on the right is a semi-join or an anti-join."""

    left: Expression
    operator: str
    values: tuple[Literal, ...] | Query
    at: int


@dataclass(frozen=True)
class Junction:
    """Conditions joined by AND or by OR, or one under NOT."""

    operator: Choice["AND", "OR", "NOT"]
    parts: tuple[Condition, ...]


Condition = Comparison | Membership | Junction


@dataclass(frozen=True)
class Grouping:
    """GROUP BY; `kind` is empty, ROLLUP or CUBE."""

    kind: str
    expressions: tuple[Expression, ...]
    at: int


@dataclass(frozen=True)
class Order:
    """One field of ORDER BY; nulls come first unless it says LAST."""

    expression: Expression
    descending: bool
    nulls_last: bool


@dataclass(frozen=True)
class Query:
    """A whole query; `extras` are clauses that change nothing here or that only Apex knows, as they were written."""

    select: tuple[Selected | TypeOf | Subquery, ...]
    source: Path
    alias: str | None = None
    scope: str | None = None
    where: Condition | None = None
    group: Grouping | None = None
    having: Condition | None = None
    order: tuple[Order, ...] = ()
    limit: int | None = None
    offset: int | None = None
    extras: tuple[tuple[str, int], ...] = ()
