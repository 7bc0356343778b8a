"""Queries that are asked for together: their first pages come in one call, further pages each by its own.

A composite request takes five queries and counts as one call. It is sent when the first of its pages is wanted. What
it refuses for the moment is asked for once more by itself.
https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from math import ceil

from handoff.adapters.salesforce.api import QUERIES, Api, Query, chunks
from handoff.adapters.salesforce.transport import Row
from handoff.errors import HandoffError, PermanentError


class Together:
    """Queries by the object that they ask for. Safe for many threads."""

    def __init__(self, api: Api, asked: Mapping[str, Query]) -> None:
        self._groups: dict[str, _Group] = {}
        calls = max(2, ceil(len(asked) / QUERIES))  # two at the same time are sooner there than one
        for names in chunks(list(asked), max(1, ceil(len(asked) / calls))):
            group = _Group(api, {name: asked[name] for name in names})
            self._groups |= dict.fromkeys(names, group)

    def pages(self, name: str) -> Iterator[list[Row]]:
        """Return the pages of a query, once; raises its error where it was refused."""
        return self._groups[name].pages(name)


class _Group:
    """The queries of one call."""

    def __init__(self, api: Api, asked: Mapping[str, Query]) -> None:
        self._api, self._asked = api, asked
        self._asking = threading.Lock()
        self._answers: dict[str, Row | HandoffError] | None = None

    def pages(self, name: str) -> Iterator[list[Row]]:
        """Return the pages of one of them."""
        with self._asking:
            if self._answers is None:
                told = self._api.first_pages(list(self._asked.values()))
                self._answers = dict(zip(self._asked, told, strict=True))
            answer = self._answers.pop(name)
        if isinstance(answer, PermanentError):
            raise answer
        if isinstance(answer, HandoffError):
            query = self._asked[name]
            return self._api.query(query.text, archived=query.archived)
        return self._api.pages(answer)
