"""What the engine does when nobody touches it, for minutes or days, from one seed. DESIGN section 6, "24 hours".

Renders faster than real time, keeps no sound, and reports an hour at a time (a shorter run: its one part), so that a
run that is cut short still tells. Of each part: what `meters` measures, and

    rss_mb    resident memory at its end
    exact     state saved, 5 s played, restored, played again: the same samples
    rtf       thread CPU seconds of Engine.process for one second of music
    guards    how often each one acted, the slow gain at its end, seconds under the limiter

The summary adds `repeated` (see `repetition`), from three minutes on, and the loudness of the quietest and loudest
tenth of the run's ten-second stretches relative to all of it, `drift_db`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime import Engine
from training.evaluation.meters import BANDS, Meter
from training.evaluation.repetition import SHORTEST_S, repeated

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]

EXACT_S = 5
PART_S = 3600
STRETCH_S = 10


def play(engine: Engine, seconds: int) -> F32:
    out = np.zeros((seconds * engine.sample_rate, 2), np.float32)
    engine.process(out)
    return out


def state_is_exact(engine: Engine) -> bool:
    """Whether a restored state goes on sample for sample. The engine is left where it was."""
    state = engine.save_state()
    first = play(engine, EXACT_S)
    engine.restore_state(state)
    again = play(engine, EXACT_S)
    engine.restore_state(state)
    return bool(np.array_equal(first, again))


def resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def run(
    engine: Engine,
    seconds: int,
    tell: Callable[[dict[str, Any]], None] = lambda part: None,
    prints: Path | None = None,
    against: F32 | None = None,
) -> tuple[dict[str, Any], F64]:
    """Play on for so many whole seconds. Returns the summary, and (seconds,) the level of each second, dBFS.

    tell: called with the figures of each part as soon as it is over. prints: .npy file for the (half seconds, 24) band
    powers; against: those of an independent run.
    """
    powers = np.ones((2 * seconds, BANDS), np.float32)  # all of it now: memory must not grow later
    squares = np.zeros(seconds)
    meter, parts, before = Meter(engine.sample_rate), list[dict[str, Any]](), engine.guards()
    for begin in range(0, seconds, PART_S):
        count, cpu, wall = min(PART_S, seconds - begin), 0.0, time.perf_counter()
        meter.start()
        for second in range(begin, begin + count):
            started = time.thread_time()
            sound = play(engine, 1)
            cpu += time.thread_time() - started
            powers[2 * second : 2 * second + 2] = meter.second(sound)
            squares[second] = np.square(sound, dtype=np.float64).mean()
        guards = engine.guards()
        parts.append({
            "hour": (begin + count) / 3600.0, **meter.report(), "rss_mb": round(resident_mb(), 1),
            "exact": state_is_exact(engine), "rtf": round(cpu / count, 4),
            "guards": {
                "silent": guards.silent - before.silent, "still": guards.still - before.still,
                "broken": guards.broken - before.broken, "steering_db": round(guards.steering_db, 2),
                "limited_s": round(guards.limited_s - before.limited_s, 2),
            },
            "wall_s": round(time.perf_counter() - wall),
        })  # fmt: skip
        before = guards
        tell(parts[-1])
        if prints is not None:
            np.save(prints, powers[: 2 * (begin + count)])
    return _summary(parts, squares, powers, against), 10.0 * np.log10(squares + 1e-10)


def _summary(parts: list[dict[str, Any]], squares: F64, powers: F32, against: F32 | None) -> dict[str, Any]:
    loudness = np.array([part["lufs"] for part in parts])
    length = min(STRETCH_S, len(squares))
    stretches = 10.0 * np.log10(squares[: len(squares) // length * length].reshape(-1, length).mean(axis=1) + 1e-10)
    low, high = np.percentile(stretches, [10, 90]) - 10.0 * np.log10(squares.mean() + 1e-10)
    summary = {
        "seconds": len(squares), "seconds_a_part": min(PART_S, len(squares)),
        "nan": sum(part["nan"] for part in parts), "clipped": sum(part["clipped"] for part in parts),
        "silence_s": max(part["silence_s"] for part in parts),
        "true_peak_dbtp": max(part["true_peak_dbtp"] for part in parts),
        "lufs": {"mean": round(float(loudness.mean()), 2), "low": round(float((loudness - loudness.mean()).min()), 2),
                 "high": round(float((loudness - loudness.mean()).max()), 2)},
        "drift_db": [round(float(low), 2), round(float(high), 2)],
        "rss_mb": [parts[0]["rss_mb"], parts[-1]["rss_mb"]], "exact": all(part["exact"] for part in parts),
        "guards": {name: sum(part["guards"][name] for part in parts) for name in ("silent", "still", "broken")},
        "limited_s": round(sum(part["guards"]["limited_s"] for part in parts), 2),
        "rtf": round(float(np.mean([part["rtf"] for part in parts])), 4),
    }  # fmt: skip
    if len(squares) >= SHORTEST_S:
        summary["repeated"] = repeated(powers, against)
    return summary
