"""Asks several queries together, round by round: a composite request takes five, of first pages or of further ones,
and counts as one call.

A round's calls are made side by side; the next round is under way while what one of this round's calls brought is
handed on, so that memory holds the pages of two rounds, as they came (see pages.py). What a call refuses for the moment
is asked for once more by itself.
https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from math import ceil

from handoff.adapters.salesforce.api import QUERIES, Api, Ask, Query, chunks
from handoff.adapters.salesforce.pages import Page
from handoff.errors import HandoffError, PermanentError

_FIRST = 2
"""Calls of the first round, at least: two at the same time are sooner there than one."""


@dataclass
class Source:
    """The queries for one object, asked one after the other, each with all its pages; nothing is asked before it is
    `ready`. `ended` once all was read, or an error that no retry helps against ended it.
    """

    name: str
    queries: Iterator[Query]
    ready: Callable[[], bool] = lambda: True
    ended: bool = False
    _more: str = field(default="", init=False)

    def next(self) -> Ask | None:
        """Return what to ask now: the next page of the query at hand, else the next query; None at the end."""
        asked = self._more or next(self.queries, None)
        self.ended = asked is None
        return asked

    def take(self, page: Page) -> None:
        """Take note of where a page leads to."""
        self._more = page.more


@dataclass
class Rounds:
    """The sources of one gathering; `take` is told each page before the next round begins."""

    api: Api
    sources: Sequence[Source]
    take: Callable[[str, Page], None]

    def pages(self) -> Iterator[tuple[str, Page | PermanentError]]:
        """Yield each page with the name of its source, or in its place the error that ended the source.

        An error that a retry helps against is raised.
        """
        calls = max(_FIRST, ceil(len(self.sources) / QUERIES))
        with ThreadPoolExecutor(calls, thread_name_prefix="salesforce") as pool:
            flying: deque[_Call] = deque()
            waiting = self._begin(pool, flying, list(self.sources), least=_FIRST)
            try:
                while flying:
                    read = self._read(flying.popleft())
                    waiting += [source for source, page in read if not isinstance(page, PermanentError)]
                    if not flying:
                        waiting = self._begin(pool, flying, waiting)
                    while read:  # each page is let go once it was taken
                        source, page = read.popleft()
                        yield source.name, page
                        del page
            finally:
                pool.shutdown(cancel_futures=True)

    def _begin(
        self, pool: ThreadPoolExecutor, flying: deque[_Call], waiting: Sequence[Source], least: int = 1
    ) -> list[Source]:
        """Begin a round of those that may be asked; return the others."""
        asks: list[tuple[Source, Ask]] = []
        later = list(waiting)
        for _ in range(2):  # what waits for another may be ready once that has turned out to be at its end
            asked, later = [one for one in later if one.ready()], [one for one in later if not one.ready()]
            asks += [(source, ask) for source in asked if (ask := source.next()) is not None]
        if asks:
            calls = max(least, ceil(len(asks) / QUERIES))
            for part in chunks(asks, ceil(len(asks) / calls)):
                flying.append((part, pool.submit(self._answers, [ask for _, ask in part])))
        return later

    def _read(self, call: _Call) -> deque[tuple[Source, Page | PermanentError]]:
        asked, answers = call
        return deque(
            (source, self._page(source, ask, answer))
            for (source, ask), answer in zip(asked, answers.result(), strict=True)
        )

    def _answers(self, asks: Sequence[Ask]) -> list[Page | HandoffError]:
        try:
            return self.api.answers(asks) if len(asks) > 1 else [self.api.answer(asks[0])]
        except PermanentError as error:
            return [error] * len(asks)

    def _page(self, source: Source, ask: Ask, answer: Page | HandoffError) -> Page | PermanentError:
        try:
            if isinstance(answer, PermanentError):
                raise answer
            page = self.api.answer(ask) if isinstance(answer, HandoffError) else answer
        except PermanentError as error:
            source.ended = True
            return error
        source.take(page)
        self.take(source.name, page)
        return page


_Call = tuple[Sequence[tuple[Source, Ask]], Future[list[Page | HandoffError]]]
