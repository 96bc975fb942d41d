"""Messages that wait for their time: a heap with a cap, and the clock of time tags. For the server's thread only."""

from __future__ import annotations

import heapq
import itertools
import math
import time
from collections.abc import Mapping

from realtime.osc.namespace import Bound, Entry, Source
from realtime.osc.protocol import OscError

MAX_SCHEDULED = 4096
MAX_AHEAD_S = 3600.0  # a bundle further in the future comes from a wrong clock
CLOCK_STEP_S = 0.002  # when the system's clock is set, time tags follow it from then on

Call = tuple[Entry, Bound, Source]


class Schedule:
    """Calls by the monotonic time at which they are due; those of one time stay in order."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Entry, Bound, Source]] = []
        self._order = itertools.count()
        self._clock_offset = time.time() - time.monotonic()  # one for all, so that equal time tags keep their order

    @property
    def next_at(self) -> float:
        """Monotonic seconds; infinity while nothing waits."""
        return self._heap[0][0] if self._heap else math.inf

    def due(self, when: float, now: float) -> float | None:
        """Monotonic seconds of a time tag in seconds since 1970; None: now. Raises OscError: too far ahead."""
        due = when - self._clock_offset
        if due > now + MAX_AHEAD_S:
            raise OscError("a bundle more than an hour ahead: compare the clocks")
        return due if due > now else None

    def add(self, due: float, call: Call) -> None:
        """Raises OscError when too many wait already."""
        if len(self._heap) >= MAX_SCHEDULED:
            raise OscError(f"more than {MAX_SCHEDULED} messages are waiting for their time")
        heapq.heappush(self._heap, (due, next(self._order), *call))

    def take(self, now: float) -> Call | None:
        """The next call, if it is due."""
        return heapq.heappop(self._heap)[2:] if self._heap and self._heap[0][0] <= now else None

    def follow_clock(self) -> None:
        """Notice that the system's clock was set."""
        offset = time.time() - time.monotonic()
        if abs(offset - self._clock_offset) > CLOCK_STEP_S:
            self._clock_offset = offset

    def rebind(self, by_address: Mapping[str, Entry]) -> int:
        """Another table from now on. Returns how many calls were dropped because it does not have them."""
        kept = []
        for due, order, entry, bound, who in self._heap:
            found = by_address.get(entry.address)
            try:
                again = found.bind(bound) if found is not None else None
            except OscError:  # fewer latents than it has numbers
                again = None
            if found is not None and again is not None:
                kept.append((due, order, found, again, who))
        dropped = len(self._heap) - len(kept)
        heapq.heapify(kept)
        self._heap = kept
        return dropped
