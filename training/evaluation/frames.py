"""What a frame sounds like, independently of any model: 20 MFCC and the contrast of 6 octave bands."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from realtime.features import FeatureSpec

F32 = NDArray[np.float32]
COEFFICIENTS = 20
LOWEST_HZ = 200.0  # below it and then an octave each, as Jiang et al. chose
CONTRAST_BANDS = 6
EXTREMES = 0.2  # of a band's bins are its peaks, as many its valleys
TIMBRE_DIM = COEFFICIENTS + CONTRAST_BANDS


@lru_cache(maxsize=4)
def _mfcc(spec: FeatureSpec) -> FeatureSpec:
    return replace(spec, kind="mfcc", bands=80, coefficients=COEFFICIENTS)


def timbre(power: F32, spec: FeatureSpec) -> F32:
    """(n, TIMBRE_DIM): MFCC, then spectral contrast in dB.

    power: (n, n_bins) from `spec.power`. The MFCC are librosa's up to scale (`realtime.features.transform`). Contrast
    (Jiang et al. 2002): in each octave band the mean level of its strongest fifth of bins less that of its weakest.
    """
    level = 10.0 * np.log10(np.maximum(power, np.exp(spec.floor)))
    edges = np.round(np.array([20.0, *LOWEST_HZ * 2.0 ** np.arange(CONTRAST_BANDS)]) * spec.n_fft / spec.sample_rate)
    contrast = np.empty((len(power), CONTRAST_BANDS), np.float32)
    for band, (low, high) in enumerate(zip(edges[:-1].astype(int), edges[1:].astype(int), strict=True)):
        ordered = np.sort(level[:, low:high], axis=1)
        n = max(1, round(EXTREMES * (high - low)))
        contrast[:, band] = ordered[:, -n:].mean(axis=1) - ordered[:, :n].mean(axis=1)
    return np.concatenate([_mfcc(spec).features_of(power), contrast], axis=1).astype(np.float32)
