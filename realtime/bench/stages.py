"""What each part of the engine costs: thread CPU time, so that whoever else is busy on the machine does not count.

Runs in a process of its own (`python -m realtime.bench.stages MODEL QUALITY SECONDS`), one thread, nothing else in it.
The engine is timed from outside, by wrapping the methods of one object; it knows nothing of it.

    composer, performer, decoder   one step of that network with its sampling
    bands, phase                   feature frame to spectrum, spectrum to mid and side: once a hop
    effects                        the rest of a hop: smoothing, spectral effects, width, gain, limiter
    rest                           the rest of a network step: controls, styles, the walk (only as a share of real time)

What is timed includes two readings of the clock, 0.5 µs or so each.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from realtime.bundle import INVERTER, load_model
from realtime.engine import Engine
from realtime.privileges import flush_denormals

NAMES = ("composer", "performer", "decoder", "bands", "phase", "effects")
INVERTERS = ("rtpghi", "hybrid")  # that the project has figures to reach for; INVERTER is one of them
WARM_STEPS = 100
TURN_STEPS = 50


class Clockwork:
    """Measures the parts of one engine, call by call.

    calls: for each part the ns of every call. A part that contains others is charged for itself only.
    """

    def __init__(self, engine: Any) -> None:
        self.calls: dict[str, list[int]] = defaultdict(list)
        self._inner: list[int] = []
        self._wrap(engine, "_make_hop", lambda *_: "effects")
        self._wrap(engine._inverter, "to_log_magnitude", lambda *_: "bands")
        self._wrap(engine._inverter, "synthesise_stereo", lambda *_: "phase")
        self._wrap(engine.generator, "step", lambda *_: "rest")
        # `_compose` does more than its network, and the network also runs when it is primed: that is `rest`.
        self._wrap(engine.generator, "_compose", lambda *_: "composer")
        self._wrap(engine.generator, "_sample", lambda name, *_: name if name == "performer" else None)
        self._wrap(engine.generator, "_run", lambda name, *_: name if name == "decoder" else None)

    def _wrap(self, owner: Any, method: str, part_of: Callable[..., str | None]) -> None:
        original = getattr(owner, method)

        def timed(*args: Any, **kwargs: Any) -> Any:
            part = part_of(*args)
            if part is None:
                return original(*args, **kwargs)
            self._inner.append(0)
            start = time.thread_time_ns()
            result = original(*args, **kwargs)
            taken = time.thread_time_ns() - start
            self.calls[part].append(taken - self._inner.pop())
            if self._inner:
                self._inner[-1] += taken
            return result

        setattr(owner, method, timed)


def run(engines: Sequence[Engine], steps: int) -> np.ndarray:
    """(engines, steps) ns of thread CPU for each network step's worth of sound, after some that do not count.

    The engines take turns: thread CPU time does not count other programs' turns, but it does count the caches that
    they leave cold, and so all engines meet the same of that.
    """
    out = np.zeros((engines[0].generator.frames_per_step * engines[0].spec.hop, 2), np.float32)
    for engine in engines:
        for _ in range(WARM_STEPS):
            engine.process(out)
    taken = np.zeros((len(engines), steps), np.int64)
    for turn in range(0, steps, TURN_STEPS):
        for engine, row in zip(engines, taken, strict=True):
            for step in range(turn, min(turn + TURN_STEPS, steps)):
                start = time.thread_time_ns()
                engine.process(out)
                row[step] = time.thread_time_ns() - start
    return taken


def measure(model_name: str, quality: str, seconds: float) -> dict[str, Any]:
    """Of a model at its own rate, in one of its qualities. seconds: how much sound is made for each figure; p99.9 wants
    20 or more.

    {inverter, rtf_<each of INVERTERS>}, and of `inverter` {rtf, step_ms: {p50, p99, p999}, step_duration_ms, stages_us:
    {PART: median}, stages_rtf: {PART: share of real time, "rest" among them}}.
    """
    model = load_model(model_name)
    engines = [Engine(model, 1, inverter, quality=quality) for inverter in INVERTERS]
    step_s = engines[0].generator.step_s
    steps = max(1, round(seconds / step_s))
    clockwork = Clockwork(timed := Engine(model, seed=1, quality=quality))
    taken = dict(zip(INVERTERS, run((*engines, timed), steps), strict=False))
    rtf = {inverter: round(float(one.mean()) * 1e-9 / step_s, 4) for inverter, one in taken.items()}
    sound_s = (WARM_STEPS + steps) * step_s
    p50, p99, p999 = np.percentile(taken[INVERTER], [50.0, 99.0, 99.9]) * 1e-6
    return {
        "model": model.bundle.name,
        "quality": quality,
        "inverter": INVERTER,
        "rtf": rtf[INVERTER],
        **{f"rtf_{inverter}": one for inverter, one in rtf.items()},
        "step_ms": {"p50": round(float(p50), 3), "p99": round(float(p99), 3), "p999": round(float(p999), 3)},
        "step_duration_ms": round(1000.0 * step_s, 3),
        "stages_us": {name: round(float(np.median(clockwork.calls[name])) * 1e-3, 1) for name in NAMES},
        "stages_rtf": {name: round(sum(clockwork.calls[name]) * 1e-9 / sound_s, 4) for name in (*NAMES, "rest")},
    }


if __name__ == "__main__":
    flush_denormals()  # as the engine's thread does
    print(json.dumps(measure(sys.argv[1], sys.argv[2], float(sys.argv[3]))))
