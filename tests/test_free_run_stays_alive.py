"""Left alone, the default model neither dies nor explodes nor stands still, in any of its styles.

The generator runs for half a minute of music without being inverted, which takes a second or two.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from realtime import load_model
from realtime.features import fold
from realtime.features.descriptors import FLATNESS, LOUDNESS, N_DESCRIPTORS, NOTES
from realtime.generators import Controls, OnnxGenerator

SECONDS = 30.0
MODEL = load_model()


@cache
def walk(style: str, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Frames (n, dim) and told descriptors (m, 64)."""
    generator, controls = OnnxGenerator(MODEL, seed), Controls.of(MODEL)
    controls.styles[:] = [float(s == style) for s in MODEL.bundle.styles]
    steps = int(SECONDS / generator.step_s)
    frames = np.zeros((steps, generator.frames_per_step, MODEL.bundle.spec.dim), np.float32)
    told = np.zeros((steps, N_DESCRIPTORS), np.float32)
    for n in range(steps):
        generator.step(controls, frames[n])
        told[n] = generator.told
    return frames.reshape(-1, frames.shape[2]), told


def level_db(frames: np.ndarray) -> np.ndarray:
    """Summed band power, dB, smoothed over a second."""
    power = np.exp(frames).sum(axis=1)
    return 10 * np.log10(np.convolve(power, np.ones(188) / 188, mode="valid"))


@pytest.mark.parametrize("style", MODEL.bundle.styles)
def test_every_style_is_alive(style: str) -> None:
    frames, told = walk(style, 11)
    assert np.isfinite(frames).all()
    level = level_db(frames)
    middle = np.median(level)
    assert level.max() < middle + 20.0, "it grew"
    assert np.mean(level < middle - 30.0) < 0.1, "it died"
    assert fold(told[:, NOTES:]).std(axis=0).mean() > 0.03, "its harmony stands still"


@pytest.mark.parametrize("style", MODEL.bundle.styles)
def test_the_walk_stays_in_its_style(style: str) -> None:
    """The second half is still inside what the style's recordings do: it does not drift into noise or another style."""
    _, told = walk(style, 11)
    low, _, _, _, high = np.array(MODEL.bundle.style_quantiles[MODEL.bundle.styles.index(style)])
    late = told[len(told) // 2 :]
    for column in (LOUDNESS, FLATNESS):
        assert low[column] < np.median(late[:, column]) < high[column]


def test_another_seed_is_another_walk_and_the_same_seed_the_same() -> None:
    first, again, other = walk("piano", 1)[1], walk.__wrapped__("piano", 1)[1], walk("piano", 2)[1]
    assert np.array_equal(first, again)
    assert not np.allclose(first, other)
