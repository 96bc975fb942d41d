"""What tests of training share: a small configuration, and recordings that can be made in a moment."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import soundfile

from training.config import TrainConfig

RATE = 48000
SMALL = TrainConfig(
    decoder_hidden=24, performer_hidden=16, composer_hidden=16, batch=4, latent_dim=4, learning_rate=8e-3
)


def pluck(midi: int, seconds: float = 0.5) -> np.ndarray:
    t = np.arange(int(seconds * RATE)) / RATE
    hz = 440.0 * 2.0 ** ((midi - 69) / 12)
    return 0.2 * np.exp(-6 * t) * np.sum([np.sin(2 * np.pi * hz * k * t) / k for k in range(1, 6)], axis=0)


def record(folder: Path) -> None:
    """Two styles, 3 x 8 s of plucked tones (at 44.1 kHz, stereo) and one 8 s file of wind-like noise."""
    rng = np.random.default_rng(0)
    (folder / "plucks").mkdir()
    (folder / "wind").mkdir()
    for n in range(3):
        tune = np.concatenate([pluck(int(m)) for m in rng.choice([60, 62, 64, 67, 69], 16)])
        soundfile.write(folder / "plucks" / f"tune {n}.flac", np.stack([tune, 0.5 * tune], axis=1), 44100)
    swell = 0.1 * (1.2 + np.sin(np.arange(8 * RATE) / RATE * 3.0))
    soundfile.write(folder / "wind" / "gusts.wav", swell * rng.standard_normal(8 * RATE), RATE)
    with (folder / "manifest.csv").open("w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["file", "style", "title", "author", "source", "licence", "attribution"])
        for n in range(3):
            writer.writerow([f"plucks/tune {n}.flac", "plucks", f"Tune {n}", "A. Player", "here", "CC0-1.0", ""])
        writer.writerow(["wind/gusts.wav", "wind", "Gusts", "B. Weather", "there", "CC-BY-NC-4.0", "By B. Weather"])
