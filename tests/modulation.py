"""How the part of a sound above 4 kHz flutters: where bands are wide, a wrong fine structure is heard as a buzz.

    h     the sound, high-passed at 4 kHz (Butterworth of order 6, forwards and backwards)
    e(t)  = | h + i Hilbert(h) |, its envelope
    m(t)  = e / mean(e) - 1
    S(f)  power spectral density of m (Welch: Hann windows of 0.2 s, half overlapping); its integral is the variance

depth     10 lg of the integral of S over all f: -5.6 dB for noise, nothing at all for a steady partial
line      10 lg of the integral of S over f within 6 % of the hop rate: the buzz itself
octaves   10 lg of the mean of S in octaves around 20, 40 ... 1280 Hz
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.signal import butter, hilbert, sosfiltfilt, welch

FROM_HZ = 4000.0
EDGE_S = 0.05  # left out at either end, where windows lack neighbours


@dataclass(frozen=True)
class Modulation:
    """All in dB; octaves: (7,)."""

    depth: float
    line: float
    octaves: np.ndarray

    def away(self, other: Modulation) -> float:
        """Mean distance of the octaves, dB."""
        return float(np.abs(self.octaves - other.octaves).mean())


def high_part(audio: np.ndarray, sample_rate: int) -> np.ndarray:
    return sosfiltfilt(butter(6, FROM_HZ, "high", fs=sample_rate, output="sos"), np.asarray(audio, dtype=np.float64))


def modulation(audio: np.ndarray, sample_rate: int, hop: int) -> Modulation:
    """Of (n,) samples; hop: of the synthesis, samples."""
    edge = int(EDGE_S * sample_rate)
    envelope = np.abs(hilbert(high_part(audio, sample_rate)))[edge:-edge]
    hz, density = welch(envelope / envelope.mean() - 1.0, sample_rate, nperseg=int(0.2 * sample_rate))
    rate = sample_rate / hop
    line = density[np.abs(hz - rate) < 0.06 * rate].sum() * hz[1]
    centres = 20.0 * 2.0 ** np.arange(7)
    octaves = [density[(hz >= c / np.sqrt(2)) & (hz < c * np.sqrt(2))].mean() for c in centres]
    return Modulation(10 * np.log10(density.sum() * hz[1]), 10 * np.log10(line), 10 * np.log10(octaves))
