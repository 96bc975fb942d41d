"""Meters of a long run: what a broadcaster would ask, second by second.

nan             samples that are not finite
silence_s       longest stretch of 50 ms blocks below -60 dBFS RMS
clipped         samples at or beyond full scale; true_peak_dbtp: ITU-R BS.1770-4, Annex 2 (its own 48-tap filter)
lufs            integrated loudness, ITU-R BS.1770-4 with both gates; rms_dbfs: without either
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import sosfilt, upfirdn

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]

SILENCE_DBFS, BLOCK_S = -60.0, 0.05
BANDS = 24  # third octaves from 100 Hz

# ITU-R BS.1770-4, Annex 2, table of the 48-tap interpolating filter; phases 2 and 3 are 1 and 0 backwards.
PHASES = np.array([
    [0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875, 0.1373291015625,
     0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250, 0.0148925781250, -0.0083007812500],
    [-0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500, 0.4650878906250,
     0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625, 0.0330810546875, -0.0189208984375],
])  # fmt: skip
ANNEX_2 = np.stack([PHASES[0], PHASES[1], PHASES[1][::-1], PHASES[0][::-1]], axis=1).reshape(-1)
# The same Annex, table 1 and 2: the head's shelf and the high-pass of K-weighting at 48 kHz.
K_WEIGHTING = np.array([
    [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
    [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
])  # fmt: skip


def true_peak(sound: F32, before: F32) -> float:
    """Largest absolute value four times oversampled.

    sound: (n, 2). before: (12, 2), what preceded it: a cut would read as a step, up to 1.5 dB too much.
    """
    peak = float(np.abs(sound).max())
    if peak * np.abs(ANNEX_2.reshape(-1, 4)).sum(axis=0).max() < 0.7:  # nothing between the samples can matter
        return peak
    whole = np.concatenate([before, sound])
    over = upfirdn(ANNEX_2, whole, up=4, axis=0)[4 * len(before) : 4 * len(whole)]
    return max(peak, float(np.abs(over).max()))


def integrated_lufs(tenths: F64) -> float:
    """Gated loudness (BS.1770-4, section 2) of K-weighted energies per 100 ms, both channels added up."""
    blocks = np.convolve(tenths, np.ones(4) / 4, mode="valid")
    loudness = -0.691 + 10 * np.log10(blocks + 1e-20)
    kept = blocks[loudness > -70.0]
    if not len(kept):
        return -70.0
    relative = -0.691 + 10 * np.log10(kept.mean()) - 10.0
    return float(-0.691 + 10 * np.log10(blocks[loudness > max(-70.0, relative)].mean()))


class Meter:
    """Everything that is counted within an hour."""

    def __init__(self, sample_rate: int) -> None:
        self.rate = sample_rate
        self.filter = np.zeros((2, 2, 2))
        self.quiet_s = 0.0  # this and the next run on across hours
        self.before = np.zeros((len(ANNEX_2) // 4, 2), np.float32)
        edges = 100.0 * 2.0 ** (np.arange(BANDS + 1) / 3.0)
        bins = np.searchsorted(np.fft.rfftfreq(sample_rate // 2, 1.0 / sample_rate), edges)
        self.bins = np.minimum(bins, sample_rate // 4)
        self.hann = np.hanning(sample_rate // 2).astype(np.float32)
        self.start()

    def start(self) -> None:
        self.nan = self.clipped = 0
        self.longest_silence_s = self.peak = self.square = 0.0
        self.tenths: list[F64] = []

    def second(self, sound: F32) -> F64:
        """sound: (rate, 2), one second. Returns (2, 24) band powers of its two halves."""
        self.nan += int(np.count_nonzero(~np.isfinite(sound)))
        self.clipped += int(np.count_nonzero(np.abs(sound) >= 1.0))
        self.peak = max(self.peak, true_peak(sound, self.before))
        self.before = sound[-len(self.before) :].copy()
        squares = np.square(sound, dtype=np.float64)
        self.square += float(squares.mean())
        for power in squares.reshape(round(1 / BLOCK_S), -1).mean(axis=1):
            self.quiet_s = self.quiet_s + BLOCK_S if power < 10.0 ** (SILENCE_DBFS / 10.0) else 0.0
            self.longest_silence_s = max(self.longest_silence_s, self.quiet_s)
        weighted, self.filter = sosfilt(K_WEIGHTING, sound, axis=0, zi=self.filter)
        self.tenths.append(np.square(weighted).reshape(10, -1, 2).mean(axis=1).sum(axis=1))
        halves = sound.mean(axis=1).reshape(2, -1) * self.hann
        power = np.abs(np.fft.rfft(halves, axis=1)) ** 2
        return np.add.reduceat(power, self.bins[:-1], axis=1)

    def report(self) -> dict[str, Any]:
        return {
            "nan": self.nan, "clipped": self.clipped, "silence_s": round(self.longest_silence_s, 2),
            "true_peak_dbtp": round(20 * np.log10(self.peak + 1e-20), 2),
            "lufs": round(integrated_lufs(np.concatenate(self.tenths)), 2),
            "rms_dbfs": round(10 * np.log10(self.square / len(self.tenths) + 1e-20), 2),
        }  # fmt: skip
