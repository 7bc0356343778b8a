"""How a language model is asked: several prompts at once, each again where that helps, and no answer where all fails.

What is wrong with a model is no fault of a handoff: it is logged by its type alone (a message may quote the prompt),
and the dossier is made without that answer.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

import tenacity
from pydantic_ai import Agent
from pydantic_ai.exceptions import AgentRunError, ModelHTTPError, UserError

log = logging.getLogger("handoff")

Answer = TypeVar("Answer")

AT_ONCE = 4
"""Prompts that are under way at the same time."""

LONGEST = 300.0
"""Seconds after which a prompt is given up."""

ATTEMPTS = 4
WAITS = 2.0
"""Seconds before a second attempt; before each further one twice as many."""

_PASSING = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
"""States of HTTP after which the same prompt may be answered."""


def ask(agent: Agent[None, Answer], prompts: Sequence[str], waits: float) -> list[Answer | None]:
    """Return the answer to each prompt, None where there is none; `waits` are the seconds before a second attempt."""
    return _loop().run_until_complete(_ask_all(agent, prompts, waits))


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return the one loop: pydantic-ai keeps connections between calls, and they live in the loop that made them."""
    return asyncio.new_event_loop()


async def _ask_all(agent: Agent[None, Answer], prompts: Sequence[str], waits: float) -> list[Answer | None]:
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(prompt: str) -> Answer | None:
        async with turns:
            return await _ask(agent, prompt, waits)

    return list(await asyncio.gather(*map(one, prompts)))


async def _ask(agent: Agent[None, Answer], prompt: str, waits: float) -> Answer | None:
    again = tenacity.AsyncRetrying(
        retry=tenacity.retry_if_exception(_passes),
        stop=tenacity.stop_after_attempt(ATTEMPTS),
        wait=tenacity.wait_exponential_jitter(multiplier=waits, max=60, jitter=waits / 2),
        reraise=True,
    )
    try:
        async with asyncio.timeout(LONGEST):
            return (await again(agent.run, prompt)).output
    except (AgentRunError, UserError, TimeoutError) as error:
        log.warning("A language model failed with %s; it is done without.", type(error).__name__)
        return None


def _passes(error: BaseException) -> bool:
    return isinstance(error, ModelHTTPError) and error.status_code in _PASSING
