"""Notes: how strongly each of 60 semitones sounds, found in a spectrum causally, one frame at a time.

1. Peaks. The log of a Gaussian window's main lobe is a parabola, so three log powers give a partial's frequency and
   level exactly. Each peak goes onto an axis of thirds of a semitone, its amplitude to the power COMPRESSION, so that
   weak upper partials count (Klapuri 2008). Peaks that do not stand out of their surroundings are left out.
2. Notes. Non-negative matrix factorisation with fixed templates: a note is a comb of PARTIALS harmonics whose
   amplitudes fall with 1/h; multiplicative updates for the Kullback-Leibler divergence (Lee & Seung 2001; harmonic
   templates: Vincent, Bertin & Badeau 2010). One slope only: with several, a note can be explained by its octaves (F
   measure a frame, chords of seven General MIDI instruments, before the surroundings were looked at: 0.78 and 0.67).
3. Values. 1 for the loudest, 0 for what is RANGE_DB below it, straight in dB between; less than LEAST is nothing.

White noise has about seven notes a frame, other ones in every frame; a string quartet three or four.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from realtime.features.transform import FeatureSpec

F32 = NDArray[np.float32]

LOWEST_NOTE, N_NOTES = 36, 60  # MIDI numbers C2..B6
RANGE_DB = 30.0
LEAST = 0.15
SILENT = 1e-3  # amplitude (-60 dBFS): a frame whose loudest note is this soft has values 6 dB down

CELLS_PER_SEMITONE = 3
OCTAVES = 6.8  # of the axis: 63 Hz to 7 kHz
COMPRESSION = 0.6
PARTIALS = 16
TOLERANCE = 0.25  # semitones, deviation of a partial from its place
UPDATES = 20
LOUDEST_SHARE = 0.15  # of the sum, compressed: what the loudest of many notes has; in noise it has a fortieth
AROUND = 15  # bins to either side that a peak is compared with,
ABOVE = 4.0  # and must exceed so many times in power (6 dB over the mean level): 9 of 10 peaks of noise do not
PEAK_RANGE = 11.5  # nepers of power (50 dB) below the loudest peak: the rest is not looked at


class NoteFinder:
    """Note activations of one feature spec; tables are computed once."""

    def __init__(self, spec: FeatureSpec) -> None:
        self.spec = spec
        self.bin_hz = spec.sample_rate / spec.n_fft
        self.origin = LOWEST_NOTE - 0.5  # MIDI number of the first cell
        self.cells = int(OCTAVES * 12 * CELLS_PER_SEMITONE)
        top_hz = 440.0 * 2.0 ** ((self.origin + OCTAVES * 12 - 69.0) / 12.0)
        self.low = max(1, int(60.0 / self.bin_hz))
        self.high = min(spec.n_bins - 2, int(top_hz / self.bin_hz))

    @cached_property
    def templates(self) -> F32:
        """(N_NOTES, cells), rows sum to 1."""
        cell = np.arange(self.cells)
        combs = np.zeros((N_NOTES, self.cells))
        for note in range(N_NOTES):
            for h in range(1, PARTIALS + 1):
                place = (LOWEST_NOTE + note + 12.0 * np.log2(h) - self.origin) * CELLS_PER_SEMITONE
                lobe = np.exp(-0.5 * ((cell - place) / (TOLERANCE * CELLS_PER_SEMITONE)) ** 2)
                combs[note] += h**-COMPRESSION * lobe
        return np.asarray(combs / combs.sum(axis=1, keepdims=True), np.float32)

    def peaks(self, power: F32) -> F32:
        """(n_frames, cells) compressed amplitudes of spectral peaks. power: (n_frames, n_bins), positive."""
        level = np.log(power[:, self.low - 1 : self.high + 2])
        left, centre, right = level[:, :-2], level[:, 1:-1], level[:, 2:]
        loudest = centre.max(axis=1, keepdims=True)
        frame, column = np.nonzero((centre > left) & (centre >= right) & (centre > loudest - PEAK_RANGE))
        l, c, r = left[frame, column], centre[frame, column], right[frame, column]
        offset = 0.5 * (l - r) / np.minimum(l - 2.0 * c + r, -1e-6)
        hz = (self.low + column + offset) * self.bin_hz
        over = np.exp(c - 0.25 * (l - r) * offset) - ABOVE * np.exp(self._surroundings(level)[frame, column])
        strength = np.maximum(over, 0.0) ** (0.5 * COMPRESSION)
        place = (69.0 + 12.0 * np.log2(hz / 440.0) - self.origin) * CELLS_PER_SEMITONE
        on_axis = (place >= 0.0) & (place < self.cells - 1)
        frame, place, strength = frame[on_axis], place[on_axis], strength[on_axis]
        cell = place.astype(np.int64)
        share = place - cell
        size = len(power) * self.cells
        flat = frame * self.cells + cell
        found = np.bincount(flat, strength * (1.0 - share), size) + np.bincount(flat + 1, strength * share, size)
        return found.reshape(len(power), self.cells).astype(np.float32)

    def _surroundings(self, level: F32) -> F32:
        """(n_frames, n) mean log power around every bin but the outer two of `level`, (n_frames, n + 2)."""
        sums = np.cumsum(np.pad(level, ((0, 0), (1, 0))), axis=1, dtype=np.float64)
        bins = np.arange(1, level.shape[1] - 1)
        first, last = np.maximum(bins - AROUND, 0), np.minimum(bins + AROUND + 1, level.shape[1])
        return np.asarray((sums[:, last] - sums[:, first]) / (last - first), np.float32)

    def prominence(self, power: F32) -> F32:
        """(n_frames,) dB by which the spectrum stands out of its surroundings: an average, weighted by power^0.75.

        power: (n_frames, n_bins), positive. It tells tones from noise, whatever colour that has: white noise has 3.2,
        of 50 frames one more than 3.9; pink noise 5.9, and what passes half an octave 5.6; a voice has 7.4 and more at
        82 Hz, where its partials overlap, 10 at 110, 31 at 220; 98 Hz with breath 10 dB below it 6.3.
        """
        level = np.log(power[:, self.low - 1 : self.high + 2])
        weights = power[:, self.low : self.high + 1] ** np.float32(0.75)
        over = (level[:, 1:-1] - self._surroundings(level)) * weights
        return np.asarray(10.0 / np.log(10.0) * over.sum(axis=1) / weights.sum(axis=1), np.float32)

    def compute(self, power: F32) -> F32:
        """Note values of every frame.

        power: (n_frames, n_bins) from `FeatureSpec.power`, no smaller than the spec's floor.
        Returns (n_frames, N_NOTES) float32 in 0..1, the lowest note first.
        """
        seen, templates = self.peaks(power), self.templates
        strength = np.repeat(seen.sum(axis=1, keepdims=True) / N_NOTES, N_NOTES, axis=1) + np.float32(1e-9)
        for _ in range(UPDATES):
            strength *= (seen / (strength @ templates + np.float32(1e-9))) @ templates.T
        loudest = np.maximum(strength.max(axis=1, keepdims=True), LOUDEST_SHARE * strength.sum(axis=1, keepdims=True))
        amplitude, reference = (np.power(x, 1.0 / COMPRESSION) for x in (strength, loudest))
        decibels = 20.0 * np.log10(amplitude / (reference + SILENT) + 1e-9)
        values = np.clip(1.0 + decibels / RANGE_DB, 0.0, 1.0)
        return np.where(values < LEAST, 0.0, values).astype(np.float32)


def fold(notes: F32) -> F32:
    """(..., N_NOTES) -> (..., 12): the loudest octave of each pitch class, C first."""
    octaves = notes.reshape(*notes.shape[:-1], N_NOTES // 12, 12)
    return octaves.max(axis=-2)
