"""Descriptors: the readable score of a sound, computed causally from the same spectra as the features.

A descriptor vector has 64 values: loudness (dBFS), centroid (octaves above 1 Hz, that is log2 of Hz), flatness (dB),
flux (dB per frame) and 60 notes (0..1, C2 first; see `notes`). The composer writes them, the performer and the decoder
follow them, and whoever plays replaces some of them. Every frame depends on itself and the frame before, nothing later,
so that a live input can be described by the same code. Nothing depends on the kind of the features, only on their
window and hop: what needs bands (flatness, flux) takes lin-log ones, those of the features where they are lin-log, else
128.

Rates. `compute` gives one vector a frame. `pool_steps` averages frames to network steps (two frames, say), and
`pool_score` steps to the composer's slow steps; `expand_score` is the way back that the runtime and training share.
In the score flux and notes are events. Flux: an attack of so many dB at a time inside the slow step, or 0, which is
none. A note begins when it is clearly there and lasts until it is nearly gone, and is 0 else: without this hysteresis a
string quartet has 19 beginnings a second, most of them a partial that flickers around the least value; with it, 7.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from realtime.features.notes import LOWEST_NOTE, N_NOTES, NoteFinder
from realtime.features.transform import FeatureSpec

F32 = NDArray[np.float32]

CHROMA_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
NOTE_NAMES = tuple(f"note/{number}" for number in range(LOWEST_NOTE, LOWEST_NOTE + N_NOTES))  # MIDI numbers
DESCRIPTOR_NAMES = ("loudness", "centroid", "flatness", "flux", *NOTE_NAMES)
LOUDNESS, CENTROID, FLATNESS, FLUX, NOTES = 0, 1, 2, 3, 4
N_DESCRIPTORS = len(DESCRIPTOR_NAMES)
N_SCORE = N_DESCRIPTORS + 1  # the slow score adds where inside the step its attack lies, 0..1

SILENCE_DB = -70.0  # loudness is never reported below this; the corpus' pauses lie above it
# dB: weaker rises are the sound's own restlessness. The corpus' medians are 0.9-1.1, its rain 1.3; of 100 slow steps
# above it are 1 in strings and choir, 4 in ambient, 15 in guitar.
ATTACK_DB = 1.8
NOTE_BEGINS, NOTE_ENDS = 0.5, 0.2  # values of a note in the score
NO_ATTACK_AT = 0.5  # time in the slow step where there is no attack


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

    @cached_property
    def notes(self) -> NoteFinder:
        return NoteFinder(self.features)

    def compute(self, power: F32) -> F32:
        """Descriptors of every frame.

        power: (n_frames, n_bins) from `FeatureSpec.power`.
        Returns (n_frames, 64) float32, columns in the order of DESCRIPTOR_NAMES.
        """
        power = np.maximum(power, np.float32(np.exp(self.features.floor)))
        return np.concatenate([self.compute_plain(power), self.notes.compute(power)], axis=1)

    def compute_plain(self, power: F32) -> F32:
        """(n_frames, 4): all but the notes, which take most of the time. power: as for `compute`."""
        spec = self.features
        floor = np.float32(np.exp(spec.floor))
        power = np.maximum(power, floor)
        out = np.empty((len(power), NOTES), dtype=np.float32)

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
        return out

    def pool_steps(self, frames: F32) -> F32:
        """(n_frames, 64) at the frame rate -> (n_frames // frames_per_step, 64): means, but the maximum of the flux."""
        n = self.frames_per_step
        blocks = frames[: len(frames) // n * n].reshape(-1, n, N_DESCRIPTORS)
        steps = blocks.mean(axis=1)
        steps[:, FLUX] = blocks[:, :, FLUX].max(axis=1)
        return steps

    def pool_score(self, steps: F32) -> F32:
        """(n_steps, 64) -> (n_steps // steps_per_score, 65): means, and the strongest attack with its time, 0..1."""
        n = self.steps_per_score
        blocks = steps[: len(steps) // n * n].reshape(-1, n, N_DESCRIPTORS)
        flux = blocks[:, :, FLUX].max(axis=1)
        attack = flux > ATTACK_DB
        when = np.where(attack, (blocks[:, :, FLUX].argmax(axis=1) + 0.5) / n, NO_ATTACK_AT)
        score = np.concatenate([blocks.mean(axis=1), when[:, None]], axis=1).astype(np.float32)
        score[:, FLUX] = np.where(attack, flux, 0.0)
        sounding = np.zeros(N_NOTES, np.bool_)
        for notes in score[:, NOTES:N_DESCRIPTORS]:
            sounding = (notes > NOTE_BEGINS) | (sounding & (notes > NOTE_ENDS))
            notes *= sounding
        return score

    def expand_score(self, score: F32) -> F32:
        """(n, 65) -> (n * steps_per_score, 64): values held, the flux as one pulse at its time and 0 elsewhere."""
        n = self.steps_per_score
        steps = np.repeat(score[:, :N_DESCRIPTORS], n, axis=0)
        at = np.minimum(np.maximum((score[:, -1] * n).astype(np.int64), 0), n - 1)
        steps[:, FLUX] = 0.0
        steps[n * np.arange(len(score)) + at, FLUX] = score[:, FLUX]
        return steps
