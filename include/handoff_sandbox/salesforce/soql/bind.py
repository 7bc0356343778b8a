"""Checks a query against the schema and makes a plan of it; what Salesforce refuses is refused in its words.

https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_relationships_query_limits.htm
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.definitions.schema import Field, SObject
from handoff_sandbox.salesforce.soql import joins
from handoff_sandbox.salesforce.soql.aggregate import bind_aggregate, is_aggregate
from handoff_sandbox.salesforce.soql.conditions import Conditions
from handoff_sandbox.salesforce.soql.functions import DATE_FUNCTIONS, ONLY_INSTANTS, to_label
from handoff_sandbox.salesforce.soql.names import DEEPEST, Names, find_object
from handoff_sandbox.salesforce.soql.plan import (
    ChildColumn,
    Column,
    FunctionColumn,
    Operand,
    Plan,
    Reach,
    ReachColumn,
    Reader,
    Sort,
    TypeOfColumn,
)
from handoff_sandbox.salesforce.soql.run import matching
from handoff_sandbox.salesforce.soql.tree import Call, Expression, Path, Query, Subquery, TypeOf

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.errors import SalesforceError
    from handoff_sandbox.salesforce.records.records import Record
    from handoff_sandbox.salesforce.soql.plan import Predicate
    from handoff_sandbox.salesforce.store import Store

MOST_OFFSET = 2000
MOST_FIELDS_ROWS = 200
MOST_SUBQUERIES = 20
_HARMLESS = frozenset({"FOR VIEW", "FOR REFERENCE"})


@dataclass(frozen=True)
class Binder:
    """Binds one query, or subquery, of `text`; `depth` counts the queries around it."""

    store: Store
    reader: Reader
    text: str
    names: Names
    depth: int = 0

    @classmethod
    def of(cls, store: Store, reader: Reader, text: str, query: Query) -> Binder:
        """Return the binder of a whole query."""
        root = find_object(store.schema, text, query.source)
        return cls(store, reader, text, Names(store.schema, text, root, query.alias))

    def plan(self, query: Query) -> Plan:
        """Return the plan of the query; raises Salesforce's 400."""
        self._check_clauses(query)
        conditions = Conditions(self.operand, self._join, self._wrong, self.store.now())
        root = self.names.root
        where = conditions.predicate(query.where) if query.where else None
        if query.where:
            joins.check_joins(query.where, self._wrong)
        if query.scope:
            where = self._in_scope(query.scope, where)
        within = joins.narrowing(query.where, root, self.names.alias)
        if len(query.select) == 1 and _is_count(query.select[0]):
            if query.group or query.order:
                raise self._wrong("MALFORMED_QUERY", query.source.at, "COUNT() stands without GROUP BY and ORDER BY")
            return Plan(root, (), where, within, limit=query.limit, offset=query.offset or 0, counts=True)
        if query.group or any(is_aggregate(one) for one in query.select):
            aggregate, order = bind_aggregate(self.operand, conditions, self._wrong, query)
            return Plan(root, (), where, within, order, query.limit, query.offset or 0, aggregate)
        if query.having:
            raise self._wrong("MALFORMED_QUERY", query.source.at, "HAVING clause requires GROUP BY clause")
        order = tuple(Sort(self._sortable(one.expression).get, one.descending, one.nulls_last) for one in query.order)
        return Plan(root, self._columns(query), where, within, order, query.limit, query.offset or 0)

    def operand(self, expression: Expression) -> Operand:
        """Return what is read on the left of a condition, where records are not grouped."""
        if isinstance(expression, Path):
            reach = self.names.reach(expression)
            if not reach.field.filterable:
                message = f"field '{reach.field.name}' can not be filtered in a query call"
                raise self._wrong("INVALID_FIELD", expression.at, message)
            return Operand(lambda row: reach.get(self.store, row), reach.field, str(expression))
        return self._function(expression)

    def _sortable(self, expression: Expression) -> Operand:
        if isinstance(expression, Call):
            return self._function(expression)
        reach = self.names.reach(expression)
        if not reach.field.sortable:
            message = f"field '{reach.field.name}' can not be sorted in a query call"
            raise self._wrong("MALFORMED_QUERY", expression.at, message)
        return Operand(lambda row: reach.get(self.store, row), reach.field, str(expression))

    def _function(self, call: Call) -> Operand:
        """Return a function of one field: a part of a date, or a label."""
        name = call.function.upper()
        argument = call.arguments[0] if len(call.arguments) == 1 else None
        if not isinstance(argument, Path) or name not in (*DATE_FUNCTIONS, "TOLABEL", "FORMAT"):
            message = f"Invalid function or wrong number of arguments: {call.function}"
            raise self._wrong("MALFORMED_QUERY", call.at, message)
        reach = self.names.reach(argument)
        field = reach.field
        if name in ("TOLABEL", "FORMAT"):
            return Operand(lambda row: to_label(field, reach.get(self.store, row)), field, str(call))
        kinds = ("datetime",) if name in ONLY_INSTANTS else ("date", "datetime")
        if field.type not in kinds:
            message = f"Date function {call.function} cannot be used on field {argument} of type {field.type}"
            raise self._wrong("MALFORMED_QUERY", call.at, message)
        kind, function = DATE_FUNCTIONS[name]

        def get(row: Record) -> object:
            value = reach.get(self.store, row)
            return None if value is None else function(value)

        return Operand(get, Field(str(call), str(call), kind), str(call))

    def _columns(self, query: Query) -> tuple[Column, ...]:
        columns: list[Column] = []
        seen: set[str] = set()
        children = 0
        for one in query.select:
            if isinstance(one, Subquery):
                children += 1
                if children > MOST_SUBQUERIES:
                    raise self._wrong("MALFORMED_QUERY", one.at, f"Maximum {MOST_SUBQUERIES} subqueries allowed")
                columns.append(self._child(one))
            elif isinstance(one, TypeOf):
                columns.append(self._typeof(one))
            elif isinstance(one.expression, Call) and one.expression.function.upper() == "FIELDS":
                columns += [ReachColumn(reach) for reach in self._fields(one.expression, query, seen)]
            elif isinstance(one.expression, Call):
                operand = self._function(one.expression)
                columns.append(FunctionColumn(one.alias or _function_name(one.expression, operand), operand.get))
            else:
                if one.alias:
                    raise self._wrong("MALFORMED_QUERY", one.at, "only aggregate expressions use field aliasing")
                reach = self.names.reach(one.expression)
                self._only_once(".".join(reach.names), seen, one.at)
                columns.append(ReachColumn(reach))
        return tuple(columns)

    def _only_once(self, name: str, seen: set[str], at: int) -> None:
        if name in seen:
            raise self._wrong("INVALID_FIELD", at, f"duplicate field selected: {name}")
        seen.add(name)

    def _fields(self, call: Call, query: Query, seen: set[str]) -> list[Reach]:
        which = str(call.arguments[0]).upper() if len(call.arguments) == 1 else ""
        if which not in ("ALL", "STANDARD", "CUSTOM"):
            raise self._wrong("MALFORMED_QUERY", call.at, f"unexpected token: '{call}'")
        if which != "STANDARD" and (query.limit is None or query.limit > MOST_FIELDS_ROWS):
            message = f"The SOQL FIELDS function must have a LIMIT of at most {MOST_FIELDS_ROWS}"
            raise self._wrong("MALFORMED_QUERY", call.at, message)
        root = self.names.root
        chosen = [one for one in root.fields.values() if which == "ALL" or one.custom is (which == "CUSTOM")]
        for one in chosen:
            self._only_once(one.name, seen, call.at)
        return [Reach((), root, one, (one.name,)) for one in chosen]

    def _child(self, one: Subquery) -> ChildColumn:
        if self.depth + 1 >= DEEPEST:
            raise self._wrong("MALFORMED_QUERY", one.at, f"Subqueries exceed {DEEPEST} levels")
        name, child, reference = self.names.child(one.query.source)
        names = Names(self.store.schema, self.text, child, one.query.alias)
        plan = Binder(self.store, self.reader, self.text, names, self.depth + 1).plan(one.query)
        if plan.aggregate or plan.counts:
            raise self._wrong("MALFORMED_QUERY", one.at, "Aggregate functions are not allowed in subqueries")
        return ChildColumn(name, reference, plan)

    def _typeof(self, one: TypeOf) -> TypeOfColumn:
        name = one.relationship.names[-1]
        reference = self.names.root.relationship(name) if len(one.relationship.names) == 1 else None
        if reference is None:
            raise self.names.no_relationship(str(one.relationship), one.at)
        if not reference.polymorphic:
            message = f"'{name}' is not a polymorphic relationship; TYPEOF needs one"
            raise self._wrong("INVALID_FIELD", one.at, message)
        branches: dict[str | None, tuple[Reach, ...]] = {}
        for branch in one.branches:
            target = self._branch_target(branch.sobject, reference, one.at)
            names = Names(self.store.schema, self.text, target)
            branches[branch.sobject and target.name] = tuple(names.reach(path) for path in branch.fields)
        return TypeOfColumn(reference, branches)

    def _branch_target(self, name: str | None, reference: Field, at: int) -> SObject:
        if name is None:
            return self.names.target(reference)
        target = self.store.schema.get(name)
        if target is None or target.name not in reference.to:
            raise self._wrong("INVALID_TYPE", at, f"'{name}' is not a type that {reference.relationship} leads to")
        return target

    def _join(self, query: Query) -> frozenset[str]:
        inner = Binder.of(self.store, self.reader, self.text, query)
        reach = joins.check_inner(self.names, inner.names, query)
        found = matching(self.store, inner.plan(query), self.reader)
        return frozenset(one for record in found if (one := reach.get(self.store, record)))

    def _in_scope(self, scope: str, where: Predicate | None) -> Predicate | None:
        if scope.lower() == "everything":
            return where
        if scope.lower() != "mine" or self.names.root.get("OwnerId") is None:
            raise self._wrong("MALFORMED_QUERY", 0, f"Unsupported scope for this object: {scope}")
        mine = self.reader.user_id
        return lambda row: row.values.get("OwnerId") == mine and (where is None or where(row))

    def _check_clauses(self, query: Query) -> None:
        for words, at in query.extras:
            if words not in _HARMLESS:
                raise self._wrong("MALFORMED_QUERY", at, f"{words} is not allowed in this context")
        if (query.offset or 0) > MOST_OFFSET:
            message = f"Maximum SOQL offset allowed is {MOST_OFFSET}"
            raise self._wrong("NUMBER_OUTSIDE_VALID_RANGE", query.source.at, message)
        if query.offset and self.depth:
            raise self._wrong("MALFORMED_QUERY", query.source.at, "OFFSET is not allowed in subqueries")

    def _wrong(self, code: str, at: int, message: str) -> SalesforceError:
        return self.names.wrong(code, at, message)


def _is_count(one: object) -> bool:
    expression = getattr(one, "expression", None)
    return isinstance(expression, Call) and expression.function.upper() == "COUNT" and not expression.arguments


def _function_name(call: Call, operand: Operand) -> str:
    """Return the name under which an unnamed function's value is told: a label stands for its field."""
    return operand.field.name if call.function.upper() in ("TOLABEL", "FORMAT") else "expr0"
