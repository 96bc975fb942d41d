"""A look-ahead limiter for true peaks: exactly a delay while nothing is too loud. Compiled; one call a hop.

True peaks. A signal goes higher between its samples than on them (a sine at fs/4 and 45 degrees by 3 dB), and a
converter, a resampler or a codec downstream brings that out. As ITU-R BS.1770-4, Annex 2, asks, the signal is looked at
four times oversampled: a polyphase FIR gives three values between any two samples. Annex 2's own filter of 12 taps a
phase is an example and 0.24 dB short at low frequencies; this one has 24 (windowed sinc). What lies between the points
of that grid, and what the moving gain adds, is at most `MARGIN_DB` (tests/test_limiter_true_peak.py).
The look costs 144 multiplications a sample, and hardly ever has to be taken: a FIR's output cannot exceed its input's
largest sample times the sum of its absolute coefficients (its L1 norm, here 2.3), so where that stays below the ceiling
nothing between the samples can be above it.

Gain. What each sample needs, its minimum over the look-ahead, a slow release, then the mean over the look-ahead: the
minimum covers every sample that the mean covers, so none exceeds the ceiling, and the gain has no corners. Below the
ceiling, once a release is over, the gain is exactly 1 and the output the input's bits, `latency_samples` later.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

F32 = NDArray[np.float32]

CEILING = 10.0 ** (-1.0 / 20.0)  # -1 dBTP
MARGIN_DB = 0.3
LOOKAHEAD_MS = 1.5
RELEASE_MS = 120.0
RELEASED = 1.0 - 1e-5  # from here the gain jumps to 1: a ten-thousandth of a dB
OVERSAMPLING, TAPS, KAISER_BETA = 4, 24, 6.0
BLOCK = 32  # samples that take the look between samples, or not, together


class LimiterState(NamedTuple):
    """samples: (2, past + hop) float32, the delayed input. needed, smooth: (look-ahead - 1 + hop,) float32 gains.
    scratch: (2, hop) float32. between: (1,) float32, the peak after the last sample looked at. released: (1,) float64,
    the gain on its way back to 1. limited: (1,) int64, samples so far whose gain was not 1. filters: (3, 24) float32,
    constant, as are release (1,), a one-pole coefficient, and quiet (1,), the level that needs no look."""

    samples: F32
    needed: F32
    smooth: F32
    scratch: F32
    between: F32
    released: NDArray[np.float64]
    limited: NDArray[np.int64]
    filters: F32
    release: NDArray[np.float64]
    quiet: F32


def lookahead_samples(sample_rate: int) -> int:
    """Samples over which the gain is prepared."""
    return max(1, int(LOOKAHEAD_MS * sample_rate / 1000.0))


def latency_samples(sample_rate: int) -> int:
    """What the limiter delays the signal by."""
    return lookahead_samples(sample_rate) - 1 + TAPS // 2


def interpolators() -> F32:
    """(3, 24): the values a quarter, a half and three quarters of the way from the 12th to the 13th of 24 samples."""
    share = np.arange(1, OVERSAMPLING)[:, None] / OVERSAMPLING
    away = np.arange(TAPS)[None, :] - (TAPS // 2 - 1) - share
    window = np.i0(KAISER_BETA * np.sqrt(1.0 - (away / (TAPS // 2)) ** 2)) / np.i0(KAISER_BETA)
    taps = np.sinc(away) * window
    return (taps / taps.sum(axis=1, keepdims=True)).astype(np.float32)


def make_limiter_state(sample_rate: int, hop: int) -> LimiterState:
    """Silence and gain 1."""
    look, filters = lookahead_samples(sample_rate), interpolators()
    return LimiterState(
        np.zeros((2, max(latency_samples(sample_rate), TAPS - 1) + hop), np.float32),
        np.ones(look - 1 + hop, np.float32),
        np.ones(look - 1 + hop, np.float32),
        np.zeros((2, hop), np.float32),
        np.zeros(1, np.float32),
        np.ones(1),
        np.zeros(1, np.int64),
        filters,
        np.array([1.0 - np.exp(-1000.0 / (RELEASE_MS * sample_rate))]),
        np.array([threshold() / np.abs(filters).sum(axis=1).max()], np.float32),
    )


def threshold() -> float:
    """The largest level, on or between samples, that passes untouched."""
    return float(CEILING * 10.0 ** (-MARGIN_DB / 20.0))


THRESHOLD = np.float32(threshold())


@njit(nogil=True, cache=True, error_model="numpy")
def peaks_between(state: LimiterState, start: int, count: int, out: F32) -> None:
    """out[:count] = the largest of the three values after each of the `count` samples 12 before `start`, both channels.

    start: a column of `samples`, counted from the first new one. Tap by tap, so that the inner loops are vectors.
    """
    samples, filters = state.samples, state.filters
    first = samples.shape[1] - state.scratch.shape[1] + start - TAPS + 1
    value = state.scratch[1]
    for i in range(count):
        out[i] = np.float32(0.0)
    for channel in range(2):
        for phase in range(OVERSAMPLING - 1):
            for i in range(count):
                value[i] = np.float32(0.0)
            for tap in range(TAPS):
                weight = filters[phase, tap]
                for i in range(count):
                    value[i] += weight * samples[channel, first + tap + i]
            for i in range(count):
                out[i] = max(out[i], abs(value[i]))


@njit(nogil=True, cache=True, error_model="numpy")
def needed_gains(state: LimiterState) -> bool:
    """Write the gain that each sample up to 12 before the newest needs; whether any of them is below 1."""
    samples, hop = state.samples, state.scratch.shape[1]
    past = samples.shape[1] - hop
    kept = state.needed.shape[0] - hop
    between = state.scratch[0]
    last = state.between[0]
    any_needed = False
    for start in range(0, hop, BLOCK):
        count = min(BLOCK, hop - start)
        top = np.float32(0.0)
        for channel in range(2):
            for i in range(past + start - TAPS + 1, past + start + count):
                top = max(top, abs(samples[channel, i]))
        if top <= state.quiet[0]:
            for i in range(start, start + count):
                state.needed[kept + i] = np.float32(1.0)
            if last > THRESHOLD:  # of the block before
                state.needed[kept + start] = THRESHOLD / last
                any_needed = True
            last = np.float32(0.0)
            continue
        peaks_between(state, start, count, between)
        for i in range(count):
            at = past + start + i - TAPS // 2
            peak = max(max(abs(samples[0, at]), abs(samples[1, at])), max(last, between[i]))
            last = between[i]
            loud = peak > THRESHOLD
            state.needed[kept + start + i] = THRESHOLD / peak if loud else np.float32(1.0)
            any_needed = any_needed or loud
    state.between[0] = last
    return any_needed


@njit(nogil=True, cache=True, error_model="numpy")
def limit_hop(state: LimiterState, out: F32) -> None:
    """Limit one hop.

    state.samples: the caller has written the new stereo hop into its last columns, float32, any finite level.
    out: (hop, 2) float32, filled: what came in `latency_samples` ago, times the gain.
    """
    samples, needed, smooth = state.samples, state.needed, state.smooth
    hop = state.scratch.shape[1]
    past, kept = samples.shape[1] - hop, needed.shape[0] - hop
    look = kept + 1
    busy = state.released[0] < 1.0
    for i in range(kept):
        busy = busy or needed[i] < np.float32(1.0) or smooth[i] < np.float32(1.0)
    busy = needed_gains(state) or busy
    oldest = past - kept - TAPS // 2  # the column that leaves with the first new one
    if not busy:
        for i in range(hop):
            smooth[kept + i] = np.float32(1.0)
            out[i, 0], out[i, 1] = samples[0, oldest + i], samples[1, oldest + i]
    else:
        released, total = state.released[0], np.float64(0.0)
        for i in range(kept):
            total += smooth[i]
        for i in range(hop):
            lowest = np.float32(1.0)
            for k in range(i, i + look):
                lowest = min(lowest, needed[k])
            released += state.release[0] * (1.0 - released)
            if released > RELEASED:
                released = 1.0
            released = min(np.float64(lowest), released)
            smooth[kept + i] = np.float32(released)
            total += smooth[kept + i]
            gain = np.float32(min(total / look, 1.0))
            total -= smooth[i]
            if gain < np.float32(1.0):
                state.limited[0] += 1
            out[i, 0], out[i, 1] = samples[0, oldest + i] * gain, samples[1, oldest + i] * gain
        state.released[0] = released
    for i in range(kept):
        needed[i], smooth[i] = needed[hop + i], smooth[hop + i]
    for i in range(past):
        samples[0, i], samples[1, i] = samples[0, hop + i], samples[1, hop + i]
