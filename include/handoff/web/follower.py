"""Follows up deliveries in the background, so that whoever delivers has an answer at once.

One thread of its own, woken by deliveries; what it does can be broken off at any point, since the registry holds what
is still to be done, and the watcher does what it did not. After a failure it tries again, later each time.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from handoff.errors import HandoffError

log = logging.getLogger("handoff")

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds until it tries again after a failure."""


class Follower:
    """Calls `work` after each wake, never twice at once."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._woken = threading.Event()
        self._round = threading.Condition()
        self._rounds = 0
        self._closed = False
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Have the work done soon."""
        self._woken.set()
        with self._round:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="handoff-follower", daemon=True)
                self._thread.start()

    def until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Whether something is done within some seconds; asked again after each round."""
        ends = time.monotonic() + seconds
        while True:
            with self._round:
                seen = self._rounds
            if done():
                return True
            with self._round:
                left = ends - time.monotonic()
                if left <= 0:
                    return False
                if self._rounds == seen:
                    self._round.wait(left)

    def close(self) -> None:
        """Let the work that is under way end, and begin no more."""
        self._closed = True
        self._woken.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while True:
            self._woken.wait()
            self._woken.clear()
            if self._closed:
                return
            try:
                self._work()
                pause = FIRST_PAUSE
            except HandoffError as error:
                log.warning("What a webhook told waits: %s", error)
            except Exception:
                log.exception("What a webhook told waits.")
            else:
                self._end_round()
                continue
            self._end_round()
            self._woken.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            self._woken.set()

    def _end_round(self) -> None:
        with self._round:
            self._rounds += 1
            self._round.notify_all()
