"""From the mid and the side of a hop to the stereo output: width, gain and limiter, compiled, in one call a hop.

Left is mid + width * side, right is mid - width * side, so that the mono sum is the mid itself whatever the width.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from realtime.limiter import LimiterState, limit_hop, make_limiter_state

F32 = NDArray[np.float32]

GAIN_MS = 8.0


class OutputState(NamedTuple):
    """limiter: its state. scalars: (2,) float64 = current gain, current width (negative before the first hop).
    share: (1,) float64, constant: how far the gain moves in a sample."""

    limiter: LimiterState
    scalars: NDArray[np.float64]
    share: NDArray[np.float64]


def make_output_state(sample_rate: int, hop: int) -> OutputState:
    """Silence, gain 0 (the first hop fades in from nothing)."""
    return OutputState(
        make_limiter_state(sample_rate, hop),
        np.array([0.0, -1.0]),
        np.array([1.0 - np.exp(-1000.0 / (GAIN_MS * sample_rate))]),
    )


@njit(nogil=True, cache=True, error_model="numpy")
def finish_hop(state: OutputState, mid: F32, side: F32, width: float, gain: float, out: F32) -> None:
    """mid, side: (hop,). width: 0..1, approached over the hop. gain: linear, approached over 8 ms.

    out: (hop, 2), filled, delayed by the limiter.
    """
    hop = mid.shape[0]
    gain_share = state.share[0]
    current = state.scalars[0]
    wide = state.scalars[1] if state.scalars[1] >= 0.0 else width
    step = (width - wide) / hop  # a jump once a hop would be heard as a zip
    left, right = state.limiter.samples[0], state.limiter.samples[1]
    new = left.shape[0] - hop
    for n in range(hop):
        current += gain_share * (gain - current)
        wide += step
        beyond = np.float32(wide) * side[n]
        left[new + n] = np.float32(current) * (mid[n] + beyond)
        right[new + n] = np.float32(current) * (mid[n] - beyond)
    state.scalars[0], state.scalars[1] = current, wide
    limit_hop(state.limiter, out)
