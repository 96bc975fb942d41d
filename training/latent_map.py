"""The latent map: moments of the training audio on a plane, so that one moves between sounds that one can see.

A moment is the mean of the latents over a second: that leaves out what changes from step to step and keeps what makes
one sound differ from another. Latents mean something only together with their style, so a moment is its latents and,
as far from each other as two latents that differ by STYLES_APART deviations, its style. t-SNE (van der Maaten & Hinton
2008) lays the moments out; then each axis is stretched until its ranks are even, so that no part of the pad is empty
of sounds. Against the two principal axes, 600 moments of seven styles: trustworthiness (8 neighbours) 0.97 instead of
0.82, latents predicted from the neighbours' R2 0.82 instead of 0.52, neighbours of the same style 96 % instead of 40.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from realtime.bundle import Bundle
from realtime.features.descriptors import CENTROID, LOUDNESS
from training.dataset import Dataset

F32 = NDArray[np.float32]

POINTS = 600
STYLES_APART = 2.0
QUIETER_DB = 20.0  # than the style's median: a pause is no place to go to
CONTEXT = 4  # network steps that the encoder sees to either side
PERPLEXITY = 30.0


@torch.no_grad()
def latent_map(dataset: Dataset, vae: Any, scale: Any) -> dict[str, list[Any]]:
    """`Bundle.map` of a trained autoencoder. vae: `vae.VAE`. scale: its `latent_scale.LatentScale`."""
    moments = [_moments(dataset, vae, scale, style, POINTS // len(dataset.styles)) for style in
               range(len(dataset.styles))]  # fmt: skip
    styles = np.repeat(np.arange(len(moments)), [len(latents) for latents, _ in moments])
    latents, described = (np.concatenate(columns) for columns in zip(*moments, strict=True))
    x, y = spread(layout(latents, styles)).T
    return {
        "x": rounded(x),
        "y": rounded(y),
        "style": styles.tolist(),
        "loudness": rounded(described[:, LOUDNESS]),
        "centroid": rounded(described[:, CENTROID]),
        "latents": [rounded(row) for row in latents],
    }


def _moments(dataset: Dataset, vae: Any, scale: Any, style: int, count: int) -> tuple[F32, F32]:
    """Latents in sigma, (n, Z), and descriptors, (n, 65), of at most `count` seconds, evenly through the recordings."""
    spec = dataset.descriptors
    rows = max(1, round(dataset.features.frame_rate / spec.frames_per_step / spec.steps_per_score))  # in a second
    parts = [part for part in dataset.train if part.style == style]
    seconds = [(part, start) for part in parts for start in range(0, max(1, len(part.score) - rows + 1), rows)]
    loudness = np.array([part.score[start : start + rows, LOUDNESS].mean() for part, start in seconds])
    heard = np.flatnonzero(loudness > np.median(loudness) - QUIETER_DB)
    chosen = heard[np.unique(np.linspace(0, len(heard) - 1, min(count, len(heard))).round().astype(int))]
    latents, described = [], []
    for part, start in (seconds[i] for i in chosen):
        first, last = start * spec.steps_per_score, (start + rows) * spec.steps_per_score
        before = min(first, CONTEXT)
        frames = part.frames[(first - before) * spec.frames_per_step : (last + CONTEXT) * spec.frames_per_step]
        steps = scale.from_raw(vae.encoder(dataset.normalise_frames(frames)[None])[0][0])
        latents.append(steps[before : before + last - first].mean(0).numpy())
        described.append(part.score[start : start + rows].mean(0))
    return np.stack(latents).astype(np.float32), np.stack(described)


def layout(latents: F32, styles: NDArray[np.int64]) -> F32:
    """(n, 2) places of moments. latents: (n, Z) in sigma. styles: (n,) their indices."""
    from sklearn.manifold import TSNE

    joint = np.concatenate([latents, STYLES_APART / np.sqrt(2.0) * np.eye(styles.max() + 1)[styles]], axis=1)
    if len(joint) < 4:
        return np.asarray(joint[:, :2] if joint.shape[1] > 1 else np.repeat(joint, 2, axis=1), np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scikit-learn's own deprecations
        tsne = TSNE(perplexity=min(PERPLEXITY, (len(joint) - 1) / 3.0), init="pca", random_state=0)
        return np.asarray(tsne.fit_transform(joint.astype(np.float32)), np.float32)


def spread(places: F32) -> F32:
    """(n, 2) places with each axis stretched to even ranks over -1..1."""
    ranks = places.argsort(axis=0).argsort(axis=0)
    return np.asarray(2.0 * ranks / max(len(places) - 1, 1) - 1.0, np.float32)


def rounded(values: Any) -> list[float]:
    """Numbers as they stand in a model.json."""
    return [round(float(v), 3) for v in values]


def plot_map(bundle: Bundle, path: Path) -> None:
    """Draw the map as a PNG: moments coloured by style, louder ones larger."""
    from matplotlib import colormaps
    from matplotlib.figure import Figure

    x, y, style, loudness = (np.array(bundle.map[name]) for name in ("x", "y", "style", "loudness"))
    figure = Figure(figsize=(7.0, 7.5), layout="constrained")
    axes = figure.add_subplot()
    for number, name in enumerate(bundle.styles):
        here = style == number
        size = np.clip(loudness[here] + 50.0, 5.0, 45.0)
        axes.scatter(x[here], y[here], size, color=colormaps["tab10"](number % 10), label=name, alpha=0.8, linewidth=0)
    axes.set(xlim=(-1.05, 1.05), ylim=(-1.05, 1.05), aspect="equal", xlabel="x", ylabel="y",
             title=f"{bundle.name}: where sounds lie for /rt/xy")  # fmt: skip
    figure.legend(loc="outside lower center", ncols=4, frameon=False)
    figure.savefig(path, format="png")
