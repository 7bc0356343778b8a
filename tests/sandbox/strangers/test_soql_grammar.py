"""SOQL against a grammar that nobody here wrote: @jetstreamapp/soql-parser-js, query by query.

That one is laxer than Salesforce in a few places, so what it refuses must be refused here, and what is taken here must
mean the same there; the written queries and those made to be sound must be taken, or refused, by both.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from node_tools import packages, run_script
from soql_queries import WRITTEN, Maker
from soql_shapes import ours, theirs

from handoff_sandbox.salesforce.errors import SalesforceError
from handoff_sandbox.salesforce.soql.parse import parse
from handoff_sandbox.salesforce.soql.tree import Query

SCRIPT = Path(__file__).parent / "soql_parser.mjs"


def other_parser(queries: list[str]) -> list[dict[str, Any]]:
    """Return the other parser's answers, each with `query` or `error`."""
    answers: list[dict[str, Any]] = run_script(packages("@jetstreamapp/soql-parser-js@6.3.1"), SCRIPT, stdin=queries)
    return answers


def parsed(text: str) -> Query | None:
    """Return our tree, None for a query that is refused."""
    try:
        return parse(text)
    except SalesforceError:
        return None


def test_written_queries_are_taken_or_refused_alike() -> None:
    """Every kind of clause, and every way to get one wrong: the same answer, with the same meaning."""
    for text, answer in zip(WRITTEN, other_parser(list(WRITTEN)), strict=True):
        query = parsed(text)
        assert (query is not None) is ("query" in answer), (text, answer.get("error"))
        if query is not None:
            assert ours(query, text) == theirs(answer["query"]), text


@pytest.mark.parametrize("seed", range(5))
def test_made_queries_mean_the_same(seed: int) -> None:
    """Queries put together at random are taken by both, and mean the same."""
    maker = Maker(seed)
    texts = [maker.query() for _ in range(400)]
    for text, answer in zip(texts, other_parser(texts), strict=True):
        query = parsed(text)
        assert query is not None, text
        assert "query" in answer, (text, answer.get("error"))
        assert ours(query, text) == theirs(answer["query"]), text


@pytest.mark.parametrize("seed", range(5))
def test_broken_queries_are_not_taken_for_whole_ones(seed: int) -> None:
    """What is taken here is taken there and means the same; what only the other one takes is little."""
    maker = Maker(1000 + seed)
    texts = [maker.broken() for _ in range(400)]
    taken, only_theirs = 0, []
    for text, answer in zip(texts, other_parser(texts), strict=True):
        query = parsed(text)
        if query is None:
            only_theirs += [text] if "query" in answer else []
            continue
        taken += 1
        assert "query" in answer, (text, answer.get("error"))
        assert ours(query, text) == theirs(answer["query"]), text
    assert taken > 10
    assert len(only_theirs) < 0.05 * len(texts), only_theirs


@pytest.mark.parametrize(
    "text",
    [
        "SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
        "SELECT Id FROM Account WHERE Name = 'a' AND NOT (Name = 'b')",
        "SELECT Id FROM Account WHERE NOT Name = 'a' AND Name = 'b'",
        "SELECT Id FROM Account WHERE Name IN 'a'",
        "SELECT Account.Name Account.Name FROM Contact",
    ],
)
def test_what_salesforce_refuses_is_refused_though_the_other_parser_takes_it(text: str) -> None:
    """AND, OR and NOT need parentheses between them, a list needs its own, and an alias has no dot."""
    (answer,) = other_parser([text])
    assert "query" in answer
    assert parsed(text) is None
