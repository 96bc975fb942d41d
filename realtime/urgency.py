"""Real-time priority for a thread that others can keep busy from outside: only for as long as it computes little."""

from __future__ import annotations

import os
import time
from contextlib import suppress

WINDOW_S = 0.25  # over which its share of a core is measured
MOST, LITTLE = 0.5, 0.35  # above the one it loses the priority, below the other it gets it again


class Urgency:
    """SCHED_FIFO at `level` (1..99) for the thread that calls `look`, which it should do 20 times a second.

    What wakes it up then runs it within some microseconds, whatever else computes. A flood of messages must not make
    that a standstill of everything else, so a thread that takes more than MOST of a core goes back to the niceness it
    had, until it takes less than LITTLE. Where real-time priority is not permitted, nothing happens.
    """

    def __init__(self, level: int) -> None:
        self.is_urgent = False
        self._level = level
        self._permitted = hasattr(os, "sched_setscheduler")
        self._since, self._taken = -WINDOW_S, 0.0

    def look(self) -> None:
        """Measure, and decide."""
        now, taken = time.monotonic(), time.thread_time()
        if now - self._since < WINDOW_S:
            return
        share = (taken - self._taken) / (now - self._since)
        self._since, self._taken = now, taken
        if self._permitted and share < LITTLE and not self.is_urgent:
            self._permitted = self.is_urgent = _schedule(getattr(os, "SCHED_FIFO", 0), self._level)
        elif share > MOST and self.is_urgent:
            self.is_urgent = not _schedule(getattr(os, "SCHED_OTHER", 0), 0)


def _schedule(policy: int, level: int) -> bool:
    """Of this thread, not of those it starts. Returns whether it is permitted."""
    with suppress(OSError):
        os.sched_setscheduler(0, policy | getattr(os, "SCHED_RESET_ON_FORK", 0), os.sched_param(level))
        return True
    return False
