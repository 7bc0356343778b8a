"""How a language model is asked: several prompts at once, each again where that helps, and no answer where all fails.

What is wrong with a model is no fault of a handoff: it is logged by its type alone (a message may quote the prompt),
and the dossier is made without that answer. A model that fails again and again is not asked any more.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from functools import cache
from typing import Generic, TypeVar

import tenacity
from pydantic_ai import Agent, AgentRunResult
from pydantic_ai.exceptions import ModelAPIError, ModelHTTPError

log = logging.getLogger("handoff")

Answer = TypeVar("Answer")

AT_ONCE = 4
"""Prompts that are under way at the same time."""

LONGEST = 180.0
"""Seconds after which a prompt is given up, with all its attempts."""

ATTEMPTS = 7
WAITS = 2.0
"""Seconds before a second attempt; before each further one twice as many, so that a minute's limit is waited out."""

FAILURES = 4
"""Prompts that failed one after another, after which no more are sent."""

_PASSING = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
"""States of HTTP after which the same prompt may be answered."""


class Asker(Generic[Answer]):
    """Asks one agent. `waits` are the seconds before a second attempt."""

    def __init__(self, agent: Agent[None, Answer], *, waits: float = WAITS) -> None:
        self._agent = agent
        self._failed = 0
        self._again = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception(_passes),
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=tenacity.wait_exponential(multiplier=waits, max=60) + tenacity.wait_random(0, waits / 2),
            reraise=True,
        )

    def ask(self, prompts: Sequence[str]) -> list[Answer | None]:
        """Return the answer to each prompt, None where there is none."""
        return _loop().run_until_complete(self._ask_all(prompts))

    async def _ask_all(self, prompts: Sequence[str]) -> list[Answer | None]:
        turns = asyncio.Semaphore(AT_ONCE)

        async def one(prompt: str) -> Answer | None:
            async with turns:
                return await self._ask(prompt) if self._failed < FAILURES else None

        return list(await asyncio.gather(*map(one, prompts)))

    async def _ask(self, prompt: str) -> Answer | None:
        try:
            async with asyncio.timeout(LONGEST):
                result: AgentRunResult[Answer] = await self._again.copy()(self._agent.run, prompt)
        except Exception as error:  # noqa: BLE001 - whatever a vendor's library raises, the dossier is made without it
            self._failed += 1
            log.warning("A language model failed with %s; it is done without.", type(error).__name__)
            return None
        self._failed = 0
        return result.output


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return the one loop: pydantic-ai keeps connections between calls, and they live in the loop that made them."""
    return asyncio.new_event_loop()


def _passes(error: BaseException) -> bool:
    """Whether the same prompt may be answered later; of a chain of models, whether by any of them."""
    if isinstance(error, BaseExceptionGroup):
        return any(map(_passes, error.exceptions))
    if isinstance(error, ModelHTTPError):
        return error.status_code in _PASSING
    return isinstance(error, ModelAPIError)  # no connection, no answer in time
