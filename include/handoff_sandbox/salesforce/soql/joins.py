"""Semi-joins and anti-joins, the index that a condition can use, and the objects that need a filter.

https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_comparisonoperators.htm
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.records import record_ids
from handoff_sandbox.salesforce.soql.tree import (
    Comparison,
    Condition,
    Junction,
    Literal,
    Membership,
    Path,
    Query,
    Selected,
)

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.definitions.schema import SObject
    from handoff_sandbox.salesforce.errors import SalesforceError
    from handoff_sandbox.salesforce.soql.names import Names
    from handoff_sandbox.salesforce.soql.plan import Reach

Wrong = Callable[[str, int, str], "SalesforceError"]
MOST_JOINS = 2
LINK_KEYS = frozenset({"id", "contentdocumentid", "linkedentityid"})
FILE_KEYS = frozenset({"id", "contentdocumentid"})


def check_joins(condition: Condition, wrong: Wrong) -> None:
    """Refuse more than two subqueries in a condition, and any under OR or NOT."""
    found = list(_joins(condition, ""))
    for membership, under in found:
        if under:
            message = f"Semi join sub-selects are not allowed with the '{under}' operator"
            raise wrong("MALFORMED_QUERY", membership.at, message)
    if len(found) > MOST_JOINS:
        raise wrong("MALFORMED_QUERY", found[-1][0].at, f"Maximum {MOST_JOINS} semi join sub-selects are allowed")


def _joins(condition: Condition, under: str) -> Iterator[tuple[Membership, str]]:
    if isinstance(condition, Junction):
        for part in condition.parts:
            yield from _joins(part, condition.operator if condition.operator != "AND" else under)
    elif isinstance(condition, Membership) and isinstance(condition.values, Query):
        yield condition, under


def check_inner(outer: Names, inner: Names, query: Query) -> Reach:
    """Return the one field that a subquery on the right of IN selects; raises Salesforce's 400."""
    wrong, at = inner.wrong, query.source.at
    if inner.root is outer.root:
        raise wrong("MALFORMED_QUERY", at, "The inner and outer selects should not be on the same object type")
    if inner.root.name == "ContentDocumentLink":
        message = "Entity 'ContentDocumentLink' is not supported for semi join inner selects"
        raise wrong("MALFORMED_QUERY", at, message)
    if query.where and any(True for _ in _joins(query.where, "")):
        raise wrong("MALFORMED_QUERY", at, "Nesting of semi join sub-selects is not supported")
    selected = query.select[0]
    if len(query.select) != 1 or not isinstance(selected, Selected) or not isinstance(selected.expression, Path):
        raise wrong("MALFORMED_QUERY", at, "A semi join sub-select selects exactly one field")
    reach = inner.reach(selected.expression)
    if reach.field.type not in ("id", "reference"):
        message = f"The selected field '{reach.field.name}' in the subquery must be an id or a reference"
        raise wrong("MALFORMED_QUERY", selected.at, message)
    return reach


def narrowing(condition: Condition | None, root: SObject, alias: str | None) -> tuple[str, frozenset[str]] | None:
    """Return a reference, or Id, and the values to which the condition as a whole holds it, where it does."""
    best: tuple[str, frozenset[str]] | None = None
    for name, literals in conjuncts(condition, root, alias):
        field = root.get(name)
        if field is None or field.type not in ("id", "reference"):
            continue
        ids = [record_ids.read(one.text) for one in literals if one.kind == "string"]
        if len(ids) == len(literals) and None not in ids and (best is None or len(ids) < len(best[1])):
            best = field.name, frozenset(one for one in ids if one)
    return best


def conjuncts(
    condition: Condition | None, root: SObject, alias: str | None
) -> Iterator[tuple[str, tuple[Literal, ...]]]:
    """Yield the object's own fields that must be equal to one of some literals, with these."""
    if isinstance(condition, Junction) and condition.operator == "AND":
        for part in condition.parts:
            yield from conjuncts(part, root, alias)
    elif isinstance(condition, Comparison | Membership) and isinstance(condition.left, Path):
        names = condition.left.names
        own = len(names) == 1 or (len(names) == 2 and names[0].lower() in (root.name.lower(), (alias or "").lower()))
        if not own:
            return
        if isinstance(condition, Comparison) and condition.operator == "=":
            yield names[-1].lower(), (condition.value,)
        elif (
            isinstance(condition, Membership) and condition.operator == "IN" and not isinstance(condition.values, Query)
        ):
            yield names[-1].lower(), condition.values


def filtered_by(query: Query, root: SObject, keys: frozenset[str]) -> bool:
    """Say whether a query is held to some records by one of the keys, by a list of ids or by a semi-join."""
    if any(name in keys for name, _ in conjuncts(query.where, root, query.alias)):
        return True
    joined = _joins(query.where, "") if query.where else iter(())
    return any(
        isinstance(one.left, Path) and one.left.names[-1].lower() in keys for one, _ in joined if one.operator == "IN"
    )
