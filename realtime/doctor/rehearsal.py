"""Some seconds of the real program beside everything that `bench` knows to disturb it with, on the null device.

The engine in its own process, the ring as it would be in a performance; this process, which has the control's part,
is kept busy.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import NamedTuple

from realtime.bench.playing import on_stage
from realtime.bench.stress import stress
from realtime.config import Settings
from realtime.doctor.finding import Finding, halves, ok, problem, warning
from realtime.errors import RealtimeGenError

HIGH_LOAD = 0.5  # of real time, for the engine beside all that stress
LITTLE_WATER = 0.1  # of the ring


class Rehearsed(NamedTuple):
    """ring_ms: what was kept in the ring; low_ms: the least that was left. load: share of real time the engine took.
    restarts: times that the engine had to be started again."""

    ring_ms: float
    low_ms: float
    underruns: int
    callbacks: int
    load: float
    restarts: int


def rehearse(settings: Settings, seconds: float) -> Rehearsed:
    """Model, quality, inverter and latency as in the settings. Raises RealtimeGenError if it does not play at all."""
    s = settings
    with (
        on_stage(s.model, s.quality, s.inverter, s.latency, warn=lambda _: None) as stage,
        stress("all", stage.steering.port),
    ):
        link, loads = stage.link, []
        link.take_low_water()
        callbacks, underruns, until = link.callbacks, link.underruns, time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(0.1)
            loads.append(link.engine_load)
        low = link.take_low_water() or 0
        return Rehearsed(
            stage.supervisor.opened.ring_ms,
            1000.0 * low / link.sample_rate,
            link.underruns - underruns,
            link.callbacks - callbacks,
            max(loads),
            stage.supervisor.restarts,
        )


def judge(found: Rehearsed) -> Finding:
    topic = "rehearsal"
    said = (
        f"{found.underruns} underruns in {found.callbacks} callbacks beside all stress, engine load {found.load:.0%}, "
        f"{found.low_ms:.1f} of {found.ring_ms:.0f} ms left at worst"
    )
    longer = f"`realtime-gen --latency {max(2.0 * found.ring_ms, 40.0):.0f}`"
    if found.restarts or not found.callbacks:
        return problem(topic, f"the engine had to be started again; {said}", "report this with what stands above")
    if found.underruns:
        return problem(topic, said, f"remedy the warnings above, or keep more sound ready: {longer}")
    if found.load > HIGH_LOAD:
        return warning(topic, said, "end other programs, or choose a smaller model: `realtime-gen models`")
    if found.low_ms < LITTLE_WATER * found.ring_ms:
        return warning(topic, said, f"keep more sound ready: {longer}")
    return ok(topic, said)


def examine(settings: Settings, seconds: float) -> Iterator[Finding]:
    try:
        yield judge(rehearse(settings, seconds))
    except RealtimeGenError as error:
        yield problem("rehearsal", *halves(str(error)))
