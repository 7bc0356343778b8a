"""Fault rules: which requests go wrong, how, and how often.

A rule is matched against vendor, method and path, in the order in which the rules were set; the first that still has
`skip` to count lets the request pass, and one whose `times` are used up is over. Four faults are the sandbox's own, the
rest are named by the vendor (`Emulator.fault_response`).
"""

from __future__ import annotations

import re
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


def _check_pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from None
    return value


class FaultRule(BaseModel):
    """One rule, as the admin API takes it; `path` is a regular expression that matches the whole path."""

    model_config = ConfigDict(extra="forbid")

    vendor: str
    fault: str
    method: str | None = None
    path: Annotated[str, AfterValidator(_check_pattern)] = ".*"
    times: PositiveInt | None = 1
    skip: NonNegativeInt = 0
    after_success: bool = Field(default=False, description="the vendor does its work first, then answers the fault")
    seconds: NonNegativeFloat = 0
    retry_after: NonNegativeInt | None = None

    def matches(self, vendor: str, method: str, path: str) -> bool:
        """Say whether the rule is meant for such a request, however often it has been used."""
        return (
            self.vendor == vendor
            and (self.method is None or self.method.upper() == method.upper())
            and re.fullmatch(self.path, path) is not None
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

    def take(self, vendor: str, method: str, path: str) -> FaultRule | None:
        """Return the rule that this request falls to, counting it as fired; None where it passes."""
        for rule, counts in self._rules:
            if not rule.matches(vendor, method, path) or counts["fired"] == rule.times:
                continue
            counts["seen"] += 1
            if counts["seen"] <= rule.skip:
                return None
            counts["fired"] += 1
            return rule
        return None

    def as_json(self) -> list[dict[str, Any]]:
        """List the rules, each with `seen` and `fired`."""
        return [rule.model_dump() | counts for rule, counts in self._rules]
