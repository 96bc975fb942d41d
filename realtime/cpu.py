"""How much CPU our processes take, from /proc."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

EVERY_S = 0.5  # a look costs 20 µs for each process


class CpuMeter:
    """pids: whose share to measure. `watch` from any thread, `share` from one."""

    def __init__(self, pids: Sequence[int]) -> None:
        self._pids = tuple(pids)
        self._looked_at = 0.0
        self._seconds: dict[int, float] = {}
        self._share: float | None = None

    def watch(self, pids: Sequence[int]) -> None:
        """These from now on."""
        self._pids = tuple(pids)

    def share(self) -> float | None:
        """Of one core, as of the last look: 1 is one core, all the time. None: not known yet, or on this system."""
        now = time.monotonic()
        if now - self._looked_at >= EVERY_S:
            seconds = {pid: taken for pid in self._pids if (taken := cpu_seconds(pid)) is not None}
            both = seconds.keys() & self._seconds.keys()  # a process that was started meanwhile counts from now on
            if both:
                taken = sum(seconds[pid] - self._seconds[pid] for pid in both)
                self._share = taken / (now - self._looked_at)
            self._looked_at, self._seconds = now, seconds
        return self._share


def cpu_seconds(pid: int) -> float | None:
    """What a process has taken so far, in user and kernel mode; None where that is not to be had."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as stat:
            fields = stat.read().rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return None
