"""Real-time priority for a thread that others can keep busy from outside: only for as long as it computes little."""

from __future__ import annotations

import os
import time
from contextlib import suppress

WINDOW_S = 0.25  # over which it is measured
MOST, LITTLE = 0.5, 0.35  # share of a core: above the one it loses the priority, below the other it gets it again
SLEEPS = 3  # in a window, of a thread that takes little because it wants little, and not because it gets no more


class Urgency:
    """SCHED_FIFO at `level` (1..99) for the thread that calls `look`, which it should do 20 times a second.

    What wakes it up then runs it within some microseconds, whatever else computes. A flood of messages must not make
    that a standstill of everything else, so a thread that takes more than MOST of a core goes back to the niceness it
    had, until it sleeps again and takes less than LITTLE. Where real-time priority is not permitted, or the system does
    not tell how often a thread sleeps, nothing happens.
    """

    def __init__(self, level: int) -> None:
        self.is_urgent = False
        self._level = level
        self._permitted = hasattr(os, "sched_setscheduler")
        self._since, self._taken, self._slept = -WINDOW_S, 0.0, -SLEEPS

    def look(self) -> None:
        """Measure, and decide."""
        now, taken = time.monotonic(), time.thread_time()
        if now - self._since < WINDOW_S:
            return
        share, slept = (taken - self._taken) / (now - self._since), sleeps()
        wants_little = share < LITTLE and slept - self._slept >= SLEEPS
        self._since, self._taken, self._slept = now, taken, slept
        if self._permitted and wants_little and not self.is_urgent:
            self._permitted = self.is_urgent = _schedule(getattr(os, "SCHED_FIFO", 0), self._level)
        elif share > MOST and self.is_urgent:
            self.is_urgent = not _schedule(getattr(os, "SCHED_OTHER", 0), 0)


def sleeps() -> int:
    """How often this thread has waited for something so far; always 0 where that is not known."""
    try:
        import resource

        return resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw
    except (ImportError, AttributeError):
        return 0


def _schedule(policy: int, level: int) -> bool:
    """Of this thread, not of those it starts. Returns whether it is permitted."""
    with suppress(OSError):
        os.sched_setscheduler(0, policy | getattr(os, "SCHED_RESET_ON_FORK", 0), os.sched_param(level))
        return True
    return False
