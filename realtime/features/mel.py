"""Mel filters and the cosine basis of MFCC, in numpy, with the numbers that librosa's users know.

Scale (Slaney, Auditory Toolbox, 1998): one mel is 200/3 Hz up to 1 kHz, and from there a constant ratio of frequencies,
27 mels from 1 kHz to 6.4 kHz. Filter b is a triangle over Hz that is 0 at edge b, highest at edge b + 1 and 0 at edge
b + 2, where edges lie evenly in mels from 0 Hz to Nyquist; its height is 2 / (its width in Hz), which makes its area 1.
A frequency lies in two neighbouring filters at most. A filter that is narrower than the distance of two bins may miss
all of them: it is empty, and its band holds nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]

LINEAR_HZ = 200.0 / 3.0  # one mel, below KNEE_HZ
KNEE_HZ = 1000.0
KNEE_MEL = KNEE_HZ / LINEAR_HZ
LOG_STEP = np.log(6.4) / 27.0  # natural log of the ratio that is one mel, above


def mel_edges(sample_rate: int, bands: int) -> F64:
    """(bands + 2,) edges of the triangles, Hz."""
    nyquist = sample_rate / 2
    highest = KNEE_MEL + np.log(nyquist / KNEE_HZ) / LOG_STEP if nyquist >= KNEE_HZ else nyquist / LINEAR_HZ
    mel = np.linspace(0.0, highest, bands + 2)
    hz = LINEAR_HZ * mel
    above = mel >= KNEE_MEL
    hz[above] = KNEE_HZ * np.exp(LOG_STEP * (mel[above] - KNEE_MEL))
    return hz


def mel_filters(sample_rate: int, n_fft: int, bands: int) -> F32:
    """(bands, n_fft // 2 + 1) float32, to the bit `librosa.filters.mel(sr=sample_rate, n_fft=n_fft, n_mels=bands)`.

    That is with fmin=0, fmax=sample_rate / 2, htk=False, norm="slaney"; the roundings are in the same places, too.
    """
    edges = mel_edges(sample_rate, bands)
    width = np.diff(edges)[:, None]
    distance = edges[:, None] - np.fft.rfftfreq(n_fft, 1.0 / sample_rate)
    rising, falling = -distance[:-2] / width[:-1], distance[2:] / width[1:]
    triangles = np.maximum(0.0, np.minimum(rising, falling)).astype(np.float32)
    height = 2.0 / (edges[2:] - edges[:-2])
    return (triangles * height[:, None]).astype(np.float32)


def cosine_basis(coefficients: int, bands: int) -> F64:
    """(coefficients, bands) first rows of the orthonormal DCT-II; its transpose is the inverse of the whole of it."""
    rows = np.cos(np.pi * np.arange(coefficients)[:, None] * (np.arange(bands) + 0.5) / bands) * np.sqrt(2.0 / bands)
    rows[0] = np.sqrt(1.0 / bands)
    return rows
