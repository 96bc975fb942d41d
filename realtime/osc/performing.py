"""A score that is performed: what of it is due. For the server's thread only, but for `stop_waiting`.

When the score changes the model it waits for it, and so does everything after: what follows is meant for that model,
which takes a second to be built. Nothing waits longer than MAX_WAIT_S, nor for a model that could not be built.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable

from realtime.osc.namespace import Bound

MAX_WAIT_S = 60.0

Line = tuple[float, str, Bound]  # seconds, address, arguments


class Performing:
    """No score at first."""

    def __init__(self) -> None:
        self.taken = 0  # lines of this score
        self._lines: deque[Line] = deque()
        self._began = 0.0
        self._waiting_since: float | None = None
        self._give_up = False

    def begin(self, lines: Iterable[Line], began: float) -> None:
        """This one, instead of another. lines: in order of time. began: monotonic, where their seconds begin."""
        self._lines, self._began, self._waiting_since, self.taken = deque(lines), began, None, 0

    def began(self, now: float) -> float:
        """Monotonic; later by as much as it has waited."""
        return self._began + (now - self._waiting_since if self._waiting_since is not None else 0.0)

    @property
    def next_at(self) -> float:
        """Monotonic seconds; infinity while nothing is to come."""
        return self._began + self._lines[0][0] if self._lines and self._waiting_since is None else math.inf

    def take(self, now: float) -> Line | None:
        """The next line, if it is due."""
        if self.next_at > now:
            return None
        self.taken += 1
        return self._lines.popleft()

    def wait(self, now: float) -> None:
        """A model has been asked for."""
        self._waiting_since, self._give_up = now, False

    def go_on(self, now: float) -> None:
        """It plays: the rest comes as much later as this took."""
        if self._waiting_since is not None:
            self._began += now - self._waiting_since
            self._waiting_since = None

    def stop_waiting(self) -> None:
        """It will not come. Any thread; `tick` sees to it."""
        self._give_up = True

    def tick(self, now: float) -> None:
        """To be called now and then."""
        if self._waiting_since is not None and (self._give_up or now - self._waiting_since > MAX_WAIT_S):
            self.go_on(now)
