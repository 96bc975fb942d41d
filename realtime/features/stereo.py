"""Stereo as two numbers a coarse band beside the spectrum of the mid: how far to one side, and how alike the sides are.

Training measures them in recordings, the decoder learns to say them, `realtime.inversion.stereo` makes them sound. With
L and R the spectra of the two channels, and sums over a band and a few frames:

    balance    b = (P_LL - P_RR) / (P_LL + P_RR)        -1 right only .. 1 left only (level difference)
    coherence  c = 2 Re P_LR / (P_LL + P_RR)            1 the same on both sides, 0 unrelated, -1 opposite

The features describe the mid M = (L + R) / 2. What is missing is the side S = (L - R) / 2, and from the definitions
P_MM = (P_LL + P_RR) (1 + c) / 4,  P_SS / P_MM = (1 - c) / (1 + c),  Re P_SM / P_MM = b / (1 + c). So with D a signal
as strong as M and unrelated to it (a decorrelated copy),

    S = p M + q D,     p = b / (1 + c),     q^2 = (1 - c) / (1 + c) - p^2 = (1 - b^2 - c^2) / (1 + c)^2

has the measured balance and coherence, and L = M + S, R = M - S add up to the mid whatever b and c: mono-safe by
construction. (Prediction of the side from the mid plus a decorrelated residual, as in parametric stereo: Breebaart, van
de Par, Kohlrausch & Schuijers 2005; complex prediction stereo: Helmrich et al. 2011.) b^2 + c^2 <= 1 always holds for
measured values (Cauchy-Schwarz), and for their averages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime.features.transform import F32, F64, FeatureSpec

STEREO_BANDS = 16
LOWEST_HZ, HIGHEST_HZ = 60.0, 16000.0  # centres of the outer bands
SMOOTHING_S = 0.04  # below, the coherence of a band of few bins is noise
MOST_OPPOSED = -0.6  # of the coherence: beyond, the side would be more than 6 dB above the mid


@dataclass(frozen=True)
class StereoSpec:
    """How stereo is measured beside one feature spec.

    features: the transform of the mid. bands: coarse bands, evenly spaced on the ERB-rate scale (Glasberg & Moore
    1990), overlapping triangles.
    """

    features: FeatureSpec
    bands: int = STEREO_BANDS

    @property
    def dim(self) -> int:
        """Values in a stereo frame: the balance of every band, then the coherence of every band."""
        return 2 * self.bands

    @cached_property
    def weights(self) -> F64:
        """(bands, n_bins) share of every bin in every band; columns add up to 1."""
        features = self.features
        hz = np.arange(features.n_bins) * features.sample_rate / features.n_fft
        highest = min(HIGHEST_HZ, 0.4 * features.sample_rate)
        low, high = erb_rate(np.array([LOWEST_HZ, highest]))
        place = np.clip((erb_rate(hz) - low) / (high - low), 0.0, 1.0) * (self.bands - 1)
        return np.maximum(0.0, 1.0 - np.abs(place[None, :] - np.arange(self.bands)[:, None]))

    def compute(self, audio: NDArray[Any]) -> F32:
        """Stereo frames of a recording, aligned with `FeatureSpec.forward` of its mid.

        audio: (n, 2) samples. Returns (n // hop + 1, 2 * bands) float32: balance, then coherence; silence is 0 and 1.
        """
        if audio.ndim != 2 or audio.shape[1] != 2:
            raise ValueError(f"audio must have two channels, shape (n, 2); got {audio.shape}")
        blocks = zip(self.features.spectra(audio[:, 0]), self.features.spectra(audio[:, 1]), strict=True)
        to_bands = self.weights.T.astype(np.float32)
        left, right, both = [], [], []
        for one, other in blocks:
            left.append((one.real**2 + one.imag**2) @ to_bands)
            right.append((other.real**2 + other.imag**2) @ to_bands)
            both.append((one.real * other.real + one.imag * other.imag) @ to_bands)
        powers = [_smooth(np.concatenate(p), SMOOTHING_S * self.features.frame_rate) for p in (left, right, both)]
        floor = np.float32(np.exp(self.features.floor)) * self.weights.sum(axis=1).astype(np.float32)
        total = powers[0] + powers[1] + floor
        coherence = np.clip((2.0 * powers[2] + floor) / total, MOST_OPPOSED, 1.0)
        return np.concatenate([(powers[0] - powers[1]) / total, coherence], axis=1).astype(np.float32)


def erb_rate(hz: F64) -> F64:
    """Number of equivalent rectangular bandwidths below a frequency: 21.4 log10(1 + 0.00437 f)."""
    return 21.4 * np.log10(1.0 + 0.00437 * hz)


def _smooth(rows: F32, frames: float) -> F32:
    """Weighted mean over neighbouring rows: a Hann window as wide as `frames` at half height."""
    half = max(1, round(frames))
    window = 0.5 + 0.5 * np.cos(np.pi * np.arange(-half + 1, half) / half)
    window = (window / window.sum()).astype(np.float32)
    padded = np.pad(rows, ((half - 1, half - 1), (0, 0)), mode="edge")
    return sum((window[i] * padded[i : i + len(rows)] for i in range(len(window))), np.zeros_like(rows))
