"""Descriptors: the readable score of a sound, computed causally from the same spectra as the features.

A descriptor vector has 16 values: loudness (dBFS), centroid (octaves above 1 Hz, that is log2 of Hz), flatness (dB),
flux (dB per frame) and 12 chroma (0..1, C first). The composer writes them, the performer and the decoder follow them,
and whoever plays replaces some of them. Every frame depends on itself and the frame before, nothing later, so that a
live input can be described by the same code. Nothing depends on the kind of the features, only on their window and hop:
what needs bands (flatness, flux) takes lin-log ones, those of the features where they are lin-log, else 128.

Rates. `compute` gives one vector a frame. `pool_steps` averages frames to network steps (two frames, say), and
`pool_score` steps to the composer's slow steps; `expand_score` is the way back that the runtime and training share.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from realtime.features.transform import FeatureSpec

F32 = NDArray[np.float32]

CHROMA_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
DESCRIPTOR_NAMES = ("loudness", "centroid", "flatness", "flux", *(f"chroma/{name}" for name in CHROMA_NAMES))
LOUDNESS, CENTROID, FLATNESS, FLUX, CHROMA = 0, 1, 2, 3, 4
N_DESCRIPTORS = len(DESCRIPTOR_NAMES)
N_SCORE = N_DESCRIPTORS + 1  # the slow score adds where inside the step its flux peak lies, 0..1

SILENCE_DB = -70.0  # loudness is never reported below this; the corpus' pauses lie above it
CHROMA_LOW_HZ, CHROMA_HIGH_HZ = 130.0, 4200.0  # C3..C8: below, a 2048-point window cannot tell semitones apart
CHROMA_REACH = 0.7  # semitones from a pitch class at which a partial stops counting for it
CHROMA_FLOOR = 1e-3  # amplitude (-60 dBFS) that halves the chroma of a nearly silent frame


@dataclass(frozen=True)
class DescriptorSpec:
    """How descriptors are computed and pooled for one feature spec.

    features: the transform whose spectra are described.
    frames_per_step: feature frames in one network step.
    steps_per_score: network steps in one step of the composer.
    """

    features: FeatureSpec
    frames_per_step: int = 2
    steps_per_score: int = 4

    @cached_property
    def bands(self) -> FeatureSpec:
        """The lin-log bands that flatness and flux are measured in."""
        if self.features.kind == "linlog":
            return self.features
        return replace(self.features, kind="linlog", bands=min(128, self.features.n_bins))

    def compute(self, power: F32) -> F32:
        """Descriptors of every frame.

        power: (n_frames, n_bins) from `FeatureSpec.power`.
        Returns (n_frames, 16) float32, columns in the order of DESCRIPTOR_NAMES.
        """
        spec = self.features
        floor = np.float32(np.exp(spec.floor))
        power = np.maximum(power, floor)
        out = np.empty((len(power), N_DESCRIPTORS), dtype=np.float32)

        # Parseval: mean square of the windowed signal = 2 sum |X|^2 / (N sum w^2), X before the spec's scaling.
        parseval = 2.0 / (spec.n_fft * np.sum(spec.window**2) * spec.scale**2)
        heard = np.maximum(power - floor, 0.0)
        mean_square = heard.sum(axis=1) * parseval
        out[:, LOUDNESS] = np.maximum(10.0 * np.log10(mean_square + 1e-12), SILENCE_DB)

        bin_hz = np.arange(spec.n_bins, dtype=np.float32) * spec.sample_rate / spec.n_fft
        amplitude = np.sqrt(heard)
        centroid_hz = (amplitude @ bin_hz + 1e-4 * 500.0) / (amplitude.sum(axis=1) + 1e-4)
        out[:, CENTROID] = np.log2(np.clip(centroid_hz, 20.0, spec.sample_rate / 2))

        bands = self.bands.bands_of(power)
        out[:, FLATNESS] = 10.0 / np.log(10.0) * (bands.mean(axis=1) - np.log(np.exp(bands).mean(axis=1)))
        rise = np.maximum(np.diff(bands, axis=0, prepend=bands[:1]), 0.0).mean(axis=1)
        out[:, FLUX] = 10.0 / np.log(10.0) * rise
        out[:, CHROMA:] = self.chroma(power)
        return out

    def chroma(self, power: F32) -> F32:
        """(n_frames, 12) float32 in 0..1: how much of the spectrum's peaks lies at each pitch class, loudest = 1.

        The log of a Gaussian window's main lobe is a parabola, so three log powers give a partial's frequency exactly.
        """
        spec = self.features
        bin_hz = spec.sample_rate / spec.n_fft
        low, high = max(1, int(CHROMA_LOW_HZ / bin_hz)), min(spec.n_bins - 2, int(CHROMA_HIGH_HZ / bin_hz) + 1)
        level = np.log(power[:, low - 1 : high + 2])
        left, centre, right = level[:, :-2], level[:, 1:-1], level[:, 2:]
        loudest = centre.max(axis=1, keepdims=True)
        frame, column = np.nonzero((centre > left) & (centre >= right) & (centre > loudest - 9.2))  # within 40 dB
        l, c, r = left[frame, column], centre[frame, column], right[frame, column]
        offset = 0.5 * (l - r) / np.minimum(l - 2.0 * c + r, -1e-6)
        hz = (low + column + offset) * bin_hz
        amplitude = np.exp(0.5 * (c - 0.25 * (l - r) * offset))
        pitch = 69.0 + 12.0 * np.log2(hz / 440.0)
        chroma = np.zeros((len(power), 12))
        nearest = np.floor(pitch).astype(np.int64)
        for neighbour in (nearest, nearest + 1):
            share = np.maximum(0.0, 1.0 - np.abs(pitch - neighbour) / CHROMA_REACH)
            np.add.at(chroma, (frame, neighbour % 12), amplitude * share)
        return (chroma / (chroma.max(axis=1, keepdims=True) + CHROMA_FLOOR)).astype(np.float32)

    def pool_steps(self, frames: F32) -> F32:
        """(n_frames, 16) at the frame rate -> (n_frames // frames_per_step, 16): means, but the maximum of the flux."""
        n = self.frames_per_step
        blocks = frames[: len(frames) // n * n].reshape(-1, n, N_DESCRIPTORS)
        steps = blocks.mean(axis=1)
        steps[:, FLUX] = blocks[:, :, FLUX].max(axis=1)
        return steps

    def pool_score(self, steps: F32) -> F32:
        """(n_steps, 16) -> (n_steps // steps_per_score, 17): as `pool_steps`, plus the time of the flux peak, 0..1."""
        n = self.steps_per_score
        blocks = steps[: len(steps) // n * n].reshape(-1, n, N_DESCRIPTORS)
        peak = blocks[:, :, FLUX].argmax(axis=1)
        score = np.concatenate([blocks.mean(axis=1), ((peak + 0.5) / n)[:, None]], axis=1).astype(np.float32)
        score[:, FLUX] = blocks[:, :, FLUX].max(axis=1)
        return score

    def expand_score(self, score: F32) -> F32:
        """(n, 17) -> (n * steps_per_score, 16): values held, the flux as one pulse at its time and 0 elsewhere."""
        n = self.steps_per_score
        steps = np.repeat(score[:, :N_DESCRIPTORS], n, axis=0)
        pulse = np.arange(n)[None, :] == np.clip((score[:, -1:] * n).astype(np.int64), 0, n - 1)
        steps[:, FLUX] = np.where(pulse, score[:, FLUX : FLUX + 1], 0.0).reshape(-1)
        return steps
