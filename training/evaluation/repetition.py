"""Whether a minute of a long run comes back.

A minute is 60 s x 24 third-octave bands (dB, 1 s means, 100 Hz - 20 kHz), each less its mean over the 21 s around it,
lest two slow fades be called the same; the correlation is the normalised inner product. One minute starts on every full
minute, the other on every second; they do not overlap.

largest: the largest correlation of two minutes, at_s: where they begin. reversed: the same with one of the two played
backwards: as much alike, but no repetition. independent: with the minutes of another run. copy: what a repetition reads
in the worst case, half a second off the grid (smallest, median).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from training.evaluation.meters import BANDS

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]

SLOW_S = 21
SHORTEST_S = 180  # of a run that this can be asked of


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
