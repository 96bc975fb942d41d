"""MIDI clock to steps of `speed`. No sockets; time is an argument.

A sequencer sends 24 clocks a beat. Their tempo is the median of the distances between clocks a beat apart, over the
last beat and a half: a clock that comes late moves few of these, and jitter (USB and JACK deliver in blocks of 1 to
20 ms) averages out. A clock that was lost is filled in, where they come regularly enough to tell. `speed` becomes the
one of STEPS that is nearest to tempo / reference in ratio. It changes on a beat only, and leaves a step when the tempo
is MARGIN beyond the middle between that and another, so that a tempo on the border does not flutter.
"""

from __future__ import annotations

import math
from collections import deque
from itertools import pairwise
from statistics import fmean, median

BEAT = 24  # clocks
WINDOW = BEAT + BEAT // 2
REGULAR, GAP = (
    0.15,
    (1.6, 4.5),
)  # of the usual interval: the mean deviation from it; what one to three lost clocks leave
STEPS = (1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1.0, 3 / 2, 2.0, 3.0, 4.0)
MARGIN = 0.02
LOST_S = 0.5  # without a clock (the slowest tempo has one each 0.125 s): what follows is counted anew
SLOWEST, FASTEST = 20.0, 400.0  # beats a minute; beyond, it is no music


class Clock:
    """follow: see `map.HEADER`. reference_bpm: the tempo at which speed is 1."""

    def __init__(self, follow: str, reference_bpm: float) -> None:
        self.follow, self.reference_bpm = follow, reference_bpm
        self.bpm: float | None = None
        self.running = False
        self.step: float | None = None  # what it asked for last
        self._begin()

    def _begin(self) -> None:
        self._times: deque[float] = deque(maxlen=WINDOW + 1)
        self._clocks = 0  # of this beat
        self.bpm = None

    def start(self) -> None:
        """The next clock is a beat."""
        self.running = True
        self._clocks = 0

    def go_on(self) -> None:
        """Continue where it stopped."""
        self.running = True

    def stop(self) -> None:
        self.running = False

    def clock(self, now: float) -> float | None:
        """One clock, at that time in s. Returns the step that speed takes now, if it takes another."""
        if self._times and not 0.0 <= now - self._times[-1] <= LOST_S:
            self._begin()
        on_beat = False
        for at in [*self._lost(now), now]:
            self._times.append(at)
            on_beat, self._clocks = on_beat or self._clocks == 0, (self._clocks + 1) % BEAT
        if len(self._times) <= WINDOW:
            return None
        times = list(self._times)
        span = median(late - early for early, late in zip(times, times[BEAT:], strict=False))
        bpm = 60.0 / max(span, 1e-6)
        if not SLOWEST <= bpm <= FASTEST:
            self.bpm = None
            return None
        self.bpm = bpm
        if not on_beat or self.follow == "never" or (self.follow == "running" and not self.running):
            return None
        step = nearest_step(bpm / self.reference_bpm, self.step)
        if step == self.step:
            return None
        self.step = step
        return step

    def _lost(self, now: float) -> list[float]:
        """Times of the clocks that should have come before this one."""
        if len(self._times) <= BEAT:
            return []
        times = list(self._times)
        intervals = [late - early for early, late in pairwise(times)]
        usual, gap = median(intervals), now - times[-1]
        if fmean(abs(interval - usual) for interval in intervals) > REGULAR * usual:
            return []
        if not GAP[0] * usual < gap < GAP[1] * usual:
            return []
        missing = round(gap / usual) - 1
        return [times[-1] + gap * (i + 1) / (missing + 1) for i in range(missing)]


def nearest_step(ratio: float, now: float | None = None) -> float:
    """The one of STEPS nearest to `ratio` by ratio; the one taken now, if another is nearer by less than MARGIN."""

    def distance(step: float) -> float:
        return abs(math.log(ratio / step))

    step = min(STEPS, key=distance)
    if now is not None and distance(now) - distance(step) < 2.0 * math.log1p(MARGIN):
        return now
    return step


def shown(step: float) -> str:
    """A step as people write it: 3/4, 2."""
    for below in (1, 2, 3, 4):
        if math.isclose(step * below, round(step * below)):
            return str(round(step)) if below == 1 else f"{round(step * below)}/{below}"
    return f"{step:g}"
