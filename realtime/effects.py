"""Playing effects on the log-magnitude spectrum, between bands and phases: they cost microseconds and cannot click,
because the phase reconstruction makes whatever spectrum results into continuous partials.

Compiled, nogil, no allocation. Levels are natural logs of amplitude.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

F32 = NDArray[np.float32]

TILT_PIVOT_HZ = 1000.0
TILT_LOWEST_HZ = 60.0  # below, the tilt stays level: an octave is only a bin wide there
LN_PER_DB = np.log(10.0) / 20.0


def tilt_curve(n_bins: int, sample_rate: int) -> F32:
    """(n_bins,) natural log of amplitude for a tilt of +1 dB/octave around 1 kHz."""
    hz = np.maximum(np.arange(n_bins) * sample_rate / (2.0 * (n_bins - 1)), TILT_LOWEST_HZ)
    return (LN_PER_DB * np.log2(hz / TILT_PIVOT_HZ)).astype(np.float32)


@njit(nogil=True, cache=True, error_model="numpy")
def shape_spectrum(spectrum: F32, tilt: F32, brightness: float, pitch: float, silence: float, out: F32) -> None:
    """Transpose and tilt one spectrum.

    spectrum, out: (n_bins,) natural log of amplitude, different arrays. tilt: from `tilt_curve`.
    brightness: dB/octave. pitch: semitones; the envelope moves along. silence: the log amplitude that means nothing.
    Bin m of the result is read at m / 2^(pitch/12), linearly interpolated in the log domain: about 5 n_bins operations.
    """
    n = spectrum.shape[0]
    if pitch == 0.0:
        for m in range(n):
            out[m] = spectrum[m]
    else:
        step = 2.0 ** (-pitch / 12.0)
        for m in range(n):
            place = m * step
            low = int(place)
            if low >= n - 1:
                out[m] = silence
            else:
                share = np.float32(place - low)
                out[m] = spectrum[low] + share * (spectrum[low + 1] - spectrum[low])
    if brightness != 0.0:
        slope = np.float32(brightness)
        for m in range(n):
            if out[m] > silence:
                out[m] += slope * tilt[m]


@njit(nogil=True, cache=True, error_model="numpy")
def blend_frames(first: F32, second: F32, share: float, out: F32) -> None:
    """out = first + share * (second - first): a feature frame between two, for speeds other than 1."""
    weight = np.float32(share)
    for b in range(first.shape[0]):
        out[b] = first[b] + weight * (second[b] - first[b])
