"""Fault rules: which requests go wrong, how, and how often.

A rule is matched against vendor, method, path and, where it names them, query and body, in the order in which the rules
were set; the first that still has `skip` to count lets the request pass, and one whose `times` are used up is over. A
rule that names a `record` makes one record of a batch fail and leaves the rest of the call as it is: the vendor asks
for it by `record_fault`. Latency adds up and hides no other rule. Three faults are the sandbox's own, the rest are
named by the vendor (`Emulator.faults`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, NonNegativeFloat, NonNegativeInt, PositiveInt

DROP_BEFORE = "drop_before"
DROP_AFTER_SUCCESS = "drop_after_success"
LATENCY = "latency"
OWN_FAULTS = {
    DROP_BEFORE: "closes the connection before the vendor has seen the request",
    DROP_AFTER_SUCCESS: "lets the vendor do its work, then closes the connection without an answer",
    LATENCY: "waits for `seconds`, then answers as usual",
}
RECORD_FAULTS = "handoff_sandbox.record_faults"
"""The key in a request's scope under which the vendor finds the rules for single records."""


def _check_pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from None
    return value


Pattern = Annotated[str, AfterValidator(_check_pattern)]


class FaultRule(BaseModel):
    """One rule, as the admin API takes it."""

    model_config = ConfigDict(extra="forbid")

    vendor: str = Field(description="its section's name in the world, or 'mail'")
    fault: str = Field(description="the name of a fault, the sandbox's own or the vendor's")
    method: str | None = Field(default=None, description="the HTTP method as sent; null is any")
    path: Pattern = Field(default=".*", description="a regular expression that matches the whole path")
    query: Pattern | None = Field(default=None, description="a regular expression found in the query as sent")
    body: Pattern | None = Field(default=None, description="a regular expression found in the request's body")
    record: Pattern | None = Field(
        default=None,
        description="only this record of a batch fails: matches the whole id or, in a Drive batch and of what a "
        "Salesforce composite request reads, the inner address",
    )
    times: PositiveInt | None = Field(default=1, description="how often it fires; null is for ever")
    skip: NonNegativeInt = Field(default=0, description="lets so many pass first")
    after_success: bool = Field(default=False, description="the vendor does its work first, then answers the fault")
    seconds: NonNegativeFloat = Field(default=0, description="waits so long before anything else")
    retry_after: NonNegativeInt | None = Field(default=None, description="the answer's Retry-After, in seconds")

    def matches(self, vendor: str, method: str, path: str, query: str = "", body: str = "") -> bool:
        """Say whether the rule is meant for such a request, however often it has been used."""
        return (
            self.vendor == vendor
            and (self.method is None or self.method.upper() == method.upper())
            and re.fullmatch(self.path, path) is not None
            and (self.query is None or re.search(self.query, query) is not None)
            and (self.body is None or re.search(self.body, body) is not None)
        )


class Faults:
    """The rules in force and how often each has fired; single-threaded, as the server is."""

    def __init__(self) -> None:
        self._rules: list[tuple[FaultRule, dict[str, int]]] = []

    def add(self, rule: FaultRule) -> None:
        """Put a rule in force, after those that are."""
        self._rules.append((rule, {"seen": 0, "fired": 0}))

    def clear(self) -> None:
        """Forget all rules."""
        self._rules.clear()

    def read_bodies(self, vendor: str) -> bool:
        """Say whether a rule for the vendor looks into bodies, which are not read otherwise."""
        return any(rule.body is not None for rule, _ in self._rules if rule.vendor == vendor)

    def delay(self, vendor: str, method: str, path: str, query: str = "", body: str = "") -> float:
        """Return for how many seconds latency rules hold this request up, counting them as fired."""
        rules = (rule for rule, _ in self._rules if rule.fault == LATENCY and rule.record is None)
        return sum(
            rule.seconds
            for rule in list(rules)
            if rule.matches(vendor, method, path, query, body) and self._count(rule)
        )

    def take(self, vendor: str, method: str, path: str, query: str = "", body: str = "") -> FaultRule | None:
        """Return the rule that this request falls to, counting it as fired; None where it passes."""
        for rule, counts in self._rules:
            if rule.fault == LATENCY or rule.record is not None or counts["fired"] == rule.times:
                continue
            if rule.matches(vendor, method, path, query, body):
                return rule if self._count(rule) else None
        return None

    def records(
        self, vendor: str, method: str, path: str, query: str = "", body: str = ""
    ) -> Callable[[str], str | None]:
        """Return what tells, for one record of this request, the fault that it falls to, counting it as fired."""
        rules = [
            rule
            for rule, _ in self._rules
            if rule.record is not None and rule.matches(vendor, method, path, query, body)
        ]

        def take(record: str) -> str | None:
            for rule in rules:
                if re.fullmatch(rule.record or "", record) and self._count(rule):
                    return rule.fault
            return None

        return take

    def _count(self, rule: FaultRule) -> bool:
        """Count a request that a rule was meant for; say whether it falls to it."""
        counts = next(counts for one, counts in self._rules if one is rule)
        if counts["fired"] == rule.times:
            return False
        counts["seen"] += 1
        if counts["seen"] <= rule.skip:
            return False
        counts["fired"] += 1
        return True

    def as_json(self) -> list[dict[str, Any]]:
        """List the rules, each with `seen` and `fired`."""
        return [rule.model_dump() | counts for rule, counts in self._rules]


def record_fault(scope: Mapping[str, Any], record: str) -> str | None:
    """Return the name of the fault that one record of a batch falls to, counting it; None where it is to succeed.

    For a vendor's batch handlers, to be asked once for each record; `scope` is the request's.
    """
    take: Callable[[str], str | None] | None = scope.get(RECORD_FAULTS)
    return take(record) if take else None
