"""How far a resynthesised sound is from its original: the five figures of `inversion.py`. Lower is better in all.

All compare magnitudes |S| (original) and |S'| (result) of STFTs with a periodic Hann window, unless the function says
otherwise, so a constant phase, an inverted sign or a click's polarity cost nothing, but a shift by a hop does.
Arguments: original and result, (n,) mono; the result is cut, or padded with silence, to the original's length.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
DYNAMIC_RANGE_DB = 80.0  # below the loudest bin of the original, for everything logarithmic


def hann(n: int) -> F64:
    return 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(n) / n)


def stft_magnitude(audio: NDArray[np.floating], window: F64, hop: int) -> F32:
    """|STFT|, (frames, n/2 + 1), frame k centred on sample k hop. In float32: noise at -140 dB."""
    n = len(window)
    padded = np.pad(np.asarray(audio, dtype=np.float32), (n // 2, n))
    frames = np.lib.stride_tricks.sliding_window_view(padded, n)[::hop] * window.astype(np.float32)
    return np.abs(np.fft.rfft(frames, axis=1))


def both(original: NDArray[np.floating], result: NDArray[np.floating], window: F64, hop: int) -> tuple[F32, F32]:
    fitted = np.zeros(len(original), dtype=np.float32)
    fitted[: len(result)] = result[: len(original)]
    return stft_magnitude(original, window, hop), stft_magnitude(fitted, window, hop)


def spectral_convergence_db(
    original: NDArray[np.floating], result: NDArray[np.floating], window: F64, hop: int
) -> float:
    """20 log10(|| |S| - |S'| || / || |S| ||), Frobenius norms over all frames and bins, with this window and hop."""
    a, b = both(original, result, window, hop)
    return float(20 * np.log10(np.linalg.norm(a - b) / np.linalg.norm(a)))


def sc1_db(original: NDArray[np.floating], result: NDArray[np.floating], window: F64, hop: int) -> float:
    """Spectral convergence on the grid that the method itself works on, which flatters it."""
    return spectral_convergence_db(original, result, window, hop)


def sc2_db(original: NDArray[np.floating], result: NDArray[np.floating]) -> float:
    """Spectral convergence with a Hann window of 1536 samples every 384: nobody's grid."""
    return spectral_convergence_db(original, result, hann(1536), 384)


def log_spectral_distance_db(original: NDArray[np.floating], result: NDArray[np.floating]) -> float:
    """LSD: mean over frames of sqrt(mean over bins of (20 log10(max(|S|, f) / max(|S'|, f)))^2), Hann 1536/384.

    f is 80 dB below max |S|.
    """
    a, b = both(original, result, hann(1536), 384)
    floor = a.max() * 10 ** (-DYNAMIC_RANGE_DB / 20)
    difference = 20 * np.log10(np.maximum(a, floor) / np.maximum(b, floor))
    return float(np.sqrt(np.mean(difference**2, axis=1)).mean())


@lru_cache
def mel_filters(sample_rate: int) -> F32:
    import librosa

    return librosa.filters.mel(sr=sample_rate, n_fft=2048, n_mels=128).T


def mel_distance_db(original: NDArray[np.floating], result: NDArray[np.floating], sample_rate: int = 48000) -> float:
    """Mean over frames and bands of |10 log10(max(M, f) / max(M', f))|, M = mel |S|^2: 128 Slaney bands, Hann 2048/512.

    f is 80 dB below max M.
    """
    a, b = (s**2 @ mel_filters(sample_rate) for s in both(original, result, hann(2048), 512))
    floor = a.max() * 10 ** (-DYNAMIC_RANGE_DB / 10)
    return float(np.abs(10 * np.log10(np.maximum(a, floor) / np.maximum(b, floor))).mean())


def multi_resolution(original: NDArray[np.floating], result: NDArray[np.floating]) -> float:
    """MR-STFT: mean over Hann n = 512, 1024, 2048, hop n/4, of a linear and a logarithmic distance,

    || |S| - |S'| || / || |S| ||  +  mean |ln(max(|S|, f) / max(|S'|, f))|;  f is 80 dB below max |S|.
    """
    total = 0.0
    for n in (512, 1024, 2048):
        a, b = both(original, result, hann(n), n // 4)
        floor = a.max() * 10 ** (-DYNAMIC_RANGE_DB / 20)
        total += float(np.linalg.norm(a - b) / np.linalg.norm(a))
        total += float(np.abs(np.log(np.maximum(a, floor) / np.maximum(b, floor))).mean())
    return total / 3
