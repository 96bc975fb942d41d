"""From the model's sample rate to the device's: a polyphase FIR, compiled, one call a hop, whose memory can be saved.

Output sample k lies at input position k M / L, where L / M is the ratio of the rates in lowest terms, and is a sum over
the `taps` inputs around it, weighted by one of L rows of a windowed sinc: cut off halfway between the band that is kept
(20 of 22.05 parts of the lower Nyquist frequency) and its mirror image. So it is in time with the input and flat to
20 kHz, and what folds back (from 48 to 44.1 kHz) is 100 dB down below 20 kHz. Cost: `taps` multiplications a channel
and sample, 76 at 44.1 kHz.

Why not soxr: it works in blocks, through FFTs, and lets go of 2 to 19 ms of sound at a time; whatever a musician does
waits that long. Here an output sample needs the `reach` inputs after it (0.8 ms from 48 to 44.1 kHz) and nothing else.
"""

from __future__ import annotations

from math import ceil, gcd
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

F32 = NDArray[np.float32]

KEPT = 20.0 / 22.05  # of the lower Nyquist frequency
ATTENUATION_DB = 100.0
KAISER_BETA = 0.1102 * (ATTENUATION_DB - 8.7)  # Kaiser 1974, as is the length below


class Resampler(NamedTuple):
    """rows: (L, taps) float32 filter, constant. samples: (2, taps - 1 + hop) float32, the last inputs. place: (1,)
    int64, where the next output lies after the first of the samples, in L-ths of an input sample. step: M."""

    rows: F32
    samples: F32
    place: NDArray[np.int64]
    step: int

    @property
    def reach(self) -> int:
        """Inputs needed after the position of an output."""
        return int(self.rows.shape[1] // 2)

    @property
    def most(self) -> int:
        """The largest number of frames that one hop can give."""
        hop = self.samples.shape[1] - self.rows.shape[1] + 1
        return ceil(hop * self.rows.shape[0] / self.step) + 1

    @property
    def latency_samples(self) -> int:
        """Output samples by which the input has to be ahead: from the next input to the next output not yet made."""
        return ceil(self.reach * self.rows.shape[0] / self.step)


def make_resampler(from_rate: int, to_rate: int, hop: int) -> Resampler:
    """from_rate, to_rate: Hz. hop: stereo frames in a call."""
    common = gcd(from_rate, to_rate)
    up, down = to_rate // common, from_rate // common
    nyquist = 0.5 * min(from_rate, to_rate) / from_rate  # in cycles per input sample
    width = 2.0 * (1.0 - KEPT) * nyquist
    reach = ceil(0.5 * (ATTENUATION_DB - 8.0) / (2.285 * 2.0 * np.pi * width))
    away = np.arange(2 * reach)[None, :] - (reach - 1) - np.arange(up)[:, None] / up
    window = np.i0(KAISER_BETA * np.sqrt(np.maximum(1.0 - (away / reach) ** 2, 0.0)))
    rows = np.sinc(2.0 * nyquist * away) * window
    rows /= rows.sum(axis=1, keepdims=True)
    resampler = Resampler(
        rows.astype(np.float32), np.zeros((2, 2 * reach - 1 + hop), np.float32), np.zeros(1, np.int64), down
    )
    clear(resampler)
    return resampler


def clear(resampler: Resampler) -> None:
    """Start a new stream: the first output lies on the first input, with silence before it."""
    resampler.samples[:] = 0.0
    resampler.place[0] = resampler.reach * resampler.rows.shape[0]


@njit(nogil=True, cache=True, error_model="numpy", fastmath={"arcp", "nsz", "reassoc"})
def resample_hop(rows: F32, samples: F32, place: NDArray[np.int64], step: int, hop: F32, out: F32) -> int:
    """The next frames of the output; how many there are.

    hop: (hop, 2) input. out: (most, 2), filled from its start. The rest are the fields of `Resampler`.
    """
    count, taps, new = rows.shape[0], rows.shape[1], hop.shape[0]
    kept = taps - 1
    for channel in range(2):
        for i in range(kept):
            samples[channel, i] = samples[channel, new + i]
        for i in range(new):
            samples[channel, kept + i] = hop[i, channel]
    made = 0
    at = place[0]
    while at < new * count:
        first, weights = at // count, rows[at % count]
        left, right = samples[0, first : first + taps], samples[1, first : first + taps]
        total_left, total_right = np.float32(0.0), np.float32(0.0)
        for tap in range(taps):
            total_left += weights[tap] * left[tap]
            total_right += weights[tap] * right[tap]
        out[made, 0], out[made, 1] = total_left, total_right
        made += 1
        at += step
    place[0] = at - new * count
    return made
