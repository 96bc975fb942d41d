"""From a mono hop to the stereo output: width, gain and limiter, compiled, in one call a hop.

Width. The side signal is the mid through a chain of Schroeder all-passes (Schroeder 1962): left = mid + w side,
right = mid - w side, so that the mono sum is the mid itself whatever the width.
Limiter. A look-ahead peak limiter: the gain each sample needs, its minimum over the look-ahead, a slow release, then
the mean over the look-ahead. The minimum covers every sample that the mean covers, so no output exceeds the ceiling.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

F32 = NDArray[np.float32]

ALLPASS_MS = (5.3, 9.7, 17.1)  # mutually prime in samples at every common rate
ALLPASS_GAIN = 0.5
SIDE_LEVEL = 0.45
SIDE_HIGHPASS_HZ = 180.0  # bass stays in the middle
CEILING = np.float32(0.891)  # -1 dBFS
LOOKAHEAD_MS = 1.5
RELEASE_MS = 120.0
GAIN_MS = 8.0


class OutputState(NamedTuple):
    """delays: (3, longest) all-pass memories; positions: (4,) int64, of the all-passes and the limiter's ring;
    ring: (2, look-ahead) delayed samples; needed, smooth: (look-ahead,) gains; scalars: (5,) float64 = current gain,
    released gain, high-pass input and output, level of the side (negative before the first hop)."""

    delays: F32
    lengths: NDArray[np.int64]
    positions: NDArray[np.int64]
    ring: F32
    needed: F32
    smooth: F32
    scalars: NDArray[np.float64]


def make_output_state(sample_rate: int) -> OutputState:
    """Silence, gain 0 (the first hop fades in from nothing)."""
    lengths = np.array([int(ms * sample_rate / 1000.0) | 1 for ms in ALLPASS_MS], dtype=np.int64)
    look = lookahead_samples(sample_rate)
    return OutputState(
        np.zeros((len(lengths), int(lengths.max())), np.float32),
        lengths,
        np.zeros(4, np.int64),
        np.zeros((2, look), np.float32),
        np.ones(look, np.float32),
        np.ones(look, np.float32),
        np.array([0.0, 1.0, 0.0, 0.0, -1.0]),
    )


def lookahead_samples(sample_rate: int) -> int:
    return int(LOOKAHEAD_MS * sample_rate / 1000.0)


@njit(nogil=True, cache=True, error_model="numpy")
def finish_hop(state: OutputState, mono: F32, width: float, gain: float, gain_share: float, release: float,
               highpass: float, out: F32) -> None:  # fmt: skip
    """mono: (hop,). width: 0..1. gain: linear, approached by `gain_share` of the rest each sample. release, highpass:
    one-pole coefficients. out: (hop, 2), delayed by the look-ahead less one sample."""
    look = state.needed.shape[0]
    current, released, hp_in, hp_out = state.scalars[0], state.scalars[1], state.scalars[2], state.scalars[3]
    side_gain = state.scalars[4] if state.scalars[4] >= 0.0 else width * SIDE_LEVEL
    side_step = (width * SIDE_LEVEL - side_gain) / mono.shape[0]  # a jump once a hop would be heard as a zip
    at = state.positions[3]
    smooth_sum = np.float64(0.0)
    for i in range(look):
        smooth_sum += state.smooth[i]
    for n in range(mono.shape[0]):
        mid = mono[n]
        side = mid
        for k in range(state.lengths.shape[0]):
            p = state.positions[k]
            delayed = state.delays[k, p]
            fed = side + np.float32(ALLPASS_GAIN) * delayed
            state.delays[k, p] = fed
            side = delayed - np.float32(ALLPASS_GAIN) * fed
            state.positions[k] = p + 1 if p + 1 < state.lengths[k] else 0
        hp_out = highpass * (hp_out + side - hp_in)
        hp_in = np.float64(side)
        current += gain_share * (gain - current)
        side_gain += side_step
        side = np.float32(side_gain) * np.float32(hp_out)
        left = np.float32(current) * (mid + side)
        right = np.float32(current) * (mid - side)

        peak = max(abs(left), abs(right))
        state.needed[at] = CEILING / peak if peak > CEILING else np.float32(1.0)
        lowest = np.float32(1.0)
        for i in range(look):
            lowest = min(lowest, state.needed[i])
        released = min(np.float64(lowest), released + release * (1.0 - released))
        smooth_sum += released - state.smooth[at]
        state.smooth[at] = np.float32(released)
        state.ring[0, at], state.ring[1, at] = left, right
        at = at + 1 if at + 1 < look else 0
        level = np.float32(smooth_sum / look)
        out[n, 0] = state.ring[0, at] * level  # the oldest sample: look - 1 samples ago
        out[n, 1] = state.ring[1, at] * level
    state.positions[3] = at
    state.scalars[0], state.scalars[1], state.scalars[2], state.scalars[3] = current, released, hp_in, hp_out
    state.scalars[4] = side_gain
