"""Playing effects on the log-magnitude spectrum, between bands and phases: they cost microseconds and cannot click,
because the phase reconstruction makes whatever spectrum results into continuous partials.

Compiled, nogil, no allocation. Levels are natural logs of amplitude.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from realtime.transposition import ENVELOPE_HZ, PAD, envelope, keep_envelope, transpose

F32 = NDArray[np.float32]
I64 = NDArray[np.int64]

TILT_PIVOT_HZ = 1000.0
TILT_LOWEST_HZ = 60.0  # below, the tilt stays level: an octave is only a bin wide there
LN_PER_DB = np.log(10.0) / 20.0


def tilt_curve(n_bins: int, sample_rate: int) -> F32:
    """(n_bins,) natural log of amplitude for a tilt of +1 dB/octave around 1 kHz."""
    hz = np.maximum(np.arange(n_bins) * sample_rate / (2.0 * (n_bins - 1)), TILT_LOWEST_HZ)
    return (LN_PER_DB * np.log2(hz / TILT_PIVOT_HZ)).astype(np.float32)


class EffectTables(NamedTuple):
    """tilt: (n_bins,) of +1 dB/octave. reach: half width of the envelope's parabola in bins. work: (4, n_bins + 4),
    rows: (2, n_bins), whole: (n_bins,) scratch."""

    tilt: F32
    reach: int
    work: F32
    rows: F32
    whole: I64


def make_tables(n_bins: int, sample_rate: int) -> EffectTables:
    """Tables for spectra of n_bins from 0 Hz to half the sample rate."""
    bin_hz = sample_rate / (2.0 * (n_bins - 1))
    return EffectTables(
        tilt_curve(n_bins, sample_rate),
        max(2, round(ENVELOPE_HZ / bin_hz)),
        np.zeros((4, n_bins + 2 * PAD), np.float32),
        np.zeros((2, n_bins), np.float32),
        np.zeros(n_bins, np.int64),
    )


@njit(nogil=True, cache=True, error_model="numpy")
def shape_spectrum(
    tables: EffectTables, spectrum: F32, brightness: float, pitch: float, formants: float, silence: float, out: F32
) -> None:
    """Transpose and tilt one spectrum.

    spectrum, out: (n_bins,) natural log of amplitude, different arrays. brightness: dB/octave. pitch: semitones.
    formants: 0 if the envelope moves with the pitch, 1 if it stays. silence: the log amplitude that means nothing.
    """
    n = spectrum.shape[0]
    if pitch == 0.0:
        for m in range(n):
            out[m] = spectrum[m]
    else:
        ratio = 2.0 ** (pitch / 12.0)
        transpose(spectrum, ratio, silence, tables.work, tables.whole, out)
        if formants > 0.0:
            envelope(spectrum, tables.reach, tables.rows[0], tables.rows[1])
            keep_envelope(tables.rows[1], ratio, formants, silence, out)
    if brightness != 0.0:
        slope = np.float32(brightness)
        for m in range(n):
            if out[m] > silence:
                out[m] += slope * tables.tilt[m]


@njit(nogil=True, cache=True, error_model="numpy")
def blend_frames(first: F32, second: F32, share: float, out: F32) -> None:
    """out = first + share * (second - first): a feature frame between two, for speeds other than 1."""
    weight = np.float32(share)
    for b in range(first.shape[0]):
        out[b] = first[b] + weight * (second[b] - first[b])
