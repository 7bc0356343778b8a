"""Errors of a query, with the piece of it where they are and a caret under the place, as Salesforce shows them."""

from __future__ import annotations

from handoff_sandbox.salesforce.errors import SalesforceError, bad_request

_AROUND = 40


def problem(code: str, text: str, at: int, message: str) -> SalesforceError:
    """Return the 400 for something wrong at a place of a query, counted from 0."""
    row = text.count("\n", 0, at) + 1
    start = text.rfind("\n", 0, at) + 1
    column = at - start
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    first = max(column - _AROUND, 0)
    piece = line[first : column + _AROUND]
    caret = " " * (column - first) + "^"
    return bad_request(code, f"\n{piece}\n{caret}\nERROR at Row:{row}:Column:{column + 1}\n{message}")
