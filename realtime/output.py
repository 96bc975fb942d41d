"""From a mono hop to the stereo output: width, gain and limiter, compiled, in one call a hop.

Width. The side signal is the mid through a chain of Schroeder all-passes (Schroeder 1962): left = mid + w side,
right = mid - w side, so that the mono sum is the mid itself whatever the width.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from realtime.limiter import LimiterState, limit_hop, make_limiter_state

F32 = NDArray[np.float32]

ALLPASS_MS = (5.3, 9.7, 17.1)  # mutually prime in samples at every common rate
ALLPASS_GAIN = 0.5
SIDE_LEVEL = 0.45
SIDE_HIGHPASS_HZ = 180.0  # bass stays in the middle
GAIN_MS = 8.0


class OutputState(NamedTuple):
    """delays: (3, longest) all-pass memories; lengths, positions: (3,) int64, of the all-passes; limiter: its state;
    scalars: (4,) float64 = current gain, high-pass input and output, level of the side (negative before the first
    hop); shares: (2,) float64, constant: how far the gain moves in a sample, the high-pass's pole."""

    delays: F32
    lengths: NDArray[np.int64]
    positions: NDArray[np.int64]
    limiter: LimiterState
    scalars: NDArray[np.float64]
    shares: NDArray[np.float64]


def make_output_state(sample_rate: int, hop: int) -> OutputState:
    """Silence, gain 0 (the first hop fades in from nothing)."""
    lengths = np.array([int(ms * sample_rate / 1000.0) | 1 for ms in ALLPASS_MS], dtype=np.int64)
    return OutputState(
        np.zeros((len(lengths), int(lengths.max())), np.float32),
        lengths,
        np.zeros(len(lengths), np.int64),
        make_limiter_state(sample_rate, hop),
        np.array([0.0, 0.0, 0.0, -1.0]),
        np.array([
            1.0 - np.exp(-1000.0 / (GAIN_MS * sample_rate)),
            np.exp(-2.0 * np.pi * SIDE_HIGHPASS_HZ / sample_rate),
        ]),
    )  # fmt: skip


@njit(nogil=True, cache=True, error_model="numpy")
def finish_hop(state: OutputState, mono: F32, width: float, gain: float, out: F32) -> None:
    """mono: (hop,). width: 0..1. gain: linear, approached over 8 ms. out: (hop, 2), delayed by the limiter."""
    hop = mono.shape[0]
    gain_share, highpass = state.shares[0], state.shares[1]
    current, hp_in, hp_out = state.scalars[0], state.scalars[1], state.scalars[2]
    side_gain = state.scalars[3] if state.scalars[3] >= 0.0 else width * SIDE_LEVEL
    side_step = (width * SIDE_LEVEL - side_gain) / hop  # a jump once a hop would be heard as a zip
    left, right = state.limiter.samples[0], state.limiter.samples[1]
    new = left.shape[0] - hop
    for n in range(hop):
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
        left[new + n] = np.float32(current) * (mid + side)
        right[new + n] = np.float32(current) * (mid - side)
    state.scalars[0], state.scalars[1], state.scalars[2] = current, hp_in, hp_out
    state.scalars[3] = side_gain
    limit_hop(state.limiter, out)
