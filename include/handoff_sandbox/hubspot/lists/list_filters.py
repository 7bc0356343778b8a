"""The filters of lists, as far as they look at the records' own properties.

A branch is OR or AND of further branches and of filters; any other kind of branch or filter is refused with a 400.
https://developers.hubspot.com/docs/api-reference/crm-lists-v3/list-filters
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from handoff_sandbox.hubspot.errors import invalid
from handoff_sandbox.hubspot.query import filter_test

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.records.records import Record
    from handoff_sandbox.hubspot.store import Store

Test = Callable[["Record"], bool]
_SINGLE = {
    "IS_EQUAL_TO": "EQ", "IS_NOT_EQUAL_TO": "NEQ", "IS": "EQ", "IS_NOT": "NEQ", "CONTAINS": "CONTAINS_TOKEN",
    "DOES_NOT_CONTAIN": "NOT_CONTAINS_TOKEN", "IS_GREATER_THAN": "GT", "IS_GREATER_THAN_OR_EQUAL_TO": "GTE",
    "IS_LESS_THAN": "LT", "IS_LESS_THAN_OR_EQUAL_TO": "LTE",
}  # fmt: skip
_SEVERAL = {"IS_ANY_OF": "IN", "IS_NONE_OF": "NOT_IN", "IS_EQUAL_TO": "IN", "IS_NOT_EQUAL_TO": "NOT_IN"}
_BARE = {"IS_KNOWN": "HAS_PROPERTY", "IS_UNKNOWN": "NOT_HAS_PROPERTY"}


def read_branch(store: Store, kind: ObjectType, branch: object) -> Test:
    """Return the test of a branch; raises HubSpot's 400."""
    if not isinstance(branch, Mapping) or branch.get("filterBranchType") not in ("OR", "AND"):
        raise invalid("A filterBranch has the filterBranchType OR or AND")
    tests = [read_branch(store, kind, one) for one in branch.get("filterBranches") or []]
    tests += [_read_filter(store, kind, one) for one in branch.get("filters") or []]
    some = any if branch["filterBranchType"] == "OR" else all
    return lambda record: some(test(record) for test in tests)


def _read_filter(store: Store, kind: ObjectType, one: Mapping[str, Any]) -> Test:
    operation = one.get("operation")
    if one.get("filterType") != "PROPERTY" or not isinstance(operation, Mapping):
        raise invalid(f"A filter of the type {one.get('filterType')} is not known")
    operator, name = str(operation.get("operator")), str(one.get("property"))
    told: dict[str, Any] = {"propertyName": name}
    if operator in _BARE:
        told["operator"] = _BARE[operator]
    elif operator in _SEVERAL and isinstance(operation.get("values"), list):
        told |= {"operator": _SEVERAL[operator], "values": operation["values"]}
    elif operator in _SINGLE and "value" in operation:
        told |= {"operator": _SINGLE[operator], "value": operation["value"]}
    else:
        raise invalid(f"A filter on {name} has no operator {operator} with what is given")
    test = filter_test(store, kind, told)
    if operation.get("includeObjectsWithNoValueSet") is True:
        return lambda record: not store.value(record, name) or test(record)
    return test
