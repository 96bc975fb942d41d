"""Fréchet distance of generated sound to recordings, on an embedding that everybody can recompute.

Embedding. Every second (a window each half second) of sound is described by the mean, the log of the standard
deviation and the log of the mean absolute change from frame to frame of 20 MFCC and the contrast of 6 octave bands
(`frames`), of the flux, and of the 12 chroma values sorted by size (how many tones sound, and how clearly, in any key).
These 117 numbers are divided by their standard deviation over the reference (the chroma values by STEADY of their
common one at least: the least of them hardly ever sounds, and a window in which it does would decide all) and projected
onto the reference's first 16 principal components, so that a Gaussian can be estimated from a few minutes. It depends
on the reference alone, never on a model.

Distance (Heusel et al. 2017; for audio Kilgour et al. 2019), N(m, C) being the Gaussian of a set's embeddings:

    d^2 = |m - m'|^2 + tr(C + C' - 2 (C^1/2 C' C^1/2)^1/2)

It is biased upwards by small sets (Chong & Forsyth 2020), so all sets that are compared have the same number of
windows. What counts is the ratio to `train`: how far the training recordings themselves are from the reference.

Baselines, of the training recordings (of the reference where there are none): white `noise` with the mean spectrum of
each; `shuffled` frames, each 43 ms of a recording at a random place; `loop`, four seconds of a recording repeated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime.features.descriptors import FLUX, NOTES
from realtime.features.notes import fold
from training.evaluation.material import FRAMES_PER_S, RATE, Clip

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
Sets = Mapping[str, Sequence[Clip]]  # clips by style

WINDOW_S, HOP_S = 1.0, 0.5
COMPONENTS = 16
CHROMA = slice(27, 39)  # of the 39 numbers of a frame
STEADY = 0.25
LEAST = 0.05  # added before the logs
LOOP_S = 4.0
GRAIN = 2048  # samples, of the shuffled frames
FEWEST = 4  # windows: fewer say nothing


def embed(clip: Clip) -> F64:
    """(n_windows, 117) statistics of one second each; n_windows is 0 for less than a second."""
    pairs = clip.descriptors[: len(clip.timbre) * 2].reshape(len(clip.timbre), 2, -1).mean(axis=1)
    chroma = np.sort(fold(pairs[:, NOTES:]), axis=1)
    frames = np.concatenate([clip.timbre, pairs[:, FLUX : FLUX + 1], chroma], axis=1).astype(np.float64)
    change = np.abs(np.diff(frames, axis=0, prepend=frames[:1]))
    length, hop = (round(s * FRAMES_PER_S / 2) for s in (WINDOW_S, HOP_S))
    rows = []
    for start in range(0, len(frames) - length + 1, hop):
        window, moved = frames[start : start + length], change[start : start + length]
        rows.append([window.mean(axis=0), np.log(window.std(axis=0) + LEAST), np.log(moved.mean(axis=0) + LEAST)])
    return np.array(rows).reshape(len(rows), 3 * frames.shape[1])


class Embedding:
    """The projection that a reference defines. reference: (n, 117)."""

    def __init__(self, reference: F64) -> None:
        self.mean = reference.mean(axis=0)
        spread = reference.std(axis=0).reshape(3, -1)  # of the three statistics
        common = np.sqrt(np.square(spread[:, CHROMA]).mean(axis=1, keepdims=True))
        spread[:, CHROMA] = np.maximum(spread[:, CHROMA], STEADY * common)
        self.scale = np.maximum(spread.ravel(), 1e-6)
        _, _, axes = np.linalg.svd((reference - self.mean) / self.scale, full_matrices=False)
        self.axes = axes[:COMPONENTS]

    def __call__(self, rows: F64) -> F64:
        """(n, 117) -> (n, up to COMPONENTS)."""
        return np.asarray(((rows - self.mean) / self.scale) @ self.axes.T)


def frechet(a: F64, b: F64) -> float:
    """d^2 of two sets of embeddings, (n, d) and (m, d), at least two each."""
    covariances = [np.atleast_2d(np.cov(x, rowvar=False)) for x in (a, b)]
    values, vectors = np.linalg.eigh(covariances[0])
    root = (vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    cross = np.linalg.eigvalsh(root @ covariances[1] @ root)
    total = float(np.trace(covariances[0]) + np.trace(covariances[1]) - 2.0 * np.sqrt(np.maximum(cross, 0.0)).sum())
    return max(0.0, float(np.square(a.mean(axis=0) - b.mean(axis=0)).sum()) + total)


def evenly(rows: F64, n: int) -> F64:
    """n of the rows, evenly spread over them."""
    return rows[np.linspace(0, len(rows) - 1, n).round().astype(int)]


def measure(generated: Sets, reference: Sets, train: Sets | None, seed: int = 0) -> dict[str, Any]:
    """The distances at the top of this file, of all styles together and of each.

    Only styles that are in `generated` and `reference` count, each with the same weight. Without `train` the reference
    is halved: one half takes its part. Returns {generated, train, ratio, baselines, windows, train_is, styles};
    {} where there is too little sound.
    """
    styles = [s for s in reference if s in generated and (train is None or s in train)]
    heard = {s: np.concatenate([embed(clip) for clip in reference[s]]) for s in styles}
    heard = {s: rows for s, rows in heard.items() if len(rows) >= 2 * FEWEST}
    if not heard:
        return {}
    project = Embedding(np.concatenate([evenly(rows, min(map(len, heard.values()))) for rows in heard.values()]))
    sets: dict[str, dict[str, F64]] = {}  # by style: what is compared, all with as many windows
    for style, rows in heard.items():
        material = train[style] if train is not None else reference[style]
        found = {"generated": generated[style]} | baselines(material, generated[style], seed)
        there = {name: np.concatenate([embed(clip) for clip in clips]) for name, clips in found.items()}
        if train is None:
            there |= {"reference": rows[: len(rows) // 2], "train": rows[len(rows) // 2 :]}
        else:
            there |= {"reference": rows, "train": np.concatenate([embed(clip) for clip in material])}
        n = min(map(len, there.values()))
        if n >= FEWEST:
            sets[style] = {name: project(evenly(found, n)) for name, found in there.items()}
    if not sets:
        return {}
    n = min(len(there["reference"]) for there in sets.values())
    names = next(iter(sets.values()))
    pooled = {name: np.concatenate([evenly(there[name], n) for there in sets.values()]) for name in names}
    return _distances(pooled) | {
        "train_is": "the training recordings" if train is not None else "the other half of the reference",
        "styles": {style: _distances(there) for style, there in sets.items()},
    }


def _distances(sets: Mapping[str, F64]) -> dict[str, Any]:
    found = {name: round(frechet(rows, sets["reference"]), 3) for name, rows in sets.items() if name != "reference"}
    generated, train = found.pop("generated"), found.pop("train")
    return {
        "generated": generated, "train": train, "ratio": round(generated / max(train, 1e-3), 3), "baselines": found,
        "windows": len(sets["reference"]),
    }  # fmt: skip


# -- baselines --------------------------------------------------------------------------------------------------------


def baselines(material: Sequence[Clip], like: Sequence[Clip], seed: int) -> dict[str, list[Clip]]:
    """Of each kind as many clips as there are in `like`, as long as those; material is used in turn."""
    random = np.random.default_rng(seed)
    chosen = [material[i] for i in np.linspace(0, len(material) - 1, len(like)).round().astype(int)]
    made: dict[str, list[Clip]] = {"noise": [], "shuffled": [], "loop": []}
    for clip, model in zip(chosen, like, strict=True):
        n = len(model.audio)
        for name, sound in (
            ("noise", shaped_noise(clip.mid, n, random)),
            ("shuffled", shuffled(clip.mid, n, random)),
            ("loop", looped(clip.mid, n)),
        ):
            made[name].append(Clip(clip.style, name, np.repeat(sound[:, None], 2, axis=1)))
    return made


def shaped_noise(sound: F32, n: int, random: np.random.Generator) -> F32:
    """(n,) Gaussian noise with the mean power spectrum of `sound`."""
    grains = np.lib.stride_tricks.sliding_window_view(sound, GRAIN)[:: GRAIN // 2] * np.hanning(GRAIN)
    spectrum = np.sqrt((np.abs(np.fft.rfft(grains, axis=1)) ** 2).mean(axis=0) / np.square(np.hanning(GRAIN)).sum())
    whole = np.fft.rfft(random.standard_normal(n))
    return np.fft.irfft(whole * np.interp(np.linspace(0, 1, len(whole)), np.linspace(0, 1, len(spectrum)), spectrum),
                        n).astype(np.float32)  # fmt: skip


def shuffled(sound: F32, n: int, random: np.random.Generator) -> F32:
    """(n,) half-overlapping grains of `sound` in random order."""
    window = np.hanning(GRAIN + 1)[:-1].astype(np.float32)
    out = np.zeros(n + GRAIN, np.float32)
    for place in range(0, n, GRAIN // 2):
        start = int(random.integers(0, len(sound) - GRAIN))
        out[place : place + GRAIN] += (window * sound[start : start + GRAIN])[: len(out) - place]
    return out[:n]


def looped(sound: F32, n: int) -> F32:
    """(n,) the middle LOOP_S of `sound` over and over."""
    length = min(len(sound), round(LOOP_S * RATE))
    start = (len(sound) - length) // 2
    return np.resize(sound[start : start + length], n)
