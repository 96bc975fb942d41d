"""A day of music from one seed: what the engine does when nobody touches it. Figures of DESIGN section 6.

    python tests/benchmarks/day.py [--hours 24] [--seed N] [--style NAME] [--log FILE] [--prints FILE.npy]

Renders faster than real time, keeps no sound, and writes one JSON line an hour (to --log, flushed, and to stdout), so
that a run that is cut short still tells. The last line sums up and compares every minute with every other.

What is measured, on the stereo output at the model's rate:
    nan             samples that are not finite
    silence_s       longest stretch of 50 ms blocks below -60 dBFS RMS
    clipped         samples at or beyond full scale; true_peak_dbtp: ITU-R BS.1770-4, Annex 2 (its own 48-tap filter)
    lufs            integrated loudness of the hour, ITU-R BS.1770-4 with both gates; rms_dbfs: without either
    rss_mb          resident memory at the end of the hour
    exact           state saved, 5 s played, restored, played again: the same samples
    rtf             thread CPU seconds of Engine.process for one second of music
    guards          how often each one acted within the hour, the slow gain at its end, seconds under the limiter
    repeated        the largest correlation of two minutes that do not overlap. A minute is 60 s x 24 third-octave bands
                    (dB, 1 s means, 100 Hz - 20 kHz), each less its mean over the 21 s around it, lest two slow fades
                    be called the same; the correlation is the normalised inner product. One minute starts on every
                    full minute, the other on every second.
                    `reversed`: the same with one of the two played backwards: as much alike, but no repetition.
                    `independent`: with the minutes of another seed's run (--against, a file from its --prints).
                    `copy`: what a repetition reads in the worst case, half a second off the grid (smallest, median).
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d
from scipy.signal import sosfilt, upfirdn

from realtime import Engine, load_model

F32, F64 = NDArray[np.float32], NDArray[np.float64]

SILENCE_DBFS, BLOCK_S = -60.0, 0.05
BANDS = 24
EXACT_S = 5
SLOW_S = 21

# ITU-R BS.1770-4, Annex 2, table of the 48-tap interpolating filter; phases 2 and 3 are 1 and 0 backwards.
PHASES = np.array([
    [0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875, 0.1373291015625,
     0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250, 0.0148925781250, -0.0083007812500],
    [-0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500, 0.4650878906250,
     0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625, 0.0330810546875, -0.0189208984375],
])  # fmt: skip
ANNEX_2 = np.stack([PHASES[0], PHASES[1], PHASES[1][::-1], PHASES[0][::-1]], axis=1).reshape(-1)
# The same Annex, table 1 and 2: the head's shelf and the high-pass of K-weighting at 48 kHz.
K_WEIGHTING = np.array([
    [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
    [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
])  # fmt: skip


def true_peak(sound: F32, before: F32) -> float:
    """Largest absolute value four times oversampled.

    sound: (n, 2). before: (12, 2), what preceded it: a cut would read as a step, up to 1.5 dB too much.
    """
    peak = float(np.abs(sound).max())
    if peak * np.abs(ANNEX_2.reshape(-1, 4)).sum(axis=0).max() < 0.7:  # nothing between the samples can matter
        return peak
    whole = np.concatenate([before, sound])
    over = upfirdn(ANNEX_2, whole, up=4, axis=0)[4 * len(before) : 4 * len(whole)]
    return max(peak, float(np.abs(over).max()))


def integrated_lufs(tenths: F64) -> float:
    """Gated loudness (BS.1770-4, section 2) of K-weighted energies per 100 ms, both channels added up."""
    blocks = np.convolve(tenths, np.ones(4) / 4, mode="valid")
    loudness = -0.691 + 10 * np.log10(blocks + 1e-20)
    kept = blocks[loudness > -70.0]
    if not len(kept):
        return -70.0
    relative = -0.691 + 10 * np.log10(kept.mean()) - 10.0
    return float(-0.691 + 10 * np.log10(blocks[loudness > max(-70.0, relative)].mean()))


class Meter:
    """Everything that is counted within an hour."""

    def __init__(self, sample_rate: int) -> None:
        self.rate = sample_rate
        self.filter = np.zeros((2, 2, 2))
        self.quiet_s = 0.0  # this and the next run on across hours
        self.before = np.zeros((len(ANNEX_2) // 4, 2), np.float32)
        edges = 100.0 * 2.0 ** (np.arange(BANDS + 1) / 3.0)
        bins = np.searchsorted(np.fft.rfftfreq(sample_rate // 2, 1.0 / sample_rate), edges)
        self.bins = np.minimum(bins, sample_rate // 4)
        self.hann = np.hanning(sample_rate // 2).astype(np.float32)
        self.start()

    def start(self) -> None:
        self.nan = self.clipped = 0
        self.longest_silence_s = self.peak = self.square = 0.0
        self.tenths: list[F64] = []

    def second(self, sound: F32) -> F64:
        """sound: (rate, 2), one second. Returns (2, 24) band powers of its two halves."""
        self.nan += int(np.count_nonzero(~np.isfinite(sound)))
        self.clipped += int(np.count_nonzero(np.abs(sound) >= 1.0))
        self.peak = max(self.peak, true_peak(sound, self.before))
        self.before = sound[-len(self.before) :].copy()
        squares = np.square(sound, dtype=np.float64)
        self.square += float(squares.mean())
        for power in squares.reshape(round(1 / BLOCK_S), -1).mean(axis=1):
            self.quiet_s = self.quiet_s + BLOCK_S if power < 10.0 ** (SILENCE_DBFS / 10.0) else 0.0
            self.longest_silence_s = max(self.longest_silence_s, self.quiet_s)
        weighted, self.filter = sosfilt(K_WEIGHTING, sound, axis=0, zi=self.filter)
        self.tenths.append(np.square(weighted).reshape(10, -1, 2).mean(axis=1).sum(axis=1))
        halves = sound.mean(axis=1).reshape(2, -1) * self.hann
        power = np.abs(np.fft.rfft(halves, axis=1)) ** 2
        return np.add.reduceat(power, self.bins[:-1], axis=1)

    def report(self) -> dict[str, Any]:
        return {
            "nan": self.nan, "clipped": self.clipped, "silence_s": round(self.longest_silence_s, 2),
            "true_peak_dbtp": round(20 * np.log10(self.peak + 1e-20), 2),
            "lufs": round(integrated_lufs(np.concatenate(self.tenths)), 2),
            "rms_dbfs": round(10 * np.log10(self.square / len(self.tenths) + 1e-20), 2),
        }  # fmt: skip


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


def minutes(seconds: F32, starts: NDArray[np.int64]) -> F32:
    """(len(starts), 60 * 24) normalised minutes. seconds: from `of_seconds`."""
    found = np.stack([seconds[s : s + 60] for s in starts])
    found = found.reshape(len(starts), -1)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def repeated(halves: F32, other: F32 | None = None) -> dict[str, Any]:
    """Compare every minute with every other. halves: (half seconds, 24) band powers; other: of an independent run."""
    seconds, shifted = of_seconds(halves), of_seconds(halves[1:])
    whole = np.arange(0, len(seconds) - 60, 60)
    asked = minutes(seconds, whole)
    backwards = asked.reshape(len(asked), 60, BANDS)[:, ::-1].reshape(asked.shape)
    copies = (asked[:-1] * minutes(shifted, whole[:-1])).sum(axis=1)
    largest, where = closest(asked, whole, seconds, apart=60)
    found = {
        "largest": largest, "at_s": where, "reversed": closest(backwards, whole, seconds, apart=60)[0],
        "copy": [round(float(copies.min()), 4), round(float(np.median(copies)), 4)],
    }  # fmt: skip
    if other is not None:
        found["independent"] = closest(asked, whole, of_seconds(other), apart=0)[0]
    return found


def of_seconds(halves: F32) -> F32:
    """(seconds, 24) dB less their mean over the 21 s around: half-second powers -> what happens, without slow fades."""
    power = halves[: len(halves) // 2 * 2].reshape(-1, 2, BANDS).mean(axis=1, dtype=np.float64)
    level = 10.0 * np.log10(power + 1e-9)
    return (level - uniform_filter1d(level, SLOW_S, axis=0, mode="nearest")).astype(np.float32)


def closest(asked: F32, begins: NDArray[np.int64], seconds: F32, apart: int) -> tuple[float, tuple[int, int]]:
    """The largest correlation of a minute of `asked`, from `begins`, with one of `seconds` that begins at any second at
    least `apart` away; and where the two begin."""
    largest, where = -1.0, (0, 0)
    for first in range(0, len(seconds) - 60, 3600):
        starts = np.arange(first, min(first + 3600, len(seconds) - 60))
        match = asked @ minutes(seconds, starts).T
        match[np.abs(begins[:, None] - starts[None, :]) < apart] = -1.0
        row, column = np.unravel_index(np.argmax(match), match.shape)
        if match[row, column] > largest:
            largest, where = float(match[row, column]), (int(begins[row]), int(starts[column]))
    return round(largest, 4), where


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model")
    parser.add_argument("--style", help="this one alone instead of the default settings")
    parser.add_argument("--log", type=Path, help="append the JSON lines to this file as well")
    parser.add_argument("--prints", type=Path, help="keep the band levels (half seconds, 24) in this .npy file")
    parser.add_argument("--against", type=Path, help="such a file of a run with another seed, to compare with")
    arguments = parser.parse_args()
    other = np.load(arguments.against) if arguments.against else None

    engine = Engine(load_model(arguments.model) if arguments.model else load_model(), arguments.seed)
    if arguments.style:
        for style in engine.values.registry.styles:
            engine.set(f"style/{style}", float(style == arguments.style))
    engine.reset(arguments.seed)
    total = max(180, round(arguments.hours * 3600))
    prints = np.ones((2 * total, BANDS), np.float32)  # all of it now: memory must not grow later
    meter = Meter(engine.sample_rate)
    hours: list[dict[str, Any]] = []

    def tell(line: dict[str, Any]) -> None:
        text = json.dumps(line)
        print(text, flush=True)
        if arguments.log:
            with arguments.log.open("a") as file:
                file.write(text + "\n")

    tell({"model": engine.model.bundle.name, "seed": arguments.seed, "style": arguments.style or "default",
          "seconds": total, "started": time.strftime("%F %T"), "rss_mb": round(resident_mb(), 1)})  # fmt: skip
    before = engine.guards()
    for begin in range(0, total, 3600):
        count, cpu, wall = min(3600, total - begin), 0.0, time.perf_counter()
        meter.start()
        for second in range(begin, begin + count):
            started = time.thread_time()
            sound = play(engine, 1)
            cpu += time.thread_time() - started
            prints[2 * second : 2 * second + 2] = meter.second(sound)
        guards = engine.guards()
        hours.append({
            "hour": begin / 3600 + count / 3600, **meter.report(), "rss_mb": round(resident_mb(), 1),
            "exact": state_is_exact(engine), "rtf": round(cpu / count, 4),
            "guards": {
                "silent": guards.silent - before.silent, "still": guards.still - before.still,
                "broken": guards.broken - before.broken, "steering_db": round(guards.steering_db, 2),
                "limited_s": round(guards.limited_s - before.limited_s, 2),
            },
            "wall_s": round(time.perf_counter() - wall),
        })  # fmt: skip
        before = guards
        tell(hours[-1])
        if arguments.prints:
            np.save(arguments.prints, prints[: 2 * (begin + count)])
    loudness = np.array([hour["lufs"] for hour in hours])
    guards = engine.guards()
    tell({
        "hours": total / 3600,
        "nan": sum(hour["nan"] for hour in hours),
        "clipped": sum(hour["clipped"] for hour in hours),
        "silence_s": max(hour["silence_s"] for hour in hours),
        "true_peak_dbtp": max(hour["true_peak_dbtp"] for hour in hours),
        "lufs": {"mean": round(loudness.mean(), 2), "low": round(float((loudness - loudness.mean()).min()), 2),
                 "high": round(float((loudness - loudness.mean()).max()), 2)},
        "rss_mb": [hours[0]["rss_mb"], hours[-1]["rss_mb"]],
        "exact": all(hour["exact"] for hour in hours),
        "guards": guards._asdict(),
        "rtf": round(float(np.mean([hour["rtf"] for hour in hours])), 4),
        "repeated": repeated(prints, other),
    })  # fmt: skip


if __name__ == "__main__":
    main()
